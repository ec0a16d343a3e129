# %% [markdown]
# # likeness
#
# > How alike the members of a series are: length, tags, shared words, first and last words, measured and not guessed

# %% [markdown]
# Three clauses side by side are no parallelism yet: "they met, the fog lifted and lamps were lit" has three subjects and three shapes. What readers call
# 排比 or parallelism is likeness, and likeness can be measured: every series gets the same signs, and a model weighs them.

# %%
#| default_exp rhetoric.likeness

# %%
#| export
from __future__ import annotations
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log2
from operator import eq
from statistics import mean, pstdev
from typing import TypeVar
from fa_study.rhetoric.hits import EN_FORM
from fa_study.rhetoric.series_en import is_finite, opening_form, verb_form
from fa_study.rhetoric.series_zh import Clause, is_verb, opening_of, sets_scene
from fa_study.rhetoric.wordlists import word_set
from fa_study.study import Token

# %%
from fa_study.rhetoric.hits import as_sentences
from fa_study.rhetoric.series_zh import zh_clauses

# %% [markdown]
# ## Measures
#
# The longest common subsequence says how much of two rows of tags comes in one order.

# %%
#| export
Signs = dict[str, float]
Row = TypeVar("Row")


def common_part(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of two rows comes in the same order in both, 0..1.

    one, other: rows of words or tags.
    Returns the length of the longest common subsequence (Hirschberg 1977) over that of the longer row.
    """
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for mine in one:
        last = row
        row = [0]
        for n, theirs in enumerate(other):
            row.append(last[n] + 1 if mine == theirs else max(last[n + 1], row[-1]))
    return row[-1] / max(len(one), len(other))


def evenness(sizes: Sequence[float]) -> float:
    """How even sizes are, 0..1.

    sizes: at least one, above 0.
    Returns 1 less the coefficient of variation.
    """
    return 1 - min(1.0, pstdev(sizes) / mean(sizes))


def shared_part(one: set[str], other: set[str]) -> float:
    """How much of the smaller of two sets is in the other, 0..1.

    one, other: the sets.
    """
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def neighbours(rows: Sequence[Row], measure: Callable[[Row, Row], float]) -> list[float]:
    """A measure on each member of a series and the next.

    rows: one of each member
    measure: of two of them.
    """
    found = []
    for one, other in zip(rows, rows[1:]):
        found.append(measure(one, other))
    return found


def equal_part(values: Sequence[object]) -> float:
    """How many of the steps from a member of a series to the next keep a value, 0..1.

    values: one of each member, at least two.
    """
    return mean(neighbours(values, eq))


# %%
common_part("vnvn", "vnn"), evenness([4, 4, 4]), shared_part({"lamp", "sea"}, {"sea", "ship", "crew"})

# %%
assert common_part("vnvn", "vnn") == 0.75 and common_part("", "v") == 0
assert evenness([4, 4, 4]) == 1 and shared_part(set(), {"sea"}) == 0

# %% [markdown]
# ## Chinese members
#
# 守护航道，点亮灯塔，管理港口: three clauses of four characters that open with a verb.

# %%
#| export
COMPARED = 8  # tags of a member that are compared
UNEVEN = 2.5  # times the shortest member from which a series is very uneven
SHORT, LONG = {"en": 3, "zh": 4}, {"en": 8, "zh": 16}  # mean words or characters of a member
_CONNECTIVE = re.compile(f"(?:{'|'.join(word_set('connective', 'zh'))})")
_GRADING = frozenset(word_set("grading", "zh"))
_PLACES = {"ns", "nrt", "nt"}  # tags of names of places


def _coarse(tag: str) -> str:
    return "n" if tag == "vn" else tag[:1]


_MORE_BEHIND = {
    "zh": re.compile("等|、|以及|和|及"),
    "en": re.compile(r"\W*(?:,|as well as|and|among other|etc)"),
}
_PAIR_BEHIND = re.compile(r",[^,.;]{0,40} and ")
_EXAMPLES = {
    "zh": re.compile("(?:如|例如|包括|涵盖|涉及|诸如)[^，。；]{0,4}$"),
    "en": re.compile(r"(?:including|include|such as|like|e\.g\.|for example|titled|called)\W*(?:the )?$"),
}


def member_texts(text: str, members: Iterable[Clause]) -> list[str]:
    """The text of each member, without quotation marks around it.

    text: the sentence
    members: of a series.
    """
    texts = []
    for member in members:
        whole = text[member.start : member.end]
        texts.append(whole.strip("“”《》 ") or whole)
    return texts


def coarse_tags(words: Iterable[Token]) -> list[str]:
    """The first letter of each word's tag, a verb used as a noun as a noun.

    words: of a Chinese member.
    """
    tags = []
    for word in words:
        tags.append("n" if word.tag == "vn" else word.tag[:1])
    return tags


def _forms(words: Iterable[Token]) -> list[str]:
    return [word.form for word in words]


def _at(rows: Iterable[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows]


def _compared(rows: Iterable[list[str]]) -> list[list[str]]:
    return [row[:COMPARED] for row in rows]


def _zh_shape_signs(members: Sequence[Clause], texts: Sequence[str]) -> Signs:
    "Likeness of tags and words from member to member."
    words = [member.words for member in members]
    tags = list(map(coarse_tags, words))
    forms = list(map(_forms, words))
    alike = neighbours(_compared(tags), common_part)
    return {
        "tags alike": mean(alike),
        "least alike": min(alike),
        "last tag": equal_part(_at(tags, -1)),
        "first word": equal_part(_at(forms, 0)),
        "first sign": equal_part(_at(texts, 0)),
        "last sign": equal_part(_at(texts, -1)),
        "shared words": mean(neighbours(list(map(set, forms)), shared_part)),
        "equal": equal_part(list(map(len, texts))),
    }


def _zh_size_signs(texts: Sequence[str]) -> Signs:
    sizes = list(map(len, texts))
    size = mean(sizes)
    return {
        "size": log2(size) / 4,
        "even": evenness(sizes),
        "very uneven": float(max(sizes) > UNEVEN * min(sizes)),
        "short": float(size < SHORT["zh"]),
        "long": float(size >= LONG["zh"]),
        "middling": float(SHORT["zh"] <= size < 9),
        "four": float(set(sizes) == {4}),
        "three": float(len(sizes) == 3),
        "five": float(len(sizes) >= 5),
    }


def _zh_opening_signs(openings: Sequence[str]) -> Signs:
    n = len(openings)
    return {
        "verbs open": openings.count("V") / n,
        "all verbs open": float(set(openings[1:]) == {"V"}),
        "preposition": openings.count("P") / n,
        "first hides verb": float(openings[0] == ""),
    }


def _zh_kind_signs(members: Sequence[Clause], texts: Sequence[str]) -> Signs:
    openings = []
    tags: set[str] = set()
    holding: Counter[str] = Counter()
    for member, text in zip(members, texts):
        openings.append(opening_of(member.words))
        tags.update(word.tag for word in member.words)
        holding["has verb"] += any(map(is_verb, member.words))
        holding["done"] += "了" in text
        holding["grading"] += not _GRADING.isdisjoint(_forms(member.words))
        holding["digits"] += re.search(r"\d", text) is not None
    signs = _zh_opening_signs(openings)
    for sign, n in holding.items():
        signs[sign] = n / len(members)
    signs["scene"] = float(any(map(sets_scene, texts)))
    signs["connective"] = float(any(map(_CONNECTIVE.match, texts[1:])))
    signs["places"] = float(tags <= _PLACES)
    return signs


def zh_signs(text: str, members: Sequence[Clause]) -> Signs:
    """How alike the members of a Chinese series are, and what they are made of.

    text: the sentence
    members: of a series, each with its words.
    Returns sign -> value, most of them 0..1.
    """
    texts = member_texts(text, members)
    marks = {text[member.end : member.end + 1] for member in members[:-1]}
    signs = {"one mark": float(len(marks) == 1)}
    for mark in marks & set("，、；"):
        signs[f"mark {mark}"] = 1.0
    start = members[0].start
    end = members[-1].end
    signs["more behind"] = float(_MORE_BEHIND["zh"].match(text, end) is not None)
    signs["in title"] = float("《" in text[start:end])
    signs["as examples"] = float(_EXAMPLES["zh"].search(text[:start]) is not None)
    return signs | _zh_size_signs(texts) | _zh_shape_signs(members, texts) | _zh_kind_signs(members, texts)


# %%
_text = "我们要守护海峡航道，点亮沿岸灯塔，管理各国港口。"
_signs = zh_signs(_text, zh_clauses(_text, as_sentences([_text], "zh")[0].words))
{sign: round(value, 2) for sign, value in _signs.items() if value}

# %%
assert _signs["tags alike"] > 0.3 and _signs["three"] == 1 and _signs["mark ，"] == 1
assert zh_signs("灯", zh_clauses("灯", as_sentences(["灯"], "zh")[0].words) * 2)["equal"] == 1

# %% [markdown]
# ## English members
#
# Without a tagger, a word's tag is what its list or its ending tells: the form of a verb, a noun in *-tion*, a name by its capital.

# %%
#| export
_EMPTY = frozenset(word_set("empty", "en"))
_NOUN_ENDINGS = ("tion", "ment", "ness", "ity", "ism", "ship", "ance", "ence")
_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "able", "ic")
_ENDINGS = {"ly": "r", "ing": "g", "ed": "d", **dict.fromkeys(_ADJECTIVE_ENDINGS, "j"), "s": "ns"}


def en_tag(word: str) -> str:
    """What an English word looks like: itself if it is a function word, the form of a verb, N for a name,
    else a class by its ending.

    word: as it is written.
    """
    lower = word.lower()
    if lower in _EMPTY:
        return lower
    form = verb_form(lower)
    if form:
        return "v" + form
    if word[0].isupper():
        return "N"
    if lower.endswith(_NOUN_ENDINGS):
        return "n"
    for ending, tag in _ENDINGS.items():
        if lower.endswith(ending):
            return tag
    return "o"


def _en_shape_signs(words: Sequence[Sequence[str]]) -> Signs:
    lower = []
    tags = []
    content = []
    endings = []
    for member in words:
        small = list(map(str.lower, member))
        lower.append(small)
        tags.append(list(map(en_tag, member[:COMPARED])))
        content.append(set(small) - _EMPTY)
        endings.append(small[-1][-3:])
    alike = neighbours(tags, common_part)
    return {
        "tags alike": mean(alike),
        "least alike": min(alike),
        "first tag": equal_part(_at(tags, 0)),
        "first word": equal_part(_at(lower, 0)),
        "last tag": equal_part(_at(tags[:-1], -1)) if len(words) > 2 else 0.0,
        "suffix": equal_part(endings),
        "shared words": mean(neighbours(content, shared_part)),
    }


def _en_size_signs(sizes: Sequence[int]) -> Signs:
    size = mean(sizes[:-1])
    return {
        "size": log2(size) / 4,
        "equal": equal_part(sizes[:-1]) if len(sizes) > 2 else 0.0,
        "even": evenness(sizes[:-1]),
        "very uneven": float(max(sizes) > 4 * min(sizes)),
        "one word": sizes.count(1) / len(sizes),
        "two words": sizes.count(2) / len(sizes),
        "short": float(size <= SHORT["en"]),
        "long": float(size >= LONG["en"]),
        "very long": float(size >= 2 * LONG["en"]),
        "three": float(len(sizes) == 3),
        "five": float(len(sizes) >= 5),
    }


def _en_kind_signs(words: Sequence[Sequence[str]]) -> Signs:
    holding: Counter[str] = Counter()
    for member in words:
        holding["capitals"] += any(map(_is_capital, member))
        holding["digits"] += any(map(str.isdigit, "".join(member)))
        holding["finite"] += any(map(is_finite, member))
        holding["verb inside"] += any(map(verb_form, member[1:3]))
    signs = _en_size_signs(list(map(len, words)))
    for sign, n in holding.items():
        signs[sign] = n / len(words)
    return signs


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _without_and(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0].lower() in ("and", "or", "but") else words


def _en_members(text: str, members: Sequence[tuple[int, int]]) -> list[list[str]]:
    "The words of each member that holds any, a coordinator before them left aside."
    found = []
    for start, end in members:
        words = _without_and(EN_FORM.findall(text[start:end]))
        if words:
            found.append(words)
    return found


def en_signs(text: str, members: Sequence[tuple[int, int]]) -> Signs:
    """How alike the members of an English series are, and what they are made of.

    text: the sentence
    members: (start, end) of each.
    Returns sign -> value, most of them 0..1; none if fewer than two members hold words.
    """
    words = _en_members(text, members)
    if len(words) < 2:
        return {}
    start = members[0][0]
    end = members[-1][1]
    before = EN_FORM.findall(text[max(0, start - 30) : start].lower())
    word_before = before[-1] if before else ""
    around = {
        "ends": float(bool(re.match(r"\W*$|[.;:]", text[end:]))),
        "from the start": float(start < 3),
        "to before": float(word_before in word_set("before verb", "en")),
        "preposition before": float(word_before in word_set("before noun", "en")),
        "comma before": float(text[:start].rstrip().endswith(",")),
        "more behind": float(_MORE_BEHIND["en"].match(text, end) is not None),
        "as examples": float(_EXAMPLES["en"].search(text[:start]) is not None),
        "pair behind": float(_PAIR_BEHIND.match(text, end) is not None),
        "in title": float(text.count("“", 0, start) > text.count("”", 0, start)),
    }
    form = opening_form(words[1])
    signs = {f"form {form}": 1.0} if form else {}
    return signs | around | _en_shape_signs(words) | _en_kind_signs(words)


# %%
_en = "We will light the lamps, guard the straits and train the keepers."
{sign: round(value, 2) for sign, value in en_signs(_en, [(8, 23), (24, 41), (42, 64)]).items() if value}

# %%
assert en_signs(_en, [(8, 23), (24, 41), (42, 64)])["tags alike"] > 0.3
assert en_signs("…", [(0, 1), (0, 1)]) == {}
