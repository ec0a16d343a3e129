"""The quantities in an English text: value, unit, hedge, and the exact words"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.en_dates import EN_DATE_RULES
from fa_study.quantities.en_numbers import NUMBER_RULES
from fa_study.quantities.en_shares import SHARE_RULES, SPAN_RULES
from fa_study.quantities.no_quantities import EN_NAME_RULES
from fa_study.quantities.numerals import ORDINAL, ORDINALS, ROMAN, SMALL, ordinal_value
from fa_study.quantities.quantity import Quantity
from fa_study.quantities.rules import DIGIT, Reading, Rule, cues, plain_numerals, prepare, scan
_ORDINAL = re.compile(rf"(?:for the (?={ORDINAL} time\b))?\b(?P<o>{ORDINAL})(?P<what> anniversar(?:y|ies)| time\b)?")
_ORDINAL_CORE = re.compile(rf"\b{ORDINAL}")
_FOR_THE = re.compile(r"\bfor the \Z")
_ORDINAL_CUE = cues([DIGIT, *ORDINALS])
_LABELS = (
    "Article Articles Resolution Chapter Section Phase Part Annex Protocol Page Volume Issue Goal Track Stage "
    "Number"
).split()
_ONE_TO_TEN = "|".join(word.title() for word, n in SMALL.items() if n <= 10)
_LABEL = re.compile(
    rf"\b(?:(?:{'|'.join(_LABELS)}) |No\.\s?)(?P<a>\d{{1,6}}\b(?![.,]\d)|[IVX]{{1,5}}\b|(?:{_ONE_TO_TEN})\b)"
)
_LABEL_CUE = cues([*(f"{label.lower()} " for label in _LABELS), "no."])
_SECTION = re.compile(r"^\s*\(?(?P<a>[IVX]{1,5}|[ivx]{1,5}|[Ⅰ-Ⅻ]|\d{1,2})(?:[.)](?=\s|$)|\s*$)")
_SECTION_CUE = cues([DIGIT, *"ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"])
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
PLAN_RULE = Rule(_PLAN, lambda m: None if m["b"] else Reading(Fraction(ordinal_value(m["a"])), "ordinal"), cues(["-year plan"]))
ORDINAL_RULES = [
    Rule(_ORDINAL, _read_ordinal, _ORDINAL_CUE, _ORDINAL_CORE, _FOR_THE, ("for the ",)),
    Rule(_CENTENARY, _read_centenary, cues("centen")),
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
_READY = prepare(_RULES)


def parse_en(text: str) -> list[Quantity]:
    """The quantities of an English text, in its order; they do not overlap.

    text: a sentence or any other text. Returns Quantities whose text is the exact words at start:end.
    """
    plain = plain_numerals(text)
    found, _ = scan(plain, _READY)
    return sorted(q._replace(text=text[q.start : q.end]) for q in found)
