"""Where to look first: everything that was planted is listed, little else is, and the parts that feed the list keep silent where nothing is wrong."""
from __future__ import annotations

import pandas as pd
import pytest
from fa_study.attention.attention import MOST_IN_A_ROW, attention
from fa_study.attention.gap_reasons import shift_reasons
from fa_study.attention.reasons import number_reasons, term_reasons
from fa_study.attention.divergence import KINDS, divergence
from fa_study.pipeline import Settings, compare, stance_part
from fa_study.gaps.crossings import crossings, is_choice
from fa_study.gaps.formulas import list_start, numeral_formulas
from test_names import names_of
from fa_study.gaps.omissions import omissions
from fa_study.reading.parser import parse
from fa_study.stance.person import CHINA
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.example.sample import sample_gold
from fa_study.stance.speaker import guess_speaker, speaker_guesses
from test_terms import make_study


@pytest.fixture(scope="module")
def compared(sample: Study) -> Study:
    """The sample with its gold beads, compared."""
    return compare(sample, speaker=guess_speaker(sample))


def test_all_that_was_planted_is_listed(compared: Study) -> None:
    missing = sample_gold()["planted"].query("bead_id not in @compared.attention.bead_id")
    assert not len(missing), missing


def test_false_alarms_are_rare(compared: Study) -> None:
    one_sided = compared.beads.bead_id[(compared.beads.en_sents == "") | (compared.beads.zh_sents == "")]
    alarms = set(compared.attention.bead_id) - {*sample_gold()["planted"].bead_id, *one_sided}
    assert 100*len(alarms)/len(compared.beads) <= 2


def test_each_planted_gap_is_named_by_its_words(compared: Study) -> None:
    planted = sample_gold()["planted"].query("type in ('clause_dropped', 'modifier_added', 'person')")
    reasons = dict(zip(compared.attention.bead_id, compared.attention.reasons))
    assert len(planted) == 3
    for p in planted.itertuples(): assert p.zh_text in reasons[p.bead_id] and p.en_text in reasons[p.bead_id]


def test_known_slips_of_the_journal_come_first(corpus) -> None:
    study = parse(max((p for p in corpus.glob("*.txt") if p.name[0].isdigit()), key=lambda p: p.stat().st_size))
    study = compare(study)
    study = study.replace(shifts=pd.concat([study.shifts[study.shifts.type != "crossing"], crossings(study)]))
    listed = attention(study)
    ranks = {slip: next(r.rank for r in listed.itertuples() if all(w in r.reasons for w in slip)) for slip in (("适应", "mitigation"), ("多米尼加", "Dominica"), ("Trust Fund",))}
    assert max(ranks.values()) <= 7 and len(listed) <= 40, ranks


# Additions and omissions

def linked(zh: str, en: str, *pairs: tuple[str, str, float]) -> Study:
    """One bead with word links."""
    study = make_study((zh, en))
    b = study.beads.iloc[0]
    rows = [dict(pair_id=b.pair_id, bead_id=b.bead_id, zh_sent=b.zh_sents, zh_start=zh.index(z), zh_end=zh.index(z)+len(z), en_sent=b.en_sents,
                 en_start=en.index(e), en_end=en.index(e)+len(e), score=score) for z, e, score in pairs]
    return study.replace(links=new_table("links", rows))


def test_a_word_that_is_taken_speaks_for_nothing_else() -> None:
    texts = "基金关心青年，照顾小岛居民。", "The fund cares for young people."
    assert omissions(linked(*texts, ("基金", "fund", .99), ("关心", "cares", .99), ("青年", "young people", .99))).zh_text.tolist() == ["照顾小岛居民"]


def test_a_weak_link_hides_no_gap() -> None:
    texts = "理事会发挥协调作用。", "The Council plays its indispensable coordinating role."
    sure = [("理事会", "Council", .99), ("发挥", "plays", .99), ("协调", "coordinating", .99), ("作用", "role", .99)]
    found = omissions(linked(*texts, *sure, ("协调", "indispensable", .51)))
    assert found[["type", "en_text"]].values.tolist() == [["addition", "indispensable"]]
    assert omissions(linked(*texts, *sure, ("发挥", "indispensable", .99))).empty  # a sure link is believed


@pytest.mark.parametrize("zh, en", [
    ("双边合作取得进展。", "Bilateral cooperation has made progress."), ("各方同意设立专项基金。", "Among others, the parties agreed to establish a special fund."),
    ("会议取得圆满成功。", "The meeting was a complete success."),
])
def test_no_gap_where_nothing_is_missing(zh: str, en: str) -> None:
    found = omissions(make_study((zh, en)))
    assert found[found.type.isin(["omission", "addition"])].empty


@pytest.mark.parametrize("zh, en, kind, formula", [
    ("各级官员要增强“四个意识”。", "Officials must heed loyalty, patience, honesty and courage.", "explicitation", "四个意识"),
    ("会议强调两个维护。", "The meeting stressed to uphold the core and defend the leadership.", "explicitation", "两个维护"),
    ("推进“三步走”。", "Reach subsistence, then comfort, and finally affluence.", "explicitation", "三步走"),
    ("践行“三盏灯”理念。", "Practise the Three Lights (patience, honesty and courage).", "explicitation", "三盏灯"),
    ("耐心、诚实、勇敢指引各国。", "The Three Lights guide all countries.", "condensation", "Three Lights"),
])
def test_formulas_spelled_out(zh: str, en: str, kind: str, formula: str) -> None:
    found = omissions(make_study((zh, en)))
    both = found[(found.zh_text != "") & (found.en_text != "")]
    assert both.type.tolist() == [kind] and formula in (*both.zh_text, *both.en_text)
    assert not found.type.isin(["omission", "addition"]).any()
    row = both.iloc[0]
    assert zh[row.zh_start:row.zh_end] == row.zh_text and en[row.en_start:row.en_end] == row.en_text


@pytest.mark.parametrize("zh, en", [
    ("各级官员要增强“四个意识”。", "Officials must heed the Four Consciousnesses."), ("四个国家参加会议。", "Four countries attended the meeting."),
    ("创造了两大奇迹。", "It worked two miracles, and set an example for generations."),
])
def test_kept_counts_spell_nothing_out(zh: str, en: str) -> None:
    found = omissions(make_study((zh, en)))
    assert not ((found.zh_text != "") & (found.en_text != "")).any()


@pytest.mark.parametrize("text, words", [
    ("第三个港口于十二月开放，四个月后关闭。", []), ("两个维护、四个自信", ["两个维护", "四个自信"]), ("“三农”工作", ["三农"]), ("二十大召开", []), ("一带一路", []),
])
def test_formulas_that_count(text: str, words: list[str]) -> None:
    assert [f.words for f in numeral_formulas(text, "zh")] == words
    assert all(list_start(f, "", "en") == 0 for f in numeral_formulas(text, "zh"))


# Who speaks

@pytest.mark.parametrize("name, side, country, adjective", [
    ("肯尼亚", "肯方", "Kenya", "Kenyan"), ("巴西", "巴方", "Brazil", "Brazilian"), ("法国", "法方", "France", "French"), ("日本", "日方", "Japan", "Japanese"),
    ("俄罗斯", "俄方", "Russia", "Russian"), ("贝罗亚", "贝方", "Beroya", "Beroya"),
])
def test_any_state_may_speak(name: str, side: str, country: str, adjective: str) -> None:
    study = make_study((f"{name}是友好国家，{name}欢迎各国。", f"{country} is a friendly country; {country} welcomes all."), (f"{side}愿加强合作。", f"The {adjective} side will strengthen cooperation."),
                       ("我们对此表示关切。", f"The {adjective} side is concerned."), (f"中国和{name}是伙伴。", f"China and {country} are partners."))
    speaker = guess_speaker(study)
    assert (speaker.zh[0], speaker.zh_side, speaker.en, speaker.en_adjective) == (name, (side,), (country,), (adjective,))
    shifts = stance_part(study, Settings(speaker=speaker))["shifts"]
    person = shifts.query("type == 'person' and zh_text == '我们'")
    assert person.en_text.tolist() == [f"The {adjective} side"] and person.rule.str.endswith(f"speaker {name}").all()


def test_blame_of_another_side_does_not_make_it_speak() -> None:
    study = make_study(("美方应停止干涉，美方应反省。", "The American side should stop interfering; the American side should think."), ("我国主张对话。", "Brazil calls for dialogue."),
                       ("我们愿意等待。", "Brazil is ready to wait."), ("巴西和美国是伙伴。", "Brazil and the United States are partners."))
    assert [g.speaker.en for g in speaker_guesses(study)] == [("Brazil",), ("United States",)]


@pytest.mark.parametrize("study", [Study(), make_study(("会议召开。", "The meeting opened.")), make_study(("", "We agree."))])
def test_china_where_nothing_is_known(study: Study) -> None:
    assert guess_speaker(study) == CHINA


# Names that the English adds

def test_added_names() -> None:
    table = names_of(make_study(("双方讨论了合作。", "Both sides discussed cooperation with Brazil."), ("会议结束了。", "The meeting ended.")))
    assert table[["en_name", "verdict", "kind"]].values.tolist() == [["Brazil", "added", "place"]] and table.rule.tolist() == ["unmatched"]


@pytest.mark.parametrize("zh, en", [
    ("中智合作扩大。", "Cooperation between China and Chile has grown."), ("新疆和西藏繁荣。", "Xinjiang and Tibet are prosperous."), ("坦赞铁路通车。", "The Tanzania-Zambia Railway opened."),
    ("涉疆问题纯属内政。", "Issues related to Xinjiang are internal affairs."),
])
def test_a_name_in_one_character_is_not_added(zh: str, en: str) -> None:
    assert "added" not in set(names_of(make_study((zh, en))).verdict)


def test_a_resolved_pronoun_is_not_added() -> None:
    table = names_of(make_study(("法国代表抵达。", "The delegation of France arrived."), ("双方讨论了合作。", "France and its partner discussed cooperation.")))
    assert "added" not in set(table.verdict)


# What the list leaves out

def shift(**cells: object) -> Study:
    row = {"pair_id": "p", "bead_id": "b1", "from": "first plural", "to": "third", "score": .9, **cells}
    return Study(shifts=new_table("shifts", [row]), beads=new_table("beads", [dict(pair_id="p", bead_id="b1", zh_sents="z", en_sents="e", score=.9)]))


@pytest.mark.parametrize("zh, en, listed", [("我们", "China", True), ("我国", "China", False), ("中", "our", False), ("", "we", False)])
def test_which_changes_of_person_are_listed(zh: str, en: str, listed: bool) -> None:
    assert len(list(shift_reasons(shift(type="person", zh_text=zh, en_text=en)))) == listed


def test_words_nearby_are_no_other_rendering() -> None:
    rows = [dict(pair_id="p", bead_id=f"b{n}", zh_term="共同繁荣", en_rendering=en, kind="tifa", verdict=verdict, score=.9)
            for n, (en, verdict) in enumerate([("common prosperity", "usual")]*3 + [("shared prosperity", "variant"), ("the source", "variant")])]
    assert [r.bead_id for r in term_reasons(Study(terms=pd.DataFrame(rows)))] == ["b3"]
    assert not list(term_reasons(Study(terms=pd.DataFrame(rows).assign(kind="idiom"))))


def test_links_decide_about_crossings() -> None:
    beads = [("各方重视适应", "The parties value adaptation."), ("适应资金不足", "Money for adaptation is short."), ("我们谈适应", "We speak of adaptation."), ("减缓很难", "Mitigation is hard."),
             ("减缓进展不大", "Progress on mitigation is small."), ("各国谈减缓", "States speak of mitigation."), ("强化适应行动", "They will strengthen mitigation.")]
    study = make_study(*beads)
    last = study.beads.iloc[-1]

    def with_link(zh: tuple[int, int], en: tuple[int, int], score: float) -> Study:
        row = dict(pair_id=last.pair_id, bead_id=last.bead_id, zh_sent=last.zh_sents, zh_start=zh[0], zh_end=zh[1], en_sent=last.en_sents, en_start=en[0], en_end=en[1], score=score)
        return study.replace(links=new_table("links", [row]))
    plain, weak, sure, elsewhere = (crossings(s) for s in (study, with_link((2, 4), (21, 31), .6), with_link((2, 4), (21, 31), .95), with_link((2, 4), (10, 20), .95)))
    assert len(plain) == len(weak) == 1 and plain.score[0] == weak.score[0] == pytest.approx(2*sure.score[0], abs=.01) and elsewhere.empty
    assert is_choice("partner", "partnership", []) and not is_choice("mitigation", "adaptation", ["适应", "减缓"])


def test_an_empty_study_has_an_empty_list() -> None:
    assert attention(Study()).empty and omissions(Study()).empty


def test_beads_without_a_score_are_not_doubted() -> None:
    # a translation memory of another program says nothing of how sure its pairs are
    sentences = [dict(sent_id="e1", text="The lights are lit."), dict(sent_id="z1", text="灯塔点亮了。")]
    beads = new_table("beads", [dict(pair_id="p", bead_id="p.b1", en_sents="e1", zh_sents="z1", kind="1-1")])
    assert not len(attention(Study(beads=beads, sentences=new_table("sentences", sentences))))


# The order of the list

def numbers_study(n: int) -> Study:
    """A study of n beads with a wrong number each, and one with a gap."""
    beads = [dict(pair_id="p", bead_id=f"b{k}", zh_sents=f"z{k}", en_sents=f"e{k}", score=.9) for k in range(n + 1)]
    numbers = [dict(pair_id="p", bead_id=f"b{k}", zh_text="12", en_text="21", verdict="differ") for k in range(n)]
    gap = dict(pair_id="p", bead_id=f"b{n}", type="omission", zh_text="灯塔", score=.9)
    return Study(beads=new_table("beads", beads), numbers=new_table("numbers", numbers), shifts=new_table("shifts", [gap]))


def test_one_kind_does_not_fill_the_list() -> None:
    listed = attention(numbers_study(8))
    assert listed.kind.tolist().index("omission") == MOST_IN_A_ROW
    assert listed["rank"].tolist() == list(range(1, 10)) and listed.bead_id.is_unique


def test_the_reader_says_how_long_the_list_is() -> None:
    study = numbers_study(3)
    assert len(attention(study, least=.9)) == 3 and len(attention(study, least=0)) == len(attention(study)) == 4
    assert attention(study).precision.between(0, 1).all()


def test_a_gap_in_a_note_or_beside_a_lonely_sentence_weighs_less() -> None:
    study = numbers_study(0)
    lonely = pd.concat([study.beads, new_table("beads", [dict(pair_id="p", bead_id="b9", en_sents="e9", zh_sents="")])], ignore_index=True)
    rows = new_table("sentences", [dict(par_id="n1", sent_id="z0", text="灯塔。")]), new_table("paragraphs", [dict(par_id="n1", kind="footnote")])
    note = study.replace(sentences=rows[0], paragraphs=rows[1])
    plain, beside, in_note = (attention(s, least=0).set_index("bead_id").score.get("b0", 0) for s in (study, study.replace(beads=lonely), note))
    assert plain > beside and plain > in_note


def test_the_same_digits_are_one_number() -> None:
    rows = [dict(pair_id="p", bead_id="b", zh_text="9.8%", verdict="only_zh"), dict(pair_id="p", bead_id="b", en_text="9.8", verdict="only_en"),
            dict(pair_id="p", bead_id="b", en_text="7.5", verdict="only_en")]
    assert [r.words for r in number_reasons(Study(numbers=new_table("numbers", rows)))] == ["a number in one rendering only: 7.5"]


# Divergence

CHANGED = [
    ("会议于四月十二日在北京举行。", "The meeting was held in Beijing on April 12.", "The meeting was held in Nairobi on April 12."),
    ("双方同意加强贸易合作。", "The two sides agreed to strengthen trade cooperation.", "The two sides agreed to weaken trade cooperation."),
    ("政府没有改变政策。", "The government has not changed its policy.", "The government has changed its policy."),
    ("所有学校都已开放。", "All schools have reopened.", "Some schools have reopened."),
    ("价格大幅上升。", "Prices rose sharply.", "Prices fell sharply."),
    ("他们讨论了教育和卫生问题。", "They discussed education and health.", "They discussed education."),
]


def test_a_changed_rendering_scores_higher() -> None:
    zh, right, wrong = map(list, zip(*CHANGED))
    before, after = divergence(zh, right), divergence(zh, wrong)
    assert sum(a.score > b.score for a, b in zip(after, before)) >= 5
    for d, z, e in zip(after, zh, wrong):
        assert 0 <= d.score <= 1
        for span in d.spans: assert span.kind in KINDS and 0 <= span.start < span.end <= len(z if span.side == "zh" else e)


def test_without_an_encoder() -> None:
    scores = [d.score for d in divergence(["价格上升。"]*2, ["Prices rose.", "Prices fell in Europe."], encoder=None)]
    assert 0 <= scores[0] < scores[1] <= 1


def test_empty_lists_and_sides() -> None:
    assert divergence([], []) == []
    assert [d.score for d in divergence(["", "灯塔。", "。"], ["", "", "."])][:2] == [0, 1]


@pytest.mark.parametrize("zh, en", [("灯塔。", ["A."]), (["灯塔。"], [])])
def test_bad_lists(zh: object, en: object) -> None:
    with pytest.raises(InputError): divergence(zh, en)


def test_the_table_has_a_row_for_each_bead_with_two_sides(compared: Study) -> None:
    beads = compared.beads[(compared.beads.en_sents != "") & (compared.beads.zh_sents != "")]
    table, texts = compared.divergence, compared.texts()
    assert table[table.kind == "pair"].bead_id.tolist() == beads.bead_id.tolist() and table.score.between(0, 1).all()
    for span in table[table.kind != "pair"].itertuples(): assert texts[span.sent_id][span.start:span.end].strip()
