# %% [markdown]
# # groups
#
# > Parallelism over sentences: headings, counted points, marked items and the topic sentences of paragraphs that are built alike

# %% [markdown]
# "First, it has lit the lamps." … "Second, it has fed the crews." A page apart, the two still form one figure, and a reader marks it as one. What belongs together is told by
# marks, by numbers and by paragraphs; whether it is built alike is measured.

# %%
#| default_exp rhetoric.groups

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterator, Sequence
from statistics import mean
from fa_study.rhetoric.hits import EN_FORM, Hit, Sentence, without_notes
from fa_study.rhetoric.likeness import Signs, common_part, en_tag, evenness, neighbours, shared_part
from fa_study.rhetoric.ranking import Candidate, ranked
from fa_study.rhetoric.repetition import first_sentences

# %%
from fa_study.rhetoric.hits import as_sentences

# %% [markdown]
# ## What belongs together
#
# A row of sentences with one sort of mark (一、, （一）, 1., a dash), of points that count on from one another, of headings, and of topic sentences: short first sentences of
# neighbouring paragraphs. A new row begins at the number one, and one of dashes behind a heading, so that items of two sections are two rows.

# %%
#| export
_MARKS = tuple(
    map(
        re.compile,
        (
            r"\W*([—–])",
            r"([一二三四五六七八九十]+)、",
            r"（([一二三四五六七八九十]+)）",
            r"(\d+)\.",
            r"([IVX]+)\.",
            r"\((\d+)\)",
        ),
    )
)
_DASH = 0  # the place of dashes among the marks
_ONES = ("一", "1", "I")
_ENGLISH = "First|Second|Third|Fourth|Fifth|Sixth|Seventh"
_COUNTED = re.compile(rf"\W*(?:第?([一二三四五六七八九十])(?:是|，|、)|({_ENGLISH})(?:ly)?,)")
_FIRST_POINT = re.compile(r"[：:]\W*(?:一是|第一，|[Ff]irst(?:ly)?, )")
_LEADING = re.compile(
    rf"\W*(?:第?[一二三四五六七八九十]+(?:是要?|，|、|）)|(?:{_ENGLISH})(?:ly)?,|\d+\.|[IVX]+\.)\s*"
)
LONGEST_TOPIC = {"zh": 30, "en": 16}  # characters or words of a first sentence that heads its paragraph
At = tuple[int, ...]


def _mark_of(text: str) -> tuple[int, str] | None:
    "Which of the marks a sentence begins with, and its number."
    for kind, pattern in enumerate(_MARKS):
        m = pattern.match(text)
        if m:
            return kind, m[1]
    return None


def _marked(sentences: Sequence[Sentence]) -> Iterator[At]:
    "Rows of sentences with one sort of mark."
    rows: dict[int, list[int]] = {}
    for i, sentence in enumerate(sentences):
        mark = _mark_of(sentence.text)
        if sentence.kind == "heading":
            yield tuple(rows.pop(_DASH, ()))
        if mark is None:
            continue
        kind, number = mark
        if number in _ONES:
            yield tuple(rows.pop(kind, ()))
        rows.setdefault(kind, []).append(i)
    yield from map(tuple, rows.values())


def _counted(sentences: Sequence[Sentence]) -> Iterator[At]:
    "Rows of points that count on from one another; the first may stand behind a colon."
    points: list[int] = []
    for i, sentence in enumerate(sentences):
        m = _COUNTED.match(sentence.text)
        number = (m[1] or m[2]) if m else ""
        if number in ("一", "First") or _FIRST_POINT.search(sentence.text):
            yield tuple(points)
            points = [i]
        elif number and points:
            points.append(i)
    yield tuple(points)


def _headings(sentences: Sequence[Sentence]) -> Iterator[At]:
    yield tuple(i for i, sentence in enumerate(sentences) if sentence.text and sentence.kind == "heading")


def _is_topic(sentence: Sentence, lang: str) -> bool:
    "Whether the first sentence of a paragraph is short enough to be its heading."
    if sentence.kind == "heading":
        return False
    size = len(sentence.text) if lang == "zh" else len(sentence.text.split())
    return size <= LONGEST_TOPIC[lang]


def _topics(sentences: Sequence[Sentence], lang: str) -> Iterator[At]:
    "Rows of topic sentences of paragraphs of one kind."
    row: list[int] = []
    for i in first_sentences(sentences, ("body", "item", "heading")):
        is_topic = _is_topic(sentences[i], lang)
        if row and (not is_topic or sentences[row[-1]].kind != sentences[i].kind):
            yield tuple(row)
            row = []
        if is_topic:
            row.append(i)
    yield tuple(row)


def sentence_groups(sentences: Sequence[Sentence], lang: str) -> dict[At, str]:
    """Three or more sentences that belong together, and by what: "marked", "counted", "headings", "topics".

    sentences: an article's
    lang: "en" or "zh".
    """
    said = without_notes(sentences)
    found = {
        "marked": _marked(said),
        "counted": _counted(said),
        "headings": _headings(said),
        "topics": _topics(said, lang),
    }
    groups: dict[At, str] = {}
    for name, places in found.items():
        for at in places:
            if len(at) >= 3:
                groups.setdefault(at, name)
    return groups


# %%
_points = [
    "First, it has lit the lamps.",
    "The crews came home.",
    "Second, it has fed the crews.",
    "Third, it has paid the keepers.",
]
sentence_groups(as_sentences(_points, "en", paragraphs=True), "en")

# %%
assert sentence_groups(as_sentences(_points, "en", paragraphs=True), "en")[0, 2, 3] == "counted"
assert sentence_groups([], "zh") == {}

# %% [markdown]
# The first of three points often stands at the end of the sentence that announces them.

# %%
_announced = ["会议有三点成果：一是点亮了灯塔。", "各国满意。", "二是养活了守灯人。", "三是守护了航道。"]
sentence_groups(as_sentences(_announced, "zh"), "zh")

# %%
assert sentence_groups(as_sentences(_announced, "zh"), "zh") == {(0, 2, 3): "counted"}
assert sentence_groups(as_sentences(_announced[1:], "zh"), "zh") == {}

# %% [markdown]
# ## How alike they are
#
# Three measures: how even the sentences are in length, how much of their tags comes in one order, and how many words neighbours share. Ordinals are left aside.

# %%
#| export
COMPARED = 12  # tags of a sentence that are compared


def _group_words(sentence: Sentence, lang: str) -> list[str]:
    if lang == "en":
        return EN_FORM.findall(_LEADING.sub("", sentence.text).lower())
    return [word.form for word in sentence.words if re.match(r"\w", word.form)]


def _tags(sentence: Sentence, lang: str) -> list[str]:
    if lang == "en":
        tags = list(map(en_tag, EN_FORM.findall(sentence.text)))
    else:
        tags = [word.tag[:1] for word in sentence.words]
    return tags[:COMPARED]


def group_signs(sentences: Sequence[Sentence], lang: str) -> Signs:
    """How alike the sentences of a group are.

    sentences: of the group
    lang: "en" or "zh".
    Returns "even", "tags alike" and "shared words", 0..1; none if a sentence holds no word.
    """
    sizes = []
    words = []
    tags = []
    for sentence in sentences:
        mine = _group_words(sentence, lang)
        if not mine:
            return {}
        sizes.append(len(mine))
        words.append(set(mine))
        tags.append(_tags(sentence, lang))
    return {
        "even": evenness(sizes),
        "tags alike": mean(neighbours(tags, common_part)),
        "shared words": mean(neighbours(words, shared_part)),
    }


# %%
_alike = as_sentences(
    [
        "First, we need to light the lamps and jointly pay for oil.",
        "Second, we need to guard the ships and jointly pay for crews.",
        "Third, we need to dig the harbours and jointly pay for piers.",
    ],
    "en",
    kind="item",
    paragraphs=True,
)
group_signs(_alike, "en")

# %%
assert group_signs(_alike, "en")["even"] == 1 and group_signs(_alike, "en")["shared words"] > 0.5
assert group_signs(as_sentences(["—", "—", "—"], "en"), "en") == {}

# %% [markdown]
# ## Which of them are parallel
#
# Readers disagree about such rows more than about anything else: one marks every numbered list, another none. A model of many signs learns one reader's habit, so the measures are
# put into one sign, "built alike", with round cut-offs (any near them does as well on the marked articles), and the model learns only how much that sign counts.

# %%
#| export
LEAST_EVEN = 0.7
LEAST_TAGS = 0.5  # common part of the tags of neighbours, on average
LEAST_SHARED = 0.3  # part of their words that neighbours share, on average


def is_built_alike(signs: Signs) -> bool:
    """Whether a row of sentences is built alike: of like length, and of like tags or with many words in common.

    signs: of `group_signs`.
    """
    if signs["even"] <= LEAST_EVEN:
        return False
    return signs["tags alike"] > LEAST_TAGS or signs["shared words"] > LEAST_SHARED


def group_candidates(sentences: Sequence[Sentence], lang: str) -> list[Candidate]:
    """Groups of sentences that may be parallel.

    sentences: an article's
    lang: "en" or "zh".
    """
    candidates = []
    for at, name in sentence_groups(sentences, lang).items():
        signs = group_signs([sentences[i] for i in at], lang)
        if not signs:
            continue
        end = len(sentences[at[0]].text.rstrip())
        hit = Hit("parallelism", at, 0, end, 0.5, f"sentences of one shape: {name}")
        alike = {"built alike": float(is_built_alike(signs))}
        candidates.append(Candidate(hit, "parallelism of sentences", alike))
    return candidates


def find_parallel_sentences(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Three or more sentences that belong together and are built alike.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits of parallelism over all the sentences of a group; the span is the first of them.
    """
    return ranked(group_candidates(sentences, lang))


# %%
[hit.at for hit in find_parallel_sentences(_alike, "en")]

# %%
assert is_built_alike(group_signs(_alike, "en"))
assert [hit.at for hit in find_parallel_sentences(_alike, "en")] == [(0, 1, 2)]
assert find_parallel_sentences(_alike[:2], "en") == []
assert not group_candidates([], "zh")
