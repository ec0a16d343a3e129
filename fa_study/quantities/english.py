"""The quantities in an English text: value, unit, hedge, and the exact words"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.en_dates import EN_DATE_RULES, MONTHS
from fa_study.quantities.en_numbers import NUMBER_RULES
from fa_study.quantities.en_shares import SHARE_RULES, SPAN_RULES
from fa_study.quantities.no_quantities import EN_NAME_RULES
from fa_study.quantities.numerals import ORDINAL, ORDINALS, ROMAN, SMALL, TENS, ordinal_value
from fa_study.quantities.quantity import Quantity
from fa_study.quantities.rules import Reading, Rule, any_of, plain_numerals, scan
_ORDINAL = re.compile(
    rf"(?:for the (?={ORDINAL} time\b))?\b(?P<o>{ORDINAL})(?P<what> anniversar(?:y|ies)| time\b)?", re.I
)
_ORDINAL_CUE = re.compile(rf"\d(?:st|nd|rd|th)|{any_of(ORDINALS)}")
_LABELS = (
    "Article Articles Resolution Chapter Section Phase Part Annex Protocol Page Volume Issue Goal Track Stage "
    "Number"
).split()
_ONE_TO_TEN = "|".join(word.title() for word, n in SMALL.items() if n <= 10)
_LABEL = re.compile(
    rf"\b(?:(?:{'|'.join(_LABELS)}) |No\.\s?)(?P<a>\d{{1,6}}\b(?![.,]\d)|[IVX]{{1,5}}\b|(?:{_ONE_TO_TEN})\b)"
)
_LABEL_CUE = re.compile(rf"(?:{'|'.join(_LABELS)}) |no\.".lower())
_SECTION = re.compile(r"^\s*\(?(?P<a>[IVX]{1,5}|[ivx]{1,5}|[Ⅰ-Ⅻ]|\d{1,2})(?:[.)](?=\s|$)|\s*$)")
_SECTION_CUE = re.compile(r"^\s*\(?[ivxⅰ-ⅻ\d]")
_PLAN = re.compile(rf"\b(?P<a>{ORDINAL})(?: and (?P<b>{ORDINAL}))? (?:Five|5)-Year Plans?\b", re.I)
_CENTENARY = re.compile(r"\b(?P<x>bi|ter)?-?centen(?:ar(?:y|ies)|nials?)\b", re.I)


def _read_ordinal(m: re.Match[str]) -> Reading:
    is_anniversary = "anniv" in (m["what"] or "").lower()
    return Reading(Fraction(ordinal_value(m["o"])), "anniversary" if is_anniversary else "ordinal")


def _read_label(m: re.Match[str]) -> Reading | None:
    label = m["a"].strip()
    value = int(label) if label.isdecimal() else ROMAN.get(label.upper()) or SMALL.get(label.lower())
    return Reading(Fraction(value), "ordinal") if value else None


def _read_centenary(m: re.Match[str]) -> Reading:
    years = {"bi": 200, "ter": 300}.get((m["x"] or "").lower(), 100)
    return Reading(Fraction(years), "anniversary")


LABEL_RULE = Rule(_LABEL, _read_label, _LABEL_CUE)
SECTION_RULE = Rule(_SECTION, _read_label, _SECTION_CUE)
PLAN_RULE = Rule(_PLAN, lambda m: None if m["b"] else Reading(Fraction(ordinal_value(m["a"])), "ordinal"), re.compile("-year plan"))
ORDINAL_RULES = [
    Rule(_ORDINAL, _read_ordinal, _ORDINAL_CUE),
    Rule(_CENTENARY, _read_centenary, re.compile("centen")),
]
_RULES = [
    LABEL_RULE,
    *EN_NAME_RULES,
    SECTION_RULE,
    PLAN_RULE,
    *EN_DATE_RULES,
    *SHARE_RULES,
    *NUMBER_RULES,
    *ORDINAL_RULES,
    *SPAN_RULES,
]
_SOME_WORDS = (
    "half|halv|quarter|centur|decade|millenni|dozen|score|tens|both|pair|duo|several|few|couple|handful|double|doubl|tripl|trebl|quadrupl|"
    "quintupl|sextupl|fold|twice|thrice|hundred|thousand|million|billion|trillion|year|month|week|day|noon|midnight|centen|lunar|o[’']clock|"
    "no[.]|latter|last|final"
)
_MONTH_NAMES = "|".join(MONTHS)
_LABEL_NAMES = "|".join(_LABELS).lower()
_ANCHOR = re.compile(
    rf"[0-9½¼¾⅓⅔Ⅰ-Ⅻ]|\b(?:{any_of([*SMALL, *TENS])}|{any_of(ORDINALS)}|{_SOME_WORDS}|{_MONTH_NAMES}|{_LABEL_NAMES})|\A\s*\(?[ivx]{{1,5}}[.)\s]|\A\s*[ivx]{{1,5}}\Z",
    re.I,
)


def parse_en(text: str) -> list[Quantity]:
    """The quantities of an English text, in its order; they do not overlap.

    text: a sentence or any other text. Returns Quantities whose text is the exact words at start:end.
    """
    plain = plain_numerals(text)
    if not _ANCHOR.search(plain):
        return []
    found, _ = scan(plain, _RULES)
    return sorted(q._replace(text=text[q.start : q.end]) for q in found)
