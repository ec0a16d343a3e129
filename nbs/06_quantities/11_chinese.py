# %% [markdown]
# # chinese
#
# > The quantities in a Chinese text: value, unit, hedge, and the exact words

# %% [markdown]
# 5万余人次, 十九届六中全会, 13倍多 and 近百名 are quantities; 一系列, 万国宫, 一带一路 and COVID-19 hold the same characters and are words or names.
# Where a numeral belongs to a longer word of the dictionary, that word wins.

# %%
#| default_exp quantities.chinese

# %%
#| export
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

# %%
import pandas as pd


# %% [markdown]
# ## Ordinals
#
# 第三届, 十九届六中全会, 党的二十大, “十四五”, 首次, 一是 and the （二） of a heading all number something. 两大奇迹 does not: it counts two.

# %%
#| export
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


# %%
def read(text, rules):
    return [(q.text, str(q.value), q.unit, q.hedge) for q in sorted(scan(text, rules)[0])]


ordinals = [*HEADING_RULES, *ORDINAL_RULES]
for text in (
    "第三届",
    "第2758号决议",
    "十九届六中全会",
    "党的十八大以来",
    "“十四五”规划",
    "第十四个五年规划",
    "首次",
    "一是巩固，二是完善",
    "(二)会议成果",
    "二、继续",
):
    print(text, read(text, ordinals))

# %%
assert read("十九届六中全会", ordinals) == [("十九届", "19", "ordinal", ""), ("六中全会", "6", "ordinal", "")]
assert [v for _, v, _, _ in read("一是巩固，二是完善", ordinals)] == ["1", "2"]
assert read("第二十三届", ordinals) == [("第二十三届", "23", "ordinal", "")] and read("(二)会议成果", ordinals)[0][1] == "2"
assert read("“十四五”规划", ordinals)[0][1] == read("第十四个五年规划", ordinals)[0][1] == "14"

# %% [markdown]
# Two wonders and a head of state number nothing.

# %%
assert read("两大奇迹", ordinals) == read("国家元首次第", ordinals) == []

# %% [markdown]
# ## Words of the dictionary
#
# 一系列, 统一, 四川, 百花齐放 are one word each for the dictionary (jieba's, read without its guesses at unknown words), and it is not a
# word made of a numeral and a counter: so they are no quantities. 五项原则 is: its counter says so.

# %%
#| export
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


# %%
text = "统一部署一系列举措，四川百花齐放，五项原则，二十三个国家，百年变局"
[text[a:b] for a, b in lexical_spans(text)]

# %%
assert [text[a:b] for a, b in lexical_spans(text)] == ["统一", "一系列", "四川", "百花齐放"]
assert lexical_spans("各方") == []

# %% [markdown]
# ## The parser
#
# Names first, then dates, shares and all numbers in digits; then the words of the dictionary are taken out, and what is left in
# characters is read.

# %%
#| export
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
# %%
pd.DataFrame(
    parse_zh(
        "2021年前11个月双边贸易额达1304.28亿美元，20年间增长13倍多，惠及１１０个国家和数千家企业，第三届论坛、COP26和“一带一路”均取得一系列成果。"
    )
).drop(columns=["reach", "step"])


# %%
def values(text):
    return [str(q.value) for q in parse_zh(text)]


assert values("2021年前11个月贸易额达1304.28亿美元，增长１３．５％") == ["2021-01/2021-11", "130428000000", "27/2"]
assert values("每13辆汽车中就有1辆，半数来自两国") == ["1/13", "1/2", "2"]
assert values("近两年来，一个多月内，廿三国、三成、一百零五人") == ["2", "1", "23", "30", "105"]
assert parse_zh("４．５％")[0].text == "４．５％" and parse_zh("") == []

# %% [markdown]
# None of these holds a quantity.

# %%
assert values("近一成船只、一成的港口、不足一成，其中一成。") == ["10"] * 4
assert values("一成不变、一经建成、一成立就、协会一成功、这一成果、万一成真、统一成品") == []
no_counts = "一系列、一道、一方面、统一、第一时间、万国宫、百花齐放、双边、“一带一路”、七国集团、第二次世界大战、半岛、零和博弈、进一步、十分、四面八方"
assert values(no_counts) == []
assert values("COVID-19、COP26、G20、5G、A/RES/2758、“1+3+6”、3×3、“1+N”") == []
