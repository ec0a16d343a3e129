# %% [markdown]
# # rules
#
# > How text is searched for quantities: rules in a fixed order, tried where their cues stand

# %% [markdown]
# “COP26” holds the digits of a number and “December 3, 2021” those of three. Rules are therefore tried in a fixed order, and
# what one rule has read, name or quantity, is blanked before the next one looks.

# %%
#| default_exp quantities.rules

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, cast
from fractions import Fraction
from fa_study.language.search import Finder, make_finder
from fa_study.quantities.quantity import Quantity, Value

# %% [markdown]
# ## Plain characters
#
# Full-width digits (１３．５％), traditional characters (億) and no-break spaces mean what their plain counterparts mean. Folding
# replaces one character by one, so every offset stays what it was.

# %%
#| export
_WIDE = {
    c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F) if chr(c) not in "，；！？（）"
}  # Unicode: halfwidth and fullwidth forms
_TRADITIONAL = str.maketrans(
    "萬億兩個國項屆條劑餘幾點達約過間週紀歲種場幣圓時鐘倍數份題類貳叄陸參後噸頃畝尺傢輪號頁雙對臺餘僅逾佔華強將幾歷曆國際頓兒數減長寬級層",
    "万亿两个国项届条剂余几点达约过间周纪岁种场币圆时钟倍数份题类贰叁陆叁后吨顷亩尺家轮号页双对台余仅逾占华强将几历历国际顿儿数减长宽级层",
)
_SPACES = str.maketrans(
    "\n\t\u00a0\u2007\u2009\u202f\u3000\u2010\u2011\u2012\u2212￥（）", "       ----¥()"
)  # and the two typographic hyphens
_PLAIN = _WIDE | _TRADITIONAL | _SPACES
_NOT_PLAIN = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")


def plain_numerals(text: str) -> str:
    """Text with full-width characters, spaces, and the traditional characters of numbers made plain.

    text: any text. Returns a string of the same length; position n stands for position n.
    """
    return text.translate(_PLAIN) if _NOT_PLAIN.search(text) else text


# %%
plain_numerals("增长１３．５％，約３億劑")

# %%
assert plain_numerals("增长１３．５％，約３億劑") == "增长13.5%，约3亿剂"
assert plain_numerals("“a”，（b）") == "“a”，(b)" and plain_numerals("8\u00a0billion") == "8 billion"


# %% [markdown]
# ## Rules
#
# Three dozen patterns for a sentence that holds one number are slow. A cue is what any match of a pattern must contain, in a form that is
# found fast; without it the pattern is not tried.

# %%
#| export
class Reading(NamedTuple):
    """What a rule read from a match, as in a Quantity; without a value a name, no quantity."""

    value: Value | None
    unit: str = ""
    hedge: str = ""
    hedge_text: str = ""
    reach: tuple[Fraction, Fraction] | None = None
    step: Fraction | None = None


NAME = Reading(None)


class Rule(NamedTuple):
    """A pattern and how it is read.

    pattern: what is looked for; its work must grow no faster than the text (bounded repeats only).
    read: turns a match into a Reading, `NAME` for something that is no quantity, or None to leave the match
        to later rules.
    cue: sets of strings; of each set the text in lower case contains one wherever the pattern matches (see `cues`).
    core: finds, in the text in lower case, where what must be there begins; the pattern is then only tried there.
        Case is then folded for the pattern too.
    lead: what may stand before the core and belongs to the match; ends with \\Z.
    ends: how what may stand before the core can end; empty: in any way.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]
    cue: tuple[frozenset[str], ...] = ()
    core: re.Pattern[str] | None = None
    lead: re.Pattern[str] | None = None
    ends: tuple[str, ...] = ()


HOLE = "\ue000"  # a private-use character: no letter, no digit, no space
DIGIT = "\0"  # as a cue: any digit
LONGEST_LEAD = 60  # characters


def cues(*sets: str | Iterable[str]) -> tuple[frozenset[str], ...]:
    """The cues of a rule.

    sets: strings of which one must stand in the text, set by set; one string alone is a set of its words.
    """
    return tuple(frozenset(words.split() if isinstance(words, str) else words) for words in sets)


class Prepared(NamedTuple):
    """Rules with what finds their cues in one pass over a text.

    rules: in their order.
    finder: finds the cues.
    by_cue: a string of the first set of cues -> the places of the rules that have it there.
    always: the places of the rules without cues.
    """

    rules: tuple[Rule, ...]
    finder: Finder
    by_cue: dict[str, list[int]]
    always: frozenset[int]


def prepare(rules: Iterable[Rule]) -> Prepared:
    """Rules ready for many texts; rules: in their order."""
    kept = tuple(rules)
    finder = make_finder(key for rule in kept for words in rule.cue for key in sorted(words) if key != DIGIT)
    by_cue: dict[str, list[int]] = {}
    for n, rule in enumerate(kept):
        for key in rule.cue[0] if rule.cue else ():
            by_cue.setdefault(key, []).append(n)
    always = frozenset(n for n, rule in enumerate(kept) if not rule.cue)
    return Prepared(kept, finder, by_cue, always)


def _rules_to_try(prepared: Prepared, there: set[str]) -> list[Rule]:
    "The rules of which a text has the cues, in their order."
    places = set(prepared.always)
    for key in there:
        places.update(prepared.by_cue.get(key, ()))
    rules = [prepared.rules[n] for n in sorted(places)]
    return [rule for rule in rules if not any(map(there.isdisjoint, rule.cue[1:]))]


def scan(text: str, rules: Prepared | Iterable[Rule], *, work: str | None = None) -> tuple[list[Quantity], str]:
    """Read a text with rules, the first ones first.

    text: the text whose words the quantities quote.
    rules: what to look for, prepared or as they are.
    work: the text with some parts blanked already, of the same length.
    default: `text`.
    Returns the quantities (rule by rule) and the text with everything blanked that was read. Linear in the
        text.
    """
    work = text if work is None else work
    prepared = rules if isinstance(rules, Prepared) else prepare(rules)
    found: list[Quantity] = []
    small = _lower(work)
    there = _cues_there(small, prepared.finder)
    for rule in _rules_to_try(prepared, there):
        hits = [(m.span(), rule.read(m)) for m in _matches(rule, work, small)]
        read = [(span, reading) for span, reading in hits if reading is not None]
        if not read:
            continue
        found += [_quantity(span, reading, text) for span, reading in read if reading.value is not None]
        work = blank(work, [span for span, _ in read])
        small = _lower(work)
    return found, work


def _lower(text: str) -> str:
    "Lower case of the same length (one capital of Turkish grows a dot)."
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_NO_HALVES = dict.fromkeys(range(0xD800, 0xE000), "?")  # half characters of a broken text
_HAS_DIGIT = re.compile(r"\d")


def _hits(small: str, finder: Finder) -> list[tuple[int, int, int]]:
    try:
        return finder.every.find_matches_as_indexes(small, overlapping=True)
    except UnicodeEncodeError:
        return finder.every.find_matches_as_indexes(small.translate(_NO_HALVES), overlapping=True)


def _cues_there(small: str, finder: Finder) -> set[str]:
    hits = _hits(small, finder) if finder.keys else []
    there = {finder.keys[n] for n in {n for n, _, _ in hits}}
    return there | {DIGIT} if _HAS_DIGIT.search(small) else there


def _may_lead(rule: Rule, small: str, first: int, at: int) -> bool:
    return first < at and (not rule.ends or small.endswith(rule.ends, first, at))


def _matches(rule: Rule, work: str, small: str) -> Iterator[re.Match[str]]:
    "The matches of a rule, tried only where its core begins if it has one."
    if rule.core is None:
        yield from rule.pattern.finditer(work)
        return
    end = 0
    for core in rule.core.finditer(small):
        at = core.start()
        if at < end:
            continue
        first = max(end, at - LONGEST_LEAD)
        lead = rule.lead.search(small, first, at) if rule.lead and _may_lead(rule, small, first, at) else None
        m = rule.pattern.match(small, lead.start()) if lead else None
        if m is None or m.end() <= at:
            m = rule.pattern.match(small, at)
        if m is not None:
            end = m.end()
            yield m


def _quantity(span: tuple[int, int], reading: Reading, text: str) -> Quantity:
    start, end = span
    words = text[start:end]
    value = cast(Value, reading.value)
    q = Quantity(start, end, words, value, *reading[1:])
    at = words.lower().find(reading.hedge_text)
    return q._replace(hedge_text=words[at : at + len(reading.hedge_text)]) if reading.hedge_text and at >= 0 else q


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Text with the characters of some spans replaced by `HOLE`.

    text: any text.
    spans: pairs of start and end in it, in order, without overlap.
    """
    parts = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], HOLE * (end - start)]
        at = end
    return "".join(parts) + text[at:]


# %%
digits = re.compile(r"\d+")
toy_rules = [
    Rule(re.compile(r"[A-Z]+\d+"), lambda m: NAME, cues([DIGIT])),
    Rule(digits, lambda m: Reading(Fraction(m[0]), "count")),
]
found, left = scan("COP26 drew 141 countries", toy_rules)
found, left.replace(HOLE, "_")

# %%
assert [q.text for q in found] == ["141"] and left == HOLE * 5 + " drew " + HOLE * 3 + " countries"

# %% [markdown]
# Without the rule for names the conference would count as twenty-six.

# %%
wrong, _ = scan("COP26 drew 141 countries", toy_rules[1:])
assert [q.text for q in wrong] == ["26", "141"]
assert scan("No digit here", toy_rules) == ([], "No digit here")


# %%
#| export
def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first, so that 个国家 is not read as 个.

    words: as they stand.
    """
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first))


# %%
assert re.match(any_of(["个", "个国家"]), "个国家")[0] == "个国家"


# %% [markdown]
# A hedge may stand before its number, after it, or be split round it (“约…左右”); its first part gives the direction.

# %%
#| export
def read_hedge(directions: Mapping[str, str], *words: str | None) -> tuple[str, str]:
    """The direction of a hedge and its exact words.

    directions: words in lower case, without spaces and hyphens round them -> direction.
    words: the parts of the hedge in the order of the text, empty or None where there is none.
    Returns ("", "") if there is none; "up_to" gives way to any other direction (达到4%以上 is more than 4%).
    """
    said = [word.strip() for word in words if word]
    if not said:
        return "", ""
    ways = [directions[word.strip(" -").lower()] for word in said]
    firm = [way for way in ways if way != "up_to"]
    return (firm or ways)[0], "…".join(said)


# %%
read_hedge({"over": "more", "约": "about", "左右": "about"}, "约", None, "左右")

# %%
assert read_hedge({"约": "about", "左右": "about"}, "约", None, "左右") == ("about", "约…左右")
assert read_hedge({"over": "more"}, "Over ") == ("more", "Over") and read_hedge({}, None, "") == ("", "")
