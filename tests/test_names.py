"""Proper names: two names for one thing, one name for two things, names that one side drops, and silence where nothing is wrong."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from fa_study.language.lexicon import formulation_index, load_lexicon
from fa_study.wording.grid import study_grids
from fa_study.wording.name_forms import is_acronym, is_alias, is_same_name, name_kind
from fa_study.wording.names import names
from fa_study.wording.new_names import new_names, sounds_like
from fa_study.study import Study, read_study, write_study
from fa_study.tables import TABLES
from fa_study.wording.renderings import rendering_key
from fa_study.example.sample import sample_gold
from test_terms import make_study


def names_of(study: Study, *, script: Callable[[str], str] | None = None) -> pd.DataFrame:
    """The names of a study."""
    return names(study_grids(study, script=script))


ODD = ("variant", "merged", "dropped")


@pytest.fixture(scope="module")
def sample_names(sample: Study) -> pd.DataFrame:
    """The names of the sample."""
    return names_of(sample)


def flagged(*beads: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Name, English form and verdict of what is flagged in a few beads."""
    table = names_of(make_study(*beads))
    odd = table[table.verdict.isin(ODD)]
    return list(zip(odd.zh_name, odd.en_name, odd.verdict))


def test_planted_differences_are_found(sample: Study, sample_names: pd.DataFrame) -> None:
    planted = sample_gold()["planted"].query("type in ('name_variant', 'name_merged', 'title')")
    odd = sample_names[sample_names.verdict.isin(["variant", "merged"])]
    for p in planted.itertuples():
        mine = odd[odd.bead_id == p.bead_id]
        assert any(r.zh_name in p.zh_text and (r.en_name in p.en_text or p.en_text in r.en_name) for r in mine.itertuples()), p


def test_false_alarms_are_rare(sample: Study, sample_names: pd.DataFrame) -> None:
    gold = sample_gold()
    right = {*gold["planted"].bead_id, *gold["names"].bead_id[gold["names"].verdict == "dropped"], *sample.beads.bead_id[sample.beads.en_sents == ""]}
    alarms = set(sample_names.bead_id[sample_names.verdict.isin(ODD)]) - right
    assert 100*len(alarms)/len(sample.beads) <= 2


def test_gold_names_of_the_sample(sample_names: pd.DataFrame) -> None:
    gold = sample_gold()["names"].query("verdict == 'usual'")
    found = {(r.bead_id, r.zh_name, r.en_name.lower().removeprefix("the ")) for r in sample_names.itertuples()}
    hits = sum((r.bead_id, r.zh_name, r.en_name.lower().removeprefix("the ")) in found for r in gold.itertuples())
    assert hits/len(gold) >= .9


def test_two_countries_are_two() -> None:
    odd = flagged(("访问多米尼加。", "They visited Dominica."), ("访问多米尼克。", "They visited Dominica."), ("访问苏里南。", "They visited Suriname."))
    assert odd == [("多米尼加", "Dominica", "merged")]
    assert flagged(("访问多米尼加。", "They visited the Dominican Republic.")) == []


def test_two_names_for_one_fund() -> None:
    odd = flagged(("灯海国家和平发展基金成立了。", "The Lantern Sea States Peace and Development Fund was set up."),
                  ("灯海国家和平发展基金支持了项目。", "The Lantern Sea States Peace and Development Trust Fund supported projects."))
    assert [(zh, verdict) for zh, _, verdict in odd] == [("灯海国家和平发展基金", "variant")]


@pytest.mark.parametrize("zh, en", [
    ("中国和法国加强合作。", "Chinese and French companies strengthen cooperation."),
    ("世界卫生组织指出，世界卫生组织正在努力。", "The World Health Organization (WHO) said that the WHO was at work."),
    ("联合国发表声明。", "The United Nations issued a statement."),
    ("联合国大会召开。", "The UN General Assembly opened."),
    ("中国外交部副部长出席。", "The Vice Foreign Minister of China attended."),
    ("目前总统不在。", "The President is away at present."),
    ("海地区域内港口很多。", "There are many ports in the region."),
    ("中俄关系是大国关系。中俄关系很好。", "China-Russia relations are relations of major countries. The relationship between China and Russia is good."),
    ("大会期间，中国代表团同各国磋商。中国积极参与。", "During the conference, the Chinese delegation consulted with all countries. China took an active part."),
    ("《意见》发挥统领作用。", "The Working Guidance is the overarching document."),
    ("《禁止生物武器公约》缔约国发表《关于加强〈禁止生物武器公约〉的声明》。", "The parties issued a statement on strengthening the Convention on Germs as Weapons."),
])
def test_silent_where_nothing_is_wrong(zh: str, en: str) -> None:
    assert flagged((zh, en)) == []


def test_a_name_used_shortly_before_is_implied() -> None:
    table = names_of(make_study(("联合国大会召开。", "The UN General Assembly opened."), ("联合国大会讨论了气候问题。", "It discussed the climate.")))
    assert table.verdict.tolist()[-1] == "implied"


def test_a_work_that_is_not_named_is_dropped() -> None:
    assert ("《灯塔协定》", "", "dropped") in flagged(("双方重申《灯塔协定》的目标。", "Both sides reaffirmed the goals."), ("会议结束了。", "The meeting ended."))


@pytest.mark.parametrize("zh, en, lost", [
    ("贺望舒副部长出席。", "Minister He Wangshu attended.", True), ("贺望舒副部长出席。", "Deputy Minister He Wangshu attended.", False),
    ("代理总统讲话。", "The Acting President spoke.", False), ("贺望舒部长出席。", "Vice Minister He Wangshu attended.", True),
])
def test_ranks(zh: str, en: str, lost: bool) -> None:
    assert ("rank" in set(names_of(make_study((zh, en))).rule)) == lost


def test_forms_of_a_name() -> None:
    council = [rendering_key("Council of Lantern Sea States")]
    assert all(is_same_name(rendering_key(w), w, council) for w in ("the Council", "CLSS", "the CLSS Council", "the Council of Lantern Sea States (CLSS)"))
    assert not is_same_name(rendering_key("the Harbour Tribunal"), "the Harbour Tribunal", council)
    assert is_acronym("the WHO", ("World", "Health", "Organization")) and not is_acronym("the IMF", ("World", "Health", "Organization"))
    assert is_alias("亚投行", "亚洲基础设施投资银行") and not is_alias("多米尼加", "多米尼克")
    assert [name_kind(n) for n in ("《灯塔协定》", "灯海海峡", "灯海法院", "托恩总统")] == ["work", "place", "organisation", "person"]


def test_sounds() -> None:
    assert sounds_like("沧澜", "Canglan") == 1 and sounds_like("贝罗亚", "Beroya") > .7 > sounds_like("贝罗亚", "Holmport")


def test_new_names_are_candidates_with_their_reason(sample: Study) -> None:
    found = new_names(study_grids(sample), formulation_index(load_lexicon()), set())
    assert set(found.why) <= {"sound", "company"} and found.score.between(0, 1).all() and found.zh.is_unique
    pairs = set(zip(found.zh, found.en))
    assert {("灯海", "Lantern Sea"), ("贝罗亚", "Beroya"), ("江采薇", "Jiang Caiwei"), ("雁回海峡", "Yanhui Strait")} <= pairs


def test_spans_are_real(sample: Study, sample_names: pd.DataFrame) -> None:
    text = dict(zip(sample.sentences.sent_id, sample.sentences.text))
    for r in sample_names.itertuples():
        if r.zh_name: assert text[r.zh_sent][r.zh_start:r.zh_end]
        if r.en_name: assert text[r.en_sent][r.en_start:r.en_end] == r.en_name


def test_the_table_goes_to_disk_and_back(sample: Study, sample_names: pd.DataFrame, tmp_path: Path) -> None:
    write_study(sample.replace(names=sample_names), tmp_path)
    assert read_study(tmp_path).names[list(TABLES["names"])].equals(sample_names[list(TABLES["names"])])


@pytest.mark.parametrize("beads", [
    [], [("", "")], [("联合国。", "")], [("", "The United Nations.")], [("，。", "?!")], [("Ｇ２０峰会", "The G20 Summit")],
    [("联合国大会与世界卫生组织，" * 150, "The United Nations General Assembly and the World Health Organization, " * 150)],
])
def test_odd_beads_break_nothing(beads: list[tuple[str, str]]) -> None:
    table = names_of(make_study(*beads))
    assert list(table.columns[:6]) == list(TABLES["names"]) and "rule" in table
    assert set(table.verdict) <= {"same", "variant", "merged", "implied", "dropped", "added"}


def test_one_language_only() -> None:
    assert names_of(Study()).empty


def test_traditional_script() -> None:
    pairs = str.maketrans("聯國", "联国")
    table = names_of(make_study(("聯合國發表聲明。", "The United Nations issued a statement.")), script=lambda t: t.translate(pairs))
    assert table.zh_name.tolist()[:1] == ["联合国"] and table.en_name[0] == "The United Nations"
