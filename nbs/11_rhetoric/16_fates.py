# %% [markdown]
# # fates
#
# > What became of each device of one rendering in the other: kept, turned into another, made literal, dropped, added

# %% [markdown]
# Two tables of devices do not say whether the English has fewer metaphors because they were dropped or because others stand in their place. A device is
# therefore followed through the bead: by the words that render it, and by its kind.

# %%
#| default_exp rhetoric.fates

# %%
#| export
from __future__ import annotations
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import NamedTuple
import numpy as np
import pandas as pd
from fa_study.language.dictionary import glosses, lemma, plain_tokenizer
from fa_study.rhetoric.wordlists import rhetoric_signature
from fa_study.study import InputError, SentenceText, Study, new_table, signature
from fa_study.wording.grid import Grid, term_words
from fa_study.wording.runs import best_run, run_text
from fa_study.wording.renderings import sentence_words

# %%
from fa_study.rhetoric.devices import devices
from fa_study.example.sample import sample_gold
from fa_study.wording.grid import study_grids

# %% [markdown]
# ## Settings
#
# No fates have been marked by hand in any text, so nothing here is fitted: the weights say what counts more, and the cut-offs were set by reading the
# outcomes of the sample.

# %%
#| export
OUTCOMES = ("kept", "other", "literal", "dropped", "added")
NO_DOMAIN = "Ø"  # no metaphor on this side
SAME, TURNED = 0.3, 0.3  # least meeting for the same device, and for another one
BY_BEADS, BY_WORDS, BY_PLACE = (
    0.4,
    0.4,
    0.2,
)  # what shared beads, shared words and nearness count when two forms meet
SHARE = 0.25  # of an English word that a Chinese word must account for
APART = 2  # widest step between Chinese words of one rendering
EQUAL = 0.7  # least weight of a gloss: a gloss of its own, or one of two words
UNLISTED = 0.5  # of the score, where the other side is no candidate of its own

# %%
assert np.isclose(BY_BEADS + BY_WORDS + BY_PLACE, 1)


# %% [markdown]
# ## Devices in their beads
#
# A device has its words in one sentence, yet an anaphora runs over several. Its words are looked up in the bead of its first sentence; that the other side
# has the same kind of device is looked up in all its beads.


# %%
#| export
class Placed(NamedTuple):
    """A device in its bead.

    device, domain, span: as in the table `devices`
    beads: numbers of all its beads, the first is the one with its words
    sentence: position of its first sentence in that bead
    start, end: character offsets there
    words: positions of its words in the bead's grid
    place: its middle in the side of the bead, 0..1.
    """

    device: str
    domain: str
    span: str
    beads: tuple[int, ...]
    sentence: int
    start: int
    end: int
    words: tuple[int, ...]
    place: float


def _side(grid: Grid, lang: str) -> Sequence[SentenceText]:
    return grid.bead.zh if lang == "zh" else grid.bead.en


def side_words(grid: Grid, lang: str, sentence: int, start: int, end: int) -> list[int]:
    """The words of one side of a bead that lie in a stretch of a sentence, as positions in the grid.

    grid: the bead
    lang: "zh" or "en"
    sentence: position in that side
    start, end: character offsets.
    """
    if lang == "zh":
        return term_words(grid, sentence, start, end)
    return [
        j for j, (n, word) in enumerate(grid.en) if n == sentence and word.start < end and start < word.end
    ]


def _sentence_places(grids: Sequence[Grid], lang: str) -> dict[str, tuple[int, int]]:
    "sent_id -> number of its bead, and position in that side of it."
    places = {}
    for bead, grid in enumerate(grids):
        for n, (sent_id, _) in enumerate(_side(grid, lang)):
            places[sent_id] = (bead, n)
    return places


def placed_devices(study: Study, grids: Sequence[Grid], lang: str) -> list[Placed]:
    """The devices of one language that stand in a bead.

    study: a study with devices
    grids: from `fa_study.wording.grid.study_grids`
    lang: "zh" or "en".
    Returns one row a device, in the order of the table; devices of sentences in no bead are left out.
    """
    places = _sentence_places(grids, lang)
    texts = study.texts()
    found = []
    for row in study.devices[study.devices.lang == lang].itertuples():
        sent_ids = row.sent_ids.split()
        if sent_ids[0] not in places:
            continue
        start = int(row.start) if "start" in study.devices else max(texts[sent_ids[0]].find(row.span), 0)
        end = start + len(row.span)
        bead, sentence = places[sent_ids[0]]
        beads = dict.fromkeys(places[sent_id][0] for sent_id in sent_ids if sent_id in places)
        words = side_words(grids[bead], lang, sentence, start, end)
        sizes = [len(text) for _, text in _side(grids[bead], lang)]
        place = (sum(sizes[:sentence]) + start + len(row.span) / 2) / sum(sizes)
        found.append(
            Placed(row.device, row.domain, row.span, tuple(beads), sentence, start, end, tuple(words), place)
        )
    return found


# %%
gold = sample_gold()
study = Study(**{name: gold[name] for name in ("articles", "paragraphs", "sentences", "beads")})
study = study.replace(devices=devices(study))
grids = study_grids(study)
zh, en = (placed_devices(study, grids, lang) for lang in ("zh", "en"))
pd.DataFrame(zh).head(3)

# %%
assert all(grids[d.beads[0]].bead.zh[d.sentence][1][d.start : d.end] == d.span for d in zh)
assert all(0 < d.place < 1 for d in zh + en) and len(zh) + len(en) <= len(study.devices)

# %% [markdown]
# ## How well two devices meet
#
# Two metaphors of one sentence must not be taken for each other, and the words tell them apart. A tricolon or a question is a matter of form: the same form in
# the same bead speaks for itself, and the words only choose among several.

# %%
#| export
WORD_DEVICES = frozenset({"metaphor", "hyperbole", "intensifier", "four-character expression"})


def shared_words(grid: Grid, zh: Sequence[int], en: Sequence[int]) -> float:
    """How far two stretches of a bead render each other, 0..1.

    grid: the bead
    zh, en: their words, positions in the grid.
    Returns the geometric mean of the parts of either side's words that the other accounts for; function
        words of the English do not count.
    """
    content = [j for j in en if not grid.en[j][1].is_stop]
    if not len(zh) or not content:
        return 0.0
    share = grid.share[np.ix_(list(zh), content)]
    of_zh = np.minimum(1, share.sum(1)).mean()
    of_en = np.minimum(1, share.sum(0)).mean()
    return float(np.sqrt(of_zh * of_en))


def _words_in_one_bead(grid: Grid, zh: Placed, en: Placed) -> float:
    return shared_words(grid, zh.words, en.words) if zh.beads[0] == en.beads[0] else 0.0


def meeting(grid: Grid, zh: Placed, en: Placed) -> float:
    """How well two devices of one kind meet, 0..1; 0 if they have no bead in common.

    grid: the bead of the Chinese one's words
    zh, en: the devices.
    Returns for devices that sit in a word the shared words; for forms also the shared beads and nearness
        in the bead.
    """
    common = set(zh.beads) & set(en.beads)
    if not common:
        return 0.0
    words = _words_in_one_bead(grid, zh, en)
    if zh.device in WORD_DEVICES:
        return words
    beads = len(common) / min(len(set(zh.beads)), len(set(en.beads)))
    near = 1 - abs(zh.place - en.place) if zh.beads[0] == en.beads[0] else 0.0
    return beads * (BY_BEADS + BY_WORDS * words + BY_PLACE * near)


# %%
def rivals(device: Placed) -> list[Placed]:
    """The English metaphors that share a bead with a device."""
    return [e for e in en if e.device == "metaphor" and set(e.beads) & set(device.beads)]


lamp = next(d for d in zh if d.device == "metaphor" and any(e.domain == d.domain for e in rivals(d)))
meets = [(round(meeting(grids[lamp.beads[0]], lamp, e), 2), e.span) for e in rivals(lamp)]
print(lamp.span, meets)

# %%
assert all(0 <= score <= 1 for score, _ in meets) and max(meets)[0] > SAME
apart = next(e for e in en if not set(e.beads) & set(lamp.beads))
assert meeting(grids[lamp.beads[0]], lamp, apart) == 0

# %% [markdown]
# ## The same device, or one of its kin
#
# The same device on both sides is sought first, a metaphor with its domain; what is left over is compared with devices of a kindred sort. A Chinese
# four-character expression has no English namesake, so it is at best another device. That a bead has a tricolon does not make it the fate of an antithesis:
# for kin only the words count.

# %%
#| export
FORMS = frozenset({"parallelism", "tricolon", "antithesis", "anaphora", "enumeration"})
FIGURES = frozenset({"metaphor", "hyperbole", "intensifier", "allusion", "four-character expression"})
BORROWED = frozenset({"quotation", "allusion"})
RHYTHMS = frozenset({"parallelism", "tricolon", "four-character expression"})
KIN = frozenset(pair for group in (FORMS, FIGURES, BORROWED, RHYTHMS) for pair in product(group, group))


def is_same(zh: Placed, en: Placed) -> bool:
    """Whether two devices are the same, metaphors of one domain.

    zh, en: the devices.
    """
    return zh.device == en.device and zh.domain == en.domain


def is_kin(zh: Placed, en: Placed) -> bool:
    """Whether one may stand for the other: another domain, or a device of a kindred sort.

    zh, en: the devices.
    """
    return (zh.device, en.device) in KIN


def same_meeting(grid: Grid, zh: Placed, en: Placed) -> float:
    """How well a device meets the same one, 0..1; 0 for another device.

    grid: the bead of the Chinese one's words
    zh, en: the devices.
    """
    return meeting(grid, zh, en) if is_same(zh, en) else 0.0


def kin_meeting(grid: Grid, zh: Placed, en: Placed) -> float:
    """How well a device meets one of its kin, 0..1; 0 for a device of another sort.

    grid: the bead of the Chinese one's words
    zh, en: the devices.
    """
    return _words_in_one_bead(grid, zh, en) if is_kin(zh, en) else 0.0


# %%
grid = grids[lamp.beads[0]]
pd.DataFrame(
    [(e.span, same_meeting(grid, lamp, e), kin_meeting(grid, lamp, e)) for e in rivals(lamp)],
    columns=[lamp.span, "same", "kin"],
).round(2)

# %%
question = lamp._replace(device="rhetorical question", domain="")
assert same_meeting(grid, question, lamp) == 0 == kin_meeting(grid, question, lamp)
assert ("quotation", "allusion") in KIN and ("metaphor", "tricolon") not in KIN

# %% [markdown]
# ## One to one, the best first
#
# A bead may hold three metaphors on either side. Each is given to one at most, and those that meet best are given first.

# %%
#| export
Meets = Callable[[Grid, Placed, Placed], float]


def matched(
    grids: Sequence[Grid], zh: Mapping[int, Placed], en: Mapping[int, Placed], *, meets: Meets, least: float
) -> dict[int, tuple[int, float]]:
    """Devices of both sides that meet, one to one, the best first.

    grids: of the beads
    zh, en: number -> device
    meets: how well two of them meet
    least: how well they must, above 0 and at most 1.
    Returns number in zh -> (number in en, how well they meet). Of two that meet equally well the first
        goes first.
    """
    in_bead = defaultdict(set)
    for m, device in en.items():
        for bead in device.beads:
            in_bead[bead].add(m)
    candidates = []
    for n, device in zh.items():
        grid = grids[device.beads[0]]
        for m in set().union(*(in_bead[bead] for bead in device.beads)):
            score = meets(grid, device, en[m])
            if score >= least:
                candidates.append((-score, n, m))
    given: dict[int, tuple[int, float]] = {}
    taken = set()
    for negative, n, m in sorted(candidates):
        if n in given or m in taken:
            continue
        given[n] = (m, -negative)
        taken.add(m)
    return given


# %%
zh_by_number, en_by_number = dict(enumerate(zh)), dict(enumerate(en))
same = matched(grids, zh_by_number, en_by_number, meets=same_meeting, least=SAME)
pd.DataFrame(
    [(zh[n].device, zh[n].span, en[m].span, round(s, 2)) for n, (m, s) in sorted(same.items())[:5]],
    columns=["device", "zh", "en", "meeting"],
)

# %%
assert len({m for m, _ in same.values()}) == len(same) and all(
    is_same(zh[n], en[m]) for n, (m, _) in same.items()
)
assert not any(zh[n].device == "four-character expression" for n in same)
assert matched(grids, zh_by_number, {}, meets=same_meeting, least=SAME) == {}


# %% [markdown]
# ## The words on the other side
#
# Where no device answers, the words may still be there, plainly. From Chinese to English they are found as the renderings of formulations are; from
# English to Chinese by the same shares, read the other way.


# %%
#| export
class Words(NamedTuple):
    """Words of the other side that render a device: sentence id, start and end (characters), the words, and
    how well they fit (0..1).
    """

    sent_id: str
    start: int
    end: int
    words: str
    score: float


def english_words(grid: Grid, device: Placed) -> Words | None:
    """The English words that render a Chinese device; None if there are none.

    grid: the bead
    device: the device.
    """
    found = best_run(grid, device.words)
    return Words(*run_text(grid, found), found.score) if found else None


def _zh_runs(grid: Grid, strong: Sequence[int]) -> list[list[int]]:
    "Chinese words in runs that stay in one sentence, not more than one word apart."
    runs: list[list[int]] = []
    for i in strong:
        last = runs[-1][-1] if runs else None
        if last is not None and i - last <= APART and grid.zh[i][0] == grid.zh[last][0]:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def chinese_words(grid: Grid, device: Placed) -> Words | None:
    """The Chinese words that an English device renders: the heaviest run of them; None if there are none.

    grid: the bead
    device: the device.
    """
    content = [j for j in device.words if not grid.en[j][1].is_stop]
    if not content or not len(grid.zh):
        return None
    share = grid.share[:, content]
    strong = [int(i) for i in np.flatnonzero(share.max(1) >= SHARE)]
    if not strong:
        return None
    best = max(_zh_runs(grid, strong), key=lambda run: share[run].sum())
    sentence, start, _, _ = grid.zh[best[0]]
    end = grid.zh[best[-1]][2]
    sent_id, text = grid.bead.zh[sentence]
    fit = np.minimum(1, share[best].sum(0)).mean()
    return Words(sent_id, start, end, text[start:end], float(fit))


# %%
lone = [d for n, d in enumerate(zh) if n not in same and d.device == "metaphor"]
plain = [(d.span, english_words(grids[d.beads[0]], d)) for d in lone]
pd.DataFrame([(span, *words) for span, words in plain if words][:5], columns=["device", *Words._fields])

# %%
text = study.texts()
to_en = [words for _, words in plain if words]
to_zh = [words for d in en if (words := chinese_words(grids[d.beads[0]], d))]
assert (
    to_en
    and to_zh
    and all(text[w.sent_id][w.start : w.end] == w.words and 0 < w.score <= 1 for w in to_en + to_zh)
)
assert (
    chinese_words(grid, lamp._replace(words=())) is None
    and english_words(grid, lamp._replace(words=())) is None
)

# %% [markdown]
# ## Kept, though in no table
#
# A series of three that was no candidate on the other side, because a word there makes it uneven, is still a series. Two marks of a list are enough to see
# it.

# %%
#| export
_SERIES = re.compile(
    r"[^、]+、[^、]+[、和及与]|[^,;]+[,;][^,;]+(?:[,;]| and | or )|[^，；]+[，；][^，；]+[，；]"
)


def is_series(words: str) -> bool:
    """Whether words are a list of three or more by their marks.

    words: of either language.
    """
    return bool(_SERIES.search(words))


# %%
{
    words: is_series(words)
    for words in (
        "peace, trade and safe passage",
        "peace and trade",
        "和平、贸易和航行",
        "和平与贸易",
        "灯不灭，港不闭，路不断",
    )
}

# %%
assert (
    is_series("peace, trade and safe passage")
    and is_series("和平、贸易和航行")
    and is_series("灯不灭，港不闭，路不断")
)
assert not is_series("peace and trade") and not is_series("和平与贸易")


# %% [markdown]
# The lists of the two languages are not equally long: 指南针 may be listed as a JOURNEY where "compass" is not. If the plain words are what a dictionary gives for
# the Chinese word, image or emphasis are still there.


# %%
#| export
def is_equivalent(zh: str, en: str) -> bool:
    """Whether English words are a dictionary's rendering (CC-CEDICT) of a word of a Chinese expression.

    zh, en: the expressions.
    """
    lemmas = {lemma(word.form.lower()) for word in sentence_words(en) if not word.is_stop}
    for word in {zh, *plain_tokenizer().cut(zh)}:
        if len(word) < 2:
            continue
        if any(weight >= EQUAL and gloss in lemmas for gloss, weight in glosses(word).items()):
            return True
    return False


# %%
pairs = [
    ("指南针", "the compass"),
    ("聚焦", "focusing on"),
    ("并肩", "jointly"),
    ("巨大", "major"),
    ("对抗", "confrontation"),
]
[is_equivalent(*pair) for pair in pairs]

# %%
assert [is_equivalent(*pair) for pair in pairs] == [True, True, False, False, True]


# %% [markdown]
# ## What became of one device
#
# The Chinese is taken as the source. Each of its devices is kept, other, literal or dropped; each of the English is kept, other or added, so that a pair that
# is kept has a row on either side.


# %%
#| export
class Met(NamedTuple):
    """What a device met: the outcome, the other device, how well they meet (0..1)."""

    outcome: str
    other: Placed
    score: float


def _device_cells(grids: Sequence[Grid], lang: str, met: Met) -> dict[str, object]:
    "The cells of a row whose device met another one."
    other = met.other
    sent_id, _ = _side(grids[other.beads[0]], "en" if lang == "zh" else "zh")[other.sentence]
    return dict(
        outcome=met.outcome,
        counterpart=other.span,
        score=round(met.score, 4),
        other_sent=sent_id,
        other_start=other.start,
        other_end=other.end,
        other_device=other.device,
        other_domain=other.domain,
        rule="device",
    )


def _rule(grid: Grid, lang: str, device: Placed, words: str) -> str:
    """By what the words of the other side keep a device: as a series, or by a dictionary; or that they are
    plain words.
    """
    if device.device in ("tricolon", "parallelism"):
        return "series" if is_series(words) else "words"
    if device.device not in ("metaphor", "intensifier", "hyperbole"):
        return "words"
    own = _side(grid, lang)[device.sentence][1][device.start : device.end]
    zh, en = (own, words) if lang == "zh" else (words, own)
    return "dictionary" if is_equivalent(zh, en) else "words"


def _lost(grid: Grid, lang: str, device: Placed) -> float:
    "How much of a device's words nothing on the other side accounts for, 0..1."
    words = list(device.words)
    share = grid.share[words] if lang == "zh" else grid.share[:, words].T
    return 1 - float(np.minimum(1, share.sum(1)).mean()) if share.size else 1.0


def _plain_cells(grid: Grid, lang: str, device: Placed) -> dict[str, object]:
    "The cells of a row whose device met none."
    found = english_words(grid, device) if lang == "zh" else chinese_words(grid, device)
    if not found:
        return dict(
            outcome="dropped" if lang == "zh" else "added",
            rule="none",
            score=round(_lost(grid, lang, device), 4),
        )
    rule = _rule(grid, lang, device, found.words)
    cells: dict[str, object] = dict(
        rule=rule,
        other_sent=found.sent_id,
        other_start=found.start,
        other_end=found.end,
        counterpart=found.words,
    )
    if rule == "words":
        return cells | dict(outcome="literal" if lang == "zh" else "added", score=round(found.score, 4))
    return cells | dict(
        outcome="kept",
        other_device=device.device,
        other_domain=device.domain,
        score=round(found.score * UNLISTED, 4),
    )


def _row(grids: Sequence[Grid], lang: str, device: Placed, met: Met | None) -> dict[str, object]:
    grid = grids[device.beads[0]]
    sent_id, _ = _side(grid, lang)[device.sentence]
    cells = dict(
        pair_id=grid.bead.pair_id,
        bead_id=grid.bead.bead_id,
        lang=lang,
        device=device.device,
        span=device.span,
        sent_id=sent_id,
        start=device.start,
        end=device.end,
        domain=device.domain,
    )
    return cells | (_device_cells(grids, lang, met) if met else _plain_cells(grid, lang, device))


# %%
_row(grids, "zh", lamp, None)

# %%
assert _row(grids, "zh", lamp._replace(words=()), None)["outcome"] == "dropped"
assert _row(grids, "zh", lamp, Met("kept", rivals(lamp)[0], 0.5))["other_device"] == "metaphor"

# %% [markdown]
# ## The table
#
# Everything is a candidate: a device that a list does not know on one side looks dropped or added.

# %%
#| export
_MORE = (
    "sent_id",
    "start",
    "end",
    "other_sent",
    "other_start",
    "other_end",
    "domain",
    "other_device",
    "other_domain",
    "rule",
)


def _meetings(
    grids: Sequence[Grid], zh: Sequence[Placed], en: Sequence[Placed]
) -> tuple[dict[int, Met], dict[int, Met]]:
    "What the devices of either side met: position -> device of the other side."
    same = matched(grids, dict(enumerate(zh)), dict(enumerate(en)), meets=same_meeting, least=SAME)
    met = {m for m, _ in same.values()}
    left_zh = {n: device for n, device in enumerate(zh) if n not in same}
    left_en = {m: device for m, device in enumerate(en) if m not in met}
    turned = matched(grids, left_zh, left_en, meets=kin_meeting, least=TURNED)
    of_zh, of_en = {}, {}
    for outcome, pairs in (("kept", same), ("other", turned)):
        for n, (m, score) in pairs.items():
            of_zh[n] = Met(outcome, en[m], score)
            of_en[m] = Met(outcome, zh[n], score)
    return of_zh, of_en


def fates(study: Study, *, grids: Sequence[Grid]) -> pd.DataFrame:
    """What became of each device: the table `fates`.

    study: a study with beads and devices
    grids: of its beads, from `fa_study.wording.grid.study_grids`, then `with_links` where there are links
    Returns one row for each device in a bead, Chinese before English: the columns of the contract and
        sent_id, start, end, other_sent, other_start, other_end (character offsets), domain,
        other_device, other_domain, rule ("device": both sides are in the table of devices; "series": its
        words are a series there; "dictionary": its words are a dictionary's rendering, though on no
        list; "words": plain words; "none"). score, 0..1: how well two devices meet, how well the plain
        words fit, or how much of the device's words nothing accounts for.
    Raises InputError if there are no beads, or no devices.
    """
    if not len(study.beads):
        raise InputError("The study has no beads, so no device can be followed: run fa.compare first.")
    if not len(study.devices):
        raise InputError(
            "The study has no devices: fill the table with fa_study.rhetoric.devices.devices first."
        )
    zh = placed_devices(study, grids, "zh")
    en = placed_devices(study, grids, "en")
    of_zh, of_en = _meetings(grids, zh, en)
    rows = [_row(grids, "zh", device, of_zh.get(n)) for n, device in enumerate(zh)]
    rows += [_row(grids, "en", device, of_en.get(m)) for m, device in enumerate(en)]
    none: dict[str, object] = dict.fromkeys(_MORE)
    return new_table("fates", rows or [none]).iloc[: len(rows)]


def fates_signature() -> str:
    """The settings that a figure on fates depends on."""
    return signature(
        lists=rhetoric_signature().replace("|", ","),
        same=SAME,
        other=TURNED,
        share=SHARE,
        gloss=EQUAL,
        source="zh",
    )


# %%
found = fates(study, grids=grids)
found.groupby("outcome", sort=False).head(2)[
    ["bead_id", "lang", "device", "span", "outcome", "counterpart", "score"]
]

# %%
assert set(found.outcome) == set(OUTCOMES) and found.score.between(0, 1).all()
assert len(found) == len(zh) + len(en) and set(found.outcome[found.lang == "en"]) <= {
    "kept",
    "other",
    "added",
}
placed = found[found.other_sent != ""]
assert all(
    text[s][a:b] == c
    for s, a, b, c in zip(placed.other_sent, placed.other_start, placed.other_end, placed.counterpart)
)
assert (found.counterpart[found.outcome == "dropped"] == "").all() and "added" not in set(
    found.outcome[found.lang == "zh"]
)
kept = found[(found.outcome == "kept") & (found.rule == "device")]
assert (kept.lang == "zh").sum() == (kept.lang == "en").sum() and (kept.domain == kept.other_domain).all()

# %% [markdown]
# Without devices there is nothing to follow, and the call says what to do.

# %%
told = []
for empty in (Study(), study.replace(devices=Study().devices)):
    try:
        fates(empty, grids=grids)
    except InputError as e:
        told.append(str(e))
print(*told, sep="\n")
assert told == [
    "The study has no beads, so no device can be followed: run fa.compare first.",
    "The study has no devices: fill the table with fa_study.rhetoric.devices.devices first.",
]


# %% [markdown]
# ## A matrix
#
# A long table does not show that questions survive and four-character expressions do not. Counts of devices against outcomes do; and for metaphors, the domain
# of one rendering against that of the other.


# %%
#| export
def _most_frequent_first(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def _device_counts(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    "Devices × outcomes; nothing of the Chinese can be added."
    outcomes = [outcome for outcome in OUTCOMES if outcome != "added" or lang == "en"]
    counts = pd.crosstab(table.device, table.outcome).reindex(columns=outcomes, fill_value=0)
    return _most_frequent_first(counts)


def _domain_counts(metaphors: pd.DataFrame) -> pd.DataFrame:
    "Domains × domains of the other side, both in one order, those of the other side alone behind, none last."
    others = metaphors.other_domain.replace("", NO_DOMAIN)
    counts = _most_frequent_first(pd.crosstab(metaphors.domain, others))
    order = dict.fromkeys([*counts.index, *counts.columns])
    columns = [domain for domain in order if domain in counts and domain != NO_DOMAIN]
    return counts[[*columns, *(domain for domain in counts if domain == NO_DOMAIN)]]


def fates_matrix(study: Study, *, of: str = "device", lang: str = "zh") -> pd.DataFrame:
    """How often each device met each fate, or which domain each domain became.

    study: a study with fates
    of: "device", or "domain" for the metaphors alone
    lang: whose devices are the rows.
    Returns counts. For "device": rows are the devices, the most frequent first, columns the outcomes.
        For "domain": rows are the domains, columns those of the other language, "Ø" where no metaphor
        stands there.
    Raises InputError for another of or lang, or if the study has no fates.
    """
    if of not in ("device", "domain") or lang not in ("zh", "en"):
        raise InputError(f"of is {of!r} and lang {lang!r}: use device or domain, and zh or en.")
    if not len(study.fates):
        raise InputError("The study has no fates of devices: run fa.compare first.")
    mine = study.fates[study.fates.lang == lang]
    return _device_counts(mine, lang) if of == "device" else _domain_counts(mine[mine.device == "metaphor"])


# %%
study = study.replace(fates=found)
fates_matrix(study)

# %%
fates_matrix(study, of="domain")

# %%
assert fates_matrix(study).to_numpy().sum() == len(zh) and fates_matrix(
    study, lang="en"
).to_numpy().sum() == len(en)
assert fates_matrix(study).loc["four-character expression", "kept"] == 0
domains = fates_matrix(study, of="domain")
assert domains.columns[-1] == NO_DOMAIN and domains.to_numpy().sum() == sum(
    d.device == "metaphor" for d in zh
)

# %%
told = []
for wrong, of in ((study, "author"), (Study(), "device")):
    try:
        fates_matrix(wrong, of=of)
    except InputError as e:
        told.append(str(e))
print(*told, sep="\n")
assert told == [
    "of is 'author' and lang 'zh': use device or domain, and zh or en.",
    "The study has no fates of devices: run fa.compare first.",
]
