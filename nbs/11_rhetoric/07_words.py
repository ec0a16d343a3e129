# %% [markdown]
# # words
#
# > Devices that sit in a word or a set phrase: metaphor candidates with their source domain, boosters, exaggerations, allusions, four-character expressions

# %% [markdown]
# "Paves the way" has no road in it, and "unseen in a century" no century that anyone counted. Words like these are found in lists; whether a match is
# meant as a figure is for the reader to say, so each is a candidate with the entry that triggered it.

# %%
#| default_exp rhetoric.words

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Sequence
from fa_study.language.words import is_idiom
from fa_study.rhetoric.hits import Hit, Sentence
from fa_study.rhetoric.wordlists import find_words

# %%
import pandas as pd
from fa_study.rhetoric.hits import as_sentences
from fa_study.rhetoric.wordlists import load_wordlist

# %% [markdown]
# ## Listed words
#
# The list of metaphors gives each word its source domain (JOURNEY, BUILDING, WAR, BODY …). Dead metaphors that every sentence of this kind holds (推动,
# "promote", "strengthen") are left out, because a reader does not mark them. "The most reliable" and 绝不 grade, 不可阻挡 exaggerates, "unstoppable" is in
# both lists.

# %%
#| export
LISTED = {
    "metaphors": "metaphor",
    "intensifiers": "intensifier",
    "hyperboles": "hyperbole",
    "allusions": "allusion",
}


def find_listed(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Devices by their words: metaphor candidates, boosters and superlatives, exaggerations, known lines.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits of the devices of `LISTED`, metaphors with their source domain; headings are left out.
    """
    hits = []
    for i, sentence in enumerate(sentences):
        if sentence.kind == "heading":
            continue
        for start, end, entry in find_words(sentence.text, lang):
            device = LISTED[entry.wordlist]
            domain = entry.kind if device == "metaphor" else ""
            rule = f"{entry.wordlist}: {entry.pattern}"
            hits.append(Hit(device, (i,), start, end, entry.score, rule, domain))
    return hits


# %%
load_wordlist("metaphors").groupby(["kind", "lang"]).size().unstack()

# %%
toy = [
    "The accord is a milestone, and it anchors our trade.",
    "It is the most reliable lamp.",
    "An unstoppable crowd came.",
    "The keepers went home.",
]
found = find_listed(as_sentences(toy, "en"), "en")
pd.DataFrame(found)

# %%
assert [(h.at, h.domain) for h in found if h.device == "metaphor"][:2] == [((0,), "JOURNEY"), ((0,), "SHIP")]
assert [h.at for h in found if h.device == "intensifier"] == [(1,), (2,)] and (3,) not in {
    h.at for h in found
}
assert [h.domain for h in find_listed(as_sentences(["两国关系驶入快车道。"], "zh"), "zh")] == [
    "JOURNEY",
    "JOURNEY",
]
exaggerated = [
    h.rule
    for h in find_listed(as_sentences(["灯塔绝不熄灭，其势不可阻挡。"], "zh"), "zh")
    if h.device == "hyperbole"
]
assert exaggerated == ["hyperboles: 不可阻挡"]

# %% [markdown]
# A heading is no place for a figure of words: its "Road to peace" is a name.

# %%
print(find_listed(as_sentences(["Paving the Way"], "en", kind="heading"), "en"))
assert find_listed(as_sentences(["Paving the Way"], "en", kind="heading"), "en") == []

# %% [markdown]
# ## Sayings
#
# A classical line that is in no list can be named ("an ancient saying"), or be known by its shape alone: a sentence of two halves of equal length, as a
# couplet has.

# %%
#| export
_COUPLET = re.compile(r"“?([\u4e00-\u9fff]{4,7})，([\u4e00-\u9fff]{4,7})[。！？”]*")
_OLD = r"\b(?:ancient|old|Chinese|Russian|African|Arab|English|German|French|Latin)\b"
_SAYING = r"\b(?:saying|proverb|adage|maxim|poem|poet|philosopher|sage|verse)s?\b"
_QUOTED = r"\b(?:as the|a|an) (?:\w+ )?(?:saying|proverb|adage|poem) (?:goes|has it|puts it)"
_SAGE = r"\bproverb\b|\bConfuci(?:us|an)\b|\bMencius\b|\bLao ?zi\b"
_ZH_SAYING = r"古人[云说曰讲]|古语|俗话[说讲]|常言道?|谚语|有句(?:老话|古话|话|名言)|古诗|诗[云曰]|正所谓|[孔孟老庄]子[云说曰]|先哲|古训|名句"  # noqa: E501
_NAMED = {
    "en": re.compile(rf"{_OLD}[^.]{{0,30}}?{_SAYING}|{_QUOTED}|{_SAGE}", re.I),
    "zh": re.compile(_ZH_SAYING),
}


def _couplet(i: int, text: str) -> list[Hit]:
    m = _COUPLET.fullmatch(text.strip())
    if not m or len(m[1]) != len(m[2]):
        return []
    return [Hit("allusion", (i,), m.start(1), m.end(2), 0.7, "couplet")]


def find_sayings(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Classical lines, verses and proverbs that are in no list.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits of the device "allusion": sayings that the text names as such, and Chinese couplets.
    """
    hits = []
    for i, sentence in enumerate(sentences):
        m = _NAMED[lang].search(sentence.text)
        if m:
            hits.append(Hit("allusion", (i,), m.start(), m.end(), 0.6, "named saying"))
        if lang == "zh":
            hits += _couplet(i, sentence.text)
    return hits


# %%
toy = [
    "海内存知己，天涯若比邻。",
    "古人云，灯亮船安。",
    "灯塔亮了，渔船都回来了。",
    "春风送船归，明月照海平。",
]
[(h.at, toy[h.at[0]][h.start : h.end], h.rule) for h in find_sayings(as_sentences(toy, "zh"), "zh")]

# %%
assert {h.at for h in find_sayings(as_sentences(toy, "zh"), "zh")} == {(0,), (1,), (3,)}
assert [
    h.rule
    for h in find_sayings(as_sentences(["As an ancient saying goes, one lamp lights another."], "en"), "en")
] == ["named saying"]
assert find_sayings(as_sentences(["The keepers went home."], "en"), "en") == []

# %% [markdown]
# ## Four-character expressions
#
# 居安思危 is an idiom, 守正创新、攻坚克难 are parallel phrases made for the occasion. English has nothing like them, so they are counted for Chinese only.

# %%
#| export
_PHRASES = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{4}(?:、[\u4e00-\u9fff]{4})+(?![\u4e00-\u9fff])")


def _idioms(i: int, sentence: Sentence) -> list[Hit]:
    hits = []
    for word in sentence.words:
        if len(word.form) == 4 and is_idiom(word.form):
            hits.append(Hit("four-character expression", (i,), word.start, word.end, 0.9, "idiom"))
    return hits


def _parallel_phrases(i: int, text: str) -> list[Hit]:
    hits = []
    for m in _PHRASES.finditer(text):
        hits.append(Hit("four-character expression", (i,), m.start(), m.end(), 0.7, "parallel phrases"))
    return hits


def find_four_character(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Four-character expressions of a Chinese text, by class: idioms of the dictionary, and parallel
    phrases that 、 divides.

    sentences: an article's
    lang: "en" gives an empty list.
    Returns hits; the rule is the class.
    """
    if lang != "zh":
        return []
    hits = []
    for i, sentence in enumerate(sentences):
        hits += _idioms(i, sentence) + _parallel_phrases(i, sentence.text)
    return hits


# %%
toy = ["各国应当居安思危，点亮灯塔、守护航道。"]
[(toy[0][h.start : h.end], h.rule) for h in find_four_character(as_sentences(toy, "zh"), "zh")]

# %%
assert [h.rule for h in find_four_character(as_sentences(toy, "zh"), "zh")] == ["idiom", "parallel phrases"]
assert find_four_character(as_sentences(["one two three four"], "en"), "en") == []
