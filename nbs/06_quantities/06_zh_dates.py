# %% [markdown]
# # zh_dates
#
# > Chinese dates, eras and times of day, as rules

# %% [markdown]
# 2021年12月3日, 今年3月, 08年, 廿一世纪, 民国114年 and 下午2时半 all name a time, and 2000多年 and 2000年的历史 name a duration.

# %%
#| default_exp quantities.zh_dates

# %%
#| export
from __future__ import annotations
import re
from fa_study.quantities.dates import DIGITS_RULE, THIS_CENTURY, centuries, century, date_rule, first_months
from fa_study.quantities.dates import short_year, time_of_day, year_part
from fa_study.quantities.numerals import zh_value
from fa_study.quantities.rules import DIGIT, NAME, Reading, Rule, any_of, cues
from fa_study.quantities.units import eras

# %%
from fa_study.quantities.rules import plain_numerals, scan

# %% [markdown]
# ## Years
#
# A year may be given in four digits or two, counted from a calendar's or a reign's beginning, or told from today.

# %%
#| export
RELATIVE_YEARS = {
    "前年": "-2Y",
    "去年": "-1Y",
    "上年": "-1Y",
    "今年": "+0Y",
    "本年": "+0Y",
    "明年": "+1Y",
    "来年": "+1Y",
    "后年": "+2Y",
}
_ERAS = eras("zh")
_CN = "[〇零○一二三四五六七八九]"
_FOUR = rf"(?<![\d.,])(?:[12]\d{{3}}|[一二]{_CN}{{3}})"
_TOLD = rf"(?<![文晚几])(?:{any_of(RELATIVE_YEARS)})(?![均龄夜会]|同期)(?:度(?!假))?"
_OF_ERA = rf"(?:{any_of(_ERAS)})(?P<before>前)?\s?(?P<n>\d{{1,4}}|元|[{_CN[1:-1]}十百廿卅]{{1,5}})"
_OF_ERA_BARE = re.sub(r"\?P<\w+>", "?:", _OF_ERA)
_SHORT = r"(?<![\d.,])(?:\d\d(?=\s?年\s?\d{1,2}\s?月)|0\d(?=\s?年(?!级|龄)))"
_YEAR_SIGN = r"\s?年(?:度(?!假))?"
YEAR = rf"(?:(?:{_FOUR}|{_OF_ERA_BARE}|{_SHORT}){_YEAR_SIGN}|{_TOLD})"
_ERA_YEAR = re.compile(_OF_ERA)
_SPACES_AND_SIGN = re.compile(r"\s|年度?$")


def zh_int(numeral: str) -> int:
    """The value of a whole numeral, 0 for what is none; numeral: in characters or digits."""
    value = zh_value(numeral)
    return 0 if value is None else int(value)


def zh_year(text: str) -> int | str | None:
    """A year as `fa_study.quantities.dates.iso_date` takes it.

    text: a match of `YEAR`, or its digits alone.
    """
    word = text.removesuffix("度")
    if word in RELATIVE_YEARS:
        return RELATIVE_YEARS[word]
    digits = _SPACES_AND_SIGN.sub("", text)
    m = _ERA_YEAR.fullmatch(digits)
    if not m:
        return short_year(digits) if len(digits) == 2 else zh_int(digits) or None
    name = digits[: m.start("before" if m["before"] else "n")]
    number = 1 if m["n"] == "元" else zh_int(m["n"])
    if m["before"]:
        return f"-{number:04d}"
    return number + _ERAS[name] if 0 < number + _ERAS[name] < 3000 else None


# %%
[zh_year(text) for text in ("2021年", "二〇二一年", "08年", "民国114年", "光绪二十年", "公元前221年", "今年")]

# %%
assert zh_year("民国114年") == 2025 and zh_year("光绪二十年") == 1894 and zh_year("令和元年") == 2019
assert zh_year("08年") == 2008 and zh_year("今年") == "+0Y" and zh_year("公元前221年") == "-0221"

# %% [markdown]
# ## Days, months, years
#
# The templates stand in the order in which they are tried, the fullest first, so that 2021年12月3日 is never read as a year and
# something else.

# %%
#| export
_TO = r"\s?(?:——|[-–—−~至到])\s?"
ZH_FIELDS = {
    "Y": YEAR,
    "M": r"(?<!\d)(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元|正|腊)",
    "D": r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})",
    "to": _TO,
}
_MONTH = r"{M}\s?月份?"
_DAY = r"{D}\s?[日号](?![元本])"  # not 3日元
_NO_MONTH = "(?!革命|球|饼|亮|经|氏)"
_ZH_TEMPLATES = [
    template.replace("{day}", _DAY).replace("{month}", _MONTH)
    for template in (
        r"{Y}\s?{month}\s?{day}{to}{Y}\s?{month}\s?{day}",
        r"{Y}\s?{month}\s?{day}{to}{month}\s?{day}",
        r"{Y}\s?{month}\s?{D}\s?[日号]?{to}{day}",
        r"{Y}\s?{month}{to}{Y}\s?{month}",
        r"{Y}\s?{M}\s?月?{to}{month}",
        r"{month}\s?{day}{to}{month}\s?{day}",
        r"{month}\s?{D}\s?[日号]?{to}{day}",
        r"{Y}的?\s?{month}\s?{day}",
        r"{Y}的?\s?{month}",
        r"{month}\s?{day}",
        r"{M}\s?月?{to}{month}",
        rf"{{month}}{_NO_MONTH}",
    )
]
_CUE = cues("月")
ZH_DATES = [date_rule(template, ZH_FIELDS, zh_int, year=zh_year, cue=_CUE) for template in _ZH_TEMPLATES]

_BARE_YEARS = ZH_FIELDS | {"Y": _FOUR}
_NO_YEAR = r"(?![多余来]|以上|左右|的?历史|前的)"
YEAR_RULES = [
    date_rule(rf"{{Y}}(?:\s?年)?{{to}}{{Y}}\s?年{_NO_YEAR}", _BARE_YEARS, zh_int, cue=cues("年")),
    date_rule(r"{Y}{to}{Y}(?![\d.,%万亿千百年])", _BARE_YEARS, zh_int, cue=cues([DIGIT, *"一二"])),
    date_rule(rf"{{Y}}{_NO_YEAR}", ZH_FIELDS, zh_int, year=zh_year, cue=cues("年")),
]


# %%
def read(text, rules):
    return [(q.text, q.value) for q in sorted(scan(plain_numerals(text), rules)[0])]


days = [*ZH_DATES, *YEAR_RULES]
for text in (
    "2021年12月3日",
    "11月1日至2日",
    "2021年10月31日至11月13日",
    "2021年1-11月",
    "2018-2020年",
    "10 月 31 日",
    "今年3月",
    "08年9月",
    "民国114年10月10日",
    "去年",
):
    print(text, read(text, days))

# %%
assert read("11月1日至2日", days) == [("11月1日至2日", "--11-01/--11-02")]
assert read("2021年1-11月", days) == [("2021年1-11月", "2021-01/2021-11")]
assert read("自2018年至2020年，12月", days) == [("2018年至2020年", "2018/2020"), ("12月", "--12")]
assert read("今年3月", days) == [("今年3月", "+0Y-03")] and read("去年的12月", days)[0][1] == "-1Y-12"
assert read("民国114年10月10日", days)[0][1] == "2025-10-10" and read("10 月 31 日", days)[0][1] == "--10-31"

# %% [markdown]
# No year has a thirteenth month, and 2000 years of history are no date.

# %%
assert [read(text, days) for text in ("13月", "2000多年", "2000年的历史", "十月革命", "文明年轮")] == [[]] * 5

# %% [markdown]
# ## Parts of years, decades, centuries
#
# An unqualified 60年代 is taken as the 1960s, 20年代 as the 2020s; 新世纪 and 本世纪 are the 21st century.

# %%
#| export
_SMALL = "[一二三四五六七八九十]"
_HALF_OR_QUARTER = r"(?P<half>[上下])半年(?!度假)|第?\s?(?P<q>[一二三四1-4])\s?季度|(?P<q2>[首末头])季度?"
_FIRST_MONTHS = rf"[前头]\s?(?P<n>\d{{1,2}}|{_SMALL}{{1,2}})\s?(?P<span>个月|个?季度)"
_PARTS = re.compile(rf"(?P<y>{YEAR})的?(?:{_HALF_OR_QUARTER}|{_FIRST_MONTHS})")
_PART_ALONE = re.compile(r"(?P<half>[上下])半年(?!度)|第?(?P<q>[一二三四1-4])季度(?!末)|前(?P<n>[二三])季度")
_TENS = "(?:[1-9]0|[二三四五六七八九]?十)"
_CENTURY_NUMBER = rf"(?:(?<![\d.])\d{{1,2}}|(?:[廿二]|二十|十)?{_SMALL})"
_DECADES = (
    rf"(?:(?P<c>{_CENTURY_NUMBER}|上个?|本)\s?世纪)?(?:(?P<a>{_TENS})(?:年代)?[-–—~至到和、与]|(?P<a2>[二三四五六七八]))?"
    rf"(?P<b>{_TENS})\s?年代"
)
_CENTURIES = rf"(?P<bc>公元前)?(?P<from>{_CENTURY_NUMBER})(?:\s?世纪)?[-–—~至到和、与](?P<till>{_CENTURY_NUMBER})\s?世纪"
_ONE_CENTURY = rf"(?P<bc2>公元前)?(?P<only>{_CENTURY_NUMBER}|[新本上]|上个|这个)\s?世纪(?!之交)"
_ERA = re.compile(rf"{_DECADES}|{_CENTURIES}|(?<![个\d]){_ONE_CENTURY}|(?<!\d)(?P<y>[12]\d\d)0\s?年代")


def _year_text(words: str) -> str | None:
    year = zh_year(words)
    return f"{year:04d}" if isinstance(year, int) else year


def _read_part(m: re.Match[str]) -> Reading | None:
    groups = m.groupdict()
    year = _year_text(groups["y"]) if groups.get("y") else "-"
    if year is None:
        return None
    if groups.get("n"):
        return first_months(year, zh_int(m["n"]), are_months=groups.get("span") == "个月")
    if m["half"]:
        return year_part(year, "half", 1 + "上下".index(m["half"]))
    quarter = m["q"] or {"首": "1", "头": "1", "末": "4"}[groups["q2"]]
    return year_part(year, "quarter", zh_int(quarter))


def _read_era(m: re.Match[str]) -> Reading | None:
    if m["y"]:
        return Reading(f"{m['y']}X", "date")
    if m["from"]:
        return None if m["bc"] else centuries(zh_int(_plain(m["from"])), zh_int(_plain(m["till"])))
    if m["only"]:
        return century(_century_number(m["only"]), before_christ=bool(m["bc2"]))
    first = m["a"] or (m["a2"] + "十" if m["a2"] else None)
    decades = [zh_int(tens) // 10 for tens in (first, m["b"]) if tens]
    number = _century_number(m["c"]) if m["c"] else THIS_CENTURY - (decades[0] > 2)
    return Reading("/".join(f"{number - 1:02d}{decade}X" for decade in decades), "date")


def _plain(numeral: str) -> str:
    return numeral.replace("廿", "二十")


def _century_number(name: str) -> int:
    if name[0] == "上":
        return THIS_CENTURY - 1
    return THIS_CENTURY if name[0] in "新本这" else zh_int(_plain(name))


PART_RULES = [
    Rule(_PARTS, _read_part, cues("年")),
    Rule(_ERA, _read_era, cues("年代 世纪")),
]
PART_ALONE_RULE = Rule(_PART_ALONE, _read_part, cues("半年 季度"))

# %%
parts = [*PART_RULES, PART_ALONE_RULE]
for text in (
    "2021年下半年",
    "今年第三季度",
    "2021年前11个月",
    "20世纪60至70年代",
    "八九十年代",
    "廿一世纪",
    "19世纪至20世纪",
    "新世纪",
    "一季度",
):
    print(text, read(text, parts))

# %%
assert read("2021年下半年和第三季度", parts) == [("2021年下半年", "2021-41"), ("第三季度", "--35")]
assert read("2021年前11个月", parts)[0][1] == "2021-01/2021-11" and read("今年第三季度", parts)[0][1] == "+0Y-35"
assert read("20世纪60至70年代", parts)[0][1] == "196X/197X" and read("上世纪90年代", parts)[0][1] == "199X"
assert read("八九十年代", parts)[0][1] == "198X/199X" and read("19世纪至20世纪", parts)[0][1] == "18XX/19XX"

# %% [markdown]
# Half a century and three centuries are durations.

# %%
assert [read(text, parts) for text in ("半个世纪", "三个世纪", "世纪之交")] == [[]] * 3

# %% [markdown]
# ## Times of day, weekdays, feasts and other days
#
# 星期三 and 14时30分 belong to a date; 农历八月十五 is the day of another calendar; “七一” and 九一八事变 name a day by its digits; 上个月 is told
# from today.

# %%
#| export
_MORNING, _AFTERNOON = "凌晨|清晨|早晨|早上|上午|早|晨", "中午|午后|下午|傍晚|晚上|晚间|深夜|夜里|今晚|当晚|晚"
_HOUR = r"(?P<h>(?<!\d)\d{1,2}|[零一二两三四五六七八九十]{1,3})"
_MINUTE = r"(?P<m>\d{1,2}|[零一二三四五六七八九十]{1,3})"
_DAYPART = rf"(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON}))"
_OCLOCK = rf"(?:(?P<sharp>整|钟)|(?P<half>半)|(?P<quarter>[一三])刻|{_MINUTE}\s?分?(?!之))"
_CLOCK = re.compile(
    rf"{_DAYPART}的?\s?{_HOUR}\s?[时点](?!候|间)(?:\s?{_OCLOCK})?|(?<![\d.]){_HOUR.replace('<h>', '<h2>')}\s?[时点]"
    rf"(?:(?P<sharp2>整|钟)|(?P<half2>半)|(?P<quarter2>[一三])刻|(?P<m2>\d{{1,2}}|[零一二三四五六七八九十]{{1,3}})\s?分(?!之))|"
    rf"(?:{_DAYPART.replace('am>', 'am3>').replace('pm>', 'pm3>')}\s?)?(?<![\d:])(?P<h3>\d{{1,2}}):(?P<m3>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
)
_WEEKDAY = re.compile(r"(?:星期|礼拜|(?<![一二两三四五六七八九十\d每])周)(?P<d>[一二三四五六日天])(?![个期天年周些])")
WEEKDAYS = {day: n for n, day in enumerate("一二三四五六日", 1)} | {"天": 7}
# days that the calendar of the field calls by their digits alone
FESTIVALS = {
    "五四": "05-04",
    "五一": "05-01",
    "六一": "06-01",
    "七一": "07-01",
    "七七": "07-07",
    "八一": "08-01",
    "九一八": "09-18",
    "十一": "10-01",
    "一二九": "12-09",
    "三八": "03-08",
    "七五": "07-05",
    "双十": "10-10",
    "双十一": "11-11",
}
_AFTER_FESTIVAL = "前夕|讲话|勋章|指示|宪法|运动|事变|事件|抗战|假期|黄金周|长假|妇女节|劳动节|建军节"
_FESTIVAL = re.compile(rf"(?<=[“‘\"])(?:{any_of(FESTIVALS)})(?=[”’\"])|(?:{any_of(FESTIVALS)})(?={_AFTER_FESTIVAL})")
_DOTTED = re.compile(r"(?<![\d.])(?P<m>1[0-2]|[1-9])[·.．・](?P<d>[0-3]?\d)(?!\d)(?=[”\"’]?(?:恐|事件|运动|讲话|地震|惨案|袭击|恐袭))|\b9[·.．]11\b")
_LUNAR = re.compile(r"(?:农历|阴历|旧历)\s?(?P<m>正|腊|十[一二]?|[一二三四五六七八九])月(?:初|廿)?(?P<d>[一二三四五六七八九十廿]{1,3})")
_TOLD_DAYS = {
    rf"(?<![\d一二三四五六七八九十百千两几数多近半今去明前后当某每几余])年内": "+0Y",

    "上个?月": "-1M",
    "本月|这个月": "+0M",
    "下个?月": "+1M",
    "上个?(?:星期|周)(?!期)": "-1W",
    "本周|这个?(?:星期|周)": "+0W",
    "下个?(?:星期|周)": "+1W",
    "昨[天日晚]": "-1D",
    "明[天日晚](?!报)": "+1D",
}
_TOLD_DAY = re.compile("|".join(f"(?:{words})" for words in _TOLD_DAYS))
_YEAR_BESIDE = re.compile(
    r"(?<=[-—·“《(\s])(?:19|20)\d\d(?![\d.年%-]|,\d)|(?<![\d.第])(?:19|20)\d\d(?=[前后以]|财年|版)"
)  # 联合-2021, 2030前


def _read_clock(m: re.Match[str]) -> Reading | None:
    hour = m["h"] or m["h2"] or m["h3"]
    minute = zh_int(m["m"] or m["m2"] or m["m3"] or "0")
    if m["half"] or m["half2"]:
        minute = 30
    quarter = m["quarter"] or m["quarter2"]
    if quarter:
        minute = 15 * zh_int(quarter)
    said = True if m["pm"] or m["pm3"] else False if m["am"] or m["am3"] else None
    return time_of_day(zh_int(hour), minute, afternoon=said)


def _read_dotted(m: re.Match[str]) -> Reading:
    return Reading(f"--{int(m['m'] or 9):02d}-{int(m['d'] or 11):02d}", "date")


def _read_lunar(m: re.Match[str]) -> Reading:
    month = {"正": 1, "腊": 12}.get(m["m"]) or zh_int(m["m"])
    return Reading(f"L{month:02d}-{zh_int(m['d']):02d}", "date")


def _read_told(m: re.Match[str]) -> Reading:
    return Reading(next(value for words, value in _TOLD_DAYS.items() if re.fullmatch(words, m[0])), "date")


DAY_RULES = [
    Rule(re.compile("[去上前]年同[期月]"), lambda m: NAME, cues("年同")),
    Rule(_LUNAR, _read_lunar, cues("农历 阴历 旧历")),
    Rule(_FESTIVAL, lambda m: Reading("--" + FESTIVALS[m[0]], "date"), cues(FESTIVALS)),
    Rule(_DOTTED, _read_dotted, cues([DIGIT], "· . ．・")),
    Rule(_CLOCK, _read_clock, cues("时 点 :")),
    Rule(_WEEKDAY, lambda m: Reading(f"W{WEEKDAYS[m['d']]}", "weekday"), cues("星期 礼拜 周")),
    Rule(_TOLD_DAY, _read_told, cues([which + day for which in "上 下 本 这 上个 下个 这个".split() for day in "月周星"] + "年内 昨天 昨日 昨晚 明天 明日 明晚".split())),
]
ZH_DATE_RULES: list[Rule] = [
    DIGITS_RULE,
    *DAY_RULES[:2],
    *PART_RULES,
    *ZH_DATES,
    *YEAR_RULES,
    Rule(_YEAR_BESIDE, lambda m: Reading(m[0], "date"), cues("19 20")),
    PART_ALONE_RULE,
    *DAY_RULES[2:],
]

# %%
for text in ("下午14时30分", "上午9点", "三点一刻", "星期三", "周日", "农历八月十五", "“七一”前夕", "7·5事件", "上个月", "2:30"):
    print(text, read(text, ZH_DATE_RULES))

# %%
assert read("下午14时30分", ZH_DATE_RULES)[0][1] == read("下午2点半", ZH_DATE_RULES)[0][1] == "T14:30"
assert read("“七一”前夕", ZH_DATE_RULES) == [("七一", "--07-01")] and read("百分之七一", ZH_DATE_RULES) == []
assert read("星期三", ZH_DATE_RULES) == [("星期三", "W3")] and read("农历八月十五", ZH_DATE_RULES)[0][1] == "L08-15"

# %% [markdown]
# Three o'clock needs a word that says so; three weeks are no Wednesday.

# %%
assert [read(text, ZH_DATE_RULES) for text in ("三点建议", "三周", "同时", "14小时", "比分3:1")] == [[]] * 5
