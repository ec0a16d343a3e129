"""The aligner: every sentence in one bead, the same output every time, the sample's gold, the shipped figures, odd and wrong input."""
from __future__ import annotations

import json
import os
import random
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from fa_study.alignment.bead_model import model_file
from fa_study.alignment.beads import align_sentences, explain_bead
from fa_study.alignment.encoders import default_encoder
from fa_study.alignment.training_beads import main
from fa_study.alignment.training_texts import Aligned, f1, hits, with_losses
from fa_study.tables import InputError
from fa_study.example.sample import sample_gold

GOLD = sample_gold()
PAIRS = list(GOLD["beads"].pair_id.unique())
COLUMNS = ("zh_sents", "en_sents")


def sample_pair(pair_id: str) -> tuple[list[str], list[str], list]:
    """The Chinese and English sentences of a pair of the sample, and its gold beads."""
    text = dict(zip(GOLD["sentences"].sent_id, GOLD["sentences"].text))
    order = {s: k for k, s in enumerate(GOLD["sentences"].sent_id)}
    rows = GOLD["beads"][GOLD["beads"].pair_id == pair_id]
    ids = [sorted((s for cell in rows[c] for s in cell.split()), key=order.get) for c in COLUMNS]
    place = [{s: k for k, s in enumerate(side)} for side in ids]
    gold = [tuple(tuple(sorted(place[k][s] for s in cell.split())) for k, cell in enumerate((r.zh_sents, r.en_sents))) for r in rows.itertuples()]
    return [text[s] for s in ids[0]], [text[s] for s in ids[1]], gold


def beads(table: pd.DataFrame) -> list:
    return [tuple(tuple(map(int, cell.split())) for cell in (r.zh_sents, r.en_sents)) for r in table.itertuples()]


def check(table: pd.DataFrame, zh: list[str], en: list[str]) -> None:
    """Every sentence stands in exactly one bead; kinds and scores are in order."""
    for k, side in enumerate((zh, en)):
        assert sorted(i for bead in beads(table) for i in bead[k]) == list(range(len(side)))
    assert table.kind.tolist() == [f"{len(e)}-{len(z)}" for z, e in beads(table)]
    assert table.score.between(0, 1).all()


@pytest.mark.parametrize("encoder", [None, "auto"])
@pytest.mark.parametrize("pair_id", PAIRS)
def test_sample(pair_id: str, encoder: str | None) -> None:
    zh, en, gold = sample_pair(pair_id)
    table = align_sentences(zh, en, encoder=encoder)
    check(table, zh, en)
    strict, lax = f1(hits(gold, beads(table)))
    assert strict >= .93 and lax >= .97


def test_shipped_figures() -> None:
    words, meaning = (model_file()[m]["cross_validated"] for m in ("words", "meaning"))
    assert words["strict_f1"] >= .88 and meaning["strict_f1"] >= .92
    assert min(words["lax_f1"], meaning["lax_f1"]) >= .995
    assert max(words["calibration_error"], meaning["calibration_error"]) <= .03


def test_what_learns_weights_stands_apart() -> None:
    """Aligning and linking load no program that learns weights, nor SciPy."""
    program = ("import sys; import fa_study.alignment.beads, fa_study.alignment.links, fa_study.pipeline; "
               "print([name for name in sys.modules if '.training_' in name or name == 'scipy'])")
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": root}, cwd=root, capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_same_output_in_another_process() -> None:
    """Bit for bit, whatever the seed of the hash function."""
    program = ("import sys; sys.path.insert(0, 'tests'); from test_align import *; "
               "print(align_sentences(*sample_pair(PAIRS[0])[:2]).to_json(double_precision=15))")
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = [subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
                            cwd=root, capture_output=True, text=True, encoding="utf-8", check=True).stdout for seed in ("1", "2")]
    assert found[0] == found[1]


def test_same_tables_on_another_processor(tmp_path) -> None:
    """The arithmetic of a processor with short registers and of this one: every table of the sample is the same, byte for byte."""
    program = ("import sys; from fa_study.pipeline import compare; from fa_study.runner import sample; from fa_study.study import write_study; "
               "write_study(compare(sample()), sys.argv[1])")
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for kernel in ("Prescott", "Haswell"):
        (tmp_path/kernel).mkdir()
        subprocess.run([sys.executable, "-c", program, str(tmp_path/kernel)], env={**os.environ, "OPENBLAS_CORETYPE": kernel, "PYTHONPATH": root}, cwd=root, check=True)
    found = {path.name: path.read_bytes() for path in (tmp_path/"Prescott").glob("*.csv")}
    assert len(found) > 10
    assert [name for name, table in found.items() if (tmp_path/"Haswell"/name).read_bytes() != table] == []


def test_sentences_that_lost_their_partners_stay_alone() -> None:
    """Passages cut out of one side or the other of the sample: most sentences left behind are alone, next to no bead elsewhere is harmed."""
    found = lost = harmed = beads_elsewhere = 0
    for pair_id in PAIRS[:2]:
        zh, en, gold = sample_pair(pair_id)
        for seed in (1, 2):
            cut = with_losses(Aligned(pair_id, zh, en, gold), seed=seed)
            table = set(beads(align_sentences(cut.zh, cut.en)))
            alone = {bead for bead in cut.gold if not bead[0] or not bead[1]}
            whole = set(cut.gold) - alone
            found, lost = found + len(alone & table), lost + len(alone)
            harmed, beads_elsewhere = harmed + len(whole - table), beads_elsewhere + len(whole)
    assert lost > 20 and found >= .75*lost
    assert harmed <= .07*beads_elsewhere


def test_paragraphs_are_anchors_where_they_correspond() -> None:
    """A short first sentence without a rendering of its own: by its words it closes the paragraph before it."""
    zh, en, par_zh, par_en = [], [], [], []
    for k in range(9):
        zh += [f"第{k}号灯塔在{k+20}年点亮。", f"它服务{k+31}艘船。", "为此要出力。" if k == 4 else f"泊位有{k+71}个。", f"港口有{k+53}个泊位需要修复。"]
        en += [f"Lighthouse No. {k} was lit in the year {k+20}.", f"It serves {k+31} ships"+(" and we work hard." if k == 4 else "."),
               ("" if k == 4 else f"There are {k+71} berths, and ")+f"some {k+53} berths of the port need repair."]
        par_zh += [2*k, 2*k, 2*k+1, 2*k+1]
        par_en += [2*k, 2*k, 2*k+1]
    assert ((17, 18), (13,)) in beads(align_sentences(zh, en, encoder=None))
    kept = beads(align_sentences(zh, en, encoder=None, paragraphs=(par_zh, par_en)))
    assert all(((4*k+2, 4*k+3), (3*k+2,)) in kept for k in range(9))


def test_paragraphs_that_mean_nothing_change_nothing() -> None:
    rng, (zh, en, _) = random.Random(7), sample_pair(PAIRS[0])
    at_random = [np.cumsum([rng.random() < .3 for _ in side]).tolist() for side in (zh, en)]
    assert beads(align_sentences(zh, en, encoder=None, paragraphs=at_random)) == beads(align_sentences(zh, en, encoder=None))


@pytest.mark.parametrize("name", ["empty", "no zh", "no en", "1:200", "200:1", "identical", "one language", "long", "repeats", "NUL", "blank", "symbols"])
def test_odd_input(name: str) -> None:
    zh, en, _ = sample_pair(PAIRS[0])
    odd = {"empty": ([], []), "no zh": ([], en), "no en": (zh, []), "1:200": (zh[:1], (en*9)[:200]), "200:1": ((zh*9)[:200], en[:1]),
           "identical": (zh, zh), "one language": (en, list(en)), "long": (["海峡各国"*1250], ["The states of the strait. "*200]),
           "repeats": (zh[:2]*40, en[:2]*40), "NUL": (["灯\0塔。", "\0"], ["A light\0house."]), "blank": (["", " "], ["\t"]), "symbols": (["……"], ["***", "?"])}
    table = align_sentences(*odd[name], encoder=None)
    check(table, *odd[name])
    if name in ("identical", "one language"): assert set(table.kind) == {"1-1"}


def test_any_lists() -> None:
    """Sentences in any order and number: nothing is lost."""
    rng, (zh, en, _) = random.Random(5), sample_pair(PAIRS[0])
    for _ in range(12):
        some_zh, some_en = rng.choices(zh, k=rng.randint(1, 30)), rng.choices(en, k=rng.randint(1, 30))
        check(align_sentences(some_zh, some_en, encoder=None), some_zh, some_en)


def test_long_text_is_cut_into_pieces() -> None:
    """Far more sentences than one piece holds, numbered so that each has one partner."""
    zh = [f"第{k}号灯塔在{k*7 % 1009}年点亮，服务{k*13 % 997}艘船。" for k in range(1, 2001)]
    en = [f"Lighthouse No. {k} was lit in the year {k*7 % 1009} and serves {k*13 % 997} ships." for k in range(1, 2001)]
    del en[1200:1210]
    table = align_sentences(zh, en, encoder=None)
    check(table, zh, en)
    right = [((k,), (k,)) for k in range(1200)]+[((k,), (k-10,)) for k in range(1210, 2000)]
    assert len(set(right) & set(beads(table))) >= .99*len(right)


@pytest.mark.parametrize("wrong, message", [
    (("灯塔。", ["Light."]), "zh is one string: give a list of sentences, for example ['灯塔。', …]."),
    ((["灯塔。"], ["Light.", 7]), "en[1] is 7, not a string: give a list of sentences.")])
def test_wrong_input(wrong: tuple, message: str) -> None:
    with pytest.raises(InputError) as error: align_sentences(*wrong)
    assert str(error.value) == message


def test_wrong_encoder() -> None:
    with pytest.raises(InputError, match="give None"): align_sentences(["灯塔。"], ["Light."], encoder=object())


class Flat:
    """An encoder that finds all sentences equal."""

    def encode(self, sentences: list[str]) -> np.ndarray:
        return np.ones((len(sentences), 4))


def test_any_encoder() -> None:
    zh, en, _ = sample_pair(PAIRS[0])
    check(align_sentences(zh, en, encoder=Flat()), zh, en)


def test_explanation_adds_up() -> None:
    zh, en, _ = sample_pair(PAIRS[0])
    bead = next(b for b in beads(align_sentences(zh, en, encoder=None)) if len(b[1]) > 1 and b[0])
    why = explain_bead(zh, en, bead, encoder=None)
    assert bead in why.attrs["beads"] and bead not in why.attrs["runner_up"]
    assert np.isclose(why.contribution.sum(), why.attrs["log_odds"])
    covered = [sorted(i for b in why.attrs[k] for i in b[0]) for k in ("beads", "runner_up")]
    assert covered[0] == covered[1]


@pytest.mark.skipif(default_encoder() is None, reason="needs the encoder extra")
def test_encoder_is_not_asked_twice() -> None:
    class Counting:
        asked: list[str] = []

        def encode(self, sentences: list[str]) -> np.ndarray:
            self.asked += sentences
            return default_encoder().encode(sentences)
    zh, en, _ = sample_pair(PAIRS[0])
    counting = Counting()
    table = align_sentences(zh, en, encoder=counting)
    again = align_sentences(zh, en)
    assert table.drop(columns="score").equals(again.drop(columns="score"))
    assert np.allclose(table.score, again.score, atol=1e-3)  # in batches of other sizes the last bits of vectors differ
    assert len(counting.asked) <= len(set(counting.asked))+len(set(zh) & set(en))


def test_the_learner_learns(tmp_path) -> None:
    """The program runs on two small chapters and an article, and writes weights and figures."""
    pytest.importorskip("scipy")
    for name, turn in (("001", 2), ("002", 3)):
        for lang, lines in (("zh", [f"第{k*turn}号灯塔服务{k+9}艘船。" for k in range(15)]), ("en", [f"Lighthouse No. {k*turn} serves {k+9} ships." for k in range(15)])):
            (tmp_path/"mac"/lang).mkdir(parents=True, exist_ok=True)
            (tmp_path/"mac"/lang/name).write_text("\n".join(lines), encoding="utf-8")
        (tmp_path/"mac"/"gold").mkdir(exist_ok=True)
        (tmp_path/"mac"/"gold"/f"{name}.align").write_text("\n".join(f"[{k}]:[{k}]" for k in range(15)), encoding="utf-8")
    (tmp_path/"gold").mkdir()
    (tmp_path/"gold"/"a.sents.json").write_text(json.dumps({"zh": [[0, "灯塔亮了。"]], "en": [[0, "The light is on."]]}), encoding="utf-8")
    (tmp_path/"gold"/"a.beads.jsonl").write_text('{"zh": [0], "en": [0]}\n', encoding="utf-8")
    main([str(tmp_path/"mac"), str(tmp_path/"gold"), "--out", str(tmp_path/"weights.json")])
    learned = json.loads((tmp_path/"weights.json").read_text(encoding="utf-8"))
    assert learned["words"]["cross_validated"]["strict_f1"] == 1
    assert set(learned["words"]["weights"]) == set(model_file()["words"]["weights"])


UNRELATED = [("灯塔管理局公布了新的航标规则。", "My grandmother baked bread every Sunday morning."), ("十二国代表签署了贸易协定。", "The cat slept under the old piano all day."),
             ("去年港口的吞吐量增长了三成。", "She never forgave him for losing her umbrella."), ("我们反对任何形式的单边主义。", "Rain fell softly on the empty football field.")]


@pytest.mark.parametrize("encoder", [None, "auto"])
def test_unrelated_texts_are_not_believed(encoder: str | None) -> None:
    """One sentence beside one, and four beside four."""
    for zh, en in UNRELATED:
        assert align_sentences([zh], [en], encoder=encoder).score.max() < .5
    table = align_sentences([zh for zh, _ in UNRELATED], [en for _, en in UNRELATED], encoder=encoder)
    assert table[~table.kind.isin(["1-0", "0-1"])].score.lt(.5).all()


@pytest.mark.parametrize("encoder", [None, "auto"])
def test_a_passage_that_was_moved_is_called_moved(encoder: str | None) -> None:
    """The first sentences of a text stand at the end of the other."""
    zh, en, gold = sample_pair(PAIRS[0])
    if encoder == "auto" and default_encoder() is None: pytest.skip("needs the encoder extra")
    firsts = [bead for bead in gold if bead[0] and bead[1]][:4]
    n_en = max(j for _, e in firsts for j in e) + 1
    table = align_sentences(zh, en[n_en:] + en[:n_en], encoder=encoder)
    check(table, zh, en)
    wanted = {(z, tuple(j + len(en) - n_en for j in e)) for z, e in firsts}
    found = {bead for bead, moved in zip(beads(table), table.moved) if moved == "yes"}
    assert len(wanted & found) >= 3


def test_a_list_is_one_bead() -> None:
    """Ten lines in English, ten items of one sentence in Chinese, and the other way round."""
    zh = ["修复灯塔", "清理航道", "培训船员", "扩建港口", "保护海洋", "减免关税", "修订协定", "举办论坛", "出版年鉴", "设立基金"]
    en = ["Repair the lighthouses", "Clear the shipping lanes", "Train the seafarers", "Enlarge the ports", "Protect the ocean", "Cut tariffs",
          "Revise the accord", "Hold a forum", "Publish a yearbook", "Set up a fund"]
    first, last = ("海峡各国开会了。", "大家都同意。"), ("The states of the strait met.", "All agreed.")
    table = align_sentences([first[0], "；".join(zh)+"。", first[1]], [last[0], *(f"{line};" for line in en), last[1]], encoder=None)
    assert table.kind.tolist() == ["1-1", "10-1", "1-1"]
    table = align_sentences([first[0], *(f"{line}；" for line in zh), first[1]], [last[0], "; ".join(en)+".", last[1]], encoder=None)
    assert table.kind.tolist() == ["1-1", "1-10", "1-1"]
