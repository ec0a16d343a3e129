# %% [markdown]
# # quantity
#
# > What a quantity is, and when two quantities say the same

# %% [markdown]
# “US$130.428 billion” and “1304.28亿美元” share almost no digits and are the same sum; “12月” and “December 2021” are the same
# month, one of them without its year. A comparison by strings cries wolf over both, so both sides are first read to an exact
# value, a unit and a hedge, each with the exact place in the text.

# %%
#| default_exp quantities.quantity

# %%
#| export
from __future__ import annotations
import re
from fractions import Fraction
from typing import NamedTuple, Union, cast
from fa_study.quantities.units import base_units

# %% [markdown]
# ## A quantity
#
# “Over 3,000 companies” and “超过3000家” agree in the number and in the hedge, “nearly 3,000” would agree in the number only. So
# the hedge is kept beside the value, never inside it, and the value is an exact fraction: 0.1 + 0.2 is 0.3 here.

# %%
#| export
Number = Union[Fraction, "tuple[Fraction, Fraction]"]  # of a range both ends, the lower one first
Value = Union[Number, str]


class Quantity(NamedTuple):
    """One quantity in a text.

    start, end: character offsets in the text.
    text: the exact words between them, hedge and unit included.
    value: a Fraction; a pair of them for a range (low, high); for dates a string of ISO 8601-2:2019 (EDTF):
        2021-12-03, 2021-12, 2021, --12-03 (no year), 2021-41 (second half), 2021-35 (third quarter), 202X
        (decade), 20XX (century), 2018/2020 (interval), and "+1Y", "-1Y", "+0Y" for next, last and this year.
    unit: "percent", "USD", "year", "date", "ordinal", "country" …; "count" where nothing more is known.
    hedge: more, at_least, nearly, about, less, at_most, up_to, several, or "" for none.
    reach: between which values it lies by its words (十几: 10 and 20), in its unit; None: see `bounds`.
    step: one unit of the last written place, if a decimal or a scale shows that it may be rounded; else None.
    hedge_text: the exact words of the hedge; the parts of a split one are joined by "…".
    """

    start: int
    end: int
    text: str
    value: Value
    unit: str
    hedge: str = ""
    hedge_text: str = ""
    reach: tuple[Fraction, Fraction] | None = None
    step: Fraction | None = None


# %%
q = Quantity(0, 9, "over 1.5%", Fraction(3, 2), "percent", "more", "over")
q

# %%
assert q.value == Fraction("1.5") and q.text[:4] == q.hedge_text


# %% [markdown]
# A table needs the value as text, and `2.10` must not differ from `2.1`. Fractions that no decimal number expresses stay
# fractions; the ends of a range are joined by two dots.

# %%
#| export
def value_text(value: Value) -> str:
    """A value as text: "2.1", "-4", "1/3", "2.8..9.7", "2021-12-03".

    value: the value of a Quantity. Returns the shortest exact form; no exponent, no thousands separator.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "..".join(map(value_text, value))
    places = _n_decimals(value)
    return str(value) if places is None else _decimal_text(value, places)


def _n_decimals(value: Fraction) -> int | None:
    "How many decimals a number has; None if it has no end of them."
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest //= 2
        twos += 1
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    return max(twos, fives) if rest == 1 else None


def _decimal_text(value: Fraction, places: int) -> str:
    sign = "-" if value < 0 else ""
    whole = abs(value.numerator) * 10**places // value.denominator
    digits = str(whole).zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


# %%
for v in (
    Fraction("2.10"),
    Fraction(1, 3),
    Fraction(-1, 400),
    Fraction(10**12),
    (Fraction(28, 10), Fraction(97, 10)),
    "2018/2020",
):
    print(value_text(v))

# %%
assert value_text(Fraction("2.10")) == "2.1" and value_text(Fraction(-1, 400)) == "-0.0025"
assert value_text(Fraction(10**12)) == "1000000000000" and value_text(Fraction(1, 3)) == "1/3"

# %% [markdown]
# ## The same or not
#
# A translator may turn 20年 into “two decades”, 25% into “one quarter” and 18个月 into “a year and a half”. Units that convert are
# compared in a common unit, in exact fractions.

# %%
#| export
BASE = base_units()
COUNTING = frozenset("count person country dose page times".split())
FAMILY = dict.fromkeys(COUNTING, "counting") | dict.fromkeys(("anniversary", "year", "age"), "years")


def scaled(value: Number, factor: Fraction | int, plus: Fraction | int = 0) -> Number:
    """(value + plus) × factor, for a number or for both ends of a range.

    value: a number or a range.
    factor: what it is multiplied by.
    plus: what is added before.
    """
    if not isinstance(value, tuple):
        return (value + plus) * factor
    low, high = value
    return (low + plus) * factor, (high + plus) * factor


def family(unit: str) -> str:
    """The group of units that may stand for one another: all counters, all units of one dimension.

    unit: a normalised unit.
    """
    base, _ = BASE.get(unit, (unit, 1))
    return FAMILY.get(base, base)


def base_value(q: Quantity) -> Value:
    """A quantity's value in the base unit of its dimension: a percentage as a ratio; a date as it is."""
    if isinstance(q.value, str) or q.unit not in BASE:
        return q.value
    _, factor = BASE[q.unit]
    return scaled(q.value, factor)


# %%
quarter, percent = Quantity(0, 1, "", Fraction(1, 4), "ratio"), Quantity(0, 1, "", Fraction(25), "percent")
base_value(quarter), base_value(percent), family("month"), family("person")

# %%
assert base_value(quarter) == base_value(percent) == Fraction(1, 4)
assert family("month") == family("anniversary") == "years" and family("USD") == "USD"


# %% [markdown]
# “In December” and 2021年12月 do not contradict each other, “in November” and 2021年12月 do. Two dates agree if every field that
# both of them state is the same, and at least one field is stated by both.

# %%
#| export
_FIELDS = re.compile(
    r"(?:(?P<year>\d{4}|[+-]\dY)|-)(?:-(?P<month>\d\d)?(?:-(?P<day>\d\d))?)?"
)


def date_fields(value: str) -> tuple[str | None, str | None, str | None]:
    """Year, month and day of a date, each as text or None where the date does not say.

    value: such as 2021-12-03, 2021, --12-03, ---03, +0Y-03 (March this year); of eras and times nothing is said.
    """
    m = _FIELDS.fullmatch(value)
    return (m["year"], m["month"], m["day"]) if m else (None, None, None)


def date_choices(value: str) -> list[str]:
    """The dates that an ambiguous one may be: of [2023-03-09,2023-09-03] both, of any other itself.

    value: a date; the brackets are those of ISO 8601-2 for one of a set.
    """
    return value[1:-1].split(",") if value.startswith("[") else [value]


def _fields_affinity(a: str, b: str) -> int | None:
    if a == b:
        return 0
    year_a, *rest_a = date_fields(a)
    year_b, *rest_b = date_fields(b)
    shared = [(x, y) for x, y in zip(rest_a, rest_b) if x and y]
    if any(x != y for x, y in shared):
        return None
    if year_a and year_b and year_a != year_b:
        return 5 if _is_relative(year_a) != _is_relative(year_b) else None
    return 3 if shared or (year_a and year_b) else None


def _is_relative(year: str) -> bool:
    return year.endswith("Y")


def dates_agree(a: str, b: str) -> bool:
    """Whether two dates state nothing different and share a field; an interval agrees with nothing but itself.

    a, b: dates in the form that `fa_study.quantities.dates.iso_date` gives, or two of them with / between.
    """
    if "/" in a + b:
        return a == b
    return _fields_affinity(a, b) in (0, 3)


# %%
assert dates_agree("--12", "2021-12") and dates_agree("2021", "2021-12-03")
assert not dates_agree("--11", "2021-12") and not dates_agree("2021", "--12")


# %% [markdown]
# How near two quantities are is a rank, so that the nearest partner is taken first: “Article 10” pairs with 第十条 rather than
# with 10国, and “next year” with 2022年 only if nothing better is left.

# %%
#| export
def affinity(a: Quantity, b: Quantity) -> int | None:
    """How well two quantities say the same: the lower the better, None if they do not.

    0 same value and unit; 1 same value, related unit (a counter and another one, percent and ratio); 2 same
    value, one of them an ordinal or without a unit; 3 dates of which one says less; 4 a bare number and a
    year; 5 "next year" and a year. Symmetric in a and b.
    """
    if isinstance(a.value, str) and isinstance(b.value, str):
        return _dates_affinity(a.value, b.value)
    if isinstance(a.value, str):
        return _year_affinity(a.value, b)
    if isinstance(b.value, str):
        return _year_affinity(b.value, a)
    return _numbers_affinity(a, b)


def _dates_affinity(a: str, b: str) -> int | None:
    if a == b:
        return 0
    if "/" in a + b:
        return None
    ranks = [_fields_affinity(x, y) for x in date_choices(a) for y in date_choices(b)]
    return min((rank for rank in ranks if rank is not None), default=None)


def _year_affinity(date: str, number: Quantity) -> int | None:
    if not isinstance(number.value, Fraction):
        return None
    said = str(number.value)
    year, _, day = date_fields(date)
    if number.unit in ("count", "year") and date == said:
        return 4
    if number.unit == "year" and len(said) == 2 and date == year:
        return 4 if date[2:] == said else None  # 98年 is 1998
    if number.unit in ("day", "ordinal") and day:
        return 4 if int(day) == number.value else None  # 3日 is “the 3rd”
    return None


def _numbers_affinity(a: Quantity, b: Quantity) -> int | None:
    units = {a.unit, b.unit}
    if "times" in units and units & _OF_GROWTH:
        return _multiples_affinity(a, b)
    if base_value(a) != base_value(b):
        return None
    if a.unit == b.unit:
        return 0
    if family(a.unit) == family(b.unit):
        return 1
    if "count" in units:
        return 2
    counted = any(family(unit) in ("counting", "years", "day") for unit in units)
    return 2 if "ordinal" in units and counted else None


_OF_GROWTH = {"times_more", "percent", "ratio"}


def _multiples_affinity(a: Quantity, b: Quantity) -> int | None:
    # 增长三倍 is to four times the size; translators also write "three times", which stays to be looked at
    times, more = (a, b) if a.unit == "times" else (b, a)
    size, growth = times.value, base_value(more)
    if not isinstance(size, Fraction) or not isinstance(growth, Fraction):
        return 1 if size == growth else None
    return 1 if size - growth in (0, 1) else None


# %%
def toy(value, unit="count"):
    return Quantity(0, 1, "", Fraction(value) if not isinstance(value, str) else value, unit)


pairs = [
    (toy(20, "year"), toy(20, "year")),
    (toy(17, "country"), toy(17)),
    (toy(10, "ordinal"), toy(10)),
    (toy("--12", "date"), toy("2021-12", "date")),
    (toy("2000", "date"), toy(2000)),
    (toy("+1Y", "date"), toy("2022", "date")),
    (toy(100, "USD"), toy(100, "CNY")),
]
[affinity(a, b) for a, b in pairs]

# %%
assert [affinity(a, b) for a, b in pairs] == [0, 1, 2, 3, 4, 5, None]
assert all(affinity(a, b) == affinity(b, a) for a, b in pairs)
assert affinity(toy(4, "times"), toy(3, "times_more")) == 1  # quadrupled, 增长三倍
assert affinity(toy(18, "month"), toy(Fraction(3, 2), "year")) == 1

# %% [markdown]
# Equal digits in different currencies are no agreement, and neither are a percentage and percentage points.

# %%
assert affinity(toy(12, "percent"), toy(12, "percentage_point")) is None
assert affinity(toy("2021", "date"), toy("2022", "date")) is None


# %% [markdown]
# ## Rounded
#
# “Over US$411 billion” for 4112.5亿美元 is rounded, not wrong, and “almost half a century” is 四十多年. A hedge opens the number
# upwards or downwards by one unit of its last significant digit, but by no more than a quarter or a fifth; the shorter of two
# plain numbers is taken as rounded if it has two digits.

# %%
#| export
def digits_of(value: Fraction) -> str:
    """The significant digits of a number: "411" for 411 billion and for 4.11; value: the number."""
    return value_text(value).replace(".", "").strip("0")


def bounds(q: Quantity, *, plain: bool = True, coarse: bool = False) -> tuple[Fraction, Fraction]:
    """Between which values a number or a range lies by its words, in base units.

    q: a quantity whose value is no date.
    plain: whether a number without a hedge is exact, not rounded.
    coarse: whether it may be rounded to its last digit that is not zero, as a converted number is.
    """
    factor = BASE.get(q.unit, ("", 1))[1]
    low, high = q.reach or _hedged(q, plain, coarse)
    return low * factor, high * factor


MOST_ABOVE, MOST_BELOW = Fraction(5, 4), Fraction(4, 5)  # "over 40" is no 60, "nearly 100" no 28
MOST_ABOUT, MOST_CONVERTED = Fraction(1, 10), Fraction(1, 20)  # "about 20" is no 24; of the value, to either side
SHUT_OUT = Fraction(1, 1000)  # of the width: "more than" and 十几 end below their upper end


def _hedged(q: Quantity, plain: bool, coarse: bool) -> tuple[Fraction, Fraction]:
    if isinstance(q.value, tuple):
        return q.value
    value = cast(Fraction, q.value)
    step = _last_place(value)
    if step is None:
        return (value * Fraction(9, 10), value) if q.hedge in ("nearly", "less") else (value, value)
    if q.hedge in ("more", "at_least"):
        high = min(value + step, value * MOST_ABOVE)
        return value, high - (high - value) * SHUT_OUT
    if q.hedge in ("nearly", "less"):
        return max(value - step, value * MOST_BELOW), value
    if q.hedge == "about":
        return _around(value, step, MOST_ABOUT)
    if coarse:
        return _around(value, step, MOST_CONVERTED)
    if plain or q.step is None or len(digits_of(value)) < 2:
        return value, value
    return _around(value, q.step, MOST_ABOUT)


def _around(value: Fraction, step: Fraction, most: Fraction) -> tuple[Fraction, Fraction]:
    half = min(step / 2, abs(value) * most)
    return value - half, value + half


def _last_place(value: Fraction) -> Fraction | None:
    "One unit of the last significant digit; None for a fraction that no decimal number expresses."
    places = _n_decimals(value)
    if places is None:
        return None
    if places:
        return Fraction(1, 10**places)
    digits = str(value)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def is_rounded(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may be one number, rounded, converted or hedged in two ways; equal values are not.

    a, b: the quantities; only those of one family of units can be.
    """
    if isinstance(a.value, str) or isinstance(b.value, str):
        return False
    if "ordinal" in (a.unit, b.unit) or not _measure_alike(a.unit, b.unit) or base_value(a) == base_value(b):
        return False
    if isinstance(a.value, tuple) or isinstance(b.value, tuple):
        return _within_reach(a, b)
    short, long = sorted((a, b), key=lambda q: len(digits_of(cast(Fraction, q.value))))
    if not short.value:
        return False
    converted = a.unit != b.unit and not _by_ten(a.unit, b.unit)
    low, high = bounds(short, plain=False, coarse=converted)
    other_low, other_high = bounds(long, coarse=converted)
    first, last = max(low, other_low), min(high, other_high)
    touch_only = first == last and low != high and other_low != other_high
    return first <= last and not touch_only


def _measure_alike(a: str, b: str) -> bool:
    return family(a) == family(b) or "count" in (a, b) and bool({a, b} & _MAY_STAND_BARE)


_MAY_STAND_BARE = {"person", "country", "dose", "page", "times"}


def _within_reach(a: Quantity, b: Quantity) -> bool:
    "Whether a range and an inexact number, or two inexact ranges, have a part in common."
    one, other = (a, b) if isinstance(a.value, tuple) else (b, a)
    if not (one.hedge or one.reach) and not (other.hedge or other.reach):
        return False
    low, high = bounds(one)
    other_low, other_high = bounds(other)
    return max(low, other_low) <= min(high, other_high)


def _by_ten(a: str, b: str) -> bool:
    "Whether one unit is a decimal multiple of the other: then converting rounds nothing."
    ratio = Fraction(BASE.get(a, ("", 1))[1]) / BASE.get(b, ("", 1))[1]
    return set(str(ratio).replace("/", "").strip("0")) <= {"1", "0"}


# %%
def hedged(number, hedge="", unit="USD", step=None):
    return Quantity(0, 1, "", Fraction(number), unit, hedge, step=step and Fraction(step))


exact = hedged("411.25")
cases = [
    (hedged(411, "more"), exact),
    (hedged(411, step=1), exact),
    (hedged(411), exact),
    (hedged(5, "about"), hedged("5.3")),
    (hedged(5), hedged("5.3")),
    (hedged(412), exact),
    (hedged(50, "nearly", "year"), hedged(40, "more", "year")),
    (hedged(100, "nearly"), hedged(28)),
]
[is_rounded(a, b) for a, b in cases]

# %%
assert [is_rounded(a, b) for a, b in cases] == [True, True, False, True, False, False, True, False]
assert all(is_rounded(a, b) == is_rounded(b, a) for a, b in cases)
assert bounds(hedged(40, "more"))[0] == 40 and 49 < bounds(hedged(40, "more"))[1] < 50
assert bounds(hedged(100, "nearly")) == (80, 100)

# %% [markdown]
# An equal value is not rounded, no ordinal rounds another, and dollars never round yuan.

# %%
assert not is_rounded(exact, exact) and not is_rounded(hedged(411), hedged("411.25", unit="CNY"))
assert not is_rounded(hedged(26, "about", "ordinal"), hedged("25.9", unit="ordinal"))
