# %% [markdown]
# # series_en
#
# > Threes and runs of parallel phrases in an English sentence, told by its commas, its "and" and the forms of its verbs

# %% [markdown]
# "To light the strait, guard the ships and feed the towns" has one comma and three members; "In 2031, Arden and Vell signed" has one comma and none.
# A series is found from its last "and" backwards: what stands between two commas must look like what stands after the "and".

# %%
#| default_exp rhetoric.series_en

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from fa_study.rhetoric.hits import EN_FORM, near
from fa_study.rhetoric.wordlists import irregular_verbs, verb_list, word_set

# %% [markdown]
# ## Verb forms
#
# "Light, guard and feed" is a series of verbs, and so is "lighting, guarding and feeding"; a mixture is not. The forms are spelt from a list of verbs,
# which is enough for members that begin a phrase and needs no tagger.

# %%
#| export
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][bdglmnprt]")
_DOUBLING = ("commit", "submit", "permit", "begin", "forget")  # longer verbs whose last consonant doubles
_TO_BE = {"is": "s", "are": "s", "has": "s", "was": "ed", "were": "ed", "be": "base", "being": "ing"}


def _spell_s(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")


def _spell(verb: str, ending: str) -> str:
    if ending == "s":
        return _spell_s(verb)
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + ending
    if ending == "ed" and re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    doubles = _DOUBLES.fullmatch(verb) or verb in _DOUBLING
    return verb + (verb[-1] if doubles else "") + ending


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, str]:
    """English verb forms of the package's list of verbs: form -> "base", "s", "ing" or "ed" (past and

    participle).
    """
    verbs = sorted(verb_list("en"))
    irregular = irregular_verbs()
    forms: dict[str, str] = {}
    for verb in verbs:
        for ending in ("s", "ing", "ed"):
            if ending != "ed" or verb not in irregular:
                forms[_spell(verb, ending)] = ending
    for verb in verbs:
        forms |= dict.fromkeys(irregular.get(verb, []), "ed")
    return forms | dict.fromkeys(verbs, "base") | _TO_BE


def inflected(word: str) -> set[str]:
    """The forms in which an English word may stand, spelt by rule: plural, verb forms, adverb.

    word: in lower case.

    >>> sorted(inflected("share"))
    ['share', 'shared', 'sharees', 'sharely', 'shares', 'sharing']
    """
    forms = {word, word + "s", word + "es", word + "ly"}
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ily"}
    if word.endswith("e"):
        forms |= {word[:-1] + "ing", word + "d"}
    if verb_forms().get(word) == "base":
        for ending in ("s", "ing", "ed"):
            forms.add(_spell(word, ending))
    return forms | set(irregular_verbs().get(word, ()))


@lru_cache(maxsize=None)
def verb_form(word: str) -> str | None:
    """The form of an English verb, "base", "s", "ing" or "ed"; None for what is in no list.

    word: as it is written.
    """
    return verb_forms().get(word.lower())


# %%
{w: verb_forms().get(w) for w in ["build", "built", "planning", "carries", "lantern"]}

# %%
assert [verb_forms().get(w) for w in ["build", "built", "planning", "carries", "lantern"]] == [
    "base",
    "ed",
    "ing",
    "s",
    None,
]
assert "builded" not in verb_forms()

# %% [markdown]
# ## Segments
#
# Commas and dashes divide members; colons, semicolons and brackets end a series. The comma in 4,300 divides nothing.

# %%
#| export
_STRETCH = re.compile(r"[^;:()\[\]?!]+")
_CUT = re.compile(r",(?!\d)|[—–]")


class Segment(NamedTuple):
    """A stretch of a sentence between two commas: its end (characters), its words and where each begins."""

    end: int
    words: list[str]
    starts: list[int]


def en_segments(text: str) -> list[list[Segment]]:
    """The comma segments of an English sentence, in stretches that colons, semicolons and brackets divide.

    text: a sentence.
    Returns one list a stretch, without empty segments.
    """
    stretches = []
    for m in _STRETCH.finditer(text):
        segments = _segments(text, m.start(), m.end())
        if segments:
            stretches.append(segments)
    return stretches


def _segments(text: str, start: int, end: int) -> list[Segment]:
    found = []
    begin = start
    for stop in [*(cut.start() for cut in _CUT.finditer(text, start, end)), end]:
        words = []
        starts = []
        for word in EN_FORM.finditer(text, begin, stop):
            words.append(word[0])
            starts.append(word.start())
        if words:
            found.append(Segment(stop, words, starts))
        begin = stop + 1
    return found


# %%
[[s.words for s in stretch] for stretch in en_segments("We light 4,300 lamps, guard the ships; nobody pays.")]

# %%
assert [len(stretch) for stretch in en_segments("We light 4,300 lamps, guard the ships; nobody pays.")] == [
    2,
    1,
]
assert en_segments("…") == []

# %% [markdown]
# ## How a member opens
#
# "And jointly keep the lamps" opens with a verb as "light the strait" does: a coordinator and adverbs before it are passed over. A single word is no
# phrase, and opens with nothing.

# %%
#| export
_COORD = frozenset(("and", "or", "but", "nor"))
_PASSED_OVER = frozenset(word_set("passed over", "en"))
_OPENING_WORDS = word_set("opening", "en")


@lru_cache(maxsize=None)
def _is_passed_over(word: str) -> bool:
    lower = word.lower()
    adverb = lower in _PASSED_OVER or (lower.endswith("ly") and re.fullmatch(r"\w+ly", lower) is not None)
    return adverb and lower not in verb_forms()


def opening_form(words: Sequence[str]) -> str | None:
    """The verb form that a member begins with, adverbs and a coordinator left aside; None for a single word.

    words: of the member.
    """
    k = 1 if words[0].lower() in _COORD else 0
    while k < len(words) and _is_passed_over(words[k]):
        k += 1
    return verb_form(words[k]) if k < len(words) - 1 else None


def _openings(words: Sequence[str]) -> set[str]:
    "What a member opens with: the form of its verb, and one of a few words itself."
    form = opening_form(words)
    found = {form} if form else set()
    rest = words[1:] if words[0].lower() in _COORD else words
    if len(rest) > 2 and rest[0].lower() in _OPENING_WORDS:
        found.add(rest[0].lower())
    return found


# %%
[
    sorted(_openings(words.split()))
    for words in ("and jointly keep the lamps", "with all our ships", "keep", "the keepers sleep")
]

# %%
assert _openings("and jointly keep the lamps".split()) == {"base"} and _openings(
    "with all our ships".split()
) == {"with"}
assert _openings(["keep"]) == set() and _openings("the keepers sleep".split()) == set()

# %% [markdown]
# ## Runs of phrases that open alike
#
# The members may be long and hold lists of their own, so only their openings are compared: verbs of one form, or one preposition or question word.

# %%
#| export
_VERB_FORMS = ("base", "ing", "ed", "s")
GAP, FINITE_GAP = (
    3,
    6,
)  # widest step between members of a run, in segments; finite verbs may have lists between them


def _head(before: Sequence[Segment], form: str) -> list[int]:
    "Where the first member begins: at the last verb of the form in the two segments before the run."
    for segment in reversed(before[-2:]):
        for word, start in zip(reversed(segment.words), reversed(segment.starts)):
            if word.lower() == form or verb_form(word) == form:
                return [start]
    return []


def _inner(segment: Segment, form: str) -> list[int]:
    'Where a last member begins that follows a bare "and".'
    for k in range(len(segment.words) - 2, 1, -1):
        if segment.words[k].lower() in _COORD and form in _openings(segment.words[k:]):
            return [segment.starts[k + 1]]
    return []


class PhraseRun(NamedTuple):
    """A run of phrases: (start, end) of each member, what they open with, whether the last follows a bare
    "and", whether other segments stand between, whether the first has its verb."""

    members: list[tuple[int, int]]
    form: str
    has_inner: bool
    has_gap: bool
    has_head: bool


def _phrase_run(segments: Sequence[Segment], group: Sequence[int], form: str) -> PhraseRun | None:
    "The run of the segments of a group; None for fewer than three members."
    last = segments[group[-1]]
    head = _head(segments[: group[0]], form)
    starts = [segments[k].starts[0] for k in group]
    inner = _inner(last, form)
    members = [*head, *starts, *inner]
    if len(members) < 3:
        return None
    spans = list(zip(members, [*members[1:], last.end]))
    has_gap = group[-1] - group[0] >= len(group)
    return PhraseRun(spans, form, bool(inner), has_gap, bool(head))


def phrase_runs(segments: Sequence[Segment]) -> list[PhraseRun]:
    """Runs of three or more phrases that open alike: "to build …, promote … and uphold …".

    segments: of one stretch.
    Returns the runs, form by form.
    """
    places: dict[str, list[int]] = {}
    for k, segment in enumerate(segments[1:], start=1):
        for form in _openings(segment.words):
            places.setdefault(form, []).append(k)
    found = []
    for form in (*_VERB_FORMS, *_OPENING_WORDS):
        for group in near(places.get(form, ()), FINITE_GAP if form in ("ed", "s") else GAP):
            run = _phrase_run(segments, group, form)
            if run:
                found.append(run)
    return found


# %%
toy = "The states agreed to build lighthouses on every cape, train the keepers, and share the cost of oil."
[[toy[a:b] for a, b in run.members] for run in phrase_runs(en_segments(toy)[0])]

# %%
assert [len(run.members) for run in phrase_runs(en_segments(toy)[0])] == [3]
assert phrase_runs(en_segments("They met in May, and the keepers went home.")[0]) == []

# %% [markdown]
# ## What may be a member
#
# "Sovereignty, security and development interests" has no verbs to compare. Its members are short, hold no finite verb and do not begin a clause.

# %%
#| export
_FINITE = frozenset(word_set("finite", "en"))


def is_finite(word: str) -> bool:
    """Whether a word is one of a few that only a clause holds.

    word: as it is written.
    """
    return word.lower() in _FINITE


_PREPOSITIONS = frozenset(word_set("preposition", "en"))
_CLAUSAL = _FINITE | frozenset(word_set("no noun", "en"))  # in no member
_NO_NOUN = _CLAUSAL | _PREPOSITIONS  # at no member's beginning
_INTRODUCES = _PREPOSITIONS | frozenset(word_set("introduces", "en"))
_ADJECTIVAL = frozenset(word_set("adjectival", "en"))
_AFTER_VERB = frozenset(word_set("after verb", "en"))
_AFTER_ING = _AFTER_VERB | {"out", "up"}
LONGEST = 8  # words of a member


def _nominal(words: Sequence[str]) -> bool:
    if not 0 < len(words) <= LONGEST or words[0].lower() in _NO_NOUN:
        return False
    return _CLAUSAL.isdisjoint(words)


def is_adverbial(word: str) -> bool:
    """Whether a word opens an adverbial rather than a member of a series.

    word: as it is written.
    """
    return word.lower() in _INTRODUCES


def may_follow(word: str) -> bool:
    """Whether a word may go on with a noun phrase.

    word: as it is written.
    """
    return word.lower() not in _NO_NOUN


def is_verbal(words: Sequence[str]) -> bool:
    """Whether a member is a verb phrase or holds a finite verb, and so belongs to a clause.

    words: of the member.

    >>> is_verbal(["light", "the", "lamps"])
    True
    """
    form = opening_form(words)
    if form in ("ing", "base", "s"):
        return True
    if form == "ed" and words[0].lower() not in _ADJECTIVAL:
        return True
    if len(words) > 1 and words[0].endswith("ing") and words[1].lower() in _AFTER_ING:
        return True
    for word, after in zip(words[1:], words[2:]):
        if after.lower() in _AFTER_VERB and verb_form(word) in ("ed", "s"):
            return True
    return False


def _inner_member(words: Sequence[str]) -> bool:
    "Whether a whole segment is a member, and not the end of another series."
    lower = list(map(str.lower, words))
    if "and" in lower or "or" in lower or lower[0] in _COORD or not _nominal(words):
        return False
    return len(words) <= 2 or not is_verbal(words)


# %%
[
    (words, _nominal(words.split()), is_verbal(words.split()))
    for words in ("safe passage", "lighting the lamps", "who keeps the lamps")
]

# %%
assert _nominal("safe passage".split()) and not _nominal("who keeps the lamps".split())
assert is_verbal("lighting the lamps".split()) and not _inner_member("trade and peace".split())


# %% [markdown]
# ## Series of short members
#
# The last "and" divides the last two members, or stands alone behind a comma. An adverbial before the subject ("In 2031, Arden and Vell signed") is no
# first member.


# %%
#| export
def _joins(lower: Sequence[str]) -> list[int]:
    'Where "and" or "or" stands between two members.'
    places = []
    for place, word in enumerate(lower[: LONGEST + 1]):
        if word in ("and", "or") and place < len(lower) - 1:
            places.append(place)
    return places


def _split_last(words: Sequence[str]) -> tuple[list[str], list[str]]:
    'The member before "and" and the one after it; two empty ones if no "and" fits.'
    lower = list(map(str.lower, words))
    places = _joins(lower)
    if not places:
        return [], []
    at = places[0]
    for place in places:
        if place and lower[place + 1] == lower[0]:  # "the plain and open way and the spirit of …"
            at = place
            break
    return list(words[:at]), list(words[at + 1 :])


def _fits(middle: Sequence[str], last: Sequence[str]) -> bool:
    if not _nominal(last[:1]) or (middle and not _nominal(middle)):
        return False
    if len(middle) > 2 and is_verbal(middle):
        return False
    if len(last) > 2 and is_verbal(last[:4]):
        return False
    if len(middle) != 2 or not is_verbal(middle):
        return True
    return len(last) > 1 and is_verbal(last[:2])


def _is_clause(words: Sequence[str]) -> bool:
    "Whether what follows “and” goes on as a clause."
    if not _FINITE.isdisjoint(map(str.lower, words)):
        return True
    return any(verb_form(word) in ("s", "ed") for word in words[1:6])


def may_open(head: Segment, place: int, last: Sequence[str]) -> bool:
    """Whether the segment before a run can end in its first member, and is no adverbial before a clause.

    head: the segment
    place: its number in the stretch; only the first one may be an adverbial
    last: the words behind "and".
    """
    if place > 0:
        return True
    first = head.words[0].lower()
    if first not in _INTRODUCES and not first.endswith(("ly", "ing")):
        return True
    return len(head.words) > 6 and not _is_clause(last)


def _end(segment: Segment, last: Sequence[str], size: int) -> int:
    first = len(segment.words) - len(last)
    longest = min(size + 1, len(last))
    n = 1
    while n < longest and last[n].lower() not in _NO_NOUN:
        n += 1
    end = first + n - 1
    return segment.starts[end] + len(segment.words[end])


class NounSeries(NamedTuple):
    """A series of short members: start, end (characters), and the words of each member."""

    start: int
    end: int
    members: list[list[str]]


def noun_series(segments: Sequence[Segment]) -> list[NounSeries]:
    """Coordinate series of three or more short members that are no verb phrases.

    segments: of one stretch.
    Returns the series; the first member has as many words as the others, the last ends before a word
        that is no noun.
    """
    found = []
    for k in range(1, len(segments)):
        middle, last = _split_last(segments[k].words)
        if not last or not _fits(middle, last):
            continue
        series = _series_to(segments, k, middle, last)
        if len(series.members) > 2:
            found.append(series)
    return found


def _series_to(segments: Sequence[Segment], k: int, middle: list[str], last: list[str]) -> NounSeries:
    'The series that ends in segment k, whose member before "and" and the one after it are given.'
    first = k
    while first > 1 and _inner_member(segments[first - 1].words):
        first -= 1
    members = [segment.words for segment in segments[first:k]]
    if middle:
        members.append(middle)
    size = max(map(len, members), default=1)
    start = segments[first].starts[0]
    head = segments[first - 1]
    if may_open(head, first - 1, last):
        members = [head.words[-size:], *members]
        start = head.starts[-min(size, len(head.words))]
    return NounSeries(start, _end(segments[k], last, size), [*members, last[:size]])


# %%
toy = [
    "It guards peace, trade and safe passage for all.",
    "In 2031, Arden and Vell signed the accord.",
    "They lit the lamps, and the fog lifted.",
]
[[t[s.start : s.end] for s in noun_series(en_segments(t)[0])] for t in toy]

# %%
assert [len(noun_series(en_segments(t)[0])) for t in toy] == [1, 0, 0]
assert [
    len(s.members) for s in noun_series(en_segments("We want clear rules, open ports, and fair fees.")[0])
] == [3]
