# %% [markdown]
# # numerals
#
# > Chinese and English numerals, in words and in digits, to exact numbers

# %% [markdown]
# One journal writes 1304.28亿, 二十三, 两千三百万, 3.5万亿 and 二〇二一, and on the English side twenty-eight, 8.7 trillion and “a hundred”.
# Each has one exact value. The libraries that were tried do not cover this: cn2an 0.5.24 refuses 3.5万亿 and 40多万, and
# recognizers-text 1.0.2a2 no longer imports with current versions of its own requirements.

# %%
#| default_exp quantities.numerals

# %%
#| export
from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.quantity import Number
from fa_study.quantities.rules import any_of

# %% [markdown]
# ## Chinese
#
# 万 and 亿 multiply everything before them, so the largest one is split off first: 3.5万亿 is 3.5万 times 亿. A last digit with no
# place of its own counts tenths of the place before it: 三万五 is 35,000, but 三万零五 is 30,005.

# %%
#| export
_SIMPLE, _BANKERS = "零一二三四五六七八九", "壹贰叁肆伍陆柒捌玖"
DIGITS = (
    {c: n for n, c in enumerate(_SIMPLE)}
    | {c: n for n, c in enumerate(_BANKERS, 1)}
    | {"〇": 0, "○": 0, "两": 2, "俩": 2}
)
PLACES = {"兆": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "仟": 1000, "百": 100, "佰": 100, "十": 10, "拾": 10}
ZH_NUMERAL = "".join(DIGITS) + "".join(PLACES) + "廿卅"  # the characters of Chinese numerals
_ASCII = str.maketrans({c: str(n) for c, n in DIGITS.items()} | {"点": ".", ",": None})
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")


def zh_value(numeral: str, *, bare: bool = False) -> Fraction | None:
    """The value of a Chinese numeral, in characters, digits or both.

    numeral: such as 一百零五, 二〇二一, 三点五, 1304.28亿, 1亿2000万, 廿三.
    bare: read 百, 千, 万, 亿 without a digit before them as 100, 1000 …; 十 is always 10.
    Returns None for what is no well-formed numeral.
    """
    s = numeral.replace(" ", "").replace("廿", "二十").replace("卅", "三十")
    for place, factor in PLACES.items():
        left, found, right = s.rpartition(place)
        if found:
            return _joined(left, right, factor, bare)
    s = s.translate(_ASCII)
    return Fraction(s) if _DECIMAL.fullmatch(s) else None


def _joined(left: str, right: str, factor: int, bare: bool) -> Fraction | None:
    high = zh_value(left, bare=bare) if left else _bare_place(factor, bare)
    low = zh_value(right.lstrip("零〇") or "零") if right else Fraction(0)
    if high is None or low is None or low >= factor:
        return None
    if high >= 10 and factor < 10**4:
        return None  # only 万 and 亿 multiply more than a digit
    if DIGITS.get(right):
        low *= Fraction(factor, 10)
    return high * factor + low


def _bare_place(factor: int, bare: bool) -> Fraction | None:
    return Fraction(1) if bare or factor == 10 else None


# %%
{
    n: str(zh_value(n))
    for n in "二十三 一百零五 两千三百万 3.5万亿 1304.28亿 二〇二一 廿三 三万五 三万零五 三点五万亿 1亿2000万".split()
}

# %%
assert zh_value("1304.28亿") == 130_428_000_000 and zh_value("3.5万亿") == 3_500_000_000_000
assert zh_value("一百零五") == 105 and zh_value("两千三百万") == 23_000_000 and zh_value("二〇二一") == 2021
assert zh_value("三万五") == 35_000 and zh_value("三万零五") == 30_005 and zh_value("十") == 10

# %% [markdown]
# 万一 is “in case”, and 百 alone has no value unless a hedge or a counter beside it (百余, 百年) says that it is a number.

# %%
assert zh_value("万一") is None and zh_value("百") is None and zh_value("十百") is None
assert zh_value("百", bare=True) == 100

# %% [markdown]
# Two neighbouring digits are an estimate, 两三百 “two or three hundred”, not the number 23.

# %%
#| export
_ESTIMATE = re.compile(
    r"(?P<before>[一二两三四五六七八九]?十|[一二两三四五六七八九]?百)?"
    r"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<places>[百千万亿]*|十[百千万亿]*)"
)
_NEIGHBOURS = {(3, 5)}  # 三五百 is three to five hundred; else one digit follows the other


def _are_neighbours(low: int, high: int) -> bool:
    return high - low == 1 or (low, high) in _NEIGHBOURS


def zh_number(numeral: str, *, bare: bool = False) -> Number | None:
    """As `zh_value`, and two neighbouring digits (三四十, 十七八) as the range that they stand for.

    numeral, bare: as in `zh_value`.
    Returns the value, the two ends of a range, or None for what is no well-formed numeral.
    """
    pair = _ESTIMATE.fullmatch(numeral)
    if not pair or not _are_neighbours(DIGITS[pair["low"]], DIGITS[pair["high"]]):
        return zh_value(numeral, bare=bare)
    before = pair["before"] or ""
    if before.endswith("百") and not pair["places"].startswith("十"):
        return zh_value(numeral, bare=bare)  # 一百二三十 is a pair of tens, 一百二三 is none
    low = zh_value(before + pair["low"] + pair["places"])
    high = zh_value(before + pair["high"] + pair["places"])
    return None if low is None or high is None else (low, high)


# %%
zh_number("两三百"), zh_number("十七八")

# %%
assert zh_number("两三百") == (200, 300) and zh_number("十七八") == (17, 18) and zh_number("二十") == 20

# %% [markdown]
# ## English
#
# “Two hundred and five” adds, “two hundred thousand” multiplies, and “ten five” is no number at all.

# %%
#| export
_ONE_TO_19 = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_FIRST_TO_19TH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV".split()
SMALL = {word: n for n, word in enumerate(_ONE_TO_19, 1)}
TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "bln": 10**9,
    "mn": 10**6,
    "mln": 10**6,
    "tn": 10**12,
    "trn": 10**12,
    "k": 10**3,
    "m": 10**6,
    "b": 10**9,
    "t": 10**12,
    "dozen": 12,
    "score": 20,
}
SHORT_SCALE = "[bmt]n|[bm]ln|trn|[kmbt]"
ORDINALS = (
    {word: n for n, word in enumerate(_FIRST_TO_19TH, 1)}
    | {f"{word[:-1]}ieth": n for word, n in TENS.items()}
    | {"hundredth": 100}
)
ROMAN = {numeral: n for n, numeral in enumerate(_ROMAN, 1)}
ROMAN |= {chr(0x2160 + n): n + 1 for n in range(12)}  # Ⅰ-Ⅻ, single characters in some prints
_GLUED_SCALE = re.compile(rf"(?<=\d)(?=(?:{SHORT_SCALE})$)")
_BETWEEN_WORDS = re.compile(r"[\s-]+")
_BLANK_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")  # 7 000
_PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4}
_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5"}
_FRACTION = re.compile(
    rf"(?:\b(?P<n>an?|one|two|three)[ -])?\b(?P<part>{'|'.join(_PARTS)})\b(?: of)?(?: an?\b)?|[{''.join(_FRACTIONS)}]"
)


def en_value(numeral: str) -> Fraction | None:
    """The value of an English numeral, in words, digits or both.

    numeral: such as twenty-eight, two hundred and five, 1.8 billion, 39,000, a hundred, half a million, two and a
        half billion, a million and a half, US$8bn without its currency.
    Returns None for what is no well-formed numeral.
    """
    plain = _GLUED_SCALE.sub(" ", numeral.lower().replace(",", ""))
    plain = _FRACTION.sub(_slashed, _BLANK_GROUPS.sub("", plain))
    total = Fraction(0)
    current: Fraction | int | None = None  # what stands since the last scale
    last_scale = 1
    for word in _BETWEEN_WORDS.split(plain.strip()):
        if word in ("and", "a couple of", "of"):
            continue
        if word in SCALES:
            if current is None and not total:
                return None
            total, current = _scale(total, current, SCALES[word])
            last_scale = SCALES[word]
            continue
        if "/" in word:
            fraction = Fraction(word)
            if current is None and total:
                total += fraction * last_scale  # a million and a half
            else:
                current = (current or 0) + fraction
            continue
        value = _word_value(word)
        if value is None:
            return None
        if current is not None and not _fits(current, value):
            return None
        current = (current or 0) + value
    return total + (current or 0)


def _slashed(m: re.Match[str]) -> str:
    "A fraction in words as digits with a slash, between blanks."
    if m[0] in _FRACTIONS:
        return f" {_FRACTIONS[m[0]]} "
    count = {"two": 2, "three": 3}.get(m["n"] or "", 1)
    return f" {count}/{_PARTS[m['part']]} "


def _scale(
    total: Fraction, current: Fraction | int | None, factor: int
) -> tuple[Fraction, Fraction | int | None]:
    if factor <= 100:
        return total, (1 if current is None else current) * factor
    if current is None:
        return total * factor, None
    return total + current * factor, None


def _word_value(word: str) -> Fraction | int | None:
    if word in ("a", "an"):
        return 1
    if _DECIMAL.fullmatch(word):
        return Fraction(word)
    return SMALL.get(word, TENS.get(word))


def _fits(current: Fraction | int, value: Fraction | int) -> bool:
    "Whether a number may stand behind another: five behind two hundred or twenty, not behind ten."
    if current % 100 == 0 and value < 100:
        return True
    return current % 100 >= 20 and current % 10 == 0 and value < 10


# %%
{
    n: str(en_value(n))
    for n in (
        "twenty-eight",
        "two hundred and five",
        "1.8 billion",
        "39,000",
        "a hundred",
        "8bn",
        "two hundred thousand",
    )
}

# %%
assert en_value("two hundred and five") == 205 and en_value("two hundred thousand") == 200_000
assert en_value("1.8 billion") == 1_800_000_000 and en_value("39,000") == 39_000 and en_value("a dozen") == 12
assert en_value("ten five") is None and en_value("million") is None

# %%
#| export
_FIRST_TO_9TH = any_of(_FIRST_TO_19TH[:9])
ORDINAL_WORD = rf"(?:(?:{any_of(TENS)})[ -](?:{_FIRST_TO_9TH})|{any_of(ORDINALS)})"
ORDINAL = rf"(?:(?<![\w.])[0-9]{{1,6}}(?:st|nd|rd|th)|{ORDINAL_WORD})\b"


def ordinal_value(ordinal: str) -> int:
    """The value of an English ordinal: 26th, second, twenty-first.

    ordinal: a match of `ORDINAL`, in any case.
    """
    if ordinal[0].isdigit():
        return int(re.sub(r"\D", "", ordinal))
    tens, _, unit = ordinal.lower().replace(" ", "-").rpartition("-")
    return ORDINALS[unit] + TENS.get(tens, 0)


# %%
[ordinal_value(w) for w in ("26th", "Second", "twenty-first")]

# %%
assert [ordinal_value(w) for w in ("26th", "Second", "twenty-first", "twentieth")] == [26, 2, 21, 20]
assert re.fullmatch(ORDINAL, "twenty-first") and not re.fullmatch(ORDINAL, "2020s")
