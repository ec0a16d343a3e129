"""English dates, eras and times of day, as rules"""

from __future__ import annotations
import re
from fa_study.quantities.dates import DIGITS_RULE, THIS_CENTURY, centuries, century, date_rule, first_months
from fa_study.quantities.dates import iso_date, short_year, time_of_day, year_part
from fa_study.quantities.numerals import ORDINAL, ORDINAL_WORD, ORDINALS, SMALL, TENS, en_value, ordinal_value
from fa_study.quantities.rules import DIGIT, NAME, Reading, Rule, any_of, cues
from fa_study.quantities.units import eras
_NAMES = "January February March April May June July August September October November December".split()
MONTHS = {name[:3].lower(): n for n, name in enumerate(_NAMES, 1)}
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
MONTH = rf"\b(?:{any_of([*_NAMES, *(name.upper() for name in _NAMES)])}|(?:{_SHORT})\b\.?)"
_WHICH = {"this": "+0Y", "last": "-1Y", "previous": "-1Y", "past": "-1Y", "next": "+1Y", "coming": "+1Y"}
_FULL_YEAR = r"(?<![\w.,$€£¥])[12]\d{3}(?!\d|[.,]\d|-?[a-z]|[%℃‰+])"
_TOLD_YEAR = rf"\b(?:of )?(?:{'|'.join(_WHICH)}) year\b"
EN_FIELDS = {
    "Y": rf"(?:{_FULL_YEAR}|(?<!\w)[’'][0-9]\d\b|{_TOLD_YEAR})",
    "M": MONTH,
    "D": rf"(?<![\d.,])(?:[0-3]?\d(?:st|nd|rd|th)?(?!\d|[.,]\d|%|:\d| ?(?:a|p)\.?m\b))",
    "to": r"\s?(?:-|–|—|to|and|through|until|till)\s?",
}
_EN_TEMPLATES = [
    "{M} {D},? {Y}{to}{M} {D},? {Y}",
    "{M} {D}{to}{M} {D},? {Y}",
    "{M} {D}{to}{D},? {Y}",
    "{D}{to}{D} {M},? {Y}",
    "{D} {M},? {Y}{to}{D} {M},? {Y}",
    "{D} {M}{to}{D} {M},? {Y}",
    "{M},? {Y}{to}{M},? {Y}",
    "{M}{to}{M},? (?:of )?{Y}",
    "{M} {D}{to}{M} {D}",
    "{D} {M}{to}{D} {M}",
    "{M} {D}{to}{D}",
    "{D}{to}{D} (?:of )?{M}",
    "{M} (?:the )?{D},? (?:of )?{Y}",
    "{D}[ -](?:of )?{M}[ -]?,? ?(?:of )?{Y}",
    "{M},? (?:of )?{Y}",
    "{M} (?:the )?{D}",
    "{D}[ -](?:of )?{M}",
    "{Y} {M} {D}",
]


def _en_int(text: str) -> int:
    if text[:3].lower() in MONTHS and text[0].isalpha():
        return MONTHS[text[:3].lower()]
    return ordinal_value(text) if text[0].isalpha() else int(re.sub(r"\D", "", text))


def _en_year(text: str) -> int | str | None:
    words = text.lower().split()
    if words[-1] == "year":
        return _WHICH[words[-2]]
    return short_year(text[1:]) if text[0] in "’'" else int(text)


_SHORT_NAMES = [short + sign for short in [*MONTHS, "sept"] for sign in ". -"]
_MONTH_CUE = frozenset([*(name.lower() for name in _NAMES), *_SHORT_NAMES])
_DATE_CUE = cues(_MONTH_CUE, [DIGIT])
EN_DATES = [date_rule(template, EN_FIELDS, _en_int, year=_en_year, cue=_DATE_CUE) for template in _EN_TEMPLATES]
_IN_WORDS = EN_FIELDS | {"D": rf"(?:(?i:{ORDINAL_WORD})\b)"}
EN_DATES += [
    date_rule(template, _IN_WORDS, _en_int, year=_en_year, cue=cues(_MONTH_CUE, [*ORDINALS]))
    for template in ("{M} (?:the )?{D},? {Y}", "{M} (?:the )?{D}", "{D}[ -](?:of )?{M},? (?:of )?{Y}", "{D} of {M}")
]
EN_DATES.append(date_rule("{M},? (?:of )?{Y}", EN_FIELDS, _en_int, year=_en_year, cue=cues(_MONTH_CUE, "year")))
_YEARS_TO = EN_FIELDS | {"Y": _FULL_YEAR, "to": r"\s?(?:-|–|—|to|through)\s?"}
EN_YEARS = [date_rule("{Y}{to}{Y}", _YEARS_TO, _en_int, cue=cues([DIGIT], "- – — to through"))]
_TWO_BEHIND = re.compile(r"(?<![\w.,$€£¥-])(?P<a>(?:19|20)\d\d)(?:[-–—/])(?P<b>\d\d)(?![\d%]|[-–—/.]\d)")
_TOLD_MONTH = re.compile(rf"\b(?P<which>{'|'.join(_WHICH)}) (?P<m>{MONTH})(?: (?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b)?", re.I)


def _read_two_behind(m: re.Match[str]) -> Reading | None:
    last = int(m["a"][:2] + m["b"])
    return Reading(f"{m['a']}/{last}", "date") if last > int(m["a"]) else None


def _read_told_month(m: re.Match[str]) -> Reading | None:
    date = iso_date(_WHICH[m["which"].lower()], _en_int(m["m"]), int(m["d"]) if m["d"] else None)
    return Reading(date, "date") if date else None
_COUNT = rf"\d+|{any_of([*SMALL, *TENS])}"
_OF_YEAR = rf"(?P<y>[12]\d{{3}}|(?:the )?(?:{'|'.join(_WHICH)}) year|the year)"
_HALF_OR_QUARTER = rf"(?P<o>{ORDINAL}|latter|last|final)[ -](?P<part>half|quarter)\b"
_FIRST_MONTHS = rf"first (?P<n>{_COUNT}) (?P<span>months|quarters)"
_SHORT_PART = r"\b(?P<qh>[QH])(?P<q>[1-4])\b"
_PARTS = re.compile(
    rf"(?:\b{_HALF_OR_QUARTER}|{_FIRST_MONTHS}|{_SHORT_PART})(?:,? (?:(?:of|in) )?{_OF_YEAR})|"
    rf"\b(?P<y2>[12]\d{{3}}) {_SHORT_PART.replace('qh>', 'qh2>').replace('q>', 'q2>')}",
    re.I,
)
_PART_ALONE = re.compile(rf"\b(?P<o>{ORDINAL}|last|final)[ -](?P<part>quarter)\b|{_SHORT_PART}|first (?P<n>two|three) (?P<span>quarters)", re.I)
_DECADES = r"\b(?P<a>[12]\d\d0)[’']?s(?:(?: and | to |\s?[-–]\s?)(?:the )?(?P<b>(?:[12]\d)?\d0)[’']?s)?\b"
_CENTURIES = rf"\b(?P<from>{ORDINAL})(?:[ -]century)?(?: and | to |\s?[-–]\s?)(?:the )?(?P<till>{ORDINAL})[ -]centur(?:y|ies)\b"
_ONE_CENTURY = rf"(?P<c>{ORDINAL})[ -]century\b(?P<bc> BCE?\b)?"
_THIS = r"\b(?:(?P<this>(?:this|(?:the )?(?:new|present|current)) |mid-)|(?P<last>(?:the )?last |(?:the )?past ))century\b"
_ERA = re.compile(rf"{_DECADES}|{_CENTURIES}|(?:\b|-){_ONE_CENTURY}|{_THIS}", re.I)


def _read_part(m: re.Match[str]) -> Reading | None:
    groups = m.groupdict()
    year = _year_text(groups.get("y") or groups.get("y2"))
    if groups.get("n"):
        return first_months(year, int(en_value(m["n"]) or 0), are_months=m["span"].lower() == "months")
    short = groups.get("qh") or groups.get("qh2")
    if short:
        return year_part(year, "half" if short in "hH" else "quarter", int(groups.get("q") or groups["q2"]))
    kind, name = m["part"].lower(), m["o"].lower()
    if name in ("latter", "last", "final"):
        return year_part(year, kind, 2 if kind == "half" else 4)
    return year_part(year, kind, ordinal_value(name))


def _year_text(words: str | None) -> str:
    if not words or words.lower() == "the year":
        return "-"
    return words if words.isdigit() else _WHICH[words.lower().split()[-2]]


def _read_era(m: re.Match[str]) -> Reading | None:
    if m["from"]:
        return centuries(ordinal_value(m["from"]), ordinal_value(m["till"]))
    if m["c"]:
        return century(ordinal_value(m["c"]), before_christ=bool(m["bc"]))
    if m["last"]:
        return None if m["last"].lower().endswith("past ") else century(THIS_CENTURY - 1)
    if m["this"]:
        return century(THIS_CENTURY)
    last = (m["a"][:2] + m["b"])[-4:] if m["b"] else None
    return Reading("/".join(f"{year[:3]}X" for year in (m["a"], last) if year), "date")


PART_RULES = [
    Rule(_PARTS, _read_part, cues("half quarter months q1 q2 q3 q4 h1 h2")),
    Rule(_ERA, _read_era, cues("0s 0’s 0's centur")),
]
PART_ALONE_RULE = Rule(_PART_ALONE, _read_part, cues("quarter q1 q2 q3 q4 h1 h2"))
_ALONE = re.compile(MONTH)
_PREPOSITION = re.compile(
    r"\b(?:in|of|since|by|until|till|from|last|next|this|early|late|mid|before|after|during|each|every|to|through)[ -]$", re.I
)
_DOUBTFUL = frozenset({"May", "March", "Mar", "Jan", "Dec", "Sep", "MAY", "MARCH", "August"} - {"August"})
_COUNTED = (
    "percent|per cent|hundred|thousand|million|billion|trillion|years?|months?|days?|countries|nations|states|people|"
    "persons|participants|delegates|doses|pages|tons|tonnes|kilomet|met(?:er|re)s|yuan|dollars|euros|km|"
    "hours?|villages|projects|cases|companies|enterprises|households|students|schools|hospitals|ships|miles|hectares|mu"
)
_BARE_YEAR = re.compile(rf"(?<![\w.,$€£¥/])(?:1[4-9]|2[01])\d\d(?!\d|[.,]\d|[%℃‰+/]|-[a-z]|\s?(?:{_COUNTED})\b)")
_MEASURED = re.compile(
    r"(?:more than|fewer than|less than|over|at least|nearly|almost|some|as many as|about|approximately|[$€£¥]|RMB|USD|No\.) ?$",
    re.I,
)
_SAME_PERIOD = re.compile(r"\bsame (?:period|month|quarter|time)(?: (?:of|in))? (?:the )?(?:last|previous|past) year\b", re.I)
_TOLD = re.compile(
    rf"\b(?:(?P<which>{'|'.join(_WHICH)}|the year before last) ?(?P<span>year|month|week)?|(?P<day>yesterday|tomorrow))\b", re.I
)
_ERAS = eras("en")
_OF_ERA = re.compile(rf"\b(?:(?:year )?(?P<n>\d{{1,4}}) (?:of )?(?:the )?)?(?P<era>{any_of(_ERAS)})(?: (?:year )?(?P<n2>\d{{1,4}}))?\b", re.I)
_COMMON_ERA = re.compile(r"\b(?:(?P<n>\d{1,4}) (?P<bc>BCE?|CE|AD)|(?P<ad>AD) (?P<n2>\d{1,4}))\b")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAY = re.compile(rf"\b(?P<d>{'|'.join(_DAYS)}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)(?=[.,]))s?\b")
_FISCAL = re.compile(r"\bFY ?(?P<y>(?:20)?\d\d)\b")
_DAYPART = r"(?P<part>[ap])\.? ?m\b\.?"
_SAID = r"in the (?P<said>morning|afternoon|evening)|at (?P<night>night)"
_CLOCK = re.compile(
    rf"(?<![\d:.$])(?P<h>[012]?\d)(?:[:.](?P<m>[0-5]\d))? ?{_DAYPART}|"
    rf"(?<![\d:.])(?P<h2>[012]?\d):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?: {_SAID})?|"
    rf"\b(?P<h3>{_COUNT}) o[’']clock(?: {_SAID.replace('<said', '<said3').replace('<night', '<night3')})?|"
    rf"\b(?P<to>half past|(?:a )?quarter past|(?:a )?quarter to) (?P<h4>{_COUNT})(?: {_SAID.replace('<said', '<said4').replace('<night', '<night4')})?|"
    r"\b(?P<h5>(?:0\d|1\d|2[0-3])[0-5]\d) hours\b|\b(?P<noon>noon|midnight)\b"
)
_CLOCK_CORE = re.compile(rf"(?<![\d:.$])\d|\b(?:noon|midnight|half past|a quarter|quarter|(?:{any_of([*SMALL, *TENS])}) o[’']clock)")
_LUNAR = re.compile(rf"\b(?P<d>{ORDINAL}) (?:day )?of the (?P<m>{ORDINAL}) (?:lunar month|month of the lunar)", re.I)


def _read_clock(m: re.Match[str]) -> Reading | None:
    if m["noon"]:
        return time_of_day(12 if m["noon"].lower() == "noon" else 0)
    if m["h5"]:
        return time_of_day(int(m["h5"][:2]), int(m["h5"][2:]))
    said = next((m[name] for name in ("part", "said", "said3", "said4") if m[name]), "").lower()
    at_night = m["night"] or m["night3"] or m["night4"]
    afternoon = True if at_night or said[:1] in ("p", "a") and said not in ("a",) or said == "evening" else None
    if said in ("a", "morning"):
        afternoon = False
    if m["h4"]:
        return _read_past(m["to"].lower(), int(en_value(m["h4"]) or 0), afternoon)
    hour = int(en_value(m["h"] or m["h2"] or m["h3"]) or 0)
    return time_of_day(hour, int(m["m"] or m["m2"] or 0), afternoon=afternoon)


def _read_past(words: str, hour: int, afternoon: bool | None) -> Reading | None:
    if words.endswith("to"):
        return time_of_day(hour - 1, 45, afternoon=afternoon)
    return time_of_day(hour, 30 if words.startswith("half") else 15, afternoon=afternoon)


def _read_month(m: re.Match[str]) -> Reading | None:
    if m[0] in _DOUBTFUL and not _PREPOSITION.search(m.string, max(0, m.start() - 9), m.start()):
        return None
    return Reading(f"--{_en_int(m[0]):02d}", "date")


def _read_year(m: re.Match[str]) -> Reading | None:
    before = m.string[max(0, m.start() - 14) : m.start()]
    return None if _MEASURED.search(before) else Reading(m[0], "date")


def _read_told(m: re.Match[str]) -> Reading | None:
    if m["day"]:
        return Reading("-1D" if m["day"].lower() == "yesterday" else "+1D", "date")
    if m["which"].lower() == "the year before last":
        return Reading("-2Y", "date")
    if not m["span"] or m["which"].lower() in ("past",):
        return None
    return Reading(_WHICH[m["which"].lower()][:2] + m["span"][0].upper(), "date")


def _read_era_year(m: re.Match[str]) -> Reading | None:
    number = m["n"] or m["n2"]
    return Reading(f"{int(number) + _ERAS[m['era'].lower()]:04d}", "date") if number else None


def _read_common_era(m: re.Match[str]) -> Reading:
    number = int(m["n"] or m["n2"])
    return Reading(f"-{number:04d}" if (m["bc"] or "").startswith("B") else f"{number:04d}", "date")


def _read_lunar(m: re.Match[str]) -> Reading:
    return Reading(f"L{ordinal_value(m['m']):02d}-{ordinal_value(m['d']):02d}", "date")


def _read_fiscal(m: re.Match[str]) -> Reading:
    return Reading(f"20{m['y'][-2:]}", "date")


EN_DATE_RULES: list[Rule] = [
    DIGITS_RULE,
    Rule(re.compile(r"\b9/11\b"), lambda m: Reading("--09-11", "date"), cues("9/11")),
    Rule(_SAME_PERIOD, lambda m: NAME, cues(["same "], ["year"])),  # 同比
    Rule(_LUNAR, _read_lunar, cues("lunar")),
    Rule(_COMMON_ERA, _read_common_era, cues([DIGIT], ["bc", "ce", "ad "])),
    Rule(_OF_ERA, _read_era_year, cues(_ERAS)),
    *PART_RULES,
    *EN_DATES,
    *EN_YEARS,
    Rule(_TWO_BEHIND, _read_two_behind, cues([DIGIT], "- – — /")),
    Rule(_TOLD_MONTH, _read_told_month, cues(_MONTH_CUE, _WHICH)),
    Rule(_CLOCK, _read_clock, cues([DIGIT, "clock", "half past", "quarter past", "quarter to", "noon", "midnight"], [":", "clock", "noon", "midnight", "past", "quarter", " am", " pm", *(f"{n}{half}m" for n in range(10) for half in "ap"), "a.m", "p.m", "a. m", "p. m", "0 hours"]), _CLOCK_CORE),
    Rule(_ALONE, _read_month, cues(_MONTH_CUE)),
    Rule(_WEEKDAY, lambda m: Reading(f"W{[d[:3] for d in _DAYS].index(m['d'][:3]) + 1}", "weekday"), cues("day mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun. mon, tue, tues, wed, thu, thur, thurs, fri, sat, sun,")),
    Rule(_TOLD, _read_told, cues([f"{which} {span}" for which in _WHICH for span in ("year", "month", "week")] + ["yesterday", "tomorrow", "year before last"])),
    Rule(_FISCAL, _read_fiscal, cues([DIGIT], "fy")),
    Rule(_BARE_YEAR, _read_year, cues([DIGIT])),
    PART_ALONE_RULE,
]
