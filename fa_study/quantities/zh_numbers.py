"""Chinese numbers and ranges with their hedges, units and currencies, composed of one grammar"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.numerals import PLACES, ZH_NUMERAL, zh_number, zh_value
from fa_study.quantities.quantity import Number, scaled
from fa_study.quantities.rules import DIGIT, Reading, Rule, any_of, cues, read_hedge
from fa_study.quantities.units import (
    hedge_directions,
    hedges_after,
    hedges_before,
    unit_and_factor,
    unit_words,
    units_of,
)
DIRECTIONS = hedge_directions("zh")
NUMERAL = f"[{ZH_NUMERAL}]"
_NOT_BEHIND = "条公签合预节违缔契盟协之大制最附亲靠邻相临新远高赶表发抵传下雷"
_PAST_YEARS = rf"近(?:{NUMERAL}|\d){{1,9}}(?:年|个月|周|天)以?来"
_FREE = [word for word in hedges_before("zh") if len(word) > 1]  # 大约 may stand behind anything, 约 may not
_BOUND = [word for word in hedges_before("zh") if len(word) == 1]
PRE = rf"(?:(?!{_PAST_YEARS})(?:{any_of(_FREE)}|(?<![{_NOT_BEHIND}])(?:{any_of(_BOUND)}))(?:有|为|达|了)?\s?)"
POST = rf"(?:(?:\s?(?:{any_of(hedges_after('zh'))}))(?!(?<=内)[部外容涵地陆阁政战]|(?<=多)[元样边方个年来数次少]|(?<=以上)述))"
UNITS = units_of("zh", "counter")
CURRENCIES = units_of("zh", "currency")
_NEVER_ONE = frozenset(word.word for word in unit_words("zh") if word.never_one)
_NEVER_BARE = frozenset(word.word for word in unit_words("zh") if word.never_bare)
_OPENS = {word.word: word.opens for word in unit_words("zh") if word.opens}


def _unit_pattern(word: str) -> str:
    guard = f"(?![{_OPENS[word]}])" if word in _OPENS else ""
    if word.isascii() and word[-1].isalpha():
        guard += "(?![A-Za-z])"
    return re.escape(word) + guard


UNIT = "(?:" + "|".join(_unit_pattern(word) for word in sorted(UNITS, key=len, reverse=True)) + ")"


def read_unit(word: str) -> tuple[str, Fraction | int]:
    """The normalised unit of a counter or measure word, and what its numbers are to be multiplied by.

    word: as it is written.
    Returns the unit ("count" if the word is unknown) and a factor.
    """
    return unit_and_factor(UNITS.get(word, "count"))


def zh_hedge(*words: str | None) -> tuple[str, str]:
    """The direction of a hedge and its exact words; words: its parts, empty or None where there is none."""
    return read_hedge(DIRECTIONS, *(_bare(word) for word in words if word))


def _bare(word: str) -> str:
    word = word.strip()
    return word if word in DIRECTIONS else word[:-1]  # 约为 and 超过了 end in a verb's particle
PLACE = "(?:[百万亿]|千(?!瓦|米|克|赫|字节)|兆(?!瓦|赫|字节|比特|帕|欧|焦))"
_GROUPED = r"\d{1,3}(?:,\d{3}){1,7}(?![,\d])|\d{1,3}(?: \d{3}){1,7}(?![ ]?\d)|\d{1,24}"
ARABIC = rf"(?:(?<![\d.])(?:{_GROUPED})(?:\.\d{{1,24}})?(?!\d)(?:\s?(?:十|{PLACE}){{1,4}})?){{1,4}}"
_ONES = "".join(c for c in ZH_NUMERAL if c not in PLACES and c not in "两俩") + "十拾佰仟"
_COUNTS_BEHIND_TWO = "个年天次日周名位种代小月点分倍成句件家"
_RUN = (
    rf"(?:[{_ONES}]|{PLACE}|(?<!{NUMERAL})[两俩]|两(?={PLACE}|三)|(?<=一)两(?=[{_COUNTS_BEHIND_TWO}])){{1,24}}"
)
NUM = rf"(?:{ARABIC}|{_RUN}(?:点{_RUN})?)"
TO = r"\s?(?:——|[-–—−~至到])\s?"
_LAST_DIGITS = re.compile(r"\d[\d, ]*(?:\.(?P<decimals>\d+))?\s?(?P<places>[十百千万亿兆]*)$")
_LAST_SCALE = re.compile("[万亿兆]+$")


def zh_step(numeral: str) -> Fraction | None:
    """One unit of the last written place of a numeral that may be rounded, None for one that is exact.

    numeral: 4112.5亿 is written to a tenth of 亿; 4112 is exact.
    """
    digits = _LAST_DIGITS.search(numeral)
    if digits:
        scale = zh_value(digits["places"], bare=True) if digits["places"] else Fraction(1)
        decimals = len(digits["decimals"] or "")
        return None if scale is None or scale == 1 and not decimals else scale / 10**decimals
    places = _LAST_SCALE.search(numeral)
    return zh_value(places[0], bare=True) if places else None
MOST_OVER = Fraction(1, 2)  # 100多 is no 190; of the value, from a hundred up


def inner_reach(numeral: str, places: str) -> tuple[Fraction, Fraction] | None:
    """Between which values a number with 几, 多 or 余 inside lies; None if the numeral is none.

    numeral: what stands before the inner hedge.
    places: what stands behind it.
    """
    value = zh_value(numeral, bare=True)
    factor = zh_value(places, bare=True) if places else Fraction(1)
    if not isinstance(value, Fraction) or factor is None or value.denominator != 1 or not value:
        return None
    digits = str(value)
    last_place = Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
    width = last_place if value < 100 else min(last_place, value * MOST_OVER)
    high = (value + width) * factor
    return value * factor, high - width * factor / 1000
_HALVED = "(?:月|小时|钟头|世纪|星期|礼拜|学年|百分点)"
_GROWTH = re.compile(
    r"(?:增|增长|增加|提高|提升|扩大|上升|上涨|高出|多出|翻|激增|猛增|比[^，。；]{1,9}[多高大])了?(?:近|约|逾|超过)?[^，。；到至为的]{0,3}$"
)
_HAS_DIGIT = re.compile(r"\d")
# a number begins with a hedge, a currency or a numeral
_FIRST_CHARS = "".join(sorted({word[0] for word in [*hedges_before("zh"), *CURRENCIES]}))
_BEGINS = rf"(?=[{re.escape(_FIRST_CHARS)}{ZH_NUMERAL}\d\s])"
_INNER = r"(?P<mid>[多余]|几(?![率内何])|来(?!年来|自|到|看|说|华|访|源|临|往))"


def _number_rules(num: str, first: list[str]) -> list[Rule]:
    "The rules of a range and of a number, for a pattern of numerals and the characters they begin with."
    currency = rf"(?:{any_of(CURRENCIES)})"
    hedged = rf"(?P<pre>{PRE})?(?P<cur>{currency})?\s?(?P<minus>零下|负)?"
    head = rf"{_BEGINS}{hedged}(?P<a>{num})(?:\s?{_INNER})?(?:\s?(?P<places>{PLACE}{{1,4}}))?"
    unit = rf"(?P<gap>个[多半](?={_HALVED}))?(?:\s?(?P<unit>(?<=个[多半]){_HALVED}|{UNIT}))?(?P<tenth>(?<=成)[一二三四五六七八九])?"
    tail = rf"{unit}(?P<over>[多余](?![年月元个]))?(?P<half>半(?![年个数]))?(?P<post>{POST})?"
    a_range = re.compile(rf"{head}\s?{UNIT}?{TO}{PRE}?{currency}?\s?(?P<b>{num}){tail}")
    a_number = re.compile(rf"{head}(?P<b>){tail}")
    return [
        Rule(a_range, read_number, cues([*"-–—−~至到"], first)),
        Rule(a_number, read_number, cues(first)),
    ]


def read_number(m: re.Match[str]) -> Reading | None:
    """Value, unit and hedge of a number or range; None for what is no quantity."""
    word = ("个" if m["gap"] else "") + (m["unit"] or "")
    numeral = m["a"] + (m["places"] or "").strip()
    may_be_bare = bool(word or m["mid"] or m["pre"]) and word not in _NEVER_BARE
    value = zh_number(numeral, bare=may_be_bare)
    if value is None or not _is_quantity(m, value, word):
        return None
    last = m["b"]
    if last:
        value = _range(m["a"], value, last)
    if value is None:
        return None
    unit, factor = _unit_of(m, word)
    hedge, words = zh_hedge(m["pre"], m["mid"], _over(m), m["over"], m["post"])
    reach = _reach(m, value, factor) if not last else None
    step = zh_step(last or numeral)
    exact = scaled(value, -factor if m["minus"] else factor, _added(m))
    return Reading(exact, unit, hedge, words, reach, step * factor if step else None)


def _unit_of(m: re.Match[str], word: str) -> tuple[str, Fraction | int]:
    if m["cur"]:
        return CURRENCIES[m["cur"]], 1
    unit, factor = read_unit(word)
    if unit == "times" and _GROWTH.search(m.string[max(0, m.start() - 12) : m.start("a")]):
        return "times_more", 1
    return unit, factor


def _added(m: re.Match[str]) -> Fraction | int:
    "What stands behind the unit: 两年半, 九成五."
    if m["tenth"]:
        return (zh_value(m["tenth"]) or Fraction(0)) / 10
    return Fraction(1, 2) if m["half"] or m["gap"] == "个半" else 0


def _over(m: re.Match[str]) -> str:
    return "多" if m["gap"] == "个多" else ""


def _reach(m: re.Match[str], value: Number, factor: Fraction | int) -> tuple[Fraction, Fraction] | None:
    if isinstance(value, tuple) or not m["mid"] or m["mid"] == "来":
        return None
    reach = inner_reach(m["a"], (m["places"] or "").strip())
    return (reach[0] * factor, reach[1] * factor) if reach else None


_LAST_PLACES = re.compile("[百千万亿兆]+$")
_ANY_PLACE = re.compile("[百千万亿兆]")


def _range(first: str, low: Number | None, last: str) -> Number | None:
    high = zh_value(last)
    places = _LAST_PLACES.search(last)
    if places and not _ANY_PLACE.search(first):
        low = zh_value(first + places[0])  # 3至4亿
    return (low, high) if isinstance(low, Fraction) and high is not None and low < high else None


_TWO_PLACES = re.compile(rf"{NUMERAL}[十百千万亿兆]|[十廿卅].")
_NO_COUNT_BEHIND = frozenset("同每另某唯任这那")


def _is_quantity(m: re.Match[str], value: Number, word: str) -> bool:
    # Digits always are. Characters need a counter, a hedge or two places (二十三), and 一 must really count one.
    if _HAS_DIGIT.search(m["a"]):
        return True
    if not word:
        return bool(m["pre"] or m["mid"] or m["cur"] or _TWO_PLACES.search(m["a"]))
    return value != 1 or _counts_one(m, word)


def _counts_one(m: re.Match[str], word: str) -> bool:
    if m["a"] != "一":
        return False
    if word == "成":
        return _is_tenth(m)
    if word in _NEVER_ONE or m.string.startswith(word, m.end()):
        return False  # 一次次
    return _char_before(m) not in _NO_COUNT_BEHIND


def _char_before(m: re.Match[str]) -> str:
    return m.string[m.start() - 1] if m.start() else ""


_VERB_BEHIND = frozenset("不定真形一二三四五六七八九")
_SHARE_BEFORE = frozenset("占增长降减涨升跌少多高低出到达了仅只有足是的或至中另")


def _is_tenth(m: re.Match[str]) -> bool:
    # 一成 is ten per cent at the begin of a clause, behind a hedge or a verb of amount; else 成 is a verb.
    if m.string[m.end() : m.end() + 1] in _VERB_BEHIND:
        return False
    if m["pre"] or m["post"]:
        return True
    before = _char_before(m)
    return not before.isalpha() or before in _SHARE_BEFORE


ARABIC_RULES = _number_rules(ARABIC, [DIGIT])
NUMBER_RULES = _number_rules(NUM, [DIGIT, *ZH_NUMERAL])
