# %% [markdown]
# # repetition
#
# > What comes back: sentences and paragraphs that open alike or are built alike

# %% [markdown]
# Six paragraphs that begin "We must" may stand pages apart, and three headings may share nothing but their shape. Repetition is looked for
# among the openings of neighbours, likeness among their words.

# %%
#| default_exp rhetoric.repetition

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterator, Sequence
from fa_study.rhetoric.hits import EN_FORM, NOTES, Hit, Sentence, runs
from fa_study.rhetoric.wordlists import word_set

# %%
from fa_study.rhetoric.hits import as_sentences

# %% [markdown]
# ## Openings
#
# "First," and a dash before the words are no part of the opening; "And this is" opens like "This is".

# %%
#| export
_EN_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh)(?:ly)?"
_SKIP = {
    "en": re.compile(rf"^\W*(?:{_EN_ORDINAL}\s*,\s*|and |but )?", re.I),
    "zh": re.compile(r"^\W*(?:第?[一二三四五六七八九十]+(?:是|，|、))?"),
}
SIZE = {"en": 2, "zh": 4}  # words or characters that neighbours must share


def _start(text: str, lang: str) -> int:
    "Where a sentence begins behind its marks and ordinals."
    skipped = _SKIP[lang].match(text)
    return skipped.end() if skipped else 0


def opening(text: str, lang: str, size: int) -> str:
    """The first words (English) or characters (Chinese) of a sentence, marks and ordinals left aside.

    text: a sentence
    lang: "en" or "zh"
    size: how many words or characters.
    Returns them in lower case; "" if the sentence is not longer, or a mark or digit stands among the
        characters.
    """
    start = _start(text, lang)
    if lang == "zh":
        head = text[start : start + size]
        return "" if len(text) - start <= size or re.search(r"[，。、0-9]", head) else head
    words: list[str] = []
    for m in EN_FORM.finditer(text, start):
        if len(words) == size:
            return " ".join(words).lower()
        words.append(m[0])
    return ""


# %%
opening("— First, we light the lamps.", "en", 2), opening("——第一，灯塔属于所有船只。", "zh", 4)

# %%
assert (
    opening("— First, we light the lamps.", "en", 2) == "we light"
    and opening("——第一，灯塔属于所有船只。", "zh", 4) == "灯塔属于"
)
assert opening("灯，亮。", "zh", 2) == "" and opening("Go on.", "en", 2) == ""

# %% [markdown]
# ## Anaphora
#
# Two neighbours that open with a pronoun, or with "we" and its verb, are enough; "China has" needs three, since a subject is often the same by chance.
# The first sentences of neighbouring paragraphs are compared as well.

# %%
#| export
_PRONOUNS = frozenset(word_set("pronoun", "en"))
_TWO_ENOUGH = _PRONOUNS | {"we"}
_WEAK = frozenset(word_set("weak opening", "en"))
_KINDS = (("body", "item"), ("item",))  # items are often divided by paragraphs that explain them
_SILENT = ("heading", *NOTES)


def _head(text: str, lang: str) -> str:
    """What neighbours must share: a pronoun, else two words or four characters; nothing behind a function
    word.
    """
    if lang == "zh":
        return opening(text, "zh", SIZE["zh"])
    first = opening(text, "en", 1)
    if first in _WEAK:
        return ""
    return first if first in _PRONOUNS else opening(text, "en", SIZE["en"])


def _key(sentence: Sentence, lang: str) -> tuple[str, str] | None:
    "What must be equal for two neighbours to open alike: the paragraph and the head."
    if sentence.kind in _SILENT or not sentence.text:
        return None
    head = _head(sentence.text, lang)
    return (sentence.par_id, head) if head else None


def first_sentences(sentences: Sequence[Sentence], kinds: Sequence[str]) -> list[int]:
    """Positions of the first sentences of paragraphs.

    sentences: an article's
    kinds: of the paragraphs that count.
    """
    firsts = []
    paragraph = None
    for i, sentence in enumerate(sentences):
        is_first = sentence.par_id != paragraph
        paragraph = sentence.par_id
        if is_first and sentence.text and sentence.kind in kinds:
            firsts.append(i)
    return firsts


def _opening_span(text: str, lang: str) -> tuple[int, int]:
    start = _start(text, lang)
    if lang == "zh":
        return start, start + SIZE["zh"]
    words = list(EN_FORM.finditer(text, start))
    last = 0 if words[0][0].lower() in _PRONOUNS else 1
    return start, words[last].end()


def _alike_neighbours(sentences: Sequence[Sentence], lang: str) -> Iterator[tuple[int, ...]]:
    "Neighbours that open with the same words, where two are enough or there are three."
    keys = [_key(sentence, lang) for sentence in sentences]
    for start, end in runs(keys, least=2):
        key = keys[start]
        first_word = key[1].partition(" ")[0] if key else ""
        if end - start > 2 or lang == "zh" or first_word in _TWO_ENOUGH:
            yield tuple(range(start, end))


def _alike_paragraphs(sentences: Sequence[Sentence], lang: str) -> Iterator[tuple[int, ...]]:
    "Neighbouring paragraphs whose first sentences open with the same words."
    for kinds in _KINDS:
        firsts = first_sentences(sentences, kinds)
        heads = [opening(sentences[i].text, lang, SIZE[lang]) or None for i in firsts]
        for start, end in runs(heads, least=3):
            yield tuple(firsts[start:end])


def find_anaphora(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Neighbouring sentences, or the first sentences of neighbouring paragraphs, that open with the same
    words.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits; their span is the opening in the first sentence.
    """
    groups = dict.fromkeys([*_alike_neighbours(sentences, lang), *_alike_paragraphs(sentences, lang)])
    hits = []
    for group in groups:
        if any(set(group) < set(other) for other in groups):
            continue
        start, end = _opening_span(sentences[group[0]].text, lang)
        hits.append(Hit("anaphora", group, start, end, 0.65, "one opening"))
    return hits


# %%
toy = [
    "We must light the lamps.",
    "We must guard the ships.",
    "The fog lifted.",
    "It was late.",
    "It was cold.",
]
[(h.at, toy[h.at[0]][h.start : h.end]) for h in find_anaphora(as_sentences(toy, "en"), "en")]

# %%
assert [(h.at, toy[h.at[0]][h.start : h.end]) for h in find_anaphora(as_sentences(toy, "en"), "en")] == [
    ((0, 1), "We must"),
    ((3, 4), "It"),
]
assert find_anaphora(as_sentences(["The fog came.", "The fog left."], "en"), "en") == []
zh = ["各国应当点灯。", "各国应当护航。", "各国应当通商。"]
assert [h.at for h in find_anaphora(as_sentences(zh, "zh", paragraphs=True), "zh")] == [(0, 1, 2)]
