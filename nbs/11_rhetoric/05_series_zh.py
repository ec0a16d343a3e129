# %% [markdown]
# # series_zh
#
# > Threes and runs of parallel clauses in a Chinese sentence, told by 、, by the openings of its clauses and by repeated characters

# %% [markdown]
# A Chinese sentence of this kind may hold seven clauses with one subject, each a verb with its object, and inside them series that 、 divides. The
# comma makes the clauses, 、 makes the members, and 和 makes the last member, unless it is the 和 of 和平.

# %%
#| default_exp rhetoric.series_zh

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from fa_study.language.words import zh_words
from fa_study.rhetoric.hits import near
from fa_study.rhetoric.wordlists import verb_list, word_set
from fa_study.study import Token

# %%
from fa_study.rhetoric.hits import tagged_words

# %% [markdown]
# ## Members
#
# The first member is glued to what stands before it and the last one to what follows; the ones between are whole and show the size.

# %%
#| export
_STRETCH = re.compile(r"[^，；。！？：,;!?\s]*、[^，；。！？：,;!?\s]*")
_FIRST = r"(?:(?!等[^同于待级候])[^、]|等(?=[^、]{0,3}、))+"  # 等 ends a series, 等 of 平等 does not
_SERIES = re.compile(rf"{_FIRST}(?:、(?:(?!等)[^、])+)+")
_JOIN = re.compile(r"以及|(?<![中共温缓总饱亲协调柔随])和(?![平谐睦解约好气美])|[与及或]")


class Members(NamedTuple):
    """The members of a series and where the first begins in the sentence (characters); the first and last
    may
    hold words around them.
    """

    start: int
    members: list[str]


def zh_members(text: str) -> list[Members]:
    """Series of three or more members that 、 divides in a Chinese sentence, the last member cut at 和 where
    that fits.

    text: a sentence.
    Returns one `Members` a series.
    """
    found = []
    for stretch in _STRETCH.finditer(text.replace("”“", "、“")):
        for m in _SERIES.finditer(stretch[0]):
            members = m[0].split("、")
            members = [*members[:-1], *_cut_last(members)]
            if len(members) >= 3 and "" not in members:
                found.append(Members(stretch.start() + m.start(), members))
    return found


def _cut_last(members: Sequence[str]) -> list[str]:
    "The last member, in two where a 和 divides it at about the size of the others."
    middle = members[1:-1] or members[:1]
    last = members[-1]
    size = sum(map(len, middle)) / len(middle)
    fits = []
    for join in _JOIN.finditer(last):
        may_describe = "的" not in last[: join.start()] or "的" in middle[-1]
        if 2 <= join.start() <= size * 1.5 + 1 and may_describe:
            fits.append(join)
    if not fits:
        return [last]
    join = min(fits, key=lambda m: abs(m.start() - size))
    return [last[: join.start()], last[join.end() :]]


# %%
zh_members("海峡七国共护和平、贸易和航行，各港提供灯油、淡水、粮食等物资。")

# %%
assert [
    series.members for series in zh_members("海峡七国共护和平、贸易和航行，各港提供灯油、淡水、粮食等物资。")
] == [["海峡七国共护和平", "贸易", "航行"], ["各港提供灯油", "淡水", "粮食"]]
assert zh_members("灯塔、港口。") == []


# %% [markdown]
# ## Where a series begins and ends
#
# The first member is as long as the others, to a word's edge where there is one near; so the span does not take in the subject of the sentence. The first
# and last members are cut into words by themselves, since they may begin or end inside what is one word of the sentence.


# %%
#| export
def _head_start(text: str, start: int, size: int) -> int:
    "Where a first member begins of which only about as many characters belong to the series as the others have."
    end = start + len(text)
    for _, begin, _ in reversed(list(zh_words(text))):
        if size <= end - start - begin <= size + 1:
            return start + begin
    return max(start, end - size)


def _tail_end(text: str, start: int, size: int) -> int:
    "Where a last member ends, at the first word's end that gives it as many characters as the others have."
    end = len(text)
    for _, _, end in zh_words(text):
        if end >= size:
            break
    return start + end


def members_span(text: str, series: Members) -> tuple[int, int]:
    """Where the members themselves begin and end, words around the first and last left aside.

    text: the sentence
    series: from `zh_members`.
    """
    start, members = series
    size = max(map(len, members[1:-1]))
    last = text.find(members[-1], start + sum(map(len, members[:-1])))
    return _head_start(members[0], start, size), _tail_end(members[-1], last, size)


# %%
toy = "两国坚持新灯塔新航道新港口，共护和平、贸易和航行的秩序。"
[toy[slice(*members_span(toy, series))] for series in zh_members(toy)]

# %%
assert [toy[slice(*members_span(toy, series))] for series in zh_members(toy)] == ["和平、贸易和航行"]

# %% [markdown]
# ## Three words that begin alike
#
# 共商共建共享 has no mark between its members; one character three times over tells them.

# %%
#| export
_CHAR = r"[\u4e00-\u9fff]"
_ASYNDETIC = re.compile(rf"(?=(({_CHAR})({_CHAR}{{1,2}})\2({_CHAR}{{1,2}})\2({_CHAR}{{1,2}})))")
_COMMON = "的一是在中国年月日"  # too common to tell anything


def asyndetic_triads(text: str) -> list[tuple[int, int]]:
    """Three words side by side that begin with one character, without marks between: 共商共建共享.

    text: a sentence.
    Returns (start, end) of each.
    """
    found = []
    for m in _ASYNDETIC.finditer(text):
        _, char, first, second, _ = m.groups()
        if len(first) != len(second) or first == second or char in _COMMON:
            continue
        found.append((m.start(1), m.start(1) + 3 * (1 + len(first))))
    return found


# %%
[toy[a:b] for a, b in asyndetic_triads(toy)]

# %%
assert [toy[a:b] for a, b in asyndetic_triads(toy)] == ["新灯塔新航道新港口"]
assert asyndetic_triads("一年一次一回") == []

# %% [markdown]
# ## Clauses and how they open
#
# jieba gives 反对 and 立足 as adverbs and 深化 as an abbreviation, so the package's own list of verbs comes first. A clause that only sets the scene
# (在……背景下) opens with no verb.

# %%
#| export
_CLAUSE = re.compile(r"[^，；。！？：,;!?\s]+")
_PASSED_OVER = frozenset(word_set("passed over", "zh"))
_NO_OPENING = frozenset(word_set("no opening", "zh"))
_BEFORE_VERB = frozenset(word_set("before verb", "zh"))


class Clause(NamedTuple):
    """A clause of a sentence: start and end (characters), and its words."""

    start: int
    end: int
    words: list[Token]


def zh_clauses(text: str, words: Sequence[Token]) -> list[Clause]:
    """The clauses of a Chinese sentence, divided at ，；：and the end marks.

    text: the sentence
    words: its words, from `fa_study.rhetoric.hits.Sentence`. No word goes over a mark.
    """
    clauses = []
    k = 0
    for m in _CLAUSE.finditer(text):
        inside = []
        while k < len(words) and words[k].start < m.end():
            inside.append(words[k])
            k += 1
        clauses.append(Clause(m.start(), m.end(), inside))
    return clauses


def is_verb(word: Token) -> bool:
    """Whether a word may be the verb of a clause: by its tag, as an idiom, or by the list of verbs.

    word: of a Chinese sentence.
    """
    if word.tag.startswith("v") and word.tag != "vn":
        return True
    return word.tag in ("i", "l") or word.form in verb_list("zh")


def opening_of(words: Sequence[Token]) -> str:
    """What a clause opens with.

    words: of the clause.
    Returns V for a verb, adverbs left aside; P for a preposition with its noun before the verb; else "".
    """
    for k, word in enumerate(words):
        if word.form in _NO_OPENING:
            return ""
        if is_verb(word):
            return "V"
        if word.form in _BEFORE_VERB and any(is_verb(later) for later in words[k + 2 :]):
            return "P"
        if not word.tag.startswith(("d", "c", "ad", "z")) and word.form not in _PASSED_OVER:
            return ""
    return ""


# %%
toy = "两国主动建设三座灯塔，改善旧有航道，为各港培训人员，天气转好。"
clauses = zh_clauses(toy, tagged_words(toy))
{toy[clause.start : clause.end]: opening_of(clause.words) for clause in clauses}

# %%
assert [opening_of(clause.words) for clause in clauses] == ["", "V", "P", ""]
assert zh_clauses("", []) == []

# %% [markdown]
# ## Runs of clauses that open with a verb
#
# The first member of a run often hides behind the subject: 中国主动扩大进口，放宽准入，……. Three clauses of which one is thrice as long as another read as a
# narrative, not as a figure.

# %%
#| export
_SCENE_BEGINS = (
    r"在|以(?!实)|从|随着|为了?|面对|根据|本着|作为|自|当|按照|由于|通过|对于|关于|针对|鉴于|展望"
    r"|[^，]{0,6}本着|[^，]{0,6}愿以"
)
_SCENE_ENDS = "一道|以来|之际|之时|时|下|契机|起|来看|看来|后|前|中|上|主题|背景下"
_SETS_SCENE = re.compile(rf"^(?:{_SCENE_BEGINS})|(?:{_SCENE_ENDS})$")
SHORTEST_OPENING, SHORTEST_HEAD = (
    4,
    6,
)  # characters of a clause that opens with a verb, and of one that hides its verb
UNEVEN_THREE, UNEVEN_MORE = (
    2.5,
    4,
)  # how many times as long as the shortest of three, or of more clauses, the longest may be


def sets_scene(clause: str) -> bool:
    """Whether a clause only says when, where or why: 在……下, 为了……, ……以来.

    clause: its text.
    """
    return _SETS_SCENE.search(clause) is not None


def _hides_verb(text: str, clause: Clause) -> bool:
    "Whether a clause holds a verb behind its subject."
    if clause.end - clause.start < SHORTEST_HEAD or sets_scene(text[clause.start : clause.end]):
        return False
    return any(is_verb(word) for word in clause.words[1:-1])


def _is_even(clauses: Sequence[Clause]) -> bool:
    sizes = [clause.end - clause.start for clause in clauses]
    uneven = UNEVEN_THREE if len(sizes) == 3 else UNEVEN_MORE
    return max(sizes) <= uneven * min(sizes)


def _opening_stretches(
    text: str, clauses: Sequence[Clause], openings: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring clauses that open with a verb, as (first, last + 1); a semicolon begins a
    new
    one.
    """
    start = None
    for k, (clause, opening) in enumerate(zip(clauses, openings)):
        breaks = k > 0 and text[clause.start - 1] in "；;"
        if start is not None and (breaks or not opening):
            yield start, k
            start = None
        if start is None and opening:
            start = k
    if start is not None:
        yield start, len(clauses)


def _long_openings(clauses: Sequence[Clause]) -> list[str]:
    "What each clause opens with; nothing for one that is too short to tell."
    openings = []
    for clause in clauses:
        is_long = clause.end - clause.start >= SHORTEST_OPENING
        openings.append(opening_of(clause.words) if is_long else "")
    return openings


def _verb_runs(text: str, clauses: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    openings = _long_openings(clauses)
    for start, end in _opening_stretches(text, clauses, openings):
        first = start
        if start and _hides_verb(text, clauses[start - 1]):
            first = start - 1
        by_preposition = openings[start:end].count("P")
        if end - first < 3 or by_preposition * 2 > end - start:
            continue
        if _is_even(clauses[first:end]):
            yield first, end


# %%
toy = "两国主动建设三座灯塔，改善旧有航道，培训各港人员，天气转好。"
clauses = zh_clauses(toy, tagged_words(toy))
[toy[clauses[a].start : clauses[b - 1].end] for a, b in _verb_runs(toy, clauses)]

# %%
assert list(_verb_runs(toy, clauses)) == [(0, 3)]
assert list(_verb_runs("", [])) == []

# %% [markdown]
# ## Clauses that share a word, and runs of four characters
#
# 形势更加复杂、责任更加重大 repeats 更加; 丢掉幻想，敢于斗争 counts its characters.

# %%
#| export
_GRADING = frozenset(word_set("grading", "zh"))  # tell wherever they stand in the clause
_SHARED = _GRADING | frozenset(word_set("repeated", "zh"))
_FOURS = re.compile(rf"(?<!{_CHAR}){_CHAR}{{4}}(?:[，、]{_CHAR}{{4}})+(?![\u4e00-\u9fff、])")


class ClauseRun(NamedTuple):
    """A run of clauses: start and end (characters), how many, and what they share."""

    start: int
    end: int
    n: int
    shared: str


def _telling_words(words: Sequence[Token]) -> set[str]:
    telling = set()
    for place, word in enumerate(words):
        if word.form in _GRADING or (place < 3 and word.form in _SHARED):
            telling.add(word.form)
    return telling


def _shared_words(clauses: Sequence[Clause]) -> Iterator[tuple[str, int, int]]:
    """Words that three neighbouring clauses or more have among their first three, or some words anywhere:

    (word, first clause, end).
    """
    places: dict[str, list[int]] = {}
    for k, clause in enumerate(clauses):
        for word in _telling_words(clause.words):
            places.setdefault(word, []).append(k)
    for word, holding in sorted(places.items()):
        for group in near(holding, 1):
            if len(group) >= 3:
                yield word, group[0], group[-1] + 1


def _runs_of_four(text: str) -> list[ClauseRun]:
    found = []
    for m in _FOURS.finditer(text):
        n = (len(m[0]) + 1) // 5  # four characters and a mark
        if n > 3 or (n == 3 and "，" in m[0]):
            found.append(ClauseRun(m.start(), m.end(), n, "four characters"))
    return found


def clause_runs(text: str, words: Sequence[Token]) -> list[ClauseRun]:
    """Runs of three or more neighbouring clauses of one shape in a Chinese sentence.

    text: a sentence
    words: its words, from `fa_study.rhetoric.hits.Sentence`.
    Returns runs that share "verb first", "four characters" or a word.
    """
    clauses = zh_clauses(text, words)
    found = []
    for first, end in _verb_runs(text, clauses):
        found.append(("verb first", first, end))
    found += _shared_words(clauses)
    runs = []
    for shared, first, end in found:
        runs.append(ClauseRun(clauses[first].start, clauses[end - 1].end, end - first, shared))
    return runs + _runs_of_four(text)


# %%
toys = ["航道更加通畅，港口更加繁忙，收费更加公平。", "守好灯塔，护好航道，管好港口。", "灯塔亮了。"]
[clause_runs(toy, tagged_words(toy)) for toy in toys]

# %%
shared, fours, none = [clause_runs(toy, tagged_words(toy)) for toy in toys]
assert {run.shared for run in shared} == {"更加"} and {run.n for run in fours} == {3} and none == []
