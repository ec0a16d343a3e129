"""Writers of quantities in every form of both languages, independent of the parsers, for test_numbers.py."""
from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

ZH = "零一二三四五六七八九"
EN = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
      "nineteen").split()
EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
EN_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Case(NamedTuple):
    """One quantity in both languages; value: what both must be read as, None where only the verdict counts."""

    kind: str
    zh: str
    en: str
    value: object = None


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
    """An English ordinal in words."""
    stem, dash, last = en_words(n).rpartition("-")
    return stem + dash + EN_ORDINALS.get(last, (last[:-1] + "ieth") if last.endswith("y") else last + "th")


def suffix(n: int) -> str:
    """The letters behind the digits of an English ordinal."""
    return "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def decimal(value: Fraction) -> str | None:
    """A short decimal, None for what has none."""
    for places in range(4):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).zfill(places + 1)
            return f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return None


def _scaled(n: int, scales: list[tuple[int, str]]) -> list[str]:
    forms = [(decimal(Fraction(n, size)), name) for size, name in scales if n >= size]
    return [digits + name for digits, name in forms if digits and len(digits) < 8]


def zh_number(n: int, rng: random.Random) -> str:
    """A whole number in one of its Chinese forms."""
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    forms = [str(n), f"{n:,}", zh_words(n), str(n).translate(wide), f"{n:,}".replace(",", "，")] + _scaled(n, [(10**4, "万"), (10**8, "亿"), (10**4, " 万"), (10**8, "亿")])
    if n >= 10**4:
        forms.append(f"{n:,}".replace(",", " "))
    return rng.choice(forms)


def en_number(n: int, rng: random.Random) -> str:
    """A whole number in one of its English forms."""
    forms = [f"{n:,}"] + _scaled(n, [(10**6, " million"), (10**9, " billion"), (10**12, " trillion")])
    if n < 10**7:
        forms.append(en_words(n))
    if n >= 10**4:
        forms.append(f"{n:,}".replace(",", " "))
    return rng.choice(forms)


UNITS = [("{}人", "{} people"), ("{}个国家", "{} countries"), ("{}吨", "{} tons"), ("{}公里", "{} kilometers"), ("{}公顷", "{} hectares"), ("{}项", "{} projects"),
         ("{}美元", "US${}"), ("{}美元", "USD{}"), ("{}元", "{} yuan"), ("人民币{}元", "RMB{}"), ("{}欧元", "{} euros"), ("{}欧元", "EUR {}"), ("港币{}元", "HK${}"), ("{}英镑", "£{}"),
         ("{}千瓦", "{} kilowatts"), ("{} 元", "{} yuan"), ("{}剂", "{} doses"), ("{}日元", "{} yen"), ("{}立方米", "{} cubic meters")]
BEFORE = ("US$", "USD", "RMB", "EUR ", "HK$", "£")
HEDGES = [("{}", "{}"), ("{}", "{}"), ("超过{}", "more than {}"), ("逾{}", "over {}"), ("近{}", "nearly {}"), ("约{}", "about {}"), ("{}左右", "around {}"), ("至少{}", "at least {}"),
          ("不到{}", "less than {}"), ("将近{}", "almost {}"), ("{}以上", "more than {}"), ("超过了{}", "exceeded {}"), ("大约{}", "roughly {}"), ("不少于{}", "no fewer than {}"),
          ("不超过{}", "no more than {}"), ("约{}左右", "approximately {}")]


def _size(rng: random.Random) -> int:
    return rng.choice([rng.randint(11, 99), rng.randint(100, 9999), rng.randint(1, 999) * 10 ** rng.randint(2, 9), rng.randint(10, 9999) * 10 ** rng.randint(3, 8)])


def measure(rng: random.Random) -> Case:
    """A hedged number with a unit or a currency."""
    n, (zh_unit, en_unit), (zh_hedge, en_hedge) = _size(rng), rng.choice(UNITS), rng.choice(HEDGES)
    en = en_number(n, rng)
    if en_unit.startswith(BEFORE) and en[0].isalpha():
        en = f"{n:,}"
    return Case("measure", zh_hedge.format(zh_unit.format(zh_number(n, rng))), en_hedge.format(en_unit.format(en)), Fraction(n))


def share(rng: random.Random) -> Case:
    """A percentage, in digits, words or tenths."""
    n = rng.choice([rng.randint(2, 99), Fraction(rng.randint(11, 999), 10)])
    digits = decimal(Fraction(n)) or ""
    zh = [f"{digits}%", f"{digits} %", f"百分之{digits}", f"{digits}％"]
    if isinstance(n, int):
        zh.append(f"百分之{zh_words(n)}")
        if n % 10 == 0 and n > 10:
            zh.append(f"{ZH[n // 10]}成")
    if rng.random() < .1:
        return Case("share", rng.choice([f"-{digits}%", f"负{digits}%"]), rng.choice([f"-{digits}%", f"minus {digits} percent"]), -Fraction(n))
    en = [f"{digits}%", f"{digits} percent", f"{digits} per cent"] + ([f"{en_words(n)} percent"] if isinstance(n, int) else [])
    return Case("share", rng.choice(zh), rng.choice(en), Fraction(n))


def span(rng: random.Random) -> Case:
    """A range in one of its dresses."""
    scale_zh, factor, scale_en = rng.choice([("", 1, ""), ("万", 10**4, ""), ("亿", 10**8, " million")])
    unit_zh, unit_en = rng.choice([("吨", "tons"), ("公里", "kilometers"), ("人", "people"), ("元", "yuan")])
    low = rng.randint(2, 80)
    high = low + rng.randint(1, 90)
    shown = 100 if scale_en else factor
    ends = f"{low * shown:,}{scale_en}", f"{high * shown:,}{scale_en}"
    both = rng.choice([f"{low}{scale_zh}{{}}{high}{scale_zh}{unit_zh}", f"{low}{scale_zh}{unit_zh}{{}}{high}{scale_zh}{unit_zh}", f"{low}{{}}{high}{scale_zh}{unit_zh}"])
    zh = both.format(rng.choice(["至", "到", "-", "—", "～"]))
    en = rng.choice([f"{ends[0]} to {ends[1]} {unit_en}", f"between {ends[0]} and {ends[1]} {unit_en}", f"{ends[0]}–{ends[1]} {unit_en}"])
    return Case("range", zh, en, (Fraction(low * factor), Fraction(high * factor)))


def vague(rng: random.Random) -> Case:
    """An approximate numeral with any scale."""
    scale, zh_scale = rng.choice([(1, ""), (10**4, "万"), (10**8, "亿")])
    tens = rng.randint(1, 9)
    shape = rng.randrange(5)
    if shape == 0:
        word = ("" if tens == 1 else ZH[tens]) + "十" + rng.choice("几多余") + zh_scale
        return Case("vague", word + "人", f"{rng.choice(['more than', 'over'])} {10 * tens * scale:,} people", Fraction(10 * tens * scale))
    if shape == 1 and tens < 9:
        first = "两" if tens == 2 else ZH[tens]
        place = rng.choice(["十", "百", "千"])
        size = {"十": 10, "百": 100, "千": 1000}[place] * scale
        return Case("vague", f"{first}{ZH[tens + 1]}{place}{zh_scale}人", f"{tens * size:,} to {(tens + 1) * size:,} people", (Fraction(tens * size), Fraction((tens + 1) * size)))
    if shape == 2:
        word, en = rng.choice([("几十", "dozens of"), ("数百", "hundreds of"), ("数千", "thousands of"), ("几万", "tens of thousands of"), ("数十万", "hundreds of thousands of"),
                               ("数百万", "millions of"), ("几千万", "tens of millions of"), ("数亿", "hundreds of millions of"), ("几百", "several hundred"), ("几千", "a few thousand"),
                               ("数以千计的", "thousands of"), ("数以百万计的", "millions of")])
        return Case("vague", word + "人", en + " people")
    if shape == 3:
        return Case("vague", f"{tens}00多{zh_scale}人", f"more than {100 * tens * scale:,} people", Fraction(100 * tens * scale))
    unit = rng.choice([("年", "years"), ("个月", "months"), ("天", "days"), ("个国家", "countries")])
    return Case("vague", f"{rng.choice(['几', '数', '好几'])}{unit[0]}", f"{rng.choice(['several', 'a few'])} {unit[1]}")


def half(rng: random.Random) -> Case:
    """Halves and quarters with any scale or unit."""
    n = rng.randint(2, 9)
    zh_n = "两" if n == 2 else ZH[n]
    unit = rng.choice([("年", "year"), ("天", "day")])
    cases = [
        (f"{zh_n}{unit[0]}半", f"{EN[n]} and a half {unit[1]}s", Fraction(2 * n + 1, 2)),
        (f"{zh_n}个半小时", f"{EN[n]} and a half hours", Fraction(2 * n + 1, 2)),
        (f"{zh_n}个半小时", f"{EN[n]} hours and a half", Fraction(2 * n + 1, 2)),
        (f"一{unit[0]}半", f"a {unit[1]} and a half", Fraction(3, 2)),
        ("75万人", "three quarters of a million people", Fraction(750_000)),
        ("近一半的成员", "nearly half of the members", Fraction(1, 2)),
        (f"{zh_n}个半月", f"{EN[n]} and a half months", Fraction(2 * n + 1, 2)),
        (f"{n}50万元", f"{EN[n]} and a half million yuan", Fraction((10 * n + 5) * 10**5)),
        (f"{n}5亿元", f"{EN[n]} and a half billion yuan", Fraction((10 * n + 5) * 10**8)),
        ("50万美元", "half a million dollars", Fraction(500_000)),
        ("5亿欧元", "half a billion euros", Fraction(500_000_000)),
        ("25万人", "a quarter of a million people", Fraction(250_000)),
        ("半个世纪", "half a century", Fraction(50)),
        ("一半的成员", "half of the members", Fraction(1, 2)),
    ]
    return Case("half", *rng.choice(cases))


def fraction(rng: random.Random) -> Case:
    """A fraction."""
    whole = rng.randint(3, 10)
    part = rng.randint(1, whole - 1)
    if Fraction(part, whole) == Fraction(1, 2):
        part, whole = 1, 3
    name = {3: "third", 4: "quarter"}.get(whole) or en_ordinal(whole)
    en = rng.choice([f"{EN[part]} {name}" + ("s" if part > 1 else ""), f"{EN[part]}-{name}" + ("s" if part > 1 else ""), f"{part}/{whole}", f"{EN[part]} in {EN[whole]}"])
    zh = rng.choice([f"{zh_words(whole)}分之{zh_words(part)}", f"{part}/{whole}"])
    hedge = rng.choice([("{}", "{}"), ("近{}", "nearly {}"), ("超过{}", "more than {}")])
    return Case("fraction", hedge[0].format(zh), hedge[1].format(en), Fraction(part, whole))


def date(rng: random.Random) -> Case:
    """A date in one of its orders."""
    year, month, day = rng.randint(1500, 2099), rng.randint(1, 12), rng.randint(1, 28)
    name, short = MONTHS[month - 1], MONTHS[month - 1][:3]
    blank = rng.choice(["", " "])
    cn_year = "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    shape = rng.randrange(4)
    if shape == 0:
        zh = rng.choice([f"{year}{blank}年{blank}{month}{blank}月{blank}{day}{blank}日", f"{cn_year}年{zh_words(month)}月{zh_words(day)}日", f"{year}-{month:02d}-{day:02d}", f"{year}/{month}/{day}", f"{year}.{month}.{day}"])
        en = rng.choice([f"{name} {day}, {year}", f"{day} {name} {year}", f"{name} {day}{suffix(day)}, {year}", f"the {day}{suffix(day)} of {name}, {year}", f"{year}-{month:02d}-{day:02d}",
                         f"{short}. {day}, {year}" if short != "May" else f"May {day}, {year}"])
        return Case("date", zh, en, f"{year}-{month:02d}-{day:02d}")
    if shape == 1:
        return Case("date", rng.choice([f"{year}年{month}月", f"{cn_year}年{zh_words(month)}月"]), rng.choice([f"{name} {year}", f"{name}, {year}", f"{name} of {year}"]), f"{year}-{month:02d}")
    if shape == 2:
        return Case("date", rng.choice([f"{month}月{day}日", f"{month}月{day}号", f"{zh_words(month)}月{zh_words(day)}日"]), rng.choice([f"{name} {day}", f"{day} {name}", f"{day}{suffix(day)} of {name}"]), f"--{month:02d}-{day:02d}")
    which = rng.choice([("去年", "last year", "-1Y"), ("今年", "this year", "+0Y"), ("明年", "next year", "+1Y")])
    return Case("date", f"{which[0]}{month}月", rng.choice([f"{name} {which[1]}", f"{name} of {which[1]}"]), f"{which[2]}-{month:02d}")


def period(rng: random.Random) -> Case:
    """Parts of years, decades, centuries, intervals, plans, sessions."""
    year, tens, n = rng.randint(1900, 2090), rng.randint(1, 9), rng.randint(2, 99)
    quarter, later = rng.randint(1, 4), rng.randint(1, 9)
    cases = [
        (f"{year}年第{ZH[quarter]}季度", rng.choice([f"the {EN_QUARTERS[quarter]} quarter of {year}", f"Q{quarter} {year}"]), f"{year}-{32 + quarter}"),
        (f"{year}年上半年", f"the first half of {year}", f"{year}-40"),
        (f"20世纪{tens}0年代", f"the 19{tens}0s", f"19{tens}X"),
        (f"{quarter + 16}世纪", f"the {quarter + 16}th century", f"{quarter + 15}XX"),
        (f"{year}年至{year + later}年", rng.choice([f"{year} to {year + later}", f"{year}–{year + later}"]), f"{year}/{year + later}"),
        (f"第{zh_words(n)}届会议", f"the {n}{suffix(n)} session", Fraction(n)),
        (f"第{n}届会议", f"the {en_ordinal(n)} session", Fraction(n)),
        (f"{n}周年", f"the {n}{suffix(n)} anniversary", Fraction(n)),
        (f"“{zh_words(quarter + 10)}五”规划", f"the {quarter + 10}th Five-Year Plan", Fraction(quarter + 10)),
        (f"民国{n}年", f"in {1911 + n}", f"{1911 + n}"),
        (f"文件{zh_words(n)}", f"Instrument {n}", Fraction(n)),
        (f"上世纪{tens}0年代", f"the 19{tens}0s", f"19{tens}X"),
    ]
    return Case("period", *rng.choice(cases))


EN_QUARTERS = ["", "first", "second", "third", "fourth"]


def time(rng: random.Random) -> Case:
    """A time of day or a weekday."""
    hour, minute = rng.randint(1, 11), rng.randint(1, 59)
    day = rng.randrange(7)
    cases = [
        (f"上午{hour}时{minute}分", f"{hour}:{minute:02d} a.m.", f"T{hour:02d}:{minute:02d}"),
        (f"下午{hour}点{minute}分", f"{hour}:{minute:02d} p.m.", f"T{hour + 12}:{minute:02d}"),
        (f"下午{hour + 12}时{minute}分", f"{hour}:{minute:02d} p.m.", f"T{hour + 12}:{minute:02d}"),
        (f"{hour + 12}:{minute:02d}", f"{hour}:{minute:02d} pm", f"T{hour + 12}:{minute:02d}"),
        (f"晚上{hour}点", f"{hour} p.m.", f"T{hour + 12}:00"),
        (f"北京时间{hour + 12}时", f"{hour} p.m.", f"T{hour + 12}:00"),
        (f"{hour + 12}时", f"{hour} p.m.", f"T{hour + 12}:00"),
        (f"星期{'一二三四五六日'[day]}", WEEKDAYS[day], f"W{day + 1}"),
    ]
    return Case("time", *rng.choice(cases))


def multiple(rng: random.Random) -> Case:
    """A multiple."""
    n = rng.randint(2, 9)
    cases = [("翻一番", "doubled"), ("翻两番", "quadrupled"), ("增长两倍", "tripled"), ("增加一倍", "doubled"), ("增长3倍", "quadrupled"), ("减半", "halved"),
             (f"是上年的{n}倍", f"{EN[n]} times that of the year before"), (f"增长{n}倍", f"grew by {100 * n} percent")]
    return Case("multiple", *rng.choice(cases))


def conversion(rng: random.Random) -> Case:
    """A unit that changes across the languages, converted exactly or rounded to three digits."""
    n = rng.randint(2, 900) * 10 ** rng.randint(1, 5)
    factor, zh_unit, en_unit = rng.choice([(Fraction(1, 15), "亩", "hectares"), (Fraction(1, 2), "斤", "kilograms"), (Fraction(1, 2), "里", "kilometers"), (Fraction(1, 1000), "千瓦", "megawatts"),
                                           (Fraction(1000), "吨", "kilograms"), (Fraction(100), "平方公里", "hectares"), (Fraction(24), "天", "hours"), (Fraction(7), "周", "days")])
    value = n * factor
    if value < 100:
        value, n = value * 10**4, n * 10**4
    whole = round(value)
    digits = len(str(whole)) - 3
    rounded = round(whole, -digits) if factor.denominator % 3 == 0 else whole
    if Fraction(rounded) != value and factor.denominator % 3:
        return conversion(rng)
    hedge = rng.choice([("{}", "{}"), ("约{}", "about {}"), ("{}以上", "more than {}")])
    if rounded > value and hedge[1].startswith("more"):
        hedge = ("{}", "{}")
    return Case("conversion", hedge[0].format(f"{zh_number(n, rng)}{zh_unit}"), hedge[1].format(f"{rounded:,} {en_unit}"))


WRITERS: list[Callable[[random.Random], Case]] = [measure, measure, measure, share, span, vague, half, fraction, date, date, period, time, multiple, conversion]
ZH_FRAMES = ["目前为{}。", "其中，{}，居前列。", "会议指出：{}；各方满意。"]
EN_FRAMES = ["It is {} so far.", "Of these, {}, was new.", "The result ({}) was welcome."]


def case(rng: random.Random) -> Case:
    """A random case of a random kind."""
    return rng.choice(WRITERS)(rng)


def framed(rng: random.Random, made: Case) -> tuple[str, str]:
    """The case in a sentence of each language: Chinese, English."""
    return rng.choice(ZH_FRAMES).format(made.zh), rng.choice(EN_FRAMES).format(made.en)


def planted(rng: random.Random) -> tuple[str, str]:
    """A right pair with one digit, scale or unit made wrong in one of its sides: Chinese, English."""
    n = rng.choice([rng.randint(11, 999), rng.randint(11, 99) * 10**4, rng.randint(101, 999) * 10**7])
    zh_unit, en_unit = rng.choice([("{}人", "{} people"), ("{}美元", "US${}"), ("{}元", "{} yuan"), ("{}吨", "{} tons"), ("{}公里", "{} kilometers"), ("{}%", "{} percent"), ("{}年", "{} years"), ("{}平方公里", "{} square kilometers")])
    if "%" in zh_unit or "年" in zh_unit:
        n = rng.randint(11, 99)
    kind = rng.choice(["digit", "unit"] if "年" in zh_unit else ["digit", "scale", "unit"])
    wrong, unit = n, zh_unit
    if kind == "unit":
        unit = {"{}人": "{}年", "{}美元": "{}欧元", "{}元": "{}美元", "{}吨": "{}公斤", "{}公里": "{}海里", "{}%": "{}个百分点", "{}年": "{}个月", "{}平方公里": "{}公顷"}[zh_unit]
    if kind == "scale":
        wrong = n * rng.choice([10, 100, 1000])
    if kind == "digit":
        digits = str(n)
        place = rng.randrange(len(digits.rstrip("0")))
        other = rng.choice([c for c in "123456789" if c != digits[place]])
        wrong = int(digits[:place] + other + digits[place + 1:])
    hedge = rng.choice([("{}", "{}"), ("{}", "{}"), ("超过{}", "more than {}"), ("近{}", "nearly {}")])
    en = f"{n:,}" if en_unit.startswith("US") else en_number(n, rng)
    return framed(rng, Case(kind, hedge[0].format(unit.format(zh_number(wrong, rng))), hedge[1].format(en_unit.format(en))))
