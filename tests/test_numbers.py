"""Quantities in both languages: any value formatted in both comes back equal (10,000 cases), and what is no quantity stays out."""
from __future__ import annotations

import datetime
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fa_study.quantities.pairing import numbers
from fa_study.quantities.english import parse_en
from fa_study.quantities.chinese import parse_zh
from fa_study.quantities.quantity import Quantity, affinity, value_text
from fa_study.quantities.rules import scan
from fa_study.quantities import chinese, english
from fa_study.example.sample import sample_gold
from fa_study.study import Study, new_table


CASES = {"measures": 4_000, "counts": 1_500, "dates": 1_500, "intervals": 800, "eras": 300, "ordinals": 900, "shares": 400, "ranges": 600}
assert sum(CASES.values()) == 10_000


def cases(n: int):
    return settings(max_examples=n, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


# Writers, independent of the parsers.

ZH = "零一二三四五六七八九"
EN = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
      "nineteen").split()
EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
EN_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}


def zh_words(n: int) -> str:
    """A whole number in Chinese characters, as one reads it aloud."""
    for size, place in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            high, low = divmod(n, size)
            return zh_words(high) + place + ("" if not low else ("零" if low < size // 10 else "") + zh_words(low))
    out, gap = "", False
    for size, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, size)
        if digit:
            out += ("零" if gap and out else "") + ZH[digit] + place
            gap = False
        else:
            gap = bool(out)
    return out[1:] if out.startswith("一十") else out


def en_words(n: int) -> str:
    """A whole number in English words."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            high, low = divmod(n, size)
            join = " and " if size == 100 else " "
            return f"{en_words(high)} {name}" + (join + en_words(low) if low else "")
    if n < 20:
        return EN[n]
    return EN_TENS[n // 10] + (f"-{EN[n % 10]}" if n % 10 else "")


def en_ordinal(n: int) -> str:
    stem, dash, last = en_words(n).rpartition("-")
    return stem + dash + EN_ORDINALS.get(last, (last[:-1] + "ieth") if last.endswith("y") else last + "th")


def suffix(n: int) -> str:
    return "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def in_scale(value: Fraction, scale: int, name: str) -> str | None:
    """The value as a short decimal number before a scale word, if it is one."""
    text = value_text(value / scale)
    return f"{text}{name}" if "/" not in text and len(text) <= 9 else None


def zh_forms(value: Fraction) -> list[str]:
    forms = [in_scale(value, s, n) for s, n in ((1, ""), (10**4, "万"), (10**8, "亿"), (10**12, "万亿")) if value >= s or s == 1]
    if value.denominator == 1:
        forms += [f"{value.numerator:,}", zh_words(value.numerator), value_text(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))]
    return [f for f in forms if f]


def en_forms(value: Fraction) -> list[str]:
    forms = [in_scale(value, s, n) for s, n in ((10**6, " million"), (10**9, " billion"), (10**12, " trillion")) if value >= s]
    if value.denominator == 1:
        forms += [f"{value.numerator:,}"] + ([en_words(value.numerator)] if value < 10**6 else [])
    elif value < 1000:
        forms.append(value_text(value))
    return [f for f in forms if f] or [f"{value.numerator:,}" if value.denominator == 1 else value_text(value)]


wholes = st.one_of(st.integers(2, 99), st.integers(100, 99_999), st.builds(lambda a, b: a * 10**b, st.integers(1, 99_999), st.integers(3, 10)))
values = st.one_of(wholes.map(Fraction), st.builds(lambda n, d: Fraction(n, 10**d), st.integers(11, 99_999).filter(lambda n: n % 10), st.integers(1, 2)))
ZH_FRAMES = ["目前为{}。", "其中，{}，居前列。", "会议指出：{}；各方满意。"]
EN_FRAMES = ["It is {} so far.", "Of these, {}, was new.", "The result ({}) was welcome."]
frames = st.tuples(st.sampled_from(EN_FRAMES), st.sampled_from(ZH_FRAMES))


def only(parse, text: str, words: str) -> Quantity:
    """The one quantity of a text, checked for its place."""
    found = parse(text)
    assert len(found) == 1, (text, found)
    assert text[found[0].start:found[0].end] == found[0].text and words in found[0].text, (text, found)
    return found[0]


def check(en: str, zh: str, frame: tuple[str, str], value, unit: str) -> None:
    e, z = only(parse_en, frame[0].format(en), en), only(parse_zh, frame[1].format(zh), zh)
    assert (e.value, e.unit) == (z.value, z.unit) == (value, unit), (en, zh, e, z)
    assert affinity(e, z) == 0


UNITS = [("percent", "{} percent", "{}%"), ("percent", "{}%", "{}%"), ("USD", "US${}", "{}美元"), ("CNY", "{} yuan", "{}元"), ("EUR", "{} euros", "{}欧元"),
         ("kilometre", "{} kilometers", "{}公里"), ("tonne", "{} tons", "{}吨"), ("celsius", "{}℃", "{}℃"), ("percentage_point", "{} percentage points", "{}个百分点"),
         ("times", "{} times", "{}倍"), ("hectare", "{} hectares", "{}公顷")]
HEDGES = [("{}", "{}", ""), ("more than {}", "超过{}", "more"), ("over {}", "逾{}", "more"), ("nearly {}", "近{}", "nearly"), ("about {}", "约{}", "about"),
          ("around {}", "{}左右", "about"), ("at least {}", "至少{}", "at_least"), ("less than {}", "不到{}", "less"), ("almost {}", "将近{}", "nearly"),
          ("up to {}", "高达{}", "up_to"), ("above {}", "{}以上", "more")]


@cases(CASES["measures"])
@given(values, st.sampled_from(UNITS), st.sampled_from(HEDGES), frames, st.data())
def test_measures(value, unit, hedge, frame, data):
    en, zh = data.draw(st.sampled_from(en_forms(value))), data.draw(st.sampled_from(zh_forms(value)))
    if "{}℃" in unit or "{}%" in unit:
        en = en if en[-1].isdigit() and not en[0].isalpha() else f"{value.numerator:,}" if value.denominator == 1 else value_text(value)
    if unit[1] in ("US${}",) and en[0].isalpha():
        en = f"{value.numerator:,}"
    check(hedge[0].format(unit[1].format(en)), hedge[1].format(unit[2].format(zh)), frame, value, unit[0])
    assert parse_en(frame[0].format(hedge[0].format(unit[1].format(en))))[0].hedge == hedge[2]
    assert parse_zh(frame[1].format(hedge[1].format(unit[2].format(zh))))[0].hedge == hedge[2]


@cases(CASES["counts"])
@given(wholes, st.sampled_from([("country", "{} countries", "{}个国家"), ("person", "{} people", "{}人"), ("dose", "{} doses", "{}剂"), ("page", "{} pages", "{}页"),
                                ("count", "{} projects", "{}个项目")]), st.booleans(), frames, st.data())
def test_counts(n, unit, more, frame, data):
    value = Fraction(n)
    en, zh = data.draw(st.sampled_from(en_forms(value))), data.draw(st.sampled_from(zh_forms(value)))
    if more and zh[-1] in "0０十百千万亿":  # 三十多, 40余, not 三十五多
        zh, en = zh + data.draw(st.sampled_from(["多", "余"])), "more than " + en
    e, z = parse_en(frame[0].format(unit[1].format(en))), parse_zh(frame[1].format(unit[2].format(zh)))
    assert [(q.value, q.unit) for q in e] == [(q.value, q.unit) for q in z] == [(value, unit[0])], (en, zh, e, z)


@cases(CASES["dates"])
@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2100, 12, 31)), st.integers(0, 4), frames, st.booleans())
def test_dates(day, shape, frame, in_characters):
    month = f"{day:%B}"
    en = [f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", f"{month} {day.year}", f"{month} {day.day}", f"in {day.year}"][shape]
    number = zh_words if in_characters else str
    year = "".join("〇一二三四五六七八九"[int(c)] for c in str(day.year)) if in_characters else str(day.year)
    full = f"{year}年{number(day.month)}月{number(day.day)}日"
    zh = [full, full, f"{year}年{number(day.month)}月", f"{number(day.month)}月{number(day.day)}日", f"{year}年"][shape]
    value = [f"{day}", f"{day}", f"{day:%Y-%m}", f"--{day:%m-%d}", f"{day.year}"][shape]
    check(en.removeprefix("in "), zh, (frame[0].replace("{}", "in {}") if shape == 4 else frame[0], frame[1]), value, "date")


@cases(CASES["intervals"])
@given(st.integers(1900, 2090), st.integers(1, 80), st.integers(1, 11), st.integers(0, 4), frames)
def test_intervals(year, span, month, shape, frame):
    other, name = year + span, datetime.date(2000, month, 1).strftime("%B")
    nxt = datetime.date(2000, month + 1, 1).strftime("%B")
    en, zh, value = [
        (f"{year} to {other}", f"{year}年至{other}年", f"{year}/{other}"), (f"{year}-{other}", f"{year}-{other}年", f"{year}/{other}"),
        (f"{name} 1 to {nxt} 2, {year}", f"{year}年{month}月1日至{month + 1}月2日", f"{year}-{month:02d}-01/{year}-{month + 1:02d}-02"),
        (f"{name} 3-5", f"{month}月3日至5日", f"--{month:02d}-03/--{month:02d}-05"),
        (f"{name} and {nxt} {year}", f"{year}年{month}-{month + 1}月", f"{year}-{month:02d}/{year}-{month + 1:02d}")][shape]
    check(en, zh, frame, value, "date")


@cases(CASES["eras"])
@given(st.integers(15, 20), st.integers(0, 9), st.integers(0, 4), frames)
def test_eras(century, tens, shape, frame):
    ordinal = f"{century + 1}{suffix(century + 1)}"
    year = century * 100 + tens * 10
    en, zh, value = [
        (f"{year}s", f"{century + 1}世纪{tens}0年代", f"{century}{tens}X"), (f"{year}s", f"{year}年代", f"{century}{tens}X"),
        (f"{ordinal} century", f"{century + 1}世纪", f"{century}XX"), (f"second half of {year}", f"{year}年下半年", f"{year}-41"),
        (f"first {tens + 2} months of {year}", f"{year}年前{tens + 2}个月", f"{year}-01/{year}-{tens + 2:02d}")][shape]
    if shape == 0 and tens == 0:
        zh = f"{year}年代"
    check(en, zh, frame, value, "date")


@cases(CASES["ordinals"])
@given(st.integers(2, 99), st.booleans(), st.booleans(), frames)
def test_ordinals(n, en_in_words, zh_in_words, frame):
    en = f"{en_ordinal(n)} session" if en_in_words else f"{n}{suffix(n)} session"
    found_en = parse_en(frame[0].format("the " + en))
    found_zh = parse_zh(frame[1].format(f"第{zh_words(n) if zh_in_words else n}届会议"))
    assert [(q.value, q.unit) for q in found_en] == [(q.value, q.unit) for q in found_zh] == [(n, "ordinal")], (en, found_en, found_zh)


@cases(CASES["shares"])
@given(st.integers(1, 9), st.integers(2, 10), frames)
def test_shares(part, whole, frame):
    if part >= whole:
        part, whole = 1, part + 1
    name = {2: "half", 3: "third", 4: "quarter"}.get(whole) or en_ordinal(whole)
    en = f"{EN[part]} {name}" + ("s" if part > 1 else "")
    check(en, f"{zh_words(whole)}分之{zh_words(part)}", frame, Fraction(part, whole), "ratio")


@cases(CASES["ranges"])
@given(st.integers(1, 400), st.integers(1, 400), st.integers(0, 1), st.sampled_from([u for u in UNITS if u[0] in ("percent", "kilometre", "tonne")]), frames)
def test_ranges(a, b, decimals, unit, frame):
    low, high = (Fraction(n, 10**decimals) for n in (a, a + b))
    texts = value_text(low), value_text(high)
    check(unit[1].format(f"{texts[0]} to {texts[1]}"), unit[2].format(f"{texts[0]}至{texts[1]}"), frame, (low, high), unit[0])


# What no formatter writes.

@pytest.mark.parametrize("zh, en", [
    ("1304.28亿美元", "US$130.428 billion"), ("3.9万人", "39,000 participants"), ("5万余人次", "more than 50,000 people"), ("上万人", "tens of thousands of people"),
    ("数千个", "thousands"), ("几十年", "decades"), ("近四分之一", "nearly one quarter"), ("半数", "half of"), ("翻一番", "doubled"), ("翻两番", "quadrupled"),
    ("二十年", "two decades"), ("百年", "a century"), ("100周年", "centenary"), ("50周年", "50th anniversary"), ("第二大", "No. 2"), ("第10条", "Article 10"),
    ("第三期", "Phase III"), ("20多个国家", "20-plus countries"), ("65岁以上", "over the age of 65"), ("三到五年", "three to five years"), ("一年半", "one and a half years"),
    ("18个月", "one and a half years"), ("25%", "one quarter"), ("三成", "30 percent"), ("明年", "next year"), ("2022年", "next year"), ("12月", "December 2021"),
    ("百分之三十五", "35 percent"), ("20世纪60至70年代", "the 1960s and 1970s"), ("“七一”", "July 1"), ("俩人", "two people"), ("1.2亿", "120 million"),
    ("兩個國家", "two countries"), ("3億劑", "300\u00a0million doses"), ("2030前", "before 2030"), ("2021年前三季度", "the first three quarters of 2021"), ("党的二十大", "the 20th National Congress"), ("廿三条", "twenty-three"), ("增长三倍", "quadrupled")])
def test_same_in_both(zh, en):
    e, z = parse_en(en), parse_zh(zh)
    assert len(e) == len(z) == 1 and affinity(e[0], z[0]) is not None, (e, z)


@pytest.mark.parametrize("zh, en", [("1304.28亿美元", "US$13.0428 billion"), ("三成", "3 percent"), ("12个百分点", "12 percent"), ("2021年", "2022"),
                                    ("100亿元", "US$10 billion"), ("第三届", "the fourth"), ("12月3日", "December 13"), ("四分之三", "one quarter")])
def test_not_the_same(zh, en):
    assert affinity(parse_en(en)[0], parse_zh(zh)[0]) is None


@pytest.mark.parametrize("text", "COVID-19 COP26 G20 5G A/RES/2758 3×3 “1+3+6” “1+N” 一带一路 一系列 一道 一方面 统一 第一时间 万国宫 百花齐放 双边 七国集团 一国两制 唯一 "
                                 "进一步 半岛 四面八方 千方百计 十字路口 一如既往 一次次 同一个世界 每一个 第三世界 第二次世界大战 十月革命 零和 净零 万一".split())
def test_no_quantity_zh(text):
    assert parse_zh(f"各方重视{text}。") == []


@pytest.mark.parametrize("text", ["COVID-19", "COP26", "G20", "5G", "A/RES/2758", "3×3", "1+3+6", "1+N", "one another", "no one", "first and foremost", "once again",
                                  "one of the best", "one-size-fits-all", "World War II", "the only one", "third parties", "net-zero", "double standards", "may come",
                                  "at first", "zero-sum", "one which", "this one"])
def test_no_quantity_en(text):
    assert parse_en(f"They know {text}.") == []


@cases(300)
@given(st.text(alphabet="0123456789.,-–%年月日第百千万亿一二三两半几多余个国近约至 ”（）abMayone to of billion US$℃１２\n", max_size=60))
def test_any_text(text):
    for parse in (parse_en, parse_zh):
        at = 0
        for q in parse(text):
            assert q.start >= at and q.end > q.start and text[q.start:q.end] == q.text and q.unit
            at = q.end


@cases(500)
@given(st.lists(st.sampled_from("2021 3.5 1,200 0 7 % 年 月 日 第 百 千 万 亿 一 二 三 两 半 几 多 余 个 国 近 约 至 到 成 十 届 大 世纪 年代 分之 翻番 首次 其 是 "
                                "more than over one two twenty hundred million half a the of third May December in to and - US$ RMB years people century "
                                "decades first Phase III No. both sides doubled tens age twice COVID G20 @ http:// x ” . next year 's".split()), max_size=12),
       st.sampled_from(["", " "]))
def test_cues_change_nothing(pieces, space):
    text = space.join(pieces)
    for rules in (chinese._EARLY, chinese._LATE, english._RULES):
        assert scan(text, rules) == scan(text, [rule._replace(cue=None) for rule in rules])


@pytest.mark.parametrize("text", ["1" * 20_000, "一" * 20_000, "1," * 10_000, "more than " * 2_000, "one " * 5_000, "两国 " * 5_000, "a-" * 10_000, "十万" * 10_000,
                                  "1至" * 10_000, "x" * 20_000, "US$1 to " * 2_500])
def test_long_text_has_an_answer(text):
    for parse in (parse_en, parse_zh):
        found = parse(text)
        assert all(text[q.start:q.end] == q.text for q in found)
        assert all(a.end <= b.start for a, b in zip(found, found[1:]))


def pair_table(en: str, zh: str) -> pd.DataFrame:
    beads = new_table("beads", [dict(pair_id="p", bead_id="b", en_sents="e", zh_sents="z")])
    return numbers(Study(beads=beads, sentences=new_table("sentences", [dict(sent_id="e", text=en), dict(sent_id="z", text=zh)])))


@pytest.mark.parametrize("en, zh, verdict, note", [
    ("More than 200 letters came.", "收到近200封信。", "same", "hedge"), ("Trade topped US$411 billion.", "贸易额达4112.5亿美元。", "same", "rounding"),
    ("It is to spend 3.5 billion yuan.", "将投入3.5万亿元。", "differ", "scale"), ("Prices rose by 12 percent.", "物价上升12个百分点。", "differ", "unit"),
    ("It has 17 members.", "共有71个成员。", "differ", ""), ("On May 4, 2020 it began.", "2020年5月14日开始。", "differ", ""),
    ("The fourth round ended.", "第三轮结束。", "differ", ""), ("It met 19 times.", "多次会面。", "only_en", ""), ("They met often.", "三次会面。", "only_zh", "word"),
    ("The two sides agreed.", "双方同意。", None, ""), ("One of them left.", "各方同意。", None, "")])
def test_verdicts(en, zh, verdict, note):
    table = pair_table(en, zh)
    assert [(v, n) for v, n in zip(table.verdict, table.note)] == ([(verdict, note)] if verdict else [])


def test_planted_differences():
    gold = sample_gold()
    table = numbers(Study(beads=gold["beads"], sentences=gold["sentences"]))
    planted = gold["planted"][gold["planted"].type.isin(["number", "unit"])]
    differ = table[table.verdict == "differ"]
    assert set(differ.bead_id) == set(planted.bead_id) and len(differ) == len(planted)
    digits = gold["numbers"][(gold["numbers"].en_text + gold["numbers"].zh_text).str.contains(r"\d")]
    assert set(table[table.verdict == "same"].bead_id) >= set(digits[digits.verdict == "same"].bead_id)


def test_spans_are_real():
    gold = sample_gold()
    text, table = dict(zip(gold["sentences"].sent_id, gold["sentences"].text)), numbers(Study(beads=gold["beads"], sentences=gold["sentences"]))
    for lang in ("en", "zh"):
        for r in table[table[f"{lang}_text"] != ""].to_dict("records"):
            assert text[r[f"{lang}_sent"]][r[f"{lang}_start"]:r[f"{lang}_end"]] == r[f"{lang}_text"]


@pytest.mark.parametrize("text, value", [("近一成", 10), ("下降一成", 10), ("一成的船只", 10), ("一成以上", 10), ("其中一成，", 10), ("一成不变的做法", None), ("协会一成立就出海", None), ("大功一成，", None)])
def test_one_tenth(text, value):
    assert [q.value for q in parse_zh(text)] == ([value] if value else [])
