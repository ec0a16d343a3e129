# %% [markdown]
# # series
#
# > Tricolon and parallelism: every series of three or more members in a sentence, judged by how alike its members are

# %% [markdown]
# "Light the lamps, guard the straits and train the keepers" is a tricolon to one reader and parallelism to the next. Every series is a candidate for
# both, of three members for the tricolon as well, and two models weigh the same measures.

# %%
#| default_exp rhetoric.series

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from fa_study.rhetoric.coordination import coordinations
from fa_study.rhetoric.hits import EN_FORM, Hit, Sentence, runs
from fa_study.rhetoric.likeness import Signs, coarse_tags, common_part, en_signs, member_texts, zh_signs
from fa_study.rhetoric.ranking import Candidate, ranked
from fa_study.rhetoric.series_en import (
    NounSeries,
    Segment,
    en_segments,
    is_adverbial,
    is_verbal,
    may_follow,
    noun_series,
    phrase_runs,
)
from fa_study.rhetoric.series_zh import Clause, asyndetic_triads, clause_runs, members_span, zh_members

# %%
from fa_study.rhetoric.hits import as_sentences


# %% [markdown]
# ## Chinese runs
#
# Clauses are divided at ，and ；, and once more at 、as well, since 凝聚共识、破解难题，领航定向 is one series. Where a run begins and ends is told by what
# its members have in common: the verb before its object, tags, 了, the first or last character, their length.


# %%
#| export
class Series(NamedTuple):
    """A series in a sentence: start, end (characters), how many members, its signs."""

    start: int
    end: int
    n: int
    signs: Signs


Run = tuple[int, int]  # first member and end
_MEMBER = {"，；": re.compile(r"[^，；。！？：,;!?]+"), "，；、": re.compile(r"[^，；、。！？：,;!?]+")}
LIKE_TAGS = 0.6  # least common part of the tags of neighbours in a run
TAGS = 8
EVEN = 2.5  # how many times as long as its neighbour a member divided by 、 may be
LEAST = 4  # characters of such a member
PLACES = ("ns", "nrt", "nt")  # tags of names of places


def _members(sentence: Sentence, marks: str) -> list[Clause]:
    "The stretches between marks, each with its words."
    members = []
    k = 0
    words = sentence.words
    for m in _MEMBER[marks].finditer(sentence.text):
        inside = []
        while k < len(words) and words[k].start < m.end():
            if words[k].start >= m.start():
                inside.append(words[k])
            k += 1
        if inside and m[0].strip():
            members.append(Clause(m.start(), m.end(), inside))
    return members


def _alike_tags(one: Clause, other: Clause) -> bool:
    return common_part(coarse_tags(one.words[:TAGS]), coarse_tags(other.words[:TAGS])) >= LIKE_TAGS


def _paused(text: str, one: Clause, other: Clause) -> bool:
    "Whether two members of like length have only 、 between them."
    if text[one.end] != "、":
        return False
    shorter, longer = sorted((one.end - one.start, other.end - other.start))
    return shorter >= LEAST and longer <= EVEN * shorter


def _member_keys(texts: Iterable[str]) -> dict[str, list[object]]:
    "What each member may have in common with the next: name -> one value a member, None where there is none."
    keys: dict[str, list[object]] = {"done": [], "first sign": [], "last sign": [], "length": []}
    for member in texts:
        keys["done"].append("了" in member or None)
        keys["first sign"].append(member[0])
        keys["last sign"].append(member[-1])
        keys["length"].append(len(member))
    return keys


def _step_keys(text: str, members: Sequence[Clause]) -> dict[str, list[object]]:
    "What holds between each member and the next: name -> True, or None where it does not."
    keys: dict[str, list[object]] = {"tags": [], "pause": []}
    for one, other in zip(members, members[1:]):
        keys["tags"].append(_alike_tags(one, other) or None)
        keys["pause"].append(_paused(text, one, other) or None)
    return keys


def _runs_of(text: str, members: Sequence[Clause]) -> Iterator[tuple[str, Run]]:
    "What runs of members have in common, and each run."
    for name, values in _member_keys(member_texts(text, members)).items():
        for run in runs(values, least=3):
            yield name, run
    for name, values in _step_keys(text, members).items():
        for start, end in runs(values, least=2):
            yield name, (start, end + 1)


def _clause_run_names(sentence: Sentence, members: Sequence[Clause]) -> Iterator[tuple[str, Run]]:
    "The runs of clauses that open with a verb or share a word, on the members."
    first = {}
    last = {}
    for k, member in enumerate(members):
        first[member.start] = k
        last[member.end] = k
    for run in clause_runs(sentence.text, sentence.words):
        if run.start in first and run.end in last:
            name = "verb first" if run.shared == "verb first" else "word"
            yield name, (first[run.start], last[run.end] + 1)


def _named_runs(sentence: Sentence, members: Sequence[Clause], marks: str) -> dict[Run, set[str]]:
    "Each run of members with the names of what they have in common."
    common: dict[Run, set[str]] = {}
    for name, run in _runs_of(sentence.text, members):
        common.setdefault(run, set()).add(name)
    if marks == "，；":
        for name, run in _clause_run_names(sentence, members):
            common.setdefault(run, set()).add(name)
    return common


def _is_divided(text: str, members: Sequence[Clause]) -> bool:
    "Whether 、 stands behind a member but for the last."
    return any(text[member.end] == "、" for member in members[:-1])


def _zh_runs(sentence: Sentence, marks: str) -> list[Series]:
    text = sentence.text
    members = _members(sentence, marks)
    if len(members) < 3:
        return []
    found = []
    for (first, end), names in _named_runs(sentence, members, marks).items():
        mine = members[first:end]
        if marks != "，；" and not _is_divided(text, mine):
            continue
        signs = zh_signs(text, mine)
        for name in names:
            signs[f"run {name}"] = 1.0
        signs["to the end"] = float(end == len(members))
        signs["from the start"] = float(first == 0)
        found.append(Series(mine[0].start, mine[-1].end, len(mine), signs))
    return found


# %%
_toy = as_sentences(["我们要守护海峡航道，点亮沿岸灯塔，管理各国港口。", "灯亮了。"], "zh")
[(s.start, s.end, s.n) for s in _zh_runs(_toy[0], "，；")], _zh_runs(_toy[1], "，；")

# %%
assert any(
    s.n == 3 and s.signs["run verb first"] for s in _zh_runs(_toy[0], "，；") if "run verb first" in s.signs
)
assert _zh_runs(_toy[1], "，；") == []

# %% [markdown]
# ## Chinese lists
#
# Members that 、 divides inside a clause: 和平、贸易和航行. What follows tells much: a list before 的 or 等 only describes.

# %%
#| export
_DESCRIBES = re.compile(r"同时|又|并|而|还|或")
_FROM_TO = re.compile(r"从[^。；]{2,40}?，?[再又]?到[^。；]{2,40}?，?[再又]到[^，。；]+")


def _spans(text: str, members: Sequence[str], start: int, end: int, begin: int) -> list[Run]:
    "Where members stand, the first and last cut to what belongs to the series."
    spans = []
    place = begin
    for member in members:
        at = text.find(member, place)
        place = at + len(member)
        spans.append((at, place))
    spans[0] = (start, spans[0][1])
    spans[-1] = (spans[-1][0], max(end, spans[-1][0] + 1))
    return spans


def _list_signs(text: str, members: Sequence[str], spans: Sequence[Run]) -> Signs:
    start = spans[0][0]
    end = spans[-1][1]
    behind = text[end : end + 1]
    before = text[max(0, start - 1) : start]
    return {
        "listed": 1.0,
        "series connective": float(any(map(_DESCRIBES.match, members[1:]))),
        "joined": float(text[spans[-1][0] - 1] in "和与及或"),
        "ends clause": float(behind in "，。；”"),
        "describes": float(behind != "" and behind in "的等"),
        "clause before": float(before in "，。；"),
        "quoted": float("“" in text[max(0, start - 1) : start + 1]),
    }


def _words_of(sentence: Sentence, spans: Iterable[Run]) -> list[Clause]:
    "The members that hold a word, each with the words that it touches."
    members = []
    for start, end in spans:
        words = [word for word in sentence.words if word.start < end and start < word.end]
        if words and start < end:
            members.append(Clause(start, end, words))
    return members


def _names_places(members: Iterable[Clause]) -> bool:
    for member in members:
        for word in member.words:
            if word.tag not in PLACES:
                return False
    return True


def _noun_behind(sentence: Sentence, end: int) -> bool:
    "Whether a noun follows without a mark or particle, which the members then may describe."
    for word in sentence.words:
        if word.start >= end:
            return word.start == end and word.tag.startswith(("n", "v"))
    return False


def _last_is_longer(members: Sequence[Clause]) -> bool:
    "Whether the last member is longer than any other, as one is that holds what all of them describe."
    sizes = [member.end - member.start for member in members]
    return sizes[-1] > max(sizes[:-1])


def _zh_lists(sentence: Sentence) -> list[Series]:
    text = sentence.text
    found = []
    for series in zh_members(text):
        start, end = members_span(text, series)
        spans = _spans(text, series.members, start, end, series.start)
        members = _words_of(sentence, spans)
        if len(members) < 3 or _names_places(members[1:-1]):
            continue  # places are a list and no figure
        signs = zh_signs(text, members) | _list_signs(text, series.members, spans)
        signs["noun behind"] = float(_noun_behind(sentence, members[-1].end))
        signs["last longer"] = float(_last_is_longer(members))
        found.append(Series(members[0].start, members[-1].end, len(members), signs))
    return found


def zh_series(sentence: Sentence) -> list[Series]:
    """Every series of three or more members in a Chinese sentence.

    sentence: with its words.
    """
    text = sentence.text
    found = _zh_runs(sentence, "，；") + _zh_lists(sentence)
    if "、" in text:
        found += _zh_runs(sentence, "，；、")
    for m in _FROM_TO.finditer(text):
        found.append(Series(m.start(), m.end(), 3, {"from to": 1.0}))
    for start, end in asyndetic_triads(text):
        found.append(Series(start, end, 3, {"one character": 1.0}))
    return found


# %%
_list = as_sentences(["两国共护和平、贸易和航行。"], "zh")[0]
[(_list.text[s.start : s.end], s.n) for s in zh_series(_list)]

# %%
assert [(_list.text[s.start : s.end], s.n) for s in zh_series(_list)] == [("和平、贸易和航行", 3)]
assert zh_series(as_sentences([""], "zh")[0]) == []

# %% [markdown]
# ## English series
#
# Runs of phrases that open with one form of verb or one word, lists of nouns, clauses that *that* or *what* opens, *from … to … to*, comparatives.

# %%
#| export
_COMPARED = r"\bthe (?:more|greater|better|less|\w+er)\b[^.;]+"
_EN_FORMULAS = {
    "from to": re.compile(r"\b[Ff]rom [^.;]{5,120}? to [^.;]{5,120}? (?:and |and then |then )?to [^.;,]+"),
    "comparatives": re.compile(
        rf"{_COMPARED}, (?:and )?{_COMPARED}, (?:and )?{_COMPARED}|[\w-]+ over [\w-]+, [\w-]+ over [\w-]+[^.;]*",  # noqa: E501
        re.I,
    ),
    "that clauses": re.compile(r"\bthat\b[^.]+; (?:and )?that\b[^.]+; (?:and )?that\b[^.]+"),
    "question clauses": re.compile(
        r"\b(what|how|which|who)\b[^.;?]+, (?:and )?\1\b[^.;?]+, (?:and )?\w+\b[^.;?]+", re.I
    ),
}
_EXAMPLES = re.compile(r"(?:including|such as|like)\W*(?:the )?$")
_COUNTRY = re.compile(r"(?:the )?[A-Z][a-z]+(?: (?:and |of )?[A-Z]?[a-z]+)?")
MANY = 5  # segments from which a sentence has many


def _phrases(text: str, segments: Sequence[Segment]) -> list[Series]:
    found = []
    for run in phrase_runs(segments):
        members = run.members
        signs = en_signs(text, members) | {"phrases": 1.0, f"run {run.form}": 1.0}
        signs["inner"] = float(run.has_inner)
        signs["gap"] = float(run.has_gap)
        signs["no head"] = float(not run.has_head)
        signs["many segments"] = float(len(segments) >= MANY)
        found.append(Series(members[0][0], members[-1][1], len(members), signs))
    return found


def _noun_signs(text: str, series: NounSeries) -> Signs:
    start, end, members = series
    behind = EN_FORM.search(text, end)
    near = behind is not None and behind.start() - end <= 1
    named = all(_COUNTRY.fullmatch(" ".join(words)) for words in members[:-1])
    is_attributive = near and behind is not None and may_follow(behind[0])
    single = max(map(len, members)) == 1
    return {
        "nouns": 1.0,
        "attributive": float(is_attributive and single),
        "last verbal": float(len(members[-1]) > 1 and is_verbal(members[-1])),
        "first verbal": float(is_verbal(members[0])),
        "head cut": float(start > 0 and text[max(0, start - 2) : start] != ", "),
        "noun behind": float(is_attributive),
        "countries": float(named),
        "examples": float(_EXAMPLES.search(text[:start]) is not None),
        "introduced": float(is_adverbial(members[0][0])),
    }


def _nouns(text: str, segments: Sequence[Segment]) -> list[Series]:
    found = []
    for series in noun_series(segments):
        spans = []
        place = series.start
        for words in series.members:
            start = text.find(words[0], place)
            place = max(text.find(words[-1], start) + len(words[-1]), start + 1)
            spans.append((start, place))
        signs = en_signs(text, spans) | _noun_signs(text, series)
        found.append(Series(series.start, max(series.end, spans[-1][0] + 1), len(spans), signs))
    return found


def _coordinated(text: str, segments: Sequence[Segment]) -> list[Series]:
    found = []
    for members in coordinations(segments):
        signs = en_signs(text, members) | {"coordinated": 1.0}
        found.append(Series(members[0][0], members[-1][1], len(members), signs))
    return found


def en_series(text: str) -> list[Series]:
    """Every series of three or more members in an English sentence.

    text: a sentence.
    """
    found = []
    for segments in en_segments(text):
        if len(segments) < 2:
            continue  # no comma
        found += _phrases(text, segments) + _nouns(text, segments) + _coordinated(text, segments)
    for name, pattern in _EN_FORMULAS.items():
        for m in pattern.finditer(text):
            found.append(Series(m.start(), m.end(), 3, {name: 1.0}))
    return found


# %%
_en = "It guards peace, trade and safe passage."
[(_en[s.start : s.end], s.n) for s in en_series(_en)]

# %%
assert [(_en[s.start : s.end], s.n) for s in en_series(_en)] == [("peace, trade and safe passage", 3)]
assert en_series("The fog lifted.") == []


# %% [markdown]
# ## Judged
#
# One model for each device and language.


# %%
#| export
def series_candidates(sentences: Sequence[Sentence], lang: str) -> list[Candidate]:
    """Every series of an article's sentences, as parallelism, and as tricolon where it has three members.

    sentences: an article's, headings are left out
    lang: "en" or "zh".
    """
    candidates = []
    for i, sentence in enumerate(sentences):
        if sentence.kind == "heading":
            continue
        found = en_series(sentence.text) if lang == "en" else zh_series(sentence)
        for start, end, n, signs in found:
            devices = ["parallelism", "tricolon"] if n == 3 else ["parallelism"]
            for device in devices:
                hit = Hit(device, (i,), start, min(end, len(sentence.text)), 0.5, f"{n} members")
                model = f"{device} {lang} coordinated" if "coordinated" in signs else f"{device} {lang}"
                candidates.append(Candidate(hit, model, signs))
    return candidates


def find_series(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Tricola and parallelism inside sentences.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits, headings left out; their score is the model's probability.
    """
    return ranked(series_candidates(sentences, lang))


# %%
_toys = as_sentences([_en, "Arden, Vell and Orsa signed.", "The fog lifted."], "en")
[(hit.device, hit.at, hit.score) for hit in find_series(_toys, "en")]

# %%
assert {hit.at for hit in find_series(_toys, "en")} == {(0,)}
assert find_series([], "zh") == []
