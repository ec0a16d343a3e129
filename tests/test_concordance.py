"""Concordances: what is found, whatever its dress; the right words marked on the other side; pages and lines that stay whole."""
from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fa_study as fa
from fa_study.language.tokens import tokens
from fa_study.search.concordance import COLUMNS, SORTS, concordance
from fa_study.search.lines import columns, concordance_html, concordance_text, cut_left, cut_right
from fa_study.search.query import KINDS, finder, fold_pattern, plain, fold_query
from fa_study.study import Study
from fa_study.tables import InputError, new_table

EN, ZH = "The “Harbour” keeps the harbour open. Harbours grow.", "“港口”让港湾常开。"


def make(en: str = EN, zh: str = ZH, **tables: list[dict]) -> Study:
    """A study of one pair with one bead; a sentence a side, its paragraph begins with two more characters."""
    texts = {"en": en, "zh": zh}
    rows = {"articles": [{"article_id": lang, "lang": lang, "author": "A. Writer", "pair_id": "p1"} for lang in texts],
            "paragraphs": [{"article_id": k, "par_id": f"{k}.p1", "kind": "body", "text": f"一 {t}", "page": 7, "first_line": 31} for k, t in texts.items()],
            "sentences": [{"article_id": k, "par_id": f"{k}.p1", "sent_id": f"{k}.s1", "start": 2, "end": 2 + len(t), "text": t} for k, t in texts.items()],
            "beads": [{"pair_id": "p1", "bead_id": "p1.b1", "en_sents": "en.s1", "zh_sents": "zh.s1", "kind": "1-1", "score": 1, "source": "auto"}]}
    study = Study(**{name: new_table(name, found) for name, found in {**rows, **tables}.items()})
    return study.replace(tokens=tokens(study))


def link(zh: tuple[int, int], en: tuple[int, int], score: float = .9) -> dict:
    return dict(pair_id="p1", bead_id="p1.b1", zh_sent="zh.s1", zh_start=zh[0], zh_end=zh[1], en_sent="en.s1", en_start=en[0], en_end=en[1], score=score)


@pytest.mark.parametrize(("query", "lang", "hits"), [
    ("harbour", None, ["Harbour", "harbour", "Harbour"]), ("ＨＡＲＢＯＵＲ", None, ["Harbour", "harbour", "Harbour"]), ("港口", None, ["港口"]),
    ('"harbour"', None, ["“Harbour”"]), ("「港口」", None, ["“港口”"]), ("“", None, ["“", "”"]*2), ("港", "en", []), ("灣", None, ["湾"])])
def test_text_is_found_in_any_dress(query: str, lang: str | None, hits: list[str]) -> None:
    assert list(concordance(make(), query, lang=lang).hit) == hits


def test_a_word_is_a_whole_word() -> None:
    assert list(concordance(make(), "harbour", kind="word").hit) == ["Harbour", "harbour"]
    assert list(concordance(make(), "the harbour", kind="word").start) == [20]
    assert len(concordance(make(), "港", kind="word")) == 0 < len(concordance(make(), "港"))


def test_without_tokens_no_word_is_looked_for() -> None:
    uncut = make().replace(tokens=new_table("tokens"))
    with pytest.raises(InputError, match="^The study has no tokens: compare it, or fill them with "): concordance(uncut, "harbour", kind="word")
    assert len(concordance(uncut, "harbour")) == 3


def test_regular_expressions() -> None:
    assert list(concordance(make(), "harbours?", kind="regex").hit) == ["Harbour", "harbour", "Harbours"]
    assert list(concordance(make(), "港[口灣]", kind="regex").hit) == ["港口", "港湾"]
    assert set(concordance(make(), r"\p{P}", kind="regex").lang) == {"en", "zh"}  # no letters: both languages
    assert len(concordance(make(), "z*", kind="regex")) == 0


def test_every_row_leads_back_to_its_words() -> None:
    found = concordance(make(), "harbour", context=5)
    for row in found.itertuples():
        assert EN[row.start:row.end] == row.hit and f"一 {EN}"[row.start + 2:].startswith(row.hit + row.right)
        assert (row.counterpart, row.page, row.line, row.author) == (ZH, 7, 31, "A. Writer")
    assert found.left[0] == " The “"[-5:] and list(found.columns) == list(COLUMNS)


def test_rendering_comes_from_the_formulations_before_the_links() -> None:
    links = [link((1, 3), (5, 12)), link((5, 7), (24, 31), .8)]
    term = {"pair_id": "p1", "bead_id": "p1.b1", "zh_term": "港口", "en_rendering": "the harbour", "kind": "tifa", "verdict": "usual"}
    place = {"zh_sent": "zh.s1", "zh_start": 1, "zh_end": 3, "en_sent": "en.s1", "en_start": 20, "en_end": 31}
    seen = {name: concordance(make(links=links, terms=terms), "港口") for name, terms in
            [("links", []), ("bare", [term]), ("placed", [{**term, **place}]), ("elsewhere", [{**term, **place, "zh_start": 5}]),
             ("dropped", [{**term, "en_rendering": "", "verdict": "dropped"}])]}
    assert {name: table.rendering[0] for name, table in seen.items()} == {
        "links": "Harbour", "bare": "the harbour", "placed": "the harbour", "elsewhere": "Harbour", "dropped": ""}
    assert seen["links"].rendering_start[0] == 5 and seen["placed"].rendering_start[0] == 20 and seen["dropped"].rendering_start.isna()[0]
    back = concordance(make(terms=[{**term, **place}]), "The Harbour", kind="term")
    assert list(back.rendering) == ["港口"] and list(back.start) == [20]
    assert len(concordance(make(terms=[{**term, **place}]), "Harbour", kind="term")) == 0


def test_a_stray_link_does_not_stretch_the_rendering() -> None:
    links = [link((1, 3), (0, 3), .3), link((1, 3), (38, 46), .9)]
    assert concordance(make(links=links), "港口").rendering[0] == "Harbours"
    assert concordance(make(links=links[:1]), "港口").rendering[0] == "The" and concordance(make(), "港口").rendering[0] == ""


def test_sides_of_several_sentences() -> None:
    study = make(en="One. Two.", zh="一。二。", sentences=[
        {"article_id": k, "par_id": f"{k}.p1", "sent_id": f"{k}.{n}", "start": 2, "end": 3, "text": t}
        for k, texts in (("en", ["One.", "Two."]), ("zh", ["一。", "二。"])) for n, t in enumerate(texts)],
        beads=[{"pair_id": "p1", "bead_id": "p1.b1", "en_sents": "en.0 en.1", "zh_sents": "zh.0 zh.1", "kind": "2-2"}],
        links=[{**link((0, 1), (0, 3)), "zh_sent": "zh.1", "en_sent": "en.1"}])
    row = concordance(study, "二").iloc[0]
    assert (row.counterpart, row.rendering, row.rendering_start) == ("One. Two.", "Two", 5)
    assert concordance(study, "two").counterpart[0] == "一。二。"


def test_orders() -> None:
    study = make(en="red lamp beta. Old lamp alpha. a red, lamp – alpha", zh="")
    hits = {sort: list(concordance(study, "lamp", sort=sort).start) for sort in SORTS}
    assert hits == {"text": [4, 19, 38], "left": [19, 38, 4], "right": [38, 19, 4], "rendering": [4, 19, 38]}


def test_without_beads_or_paragraphs() -> None:
    study = make(beads=[], paragraphs=[])
    found = concordance(study, "harbour", context=4)
    assert set(found.counterpart) == {""} and list(found.right) == ["” ke", " ope", "s gr"] and found.page.isna().all()
    assert set(found.pair_id) == {"p1"} and "–" in concordance_text(found)
    assert len(concordance(Study(), "x")) == 0


@pytest.mark.parametrize(("options", "message"), [
    ({"query": ""}, "The query is empty: give a word, a phrase or a regular expression."),
    ({"query": " \n"}, "The query is empty: give a word, a phrase or a regular expression."),
    ({"query": "[a", "kind": "regex"}, "The regular expression '[a' cannot be read: unterminated character set, at character 3."),
    ({"query": "a", "kind": "words"}, "The kind of query 'words' is unknown: use one of text, regex, word, term."),
    ({"query": "a", "lang": "de"}, "The language 'de' is unknown: use en or zh, or leave it out."),
    ({"query": "a", "sort": ""}, "The order '' is unknown: use one of text, left, right, rendering."),
    ({"query": "a", "context": -2}, "The context of -2 characters is below zero: give 0 or more.")])
def test_mistakes_are_one_sentence(options: dict, message: str) -> None:
    with pytest.raises(InputError) as e: concordance(make(), **options)
    assert str(e.value) == message


@given(st.text(max_size=30), st.text(min_size=1, max_size=4))
def test_folding_keeps_places(text: str, query: str) -> None:
    folded, back = fold_query(text)
    assert len(back) == len(folded) + 1 and back == sorted(back) and len(fold_pattern(text)) == len(text)
    if not query.strip(): return
    for a, b in finder(query)(text):
        assert 0 <= a < b <= len(text) and plain(query) in plain(text[a:b])


@given(st.text(alphabet="aé港“ \u0301Ａ", max_size=20), st.integers(0, 12))
def test_cuts_fit(text: str, width: int) -> None:
    assert columns(cut_left(text, width)) == width >= columns(cut_right(text, width)) and text.startswith(cut_right(text, width))
    assert text.endswith(cut_left(text, width).lstrip(" "))


def test_lines_stand_below_one_another() -> None:
    links = [link((1, 3), (5, 12))]
    lines = concordance_text(concordance(make(links=links), "港口"), width=80).splitlines()
    assert lines[0] == "1 hit in 1 text" and lines[2].startswith("p. 7, line 31  ") and lines[3].lstrip().startswith("p1.b1")
    assert columns(lines[2].partition("[")[0]) == columns(lines[3].partition("[")[0]) and "[港口]" in lines[2] and "[Harbour]" in lines[3]


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ 7*7 }} \x1b[31m \ud800 \u202e gpj\n\t&lt;'


def test_hostile_text_stays_text() -> None:
    study = make(en=HOSTILE, zh=HOSTILE, articles=[{"article_id": k, "lang": k, "author": HOSTILE, "pair_id": HOSTILE} for k in ("en", "zh")])
    for kind in KINDS: concordance(study, "<script>", kind=kind)
    found = concordance(study, "img", lang="en")
    page, text = concordance_html(found, title=HOSTILE), concordance_text(found)
    assert "<script" not in page and "<img" not in page and "49" not in page and page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\ud800]", page + text.replace("\n", ""))
    assert len(text.splitlines()) == 4


def test_a_page_shows_its_marks_and_fits(browser, tmp_path: Path) -> None:
    path = tmp_path/"page.html"
    path.write_text(concordance_html(concordance(make(links=[link((1, 3), (5, 12))]), "港口"), title="港口"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 600})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    assert page.title() == "港口: 1 hit" and page.locator("mark").all_inner_texts() == ["港口", "Harbour"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360 and faults == []
    page.close()


def test_on_a_real_journal(corpus: Path) -> None:
    study = fa.parse(*[path for path in sorted(corpus.iterdir()) if os.path.getsize(path) > 200_000])
    found = concordance(study, "命運共同體", sort="left")
    assert len(found) == sum(t.count("命运共同体") for t in study.sentences.text) > 20
