# %% [markdown]
# # dates
#
# > Dates as one thing in every dress: what the rules of both languages share

# %% [markdown]
# “November 1-2” and 11月1日至2日 leave out the year, 今年3月 is “March this year”, and 3/9/2023 is one of two days. All become ISO 8601-2
# strings, so that two dates are compared field by field and never as numbers.

# %%
#| default_exp quantities.dates

# %%
#| export
from __future__ import annotations
import datetime, re
from collections.abc import Callable, Mapping
from fa_study.quantities.rules import DIGIT, Reading, Rule, cues

# %%
from fa_study.quantities.rules import scan


# %% [markdown]
# ## Templates of dates
#
# “October 31 to November 13, 2021” gives the year once and at the end, “2021年10月31日至11月13日” once and at the beginning. A date
# rule is a template; a field that one side of the interval lacks is taken from the other.

# %%
#| export
def iso_date(year: int | str | None, month: int | None = None, day: int | None = None) -> str | None:
    """A date in ISO 8601 form: 2021-12-03, 2021-12, 2021; without a year --12-03, --12 (XML Schema's gMonthDay).

    year: a number, a year that is told from today ("+0Y" this year, "-1Y" last year), or None for none.
    month, day: as numbers, None for what is not stated.
    Returns None if there is no such day in the calendar.
    """
    try:
        datetime.date(year if isinstance(year, int) and year else 2000, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{part:02d}" for part in (month, day) if part]
    first = f"{year:04d}" if isinstance(year, int) else year or "-"
    return "-".join([first, *parts])


YearReader = Callable[[str], "int | str | None"]


def date_rule(
    template: str,
    fields: Mapping[str, str],
    number: Callable[[str], int],
    *,
    year: YearReader | None = None,
    cue: tuple[frozenset[str], ...] = (),
) -> Rule:
    """A rule for `fa_study.quantities.rules.scan` that reads dates of one shape.

    template: a regular expression with {Y}, {M}, {D} for year, month and day, and {to} between the ends of an
        interval.
    fields: the regular expressions of Y, M, D and to.
    number: turns the text of a month or a day into a number.
    year: turns the text of a year into what `iso_date` takes; None: `number` does.
    cue: of a Rule.
    Returns the rule; a date that the calendar lacks is left unread.
    """
    sides = template.split("{to}")
    named = [_with_fields(side, n, fields) for n, side in enumerate(sides)]
    pattern = re.compile(fields["to"].join(named))
    readers: dict[str, YearReader] = {"Y": year or number, "M": number, "D": number}
    return Rule(pattern, lambda m: _read_date(m, readers, len(sides)), cue)


def _with_fields(side: str, n: int, fields: Mapping[str, str]) -> str:
    "One end of an interval, its fields as groups Y0, M0, D0 (of the other end: Y1 …)."
    return re.sub(r"\{([YMD])\}", lambda m: f"(?P<{m[1]}{n}>{fields[m[1]]})", side)


def _read_date(match: re.Match[str], readers: Mapping[str, YearReader], n_sides: int) -> Reading | None:
    given = {name: readers[name[0]](text) for name, text in match.groupdict().items() if text}
    if any(value is None for value in given.values()):
        return None
    ends = []
    for side in range(n_sides):
        year = _field(given, "Y", side, "MD")
        date = iso_date(year, _whole(_field(given, "M", side, "D")), _whole(given.get(f"D{side}")))
        if date is None:
            return None
        ends.append(date)
    is_in_order = ends == sorted(ends) or not any(name[0] == "Y" for name in given)
    return Reading("/".join(ends), "date") if is_in_order else None


def _field(given: Mapping[str, int | str | None], name: str, side: int, finer: str) -> int | str | None:
    "A field of one end; if that end states a finer one without it, that of the other end."
    own = given.get(f"{name}{side}")
    if own or not any(f"{part}{side}" in given for part in finer):
        return own
    return given.get(f"{name}{1 - side}")


def _whole(value: int | str | None) -> int | None:
    return value if isinstance(value, int) else None


# %%
plain = {"Y": r"\d{4}", "M": r"\d{1,2}", "D": r"\d{1,2}", "to": "至"}
stay = date_rule("{Y}年{M}月{D}日{to}{M}月{D}日", plain, int)
scan("2021年10月31日至11月13日", [stay])[0]

# %%
assert scan("2021年10月31日至11月13日", [stay])[0][0].value == "2021-10-31/2021-11-13"
assert iso_date(None, 12, 3) == "--12-03" and iso_date(2021) == "2021" and iso_date("+0Y", 3) == "+0Y-03"

# %% [markdown]
# No calendar has a 31 November: nothing is read, and nothing is lost, for a later rule may still see the digits.

# %%
nothing, untouched = scan("2021年10月31日至11月31日", [stay])
assert nothing == [] and untouched == "2021年10月31日至11月31日"

# %% [markdown]
# ## Dates in digits
#
# 2023-09-28, 2023/9/28 and 28.9.2023 are the same in every language. Of 3/9/2023 nobody can say whether it is in March or in
# September: it is read as both, in the brackets that ISO 8601-2 has for one of a set.

# %%
#| export
_YEAR_FIRST = r"(?P<y>[12]\d{3})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
_YEAR_LAST = r"(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>[12]\d{3})"
_IN_DIGITS = re.compile(rf"(?<![\d./-])(?:{_YEAR_FIRST}|{_YEAR_LAST})(?![\d/-]|\.\d)")


def _read_digits(m: re.Match[str]) -> Reading | None:
    if m["y"]:
        date = iso_date(int(m["y"]), int(m["m"]), int(m["d"]))
        return Reading(date, "date") if date else None
    year, first, second = int(m["y2"]), int(m["a"]), int(m["b"])
    dates = {iso_date(year, first, second), iso_date(year, second, first)}
    possible = sorted(date for date in dates if date)
    if not possible or not first or not second:
        return None
    return Reading(possible[0] if len(possible) == 1 else f"[{','.join(possible)}]", "date")


DIGITS_RULE = Rule(_IN_DIGITS, _read_digits, cues([DIGIT], "- / ."))

# %%
[scan(text, [DIGITS_RULE])[0][0].value for text in ("2023-09-28", "9/28/2023", "28.9.2023", "3/9/2023")]

# %%
assert scan("9/28/2023", [DIGITS_RULE])[0][0].value == scan("28.09.2023", [DIGITS_RULE])[0][0].value == "2023-09-28"
assert scan("3/9/2023", [DIGITS_RULE])[0][0].value == "[2023-03-09,2023-09-03]"

# %% [markdown]
# A version, a quotient and a day that is none are left alone.

# %%
assert [scan(text, [DIGITS_RULE])[0] for text in ("3.9.1", "2023-13-28", "1/2/3", "10.1.2023.7")] == [[]] * 4


# %% [markdown]
# ## Parts of years, decades, centuries
#
# Half-years and quarters have codes of their own in ISO 8601-2 (40 and 41, 33 to 36), decades and centuries end in X. Two-digit
# years are those of the last and of this century.

# %%
#| export
LATEST_CENTURY = 30  # what is beyond counts something else
THIS_CENTURY = 21
LAST_SHORT_YEAR = 50  # 08 is 2008, 98 is 1998


def short_year(digits: str) -> int:
    """The year that two digits stand for; digits: such as 08, 98."""
    number = int(digits)
    return number + (2000 if number <= LAST_SHORT_YEAR else 1900)


def century(number: int, *, before_christ: bool = False) -> Reading | None:
    """A century as a reading: 20XX for the 21st; None for what is none.

    number: such as 21.
    before_christ: whether it is counted backwards.
    """
    if not 0 < number <= LATEST_CENTURY:
        return None
    return Reading(f"-{number:02d}XX" if before_christ else f"{number - 1:02d}XX", "date")


def centuries(first: int, last: int) -> Reading | None:
    """Centuries from one to another; first, last: such as 19 and 20. Returns None if they are in no order."""
    if not 0 < first < last <= LATEST_CENTURY:
        return None
    return Reading(f"{first - 1:02d}XX/{last - 1:02d}XX", "date")


def year_part(year: str, kind: str, number: int) -> Reading | None:
    """A half-year or a quarter as a reading; None for one that there is not.

    year: as text, "-" for none.
    kind: "half" or "quarter".
    number: from 1.
    """
    if not 0 < number <= (2 if kind == "half" else 4):
        return None
    return Reading(f"{year}-{(39 if kind == 'half' else 32) + number}", "date")


def first_months(year: str, n: int, *, are_months: bool) -> Reading | None:
    """The first months or quarters of a year as an interval; None for one month or more than a year.

    year: as text, "-" for none.
    n: how many.
    are_months: else quarters.
    """
    months = n if are_months else 3 * n
    return Reading(f"{year}-01/{year}-{months:02d}", "date") if 2 <= months <= 12 else None


# %%
short_year("08"), century(21), year_part("2021", "quarter", 3), first_months("+0Y", 11, are_months=True)

# %%
assert short_year("98") == 1998 and century(21).value == "20XX" and centuries(19, 20).value == "18XX/19XX"
assert year_part("-", "half", 2).value == "--41" and first_months("2021", 3, are_months=False).value == "2021-01/2021-09"

# %% [markdown]
# There is no fifth quarter, and no 99th century yet.

# %%
assert year_part("2021", "quarter", 5) is None and century(99) is None and centuries(20, 19) is None


# %% [markdown]
# ## Times of day
#
# 下午14时30分 and “2:30 p.m.” are the same minute.

# %%
#| export
def time_of_day(hour: int, minute: int = 0, *, afternoon: bool | None = None) -> Reading | None:
    """A time of day as a reading: T14:30; None for what the clock does not have.

    hour, minute: as they are said.
    afternoon: whether the words say so; None if they say nothing.
    """
    if afternoon and hour < 12:
        hour += 12
    if afternoon is False and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return Reading(f"T{hour % 24:02d}:{minute:02d}", "time")


# %%
assert time_of_day(14, 30).value == time_of_day(2, 30, afternoon=True).value == "T14:30"
assert time_of_day(12, afternoon=False).value == "T00:00" and time_of_day(12, afternoon=True).value == "T12:00"
assert time_of_day(25) is None
