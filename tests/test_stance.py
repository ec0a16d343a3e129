"""Stance: exact spans on any text, stated rules on the ambiguous words, and nothing that breaks on an odd study."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from fa_study.stance.markers import Unit, find_markers, load_markers, marker_index, word_list
from fa_study.stance.modality import modal_markers
from fa_study.stance.pairs import NONE, PAIR_COLUMNS, Placed, marker_pairs, pair_markers
from fa_study.stance.person import CHINA, Speaker, person_markers
from fa_study.stance.study_markers import MARKER_TYPES, study_markers
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.example.sample import sample_gold
from fa_study.stance.speaker import guess_speaker
from fa_study.stance.stance import matrix_beads, pair_authors, stance, stance_matrix

CANGLAN = Speaker(("沧澜",), ("沧方",), "沧", ("Canglan",), ("Canglan",))


def sentence(sent_id, text):
    return dict(article_id=sent_id[:3], par_id=sent_id[:3] + ".p1", sent_id=sent_id, start=0, end=len(text), text=text)


def one_bead(zh, en):
    return Study(articles=new_table("articles", [dict(article_id=f"{l}1", lang=l, pair_id="pair1", author=f"{l} author") for l in ("en", "zh")]),
                 sentences=new_table("sentences", [sentence("zh1.s1", zh), sentence("en1.s1", en)]),
                 beads=new_table("beads", [dict(pair_id="pair1", bead_id="b1", zh_sents="zh1.s1", en_sents="en1.s1", kind="1-1")]))


def pairs_of(study, types=MARKER_TYPES, speaker=CHINA):
    return marker_pairs(study, markers=study_markers(study, types=types, speaker=speaker), speaker=speaker)


def shifts_of(study, speaker=None):
    speaker = speaker or guess_speaker(study)
    return stance(study, markers=study_markers(study, speaker=speaker), speaker=speaker)


@pytest.fixture(scope="module")
def sample():
    gold = sample_gold()
    return gold, Study(**{n: gold[n] for n in ("articles", "paragraphs", "sentences", "beads")})


@pytest.mark.parametrize("text, expected", [
    ("灯塔将继续守望。", ["将"]), ("将友谊传下去。", []), ("将深入学习作为首要任务。", []), ("重要的是纲要，主要任务、要点和需要。", []), ("我们要坚持。", ["要"]),
    ("只要努力，要是可能。", ["可能"]), ("会议和大会给社会带来机会。", []), ("明天会更好。", ["会"]), ("应大家邀请出席。", []), ("各国应支持。", ["应"]),
    ("一定程度上，一定的条件。", []), ("一定能成功。", ["一定", "能"]), ("可持续发展、可控。", []), ("各国愿同海峡七国合作。", ["愿同"]), ("决不能后退。", ["决不能"])])
def test_chinese_modals(text, expected):
    assert [m.form for m in modal_markers(text, "zh")] == expected


@pytest.mark.parametrize("text, expected", [
    ("The will of the people will win.", ["will"]), ("their will to act", []), ("In May 2031 it may rain.", ["may"]), ("the need to act; we need to act; we need light", ["need"]),
    ("It is vital to sail.", ["it is vital to"]), ("We can’t; we cannot; we can not.", ["can't", "cannot", "can not"]), ("We’ll go.", ["'ll"]), ("They have to, and ought to, go.", ["have to", "ought to"])])
def test_english_modals(text, expected):
    assert [m.form for m in modal_markers(text, "en")] == expected


def longest(units, words, at, entries, sep, most):
    "The definition: of the runs of near words that are listed, the longest."
    for size in range(min(4 if sep == "" else 9, len(units) - at), 0, -1):
        near = all(b.start - a.end <= most for a, b in zip(units[at:at+size], units[at+1:at+size]))
        if near and sep.join(words[at:at+size]) in entries: return size
    return 0


TEXT = st.lists(st.tuples(st.sampled_from("不 决 决不 能 不能 允许 决不能 no not longer we will ’ll can't n't".split()), st.integers(0, 2)), max_size=14)


@given(TEXT, st.sampled_from(["zh", "en"]))
def test_one_pass_finds_what_a_search_word_by_word_finds(text, lang):
    units, at = [], 0
    for word, gap in text:
        units.append(Unit(word, "", at, at + len(word)))
        at += len(word) + gap
    rows = load_markers()[load_markers().type.isin(["negation", "modality"])].assign(when="")
    index = marker_index(rows, lang)
    found = find_markers(units, index, {})
    words = [u.text if lang == "zh" else u.text.lower().replace("’", "'") for u in units]
    for type in ("negation", "modality"):
        entries = {key for key, listed in index.entries.items() if any(e.type == type for e in listed)}
        expected, at = [], 0
        while at < len(units):
            size = longest(units, words, at, entries, "" if lang == "zh" else " ", 0 if lang == "zh" else 1)
            if size: expected.append((units[at].start, units[at+size-1].end))
            at += size or 1
        assert [(m.start, m.end) for m in found if m.type == type] == expected


def test_a_form_that_does_not_count_keeps_its_words():
    rows = pd.DataFrame([("t", "en", "no longer", "", "never"), ("t", "en", "longer", "", ""), ("u", "en", "longer", "", "")], columns=["type", "lang", "form", "value", "when"])
    units = [Unit("no", "", 0, 2), Unit("longer", "", 3, 9)]
    assert [m.type for m in find_markers(units, marker_index(rows, "en"), {"never": lambda units, first, after: False})] == ["u"]


@pytest.mark.parametrize("folder", ["stance", "style"])
def test_word_lists_hold_each_word_once(folder):
    from importlib.resources import files
    data = files("fa_study").joinpath(f"data/{folder}")
    header, *rows = (line.split("\t") for line in data.joinpath("words.tsv").read_text(encoding="utf-8").splitlines())
    assert header == ["list", "lang", "form", "note"] and all(len(row) == 4 and all(row) for row in rows)
    assert len({tuple(row[:3]) for row in rows}) == len(rows) and data.joinpath("VERSION").read_text(encoding="utf-8").strip()
    assert word_list(rows[0][0], folder=folder)[0] == rows[0][2]


@pytest.mark.parametrize("lang, text, expected", [
    ("zh", "中国政府、中国共产党、中国特色社会主义、中俄关系、中东、发展中国家、我国、中方", ["中国", "中", "我国", "中方"]),
    ("en", "China, the Chinese side, Chinese characteristics, New China, the Communist Party of China, the US", ["China", "the Chinese side"]),
    ("en", "Let us go. US talks. I go. World War I ended. Our ships, ourselves.", ["us", "I", "our", "ourselves"])])
def test_person(lang, text, expected):
    assert [m.form for m in person_markers(text, lang)] == expected


@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.sampled_from(list("我们中国必须将要会应能可愿不的，。“”灯塔會將們 123wilmaytoCh'’-.,%$\u3000\U00020000")), st.characters()), max_size=80))
def test_every_span_is_a_substring(text):
    study = one_bead(text, text)
    markers = study_markers(study, speaker=CHINA)
    for m in markers.table.itertuples(): assert text[m.start:m.end] == m.text != ""
    for units in markers.units.values(): assert all(u.start < u.end <= len(text) for u in units)
    pairs = marker_pairs(study, markers=markers, speaker=CHINA)
    assert not ((pairs["from"] == NONE) & (pairs.to == NONE)).any() and pairs.score.between(0, 1).all()


PLACES = st.lists(st.floats(0, 1), max_size=12)


@given(PLACES, PLACES, st.booleans())
def test_pairs_hold_every_marker_once(zh, en, lexical):
    left, right = ([Placed(k, f"f{k % 3}", ("high", "low")[k % 2], p) for k, p in enumerate(side)] for side in (zh, en))
    found = pair_markers(left, right, usual={"f0": frozenset({"f1"})}, lexical=lexical)
    assert sorted(i for i, _, _, _ in found if i is not None) == list(range(len(zh))) and sorted(j for _, j, _, _ in found if j is not None) == list(range(len(en)))


def test_planted_shifts_are_found(sample):
    gold, study = sample
    shifts, planted = shifts_of(study), gold["planted"][gold["planted"].type.isin(["modality", "person"])]
    assert len(planted) == 2
    for p in planted.itertuples():
        mine = shifts[(shifts.type == p.type) & (shifts.bead_id == p.bead_id) & (shifts.zh_text == p.zh_text)]
        assert mine.en_text.str.lower().tolist() == [p.en_text.lower()] and mine["from"].iloc[0] != mine.to.iloc[0]
    assert shifts.equals(shifts_of(study, speaker=CANGLAN)) and shifts.rule[shifts.type == "person"].str.endswith("; speaker 沧澜").all()
    # between modal words that both sides have, few pairs change their value in a faithful text
    both = shifts[(shifts.type == "modality") & (shifts["from"] != NONE) & (shifts.to != NONE)]
    assert len(both) <= 8


def test_a_word_link_decides():
    study = one_bead("我们必须坚持，也可以等待。", "We must hold on and may wait.")
    assert [(r.zh_form, r.en_form) for r in pairs_of(study, types=["modality"]).itertuples()] == [("必须", "must"), ("可以", "may")]
    link = dict(pair_id="pair1", bead_id="b1", zh_sent="zh1.s1", zh_start=2, zh_end=4, en_sent="en1.s1", en_start=19, en_end=22, score=.9)
    linked = pairs_of(study.replace(links=new_table("links", [link])), types=["modality"])
    assert (linked.zh_form[0], linked.en_form[0]) == ("必须", "may") and linked.rule[0].endswith("linked")


def test_correlatives_count_once():
    pairs = pairs_of(one_bead("虽然起风，但是灯亮着。", "Although it blew, the lamps burned."), types=["connective"])
    assert [(r.zh_form, r.en_form) for r in pairs.itertuples()] == [("虽然", "although")]


def test_traditional_characters_keep_their_offsets():
    pytest.importorskip("opencc")
    found = study_markers(one_bead("我們將繼續守望，必須堅持。", "We will go on."), speaker=CHINA)
    assert {"我們", "將", "必須"} <= set(found.table.text)


def test_odd_studies(sample):
    _, study = sample
    english = study.replace(articles=study.articles[study.articles.lang == "en"])
    for odd in (Study(), english.replace(beads=study.beads[:0]), study.replace(beads=study.beads[:0]), one_bead("", ""), one_bead("。", "—")):
        pairs = pairs_of(odd)
        assert tuple(pairs.columns) == PAIR_COLUMNS and shifts_of(odd).empty
        assert stance_matrix(pairs, "modality").to_numpy().sum() == 0 == stance_matrix(pairs, "person", by="pair", of="form").to_numpy().sum()
    one_sided = one_bead("必须坚持。", "We must.").replace(beads=new_table("beads", [
        dict(pair_id="pair1", bead_id="b1", zh_sents="zh1.s1", kind="0-1"), dict(pair_id="pair1", bead_id="b2", en_sents="en1.s1", kind="1-0")]))
    assert shifts_of(one_sided).empty


def test_a_sentence_of_2000_characters():
    study = one_bead("我们必须坚持，将继续努力，" * 160 + "。", "We must hold on and will go on, " * 160)
    pairs = pairs_of(study, types=["modality", "person"])
    assert len(study.sentences.text[0]) > 2000 and (pairs.en_text != "").sum() >= 480


def test_cells_lead_to_their_beads(sample):
    _, study = sample
    pairs = pairs_of(study)
    matrix = stance_matrix(pairs, "modality")
    cell = matrix_beads(study, pairs=pairs, type="modality", zh="high", en="low")
    assert len(cell) == matrix.loc["high", "low"] == 1 and (cell.zh_text[0], cell.en_text[0]) == ("必须", "may")
    by_form = stance_matrix(pairs, "modality", of="form")
    assert by_form.loc["必须", "must"] == len(matrix_beads(study, pairs=pairs, type="modality", zh="必须", en="must")) and by_form.index[-1] == by_form.columns[-1] == NONE
    per_pair = stance_matrix(pairs, "modality", by="pair")
    assert per_pair.groupby(level="zh", sort=False).sum().loc[matrix.index, matrix.columns].equals(matrix)
    ours = one_bead("我国", "our country")
    by_author = stance_matrix(pairs_of(ours), "person", by="author", of="form", authors=pair_authors(ours))
    assert by_author.index.get_level_values(0)[0] == "en author"


@pytest.mark.parametrize("call, told", [
    (lambda s: stance_matrix(pairs_of(s), "modality", by="page"), "by is 'page': use study, pair or author."),
    (lambda s: stance_matrix(pairs_of(s), "modality", of="word"), "of is 'word': use value or form."),
    (lambda s: study_markers(s, speaker=CHINA, types=["mood"]), "There is no list of the type 'mood': use modality, person, hedge, booster, negation, evaluation, connective.")])
def test_refusals(call, told):
    with pytest.raises(InputError) as error: call(Study())
    assert str(error.value) == told


def test_output_fits_the_contract(sample):
    from fa_study.study import TABLES
    shifts = shifts_of(sample[1], speaker=CANGLAN)
    assert tuple(shifts.columns[:8]) == TABLES["shifts"] and isinstance(shifts, pd.DataFrame) and shifts.zh_start.dtype == "Int64"


@pytest.mark.parametrize("zh, en", [
    ("任何一方不得退出。", "No party may withdraw."), ("船只不能停航。", "The ships must not stop."), ("主权不容干涉。", "No one may interfere in sovereignty."),
    ("绝不允许灯塔熄灭。", "We will never allow the light to go out."), ("绝不允许灯塔熄灭。", "Do not let the light go out."), ("我们不能让灯熄灭。", "It cannot be allowed to go out."),
    ("任何国家都不应缺席。", "No country should be absent."), ("没有任何国家能够独行。", "No country, big or small, can go alone.")])
def test_a_prohibition_stays_one(zh, en):
    pairs = pairs_of(one_bead(zh, en), types=["modality"])
    assert pairs[["from", "to"]].values.tolist() == [["high", "high"]]


@pytest.mark.parametrize("en", ["There is no doubt that we may sail.", "With no wind ships may sail.", "Not every ship may sail.", "No, ships may sail.", "We have no fear and can sail."])
def test_a_permission_stays_one(en):
    assert [m.value for m in modal_markers(en, "en")] == ["low"]
