"""Rhetorical devices: word lists that keep their own rules, finders that survive any text, spans that are real words."""
from __future__ import annotations

import random
import re

import pandas as pd
import pytest

from fa_study.rhetoric.devices import FINDERS, all_candidates, devices, find_devices
from fa_study.rhetoric.antonyms import en_opposed, zh_opposed
from fa_study.rhetoric.contrast import find_antitheses
from fa_study.rhetoric.speech import find_enumerations, find_quotations
from fa_study.reading.parser import parse_sources
from fa_study.rhetoric.hits import Hit, as_sentences, study_sentences, tagged_words, without_overlaps
from fa_study.rhetoric.wordlists import (SEARCHED, antonym_pairs, contrast_frames, find_words, irregular_verbs, load_wordlist,
                                         pattern_regex, verb_list, word_set)
from fa_study.formats.files import Source
from fa_study.example.sample import sample_text
from fa_study.rhetoric.moves import device_definitions
from fa_study.rhetoric.words import load_images
from fa_study.rhetoric.learning import learn
from fa_study.rhetoric.ranking import load_weights, probability, ranked, read_weights, write_weights
from fa_study.rhetoric.series import find_series
from fa_study.rhetoric.series_en import verb_forms
from fa_study.tables import InputError, new_table
from make import ROOT

EN = "First, we must build bridges over every strait, train the keepers of the lamps, and share the cost of oil; it is not a fortress but a promise — “a light for all, a burden for none”."
ZH = "我们要建设海峡灯塔，守护往来航道，管理沿岸港口；灯塔不是堡垒，而是承诺——“灯亮则船安，船安则国富”，和平、贸易和航行缺一不可。"


@pytest.fixture(scope="module")
def sample():
    return parse_sources([Source(name, "", "utf-8", sample_text(name).split("\n")) for name in ("journal", "speech")])


@pytest.mark.parametrize("name", SEARCHED)
def test_wordlist_holds_short_clean_entries(name):
    table = load_wordlist(name)
    assert not table.duplicated(["lang", "pattern"]).any()
    assert table.score.between(.3, 1).all()
    assert (table.pattern == table.pattern.str.strip()).all() and (table.pattern != "").all()
    assert table[table.lang == "zh"].pattern.str.len().le(30).all()
    assert table[table.lang == "en"].pattern.str.split().str.len().le(15).all()


@pytest.mark.parametrize("name", SEARCHED)
def test_every_entry_is_found_in_its_own_words(name):
    for lang, pattern, *_ in load_wordlist(name).itertuples(index=False):
        text = pattern.replace("*", "").replace("…", "中" if lang == "zh" else " the ")
        assert re.search(pattern_regex(pattern, lang), text, re.I), pattern
        found = [m for m in find_words(text, lang) if m.entry.wordlist == name]
        assert found or load_wordlist(name).query("pattern == @pattern")["except"].any(), pattern


def test_allusions_name_their_origin_and_licence():
    assert (load_wordlist("allusions").source != "").all()
    assert set(load_wordlist("allusions").licence) == {"public domain", "saying", "single phrase"}


def slow_matches(text: str, name: str, lang: str) -> list[tuple[int, int, str]]:
    """What the finder is to find, by trying every entry at every place."""
    found, at = [], 0
    entries = [e for e in load_wordlist(name).itertuples(index=False) if e.lang == lang]
    while at < len(text):
        best = None
        for code, pattern, _, _, exceptions, _ in entries:
            m = re.compile(pattern_regex(pattern, lang), re.I).match(text, at)
            if not m or any(x in text[max(0, at - 10):m.end() + 10] for x in exceptions.split("|") if x): continue
            if best is None or m.end() > best[1]: best = (at, m.end(), pattern)
        if best: found.append(best)
        at = best[1] if best else at + 1
    return found


@pytest.mark.parametrize("lang, text", [
    ("en", "Paving the way, the accord PAVES  the\u00a0long way at arm’s length; a drop in the bucket, no bridge too far, and export-driven growth."),
    ("zh", "各国共同搭建合作平台，为海峡注入新的动力；电商平台、　快车道，绝不熄灭，其势不可阻挡，居安思危。"), ("en", "İstanbul’s milestone ſets sail"), ("en", "")])
@pytest.mark.parametrize("name", ["intensifiers", "hyperboles", "metaphors"])
def test_one_pass_finds_what_trying_every_entry_finds(name, lang, text):
    found = [(m.start, m.end, m.entry.pattern) for m in find_words(text, lang) if m.entry.wordlist == name]
    assert found == slow_matches(text, name, lang)


def test_contrasts_stand_close_together():
    assert [o.how for o in en_opposed("They chose cooperation over confrontation.")] == ["listed"]
    assert en_opposed("Cooperation. " + "x "*40 + "confrontation") == [] == zh_opposed("")


@pytest.mark.parametrize("lang, kind", [("en", "word"), ("zh", "word"), ("zh", "character")])
def test_antonyms_are_listed_once_and_clean(lang, kind):
    pairs = [tuple(sorted(pair)) for pair in antonym_pairs(lang, kind)]
    assert len(set(pairs)) == len(pairs) > 100 and all(a != b and a == a.strip() and b == b.strip() for a, b in pairs)


@pytest.mark.parametrize("text, lang, n", [
    ("It is not a fortress but a promise.", "en", 1), ("The sea needs a calm harbor, and the harbor needs a calm sea.", "en", 1),
    ("They light lamps and guard ships.", "en", 0), ("The developed theory and practice of lamps is old.", "en", 0),
    ("灯塔不是堡垒，而是承诺。", "zh", 1), ("要对话不要对抗。", "zh", 1), ("海峡风平浪静。", "zh", 0)])
def test_antithesis_by_form(text, lang, n):
    assert len({h.at for h in find_antitheses(as_sentences([text], lang), lang)}) == n


def test_closed_lists_are_clean():
    lines = (ROOT/"fa_study/data/rhetoric/sets.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) and all(line.count("\t") == 2 for line in lines)
    for lang, name, word in (line.split("\t") for line in lines[1:]):
        assert word == word.strip() and word in word_set(name, lang) and re.compile(word)
    assert all(1 <= len(forms) <= 2 for forms in irregular_verbs().values())
    assert all(re.compile(frame.pattern) for lang in ("en", "zh") for frame in contrast_frames(lang))
    with pytest.raises(KeyError, match="no list 'rhymes' of the language 'zh'"): word_set("rhymes", "zh")
    for lang in ("en", "zh"):
        images = load_images(lang)
        assert images and {domain for domain, _ in images.values()} <= set(load_wordlist("metaphors").kind)
        assert not set(images) & set(word_set("no image", lang)) and all(-3 < odds < 6 for _, odds in images.values())


def test_words_of_the_table_are_taken_as_they_are(sample):
    chinese = set(sample.articles.article_id[sample.articles.lang == "zh"])
    mine = sample.sentences[sample.sentences.article_id.isin(chinese)]
    rows = [dict(sent_id=s, n=n, start=w.start, end=w.end, form=w.form, lemma=w.lemma, tag=w.tag)
            for s, text in zip(mine.sent_id, mine.text) for n, w in enumerate(tagged_words(text))]
    filled = sample.replace(tokens=new_table("tokens", rows))
    assert devices(filled).equals(devices(sample))
    nouns = sample.replace(tokens=new_table("tokens", [row | dict(tag="n", form="灯") for row in rows]))
    assert {w.form for found in study_sentences(nouns).values() for s in found for w in s.words} == {"灯"}


def test_verbs_have_their_forms():
    assert {"builds", "building", "built", "carries", "planned"} <= set(verb_forms())
    assert not {"builded", "maked", "seeked"} & set(verb_forms())
    assert all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", v) for v in verb_list("zh"))


@pytest.mark.parametrize("text, lang", [(EN, "en"), (ZH, "zh")])
def test_all_kinds_in_one_sentence(text, lang):
    found = {h.device for h in find_devices(as_sentences([text], lang), lang)}
    assert {"parallelism", "antithesis", "quotation"} <= found


def test_spans_lie_inside_their_sentence_for_any_text():
    rng = random.Random(7)
    for lang, source in (("en", EN), ("zh", ZH)):
        pieces = re.findall(r"\w+|\W", source) + ["", "“", "”", "、", ",", "和", " and ", "第一，", "？", "…", "—", "\u3000", "🜂"]
        for _ in range(150):
            texts = ["".join(rng.choices(pieces, k=rng.randrange(30))) for _ in range(4)]
            for h in find_devices(as_sentences(texts, lang, paragraphs=rng.random() < .5), lang):
                assert 0 <= h.start < h.end <= len(texts[h.at[0]]), (h, texts)
                assert list(h.at) == sorted(set(h.at)) and h.at[-1] < 4 and 0 < h.score <= 1


@pytest.mark.parametrize("find", FINDERS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_finders_take_nothing(find, lang):
    assert find([], lang) == [] and find(as_sentences([""], lang), lang) == []


def test_no_two_hits_of_a_device_overlap(sample):
    table = devices(sample)
    for _, group in table.groupby(["device", "sent_ids"]):
        spans = sorted(zip(group.start, group.end))
        assert all(b <= c for (_, b), (c, _) in zip(spans, spans[1:]))


def test_table_points_to_its_words(sample):
    table, text = devices(sample), sample.texts()
    assert all(text[s.split()[0]][a:b] == span != "" for s, a, b, span in zip(table.sent_ids, table.start, table.end, table.span))
    has_domain = table.domain != ""
    assert has_domain[table.device == "metaphor"].all()
    assert set(table.device[has_domain]) <= {"metaphor", "four-character expression"}


def test_footnotes_are_left_out(sample):
    table, kind = devices(sample), dict(zip(sample.paragraphs.par_id, sample.paragraphs.kind))
    par = dict(zip(sample.sentences.sent_id, sample.sentences.par_id))
    assert not {kind[par[s]] for ids in table.sent_ids for s in ids.split()} & {"footnote", "note"}


def test_same_input_same_table(sample):
    assert devices(sample).equals(devices(sample))


def test_an_article_alone_has_the_devices_that_it_has_in_the_study(sample):
    whole = devices(sample)
    assert whole.article_id.nunique() > 1
    for article_id, mine in whole.groupby("article_id", sort=False):
        alone = devices(sample.replace(articles=sample.articles[sample.articles.article_id == article_id],
                                       sentences=sample.sentences[sample.sentences.article_id == article_id]))
        assert alone.equals(mine.reset_index(drop=True))


@pytest.mark.parametrize("text, members", [("It needs peace, trade and trust.", 1), ("In 2031, Arden and Vell signed it.", 0), ("They met, and the fog lifted.", 0),
                                           ("However, trade and shipping have grown.", 0), ("Arden, Vell and Orsa signed it.", 0)])
def test_english_tricolon(text, members):
    assert sum(h.device == "tricolon" for h in find_devices(as_sentences([text], "en"), "en")) == members


@pytest.mark.parametrize("text, members", [("和平、贸易、航行是三件大事。", 1), ("各国共商共建共享。", 1), ("和平与贸易。", 0), ("阿根廷、智利、秘鲁参加。", 0), ("交通、能源、水利、电信。", 0)])
def test_chinese_tricolon(text, members):
    assert sum(h.device == "tricolon" for h in find_series(as_sentences([text], "zh"), "zh")) == members


@pytest.mark.parametrize("text, lang, n", [("The “Lantern Year” begins.", "en", 0), ("他说：“灯亮了，船就安了。”", "zh", 1), ("确立“灯塔年”。", "zh", 0),
                                           ("Professor Reed argued that lamps save lives.", "en", 1), ("The report argued that lamps save lives.", "en", 0)])
def test_quotation(text, lang, n):
    assert len(find_quotations(as_sentences([text], lang), lang)) == n


def test_enumeration_restarts_at_one():
    texts = ["First, light.", "Second, guard.", "First, pay.", "Second, train."]
    assert [h.at for h in find_enumerations(as_sentences(texts, "en"), "en")] == [(0, 1), (2, 3)]


def test_antithesis_is_no_mere_addition():
    assert find_antitheses(as_sentences(["They light lamps and guard ships."], "en"), "en") == []
    assert without_overlaps([]) == []


def test_every_device_is_defined_and_declared(sample):
    defined = set(device_definitions().device)
    codebook = (ROOT/"fa_study/data/tables/columns.tsv").read_text(encoding="utf-8").splitlines()
    line = next(line for line in codebook if line.startswith("devices\tdevice\t"))
    declared = next(cell for cell in line.split("\t") if " | " in cell)
    assert defined == set(declared.split(" | ")) >= set(devices(sample).device)


def test_weights_hold_no_words_and_give_probabilities():
    for model, weights in load_weights().items():
        assert re.fullmatch(r"[a-z ]+", model) and 0 < weights["threshold"] < 1
        assert all(re.fullmatch(r"[a-z ]+|mark [，、；]", sign) for sign in weights)
        assert 0 < probability({}, weights) < 1


def test_installed_code_does_not_import_the_training():
    sources = [p for p in (ROOT/"fa_study").rglob("*.py") if p.name != "_modidx.py" and not p.name.startswith("training_")]
    assert not [p.name for p in sources if re.search(r"import.*training_(devices|images)|from.*training_(devices|images) ", p.read_text(encoding="utf-8"))]


LOSSES = ["They avert, minimize and address loss.", "They need mutual respect, peaceful coexistence and win-win cooperation."]


@pytest.mark.parametrize("text", LOSSES)
def test_a_series_of_any_sort_of_words_is_proposed(text):
    assert "tricolon" in {c.hit.device for c in all_candidates(as_sentences([text], "en"), "en")}


@pytest.mark.parametrize("text, lang, n", [("航海晚报指出，灯塔属于所有船只。", "zh", 1), ("两国举行“海灯-2031”演习。", "zh", 0), ("“四个意识”“四个自信”很重要。", "zh", 0),
                                           ("The Daily Lamp, a newspaper, pointed out that lamps save lives.", "en", 1), ("从主席的庄严宣示，到各国响应，灯亮了。", "zh", 0)])
def test_who_is_quoted(text, lang, n):
    assert len(find_quotations(as_sentences([text], lang), lang)) == n


def row(text: str, span: str, device: str, decision: str) -> dict[str, str]:
    return dict(table="devices", field="device", was=device, decision=decision, en_text=span, zh_text="", en_context=text, zh_context="")


def test_decisions_move_the_weights_of_their_model_alone():
    rejected = pd.DataFrame([row("They need oil, crews and lamps.", "oil, crews and lamps", "tricolon", "reject")] * 30)
    learned = learn(rejected)
    moved = {model for model, weights in learned.weights.items() if weights != dict(load_weights()[model])}
    assert moved and all(model.startswith("tricolon en") for model in moved) and "judged candidates" in learned.said
    sentences = as_sentences(["They need oil, crews and lamps."], "en")
    before, after = (next(h.score for h in [*ranked(all_candidates(sentences, "en"), weights=w), Hit("tricolon", (0,), 0, 1, 0, "")] if h.device == "tricolon") for w in (None, learned.weights))
    assert after < before


def test_weights_are_written_and_read_and_bad_ones_told(tmp_path):
    assert read_weights(write_weights(load_weights(), tmp_path/"w.tsv")) == load_weights()
    (tmp_path/"bad.tsv").write_text("model\tsign\tweight\nantithesis\talways\t1", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the model 'antithesis'"): read_weights(tmp_path/"bad.tsv")
    with pytest.raises(InputError, match="cannot be read"): read_weights(tmp_path/"none.tsv")
    with pytest.raises(InputError, match="write accept or reject"): learn(pd.DataFrame([row("A.", "A", "metaphor", "accept")]))
