"""Fates of devices: every device once, real words on both sides, what stays the same when the rest of the study changes."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fa_study.pipeline import compare
from fa_study.rhetoric.devices import devices
from fa_study.rhetoric.counterparts import is_series
from fa_study.rhetoric.fates import OUTCOMES, compared_with_gold, fates, fates_matrix, gold_fates
from fa_study.rhetoric.meetings import Placed, is_kin, kin_meeting, matched
from fa_study.reading.parser import parse_sources
from fa_study.formats.files import Source
from fa_study.study import Study
from fa_study.tables import TABLES, InputError, new_table
from fa_study.example.sample import sample_gold
from fa_study.wording.grid import study_grids, with_links

# Chinese, English, Chinese devices, English devices (device, words, domain); each pair of sentences is a bead.
BEADS = [
    ("我们架起和平的桥梁。", "We build bridges of peace.", [("metaphor", "桥梁", "BUILDING")], [("metaphor", "bridges", "BUILDING")]),
    ("风暴考验合作。", "Fire tests cooperation.", [("metaphor", "风暴", "WEATHER/NATURE")], [("metaphor", "Fire", "LIGHT")]),
    ("贸易是道路。", "Trade is a method.", [("metaphor", "道路", "JOURNEY")], []),
    ("港口开放。", "The harbour is the lungs of the open port.", [], [("metaphor", "lungs", "BODY")]),
    ("谁来守灯？", "Who keeps the lamp?", [("rhetorical question", "谁来守灯？", "")], [("rhetorical question", "Who keeps the lamp?", "")]),
    ("和平、贸易和航行都重要。", "Peace, trade and navigation matter.", [("tricolon", "和平、贸易和航行", "")], []),
    ("灯光照亮大海。", "", [("metaphor", "照亮", "LIGHT")], []),
]
LINKS = [(1, "风暴", "Fire"), (2, "道路", "method")]


def make(beads=BEADS, links=LINKS) -> Study:
    rows = {name: [] for name in ("sentences", "beads", "devices", "links")}
    for n, (zh, en, zh_devices, en_devices) in enumerate(beads):
        for lang, text, found in (("zh", zh, zh_devices), ("en", en, en_devices)):
            if text: rows["sentences"].append(dict(article_id=lang, par_id=f"{lang}.p1", sent_id=f"{lang}{n}", text=text))
            rows["devices"] += [dict(article_id=lang, lang=lang, sent_ids=f"{lang}{n}", device=d, span=w, domain=m, score=.8) for d, w, m in found]
        rows["beads"].append(dict(pair_id="p", bead_id=f"b{n}", zh_sents=f"zh{n}" if zh else "", en_sents=f"en{n}" if en else "", kind="1-1", score=1, source="auto"))
    for n, zh, en in links:
        a, b = beads[n][0].index(zh), beads[n][1].index(en)
        rows["links"].append(dict(pair_id="p", bead_id=f"b{n}", zh_sent=f"zh{n}", zh_start=a, zh_end=a + len(zh), en_sent=f"en{n}", en_start=b, en_end=b + len(en), score=.95))
    return Study(**{name: new_table(name, found) for name, found in rows.items()})


def fates_of(study: Study) -> pd.DataFrame:
    return fates(study, grids=with_links(study_grids(study), study.links))


def outcome(table: pd.DataFrame, bead: str, lang: str) -> tuple[str, str]:
    row = table[(table.bead_id == bead) & (table.lang == lang)].iloc[0]
    return row.outcome, row.counterpart


@pytest.fixture(scope="module")
def sample() -> Study:
    gold = sample_gold()
    study = Study(**{name: gold[name] for name in ("articles", "paragraphs", "sentences", "beads")})
    return study.replace(devices=devices(study))


def test_each_outcome():
    table = fates_of(make())
    assert outcome(table, "b0", "zh") == ("kept", "bridges") and outcome(table, "b0", "en") == ("kept", "桥梁")
    assert outcome(table, "b1", "zh") == ("other", "Fire") and outcome(table, "b1", "en") == ("other", "风暴")
    assert outcome(table, "b2", "zh")[0] == "literal" and "method" in outcome(table, "b2", "zh")[1]
    assert outcome(table, "b3", "en")[0] == "added"
    assert outcome(table, "b4", "zh") == ("kept", "Who keeps the lamp?")
    assert outcome(table, "b5", "zh")[0] == "kept" and table.rule[(table.bead_id == "b5")].tolist() == ["series"]
    assert outcome(table, "b6", "zh") == ("dropped", "") and table.score[table.bead_id == "b6"].tolist() == [1]


def test_an_image_that_a_dictionary_gives_is_kept():
    beads = [*BEADS[:2], ("贸易是道路。", "Trade is a road.", *BEADS[2][2:]), *BEADS[3:]]
    table = fates_of(make(beads, [*LINKS[:1], (2, "道路", "road")]))
    row = table[table.bead_id == "b2"].iloc[0]
    assert (row.outcome, row.rule, row.other_device, row.other_domain) == ("kept", "dictionary", "metaphor", "JOURNEY") and row.score <= .5


def test_links_decide():
    crossed = fates_of(make(links=[(1, "风暴", "cooperation"), (1, "合作", "Fire")]))
    assert outcome(crossed, "b1", "zh") == ("literal", "cooperation") and outcome(crossed, "b1", "en") == ("added", "合作")


def test_table_keeps_the_contract(sample):
    table = fates_of(sample)
    assert tuple(table.columns[:len(TABLES["fates"])]) == TABLES["fates"] and set(table.outcome) <= set(OUTCOMES)
    text = dict(zip(sample.sentences.sent_id, sample.sentences.text))
    assert all(text[s][a:b] == span for s, a, b, span in zip(table.sent_id, table.start, table.end, table.span))
    met = table[table.counterpart != ""]
    assert all(text[s][a:b] == words for s, a, b, words in zip(met.other_sent, met.other_start, met.other_end, met.counterpart))
    assert table.score.between(0, 1).all() and set(table.outcome[table.lang == "zh"]) <= {"kept", "other", "literal", "dropped"}


def test_every_device_of_a_bead_once(sample):
    aligned = set(" ".join([*sample.beads.zh_sents, *sample.beads.en_sents]).split())
    inside = sample.devices[sample.devices.sent_ids.str.split().str[0].isin(aligned)]
    table = fates_of(sample)
    assert sorted(zip(table.lang, table.device, table.span)) == sorted(zip(inside.lang, inside.device, inside.span))


def test_met_devices_point_at_each_other(sample):
    table = fates_of(sample)
    met = table[table.rule == "device"]
    of = {(r.sent_id, r.start, r.end, r.device, r.domain): (r.other_sent, r.other_start, r.other_end, r.other_device, r.other_domain) for r in met.itertuples()}
    assert len(of) == len(met) and all(of[there] == here for here, there in of.items())


def test_order_of_devices_does_not_matter(sample):
    turned = sample.replace(devices=sample.devices.iloc[::-1].reset_index(drop=True))
    columns = ["bead_id", "lang", "device", "span", "start", "outcome"]
    one, two = (fates_of(s)[columns].sort_values(columns).reset_index(drop=True) for s in (sample, turned))
    assert (one == two).all(axis=1).mean() > .99  # of two that meet equally well, the first in the table goes first


def test_devices_without_offsets_are_found_by_their_words(sample):
    bare = sample.replace(devices=sample.devices.drop(columns=["start", "end", "rule"]))
    assert (fates_of(bare).outcome == fates_of(sample).outcome).mean() > .95


def test_devices_outside_beads_are_left_out():
    study = make()
    assert set(fates_of(study.replace(beads=study.beads.iloc[:1])).bead_id) == {"b0"}
    lonely = fates_of(study.replace(devices=study.devices.assign(sent_ids="zh99")))
    assert len(lonely) == 0 and tuple(lonely.columns[:len(TABLES["fates"])]) == TABLES["fates"]


@pytest.mark.parametrize("words, expected", [("", False), ("a, b, c", True), ("one; two; three", True), ("甲、乙、丙", True), ("甲、乙", False), ("我来，我见，我胜", True)])
def test_series(words, expected):
    assert is_series(words) is expected


def test_kin():
    def device(name: str) -> Placed: return Placed(name, "", "x", (0,), 0, 0, 1, (), .5)
    assert is_kin(device("metaphor"), device("intensifier")) and is_kin(device("quotation"), device("allusion"))
    assert not is_kin(device("metaphor"), device("tricolon")) and not is_kin(device("rhetorical question"), device("antithesis"))
    assert matched([], {}, {}, meets=kin_meeting, least=.3) == {}


def test_matrix_sums(sample):
    table = fates_of(sample)
    study = sample.replace(fates=table)
    for lang in ("zh", "en"):
        matrix = fates_matrix(study, lang=lang)
        assert int(np.asarray(matrix).sum()) == (table.lang == lang).sum() and ("added" in matrix) == (lang == "en")
        metaphors = fates_matrix(study, of="domain", lang=lang)
        assert int(np.asarray(metaphors).sum()) == ((table.lang == lang) & (table.device == "metaphor")).sum()
    with pytest.raises(InputError, match="^The study has no fates of devices: run fa.compare first.$"): fates_matrix(sample)
    with pytest.raises(InputError, match="use device or domain"): fates_matrix(study, of="words")


def texts(*names: str) -> Study:
    lines = {"en.txt": "Lighthouse Day 2031\n\nIn 2031 we build bridges of peace. Who keeps the lamp?", "zh.txt": "2031年灯塔日\n\n2031年，我们架起和平的桥梁。谁来守灯？"}
    return parse_sources([Source(name, "", "utf-8", lines[name].split("\n")) for name in names])


def test_compare_fills_the_table():
    study = compare(texts("en.txt", "zh.txt"), encoder=None)
    assert len(study.fates) == len(study.devices) > 2 and "kept" in set(study.fates.outcome)
    assert study.fates.equals(fates_of(study))
    again = compare(study.replace(fates=new_table("fates", [dict(bead_id="gone")])), encoder=None)
    assert again.fates.equals(study.fates)


def test_compare_without_pairs_or_devices():
    alone = compare(texts("en.txt"), encoder=None)
    assert len(alone.devices) and alone.fates.empty and tuple(alone.fates.columns)[:8] == TABLES["fates"]
    with pytest.raises(InputError, match=r"^The study has no beads, [^.]+\.compare first\.$"): fates_of(alone)


def test_fates_of_the_sample_are_what_a_judge_said(sample):
    judged = gold_fates()
    assert judged.groupby("source").size().drop("sample").sum() == 120 and set(judged.outcome) <= set(OUTCOMES)
    right = compared_with_gold(sample, fates_of(sample), judged)
    assert len(right) > 90 and sum(right)/len(right) > .82
