"""Style: formulas against published or hand-computed values, intervals, and the refusal of differences without meaning."""
import random

import numpy as np
import pytest

from fa_study.pipeline import compare
from fa_study.style.grammar import en_nominalisations, en_passives, four_character, zh_nominalisations, zh_passives
from fa_study.stance.markers import en_units, zh_units
from fa_study.reading.parser import parse_sources
from fa_study.stance.person import Speaker
from fa_study.formats.files import Source
from fa_study.study import Study
from fa_study.tables import TABLES, InputError, new_table
from fa_study.style.measures import Parts, ratio_interval, ratio_intervals
from fa_study.style.ratios import segments
from fa_study.style.richness import count_content, mattr, mtld, sttr, types_of
from fa_study.example.sample import sample_gold
from fa_study.stance.speaker import guess_speaker
from fa_study.stance.study_markers import study_markers
from fa_study.style.style import difference, style

CANGLAN = Speaker(("沧澜",), ("沧方",), "沧", ("Canglan",), ("Canglan",))


@pytest.fixture(scope="module")
def study():
    gold = sample_gold()
    return Study(**{n: gold[n] for n in ("articles", "paragraphs", "sentences", "beads")})


def styled(study, speaker=None):
    speaker = speaker or guess_speaker(study)
    return style(study, markers=study_markers(study, speaker=speaker), speaker=speaker)


@pytest.fixture(scope="module")
def table(study):
    return styled(study, speaker=CANGLAN)


def some_words(n, seed=1):
    draw = random.Random(seed)
    return [f"w{int(draw.paretovariate(.6)) % 900}" for _ in range(n)]


def test_mtld_example_of_mccarthy_and_jarvis_2010():
    # "of the people by the people for the people": the ratio is .667 at the second "people" and a factor ends; the rest has the ratio 1.
    # Backward, "people the for people the by people the of": 3/4, 3/5 < .72, a factor; then 1, 1, 1, 1, so also one factor.
    assert mtld("of the people by the people for the people".split()) == 9
    # Their partial factor: a rest of the ratio .887 is (1 - .887)/(1 - .72) = .404 of a factor. Here 55 types in 62 tokens, ratio .887: forward
    # (7/62)/.28; backward "0 0" ends a factor three times, then 55 types in 56 tokens remain: 3 + (1/56)/.28.
    rest = [str(k) for k in range(55)] + ["0"]*7
    assert mtld(rest) == pytest.approx((62/((7/62)/.28) + 62/(3 + (1/56)/.28))/2)


@pytest.mark.parametrize("n", [2, 3, 40])
def test_interval_is_the_bootstrap_over_parts(n):
    draw = random.Random(n)
    above, below = ([draw.randrange(5) for _ in range(n)] for _ in range(2))
    below[0] = 4
    over, under = np.array(above, float), np.array(below, float)
    draws = np.random.default_rng(20211).integers(0, n, (1999, n))
    with np.errstate(divide="ignore", invalid="ignore"): ratios = over[draws].sum(1)/under[draws].sum(1)
    expected = (over.sum()/under.sum(), *np.nanpercentile(ratios[np.isfinite(ratios)], [2.5, 97.5]))
    assert ratio_interval(above, below) == expected
    others = [Parts(np.ones(2), np.ones(2)), Parts(over, under), Parts(under, under)]
    assert ratio_intervals(others)[1] == expected and ratio_intervals(others)[2] == (1, 1, 1)


def test_mtld_by_hand():
    # a b a a | c d: forward the ratio is 2/3 < .72 at the third word, a factor; then a, c, d: ratio 1. One factor of six tokens.
    # backward d c a a: 3/4 stays above, b: 4/5, a: 4/6 < .72, one factor at the end.
    assert mtld("a b a a c d".split()) == 6


def test_mattr_and_sttr_by_hand():
    assert mattr("a b a b c".split(), window=3) == pytest.approx((2 + 2 + 3)/3/3)
    assert sttr("a b a b c d e".split(), chunk=3) == pytest.approx((2/3 + 3/3)/2)  # the seventh word fills no chunk
    assert mattr("a b".split(), window=2) == 1


def test_slow_definition_agrees():
    words = some_words(700)
    slow = sum(len(set(words[k:k+50]))/50 for k in range(len(words) - 49))/(len(words) - 49)
    assert mattr(words, window=50) == pytest.approx(slow)


def test_against_lexicalrichness():
    rich = pytest.importorskip("lexicalrichness").LexicalRichness
    words = some_words(2500)
    other = rich(words, preprocessor=None, tokenizer=None)
    # .7199 is no ratio of small numbers: there "falls below" (here) and "reaches" (there) are the same
    assert mtld(words, factor=.7199) == pytest.approx(other.mtld(.7199))
    assert mattr(words, window=500) == pytest.approx(other.mattr(500))
    assert sttr(words) == pytest.approx(other.msttr(1000))


def test_density_lemmas_and_segments():
    assert count_content(en_units("We don’t put out China’s 40 lamps."), "en") == (3, 6)  # put, China, lamps of We, do(n't), put, out, China('s), lamps
    assert types_of(en_units("Ships were sailing; the ship sails."), "en") == ["ship", "be", "sail", "the", "ship", "sail"] and types_of(en_units("us"), "en") == ["we"]
    assert segments("At 1,200 ports, we wait: now.", "en") == 3 and segments("港口1,200座，等待。", "zh") == 2


@pytest.mark.parametrize("text, n", [("It was not widely adopted.", 1), ("It has been being built.", 1), ("We adopted it.", 0), ("He is kind and red.", 0), ("Ports got flooded, and it’s known.", 2)])
def test_english_passives(text, n):
    assert len(en_passives(en_units(text))) == n


@pytest.mark.parametrize("text, n", [("航道被封锁。", 1), ("被子很厚，由此可见。", 0), ("得到欢迎，受到欢迎。", 1), ("方案由各国提出，理事会由各国组成。", 1), ("为世人所知。", 1)])
def test_chinese_passives(text, n):
    assert len(zh_passives(zh_units(text))) == n


def test_forms_at_their_places():
    text = "各国同舟共济，点亮灯塔、守护航船。"
    assert [(text[f.start:f.end], f.kind) for f in four_character(text, zh_units(text))] == [("同舟共济", "idiom"), ("点亮灯塔", "parallel"), ("守护航船", "parallel")]
    assert [len(zh_nominalisations(zh_units(t))) for t in ("重要性", "文化变化", "予以支持")] == [1, 0, 1]
    assert len(en_nominalisations(en_units("The nation’s openness and developments"))) == 2


def test_table(table):
    assert tuple(table.columns) == TABLES["measures"] and set(table.comparable) == {"no", "paired"} and (table.signature != "").all()
    there = table[table.low.notna()]
    assert (there.low <= there.value).all() and (there.value <= there.high).all()
    assert table[table.measure.isin(["sttr", "mattr", "mtld"])].low.isna().all()  # resampling would repeat words
    shares = table[table.unit.str.startswith("share") | table.measure.isin(["lexical_density", "sttr", "mattr"])]
    assert shares.value.between(0, 1).all()
    for name in ("sentence_length", "lexical_density", "mattr", "passive", "nominalisation", "four_character idiom", "hedges", "connectives causal", "modality_shift",
                 "modality_share high", "person third per 100 beads", "connective causal dropped", "booster added"):
        assert (table.measure == name).any(), name


def test_it_is_the_same_every_time(study, table):
    assert styled(study, speaker=CANGLAN).equals(table)


def test_by_hand():
    def sentence(sent_id, text): return dict(article_id=sent_id[:3], par_id=sent_id[:3] + ".p" + sent_id[-1], sent_id=sent_id, start=0, end=len(text), text=text)
    study = Study(articles=new_table("articles", [dict(article_id=f"{l}1", lang=l, pair_id="pair1", kind="article") for l in ("en", "zh")]),
                  sentences=new_table("sentences", [sentence("zh1.s1", "我们必须坚持。"), sentence("zh1.s2", "可以等待。"), sentence("en1.s1", "We may hold on."), sentence("en1.s2", "One can wait, and will.")]),
                  beads=new_table("beads", [dict(pair_id="pair1", bead_id=f"b{k}", zh_sents=f"zh1.s{k}", en_sents=f"en1.s{k}", kind="1-1") for k in (1, 2)]))
    value = styled(study).query("scope == 'study'").set_index(["measure", "lang"]).value
    assert value["modality_share high", "zh"] == .5 and value["modality_share low", "en"] == pytest.approx(2/3)
    assert value["modality_shift", ""] == (-2 + 0)/2 and value["modality_shifted", ""] == .5 and value["modality added", ""] == pytest.approx(1/3)
    assert value["sentence_length", "en"] == 4.5 and value["segment_length", "en"] == 3 and value["person first plural per 100 beads", "zh"] == 50


def test_differences(table):
    assert difference(table, "modality_share high") == pytest.approx(
        float(table.query("scope == 'study' and measure == 'modality_share high' and lang == 'en'").value.iloc[0]) -
        float(table.query("scope == 'study' and measure == 'modality_share high' and lang == 'zh'").value.iloc[0]))
    for measure in sorted(set(table.measure[(table.comparable == "no") & (table.scope == "study") & (table.lang == "en")])):
        with pytest.raises(InputError, match="may not be compared|no value in one"): difference(table, measure)
    with pytest.raises(InputError, match="^There is no measure 'charm'"): difference(table, "charm")
    with pytest.raises(InputError, match="different settings"): difference(table.assign(signature=table.signature + table.lang), "modality_share high")


def test_odd_studies(study):
    assert styled(Study()).empty
    chinese = styled(study.replace(articles=study.articles[study.articles.lang == "zh"], beads=study.beads[:0]))
    assert set(chinese.lang) == {"zh"} and set(chinese.comparable) == {"no"}
    empty = study.replace(sentences=study.sentences.assign(text="…"))
    assert not styled(empty).value.isna().any()


def test_another_alignment_has_another_signature():
    study = parse_sources([Source("en.txt", "", "utf-8", ["Lighthouse Day 2031", "", "In 2031 the strait had 412 lights. We will keep them burning. Trade grew by 36.3%."]),
                           Source("zh.txt", "", "utf-8", ["2031年灯塔日", "", "2031年海峡共有412座灯塔。我们将守护灯火。贸易增长36.3%。"])])
    one = compare(study, encoder=None)
    joined = new_table("beads", [dict(pair_id="pair1", bead_id="b1", en_sents=" ".join(one.beads.en_sents), zh_sents=" ".join(one.beads.zh_sents), kind="3-3", score=1., source="auto")])
    two = compare(study.replace(beads=joined), encoder=None)
    for measure in ("expansion", "modality_shifted"):
        assert len({s.measures[s.measures.measure == measure].signature.iloc[0] for s in (one, two)}) == 2
    unlinked = one.replace(links=one.links.iloc[:1])
    assert len({styled(s).query("measure == 'modality_shifted'").signature.iloc[0] for s in (one, unlinked)}) == 2
