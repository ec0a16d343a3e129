# %% [markdown]
# # coordination
#
# > English series of any sort of words, "A, B and C", cut by the likeness of the members

# %% [markdown]
# "They avert, minimize and address loss" coordinates three verbs, "theoretically, politically and in practice" three adverbials, "rapid, deep and sustained cuts" three adjectives.
# No part of speech tells such a series, its comma and its "and" do; where the first member begins and where the last one ends is told by the member between them.

# %%
#| default_exp rhetoric.coordination

# %%
#| export
from __future__ import annotations
from collections.abc import Iterator, Sequence
from fa_study.rhetoric.likeness import en_tag
from fa_study.rhetoric.series_en import LONGEST, Segment, is_adverbial, may_open

# %%
from fa_study.rhetoric.series_en import en_segments

# %% [markdown]
# ## Where a member is cut
#
# The member before "and" stands between two marks. The first member is as long as it, or a word or two shorter or longer where its first word is then of the same kind; so is the last.

# %%
#| export
TRIED = (0, 1, -1, 2)  # by how many words a member may differ from the one it is measured by
Span = tuple[int, int]


def first_size(head: Sequence[str], model: Sequence[str]) -> int:
    """How many of the last words before a series are its first member.

    head: the words before the first comma
    model: the member between two marks.

    >>> first_size(["as", "defenders", "of", "order"], ["champions", "of", "justice"])
    3
    """
    for more in TRIED:
        size = len(model) + more
        if 0 < size <= len(head) and en_tag(head[-size]) == en_tag(model[0]):
            return size
    return min(len(model), len(head))


def last_size(tail: Sequence[str], model: Sequence[str]) -> int:
    """How many of the words behind "and" are the last member.

    tail: the words behind it
    model: the member between two marks.

    >>> last_size(["win-win", "cooperation", "and", "more"], ["peaceful", "coexistence"])
    2
    """
    for more in TRIED:
        size = len(model) + more
        if 0 < size <= len(tail) and en_tag(tail[size - 1]) == en_tag(model[-1]):
            return size
    return min(len(model), len(tail))


# %%
first_size(["requires", "rapid"], ["deep"]), last_size(["sustained", "cuts", "now"], ["deep"])

# %%
assert first_size(["requires", "rapid"], ["deep"]) == 1
assert last_size(["sustained", "cuts", "now"], ["deep"]) == 1
assert first_size(["lamps"], ["the", "old", "lamps"]) == 1  # never more words than there are

# %% [markdown]
# ## The series of a stretch
#
# At each "and" or "or" that stands not too far behind a comma a series may end. Segments before it that are short and hold no "and" are members too.

# %%
#| export
_JOINS = ("and", "or")


def _joins(words: Sequence[str]) -> Iterator[int]:
    "Where a segment's series may join its last member."
    for place, word in enumerate(words[: LONGEST + 1]):
        if word.lower() in _JOINS and place < len(words) - 1:
            yield place


def _is_member(segment: Segment) -> bool:
    "Whether a whole segment may be one member."
    if len(segment.words) > LONGEST or is_adverbial(segment.words[0]):
        return False
    return not any(word.lower() in _JOINS for word in segment.words)


def _is_aside(segment: Segment) -> bool:
    "Whether a segment is one adverb: namely, however."
    return len(segment.words) == 1 and segment.words[0].endswith("ly")


def _span(segment: Segment, first: int, last: int) -> Span:
    "Where some of a segment's words stand."
    return segment.starts[first], segment.starts[last] + len(segment.words[last])


def _whole(segment: Segment) -> Span:
    return _span(segment, 0, len(segment.words) - 1)


def _members(segments: Sequence[Segment], k: int, place: int) -> list[Span]:
    "The members of the series that is joined at a word of segment k; none if nothing is before it."
    segment = segments[k]
    first = k - 1
    members = []
    model = segment.words[:place]
    if place:
        members.append(_span(segment, 0, place - 1))
    elif k > 1 and _is_member(segments[first]):  # a comma before "and"
        model = segments[first].words
        members.append(_whole(segments[first]))
        first -= 1
    if not model:
        return []
    while first > 0 and _is_member(segments[first]) and not _is_aside(segments[first]):
        members.insert(0, _whole(segments[first]))
        first -= 1
    head = segments[first]
    if may_open(head, first, segment.words[place + 1 :]) and not _is_aside(head):
        n = len(head.words)
        members.insert(0, _span(head, n - first_size(head.words, model), n - 1))
    size = last_size(segment.words[place + 1 :], model)
    members.append(_span(segment, place + 1, place + size))
    return members


def coordinations(segments: Sequence[Segment]) -> list[list[Span]]:
    """Series of three or more members of any sort of words.

    segments: of one stretch, from `fa_study.rhetoric.series_en.en_segments`.
    Returns for each series where its members stand (start, end).
    """
    found = []
    for k in range(1, len(segments)):
        for place in _joins(segments[k].words):
            members = _members(segments, k, place)
            if len(members) > 2:
                found.append(members)
    return found


# %%
_losses = "They met to avert, minimize and address loss at sea."
_cut = coordinations(en_segments(_losses)[0])
[[_losses[start:end] for start, end in members] for members in _cut]

# %%
assert [_losses[start:end] for start, end in _cut[0]] == ["avert", "minimize", "address"]
assert coordinations(en_segments("They met and parted.")[0]) == []

# %% [markdown]
# A comma before "and" changes nothing, and a list of four has four members.

# %%
_four = "It needs oil, crews, lamps, and patience."
_cut_four = coordinations(en_segments(_four)[0])
[_four[start:end] for start, end in _cut_four[0]]

# %%
assert [_four[start:end] for start, end in _cut_four[0]] == ["oil", "crews", "lamps", "patience"]
