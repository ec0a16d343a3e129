"""English fractions, halves, multiples, orders of magnitude, spans of years, and words for two"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.en_numbers import LEAD_ENDS, NOUNS, NUM, PRE, SCALE, WORD, en_hedge
from fa_study.quantities.numerals import SCALES, SMALL, TENS, en_value
from fa_study.quantities.rules import DIGIT, Reading, Rule, any_of, cues
from fa_study.quantities.units import unit_and_factor
from fa_study.quantities.zh_shares import SEVERAL, ten_times
_PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
_ONE_TO_NINETEEN = any_of(SMALL)
_BELOW_HALF = any_of(word for word, n in _PARTS.items() if n > 2)
_COUNTED_PARTS = rf"(?P<n>{_ONE_TO_NINETEEN}|\d{{1,2}})[ -](?P<d>(?:{_BELOW_HALF})s?|halves|half)"
_A_PART = r"an? (?P<d1>quarter|third|fifth|sixth|eighth|tenth|twentieth|hundredth)(?= (?:of|as|the)\b|[.,;]|$)"
_SLASHED = r"(?P<x>\d{1,2})/(?P<y>\d{1,3})(?![\d/])"
_SHARE = re.compile(rf"(?P<pre>{PRE})?\b(?:{_COUNTED_PARTS}|{_A_PART}|(?<![\d/.]){_SLASHED})\b")
_SHARE_CUE = cues([*_PARTS, "halves", "/"])
_SHARE_CORE = re.compile(rf"\b(?:{_COUNTED_PARTS}|{_A_PART}|{_SLASHED})\b")
_LEAD = re.compile(rf"(?:{PRE})\Z")
_OUT_OF = re.compile(
    rf"(?P<pre>{PRE})?\b(?P<n>{WORD}|\d{{1,3}})[ -](?P<how>in|out of)[ -](?:every[ -])?(?P<d>{WORD}|a hundred|a thousand|10|13|20|100|1,000|10,000|\d{{1,2}})\b"
    rf"(?!,\d|[ -](?:years?|months?|days?|weeks?|hours?|decades?|million|billion|thousand|hundred|percent))",
)
_OUT_OF_CUE = cues([DIGIT, *SMALL, *TENS], [" in ", "-in-", " out of "])
_OUT_OF_CORE = re.compile(rf"(?<![\w.,])(?:{WORD}|\d{{1,3}})[ -](?:in|out of)[ -]")


def _read_share(m: re.Match[str]) -> Reading | None:
    part, whole = _part_and_whole(m)
    in_singular = bool(m["d"]) and not m["d"].lower().endswith("s")
    if part > 1 and in_singular:
        return None  # "two third parties" has no thirds
    if not 0 < part < whole:
        return None
    return Reading(Fraction(part, whole), "ratio", *en_hedge(m["pre"]))


def _part_and_whole(m: re.Match[str]) -> tuple[int, int]:
    if m["x"]:
        return int(m["x"]), int(m["y"])
    name = (m["d"] or m["d1"]).lower().removesuffix("s")
    return int(en_value(m["n"] or "one") or 0), _PARTS[name]


def _read_out_of(m: re.Match[str]) -> Reading | None:
    part, whole = en_value(m["n"]), en_value(m["d"])
    if not part or not whole or part >= whole or whole < 2:
        return None
    is_round = whole in (5, 10, 100, 1000) or part == 1
    in_words = m["n"].isalpha() and m["d"].isalpha()
    if m["how"].lower() == "in" and not is_round and not in_words:
        return None  # 5 in 20 countries
    return Reading(part / whole, "ratio", *en_hedge(m["pre"]))
_HALF = re.compile(rf"(?P<pre>{PRE})?\b(?:(?:one )?half(?: of| the)?|halv(?:e|ed|es|ing)|in half)\b(?!-|\s?time)")
_A_HALF = re.compile(r"(?:first|second|latter|other|former|better|this|that) $", re.I)
_MULTIPLES = {
    "doubl(?:e|ed|es|ing)|two-?fold|twice": 2,
    "tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|three-?fold|thrice": 3,
    "quadrupl(?:e|ed|es|ing)|four-?fold": 4,
    "quintupl(?:e|ed|es|ing)|five-?fold": 5,
    "sextupl(?:e|ed|es|ing)|six-?fold": 6,
    "seven-?fold": 7,
    "eight-?fold": 8,
    "nine-?fold": 9,
    "ten-?fold": 10,
    "hundred-?fold": 100,
}
_NO_DOUBLE = "digit|standard|tax|down|edged|track|check|glaz|major|room|blow|jump|whammy|win|first|reduction|circulation"
_MULTIPLE = re.compile(rf"(?P<pre>{PRE})?\b(?P<n>{'|'.join(_MULTIPLES)})\b(?![ -](?:{_NO_DOUBLE}))")
_MULTIPLE_CUE = cues("doubl tripl trebl quadrupl quintupl sextupl fold twice thrice")
_MULTIPLE_CORE = re.compile(rf"\b(?:{'|'.join(_MULTIPLES)})\b")
_HALF_CORE = re.compile(r"\b(?:one )?half|\bhalv|\bin half")
_AGE_CORE = re.compile(r"(?:the )?\b(?:ages? of|aged|age) ")
_AGE = re.compile(rf"(?P<pre>{PRE})?(?:the )?\b(?:ages? of|aged|age) (?P<pre2>{PRE})?(?P<a>{NUM})(?: (?:and|or) (?P<post>above|over|older))?")


def _read_half(m: re.Match[str]) -> Reading | None:
    if _A_HALF.search(m.string[max(0, m.start() - 8) : m.start()]):
        return None
    return Reading(Fraction(1, 2), "ratio", *en_hedge(m["pre"]))


def _read_age(m: re.Match[str]) -> Reading:
    above = " or above" if m["post"] else None
    return Reading(en_value(m["a"]), "age", *en_hedge(m["pre"], m["pre2"], above))


def _read_multiple(m: re.Match[str]) -> Reading:
    value = next(value for pattern, value in _MULTIPLES.items() if re.fullmatch(pattern, m["n"], re.I))
    return Reading(Fraction(value), "times", *en_hedge(m["pre"]))


HALF_RULE = Rule(_HALF, _read_half, cues("half halv"), _HALF_CORE, _LEAD, LEAD_ENDS)
AGE_RULE = Rule(_AGE, _read_age, cues(["age ", "aged ", "ages "]), _AGE_CORE, _LEAD, LEAD_ENDS)
MULTIPLE_RULE = Rule(_MULTIPLE, _read_multiple, _MULTIPLE_CUE, _MULTIPLE_CORE, _LEAD, LEAD_ENDS)
_MANY = "hundreds|thousands|millions|billions|trillions"
_VAGUE = re.compile(
    rf"(?:{PRE})?\b(?P<v>tens|dozens|scores|{_MANY})(?P<of>(?: of (?:{_MANY})){{0,2}})(?: (?:up)?on (?P=v))?\b(?: of)?(?: (?P<noun>years|people))?",
)
_VAGUE_CORE = re.compile(rf"\b(?:tens|dozens|scores|{_MANY})\b")
_SEVERAL_HUNDRED = re.compile(rf"\b(?P<v>several|a few|many|a couple(?: of)?|couple of) (?P<s>(?:{SCALE}|dozen)(?: (?:{SCALE}))?)\b(?: (?P<noun>years|people))?", re.I)
_FEW_NOUNS = any_of(noun for noun in NOUNS if noun.endswith("s") or noun in ("people", "centuries", "countries", "millennia"))
_FEW = re.compile(rf"\b(?P<v>several|a few|few|a couple of|a handful of) (?:\w+ )?(?P<noun>{_FEW_NOUNS})\b|\b(?P<v2>several|a couple of|a handful of)\b", re.I)
_ONE_OR_TWO = re.compile(rf"\ban? (?P<noun>year|month|week|day|hour|decade|century|minute) or (?P<b>two|three|so)\b", re.I)
_SPAN = re.compile(
    r"(?:\b(?P<some>several|many|for) )?(?:\b(?:an?|one|the past|the last|past|last) )?\b(?P<u>centur(?:y|ies)|decades?|millenni(?:um|a))\b(?P<hyphen>-old|-long)?", re.I
)
_BOTH = re.compile(r"\bboth(?= (?:of )?(?:the )?(?:[a-z]+ )?[a-z]+s\b)|\b(?:the )?(?:duo|pair)\b", re.I)
_N_YEARS = {"c": 100, "d": 10, "m": 1000}  # century, decade, millennium


def _noun_unit(word: str | None) -> tuple[str, Fraction | int]:
    return unit_and_factor(NOUNS[word.lower()]) if word else ("count", 1)


def _read_vague(m: re.Match[str]) -> Reading:
    word = m["v"].lower()
    value = {"tens": 10, "dozens": 10, "scores": 20}.get(word) or SCALES[word[:-1]]
    for scale in m["of"].lower().split(" of ")[1:]:
        value *= SCALES[scale[:-1]]
    unit, factor = _noun_unit(m["noun"])
    size = Fraction(value) * factor
    return Reading(size, unit, "several", m["v"], ten_times(size))


def _read_several_hundred(m: re.Match[str]) -> Reading | None:
    scale = en_value("1 " + m["s"].lower())
    if scale is None:
        return None
    unit, factor = _noun_unit(m["noun"])
    size = scale * factor
    if "couple" in m["v"].lower():
        return Reading(2 * size, unit, "about", m["v"], (size, 3 * size))
    return Reading(size, unit, "several", m["v"], (size * 2, size * 10 - size / 1000))


def _read_few(m: re.Match[str]) -> Reading:
    unit, factor = _noun_unit(m["noun"])
    words = m["v"] or m["v2"]
    if "couple" in words.lower():
        return Reading(Fraction(2) * factor, unit, "about", words, (Fraction(factor), Fraction(3) * factor))
    few = (SEVERAL[0] * factor, SEVERAL[1] * factor)
    return Reading(few, unit, "several", words, few)


def _read_one_or_two(m: re.Match[str]) -> Reading:
    unit, factor = _noun_unit(m["noun"])
    if m["b"].lower() == "so":
        return Reading(Fraction(factor), unit, "about", "or so")
    return Reading((Fraction(factor), (en_value(m["b"].lower()) or 0) * Fraction(factor)), unit)


def _read_span(m: re.Match[str]) -> Reading:
    word = m["u"].lower()
    years = Fraction(_N_YEARS[word[0]])
    if word.endswith(("s", "ia")) or m["hyphen"] == "-old":
        return Reading(years, "year", "several", m["u"], ten_times(years))
    return Reading(years, "year")


VAGUE_RULES = [
    Rule(_VAGUE, _read_vague, cues(["tens", "dozens", "scores", *_MANY.split("|")]), _VAGUE_CORE, _LEAD, LEAD_ENDS),
    Rule(_SEVERAL_HUNDRED, _read_several_hundred, cues("several few many couple", [*SCALE.split("|"), "dozen"])),
    Rule(_ONE_OR_TWO, _read_one_or_two, cues([" or two", " or three", " or so"])),
    Rule(_FEW, _read_few, cues("several few couple handful")),
]
SHARE_RULES = [
    Rule(_OUT_OF, _read_out_of, _OUT_OF_CUE, _OUT_OF_CORE, _LEAD, LEAD_ENDS),
    Rule(_SHARE, _read_share, _SHARE_CUE, _SHARE_CORE, _LEAD, LEAD_ENDS),
    AGE_RULE,
    *VAGUE_RULES,
    MULTIPLE_RULE,
]
SPAN_RULES = [
    HALF_RULE,
    Rule(_SPAN, _read_span, cues("centur decade millenni")),
    Rule(_BOTH, lambda m: Reading(Fraction(2), "count"), cues("both duo pair")),
]
