# %% [markdown]
# # matching
#
# > Which quantities of one bead stand for one another, and what is to be noted

# %% [markdown]
# A checker that compares strings of digits reports 3.9万 against 39,000, and 两国 against nothing. Here quantities are paired by
# value and unit, and only strong evidence makes two of them rivals.

# %%
#| default_exp quantities.matching

# %%
#| export
from __future__ import annotations
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from fa_study.study import SentenceText
from fa_study.quantities.chinese import parse_zh
from fa_study.quantities.english import parse_en
from fa_study.quantities.quantity import (
    COUNTING,
    Quantity,
    Value,
    affinity,
    date_fields,
    family,
    is_rounded,
    value_text,
)


# %% [markdown]
# ## How much a quantity weighs
#
# “The two countries” is 两国 in one sentence and 双方 or 中俄 in the next; a missing “21” is an error. Quantities written in digits
# weigh most. Number words weigh less; a single one, “both”, a definite “the two”, 两国 and “next year” are *light*: they pair,
# but are not missed.

# %%
#| export
class Mention(NamedTuple):
    """A quantity at its place in a bead.

    bead: the number of the bead.
    sent_id: its sentence.
    at: its middle in the bead's side (0..1).
    q: the quantity.
    weight: "digits", "words" or "light".
    """

    bead: int
    sent_id: str
    at: float
    q: Quantity
    weight: str


_HAS_DIGIT = re.compile(r"\d")
_DEFINITE = re.compile(r"\b(?:the|these|those|our|both) $", re.I)
_PAIR_WORDS = re.compile(r"两[国者岸军党地会院方港校侧端]|双方|二者|both|(?:the )?(?:pair|duo)", re.I)
_TOLD_OR_ERA = ("Y", "X", "M", "W", "D")


def weight(q: Quantity, sentence: str) -> str:
    """How much a quantity weighs as evidence.

    q: the quantity.
    sentence: the text that its offsets refer to.
    Returns "digits", "words" or "light".
    """
    if isinstance(q.value, tuple) and q.hedge == "several" or q.unit == "weekday":
        return "light"
    if _HAS_DIGIT.search(q.text):
        return "digits"
    if isinstance(q.value, str):
        return "light" if q.value.endswith(_TOLD_OR_ERA) else "words"
    return "light" if q.value == 1 or q.value == 2 and _is_pair(q, sentence) else "words"


def _is_pair(q: Quantity, sentence: str) -> bool:
    if _PAIR_WORDS.fullmatch(q.text):
        return True
    return q.unit in COUNTING and bool(_DEFINITE.search(sentence[max(0, q.start - 7) : q.start]))


def mentions(sentences: Sequence[SentenceText], lang: str, *, bead: int = 0) -> list[Mention]:
    """The quantities of one side of a bead.

    sentences: (sent_id, text) in order.
    lang: "en" or "zh".
    bead: the number of the bead.
    """
    parse = parse_en if lang == "en" else parse_zh
    n_chars = sum(len(text) for _, text in sentences) or 1
    found = []
    before = 0
    for sent_id, text in sentences:
        for q in parse(text):
            at = (before + (q.start + q.end) / 2) / n_chars
            found.append(Mention(bead, sent_id, at, q, weight(q, text)))
        before += len(text)
    return found


# %%
sentence = "The two countries held three rounds in one year, the 4th in 2021."
[(q.text, weight(q, sentence)) for q in parse_en(sentence)]

# %%
assert [weight(q, sentence) for q in parse_en(sentence)] == ["light", "words", "light", "digits", "digits"]

# %% [markdown]
# ## Pairs
#
# The best affinity wins, then the closest place, so that each of two “US$50 million” finds its own 5000万美元.

# %%
#| export
Pair = tuple[Mention, Mention]


class Matched(NamedTuple):
    """Pairs of an English and a Chinese mention, and what is left of each side, in its order."""

    pairs: list[Pair]
    en: list[Mention]
    zh: list[Mention]


DIGITS_TO_WORDS = (
    0.1  # of two equally good partners, digits take digits: what another weight costs, as a distance
)


def match(en: Sequence[Mention], zh: Sequence[Mention]) -> Matched:
    """Pair the mentions of two sides one to one, the best `affinity` first, then the nearest place.

    en, zh: the mentions of the two sides.
    """
    ranked = []
    for i, e in enumerate(en):
        for j, z in enumerate(zh):
            rank = affinity(e.q, z.q)
            if rank is None or rank == 2 and _is_loose(e, z):
                continue
            distance = abs(e.at - z.at) + DIGITS_TO_WORDS * (e.weight != z.weight)
            ranked.append((rank, distance, i, j))
    partner = _one_to_one(ranked)
    taken = set(partner.values())
    pairs = [(en[i], zh[j]) for i, j in sorted(partner.items())]
    left_en = [e for i, e in enumerate(en) if i not in partner]
    left_zh = [z for j, z in enumerate(zh) if j not in taken]
    return Matched(pairs, left_en, left_zh)


def _one_to_one(ranked: list[tuple[int, float, int, int]]) -> dict[int, int]:
    "The best pairs of positions, each in one at most, in the order in which they are taken."
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(ranked):
        if i in partner or j in taken:
            continue
        partner[i] = j
        taken.add(j)
    return partner


def _is_loose(e: Mention, z: Mention) -> bool:
    # "the two" (sides) and 两年 share a number by chance
    return "light" in (e.weight, z.weight) and not {e.q.unit, z.q.unit} <= COUNTING | {"ordinal"}


# %%
def sides(en, zh):
    return mentions([("e1", en)], "en"), mentions([("z1", zh)], "zh")


pairs, alone_en, alone_zh = match(
    *sides(
        "US$50 million for one plan, US$50 million for 3 others in 2020",
        "出资5000万美元，另设5000万美元基金，支持三个计划",
    )
)
[(e.q.text, z.q.text) for e, z in pairs], [e.q.text for e in alone_en]

# %%
assert [(e.q.text, z.q.text) for e, z in pairs] == [
    ("US$50 million", "5000万美元"),
    ("US$50 million", "5000万美元"),
    ("3", "三个"),
]
assert [e.q.text for e in alone_en if e.weight == "digits"] == ["2020"] and alone_zh == []


# %% [markdown]
# “From 7.7 billion to 8.5 billion” is a range in one language and two numbers in the other. Ranges that found no partner are
# taken apart; if neither end finds one, they are whole again.

# %%
#| export
def ends(value: Value) -> tuple[Value, ...]:
    """The two ends of a range or of an interval of dates; of anything else the value alone.

    value: of a Quantity.
    """
    if isinstance(value, tuple):
        return value
    return tuple(value.split("/")) if isinstance(value, str) else (value,)


def match_ends(en: Sequence[Mention], zh: Sequence[Mention]) -> Matched:
    """As `match`, with ranges taken apart into their ends; each end keeps the text of the range.

    en, zh: the mentions of the two sides.
    """
    if not any(len(ends(m.q.value)) > 1 for m in (*en, *zh)):
        return Matched([], list(en), list(zh))
    found = match([part for m in en for part in _parts(m)], [part for m in zh for part in _parts(m)])
    return Matched(found.pairs, _joined(en, found.en), _joined(zh, found.zh))


def _parts(m: Mention) -> list[Mention]:
    if isinstance(m.q.value, tuple) and m.q.reach:
        return [m]  # “several” has no ends
    return [m._replace(q=m.q._replace(value=value)) for value in ends(m.q.value)]


def _joined(side: Sequence[Mention], left: Sequence[Mention]) -> list[Mention]:
    "What is left of a side: a range of which both ends are left is whole again."
    joined = []
    for whole in side:
        parts = _parts(whole)
        lonely = [part for part in parts if part in left]
        joined += [whole] if len(lonely) == len(parts) else lonely
    return joined


def match_rounded(en: Sequence[Mention], zh: Sequence[Mention]) -> Matched:
    """Pair mentions that may be one number, rounded or hedged in two ways, in the order of the English.

    en, zh: the mentions of the two sides.
    """
    pairs, left_en, left_zh = [], [], list(zh)
    for e in en:
        z = next((z for z in left_zh if is_rounded(e.q, z.q)), None)
        if z is None:
            left_en.append(e)
            continue
        pairs.append((e, z))
        left_zh = [m for m in left_zh if m is not z]
    return Matched(pairs, left_en, left_zh)


# %%
pairs, *left = match_ends(*sides("from 7.7 billion to 8.5 billion, then 2018-2020", "从77亿增至85亿"))
[(value_text(e.q.value), z.q.text) for e, z in pairs], [m.q.text for side in left for m in side]

# %%
assert [z.q.text for _, z in pairs] == ["77亿", "85亿"] and [m.q.text for m in left[0]] == ["2018-2020"]
assert (
    len(match_rounded(*sides("over US$411 billion", "4112.5亿美元")).pairs) == 1
    and not match_rounded(*sides("US$412 billion", "4112.5亿美元")).pairs
)

# %% [markdown]
# ## Differences
#
# Two mentions are rivals if they stand for the same thing with another value: same currency or sort of date, and either about
# the same place or no other candidate; counts and ordinals, whose nouns are not compared, need both. A different unit with the
# same number (percent and percentage points) counts as well.

# %%
#| export
_MEASURES = frozenset(
    "day years metre hectare cubic_metre tonne kilowatt kilowatt_hour celsius fahrenheit ratio percentage_point".split()
)
CLOSE = 0.25  # of the length of the bead's side


def units_clash(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities have the same number with units that exclude one another (months and years).

    a, b: the two quantities.
    """
    if a.value != b.value or a.unit == b.unit:
        return False
    if {a.unit, b.unit} == {"percent", "count"}:
        return True
    return all(family(q.unit) in _MEASURES or _is_currency(q.unit) for q in (a, b))


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


_NO_FULL_DATE = re.compile(r"[/XY]|-[34]\d$")  # intervals, eras, parts of years
_DIGIT = re.compile(r"\d")


def _shape(q: Quantity) -> str:
    "What two rivals must have in common: the form of the value and the family of the unit."
    if not isinstance(q.value, str):
        return family(q.unit)
    if _NO_FULL_DATE.search(q.value):
        return "date " + _DIGIT.sub("0", q.value)
    _, month, day = date_fields(q.value)
    if day:
        return "date to the day"
    return "date to the month" if month else "date to the year"


def are_rivals(e: Mention, z: Mention, *, only: bool) -> bool:
    """Whether two unpaired mentions of a bead stand for the same thing with another value.

    e, z: the English and the Chinese mention.
    only: whether each is the only unpaired one of its family on its side.
    """
    if not _are_evidence(e, z, only):
        return False
    if units_clash(e.q, z.q):
        return True
    if _shape(e.q) != _shape(z.q):
        return False
    is_close = abs(e.at - z.at) <= CLOSE
    is_count = family(e.q.unit) == "counting"
    if not is_count and e.q.unit != "ordinal":
        return is_close or only
    if is_count and len({e.q.unit, z.q.unit, "count"}) == 3:
        return False  # people are not times
    # digits on both sides may also stand far apart: the languages order their clauses in different ways
    return only and (is_close or e.weight == z.weight == "digits")


def _are_evidence(e: Mention, z: Mention, only: bool) -> bool:
    if "note_mark" in (e.q.unit, z.q.unit):
        return False
    return "light" not in (e.weight, z.weight) or only and e.q.unit == z.q.unit == "ordinal"


def find_rivals(en: Sequence[Mention], zh: Sequence[Mention]) -> list[Pair]:
    """The pairs of rivals among what a bead has left unpaired, the closest first; each mention at most once.

    en, zh: the unpaired mentions of the two sides.
    """
    n_en, n_zh = Counter(_shape(m.q) for m in en), Counter(_shape(m.q) for m in zh)
    ranked = []
    for i, e in enumerate(en):
        for j, z in enumerate(zh):
            only = n_en[_shape(e.q)] == n_zh[_shape(z.q)] == 1
            if are_rivals(e, z, only=only):
                ranked.append((0, abs(e.at - z.at), i, j))
    return [(en[i], zh[j]) for i, j in _one_to_one(ranked).items()]


# %%
def rivals(en, zh):
    return [(e.q.text, z.q.text) for e, z in find_rivals(*sides(en, zh))]


(
    rivals("US$130.4 billion in 2021", "2020年达1034亿美元"),
    rivals("rose by 12 percent", "上升12个百分点"),
    rivals("within three months", "在两个月内"),
)

# %%
assert rivals("US$130.4 billion in 2021", "2020年达1034亿美元") == [
    ("US$130.4 billion", "达1034亿美元"),
    ("2021", "2020年"),
]
assert rivals("rose by 12 percent", "上升12个百分点") == [("12 percent", "12个百分点")]
assert (
    rivals("trained 400 doctors", "培训500名医生") == [("400", "500名")]
    and rivals("within three months", "在两个月内") != []
)

# %% [markdown]
# A count of another thing, a date beside a sum and a figure of speech are no rivals.

# %%
assert (
    rivals("5 percent", "5公里")
    == rivals("in 2021", "2021名")
    == rivals("one step", "三国")
    == rivals("thousands of ships", "百余艘")
    == []
)

# %% [markdown]
# ## Notes
#
# Two quantities may agree in the value and still not quite say the same; the note tells how, so that a changed hedge is not
# mistaken for an error.

# %%
#| export
_HEDGE_GROUP = {"at_least": "more", "at_most": "less", "nearly": "less"}
_ALIKE = [
    {"several", "more"},
    {"up_to", ""},
    {"up_to", "less"},
    {"up_to", "more"},
]  # 数万 and 上万; 达 is mostly "is"; "up to" is 最多 or 高达
_INEXACT_WORD = re.compile(r"dozen|couple|score|^[百千万]年", re.I)  # inexact or not, as the reader likes


def pair_notes(e: Quantity, z: Quantity) -> list[str]:
    """What a pair of the same value is still to be noted for.

    e, z: the English and the Chinese quantity.
    Returns any of: "hedge" (added, lost or turned round), "partial" (one date says less), "relative" ("next year" for a
        year), "multiple" ("three times" for growth by three times), "rounding".
    """
    rank = affinity(e, z)
    if rank is None:
        is_vague = any(q.reach and q.hedge for q in (e, z)) and not all(q.hedge or q.reach for q in (e, z))
        return ["hedge", "rounding"] if is_vague else ["rounding"]  # else a hedge is part of how one rounds
    notes = ["hedge"] if _hedges_differ(e, z) else []
    if rank == 3:
        notes.append("partial")
    if rank == 5:
        notes.append("relative")
    if {e.unit, z.unit} == {"times", "times_more"} and e.value == z.value != 1:
        notes.append("multiple")
    return notes


_INSIDE = re.compile("[以之]?内|within", re.I)  # 未来三年内: over the next three years


def _hedges_differ(e: Quantity, z: Quantity) -> bool:
    groups = {_HEDGE_GROUP.get(q.hedge, q.hedge) for q in (e, z)}
    if len(groups) == 1 or groups in _ALIKE or groups == {"more", "about"} or groups == {"several", "about"}:
        return False
    if any(_INEXACT_WORD.search(q.text) for q in (e, z)) or isinstance(e.value, tuple) and isinstance(z.value, tuple):
        return False
    if {e.hedge, z.hedge} == {"at_most", ""}:
        return not any(_INSIDE.fullmatch(q.hedge_text) for q in (e, z))
    return True


def pair_verdict(notes: Sequence[str]) -> str:
    """The verdict of a pair that may be one number: "hedge" if only the hedge is another, else "same".

    notes: what `pair_notes` says.
    """
    return "hedge" if "hedge" in notes else "same"


# %%
note_tests = [
    ("more than 200", "近200份"),
    ("June 2021", "6月"),
    ("next year", "2022年"),
    ("three times", "增长三倍"),
    ("over 13 times", "13倍多"),
    ("three months", "三个月内"),
]
[(en, zh, pair_notes(parse_en(en)[0], parse_zh(zh)[0])) for en, zh in note_tests]

# %%
assert [pair_notes(parse_en(en)[0], parse_zh(zh)[0]) for en, zh in note_tests] == [
    ["hedge"],
    ["partial"],
    ["relative"],
    ["multiple"],
    [],
    [],
]
