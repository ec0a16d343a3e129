"""Quantities in both languages: random values written in every form come back equal, wrong ones are found, and what is no quantity stays out."""
from __future__ import annotations

import csv
import os
import random
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quantity_forms import Case, case, framed, planted

from fa_study.quantities.pairing import judge, numbers, settle
from fa_study.quantities.english import parse_en
from fa_study.quantities.chinese import parse_zh
from fa_study.quantities.matching import Matched, pair_notes, pair_verdict
from fa_study.quantities.mentions import mentions
from fa_study.quantities.quantity import affinity
from fa_study.quantities.rules import scan
from fa_study.quantities import chinese, english
from fa_study.example.sample import sample_gold
from fa_study.study import Study
from fa_study.tables import new_table


N_WRITTEN = int(os.environ.get("FA_STUDY_WRITTEN", "2000"))  # random values; a whole run has 100,000
N_PLANTED = 1000
FEWEST_FOUND = .99


def cases(n: int):
    return settings(max_examples=n, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def verdicts(zh: str, en: str) -> tuple[Matched, list[str]]:
    """What comparing two sentences gives."""
    settled = settle(mentions([("e", en)], "en"), mentions([("z", zh)], "zh"))
    paired = [pair_verdict(pair_notes(e.q, z.q)) for e, z in settled.pairs]
    left = judge(Matched([], settled.en, settled.zh), lambda m: None)
    return settled, paired + [row.verdict for row in left]


def is_read_back(made: Case, zh: str, en: str) -> bool:
    """Whether both sides are read as one quantity of that value, and as nothing else."""
    settled, found = verdicts(zh, en)
    if set(found) != {"same"} or settled.en or settled.zh:
        return False
    if made.value is None:
        return True
    return any(e.q.value == z.q.value == made.value or e.q.unit != z.q.unit for e, z in settled.pairs)


def test_written_values_come_back():
    rng = random.Random(12)
    wrong = []
    for _ in range(N_WRITTEN):
        made = case(rng)
        zh, en = framed(rng, made)
        if not is_read_back(made, zh, en):
            wrong.append((made, zh, en))
    assert not wrong, (len(wrong), wrong[:10])


def test_wrong_values_are_found():
    rng = random.Random(7)
    missed = [pair for pair in (planted(rng) for _ in range(N_PLANTED)) if "differ" not in verdicts(*pair)[1]]
    assert len(missed) <= (1 - FEWEST_FOUND) * N_PLANTED, missed


PAIRS = Path(__file__).with_name("numbers_pairs.tsv")


def pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", pairs(), ids=lambda row: f"{row['zh']} / {row['en']}")
def test_everyday_pairs(row):
    _, found = verdicts(f"报告提到{row['zh']}。", f"The report mentions {row['en']}.")
    told = "none" if not found else "differ" if "differ" in found else found[0] if len(set(found)) == 1 else " ".join(found)
    assert told == row["want"], found


# What no formatter writes.

@pytest.mark.parametrize("zh, en", [
    ("1304.28亿美元", "US$130.428 billion"), ("3.9万人", "39,000 participants"), ("5万余人次", "more than 50,000 people"), ("上万人", "tens of thousands of people"),
    ("数千个", "thousands"), ("几十年", "decades"), ("近四分之一", "nearly one quarter"), ("半数", "half of"), ("翻一番", "doubled"), ("翻两番", "quadrupled"),
    ("二十年", "two decades"), ("百年", "a century"), ("100周年", "centenary"), ("50周年", "50th anniversary"), ("第二大", "No. 2"), ("第10条", "Article 10"),
    ("第三期", "Phase III"), ("20多个国家", "20-plus countries"), ("65岁以上", "over the age of 65"), ("三到五年", "three to five years"), ("一年半", "one and a half years"),
    ("18个月", "one and a half years"), ("25%", "one quarter"), ("三成", "30 percent"), ("明年", "next year"), ("2022年", "next year"), ("12月", "December 2021"),
    ("百分之三十五", "35 percent"), ("20世纪60至70年代", "the 1960s and 1970s"), ("“七一”", "July 1"), ("俩人", "two people"), ("1.2亿", "120 million"),
    ("兩個國家", "two countries"), ("3億劑", "300\u00a0million doses"), ("2030前", "before 2030"), ("2021年前三季度", "the first three quarters of 2021"), ("党的二十大", "the 20th National Congress"), ("廿三条", "twenty-three"), ("增长三倍", "quadrupled")])
def test_same_in_both(zh, en):
    e, z = parse_en(en), parse_zh(zh)
    assert len(e) == len(z) == 1 and affinity(e[0], z[0]) is not None, (e, z)


@pytest.mark.parametrize("zh, en", [("1304.28亿美元", "US$13.0428 billion"), ("三成", "3 percent"), ("12个百分点", "12 percent"), ("2021年", "2022"),
                                    ("100亿元", "US$10 billion"), ("第三届", "the fourth"), ("12月3日", "December 13"), ("四分之三", "one quarter")])
def test_not_the_same(zh, en):
    assert affinity(parse_en(en)[0], parse_zh(zh)[0]) is None


@pytest.mark.parametrize("text", "COVID-19 COP26 G20 5G A/RES/2758 3×3 “1+3+6” “1+N” 一带一路 一系列 一道 一方面 统一 第一时间 万国宫 百花齐放 双边 七国集团 一国两制 唯一 "
                                 "进一步 半岛 四面八方 千方百计 十字路口 一如既往 一次次 同一个世界 每一个 第三世界 第二次世界大战 十月革命 零和 净零 万一".split())
def test_no_quantity_zh(text):
    assert parse_zh(f"各方重视{text}。") == []


@pytest.mark.parametrize("text", ["COVID-19", "COP26", "G20", "5G", "A/RES/2758", "3×3", "1+3+6", "1+N", "one another", "no one", "first and foremost", "once again",
                                  "one of the best", "one-size-fits-all", "World War II", "the only one", "third parties", "net-zero", "double standards", "may come",
                                  "at first", "zero-sum", "one which", "this one"])
def test_no_quantity_en(text):
    assert parse_en(f"They know {text}.") == []


@cases(300)
@given(st.text(alphabet="0123456789.,-–%年月日第百千万亿一二三两半几多余个国近约至 ”（）abMayone to of billion US$℃１２\n", max_size=60))
def test_any_text(text):
    for parse in (parse_en, parse_zh):
        at = 0
        for q in parse(text):
            assert q.start >= at and q.end > q.start and text[q.start:q.end] == q.text and q.unit
            at = q.end


@cases(500)
@given(st.lists(st.sampled_from("2021 3.5 1,200 0 7 % 年 月 日 第 百 千 万 亿 一 二 三 两 半 几 多 余 个 国 近 约 至 到 成 十 届 大 世纪 年代 分之 翻番 首次 其 是 "
                                "more than over one two twenty hundred million half a the of third May December in to and - US$ RMB years people century "
                                "decades first Phase III No. both sides doubled tens age twice COVID G20 @ http:// x ” . next year 's".split()), max_size=12),
       st.sampled_from(["", " "]))
def test_cues_change_nothing(pieces, space):
    text = space.join(pieces)
    for rules in (chinese._EARLY, chinese._LATE, english._RULES):
        assert scan(text, rules) == scan(text, [rule._replace(cue=(), at_cues=False) for rule in rules])


@pytest.mark.parametrize("text", ["1" * 20_000, "一" * 20_000, "1," * 10_000, "more than " * 2_000, "one " * 5_000, "两国 " * 5_000, "a-" * 10_000, "十万" * 10_000,
                                  "1至" * 10_000, "x" * 20_000, "US$1 to " * 2_500])
def test_long_text_has_an_answer(text):
    for parse in (parse_en, parse_zh):
        found = parse(text)
        assert all(text[q.start:q.end] == q.text for q in found)
        assert all(a.end <= b.start for a, b in zip(found, found[1:]))


def pair_table(en: str, zh: str) -> pd.DataFrame:
    beads = new_table("beads", [dict(pair_id="p", bead_id="b", en_sents="e", zh_sents="z")])
    return numbers(Study(beads=beads, sentences=new_table("sentences", [dict(sent_id="e", text=en), dict(sent_id="z", text=zh)])))


@pytest.mark.parametrize("en, zh, verdict, note", [
    ("More than 200 letters came.", "收到近200封信。", "hedge", "hedge"), ("Trade topped US$411 billion.", "贸易额达4112.5亿美元。", "same", "rounding"),
    ("It is to spend 3.5 billion yuan.", "将投入3.5万亿元。", "differ", "scale"), ("Prices rose by 12 percent.", "物价上升12个百分点。", "differ", "unit"),
    ("It has 17 members.", "共有71个成员。", "differ", ""), ("On May 4, 2020 it began.", "2020年5月14日开始。", "differ", ""),
    ("The fourth round ended.", "第三轮结束。", "differ", ""), ("It met 19 times.", "多次会面。", "only_en", ""), ("They met often.", "三十次会面。", "only_zh", "word"), ("They met often.", "三次会面。", None, ""),
    ("The two sides agreed.", "双方同意。", "same", ""), ("One of them left.", "各方同意。", None, "")])
def test_verdicts(en, zh, verdict, note):
    table = pair_table(en, zh)
    assert [(v, n) for v, n in zip(table.verdict, table.note)] == ([(verdict, note)] if verdict else [])


def test_planted_differences():
    gold = sample_gold()
    table = numbers(Study(beads=gold["beads"], sentences=gold["sentences"]))
    planted = gold["planted"][gold["planted"].type.isin(["number", "unit"])]
    differ = table[table.verdict == "differ"]
    assert set(differ.bead_id) == set(planted.bead_id) and len(differ) == len(planted)
    digits = gold["numbers"][(gold["numbers"].en_text + gold["numbers"].zh_text).str.contains(r"\d")]
    assert set(table[table.verdict == "same"].bead_id) >= set(digits[digits.verdict == "same"].bead_id)


def test_spans_are_real():
    gold = sample_gold()
    text, table = dict(zip(gold["sentences"].sent_id, gold["sentences"].text)), numbers(Study(beads=gold["beads"], sentences=gold["sentences"]))
    for lang in ("en", "zh"):
        for r in table[table[f"{lang}_text"] != ""].to_dict("records"):
            assert text[r[f"{lang}_sent"]][r[f"{lang}_start"]:r[f"{lang}_end"]] == r[f"{lang}_text"]


@pytest.mark.parametrize("zh, en", [("三个国家参加。", "Four countries took part."), ("两国参加。", "The three countries took part."), ("会议于星期三举行。", "It met on Tuesday."),
                                    ("十月三十一日举行。", "It met on October 13."), ("三项原则。", "The four principles.")])
def test_small_slips_are_told(zh, en):
    assert "differ" in verdicts(zh, en)[1]


@pytest.mark.parametrize("text, value", [("通胀率为负0.5%。", "-1/2"), ("企业税负3500亿元", "350000000000"), ("气温在零下5℃", "-5"), ("增速为-2.5%", "-5/2"), ("歼-20", None)])
def test_minus(text, value):
    assert [str(q.value) for q in parse_zh(text)] == ([value] if value else [])


def test_a_missing_sentence_is_told_once():
    table = pair_table("", "第十三届会议于3月5日举行。")
    assert list(table.zh_text) == ["3月5日"]


def test_what_is_said_twice_is_not_missing():
    assert list(pair_table("It aims at over 6 percent. Over 6 percent is enough.", "目标设定为6%以上，这已足够。").verdict) == ["same"]


@pytest.mark.parametrize("text", ["1" * 10**6, "两" * 10**6, "one " * 250_000])
def test_a_line_of_a_million_has_an_answer(text):
    for parse in (parse_en, parse_zh):
        parse(text)


@pytest.mark.parametrize("text, value", [("近一成", 10), ("下降一成", 10), ("一成的船只", 10), ("一成以上", 10), ("其中一成，", 10), ("一成不变的做法", None), ("协会一成立就出海", None), ("大功一成，", None)])
def test_one_tenth(text, value):
    assert [q.value for q in parse_zh(text)] == ([value] if value else [])
