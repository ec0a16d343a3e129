# %% [markdown]
# # units
#
# > The words beside a number: what it counts or measures, and how exact it is

# %% [markdown]
# 近200份, 200余份 and 200份左右 carry their hedge before, inside and after; “3,000 or more” and “3,000-plus” say the same. Which words do so, and which unit a
# word stands for, are two tables (`data/quantities`), so that adding a unit changes no program.

# %%
#| default_exp quantities.units

# %%
#| export
from __future__ import annotations
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import NamedTuple


# %% [markdown]
# ## Units
#
# A counter tells what is counted, but is no part of the value; 成 is ten per cent, 世纪 a hundred years. A counter that opens a
# longer word (三部长, 三成员) is none. After 一, many counters only make an article (一方面, 一点), and 万国 is “all nations”.

# %%
#| export
class UnitWord(NamedTuple):
    """A word beside a number; columns as in `data/quantities/README.md`."""

    lang: str
    kind: str
    word: str
    unit: str
    opens: str
    never_one: str
    never_bare: str


def _rows(name: str) -> list[list[str]]:
    text = resources.files("fa_study").joinpath(f"data/quantities/{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=None)
def unit_words(lang: str) -> tuple[UnitWord, ...]:
    """The words that stand beside a number, in the order of the table.

    lang: "zh" or "en".
    """
    words = [UnitWord(*row) for row in _rows("units")]
    return tuple(word for word in words if word.lang == lang)


def units_of(lang: str, kind: str) -> dict[str, str]:
    """The normalised unit of each word of one kind.

    lang: "zh" or "en".
    kind: "counter", "noun", "sign" or "currency".
    Returns word -> unit.
    """
    return {word.word: word.unit for word in unit_words(lang) if word.kind == kind}


@lru_cache(maxsize=None)
def base_units() -> dict[str, tuple[str, Fraction]]:
    """What each unit that converts is compared in.

    Returns unit -> (base unit, factor); 亩 and acres meet in hectares, 斤 and pounds in tonnes.
    """
    return {row[0]: (row[1], Fraction(row[2])) for row in _rows("conversions")}


@lru_cache(maxsize=None)
def eras(lang: str) -> dict[str, int]:
    """The names of calendars and reigns with the year before their first.

    lang: "zh" or "en".
    Returns name -> year of the common era.
    """
    return {word: int(before) for row_lang, word, before in _rows("eras") if row_lang == lang}


# units that are written as a multiple of another
FACTORS: dict[str, tuple[str, Fraction | int]] = {
    "tithe": ("percent", 10),
    "per_mille": ("percent", Fraction(1, 10)),
    "millennium": ("year", 1000),
    "century": ("year", 100),
    "decade": ("year", 10),
    "quarter_hour": ("minute", 15),
}


def unit_and_factor(unit: str) -> tuple[str, Fraction | int]:
    """What a unit is counted in, and what its numbers are to be multiplied by; unit: of `unit_words`."""
    return FACTORS.get(unit, (unit, 1))


# %%
units_of("zh", "currency"), units_of("en", "noun")["mu"], unit_and_factor("century")

# %%
assert units_of("zh", "counter")["个国家"] == units_of("en", "noun")["countries"] == "country"
assert unit_and_factor("tithe") == ("percent", 10) and unit_and_factor("year") == ("year", 1)
assert "长" in next(word.opens for word in unit_words("zh") if word.word == "部")

# %% [markdown]
# A language or a kind that there is not has no words.

# %%
assert units_of("en", "counter") == units_of("fr", "noun") == {}


# %% [markdown]
# ## Hedges

# %%
#| export
class HedgeWord(NamedTuple):
    """A word that opens the value of a number beside it; columns as in `data/quantities/README.md`."""

    lang: str
    place: str
    word: str
    direction: str


@lru_cache(maxsize=None)
def hedge_words(lang: str) -> tuple[HedgeWord, ...]:
    """The hedges of numbers, in the order of the table.

    lang: "zh" or "en".
    """
    words = [HedgeWord(*row) for row in _rows("hedges")]
    return tuple(word for word in words if word.lang == lang)


_BEHIND = {"after": "", "after a space": " ", "after a hyphen": "-"}


def hedges_before(lang: str) -> list[str]:
    """The hedges that stand before a number; lang: "zh" or "en"."""
    return [hedge.word for hedge in hedge_words(lang) if hedge.place == "before"]


def hedges_after(lang: str) -> list[str]:
    """The hedges that stand after a number, with what joins them to it; lang: "zh" or "en"."""
    return [_BEHIND[hedge.place] + hedge.word for hedge in hedge_words(lang) if hedge.place in _BEHIND]


def hedge_directions(lang: str) -> dict[str, str]:
    """The direction of each hedge, for `fa_study.quantities.rules.read_hedge`; lang: "zh" or "en"."""
    return {hedge.word: hedge.direction for hedge in hedge_words(lang)}


# %%
hedges_after("en"), [(word, hedge_directions("zh")[word]) for word in ("超过", "多", "来", "达到")]

# %%
assert {"-plus", " or more", "+"} <= set(hedges_after("en")) and "至少" in hedges_before("zh")
assert hedge_directions("zh")["来"] == "about" and hedge_directions("en")["plus"] == "more"
assert not set(hedges_before("en")) & set(hedges_after("en"))
