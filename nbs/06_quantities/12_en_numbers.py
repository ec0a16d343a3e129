# %% [markdown]
# # en_numbers
#
# > English numbers and ranges with their hedges, units and currencies, composed of one grammar

# %% [markdown]
# “well over USD34.6 billion”, “half a million dollars”, “between 3 and 5 billion”, “€5m”, “two and a half years” and “20-plus countries” are made of the
# same parts: hedge, currency, numeral, scale, unit, hedge.

# %%
#| default_exp quantities.en_numbers

# %%
#| export
from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.numerals import ORDINALS, SCALES, SHORT_SCALE, SMALL, TENS, en_value
from fa_study.quantities.quantity import scaled
from fa_study.quantities.rules import DIGIT, Reading, Rule, any_of, cues, read_hedge
from fa_study.quantities.units import hedge_directions, hedges_after, hedges_before, unit_and_factor, units_of

# %%
from fa_study.quantities.rules import plain_numerals, scan

# %% [markdown]
# ## Hedges
#
# “over 3” and “3 or more” are hedged; “3 and over 100” holds the hedge of another number.

# %%
#| export
_DIRECTIONS = hedge_directions("en")
SCALE = "hundred|thousand|million|billion|trillion"
WORD = any_of([*SMALL, *TENS])
_SYMBOLS = [word for word in hedges_before("en") if not word[0].isalpha()]
_WORDS_BEFORE = [word for word in hedges_before("en") if word[0].isalpha()]
PRE = rf"(?:\b(?:{any_of(_WORDS_BEFORE)})[ -]|(?:{any_of(_SYMBOLS)})\s?)"
POST = rf"(?:(?:{any_of(hedges_after('en'))})(?!\w| [\d$€£]| (?:{WORD})\b))"


def en_hedge(*words: str | None) -> tuple[str, str]:
    """The direction of a hedge and its exact words; words: its parts, empty or None where there is none."""
    return read_hedge(_DIRECTIONS, *words)


# %%
re.match(rf"(?:{PRE})?3", "well over 3")[0], re.match(rf"3(?:{POST})?", "3 or more years")[0], en_hedge("over ")

# %%
assert re.match(rf"\d(?:{POST})", "3 or more years") and not re.match(rf"\d(?:{POST})", "3 and over 100")

# %% [markdown]
# ## Units
#
# The unit may stand at once behind the number or behind one or two words (“27 EU countries”), but not behind a preposition.

# %%
#| export
NOUNS = units_of("en", "noun")
SIGNS = units_of("en", "sign")
CURRENCIES = units_of("en", "currency")
_CUR = rf"(?:(?<![A-Za-z])(?:{any_of(CURRENCIES)})\s?)"
_BREAKS = (
    "of in to and for the by with on at from is are was were has have had as or that which than per a an into "
    "over during since until"
).split()
_GAP = rf"(?:(?!(?:{'|'.join(_BREAKS)})\b)[a-z][\w’'-]{{0,30}} )"
_SIGN = rf"[ -]?(?:{any_of(SIGNS)})(?!\w)"
_NOUN = rf"[ -]?(?:(?<=[ -]){_GAP}{{0,2}}?)?(?:{any_of(NOUNS)})\b"
UNIT = (
    rf"(?:[ -]?(?P<sign>{any_of(SIGNS)})(?!\w)|[ -]?(?:(?<=[ -]){_GAP}{{0,2}}?)?(?P<noun>{any_of(NOUNS)})\b)"
)
_ANY_UNIT = rf"(?:{_SIGN}|[ -]?(?:{any_of(NOUNS)})\b)"

# %%
[re.match(rf"\d+(?:{UNIT})?", t, re.I)[0] for t in ("27 EU countries", "8000-person", "8 percent", "5km", "29 missions in countries")]

# %%
assert re.match(rf"27(?:{UNIT})", "27 EU countries", re.I)["noun"] == "countries"
assert not re.match(rf"29(?:{UNIT})", "29 missions in countries", re.I)

# %% [markdown]
# ## Numerals
#
# Digits and words may be mixed with scales, long or short, and with halves and quarters before, inside and behind.

# %%
#| export
_GROUPED = r"\d{1,3}(?:,\d{3}){1,7}|\d{1,3}(?: \d{3}){1,7}(?![ ]?\d)|\d{1,24}"
_DIGITS = rf"(?<![\d.])(?<!\d,)(?:{_GROUPED})(?:\.\d{{1,24}})?(?!\d|,\d{{3}}|(?:st|nd|rd|th|s)\b)"
_AND_PART = r"(?: and (?:an?|one|three)[ -](?:half|quarters?|third)\b)"
_BEHIND_SCALE = "(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))"
_IN_WORDS = (
    rf"\b(?:(?:{WORD})\b|an? (?:{SCALE}|dozen|score)\b)"
    rf"(?:{_AND_PART}|[ -](?:{WORD}|{SCALE}|dozen|score)\b|{_BEHIND_SCALE} and (?:{WORD})\b){{0,12}}"
    rf"(?![ -](?:{WORD}|{SCALE}|{any_of(ORDINALS)})\b)"
)
_PARTS = r"\b(?:(?:an?|one|two|three)[ -])?(?:half|quarters?|thirds?)\b"
_PART_OF_SCALE = rf"{_PARTS}(?: of)?[ -](?:an? |one )?(?:{SCALE}|dozen)(?: (?:{SCALE}))?\b"
_SPANS = "centur|mile|hour|million|billion"
_PART_OF_UNIT = (
    rf"\b(?:an? |one )?half(?: of)?(?: an?\b|(?=[ -]))(?={_ANY_UNIT})|"
    rf"\b(?:(?:an?|one|three) )?quarters?(?: of an?\b(?={_ANY_UNIT})|(?=[ -](?:{_SPANS})))"
)
_SCALED = rf"(?:[ -]?(?:{SCALE}|dozen|[bmt]n|[bm]ln|trn)\b|[kmbt]\b){{0,3}}"
NUM = rf"(?:{_DIGITS}(?:\s?[½¼¾⅓⅔]|{_AND_PART})?{_SCALED}{_AND_PART}?|[½¼¾⅓⅔]{_SCALED}|{_PART_OF_SCALE}|{_PART_OF_UNIT}|{_IN_WORDS})"
_LAST_DIGITS = re.compile(rf"\d[\d, ]*(?:\.(?P<decimals>\d+))?[ -]?(?P<scale>(?:(?:{SCALE}|dozen|{SHORT_SCALE})[ -]?)*)$", re.I)


def en_step(numeral: str) -> Fraction | None:
    """One unit of the last written place of a numeral that may be rounded, None for one that is exact.

    numeral: 411.2 billion is written to a tenth of a billion; 4112 and “two million” are exact.
    """
    m = _LAST_DIGITS.search(numeral)
    if not m:
        return None
    decimals = len(m["decimals"] or "")
    scale = en_value(f"1 {m['scale']}".strip()) if m["scale"] else Fraction(1)
    return None if scale is None or scale == 1 and not decimals else scale / 10**decimals


# %%
[(n, re.fullmatch(NUM, n, re.I) is not None, str(en_value(n)), str(en_step(n))) for n in ("34.6 billion", "5m", "half a million", "two and a half million", "7 000", "a million and a half")]

# %%
assert all(re.fullmatch(NUM, n, re.I) for n in ("34.6 billion", "5m", "half a million", "7 000", "a million and a half", "2½"))
assert en_step("411.2 billion") == 10**8 and en_step("4112") is None and en_value("half a million") == 500_000

# %% [markdown]
# An ordinal and a decade are no numerals.

# %%
assert not re.match(NUM, "26th") and not re.match(NUM, "1990s") and not re.match(NUM, "twenty-first")

# %% [markdown]
# ## Numbers and ranges
#
# The second end of a range may give its scale, its unit and its currency to the first: “3 to 5 million doses”.

# %%
#| export
_NOT_IN_WORD = "(?<![A-Za-z])"  # where no number begins, and most positions are
_HEAD = rf"{_NOT_IN_WORD}(?P<pre>{PRE})?(?P<cur>{_CUR})?(?P<minus>(?<![\w)])(?:minus |-(?=\d)))?(?P<a>{NUM})"
_NUMBER = re.compile(rf"{_HEAD}(?P<plus>{POST})?{UNIT}?(?P<post>{POST})?")
_SECOND = rf"(?:{PRE})?{_CUR}?(?P<b>{NUM})(?P<plus>{POST})?{UNIT}?(?P<post>{POST})?"
_RANGE = re.compile(rf"{_HEAD}(?:{_ANY_UNIT})?\s?(?:-|–|—|to|or)\s?{_SECOND}")
_BETWEEN = re.compile(rf"\b(?P<pre0>between ){_HEAD}(?:{_ANY_UNIT})? and {_SECOND}")
_BEGINS = rf"(?:\d|(?:{WORD})\b|an? (?:{SCALE}|dozen|score|half|quarter)\b|(?:half|quarter)\b)"
_CORE = re.compile(rf"(?<![\d.])(?<!\d,)[0-9½¼¾⅓⅔]|(?<![a-z\d]){_BEGINS}")
_RANGE_CORE = re.compile(rf"(?:{_CORE.pattern})(?=[^.;()]{{0,40}}?(?:[-–—]|to |or )|[^;()]{{0,40}}?(?:[-–—]|to ))")
_LEAD = re.compile(rf"{_NOT_IN_WORD}(?:{PRE})?(?:{_CUR})?(?:minus |-)?\Z")
_BETWEEN_LEAD = re.compile(rf"\bbetween (?:{PRE})?(?:{_CUR})?\Z")
LEAD_ENDS = tuple(
    sorted({word[-4:] + join for word in _WORDS_BEFORE for join in " -"} | {word + blank for word in CURRENCIES for blank in ("", " ")})
) + tuple(sign + blank for sign in ["-", *_SYMBOLS] for blank in ("", " "))
_NUMBER_CUE = cues([DIGIT, *"½¼¾⅓⅔", *SMALL, *TENS, *SCALE.split("|"), "dozen", "score", "half", "quarter"])
_RANGE_CUE = cues("- – — to or", [DIGIT, *SMALL, *TENS, *SCALE.split("|")])
_LONE_LETTER = re.compile(r"(?<=\d)(?P<letter>[mt])$")


def _unit(m: re.Match[str]) -> tuple[str, Fraction | int]:
    if m["cur"]:
        return unit_and_factor(CURRENCIES[m["cur"].strip().lower()])
    if m["noun"]:
        return unit_and_factor(NOUNS[m["noun"].lower()])
    return unit_and_factor(SIGNS[m["sign"].lower()] if m["sign"] else "count")


_WORD_BEFORE = re.compile(r"(\w+)\W*$")
_WORD_BEHIND = re.compile(r" ([a-z]+)")
_DETERMINERS = frozenset("no any every each some this that another only which".split())
_NOT_COUNTED = frozenset(
    "another of by who that which can could must may should would will is was has had to in on at and or for from with "
    "where day hand side after thing".split()
)


def _counts_one(m: re.Match[str]) -> bool:
    start, end, text = m.start(), m.end(), m.string
    before = _WORD_BEFORE.search(text[max(0, start - 20) : start])
    if before and before[1].lower() in _DETERMINERS:
        return False
    if m["noun"] or m["sign"] or m["pre"]:
        return True
    behind = _WORD_BEHIND.match(text[end : end + 20])
    return behind is not None and behind[1] not in _NOT_COUNTED


_DOZEN = re.compile(r"an? (?:dozen|score)", re.I)


def read_number(m: re.Match[str]) -> Reading | None:
    """Value, unit and hedge of a number; None for a “one” that counts nothing."""
    numeral = m["a"]
    unit, factor = _unit(m)
    letter = _LONE_LETTER.search(numeral)
    if letter and unit == "count":
        numeral = numeral[:-1]  # 5m without money or people is five metres
        unit = "metre" if letter["letter"] == "m" else "tonne"
    value = en_value(numeral)
    if value is None:
        return None
    if numeral.lower() == "one" and not _counts_one(m):
        return None
    if unit == "times" and m.string.endswith("by ", 0, m.start()):
        unit = "times_more"
    step = en_step(numeral)
    reach = (value * factor * Fraction(5, 6), value * factor * Fraction(5, 3)) if _DOZEN.fullmatch(numeral) else None
    hedge, words = en_hedge(m["pre"], m["plus"], m["post"])
    exact = -value if m["minus"] else value
    return Reading(scaled(exact, factor), unit, hedge, words, reach, step * factor if step else None)


_LAST_SCALE = re.compile(rf"(?:[ -]?(?:{SCALE}|{SHORT_SCALE}))+$", re.I)
_ANY_SCALE = re.compile(rf"{SCALE}|\d(?:{SHORT_SCALE})\b", re.I)


def read_range(m: re.Match[str]) -> Reading | None:
    """Value, unit and hedge of a range; None where the second number is not above the first (70% to 59%)."""
    scale = _LAST_SCALE.search(m["b"])
    shared = scale[0] if scale and not _ANY_SCALE.search(m["a"]) else ""  # 3 to 5 million
    low, high = en_value(m["a"] + shared), en_value(m["b"])
    if low is None or high is None or low >= high:
        return None
    unit, factor = _unit(m)
    return Reading(scaled((low, high), factor), unit, *en_hedge(m["pre"], m["plus"], m["post"]), None, en_step(m["b"]))


NUMBER_RULES = [
    Rule(_BETWEEN, read_range, cues(["between "]), _CORE, _BETWEEN_LEAD),
    Rule(_RANGE, read_range, _RANGE_CUE, _RANGE_CORE, _LEAD, LEAD_ENDS),
    Rule(_NUMBER, read_number, _NUMBER_CUE, _CORE, _LEAD, LEAD_ENDS),
]


# %%
def read(text, rules):
    found = sorted(scan(plain_numerals(text), rules)[0])
    return [(q.text, str(q.value) if isinstance(q.value, Fraction) else tuple(map(str, q.value)), q.unit, q.hedge) for q in found]


for text in (
    "US$130.428 billion",
    "over-4 million-yuan",
    "150-plus countries",
    "two hundred and five",
    "half a million dollars",
    "half an hour",
    "one and a half hours",
    "USD34.6 billion",
    "€5m",
    "5m people",
    "2.8% to 9.7%",
    "three to five years",
    "between one million and three million yuan",
    "3 to 5 million doses",
):
    print(text, read(text, NUMBER_RULES))

# %%
assert read("US$130.428 billion", NUMBER_RULES)[0][1:3] == ("130428000000", "USD")
assert read("150 or more countries", NUMBER_RULES)[0][1:] == ("150", "country", "more")
assert read("39,000 participants and over 100 leaders", NUMBER_RULES)[1][1:] == ("100", "count", "more")
assert read("from 70% to 59%", NUMBER_RULES)[1][1] == "59"
assert read("by over 13 times", NUMBER_RULES)[0][2] in ("times", "times_more")
assert read("half a million dollars", NUMBER_RULES)[0][1:3] == ("500000", "USD") and read("half an hour", NUMBER_RULES)[0][1:3] == ("1/2", "hour")
assert read("between one million and three million yuan", NUMBER_RULES)[0][1:3] == (("1000000", "3000000"), "CNY")
assert read("€5m", NUMBER_RULES)[0][1:3] == ("5000000", "EUR") and read("5m wide", NUMBER_RULES)[0][1:3] == ("5", "metre")

# %% [markdown]
# “One” counts only where it counts something; ordinals and decades are left to other rules.

# %%
no_numbers = ("no one", "one of the", "one who", "this one", "ten five", "26th", "2020s")
assert [read(text, NUMBER_RULES) for text in no_numbers] == [[]] * 7
