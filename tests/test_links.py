"""Word links: what holds for any words, what the hand-made links are, how near the found ones come."""
from __future__ import annotations

import json
import subprocess
import sys

import pytest
from fa_study.alignment.link_model import link_weights
from fa_study.alignment.links import align_words, links
from fa_study.alignment.training_links import alignment_error_rate, gold_links, learn_links
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.example.sample import sample_gold
from hypothesis import example, given, settings, strategies as st

WORD = st.one_of(st.sampled_from(["的", "灯塔", "2.4", "亿", "，", "。", "和", "the", "light", "of", "'s", "million", "240", ",", ".", "", "\0", "May", "第"]),
                 st.text(max_size=4))
SENTENCE = st.lists(WORD, max_size=12)


class Letters:
    """A stand-in for an encoder: counts of eight letters."""

    def encode(self, sentences: list[str]) -> list[list[float]]:
        return [[float(s.count(c)) for c in "aeinorst"] for s in sentences]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(SENTENCE, SENTENCE), max_size=5), st.booleans())
@example([([], []), (["光"], [])], True)
@example([(["零"], ["zero"]), (["百分之三点"], ["3%"]), (["１２万"], ["120,000"])], False)
def test_links_are_in_range_ordered_and_the_same_again(pairs: list, vectors: bool) -> None:
    zh, en = [z for z, _ in pairs], [e for _, e in pairs]
    found = align_words(zh, en, encoder=Letters() if vectors else None)
    assert len(found) == len(pairs)
    for (z, e), some in zip(pairs, found):
        assert all(0 <= i < len(z) and 0 <= j < len(e) and 0 < p <= 1 for i, j, p in some)
        assert [link[:2] for link in some] == sorted({link[:2] for link in some})
    assert found == align_words(zh, en, encoder=Letters() if vectors else None)


def test_the_input_stays_as_it_was() -> None:
    zh, en = [["灯塔", "的", "光"]], [["light", "of", "the", "lighthouse"]]
    align_words(zh, en, encoder=None)
    assert zh == [["灯塔", "的", "光"]] and en == [["light", "of", "the", "lighthouse"]]


@pytest.mark.parametrize("cased", [str, str.lower], ids=["as written", "lower case"])
def test_words_cut_by_another_rule_and_written_otherwise(cased) -> None:
    # these sentences taught the weights: what is tested is that another segmentation and small letters do no harm
    news = gold_links("news")
    found = align_words(list(news.zh), [[cased(w) for w in s] for s in news.en], encoder=None)
    rates = alignment_error_rate(list(news.sure), list(news.possible), [{(i, j) for i, j, _ in some} for some in found])
    assert rates["aer"] < .16 and rates["precision"] > .8 and rates["recall"] > .8


def test_phrases_are_linked_whole() -> None:
    zh = [["海员", "说到做到", "。"], ["港口", "吞吐量", "达", "2.4", "亿吨", "。"]]
    en = [["Seafarers", "keep", "their", "word", "."], ["Port", "throughput", "reached", "240", "million", "tonnes", "."]]
    first, second = ({(i, j) for i, j, _ in some} for some in align_words(zh, en, encoder=None))
    assert {(0, 0), (2, 4)} <= first and {(0, 0), (1, 1), (3, 3), (4, 4), (5, 6)} <= second


def test_a_long_bitext_is_taken_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fa_study.alignment.links.BLOCK", 2)
    zh, en = [["灯塔", "。"]]*5, [["lighthouse", "."]]*5
    assert [[link[:2] for link in some] for some in align_words(zh, en, encoder=None)] == [[(0, 0), (1, 1)]]*5


@pytest.mark.parametrize("name", ["sample", "news", "test"])
def test_gold_links_are_sound(name: str) -> None:
    gold = gold_links(name)
    assert gold.id.is_unique
    for row in gold.itertuples():
        assert row.sure and not row.sure & row.possible
        assert all(i < len(row.zh) and j < len(row.en) for i, j in row.sure | row.possible)
        assert all(row.zh) and all(row.en)


@pytest.mark.parametrize("name", ["sample", "test"])
def test_gold_links_are_about_the_sample(name: str) -> None:
    tables = sample_gold()
    text = dict(zip(tables["sentences"].sent_id, tables["sentences"].text))
    beads = {b.bead_id: b for b in tables["beads"].itertuples()}
    squeezed = lambda ids: "".join("".join(text[i] for i in ids.split()).split())
    for row in gold_links(name).itertuples():
        assert "".join(row.zh) == squeezed(beads[row.id].zh_sents) and "".join(row.en) == squeezed(beads[row.id].en_sents), row.id


def test_the_test_links_taught_nothing() -> None:
    assert not set(gold_links("test").id) & (set(gold_links("sample").id) | set(gold_links("news").id))


def test_error_rate_of_nothing() -> None:
    rates = alignment_error_rate([set()], [set()], [set()])
    assert rates["found"] == 0 and all(rates[name] != rates[name] for name in ("precision", "recall", "aer"))


def test_shipped_weights_are_learned_ones(tmp_path) -> None:
    learn_links(tmp_path/"weights.json", encoder=None)
    learned = json.loads((tmp_path/"weights.json").read_text())
    assert [list(r) for r in learned["words"]] == [list(r) for r in link_weights()["words"]]
    for new, old in zip(learned["words"], link_weights()["words"]): assert new == pytest.approx(old, abs=.01)


def test_table_of_a_study() -> None:
    tables = sample_gold()
    beads = tables["beads"].iloc[:12]
    found = links(Study(sentences=tables["sentences"], beads=beads), encoder=None)
    text = dict(zip(tables["sentences"].sent_id, tables["sentences"].text))
    assert list(found.columns) == list(new_table("links").columns) and len(found) > 50
    ids = {b.bead_id: (set(b.zh_sents.split()), set(b.en_sents.split())) for b in beads.itertuples()}
    for row in found.itertuples():
        assert row.zh_sent in ids[row.bead_id][0] and row.en_sent in ids[row.bead_id][1]
        assert text[row.zh_sent][row.zh_start:row.zh_end].strip() and text[row.en_sent][row.en_start:row.en_end].strip()


@pytest.mark.parametrize(("zh", "en", "encoder", "said"), [
    ([["光"]], [], None, "There are 1 Chinese and 0 English sentences: give one of each for every pair."),
    (["光"], [["light"]], None, "A sentence is given as a text: give a list of its words."),
    ([["光"]], [["light"]], "labse", "encoder is 'labse': give None, \"auto\" or an object with a method encode(sentences).")])
def test_bad_input_gets_one_sentence(zh: list, en: list, encoder, said: str) -> None:
    with pytest.raises(InputError) as error: align_words(zh, en, encoder=encoder)
    assert str(error.value) == said


def test_links_do_not_depend_on_the_order_of_hashing() -> None:
    program = ("from fa_study.alignment.links import align_words; from fa_study.alignment.training_links import gold_links; g = gold_links('test'); "
               "print(align_words(list(g.zh), list(g.en), encoder=None))")
    said = [subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
                           capture_output=True, text=True, check=True).stdout for seed in ("0", "7")]
    assert said[0] == said[1]
