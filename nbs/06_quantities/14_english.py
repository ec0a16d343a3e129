# %% [markdown]
# # english
#
# > The quantities in an English text: value, unit, hedge, and the exact words

# %% [markdown]
# “up by over 13 times”, “tens of thousands” and “the sixth plenary session of the 19th” are quantities; “no one”, “one of the”, “first and foremost”, “World
# War II” and “COVID-19” are none.

# %%
#| default_exp quantities.english

# %%
#| export
from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.en_dates import EN_DATE_RULES
from fa_study.quantities.en_numbers import NUMBER_RULES
from fa_study.quantities.en_shares import SHARE_RULES, SPAN_RULES
from fa_study.quantities.no_quantities import EN_NAME_RULES
from fa_study.quantities.numerals import ORDINAL, ORDINALS, ROMAN, SMALL, ordinal_value
from fa_study.quantities.quantity import Quantity
from fa_study.quantities.rules import DIGIT, Reading, Rule, cues, plain_numerals, prepare, scan

# %%
import pandas as pd

# %% [markdown]
# ## Ordinals and labels
#
# “Article 10”, “Phase III”, “II. Outlook”, “50th anniversary” and “the 14th Five-Year Plan” number something.

# %%
#| export
_ORDINAL = re.compile(rf"(?:for the (?={ORDINAL} time\b))?\b(?P<o>{ORDINAL})(?P<what> anniversar(?:y|ies)| time\b)?")
_ORDINAL_CORE = re.compile(rf"\b{ORDINAL}")
_FOR_THE = re.compile(r"\bfor the \Z")
_ORDINAL_CUE = cues([DIGIT, *ORDINALS])
_LABELS = (
    "Article Articles Resolution Chapter Section Phase Part Annex Protocol Page Volume Issue Goal Track Stage "
    "Number"
).split()
_ONE_TO_TEN = "|".join(word.title() for word, n in SMALL.items() if n <= 10)
_LABEL = re.compile(
    rf"\b(?:(?:{'|'.join(_LABELS)}) |No\.\s?)(?P<a>\d{{1,6}}\b(?![.,]\d)|[IVX]{{1,5}}\b|(?:{_ONE_TO_TEN})\b)"
)
_LABEL_CUE = cues([*(f"{label.lower()} " for label in _LABELS), "no."])
_SECTION = re.compile(r"^\s*\(?(?P<a>[IVX]{1,5}|[ivx]{1,5}|[Ⅰ-Ⅻ]|\d{1,2})(?:[.)](?=\s|$)|\s*$)")
_SECTION_CUE = cues([DIGIT, *"ivxⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"])
_PLAN = re.compile(rf"\b(?P<a>{ORDINAL})(?: and (?P<b>{ORDINAL}))? (?:Five|5)-Year Plans?\b", re.I)
_CENTENARY = re.compile(r"\b(?P<x>bi|ter)?-?centen(?:ar(?:y|ies)|nials?)\b", re.I)


def _read_ordinal(m: re.Match[str]) -> Reading:
    is_anniversary = "anniv" in (m["what"] or "").lower()
    return Reading(Fraction(ordinal_value(m["o"])), "anniversary" if is_anniversary else "ordinal")


def _read_label(m: re.Match[str]) -> Reading | None:
    label = m["a"].strip()
    value = int(label) if label.isdecimal() else ROMAN.get(label.upper()) or SMALL.get(label.lower())
    return Reading(Fraction(value), "ordinal") if value else None


def _read_centenary(m: re.Match[str]) -> Reading:
    years = {"bi": 200, "ter": 300}.get((m["x"] or "").lower(), 100)
    return Reading(Fraction(years), "anniversary")


LABEL_RULE = Rule(_LABEL, _read_label, _LABEL_CUE)
SECTION_RULE = Rule(_SECTION, _read_label, _SECTION_CUE)
PLAN_RULE = Rule(_PLAN, lambda m: None if m["b"] else Reading(Fraction(ordinal_value(m["a"])), "ordinal"), cues(["-year plan"]))
ORDINAL_RULES = [
    Rule(_ORDINAL, _read_ordinal, _ORDINAL_CUE, _ORDINAL_CORE, _FOR_THE, ("for the ",)),
    Rule(_CENTENARY, _read_centenary, cues("centen")),
]


# %%
def read(text, rules):
    return [(q.text, str(q.value), q.unit, q.hedge) for q in sorted(scan(text, rules)[0])]


labels = [LABEL_RULE, SECTION_RULE, *ORDINAL_RULES]
for text in (
    "the sixth plenary session of the 19th",
    "Article 10",
    "(Phase III)",
    "No.2 partner",
    "II. Outlook",
    "50th anniversary",
    "for the first time",
    "the Second Centenary Goal",
):
    print(text, read(text, labels))

# %%
assert [q[1] for q in read("the sixth plenary session of the 19th", labels)] == ["6", "19"]
assert (
    read("Article 10", labels)[0][1] == "10"
    and read("(Phase III)", labels)[0][1] == "3"
    and read("No.2 partner", labels)[0][0] == "No.2"
)
assert read("50th Anniversary", labels)[0][1:3] == ("50", "anniversary") and read("Ⅱ", labels)[0][1] == "2"
assert (
    read("for the fourth year", labels)[0][0] == "fourth"
    and read("for the first time", labels)[0][0] == "for the first time"
)
assert read("I wish to review", labels) == [] and read("Part of", labels) == []

# %% [markdown]
# ## The parser
#
# Labels and names first, then dates, shares and numbers, each blanked before the next looks.

# %%
#| export
_RULES = [
    LABEL_RULE,
    *EN_NAME_RULES,
    SECTION_RULE,
    PLAN_RULE,
    *EN_DATE_RULES,
    *SHARE_RULES,
    *NUMBER_RULES,
    *ORDINAL_RULES,
    *SPAN_RULES,
]
_READY = prepare(_RULES)


def parse_en(text: str) -> list[Quantity]:
    """The quantities of an English text, in its order; they do not overlap.

    text: a sentence or any other text. Returns Quantities whose text is the exact words at start:end.
    """
    plain = plain_numerals(text)
    found, _ = scan(plain, _READY)
    return sorted(q._replace(text=text[q.start : q.end]) for q in found)


# %%
pd.DataFrame(
    parse_en(
        "In the first 11 months of 2021, two-way trade was US$130.428 billion, up by over 13 times in two decades; COP26 drew 150-plus "
        "countries and tens of thousands of people for the second time."
    )
)


# %%
def values(text):
    return [str(q.value) for q in parse_en(text)]


assert values("US$8 billion in 2000 and US$107.8 billion in 2020") == [
    "8000000000",
    "2000",
    "107800000000",
    "2020",
]
assert values("On July 1, 28 countries and 3.5% of both states") == ["--07-01", "28", "7/2", "2"]
assert values(
    "from 2020 to 2025, the 1960s and 1970s, twenty-eight sub-forums, Third Ministers’ Meeting"
) == ["2020/2025", "196X/197X", "28", "3"]
assert values("") == []

# %% [markdown]
# Words and names leave nothing behind.

# %%
assert values("COVID-19, COP26, G20, 5G, A/RES/2758, 3×3, “1+3+6”, “1+N”, INTERACTION, H1N1") == []
assert (
    values(
        "one another, no one, first and foremost, once again, one of the, one-size-fits-all, World War II, third parties, net-zero, a two-way street"
    )
    == []
)
