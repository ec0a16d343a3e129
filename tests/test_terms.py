"""Formulations and their renderings: where they are found, what is usual, what the ledger answers."""
from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from fa_study.wording.candidates import discover_formulations
from fa_study.wording.ledger import ledger
from fa_study.language.lexicon import load_lexicon
from fa_study.wording.grid import study_grids, with_links
from fa_study.study import TABLES, InputError, Study, new_table, read_study, write_study
from fa_study.wording.renderings import find_keys, rendering_key, sentence_stems, sentence_words
from fa_study.wording.spans import marked_spans
from fa_study.example.sample import sample_gold
from fa_study.wording.terms import terms


def make_study(*beads: tuple[str, str], pair_id: str = "pair1") -> Study:
    """A study whose beads have one sentence a side; an empty string is no sentence."""
    sentences, rows = [], []
    for n, (zh, en) in enumerate(beads, 1):
        ids = {lang: f"{pair_id}.{lang}.s{n}" if text else "" for lang, text in (("zh", zh), ("en", en))}
        sentences += [{"article_id": f"{pair_id}.{lang}", "par_id": f"{pair_id}.{lang}.p1", "sent_id": ids[lang], "text": text}
                      for lang, text in (("zh", zh), ("en", en)) if text]
        rows.append({"pair_id": pair_id, "bead_id": f"{pair_id}.b{n}", "en_sents": ids["en"], "zh_sents": ids["zh"], "kind": f"{bool(en):d}-{bool(zh):d}"})
    articles = [{"article_id": f"{pair_id}.{lang}", "lang": lang, "pair_id": pair_id} for lang in ("en", "zh")]
    return Study(articles=new_table("articles", articles), sentences=new_table("sentences", sentences), beads=new_table("beads", rows))


def terms_of(study: Study, *, script: Callable[[str], str] | None = None) -> pd.DataFrame:
    """The terms of a study, with its links as evidence."""
    return terms(study, grids=with_links(study_grids(study, script=script), study.links))


@pytest.fixture(scope="module")
def sample_terms(sample: Study) -> pd.DataFrame:
    """The terms of the sample."""
    return terms_of(sample)


@pytest.mark.parametrize("rendering, sentence, words", [
    ("build a community with a shared future", "We are building communities with shared futures.", "building communities with shared futures"),
    ("win-win cooperation", "Win–win cooperation pays.", "Win–win cooperation"),
    ("economic globalization", "the economic globalisation of today", "the economic globalisation"),
    ("UN", "It concerns the UN and us.", "the UN"),
    ("US", "It concerns us.", ""),
    ("18th National Congress", "the 18th National Congress", "the 18th National Congress"),
])
def test_renderings_are_found_in_any_inflection(rendering: str, sentence: str, words: str) -> None:
    units = sentence_words(sentence)
    found = find_keys(sentence_stems(units), [rendering_key(rendering)])
    assert [sentence[units[a].start:units[b-1].end] for a, b, _ in found] == ([words] if words else [])


@pytest.mark.parametrize("zh, en, term, rendering", [
    ("推动构建人类命运共同体。", "They work to build a community with a shared future for mankind.", "人类命运共同体", "a community with a shared future for mankind"),
    ("各国应坚持多边主义。", "All countries should uphold multilateralism.", "多边主义", "multilateralism"),
    ("双方签署《灯塔协定》。", "Both sides signed the Lighthouse Accord.", "《灯塔协定》", "the Lighthouse Accord"),
])
def test_terms_give_the_exact_words(zh: str, en: str, term: str, rendering: str) -> None:
    table = terms_of(make_study((zh, en)))
    row = table[table.zh_term == term].iloc[0]
    assert row.en_rendering == rendering == en[row.en_start:row.en_end] and row.verdict == "usual"
    assert term.strip("《》") in zh[row.zh_start:row.zh_end]


def test_a_variant_loses_the_words_of_the_usual_rendering() -> None:
    study = make_study(("各国坚持多边主义。", "All countries uphold multilateralism."), ("构建人类命运共同体。", "Build a community of all mankind."))
    verdicts = dict(zip(terms_of(study).zh_term, terms_of(study).verdict))
    assert verdicts["多边主义"] == "usual" and verdicts["人类命运共同体"] == "variant"


def test_each_occurrence_has_its_own_rendering() -> None:
    en = "Multilateralism is good, so uphold multilateralism."
    table = terms_of(make_study(("多边主义好，坚持多边主义。", en)))
    assert table[table.zh_term == "多边主义"].en_start.tolist() == [0, en.index("multilateralism")]


def test_one_rendering_may_serve_two_occurrences() -> None:
    table = terms_of(make_study(("多边主义好，坚持多边主义。", "Multilateralism is good.")))
    found = table[table.zh_term == "多边主义"]
    assert found.en_rendering.tolist() == ["Multilateralism"]*2 and sorted(found.rule) == ["lexicon", "merged"]


def test_links_are_used_where_they_are_filled() -> None:
    study = make_study(("灯塔之约“灯灯相望”长存。", "Once upon a time they xyzzy plugh forever."))
    link = {"pair_id": "pair1", "bead_id": "pair1.b1", "zh_sent": "pair1.zh.s1", "zh_start": 5, "zh_end": 9, "en_sent": "pair1.en.s1", "en_start": 22, "en_end": 33, "score": .9}
    table = terms_of(study.replace(links=new_table("links", [link])))
    assert table[table.zh_term == "灯灯相望"].en_rendering.tolist() == ["xyzzy plugh"]


def test_sample_has_one_varied_formulation_and_few_alarms(sample: Study, sample_terms: pd.DataFrame) -> None:
    planted = sample_gold()["planted"].query("type == 'formulation_varied'")
    flagged = sample_terms[sample_terms.verdict == "variant"]
    assert set(planted.zh_text) <= set(flagged.zh_term) and set(planted.en_text) <= set(flagged.en_rendering)
    quiet = {*planted.bead_id, *sample.beads.bead_id[(sample.beads.en_sents == "") | (sample.beads.zh_sents == "")]}
    alarms = set(sample_terms.bead_id[sample_terms.verdict != "usual"]) - quiet
    assert 100*len(alarms)/len(sample.beads) <= 2


def test_spans_are_real(sample: Study, sample_terms: pd.DataFrame) -> None:
    text = dict(zip(sample.sentences.sent_id, sample.sentences.text))
    for r in sample_terms.itertuples():
        assert 0 <= r.zh_start < r.zh_end <= len(text[r.zh_sent])
        if r.en_rendering: assert text[r.en_sent][r.en_start:r.en_end] == r.en_rendering
        else: assert pd.isna(r.en_start) and r.verdict == "dropped" and r.score == 0


def test_the_table_goes_to_disk_and_back(sample: Study, sample_terms: pd.DataFrame, tmp_path: Path) -> None:
    documents = new_table("documents", [dict(doc_id=doc_id) for doc_id in sample.articles.doc_id.unique()])
    write_study(sample.replace(documents=documents, terms=sample_terms), tmp_path)
    again = read_study(tmp_path)
    assert again.terms[list(TABLES["terms"])].equals(sample_terms[list(TABLES["terms"])])
    assert ledger(again, "灯塔精神").equals(ledger(sample.replace(terms=sample_terms), "灯塔精神"))


@pytest.mark.parametrize("beads", [
    [], [("", "")], [("构建人类命运共同体。", "")], [("", "A community with a shared future.")],
    [("２０３１年，Ｇ20坚持多边主义。", "In 2031 the G20 upheld multilateralism.")],
    [("构建人类命运共同体，" * 200, "They build a community with a shared future, " * 200)],
    [("，。！", "...")], [("\ud800构建𠀀共同体", "Build \U0001f600 a community")],
])
def test_odd_beads_break_nothing(beads: list[tuple[str, str]]) -> None:
    study = make_study(*beads)
    table = terms_of(study)
    assert list(table.columns[:6]) == list(TABLES["terms"]) and "rule" in table
    assert len(ledger(study.replace(terms=table))) <= len(table)


def test_one_language_only() -> None:
    alone = Study(articles=new_table("articles", [{"article_id": "a", "lang": "zh"}]),
                  sentences=new_table("sentences", [{"article_id": "a", "par_id": "a.p1", "sent_id": "a.s1", "text": "构建人类命运共同体。"}]))
    assert terms_of(alone).empty and ledger(alone.replace(terms=terms_of(alone))).empty and study_grids(alone) == []


def test_a_study_that_was_not_compared_has_no_ledger() -> None:
    with pytest.raises(InputError, match="compare it first"):
        ledger(make_study(("多边主义", "multilateralism")))


def test_links_settle_only_the_beads_that_have_one() -> None:
    study = make_study(("灯塔亮了。", "The lights are lit."), ("灯塔亮了。", "The lights are lit."))
    link = {"pair_id": "pair1", "bead_id": "pair1.b2", "zh_sent": "pair1.zh.s2", "zh_start": 0, "zh_end": 2, "en_sent": "pair1.en.s2", "en_start": 4, "en_end": 10, "score": 1.}
    grids = study_grids(study)
    before = grids[1].weight.copy()
    first, second = with_links(grids, new_table("links", [link]))
    assert first is grids[0] and second.weight.max() == 1 and (grids[1].weight == before).all()
    assert (second.total == second.share.sum(0)).all()


def test_traditional_script_keeps_its_offsets() -> None:
    pairs = str.maketrans("構類運體邊義", "构类运体边义")
    zh = "推動構建人類命運共同體。"
    table = terms_of(make_study((zh, "They build a community with a shared future for mankind.")), script=lambda t: t.translate(pairs))
    row = table[table.zh_term == "人类命运共同体"].iloc[0]
    assert zh[row.zh_start:row.zh_end] == "人類命運共同體" and row.en_rendering == "a community with a shared future for mankind"


def test_discovery_finds_what_recurs_and_what_is_marked() -> None:
    text = ["各方弘扬灯海精神，携手前行。", "我们靠灯海精神，战胜风浪。", "没有灯海精神，就没有今天。", "青年传承灯海精神。"]
    found = discover_formulations(make_study(*[(t, "") for t in text]), least=3)
    assert found.zh.tolist() == ["灯海精神"] and found["count"].tolist() == [4]
    assert {m.term for m in marked_spans("推动“灯海之路”，签署《港规》，坚持共担风险、共享成果、共建家园。")} >= {"灯海之路", "《港规》", "共担风险、共享成果、共建家园"}


def test_the_ledger_counts_every_occurrence_once(sample: Study, sample_terms: pd.DataFrame) -> None:
    lines = ledger(sample.replace(terms=sample_terms))
    assert lines["count"].sum() == len(sample_terms)
    assert lines.groupby("zh_term").share.sum().round(2).eq(1).all()
    assert (lines[lines.rendering == ""].verdict == "dropped").all()


def test_the_ledger_answers_in_both_directions() -> None:
    study = make_study(("构建人类命运共同体。", "Build a community with a shared future for mankind."), ("坚持人类命运共同体。", "Uphold a community with a shared future for mankind."),
                       ("他们走了。", "They have a shared future."))
    study = study.replace(terms=terms_of(study))
    forward = ledger(study, "“人类命运共同体”")
    assert forward["count"].sum() == 2 and forward.bead_ids.str.split().explode().nunique() == 2
    backward = ledger(study, en="shared futures")
    assert backward["count"].sum() == 3 and backward.zh_term.iloc[-1] == ""


def test_copies_of_a_text_have_the_same_terms(sample: Study) -> None:
    copies = [sample_copy(sample, n) for n in range(4)]
    table = terms_of(Study(**{t: pd.concat([getattr(c, t) for c in copies], ignore_index=True) for t in ("articles", "sentences", "beads")}))
    places = [c for c in table.columns if not c.endswith(("_id", "_sent"))]
    first, *others = [table.loc[table.bead_id.isin(c.beads.bead_id), places].reset_index(drop=True) for c in copies]
    assert len(first) > 100 and all(other.equals(first) for other in others)


def sample_copy(study: Study, n: int) -> Study:
    """The study with other ids."""
    beads = study.beads.assign(pair_id=f"c{n}." + study.beads.pair_id, bead_id=f"c{n}." + study.beads.bead_id,
                               **{c: study.beads[c].map(lambda ids: " ".join(f"c{n}.{i}" for i in ids.split())) for c in ("en_sents", "zh_sents")})
    return study.replace(beads=beads, sentences=study.sentences.assign(sent_id=f"c{n}." + study.sentences.sent_id, article_id=f"c{n}." + study.sentences.article_id),
                         articles=study.articles.assign(article_id=f"c{n}." + study.articles.article_id))


def gold_study(folder: Path, key: str) -> Study:
    """The gold sentences and beads of one article as a study."""
    sides = json.loads((folder/f"{key}.sents.json").read_text(encoding="utf-8"))
    beads = [json.loads(line) for line in (folder/f"{key}.beads.jsonl").read_text(encoding="utf-8").splitlines()]
    sentences = [{"article_id": f"{key}.{lang}", "par_id": f"{key}.{lang}.p{p}", "sent_id": f"{key}.{lang}.s{n}", "text": text}
                 for lang in ("en", "zh") for n, (p, text) in enumerate(sides[lang])]
    rows = [{"pair_id": key, "bead_id": f"{key}.b{n}", **{f"{lang}_sents": " ".join(f"{key}.{lang}.s{i}" for i in b[lang]) for lang in ("en", "zh")}} for n, b in enumerate(beads)]
    articles = [{"article_id": f"{key}.{lang}", "lang": lang, "pair_id": key} for lang in ("en", "zh")]
    return Study(articles=new_table("articles", articles), sentences=new_table("sentences", sentences), beads=new_table("beads", rows))


def core(text: str) -> str:
    """A text without marks and spaces, in lower case, as the scoring program compares it."""
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.parametrize("key", ["wang", "cai"])
def test_real_articles(gold: Path, key: str) -> None:
    rows = list(csv.DictReader((gold/f"{key}.terms.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [r for r in rows if r["en_rendering"]]
    found = defaultdict(list)
    for r in terms_of(gold_study(gold, key)).itertuples(): found[core(r.zh_term)].append(core(r.en_rendering))
    listed = [r for r in rows if core(r["zh_term"]) in found]
    right = [r for r in listed if any(e and (e in core(r["en_rendering"]) or core(r["en_rendering"]) in e) for e in found[core(r["zh_term"])])]
    assert len(listed)/len(rows) >= .6 and len(right)/len(listed) >= .85


def test_the_lexicon_is_not_changed() -> None:
    before = load_lexicon()
    study = make_study(("多边主义", "multilateralism"))
    terms(study, grids=study_grids(study), lexicon=before)
    assert before.equals(load_lexicon())


def test_a_glossary_of_ones_own(tmp_path) -> None:
    """Its words are cut whole, its renderings usual, deviations told; bad rows are told with file and line."""
    import pandas as pd
    from fa_study.language.glossary import read_glossary
    from fa_study.pipeline import compare
    from fa_study.formats.files import Source
    from fa_study.reading.parser import parse_sources
    from fa_study.study import InputError
    zh = "2031年灯塔日\n\n2031年海峡共有412座灯塔。航标管理站写了报告。"
    en = "Lighthouse Day 2031\n\nIn 2031 the strait had 412 lights. The Aids Office wrote a report."
    sources = [Source("en.txt", "", "utf-8", en.split("\n")), Source("zh.txt", "", "utf-8", zh.split("\n"))]
    study = parse_sources(sources)
    mine = tmp_path/"mine.tsv"
    mine.write_text("English\t中文\tnote\nAids Office\t航标管理站\tits own name\nlight tower\t灯塔\n", encoding="utf-8")
    compared = compare(study, glossary=mine, encoder=None)
    assert "航标管理站" in set(compared.tokens.form)
    judged = compared.terms[compared.terms.glossary != ""]
    assert dict(zip(judged.zh_term, judged.verdict)) == {"灯塔": "variant", "航标管理站": "usual"}
    assert "your glossary says" in " ".join(compared.attention.reasons)
    assert compare(study, glossary=read_glossary(mine), encoder=None).terms.equals(compared.terms)
    mine.write_text("航标\tnavigation mark\n灯塔\nlight\tlamp\n", encoding="utf-8")
    with pytest.raises(InputError) as error: read_glossary(mine)
    assert str(error.value).splitlines() == [
        f"{mine}, line 2: 灯塔 has no English rendering: give Chinese and English, separated by a tab.",
        f"{mine}, line 3: 'light' stands without Chinese: give Chinese and English, separated by a tab."]
