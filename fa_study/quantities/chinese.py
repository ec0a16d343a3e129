"""The quantities in a Chinese text: value, unit, hedge, and the exact words"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.language.dictionary import plain_tokenizer
from fa_study.quantities.no_quantities import ZH_NAME_RULES
from fa_study.quantities.numerals import ZH_NUMERAL, zh_value
from fa_study.quantities.quantity import Quantity
from fa_study.quantities.rules import DIGIT, Reading, Rule, blank, cues, plain_numerals, prepare, scan
from fa_study.quantities.zh_dates import ZH_DATE_RULES
from fa_study.quantities.zh_numbers import ARABIC, ARABIC_RULES, NUM, NUMBER_RULES, NUMERAL, PLACE, POST, PRE, UNIT, UNITS
from fa_study.quantities.zh_shares import HALF_RULE, PAIR_RULE, SHARE_RULES
def _ordinal_rule(num: str) -> Rule:
    "第 with a numeral and its counter, for a pattern of numerals."
    return Rule(
        re.compile(rf"第\s?(?P<a>{num})(?P<what>周年|{UNIT}五年规划|{UNIT}|步|卷|册|编)?"), read_ordinal, cues("第")
    )


_UP_TO_TEN = "[一二三四五六七八九十]"
_SECTION = re.compile(
    rf"^[（(]?(?P<a>{_UP_TO_TEN}{{1,3}}|\d{{1,2}})(?:[）)、.](?!\d)|$)|"
    rf"(?:^|(?<=[，。；：:、\s—]))其?(?P<b>{_UP_TO_TEN})(?=是)|(?<=其)(?P<c>[一二三四五六七八九])(?=[，、])"
)
_SECTION_CUE = cues([DIGIT, *"一二三四五六七八九十"])
_SESSION = rf"(?<!第|{NUMERAL})(?P<a>{NUMERAL}{{0,3}}十{NUMERAL}{{0,3}}|[三四五六七八九])届(?!时)|(?P<b>[一二三四五六七八九])中全会"
_CONGRESS_NUMBER = "二?十[一二三四五六七八九]|二十|三十"
_PARTY_CONGRESS = (
    rf"(?<=党的)(?P<c>{NUMERAL}{{1,4}})大(?!洲)|(?<!第|{NUMERAL})(?P<d>{_CONGRESS_NUMBER})大(?![洲类国])"
)
_PLAN = rf"(?P<e>{_UP_TO_TEN}{{1,2}})五(?=[”’\"」]?(?:规划|时期|期间|计划|末|以来|开局|收官|[，。、和与]|[”’\"」]))"
_CONGRESS = re.compile(rf"{_SESSION}|{_PARTY_CONGRESS}|(?:(?<=[“‘\"「])|(?<!{NUMERAL})){_PLAN}")
_CONGRESS_CUE = cues("届 大 中全会 五")
_FIRST = re.compile(r"(?<![元榜])首(?:[次个届批场位家项条份轮例座款艘架枚颗支列创]|度(?!假))|头一[次个回]")


def read_ordinal(m: re.Match[str]) -> Reading | None:
    """The number of an ordinal, or of an anniversary (第100周年)."""
    groups = m.groupdict()
    numeral = next(groups[name] for name in "abcde" if groups.get(name))
    value = zh_value(numeral)
    unit = "anniversary" if groups.get("what") == "周年" else "ordinal"
    return Reading(value, unit) if value else None


HEADING_RULES = [Rule(_CONGRESS, read_ordinal, _CONGRESS_CUE), Rule(_SECTION, read_ordinal, _SECTION_CUE)]
ARABIC_ORDINAL = _ordinal_rule(ARABIC)
ORDINAL_RULES = [
    _ordinal_rule(NUM),
    Rule(_FIRST, lambda m: Reading(Fraction(1), "ordinal"), cues("首 头")),
]
_HALVED = "(?:月|小时|世纪|星期)"
_COUNT_OF = rf"(?:第?{NUM}|[数几上好]{{0,2}}[十百千万亿]{{1,4}}|[几数])[多余几来]?(?:{PLACE}){{0,4}}(?:个[多半]{_HALVED}|{UNIT})?半?"
_EXPRESSION = re.compile(rf"(?:{PRE}|近)?{_COUNT_OF}{POST}?[来间内前后中]?|半|两[岸军党地会院方港校侧端者]")
_COUNTED = re.compile("[二三四五六七八九十两][个项条]")
_HAS_NUMERAL = re.compile(NUMERAL)
_BLOCK = re.compile(
    r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+"
)  # what jieba cuts at once: a word never reaches beyond


def lexical_spans(text: str) -> list[tuple[int, int]]:
    """The words of a text that hold a numeral and are more than a numeral with its counter.

    text: any text.
    Returns (start, end) of each, in order.
    """
    spans = []
    for block in _BLOCK.finditer(text):
        if not _HAS_NUMERAL.search(block[0]):
            continue
        end = block.start()
        for word in plain_tokenizer().cut(
            block[0], HMM=False
        ):  # without the formulations: 百年 in a slogan is still a number
            start, end = end, end + len(word)
            if _is_lexical(word):
                spans.append((start, end))
    return spans


def _is_lexical(word: str) -> bool:
    if len(word) == 1 or word in UNITS:
        return False  # 百分点, 千米
    if not _HAS_NUMERAL.search(word):
        return False
    return not _EXPRESSION.fullmatch(word) and not _COUNTED.search(word)
_EARLY = [
    *ZH_NAME_RULES,
    *ZH_DATE_RULES,
    *SHARE_RULES,
    *HEADING_RULES,
    ARABIC_ORDINAL,
    *ARABIC_RULES,
]
_LATE = [*ORDINAL_RULES, *NUMBER_RULES, HALF_RULE, PAIR_RULE]
_EARLY_READY = prepare(_EARLY)
_LATE_READY = prepare(_LATE)


_LATE_ANCHOR = re.compile(rf"[{ZH_NUMERAL}半首双头]")


def parse_zh(text: str) -> list[Quantity]:
    """The quantities of a Chinese text, in its order; they do not overlap.

    text: a sentence or any other text. Returns Quantities whose text is the exact words at start:end.
    """
    plain = plain_numerals(text)
    early, work = scan(plain, _EARLY_READY)
    late: list[Quantity] = []
    if _LATE_ANCHOR.search(work):
        late, _ = scan(plain, _LATE_READY, work=blank(work, lexical_spans(work)))
    return sorted(q._replace(text=text[q.start : q.end]) for q in early + late)


_LATE
