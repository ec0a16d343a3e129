# %% [markdown]
# # wordlists
#
# > The package's lists of words and set phrases that may be a figure of speech, and all of them found in one pass over a sentence

# %% [markdown]
# "Paved", "paving" and "paves the long way" are one metaphor. An entry therefore may hold "\*" for the rest of a word and "…" for a few words in between;
# and since a platform may be one for online shopping, an entry can name words that rule it out when they stand near.

# %%
#| default_exp rhetoric.wordlists

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
import pandas as pd
from fa_study.study import signature
from fa_study.language.search import Finder, find_everywhere, make_finder

# %% [markdown]
# ## The lists
#
# Each list is a file of its own, with a score for each entry that says how often such a match is meant as a figure: an estimate.

# %%
#| export
SEARCHED = ("metaphors", "intensifiers", "hyperboles", "allusions")


@lru_cache(maxsize=None)
def _lines(name: str) -> list[list[str]]:
    "The cells of each line of a file of the package, but for its header."
    text = files("fa_study").joinpath(f"data/rhetoric/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=None)
def load_wordlist(name: str) -> pd.DataFrame:
    """One of the package's word lists of rhetoric.

    name: one of `SEARCHED`.
    Returns one row an entry: lang, pattern, kind (for metaphors the source domain), score (0..1), except
        (divided by "|"), source.
    """
    columns = ["lang", "pattern", "kind", "score", "except", "source"]
    return pd.DataFrame(_lines(f"{name}.tsv"), columns=columns, dtype="object").astype({"score": float})


def rhetoric_signature() -> str:
    """The settings that the devices depend on, for signatures: the version of the word lists
    and of the rules.
    """
    version = files("fa_study").joinpath("data/rhetoric/VERSION").read_text(encoding="utf-8").strip()
    return signature(wordlists=version, rules="1")


# %%
tables = {name: load_wordlist(name) for name in SEARCHED}
pd.DataFrame(
    {
        "entries": {name: len(table) for name, table in tables.items()},
        "Chinese": {name: (table.lang == "zh").sum() for name, table in tables.items()},
    }
)

# %%
for table in tables.values():
    assert not table.duplicated(["lang", "pattern"]).any()
    assert set(table.lang) == {"en", "zh"} and table.score.between(0, 1).all()
rhetoric_signature()


# %% [markdown]
# The rules for series, openings and quotations go by short closed lists: verbs that open a member, words that no noun phrase begins with, titles of persons.
# They are kept with the word lists, so that a reader can see and change them.


# %%
#| export
@lru_cache(maxsize=None)
def word_set(name: str, lang: str) -> tuple[str, ...]:
    """A closed list of words that a rule goes by, in the order of the file `sets.tsv`.

    name: the list's name there
    lang: "en" or "zh".
    Returns the words; those of "person", "say", "names" and "name ends" are regular expressions.
    Raises KeyError for a list that there is not.
    """
    words = tuple(word for code, listed, word in _lines("sets.tsv") if (code, listed) == (lang, name))
    if not words:
        raise KeyError(f"no list {name!r} of the language {lang!r} in sets.tsv")
    return words


@lru_cache(maxsize=None)
def verb_list(lang: str) -> frozenset[str]:
    """The package's list of verbs that open the members of a series.

    lang: "en" (base forms) or "zh".
    """
    return frozenset(verb for code, verb in _lines("verbs.tsv") if code == lang)


@lru_cache(maxsize=None)
def irregular_verbs() -> dict[str, list[str]]:
    """The English verbs of irregular forms: base form -> past form and participle, one where they are the
    same.

    >>> irregular_verbs()["seek"]
    ['sought']
    """
    return {verb: forms.split() for verb, forms in _lines("irregular.tsv")}


class Frame(NamedTuple):
    """A frame that sets one thing against another: its name, whether it is a strong one, and its regular
    expression."""

    name: str
    is_strong: bool
    pattern: str


@lru_cache(maxsize=None)
def contrast_frames(lang: str) -> tuple[Frame, ...]:
    """The frames of contrast (not … but, 不是……而是), strong ones and those that often only add or concede.

    lang: "en" or "zh".
    """
    frames = []
    for code, name, strength, pattern in _lines("cues.tsv"):
        if code == lang:
            frames.append(Frame(name, strength == "strong", pattern))
    return tuple(frames)


@lru_cache(maxsize=None)
def antonym_pairs(lang: str, kind: str) -> tuple[tuple[str, str], ...]:
    """The package's pairs of opposite words.

    lang: "en" or "zh"
    kind: "word", or "character" for single Chinese characters that oppose where they stand at the same
        place.
    """
    pairs = []
    for code, listed_kind, one, other in _lines("antonyms.tsv"):
        if code == lang and listed_kind == kind:
            pairs.append((one, other))
    return tuple(pairs)


# %%
word_set("pronoun", "en"), irregular_verbs()["write"], contrast_frames("zh")[0]

# %%
assert "build" in verb_list("en") and "构建" in verb_list("zh")
assert all(len(set(contrast_frames(lang))) == len(contrast_frames(lang)) for lang in ("en", "zh"))

# %%
try:
    word_set("rhymes", "en")
except KeyError as e:
    message = e.args[0]
print(message)
assert message == "no list 'rhymes' of the language 'en' in sets.tsv"

# %% [markdown]
# ## What an entry matches
#
# An entry is written as a reader would write it, and becomes a regular expression with edges: in English it does not begin or end inside a word.

# %%
#| export
_GAP = {"zh": r"[^，。；：！？、\s]{0,12}?", "en": r"\W+(?:\w+\W+){0,4}?"}


def pattern_regex(pattern: str, lang: str) -> str:
    """The regular expression of an entry.

    pattern: as a list writes it, with "*" (the rest of an English word) and "…" (at most four words or
        twelve characters)
    lang: "en" or "zh".
    """
    parts = []
    for part in pattern.split("…"):
        literal = re.escape(part.strip())
        parts.append(literal.replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\ ", r"\s+"))
    body = _GAP[lang].join(parts)
    return body if lang == "zh" else rf"(?<!\w){body}(?!\w)"


@lru_cache(maxsize=None)
def _compiled(pattern: str, lang: str) -> re.Pattern[str]:
    # Made when a text first holds the beginning of the entry: most of three thousand entries never come up.
    return re.compile(pattern_regex(pattern, lang), re.I)


# %%
{
    pattern: bool(re.search(pattern_regex(pattern, "en"), "The accord paves the long way."))
    for pattern in ("pav*", "pav*…way", "way*", "ave*")
}

# %%
assert re.fullmatch(pattern_regex("pav*…way", "en"), "paving the way") and not re.search(
    pattern_regex("bridge", "en"), "Rebridge"
)
assert re.fullmatch(pattern_regex("搭建…平台", "zh"), "搭建合作平台") and not re.search(
    pattern_regex("搭建…平台", "zh"), "搭建灯塔，平台"
)


# %% [markdown]
# ## All lists in one pass
#
# Trying three thousand entries at every word of a text takes minutes. The words with which entries begin are therefore looked for all at once, and only the
# entries whose beginning stands at a place are tried there.


# %%
#| export
class Entry(NamedTuple):
    """An entry of a list: the list's name, its row there, the pattern, kind and score, and the words that
    rule it out.
    """

    wordlist: str
    row: int
    pattern: str
    kind: str
    score: float
    exceptions: tuple[str, ...]


class Match(NamedTuple):
    """An entry in a text: start, end (character offsets), and the entry."""

    start: int
    end: int
    entry: Entry


def _beginning(pattern: str) -> str:
    "The words with which an entry begins."
    return re.split("[*…]", pattern.lower())[0].strip()


@lru_cache(maxsize=None)
def _beginnings(lang: str) -> tuple[Finder, dict[str, list[Entry]]]:
    "What looks for the words with which entries begin, and the entries under them."
    entries: dict[str, list[Entry]] = {}
    for name in SEARCHED:
        for row, (code, pattern, kind, score, exceptions, _) in enumerate(
            load_wordlist(name).itertuples(index=False)
        ):
            if code != lang:
                continue
            beginning = _beginning(pattern)
            entry = Entry(name, row, pattern, kind, score, tuple(filter(None, exceptions.split("|"))))
            entries.setdefault(beginning, []).append(entry)
    return make_finder(entries), entries


_SAME = str.maketrans({"’": "'", "İ": "i"})  # İ becomes two characters in lower case
_UNEVEN = re.compile(r"\s\s|[^\S ]")


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """A text in lower case with one space for any white space, and for each of its characters the offset in
    the text.
    """
    lower = text.translate(_SAME).lower()
    if not _UNEVEN.search(lower):
        return lower, range(len(lower))
    characters = []
    offsets = []
    for piece in re.finditer(r"\s+|\S", lower):
        characters.append(" " if piece[0].isspace() else piece[0])
        offsets.append(piece.start())
    return "".join(characters), offsets


def _match(text: str, start: int, entry: Entry, lang: str) -> Match | None:
    found = _compiled(entry.pattern, lang).match(text, start)
    if not found:
        return None
    around = text[max(0, start - NEAR) : found.end() + NEAR]
    if any(exception in around for exception in entry.exceptions):
        return None
    return Match(start, found.end(), entry)


NEAR = 10  # characters before and behind a match in which an exception rules it out


def _longest_first(match: Match) -> tuple[int, int, int]:
    return match.start, -match.end, match.entry.row


def find_words(text: str, lang: str) -> list[Match]:
    """Where the entries of the lists `SEARCHED` stand in a text: of each list leftmost first, the longest
    at each place, none overlapping.

    text: a sentence
    lang: "en" or "zh".
    Returns the matches list by list, in the order of the text. An entry's exceptions must not stand in
        the match or within ten characters of it.

    >>> [(match.start, match.entry.wordlist) for match in find_words("风暴将至", "zh")]
    [(0, 'metaphors')]
    """
    finder, entries = _beginnings(lang)
    folded, offsets = _folded(text)
    matches: dict[str, list[Match]] = {name: [] for name in SEARCHED}
    for start, _, beginning in find_everywhere(folded, finder):
        for entry in entries[beginning]:
            match = _match(text, offsets[start], entry, lang)
            if match:
                matches[entry.wordlist].append(match)
    found = []
    for matches_of_list in matches.values():
        found += _without_overlaps(matches_of_list)
    return found


def _without_overlaps(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=_longest_first):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


# %%
toy = "The accord paves the way for trade, and its engine drives a fishing fleet."
found = find_words(toy, "en")
pd.DataFrame(
    [(toy[m.start : m.end], m.entry.pattern, m.entry.wordlist, m.entry.kind) for m in found],
    columns=["words", "entry", "list", "kind"],
)

# %%
assert [(toy[m.start : m.end], m.entry.kind) for m in found][:2] == [
    ("paves the way", "JOURNEY"),
    ("engine", "VEHICLE/MACHINE"),
]
zh = find_words("各国共同搭建合作平台，为海峡注入新的动力。", "zh")
assert [m.entry.kind for m in zh] == ["BUILDING", "BUILDING", "VEHICLE/MACHINE"]

# %% [markdown]
# White space, capitals and the shape of an apostrophe do not matter; the offsets are those of the text as it stands.

# %%
odd = "It  PAVES\nthe way, at arm’s length."
[odd[m.start : m.end] for m in find_words(odd, "en")]

# %%
assert [odd[m.start : m.end] for m in find_words(odd, "en")] == ["PAVES\nthe way", "arm’s length"]

# %% [markdown]
# A word inside another word is no match, and an exception near by rules an entry out.

# %%
print(find_words("Rebridge", "en"), find_words("电商平台", "zh"))
assert find_words("Rebridge", "en") == [] and find_words("电商平台", "zh") == []
