# %% [markdown]
# # antonyms
#
# > Words of opposite meaning in one sentence: listed pairs, a word and its negation, and single characters that oppose at the same place

# %% [markdown]
# A list of phrases knows "heavy asset" and "light asset" only after it has read them; *heavy* and *light* it can know before.
# The list `antonyms.tsv` holds opposite words of the common language, and what tells that they are opposed in this sentence is measured: how near they
# stand, what joins them, and whether the words around them are the same.

# %%
#| default_exp rhetoric.antonyms

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from fa_study.language.search import Finder, find_everywhere, make_finder
from fa_study.rhetoric.hits import EN_FORM
from fa_study.rhetoric.series_en import inflected
from fa_study.rhetoric.wordlists import antonym_pairs


# %% [markdown]
# ## English
#
# Each word of a pair is looked for in its forms; in a compound with a hyphen (*high-carbon*) each part counts.


# %%
#| export
class Opposed(NamedTuple):
    """Two words of opposite meaning: the first's start and end, the second's start and end (characters), how
    they were found ("listed", "negated"), and the pair.
    """

    start: int
    first_end: int
    second_start: int
    end: int
    how: str
    pair: tuple[str, str]


FARTHEST = {"en": 16, "zh": 30}  # words or characters from one to the other


@lru_cache(maxsize=1)
def _en_sides() -> dict[str, list[tuple[int, int]]]:
    "Form -> the pairs that it stands in, as (number of the pair, side)."
    sides: dict[str, list[tuple[int, int]]] = {}
    for number, pair in enumerate(antonym_pairs("en", "word")):
        for side, word in enumerate(pair):
            for form in inflected(word):
                sides.setdefault(form, []).append((number, side))
    return sides


def _seen_before(
    seen: Mapping[tuple[int, int], list[int]], number: int, side: int, place: int
) -> Iterator[int]:
    "Where the other word of a pair stands, not too far before a place."
    for before in seen.get((number, 1 - side), ()):
        if 0 < place - before <= FARTHEST["en"]:
            yield before


def _en_listed(words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, int]]:
    "Listed pairs as (position of the one, of the other, number of the pair)."
    seen: dict[tuple[int, int], list[int]] = {}
    sides = _en_sides()
    for place, word in enumerate(words):
        lower = word[0].lower()
        parts = [lower, *lower.split("-")] if "-" in lower else [lower]
        for part in parts:
            for number, side in sides.get(part, ()):
                for before in _seen_before(seen, number, side, place):
                    yield before, place, number
                seen.setdefault((number, side), []).append(place)


_NEGATION = re.compile(r"(?:un|in|im|ir|il|dis|non-?|mis)(\w{4,})|(\w{4,})less")
_STEM = 6  # letters by which a word and its negation are compared


def _en_negated(words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    "A word and its negation, as positions."
    lowers = [word[0].lower() for word in words]
    for place, word in enumerate(lowers):
        m = _NEGATION.fullmatch(word)
        base = (m[1] or m[2]) if m else None
        if not base:
            continue
        for other, lower in enumerate(lowers):
            if abs(other - place) > 1 and lower.startswith(base[:_STEM]):
                yield min(place, other), max(place, other)


def en_opposed(text: str) -> list[Opposed]:
    """The opposed words of an English sentence.

    text: a sentence.
    Returns listed pairs, then words beside their own negation (certain, uncertain).

    >>> [words.pair for words in en_opposed("They chose war and lost the peace.")]
    [('peace', 'war')]
    """
    words = list(EN_FORM.finditer(text))
    pairs = antonym_pairs("en", "word")
    found = []
    for a, b, number in _en_listed(words):
        found.append(Opposed(*words[a].span(), *words[b].span(), "listed", pairs[number]))
    for a, b in _en_negated(words):
        pair = (words[a][0], words[b][0])
        found.append(Opposed(*words[a].span(), *words[b].span(), "negated", pair))
    return found


# %%
en_opposed("The heavy lamp and the light lamp serve certain and uncertain crews.")

# %%
assert [
    o.how for o in en_opposed("The heavy lamp and the light lamp serve certain and uncertain crews.")
] == ["listed", "negated"]
assert en_opposed("They light lamps.") == [] and en_opposed("") == []


# %% [markdown]
# ## Chinese
#
# Words are found anywhere; a word and the same with 不 before it are opposed as well.


# %%
#| export
def _opposites(kind: str) -> dict[str, frozenset[str]]:
    "Each Chinese word or character with those of opposite meaning."
    opposites: dict[str, frozenset[str]] = {}
    for one, other in antonym_pairs("zh", kind):
        opposites[one] = opposites.get(one, frozenset()) | {other}
        opposites[other] = opposites.get(other, frozenset()) | {one}
    return opposites


@lru_cache(maxsize=1)
def _zh_words() -> tuple[Finder, dict[str, frozenset[str]]]:
    opposites = _opposites("word")
    return make_finder(opposites), opposites


@lru_cache(maxsize=1)
def opposite_characters() -> Mapping[str, frozenset[str]]:
    """Chinese characters with those of opposite meaning: 重 -> 轻."""
    return _opposites("character")


_NEGATED = re.compile(r"不(?![要能是会可应得必])([\u4e00-\u9fff]{2})")
NEGATED_WITHIN = 16  # characters from a word to its negation


def _zh_negated(text: str) -> Iterator[Opposed]:
    for negated in _NEGATED.finditer(text):
        for plain in re.finditer(negated[1], text):
            first, second = sorted([negated.span(), plain.span()])
            gap = second[0] - first[1]
            if 0 <= gap <= NEGATED_WITHIN:
                yield Opposed(*first, *second, "negated", (plain[0], negated[0]))


def zh_opposed(text: str) -> list[Opposed]:
    """The opposed words of a Chinese sentence.

    text: a sentence.
    Returns listed pairs, then words beside their own negation (确定, 不确定).
    """
    finder, opposites = _zh_words()
    places = find_everywhere(text, finder)
    found = []
    for n, (start, end, word) in enumerate(places):
        for later, last, other in places[n + 1 :]:
            if other in opposites[word] and end <= later <= start + FARTHEST["zh"]:
                found.append(Opposed(start, end, later, last, "listed", (word, other)))
    return [*found, *_zh_negated(text)]


# %%
zh_opposed("要对话，不要对抗，为不确定的大海带来确定的航线。")

# %%
assert {o.pair for o in zh_opposed("要对话，不要对抗，为不确定的大海带来确定的航线。")} == {
    ("对话", "对抗"),
    ("确定", "不确定"),
}
assert zh_opposed("灯亮了。") == []


# %% [markdown]
# ## At the same place
#
# 重资产 and 轻资产 are as long as one another, and where they differ the characters oppose: that is balance and contrast at once, and no list need
# hold the words. Four characters may do it alone (居安思危, 大小强弱).


# %%
#| export
class Balance(NamedTuple):
    """Two units of one length, compared place by place: how many characters are equal, how many opposed."""

    equal: int
    opposed: int


def balance(one: str, other: str) -> Balance:
    """Compare two units character by character.

    one, other: Chinese units; of different length they have no balance.

    >>> balance("效率低", "代价高")
    Balance(equal=0, opposed=1)
    """
    if len(one) != len(other):
        return Balance(0, 0)
    opposites = opposite_characters()
    equal = 0
    opposed = 0
    for a, b in zip(one, other):
        equal += a == b
        opposed += b in opposites.get(a, ())
    return Balance(equal, opposed)


def opposed_idiom(word: str) -> int:
    """How far a four-character expression is built on opposed characters.

    word: four characters.
    Returns 2 if both halves oppose (大小强弱, 承上启下 by 承启 and 上下), 1 if one pair does
        (居安思危), else 0.
    """
    opposites = opposite_characters()
    first, second, third, fourth = word
    if second in opposites.get(first, ()) and fourth in opposites.get(third, ()):
        return 2
    halves = balance(word[:2], word[2:])
    return halves.opposed


# %%
balance("重资产", "轻资产"), opposed_idiom("居安思危"), opposed_idiom("大小强弱")

# %%
assert balance("重资产", "轻资产") == (2, 1) and balance("灯", "灯塔") == (0, 0)
assert [opposed_idiom(word) for word in ("承上启下", "居安思危", "一帆风顺")] == [2, 1, 0]
