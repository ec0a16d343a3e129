# %% [markdown]
# # hits
#
# > What the search for rhetorical devices works on: sentences in reading order with their words, and hits with their exact span

# %% [markdown]
# A figure of speech may be one word, a clause, or the openings of six paragraphs, and a reader wants to be taken to the words in each case. Every finder
# therefore takes an article's sentences in order and gives hits: which sentences, from where to where, by which rule, with what score.

# %%
#| default_exp rhetoric.hits

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from fa_study.language.words import zh_tags
from fa_study.study import Study, Token

# %% [markdown]
# ## Sentences
#
# A Chinese sentence is cut into words once, and every finder reads those. English figures are told by forms, for which a word is what stands between
# blanks and marks.

# %%
#| export
# Unlike `fa_study.language.words.EN_WORD`, groups of digits and abbreviations are apart.
EN_FORM = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
NOTES = ("footnote", "note")  # kinds of paragraphs in which no device is looked for


class Sentence(NamedTuple):
    """A sentence in the reading order of its article.

    sent_id: its id
    par_id, kind: its paragraph's
    text: its text
    words: of a Chinese sentence its words with tags, of an English one none.
    """

    sent_id: str
    par_id: str
    kind: str
    text: str
    words: Sequence[Token] = ()


class Hit(NamedTuple):
    """A candidate for a device.

    device: its name
    at: positions of its sentences in the article
    start, end: character offsets of the span in the first of them
    score: how often such a candidate is right, 0..1, an estimate
    rule: what found it
    domain: the source domain of a metaphor.
    """

    device: str
    at: tuple[int, ...]
    start: int
    end: int
    score: float
    rule: str
    domain: str = ""


def tagged_words(text: str) -> list[Token]:
    """The words of a Chinese sentence with tags, as the table `tokens` holds them.

    text: the sentence.
    """
    return [Token(word, word, tag, start, end) for word, tag, start, end in zh_tags(text)]


def study_sentences(study: Study) -> dict[str, list[Sentence]]:
    """The sentences of each article in reading order, with their words: those of the table `tokens` where
    it is filled.

    study: a parsed study.
    Returns article_id -> sentences, footnotes included.
    """
    kinds = dict(zip(study.paragraphs.par_id, study.paragraphs.kind))
    chinese = set(study.articles.article_id[study.articles.lang == "zh"])
    cut = study.words()
    found: dict[str, list[Sentence]] = {}
    for article_id in study.articles.article_id:
        found[article_id] = []
    for row in study.sentences.itertuples():
        if row.article_id not in found:
            continue
        kind = kinds.get(row.par_id, "body")
        words: Sequence[Token] = ()
        if row.article_id in chinese and kind not in NOTES:
            words = cut.get(row.sent_id, ()) if cut else tagged_words(row.text)
        found[row.article_id].append(Sentence(row.sent_id, row.par_id, kind, row.text, words))
    return found


def without_notes(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Sentences of which footnotes and notes have lost their text, so that places stay.

    sentences: an article's.
    """
    said = []
    for sentence in sentences:
        if sentence.kind in NOTES:
            sentence = sentence._replace(text="", words=())
        said.append(sentence)
    return said


def as_sentences(
    texts: Iterable[str], lang: str, *, kind: str = "body", paragraphs: bool = False
) -> list[Sentence]:
    """Bare texts as sentences of one paragraph, to try a finder on.

    texts: one sentence each
    lang: "en" or "zh"
    kind: the paragraph's kind
    paragraphs: give each text a paragraph of its own.

    >>> as_sentences(["The lamps are lit."], "en")[0].text
    'The lamps are lit.'
    """
    sentences = []
    for i, text in enumerate(texts):
        words = tagged_words(text) if lang == "zh" else []
        sentences.append(Sentence(f"s{i}", f"p{i if paragraphs else 0}", kind, text, words))
    return sentences


# %%
from fa_study.reading.parser import parse_text

# %%
study = parse_text(
    "Lighthouse Day\n\nBy A. Writer\n\nLet us build bridges, not walls. Let us keep the lights on."
)
study_sentences(study)[study.articles.article_id[0]]

# %%
[(word.form, word.tag) for word in as_sentences(["各国共护灯塔。"], "zh")[0].words]

# %%
sentences = study_sentences(study)[study.articles.article_id[0]]
assert [s.text for s in sentences][-1] == "Let us keep the lights on." and not any(s.words for s in sentences)
assert study_sentences(Study()) == {}
assert EN_FORM.findall("4,300 well-lit lamps") == ["4", "300", "well-lit", "lamps"]


# %% [markdown]
# ## One hit for one place
#
# Two rules often see the same figure: a run of clauses that open with a verb may also share a word. The better hit stands for both.


# %%
#| export
def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _best_first(hit: Hit) -> tuple[float, int]:
    return -hit.score, hit.start - hit.end


def _in_reading_order(hit: Hit) -> tuple[tuple[int, ...], int, str]:
    return hit.at, hit.start, hit.device


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """Hits of which no two of one device and the same sentences overlap: the higher score stays, of equal
    ones the longer.

    hits: any hits.
    Returns them in the order of the text.
    """
    kept: dict[tuple[str, tuple[int, ...]], list[Hit]] = {}
    left = []
    for hit in sorted(hits, key=_best_first):
        same = kept.setdefault((hit.device, hit.at), [])
        if any(_overlap(hit, other) for other in same):
            continue
        same.append(hit)
        left.append(hit)
    return sorted(left, key=_in_reading_order)


# %%
seen = [
    Hit("parallelism", (3,), 0, 40, 0.6, "verb first"),
    Hit("parallelism", (3,), 5, 44, 0.8, "shared word"),
    Hit("tricolon", (3,), 5, 20, 0.7, "three"),
]
without_overlaps(seen)

# %%
assert [h.rule for h in without_overlaps(seen)] == ["shared word", "three"]
assert without_overlaps([]) == []


# %% [markdown]
# ## Neighbours
#
# Sentences that open alike stand side by side, and clauses of one form may have a list between them.


# %%
#| export
def runs(keys: Sequence[object], *, least: int) -> Iterator[tuple[int, int]]:
    """Stretches of equal neighbours.

    keys: any values, None never counts as equal
    least: the smallest length that is given.
    Returns (start, end) positions, end excluded.
    """
    start = 0
    for i in range(1, len(keys) + 1):
        if i < len(keys) and keys[i] == keys[start]:
            continue
        if i - start >= least and keys[start] is not None:
            yield start, i
        start = i


def near(places: Iterable[int], gap: int) -> list[list[int]]:
    """Groups of ascending positions in which no step is wider than a gap.

    places: the positions
    gap: the widest step.
    """
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= gap:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


# %%
list(runs(["a", "b", "b", None, None, "b"], least=2)), near([1, 2, 5, 6, 9], 2)

# %%
assert list(runs(["a", "b", "b", None, None, "b"], least=2)) == [(1, 3)]
assert near([1, 2, 5, 6, 9], 2) == [[1, 2], [5, 6], [9]] and near([], 2) == []
