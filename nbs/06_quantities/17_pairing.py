# %% [markdown]
# # pairing
#
# > Which quantity of one rendering is which of the other: the same, another one, or without a counterpart

# %% [markdown]
# A sentence may have moved to another bead and taken its numbers along. So each bead is settled by itself, then its neighbours are asked, and only what is left
# is called different or missing.

# %%
#| default_exp quantities.pairing

# %%
#| export
from __future__ import annotations
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple
import pandas as pd
from fa_study.language.words import words_signature
from fa_study.study import Study, new_table, signature
from fa_study.quantities.matching import (
    CLOSE,
    Matched,
    Mention,
    Pair,
    find_rivals,
    match,
    match_ends,
    match_rounded,
    mentions,
    pair_notes,
    pair_verdict,
    units_clash,
)
from fa_study.quantities.quantity import Value, affinity, digits_of, family, value_text

# %%
from fa_study.study import InputError

# %% [markdown]
# ## The table
#
# A bead is settled by itself first. What is left in digits is then looked for up to two beads away, because a sentence may have
# moved; a quantity repeated without a counterpart, while its twin nearby has one, is marked so.

# %%
#| export
WINDOW = 2  # beads to either side in which a moved quantity is looked for


class Row(NamedTuple):
    """A quantity, or a pair of them, with its verdict (same, hedge, differ, only_en, only_zh) and notes."""

    en: Mention | None
    zh: Mention | None
    verdict: str
    notes: list[str]

    @property
    def first(self) -> Mention:
        "The English mention, the Chinese one where there is none."
        mention = self.en or self.zh
        assert mention is not None
        return mention


def _paired(e: Mention, z: Mention, *more: str) -> Row:
    "The row of two mentions of one number."
    notes = pair_notes(e.q, z.q)
    return Row(e, z, pair_verdict(notes), [*more, *notes])


def settle(en: list[Mention], zh: list[Mention]) -> Matched:
    """The pairs of one bead: same value, same ends of ranges, rounded.

    en, zh: the mentions of its two sides.
    """
    equal = match(en, zh)
    parts = match_ends(equal.en, equal.zh)
    rounded = match_rounded(parts.en, parts.zh)
    return Matched(equal.pairs + parts.pairs + rounded.pairs, rounded.en, rounded.zh)


def _may_move(m: Mention) -> bool:
    # two "seconds" within five beads mean nothing, two "fifths" do
    if m.weight != "words":
        return m.weight == "digits"
    is_small = isinstance(m.q.value, Fraction) and m.q.value < 3
    return not (is_small and family(m.q.unit) in ("counting", "ordinal"))


def _movers(en: list[Mention], zh: list[Mention]) -> list[Pair]:
    # one of the two must be evidence enough by itself
    firm = match([m for m in en if _may_move(m)], [m for m in zh if m.weight != "light"])
    weak = match(
        [m for m in en if m.weight == "words" and not _may_move(m)], [m for m in firm.zh if _may_move(m)]
    )
    return [(e, z) for e, z in firm.pairs + weak.pairs if affinity(e.q, z.q) in (0, 1)]


def _neighbours(pair_ids: list[str]) -> Iterator[tuple[int, int]]:
    "The numbers of two beads of one pair of articles, the nearest first, the later before the earlier."
    for distance in range(1, WINDOW + 1):
        for step in (distance, -distance):
            for n in range(max(0, -step), min(len(pair_ids), len(pair_ids) - step)):
                if pair_ids[n] == pair_ids[n + step]:
                    yield n, n + step


def take_moved(left: list[Matched], pair_ids: list[str]) -> list[Row]:
    """Pairs across neighbouring beads; takes them out of what the beads have left.

    left: what `settle` left of each bead.
    pair_ids: the pair of articles of each bead.
    """
    rows = []
    for n, k in _neighbours(pair_ids):
        if not left[n].en or not left[k].zh:
            continue
        for e, z in _movers(left[n].en, left[k].zh):
            rows.append(_paired(e, z, "moved"))
            left[n].en.remove(e)
            left[k].zh.remove(z)
    return rows


def judge(left: Matched, repeated: Callable[[Mention], bool]) -> list[Row]:
    """Rivals and lonely quantities of one bead.

    left: what the bead has left.
    repeated: whether a mention's value has a partner nearby.
    """
    rows = []
    for e, z in find_rivals(left.en, left.zh):
        if not (repeated(e) and repeated(z)):
            rows.append(Row(e, z, "differ", _difference(e, z)))
    told = {id(m) for row in rows for m in (row.en, row.zh)}
    lonely_en = [m for m in left.en if m.weight != "light" and id(m) not in told]
    lonely_zh = [m for m in left.zh if m.weight != "light" and id(m) not in told]
    rows += [Row(m, None, "only_en", _lonely_notes(m, repeated)) for m in lonely_en]
    return rows + [Row(None, m, "only_zh", _lonely_notes(m, repeated)) for m in lonely_zh]


def _difference(e: Mention, z: Mention) -> list[str]:
    if units_clash(e.q, z.q):
        return ["unit"]
    return ["scale"] if _is_scale(e.q.value, z.q.value) else []


def _is_scale(a: Value, b: Value) -> bool:
    if not isinstance(a, Fraction) or not isinstance(b, Fraction):
        return False
    return bool(a and b) and digits_of(a) == digits_of(b)


def _lonely_notes(m: Mention, repeated: Callable[[Mention], bool]) -> list[str]:
    notes = ["word"] if m.weight == "words" else []
    return [*notes, "repeated"] if repeated(m) else notes


# %%
def sides(en, zh):
    return Matched([], mentions([("e1", en)], "en"), mentions([("z1", zh)], "zh"))


[
    (row.verdict, row.notes)
    for row in judge(sides("3.5 billion yuan, thirty ships", "3.5万亿元"), lambda m: False)
]

# %%
assert [
    (row.verdict, row.notes)
    for row in judge(sides("3.5 billion yuan, thirty ships", "3.5万亿元"), lambda m: False)
] == [("differ", ["scale"]), ("only_en", ["word"])]
assert list(_neighbours(["p", "p", "q", "p"])) == [(0, 1), (1, 0), (1, 3), (3, 1)]

# %% [markdown]
# Nothing is told of “the two sides”, and a value whose twin nearby has a partner is no difference.

# %%
assert judge(sides("the two sides", "双方"), lambda m: False) == []
assert [row.verdict for row in judge(sides("in 2021", "2020年"), lambda m: True)] == ["only_en", "only_zh"]

# %% [markdown]
# ## The rows

# %%
#| export
EXTRA = ("en_sent", "en_start", "en_end", "zh_sent", "zh_start", "zh_end", "note")


def numbers(study: Study) -> pd.DataFrame:
    """The quantities of all beads, paired between the two renderings.

    study: a study with beads, in the order of the text.
    Returns the table `numbers`, one row a quantity (or pair of them), in the order of the beads; verdict
        same, hedge (the same number with a hedge added, lost or turned round), differ, only_en, only_zh; hedge_en and hedge_zh a direction or empty; and at the right en_sent,
        en_start, en_end, zh_sent, zh_start, zh_end (offsets in the sentence) and note: what
        `fa_study.quantities.matching.pair_notes` says, and "moved" (its partner is in a neighbouring bead),
        "repeated" (its twin nearby has the partner), "word" (no.
    digits: weak evidence), "unit", "scale". Single and definite ones ("one", "the two", 两国) that find no
        partner have no row.
    Raises InputError for a bead that names a sentence which the study does not have. Linear in the number of
        beads.
    """
    beads = study.beads_of()
    pair_ids = [bead.pair_id for bead in beads]
    left = [
        settle(mentions(bead.en, "en", bead=n), mentions(bead.zh, "zh", bead=n))
        for n, bead in enumerate(beads)
    ]
    rows = [_paired(e, z) for settled in left for e, z in settled.pairs]
    rows += take_moved(left, pair_ids)
    repeated = _has_twin(rows, pair_ids)
    for rest in left:
        rows += judge(rest, repeated)
    rows.sort(key=lambda row: (row.first.bead, row.first.at))
    cells = [
        {"pair_id": pair_ids[row.first.bead], "bead_id": beads[row.first.bead].bead_id, **_cells(row)}
        for row in rows
    ]
    return _table(cells)


def _has_twin(rows: list[Row], pair_ids: list[str]) -> Callable[[Mention], bool]:
    "Tells whether a mention's value has found its partner in this bead or a neighbouring one."
    beads: dict[tuple[str, Value], set[int]] = defaultdict(set)
    for row in rows:
        for m in (row.en, row.zh):
            if m is not None:
                beads[pair_ids[m.bead], m.q.value].add(m.bead)

    def has_twin(m: Mention) -> bool:
        settled = beads[pair_ids[m.bead], m.q.value]
        return any(m.bead + step in settled for step in range(-WINDOW, WINDOW + 1))

    return has_twin


def _cells(row: Row) -> dict:
    cells: dict[str, object] = {}
    units = []
    for lang, m in (("en", row.en), ("zh", row.zh)):
        if m is None:
            continue
        cells |= {
            f"{lang}_text": m.q.text,
            f"{lang}_value": value_text(m.q.value),
            f"hedge_{lang}": m.q.hedge,
            f"{lang}_sent": m.sent_id,
            f"{lang}_start": m.q.start,
            f"{lang}_end": m.q.end,
        }
        units.append(m.q.unit)
    unit = next((unit for unit in units if unit != "count"), "count")
    return cells | {"unit": unit, "verdict": row.verdict, "note": " ".join(row.notes)}


def _table(rows: list[dict]) -> pd.DataFrame:
    "The rows with all columns in their order, which an empty last row states and is taken off again."
    return new_table("numbers", [*rows, dict.fromkeys(EXTRA)]).iloc[:-1].reset_index(drop=True)


def numbers_signature() -> str:
    """The settings that the table of numbers depends on."""
    return signature(numbers=2, window=WINDOW, close=CLOSE, zh=words_signature().replace("|", ","))


# %% [markdown]
# Three invented beads, the last two of which change places.

# %%
def toy_study(beads: dict[str, tuple[str, str]], **texts: str) -> Study:
    "A study of sentences, and of beads with one sentence on either side."
    return Study(
        sentences=new_table(
            "sentences", [dict(sent_id=sent_id, text=text) for sent_id, text in texts.items()]
        ),
        beads=new_table(
            "beads",
            [
                dict(pair_id="p1", bead_id=bead_id, en_sents=en, zh_sents=zh)
                for bead_id, (en, zh) in beads.items()
            ],
        ),
    )


toy = toy_study(
    {"b1": ("e1", "z1"), "b2": ("e2", "z2"), "b3": ("e3", "z3")},
    e1="In the first 11 months of 2031 trade reached US$130.428 billion, up 33.6%.",
    z1="2031年前11个月，贸易额达1304.28亿美元，增长33.6%。",
    e2="More than 150 states and nearly 100 ships took part.",
    z2="基金将为28座港口投入35亿元，双方同意。",
    e3="The Fund will spend 3.5 billion yuan on 28 ports, and the two sides agreed.",
    z3="150多个国家、近百艘船只参加。",
)
table = numbers(toy)
table[["bead_id", "en_text", "zh_text", "unit", "hedge_en", "hedge_zh", "verdict", "note"]]

# %%
assert table.verdict.tolist().count("same") == 7 and (table.note == "moved").sum() == 4
texts = toy.texts()
for lang in ("en", "zh"):
    there = table[table[f"{lang}_text"] != ""]
    assert all(
        texts[r[f"{lang}_sent"]][r[f"{lang}_start"] : r[f"{lang}_end"]] == r[f"{lang}_text"]
        for r in there.to_dict("records")
    )
assert (
    set(table.verdict) == {"same"} and table.hedge_en.tolist().count("more") == 1
)  # “the two sides” and 双方 leave no row

# %% [markdown]
# In one bead the same error is a difference. A table without beads is empty and has all its columns; a bead whose sentence is
# missing is named.

# %%
slip = numbers(toy_study({"b1": ("e3", "z9")}, e3=texts["e3"], z9="基金将为28座港口投入3.5万亿元。"))
nothing = numbers(Study())
try:
    numbers(toy.replace(sentences=toy.sentences.iloc[1:]))
except InputError as e:
    message = str(e)
print(slip[["en_text", "zh_text", "verdict", "note"]], message, sep="\n\n")

# %%
assert slip.query("verdict == 'differ'")[["en_value", "zh_value", "note"]].values.tolist() == [
    ["3500000000", "3500000000000", "scale"]
]
assert (
    len(nothing) == 0
    and list(nothing.columns) == list(table.columns)
    and list(nothing.columns[-7:]) == list(EXTRA)
)
assert message.startswith("Bead b1 names the sentence e1, which the study does not have")

# %%
print(numbers_signature())
assert numbers_signature().startswith("close:0.25|numbers:2|window:2")
