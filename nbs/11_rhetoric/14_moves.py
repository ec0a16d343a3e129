# %% [markdown]
# # moves
#
# > Balanced clauses that are no series, quotation marks that keep a word at arm's length, and what a speaker does: calls, concedes, asks and answers, climbs

# %% [markdown]
# 所谓“脱钩” quotes nobody: the marks say that the word is somebody else's. 让我们 calls, 固然……但 gives way before it strikes. Such moves have
# forms of their own, and each is a candidate that a reader judges.

# %%
#| default_exp rhetoric.moves

# %%
#| export
from __future__ import annotations
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple
import pandas as pd
from fa_study.rhetoric.contrast import crossed_clauses
from fa_study.rhetoric.hits import EN_FORM, Hit, Sentence
from fa_study.rhetoric.likeness import common_part, en_tag

# %%
from fa_study.rhetoric.hits import as_sentences


# %% [markdown]
# ## Definitions
#
# Every device of the package, with what it is, the literature that defines it in English and Chinese, and an example from the sample.


# %%
#| export
@lru_cache(maxsize=1)
def device_definitions() -> pd.DataFrame:
    """What each value of the column `device` means.

    Returns one row a device: device, chinese (its name), definition, source (literature), example.
    """
    text = files("fa_study").joinpath("data/rhetoric/devices.tsv").read_text(encoding="utf-8")
    header, *lines = [line.split("\t") for line in text.splitlines()]
    return pd.DataFrame(lines, columns=header)


# %%
device_definitions()

# %%
assert device_definitions().device.is_unique and (device_definitions() != "").all().all()

# %% [markdown]
# ## Couplet and isocolon
#
# 对偶 is two clauses of one length whose tags match; isocolon is its English cousin, as many words in one order of tags. Three or more are a series.

# %%
#| export
COUPLET = (4, 10)  # least and most characters of a half
ISOCOLON = (3, 10)  # least and most words of a half
MATCHED = {"zh": 0.75, "en": 0.75}  # least common part of the tags of both halves
_HALF = {"zh": re.compile(r"[^，；。！？：、“”]+"), "en": re.compile(r"[^,;.:?!“”]+")}
_BETWEEN = {"zh": "，、；", "en": ",;"}


def _half_tags(sentence: Sentence, lang: str, half: re.Match[str]) -> list[str]:
    if lang == "en":
        return list(map(en_tag, EN_FORM.findall(half[0])))
    return [word.tag[:1] for word in sentence.words if half.start() <= word.start < half.end()]


def _match(sentence: Sentence, lang: str, one: re.Match[str], other: re.Match[str]) -> bool:
    "Whether two halves are as long as one another, and alike but not the same."
    if one[0].strip() == other[0].strip():
        return False
    one_tags = _half_tags(sentence, lang, one)
    other_tags = _half_tags(sentence, lang, other)
    size = len(one[0]) if lang == "zh" else len(one_tags)
    other_size = len(other[0]) if lang == "zh" else len(other_tags)
    least, most = COUPLET if lang == "zh" else ISOCOLON
    if size != other_size or not least <= size <= most:
        return False
    return common_part(one_tags, other_tags) >= MATCHED[lang]


def find_couplets(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Two neighbouring clauses of one length and one row of tags, and not three.

    sentences: an article's
    lang: "en" or "zh".
    Returns hits of "couplet" (Chinese) or "isocolon" (English).
    """
    device = "couplet" if lang == "zh" else "isocolon"
    hits = []
    for i, sentence in enumerate(sentences):
        halves = list(_HALF[lang].finditer(sentence.text))
        matches = []
        for one, other in zip(halves, halves[1:]):
            between = sentence.text[one.end() : other.start()]
            matches.append(between in _BETWEEN[lang] and _match(sentence, lang, one, other))
        for k, matched in enumerate(matches):
            beside = matches[max(0, k - 1) : k] + matches[k + 1 : k + 2]
            if not matched or any(beside):
                continue
            start = halves[k].end() - len(halves[k][0].lstrip())
            hits.append(Hit(device, (i,), start, halves[k + 1].end(), 0.6, "two halves of one shape"))
    return hits


# %%
_zh = as_sentences(["回望来路，展望前程。", "灯塔亮了，船只陆续回到港口。"], "zh")
[(h.device, h.at) for h in find_couplets(_zh, "zh")]

# %%
assert [(h.device, h.at) for h in find_couplets(_zh, "zh")] == [("couplet", (0,))]
assert find_couplets(as_sentences(["The fog lifted, and ships came home at last."], "en"), "en") == []


# %% [markdown]
# ## Antimetabole
#
# A … B, B … A: named apart from the antithesis that it also may be.


# %%
#| export
def find_antimetaboles(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Neighbouring clauses that cross their words.

    sentences: an article's
    lang: "en" or "zh".
    """
    hits = []
    for i, sentence in enumerate(sentences):
        for start, end in crossed_clauses(sentence, lang):
            hits.append(Hit("antimetabole", (i,), start, end, 0.7, "crossed words"))
    return hits


# %%
_crossed = as_sentences(["The sea needs a bright lamp, and the lamp needs a calm sea."], "en")
find_antimetaboles(_crossed, "en")

# %%
assert [h.at for h in find_antimetaboles(_crossed, "en")] == [(0,)] and find_antimetaboles([], "zh") == []


# %% [markdown]
# ## What a pattern tells
#
# Distance, concession, call and climax are told by a form of words.


# %%
#| export
class _Form(NamedTuple):
    "A form of words that tells a device: the device, its language, the score, the regular expression."

    device: str
    lang: str
    score: float
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _forms() -> list[_Form]:
    "The forms of words of the file moves.tsv."
    text = files("fa_study").joinpath("data/rhetoric/moves.tsv").read_text(encoding="utf-8")
    forms = []
    for line in text.splitlines()[1:]:
        device, lang, score, pattern = line.split("\t")
        forms.append(_Form(device, lang, float(score), re.compile(pattern)))
    return forms


def find_told(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Devices that a form of words tells: distancing quotation marks, concession, call, climax, number
    formulas.

    sentences: an article's
    lang: "en" or "zh".
    """
    hits = []
    for form in _forms():
        if form.lang != lang:
            continue
        for i, sentence in enumerate(sentences):
            for m in form.pattern.finditer(sentence.text):
                start = m.end() - len(m[0].lstrip("，。；！,; "))
                hits.append(Hit(form.device, (i,), start, m.end(), form.score, "form of words"))
    return hits


# %%
_told = as_sentences(
    ["他们鼓吹所谓“海雾威胁”。", "灯塔固然昂贵，但更安全。", "让我们点亮灯塔。", "灯亮了。"], "zh"
)
[(h.device, h.at, _told[h.at[0]].text[h.start : h.end]) for h in find_told(_told, "zh")]

# %%
assert {(h.device, h.at) for h in find_told(_told, "zh")} == {
    ("distancing quotation", (0,)),
    ("concession", (1,)),
    ("call", (2,)),
}
assert {
    h.device for h in find_told(as_sentences(["Let us light the so-called “useless” lamps."], "en"), "en")
} == {"call", "distancing quotation"}
assert find_told(as_sentences(["The lamps are lit."], "en"), "en") == []

# %% [markdown]
# ## Asked and answered
#
# 设问: the author asks and answers at once. A question after which the same paragraph goes on without a question is taken for one.

# %%
#| export
_ASKS = re.compile(r"[?？][”’\"』」）)]*\s*$")


def _is_answered(one: Sentence, other: Sentence) -> bool:
    "Whether a sentence asks and the next one of its paragraph does not."
    if one.kind == "heading" or not _ASKS.search(one.text):
        return False
    if not other.text or other.par_id != one.par_id:
        return False
    return not _ASKS.search(other.text)


def find_answered(sentences: Sequence[Sentence], lang: str) -> list[Hit]:
    """Questions that their author answers (hypophora).

    sentences: an article's
    lang: "en" or "zh".
    Returns hits over the question and the sentence that follows it in the paragraph.
    """
    hits = []
    for i, (one, other) in enumerate(zip(sentences, sentences[1:])):
        if _is_answered(one, other):
            hits.append(Hit("hypophora", (i, i + 1), 0, len(one.text.rstrip()), 0.75, "question and answer"))
    return hits


MOVES: tuple[Callable[[Sequence[Sentence], str], list[Hit]], ...] = (
    find_couplets,
    find_antimetaboles,
    find_told,
    find_answered,
)

# %%
_asked = as_sentences(["Who keeps the lamps?", "The coast towns do.", "They have always done so."], "en")
find_answered(_asked, "en")

# %%
assert [h.at for h in find_answered(_asked, "en")] == [(0, 1)] and find_answered(_asked[:1], "en") == []
