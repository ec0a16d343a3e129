# %% [markdown]
# # zh_shares
#
# > Chinese fractions, halves, multiples, orders of magnitude, and words for two

# %% [markdown]
# 三分之一强, 半个世纪, 翻两番, 减半, 成千上万, 几十万, 数以百万计 and 双方 tell an amount without telling a plain number.

# %%
#| default_exp quantities.zh_shares

# %%
#| export
from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.numerals import DIGITS, zh_number, zh_value
from fa_study.quantities.quantity import Number
from fa_study.quantities.rules import DIGIT, Reading, Rule, any_of, cues
from fa_study.quantities.zh_numbers import NUM, NUMERAL, POST, PRE, TO, UNIT, read_unit, zh_hedge

# %%
from fa_study.quantities.rules import plain_numerals, scan

# %% [markdown]
# ## Fractions
#
# 四分之一, 百分之三十五, 1/5 and 每十人中有六人 are parts of one; 强 and 弱 behind a fraction are hedges.

# %%
#| export
_SHARE_POST = rf"(?:{POST}|强|弱)"
_PERCENT = rf"百分之(?P<p>{NUM})(?:{TO}(?:百分之)?(?P<p2>{NUM}))?"
_SHARE = re.compile(rf"(?P<pre>{PRE})?(?:{_PERCENT}|(?P<d>{NUM})分之(?P<n>{NUM}))(?P<mid>[多余几](?!年))?(?P<post>{_SHARE_POST})?")
_SLASH = re.compile(r"(?<![\d/.])(?P<pre>)(?P<n>\d{1,2})/(?P<d>\d{1,3})(?![\d/])(?P<post>强|弱|以上|左右)?")
_EVERY = re.compile(
    rf"每(?P<d>{NUM})(?:{UNIT})?[^，。；\d一二三四五六七八九十]{{0,6}}?(?:中|里|当中)?就?便?(?P<pre>{PRE})?有(?P<pre2>{PRE})?(?P<n>{NUM})(?:{UNIT})?"
)


def _read_share(m: re.Match[str]) -> Reading | None:
    value, unit = (_percent(m["p"], m["p2"]), "percent") if m["p"] else (_ratio(m["n"], m["d"]), "ratio")
    return None if value is None else Reading(value, unit, *zh_hedge(m["pre"], m["mid"], m["post"]))


def _percent(first: str, last: str | None) -> Number | None:
    value = zh_number(first, bare=True)
    if not last or not isinstance(value, Fraction):
        return value
    high = zh_value(last)
    return (value, high) if high is not None and value < high else None


def _ratio(part: str, whole: str) -> Fraction | None:
    n_parts, n_whole = zh_value(part, bare=True), zh_value(whole, bare=True)
    return n_parts / n_whole if n_whole and n_parts is not None else None


def _read_part_of(m: re.Match[str]) -> Reading | None:
    value = _ratio(m["n"], m["d"])
    if value is None or not 0 < value < 1:
        return None
    last = m.groupdict().get("pre2") or m.groupdict().get("post")
    return Reading(value, "ratio", *zh_hedge(m["pre"], last))


# %%
def read(text, rules):
    found = sorted(scan(plain_numerals(text), rules)[0])
    return [(q.text, str(q.value) if isinstance(q.value, Fraction) else tuple(map(str, q.value)), q.unit, q.hedge) for q in found]


fractions = [
    Rule(_SHARE, _read_share, cues("分之")),
    Rule(_EVERY, _read_part_of, cues("每")),
    Rule(_SLASH, _read_part_of, cues([DIGIT], "/")),
]
for text in ("近四分之一", "三分之一强", "百分之三十五", "百分之五至百分之六", "占全国的1/5", "每十人中有六人"):
    print(text, read(text, fractions))

# %%
assert read("近四分之一", fractions) == [("近四分之一", "1/4", "ratio", "nearly")]
assert read("三分之一强", fractions)[0][1:] == ("1/3", "ratio", "more") and read("1/5的成员", fractions)[0][1] == "1/5"
assert read("百分之三十五", fractions)[0][1:3] == ("35", "percent") and read("每十人中有六人", fractions)[0][1] == "3/5"

# %% [markdown]
# A date with slashes and a whole that is smaller than its part are no fractions.

# %%
assert read("2021/12/3", fractions) == read("24/7", fractions) == []

# %% [markdown]
# ## Halves and multiples
#
# 半年 is half a year and 下半年 is none; 翻两番 is four times, 减半 leaves a half.

# %%
#| export
_HALVED = "年|天|月|小时|钟头|世纪|星期|百分点|公里|公斤|斤|米|吨|亩|里"
_HALF_OF = rf"(?<![上下前后一])半(?P<gap>个)?(?P<more>多)?(?P<u>{_HALVED})(?!度|球|来)"
_HALF = re.compile(
    rf"(?P<pre>{PRE})?(?:(?P<h>一半|半数|[过大多]半(?![年个])|减半|折半)|{_HALF_OF}|半个(?!世界)|(?<=[占达超近])半)(?P<post>{POST})?"
)
_MULTIPLE = re.compile(
    rf"(?P<pre>{PRE})?(?:翻了?(?P<pre2>近|约|逾)?(?P<n>[一两二三四五])番|(?:提高|增加|增长)?(?:翻番|翻倍)|加倍(?=$|[，。；、！]|提|增|扩|减)|"
    rf"倍增|成倍(?=增|提|扩))了?(?P<post>{POST})?"
)


def _read_half(m: re.Match[str]) -> Reading:
    counter = "个" if m["gap"] else ""
    unit, factor = read_unit(counter + m["u"]) if m["u"] else ("ratio", 1)
    is_over = bool(m["h"]) and m["h"][0] in "过大多"
    over = "多" if is_over else m["more"]
    return Reading(Fraction(1, 2) * factor, unit, *zh_hedge(m["pre"], over, m["post"]))


def _read_multiple(m: re.Match[str]) -> Reading:
    return Reading(Fraction(2) ** DIGITS[m["n"] or "一"], "times", *zh_hedge(m["pre"], m["pre2"], m["post"]))


HALF_RULE = Rule(_HALF, _read_half, cues("半"))
MULTIPLE_RULE = Rule(_MULTIPLE, _read_multiple, cues("番 倍"))

# %%
halves = [MULTIPLE_RULE, HALF_RULE]
for text in ("半数消费者", "半个世纪", "半年多", "过半", "减半", "翻两番", "翻了一番多", "翻倍"):
    print(text, read(text, halves))

# %%
assert read("半个世纪", halves)[0][1:3] == ("50", "year") and read("翻两番", halves)[0][1] == "4"
assert read("减半", halves)[0][1:3] == ("1/2", "ratio") and read("过半", halves)[0][3] == "more"
assert read("翻了一番多", halves)[0][1:] == ("2", "times", "more")

# %% [markdown]
# The second half of a year and half of the world are no such halves.

# %%
assert read("下半年", halves) == read("半个世界", halves) == read("半年度", halves) == []

# %% [markdown]
# ## Orders of magnitude
#
# 数千 and 上万 give an order of magnitude: the value is its round number, and the reach tells how far it goes. 几个 and 数年 are “several”.

# %%
#| export
_FIXED = {
    "成百上千": (100, 10_000),
    "成千上万": (1000, 100_000),
    "成千成万": (1000, 100_000),
    "千千万万": (1000, 10**8),
    "千百万": (10**6, 10**8),
    "千万万": (10**7, 10**8),
    "亿万": (10**8, 10**10),
}
_SCALES = "[十百千万亿]{1,4}"
_COUNTED = rf"数以(?P<c>{_SCALES})计"
_SEVERAL = rf"(?<!{NUMERAL})(?<!\d)(?P<v>数|好几|几|(?<![会以身路网线史界实本体际])上|成)(?P<n>{_SCALES})(?!年代|[一二三四五六七八九])"
_VAGUE = re.compile(rf"(?P<fixed>{any_of(_FIXED)})|{_COUNTED}|(?P<pre>{PRE})?{_SEVERAL}[余多]?(?P<unit>{UNIT})?{POST}?")
_VAGUE_CUE = cues([word + place for word in "数几上成" for place in "十百千万亿"] + ["千千万万", "千百万", "千万万", "数以", "亿万"])
_FEW_UNITS = "个世纪|个月|个星期|个小时|个国家|小时|分钟|年|天|周|日|次|个|家|名|位(?!数)|项|件|场|起|代|倍|种|轮|公里|吨|国"
_FEW = re.compile(rf"(?<!{NUMERAL})(?<![\d无人少多变系级])(?P<pre>{PRE})?(?:好几|几|数|若干)(?P<unit>{_FEW_UNITS})(?![据字量目码值])")
SEVERAL = (Fraction(2), Fraction(9))  # what 几个 and “several” may be


def ten_times(low: Fraction) -> tuple[Fraction, Fraction]:
    """From an order of magnitude to just below the next; low: such as 1000."""
    return low, low * 10 - low / 1000


def _read_vague(m: re.Match[str]) -> Reading | None:
    if m["fixed"]:
        low, high = map(Fraction, _FIXED[m["fixed"]])
        return Reading(low, "count", "several", m["fixed"], (low, high))
    if m["v"] == "成" and not m["unit"]:
        return None
    value = zh_value(m["n"] or m["c"], bare=True)
    if value is None:
        return None
    if m["c"]:
        return Reading(value, "count", "several", "数以", ten_times(value))
    unit, factor = read_unit(m["unit"] or "")
    size = value * factor
    return Reading(size, unit, "at_least" if m["v"] in "上成" else "several", m["v"], ten_times(size))


def _read_few(m: re.Match[str]) -> Reading:
    unit, factor = read_unit(m["unit"])
    few = (SEVERAL[0] * factor, SEVERAL[1] * factor)
    return Reading(few, unit, "several", m[0][: m.start("unit") - m.start()], few)


VAGUE_RULES = [Rule(_VAGUE, _read_vague, _VAGUE_CUE), Rule(_FEW, _read_few, cues("几 数 若干"))]

# %%
for text in ("数千个", "上万人", "成千上万", "几十年", "数以百万计", "几个世纪", "数年"):
    print(text, read(text, VAGUE_RULES))

# %%
assert read("上万人", VAGUE_RULES)[0][1:] == ("10000", "person", "at_least")
assert read("几十年", VAGUE_RULES)[0][1:] == ("10", "year", "several") and read("数以百万计", VAGUE_RULES)[0][1] == "1000000"
assert read("几个世纪", VAGUE_RULES)[0][1:3] == (("200", "900"), "year")

# %% [markdown]
# 百千 is no well-formed numeral; 十几万 belongs to the numbers; 数据 and 几乎 are words.

# %%
assert [read(text, VAGUE_RULES) for text in ("几百千人", "十几万", "数据", "几乎", "上个月")] == [[]] * 5

# %% [markdown]
# ## Words for two
#
# 双方 is “both sides”, 两岸 and 两军 count two without a counter.

# %%
#| export
_PAIR = re.compile(r"(?<!第)(?:双方|二者|两(?:者|岸|军|党|地|会|院|方|港|校|侧|端)(?!面))")
PAIR_RULE = Rule(_PAIR, lambda m: Reading(Fraction(2), "count"), cues("双方 两 二者"))
FRACTION_RULES = [
    Rule(_SHARE, _read_share, cues("分之")),
    Rule(_EVERY, _read_part_of, cues("每")),
    Rule(_SLASH, _read_part_of, cues([DIGIT], "/")),
]
SHARE_RULES = [*FRACTION_RULES, *VAGUE_RULES, MULTIPLE_RULE]

# %%
[read(text, [PAIR_RULE]) for text in ("双方同意", "两岸关系", "两方面")]

# %%
assert read("双方同意", [PAIR_RULE])[0][1] == "2" and read("两方面", [PAIR_RULE]) == []
