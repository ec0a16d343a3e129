"""How text is searched for quantities: rules in a fixed order, tried where their cues stand"""

from __future__ import annotations
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, cast
from fractions import Fraction
from fa_study.quantities.quantity import Quantity, Value
_WIDE = {
    c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F) if chr(c) not in "，；！？（）"
}  # Unicode: halfwidth and fullwidth forms
_TRADITIONAL = str.maketrans(
    "萬億兩個國項屆條劑餘幾點達約過間週紀歲種場幣圓時鐘倍數份題類貳叄陸參後噸頃畝尺傢輪號頁雙對臺餘僅逾佔華強將幾歷曆國際頓兒數減長寬級層",
    "万亿两个国项届条剂余几点达约过间周纪岁种场币圆时钟倍数份题类贰叁陆叁后吨顷亩尺家轮号页双对台余仅逾占华强将几历历国际顿儿数减长宽级层",
)
_SPACES = str.maketrans(
    "\n\t\u00a0\u2007\u2009\u202f\u3000\u2010\u2011\u2012\u2212￥（）", "       ----¥()"
)  # and the two typographic hyphens
_PLAIN = _WIDE | _TRADITIONAL | _SPACES


def plain_numerals(text: str) -> str:
    """Text with full-width characters, spaces, and the traditional characters of numbers made plain.

    text: any text. Returns a string of the same length; position n stands for position n.
    """
    return text.translate(_PLAIN)
class Reading(NamedTuple):
    """What a rule read from a match, as in a Quantity; without a value a name, no quantity."""

    value: Value | None
    unit: str = ""
    hedge: str = ""
    hedge_text: str = ""
    reach: tuple[Fraction, Fraction] | None = None
    step: Fraction | None = None


NAME = Reading(None)


class Rule(NamedTuple):
    """A pattern and how it is read.

    pattern: what is looked for; its work must grow no faster than the text (bounded repeats only).
    read: turns a match into a Reading, `NAME` for something that is no quantity, or None to leave the match
        to later rules.
    cue: what the text in lower case contains wherever the pattern matches; None: the pattern is always tried.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]
    cue: re.Pattern[str] | None = None


HOLE = "\ue000"  # a private-use character: no letter, no digit, no space


def scan(text: str, rules: Iterable[Rule], *, work: str | None = None) -> tuple[list[Quantity], str]:
    """Read a text with a list of rules, the first ones first.

    text: the text whose words the quantities quote.
    rules: what to look for.
    work: the text with some parts blanked already, of the same length.
    default: `text`.
    Returns the quantities (rule by rule) and the text with everything blanked that was read. Linear in the
        text.
    """
    work = text if work is None else work
    found: list[Quantity] = []
    cues: dict[re.Pattern[str], bool] = {}  # whether the text has them; many rules share one
    small = work.lower()
    for rule in rules:
        if rule.cue and not _has(rule.cue, small, cues):
            continue
        hits = [(m.span(), rule.read(m)) for m in rule.pattern.finditer(work)]
        read = [(span, reading) for span, reading in hits if reading is not None]
        if not read:
            continue
        found += [_quantity(span, reading, text) for span, reading in read if reading.value is not None]
        work = blank(work, [span for span, _ in read])
        small = work.lower()
        cues.clear()  # a blank may end a word
    return found, work


def _has(cue: re.Pattern[str], small: str, cues: dict[re.Pattern[str], bool]) -> bool:
    if cue not in cues:
        cues[cue] = cue.search(small) is not None
    return cues[cue]


def _quantity(span: tuple[int, int], reading: Reading, text: str) -> Quantity:
    start, end = span
    value = cast(Value, reading.value)
    return Quantity(start, end, text[start:end], value, *reading[1:])


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Text with the characters of some spans replaced by `HOLE`.

    text: any text.
    spans: pairs of start and end in it, in order, without overlap.
    """
    parts = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], HOLE * (end - start)]
        at = end
    return "".join(parts) + text[at:]
def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first, so that 个国家 is not read as 个.

    words: as they stand.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))
def read_hedge(directions: Mapping[str, str], *words: str | None) -> tuple[str, str]:
    """The direction of a hedge and its exact words.

    directions: words in lower case, without spaces and hyphens round them -> direction.
    words: the parts of the hedge in the order of the text, empty or None where there is none.
    Returns ("", "") if there is none; "up_to" gives way to any other direction (达到4%以上 is more than 4%).
    """
    said = [word.strip() for word in words if word]
    if not said:
        return "", ""
    ways = [directions[word.strip(" -").lower()] for word in said]
    firm = [way for way in ways if way != "up_to"]
    return (firm or ways)[0], "…".join(said)
