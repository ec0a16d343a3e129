"""The reader in a real browser: keys, pointer, filters, search, concordance, corrections, hostile documents, no way out of the page."""
from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import fa_study as fa
import pandas as pd
import pytest
from fa_study.corrections.verdicts import correct_verdicts
from fa_study.rhetoric.fates import fates
from fa_study.wording.grid import study_grids
from fa_study.page.data import page_data
from fa_study.page.marks import bead_marks
from fa_study.corrections.beads import correct_beads
from fa_study.study import Study
from fa_study.tables import new_table
from fa_study.page.report import report_html
from fa_study.corrections.sheet import read_corrections
from playwright.sync_api import Browser, Locator, Page, expect
from test_report import EVIL, evil_study

Open = Callable[..., Page]
SIMPLIFIED, TRADITIONAL = "开放", "開放"
FILTERS = ("attention", "numbers", "names", "terms", "shifts", "gaps", "devices", "fates")


@pytest.fixture(scope="module")
def study() -> Study:
    compared = fa.compare(fa.sample())
    return compared if len(compared.fates) else compared.replace(fates=fates(compared, grids=study_grids(compared)))


@pytest.fixture(scope="module")
def page_file(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page")/"report.html"
    path.write_text(report_html(study, lang="en"), encoding="utf-8")
    return path


@pytest.fixture
def open_page(browser: Browser, page_file: Path) -> Iterator[Open]:
    """Opens the page of the sample, or another; at the end no page may have complained, asked for anything or shown a dialog."""
    contexts, said = [], []

    def opened(path: Path = page_file, *, at: str = "#read", width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith((path.as_uri(), "data:image/", "blob:")) else said.append(request.url))
        page.goto(path.as_uri() + at)
        if options.get("java_script_enabled", True) and path.name != "notebook.html": page.wait_for_selector("html.ready")
        return page

    yield opened
    for context in contexts: context.close()
    assert said == []


def texts(found: Locator) -> list[str]:
    return found.evaluate_all("nodes => nodes.map(node => node.textContent)")


def current(page: Page) -> str:
    """The id of the current bead, which holds the focus."""
    return page.evaluate("document.activeElement.closest('.bead')?.id ?? ''")


def search(page: Page, query: str) -> None:
    page.fill("[name=query]", query)
    page.dispatch_event("[name=query]", "change")  # as leaving the field does: at once, not after a pause in typing


AGREES = ("same", "usual", "kept", "implied")


def rows_of(study: Study, name: str, *, all_of_them: bool = False) -> list[list]:
    """The rows that a filter is about: those that differ, or all."""
    return [row for row in page_data(study)["rows"] if row[0] == name and (all_of_them or (row[4] or row[3]) not in AGREES)]


def beads_of(study: Study, name: str, *, all_of_them: bool = False) -> set[str]:
    """The beads that a filter has to show, counted in the tables."""
    beads = page_data(study)["beads"]
    return {beads[n][0] for row in rows_of(study, name, all_of_them=all_of_them) for n in row[2]}


# Opening -------------------------------------------------------------------------------------------------------------

def test_opens_with_all_beads_in_reading_order(open_page: Open, study: Study) -> None:
    page = open_page()
    assert page.locator(".bead").evaluate_all("nodes => nodes.map(node => node.id)") == study.beads.bead_id.tolist()
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    for bead in study.beads.itertuples():
        for side, ids in ((".zh", bead.zh_sents), (".en", bead.en_sents)):
            shown = texts(page.locator(f"[id='{bead.bead_id}'] {side} .s"))
            assert shown == [text[i] for i in ids.split()]
    assert page.locator("#read").is_visible() and not page.locator("#study").is_visible()


def test_headings_and_languages_are_marked(open_page: Open, study: Study) -> None:
    page = open_page()
    kinds = dict(zip(study.paragraphs.par_id, study.paragraphs.kind))
    headings = {s.sent_id for s in study.sentences.itertuples() if kinds[s.par_id] == "heading"}
    aligned = set(" ".join(study.beads.en_sents + " " + study.beads.zh_sents).split())
    shown = page.locator(".cell [role=heading] .s").evaluate_all("nodes => nodes.map(node => node.dataset.s)")
    assert set(shown) <= headings & aligned and len(shown) > .9*len(headings & aligned)  # a bead may join a heading to a sentence
    langs = page.locator(".bead .s").evaluate_all("nodes => nodes.map(node => [node.dataset.s, node.lang])")
    article = dict(zip(study.articles.article_id, study.articles.lang))
    of = dict(zip(study.sentences.sent_id, study.sentences.article_id))
    assert langs and all(article[of[s]] == lang for s, lang in langs)


def test_an_address_opens_at_its_bead(open_page: Open) -> None:
    page = open_page(at="#pair2.b30")
    expect(page.locator("[id='pair2.b30']")).to_be_focused()
    assert page.locator("[id='pair2.b30']").evaluate("node => { const r = node.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")


def test_places_are_those_of_the_paragraphs(open_page: Open, study: Study) -> None:
    page = open_page()
    bead = study.beads[study.beads.bead_id == "pair1.b3"].iloc[0]
    par = dict(zip(study.sentences.sent_id, study.sentences.par_id))
    rows = study.paragraphs.set_index("par_id")
    own = [rows.loc[par[ids.split()[0]]] for ids in (bead.zh_sents, bead.en_sents)]
    page.click("[id='pair1.b3'] .en p")
    zh, en = (f"p. {p.page}, lines {p.first_line}–{p.last_line}" for p in own)
    assert page.inner_text(".panel .places") == f"Chinese {zh}; English {en}"


# Keys ----------------------------------------------------------------------------------------------------------------

def test_keys_walk_from_bead_to_bead(open_page: Open) -> None:
    page = open_page()
    walked = []
    for key in ("j", "j", "ArrowDown", "k", "ArrowUp", "k", "k"):
        page.keyboard.press(key)
        walked.append(current(page))
    assert walked == [f"pair1.b{n}" for n in (1, 2, 3, 2, 1, 1, 1)]
    assert page.locator(".bead[tabindex='0']").evaluate_all("nodes => nodes.map(node => node.id)") == ["pair1.b1"]


def test_tab_stops_at_one_bead(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.focus("[data-do=help]")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.classList.contains('bead') ? document.activeElement.id : ''"))
    assert "pair1.b2" in reached and {r for r in reached if r} == {"pair1.b2"}


def test_keys_search_help_and_leave(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "query"
    page.keyboard.type("jkn?")  # keys in a field are letters
    assert page.input_value("[name=query]") == "jkn?"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog.help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog.help").is_visible()


def test_keys_walk_along_the_marked_items(open_page: Open, study: Study) -> None:
    page = open_page()
    first = [b for b in study.beads.bead_id if b in beads_of(study, "attention")]
    walked = []
    for key in "nnp":
        page.keyboard.press(key)
        walked.append(current(page))
    assert walked == [first[0], first[1], first[0]]  # without a filter: where to look first
    page.click("[data-filter=numbers]")
    page.keyboard.press("n")
    assert page.inner_text(".status").startswith("1 of ") or " of " in page.inner_text(".status")
    assert page.locator("mark.at").count() >= 1 and page.locator(".panel li.at").count() == 1


# Pointer -------------------------------------------------------------------------------------------------------------

def linked_word(study: Study) -> tuple[str, str, str]:
    """A bead, an English word in it that has one link, and its Chinese word."""
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    links = study.links
    lone = links[(links.groupby(["en_sent", "en_start"]).bead_id.transform("size") == 1) & (links.groupby(["zh_sent", "zh_start"]).bead_id.transform("size") == 1)]
    link = next(x for x in lone.itertuples() if x.en_end - x.en_start > 4 and text[x.en_sent].count(text[x.en_sent][x.en_start:x.en_end]) == 1)
    return link.bead_id, text[link.en_sent][link.en_start:link.en_end], text[link.zh_sent][link.zh_start:link.zh_end]


def test_a_word_shows_its_counterpart(open_page: Open, study: Study) -> None:
    bead, en, zh = linked_word(study)
    page = open_page(at=f"#{bead}")
    word = page.locator(f"[id='{bead}'] .en .w", has_text=re.compile(f"^{re.escape(en)}$"))
    word.hover()
    assert sorted(texts(page.locator(".aligned"))) == sorted([en, zh])
    page.mouse.move(2, 2)
    page.locator("h1").hover()
    page.focus(f"[id='{bead}']")
    for _ in range(200):
        page.keyboard.press("ArrowRight")
        if page.evaluate("document.activeElement.textContent") == en: break
    assert sorted(texts(page.locator(".aligned"))) == sorted([en, zh])
    assert page.inner_text(".status") == f"{en} ↔ {zh}"  # for those who do not see the marks


def test_a_tap_shows_the_counterpart(open_page: Open, study: Study) -> None:
    bead, en, zh = linked_word(study)
    page = open_page(at=f"#{bead}", width=360, height=800, has_touch=True, is_mobile=True)
    page.locator(f"[id='{bead}'] .en .w", has_text=re.compile(f"^{re.escape(en)}$")).tap()
    assert sorted(texts(page.locator(".aligned"))) == sorted([en, zh])


def test_hover_and_focus_mark_both_sides_of_a_bead(open_page: Open) -> None:
    page = open_page()
    ground = "node => getComputedStyle(node).backgroundColor"
    bead = page.locator("[id='pair1.b4']")
    plain = bead.evaluate(ground)
    bead.locator(".zh").hover()
    assert bead.evaluate(ground) != plain
    page.locator("h1").hover()
    assert bead.evaluate(ground) == plain
    page.focus("[id='pair1.b4']")
    assert bead.evaluate(ground) != plain and bead.locator(".zh, .en").count() == 2


# Filters -------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_shows_the_beads_that_have_it(open_page: Open, study: Study, name: str) -> None:
    page = open_page()
    button = page.locator(f"[data-filter={name}]")
    n = len(rows_of(study, name))
    assert button.get_attribute("aria-pressed") == "false" and button.locator(".count").inner_text() == f"{n:,}"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    shown = page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")
    assert set(shown) == beads_of(study, name)
    assert page.inner_text(".status") == f"{n:,} item{'s' if n != 1 else ''} in {len(shown):,} of {len(study.beads):,} beads"
    page.click("[data-do=all]")
    assert page.locator(".bead:not([hidden])").count() == len(study.beads)
    button.click()
    if name not in ("numbers", "names", "terms", "gaps"): expect(page.locator(f".texts mark.{name}")).to_have_count(0)  # off the screen when there is time


def test_only_what_differs_is_marked_unasked(open_page: Open, study: Study) -> None:
    page = open_page()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    marked = set(texts(page.locator(".texts mark.numbers")))
    differ = study.numbers[~study.numbers.verdict.isin(AGREES)]
    assert marked and all(any(m in words for words in [*differ.zh_text, *differ.en_text]) for m in marked)
    assert page.locator(".texts :is(mark.devices, mark.fates, mark.shifts)").count() == 0
    page.click("[data-filter=numbers]")
    few = page.locator(".bead:not([hidden])").count()
    page.click("[data-do=same]")
    assert set(page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")) == beads_of(study, "numbers", all_of_them=True)
    assert page.locator(".bead:not([hidden])").count() > few


def test_a_filter_says_why_without_a_click(open_page: Open, study: Study) -> None:
    row = study.numbers[study.numbers.verdict == "differ"].iloc[0]
    page = open_page()
    page.click("[data-filter=numbers]")
    expect(page.locator(f"[id='{row.bead_id}'] .why")).to_contain_text(f"{row.zh_text} – {row.en_text}: differ")
    page.click("[data-filter=numbers]")
    expect(page.locator(".why")).to_have_count(0)


@pytest.mark.parametrize("name", ["numbers", "names", "terms", "shifts", "devices", "fates"])
def test_a_filter_marks_the_exact_words(open_page: Open, study: Study, name: str) -> None:
    page = open_page()
    page.click(f"[data-filter={name}]")
    page.click("[data-do=same]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # marks what is off the screen, too
    shown = page.locator(".bead .s").evaluate_all(
        "(nodes, name) => Object.fromEntries(nodes.map(node => [node.dataset.s, Array.from(node.querySelectorAll('mark.' + name), m => m.textContent).join('')]))", name)
    covered: dict[str, set[int]] = {}
    for mark in bead_marks(study):
        if mark.filter == name:
            for sent, start, end in mark.spans: covered.setdefault(sent, set()).update(range(start, end))
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    assert sum(map(len, covered.values())) > 100
    for sent, marked in shown.items():
        assert marked == "".join(c for i, c in enumerate(text[sent]) if i in covered.get(sent, ()))


def test_marks_are_more_than_colour(open_page: Open) -> None:
    page = open_page()
    page.click("[data-filter=numbers]")
    page.click("[data-filter=names]")
    line = "node => { const s = getComputedStyle(node); return [s.textDecorationLine, s.textDecorationStyle] }"
    numbers, names = (page.locator(f"mark.{name}[data-letter]").first for name in ("numbers", "names"))
    assert [numbers.evaluate(line), names.evaluate(line)] == [["underline", "double"], ["underline", "dotted"]]
    assert [m.get_attribute("data-letter") for m in (numbers, names)] == ["N", "P"]
    assert numbers.evaluate("node => getComputedStyle(node, '::before').content") == '"N" / ""'  # seen, not read out between the words


def test_words_under_two_marks_have_both(open_page: Open, tmp_path: Path) -> None:
    text = "The old lamp of the harbour is lit."
    spans = {"lamp of the": "metaphor", "old lamp": "tricolon"}
    study = Study(articles=new_table("articles", [{"article_id": lang, "lang": lang, "pair_id": "p"} for lang in ("en", "zh")]),
                  sentences=new_table("sentences", [{"article_id": "en", "sent_id": "s1", "text": text}, {"article_id": "zh", "sent_id": "s2", "text": "灯𠮷亮了。"}]),
                  beads=new_table("beads", [{"pair_id": "p", "bead_id": "p.b1", "en_sents": "s1", "zh_sents": "s2", "kind": "1-1"}]),
                  devices=new_table("devices", [{"article_id": "en", "lang": "en", "sent_ids": "s1", "device": d, "span": s} for s, d in spans.items()]),
                  terms=new_table("terms", [{"pair_id": "p", "bead_id": "p.b1", "zh_term": "亮了", "en_rendering": "lamp", "kind": "tifa", "verdict": "variant"}]))
    path = tmp_path/"page.html"
    path.write_text(report_html(study, lang="en"), encoding="utf-8")
    page = open_page(path)
    page.click("[data-filter=devices]")
    page.click("[data-filter=terms]")
    assert "".join(texts(page.locator("mark.devices"))) == "old lamp of the" and texts(page.locator("mark.terms")) == ["亮了", "lamp"]
    assert texts(page.locator("mark.devices mark, mark.terms mark")) == ["lamp"]
    page.click("[data-facet=kind][data-value=metaphor]")
    assert "".join(texts(page.locator("mark.devices"))) == "lamp of the"
    assert texts(page.locator(".s")) == ["灯𠮷亮了。", text]


def test_filters_narrow_by_what_the_rows_say(open_page: Open, study: Study) -> None:
    page = open_page()
    page.click("[data-filter=numbers]")
    page.click("[data-facet][data-value=differ]")
    shown = page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")
    assert set(shown) == set(study.numbers.bead_id[study.numbers.verdict == "differ"])
    page.click("[data-filter=devices]")  # a second filter adds beads
    page.click("[data-facet=kind][data-value=anaphora]")
    ids = " ".join(study.devices.sent_ids[study.devices.device == "anaphora"]).split()
    anaphora = {b.bead_id for b in study.beads.itertuples() if set(f"{b.en_sents} {b.zh_sents}".split()) & set(ids)}
    assert set(page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")) == set(shown) | anaphora


def test_details_say_what_the_tables_say(open_page: Open, study: Study) -> None:
    row = study.numbers[study.numbers.verdict == "differ"].iloc[0]
    page = open_page(at=f"#{row.bead_id}")
    entry = page.locator(".panel .numbers li", has_text=row.zh_text)
    said = entry.inner_text()
    assert row.en_text in said and "differ" in said and f"{row.zh_value} / {row.en_value}" in said
    reasons = study.attention.reasons[study.attention.bead_id == row.bead_id].iloc[0]
    assert reasons in page.inner_text(".panel .attention")
    fate = study.fates[(study.fates.bead_id == row.bead_id)]
    for usual in page.locator(".panel .fates summary").all():  # what is the same or usual is folded
        usual.click()
    assert all(f.counterpart in page.inner_text(".panel .fates") for f in fate.itertuples())


def test_where_to_look_first_leads_to_the_bead(open_page: Open, study: Study) -> None:
    page = open_page()
    page.click("nav a[href='#first']")
    assert page.locator("#first .item").count() == len(study.attention)
    entry = page.locator("#first .item").nth(2)
    assert study.attention.reasons.iloc[2] in entry.inner_text()
    entry.locator("a").click()
    assert current(page) == study.attention.bead_id.iloc[2] and page.locator("#read").is_visible()
    assert page.evaluate("location.hash") == f"#{study.attention.bead_id.iloc[2]}"


def test_the_queue_shows_both_renderings_and_marks_their_words(open_page: Open, study: Study) -> None:
    page = open_page(at="#first")
    first = study.attention.iloc[0]
    bead = study.beads[study.beads.bead_id == first.bead_id].iloc[0]
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    item = page.locator("#first .item").first
    shown = item.locator(".both").inner_text()
    assert all(text[sent] in shown.replace("\n", "") for sent in f"{bead.zh_sents} {bead.en_sents}".split())
    assert all(words in first.reasons for words in texts(item.locator("mark"))) and item.locator("mark").count() >= 2
    assert " p. " in item.inner_text() and page.inner_text("#first .progress").startswith("1 of ")
    lists = page.locator("#first .named ul").evaluate_all("lists => lists.map(list => [...list.children].map(row => row.textContent))")
    assert lists and all(len(rows) == len(set(rows)) for rows in lists), "a finding is told twice"


def test_the_queue_is_decided_by_keys_and_saved(open_page: Open, study: Study) -> None:
    page = open_page(at="#first")
    n = len(study.attention)
    for key in "jka":  # on, back, accept
        page.keyboard.press(key)
    assert page.inner_text("#first .progress") == f"2 of {n} · 1 decided"
    page.keyboard.press("r")
    assert page.inner_text("#first .progress") == f"3 of {n} · 2 decided"
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.closest('.item').dataset.n") == "3"
    rows = saved(page)
    assert [(r["table"], r["where"], r["decision"]) for r in rows] == [("attention", bead, how) for bead, how in zip(study.attention.bead_id, ("accept", "reject"))]
    assert page.inner_text(".then code") == "fa-study run --corrections corrections.tsv --out corrected" and page.locator(".then").is_visible()


def test_kinds_and_spans_are_changed(open_page: Open, study: Study) -> None:
    row = study.names[study.names.verdict != "same"].iloc[0]
    page = open_page(at=f"#{row.bead_id}")
    page.click("[data-do=correct]")
    entry = page.locator(".panel .names li", has_text=row.zh_name).first
    entry.locator("[data-decide=change]").click()
    entry.locator(".which").select_option(label="kind")
    entry.locator(".value input").fill("vessel")
    cells, = saved(page)
    assert (cells["field"], cells["was"], cells["value"]) == ("kind", row.kind, "vessel")
    entry.locator(".which").select_option(label="Chinese words")
    entry.locator(".value input").fill("没有这些字")
    assert entry.locator(".value input").get_attribute("aria-invalid") == "true" and page.locator("[data-do=save]").is_disabled()
    entry.locator(".value input").fill(row.zh_name[1:])
    cells, = saved(page)
    assert (cells["field"], cells["was"], cells["value"]) == ("zh_name", row.zh_name, row.zh_name[1:])


# Overview ------------------------------------------------------------------------------------------------------------

def test_the_page_opens_on_an_overview(open_page: Open, study: Study) -> None:
    page = open_page(at="")
    assert page.locator("#overview").is_visible() and not page.locator("#read").is_visible() and not page.locator(".bar").is_visible()
    assert page.locator(".place-first").count() == 5 and 3 <= page.locator(".findings li").count() <= 5
    differ = study.numbers[study.numbers.verdict == "differ"].iloc[0]
    assert {differ.zh_text, differ.en_text} <= set(texts(page.locator(".place-first").first.locator("mark")))
    assert page.locator("figure.chart").count() == 4
    page.click(".begin a >> nth=0")
    assert page.locator("#read").is_visible()


def test_a_part_of_a_figure_leads_to_its_places(open_page: Open, study: Study) -> None:
    page = open_page(at="")
    page.locator(".chart .legend a", has_text="differ").first.click()
    shown = page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")
    assert set(shown) == set(study.numbers.bead_id[study.numbers.verdict == "differ"])
    page.click("nav a[href='#overview']")
    page.locator(".chart .legend a", has_text="many to one").click()
    kinds = set(page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.dataset.kind)"))
    assert kinds and all(kind[-2:] == "-1" and kind[0] != "1" for kind in kinds)
    page.click("nav a[href='#overview']")
    page.locator(".chart svg a").first.click()
    assert current(page) in set(study.attention.bead_id)


def test_the_chinese_page_says_nothing_in_english(open_page: Open, study: Study, tmp_path: Path) -> None:
    path = tmp_path/"zh.html"
    path.write_text(report_html(study, lang="zh"), encoding="utf-8")
    page = open_page(path, at="")
    assert page.evaluate("document.documentElement.lang") == "zh"
    page.click("nav a[href='#read']")
    page.click("[data-filter=numbers]")
    page.click("nav a[href='#first']")
    for button in page.locator("button:visible").all(): assert not re.search("[a-z]{3}", button.inner_text()), button.inner_text()
    assert "数字不一致" in page.inner_text("#first .item >> nth=0")
    assert all(re.search("[\u4e00-\u9fff]", text) for text in texts(page.locator("nav.views a")))


# Search --------------------------------------------------------------------------------------------------------------

def test_traditional_finds_simplified(open_page: Open, study: Study) -> None:
    page = open_page()
    search(page, SIMPLIFIED)
    found = page.inner_text(".status")
    own = set(study.beads.bead_id[[any(SIMPLIFIED in t for t in study.sentences.text[study.sentences.sent_id.isin(ids.split())]) for ids in study.beads.zh_sents]])
    assert own and set(page.locator(".bead:not([hidden])").evaluate_all("nodes => nodes.map(node => node.id)")) == own
    search(page, TRADITIONAL)
    assert page.inner_text(".status") == found and set(texts(page.locator("mark.hit"))) == {SIMPLIFIED}


@pytest.mark.parametrize("query, hit", [("LIGHTHOUSE  accord", "Lighthouse Accord"), ("ｌｉｇｈｔｈｏｕｓｅ", "Lighthouse"), ("1,500", "1,500"), ("（2032-2036）", "(2032-2036)")])
def test_search_folds_case_width_and_signs(open_page: Open, query: str, hit: str) -> None:
    page = open_page()
    search(page, query)
    page.click("nav a[href='#concordance']")
    assert hit in texts(page.locator(".kwic .key"))


def test_regular_expressions_and_their_faults(open_page: Open) -> None:
    page = open_page()
    search(page, r"\bLight\w+")
    assert page.inner_text(".status").startswith("0 items")
    page.click("[data-do=regex]")
    expect(page.locator(".status")).not_to_contain_text(re.compile("^0 items"))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    hits = {"".join(texts(page.locator("mark.hit").first)).casefold()}
    assert hits and all(re.match(r"light", h) for h in hits)
    page.fill("[name=query]", "(light")
    page.wait_for_selector(".fault:visible")
    assert page.inner_text(".fault").startswith("This is no regular expression: ") and "press “.*”" in page.inner_text(".fault")
    page.fill("[name=query]", "((a|e|t| )+|.)+$x")  # tries more ways than there are atoms
    expect(page.locator(".fault")).to_contain_text("takes too long and was stopped", timeout=30_000)
    page.fill("[name=query]", "lights?")  # and the next one is found
    expect(page.locator(".status")).to_contain_text("items in", timeout=30_000)
    assert not page.locator(".fault").is_visible()


def test_nothing_found_says_so_and_can_be_cleared(open_page: Open, study: Study) -> None:
    page = open_page()
    search(page, "zzzz")
    assert page.locator(".nothing").is_visible() and page.locator(".bead:not([hidden])").count() == 0
    page.click("[data-do=clear]")
    assert page.locator(".bead:not([hidden])").count() == len(study.beads) and page.input_value("[name=query]") == ""


def test_concordance_shows_hits_beside_their_renderings(open_page: Open, study: Study) -> None:
    page = open_page()
    search(page, "共同")
    page.click("nav a[href='#concordance']")
    keys = texts(page.locator(".kwic .key"))
    assert keys and set(keys) == {"共同"}
    assert len(keys) == sum(s.text.count("共同") for s in study.sentences.itertuples() if s.sent_id in " ".join(study.beads.zh_sents).split())
    renderings = texts(page.locator(".kwic .counterpart"))
    assert any("common" in r for r in renderings) and "common" in texts(page.locator("mark.rendering"))
    text = " ".join(study.sentences.text)
    for left, right in zip(texts(page.locator(".kwic td.left")), texts(page.locator(".kwic td.right"))):
        assert f"{left.lstrip('…')}共同{right.rstrip('…')}" in text


def test_the_concordance_marks_whole_renderings_as_the_package_does(open_page: Open, study: Study) -> None:
    page = open_page(at="#concordance")
    words = study.terms[study.terms.en_rendering.str.contains(" ")].zh_term.value_counts().index[0]
    page.fill("[name=words]", words)
    page.dispatch_event("[name=words]", "change")
    wanted = fa.concordance(study, words)
    wanted = wanted[wanted.bead_id != ""]
    shown = [row.locator("mark.rendering").all_text_contents() for row in page.locator(".kwic tbody tr").all()]
    assert [words_of[0] if words_of else "" for words_of in shown] == wanted.rendering.tolist() and any(" " in r for r in wanted.rendering)
    assert texts(page.locator(".kwic .author")) == wanted.author.tolist()
    counts = wanted.rendering[wanted.rendering != ""].str.casefold().value_counts()
    top = page.locator(".renderings button").first
    assert int(top.locator(".count").inner_text()) == counts.iloc[0]
    top.click()
    assert page.locator(".kwic tbody tr").count() == counts.iloc[0]
    with page.expect_download() as download: page.click("[data-do=csv]")
    saved_lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert saved_lines[0].startswith('"bead_id","article","author","page"') and len(saved_lines) == 1 + counts.iloc[0]
    page.click("nav a[href='#read']")
    assert page.locator(".bead:not([hidden])").count() == len(study.beads)  # its hits are no filter


@pytest.mark.parametrize("by", ["left", "right", "rendering"])
def test_concordance_sorts(open_page: Open, by: str) -> None:
    page = open_page()
    search(page, "Lantern Sea")
    page.click("nav a[href='#concordance']")
    page.select_option("[name=sort]", by)
    if by == "rendering": heads = ["".join(texts(row.locator("mark.rendering"))) for row in page.locator(".kwic tbody tr").all()]
    else: heads = [(cell.split() or [""])[-1 if by == "left" else 0].casefold() for cell in texts(page.locator(f".kwic td.{by}"))]
    plain = [h for h in heads if h.isalpha()]  # what has no rendering stands last
    assert len(set(plain)) > 1 and (plain == sorted(plain) or by == "rendering" and len(set(plain)) == sum(a != b for a, b in zip(["", *plain], plain)))


def test_a_line_of_the_concordance_leads_to_its_bead(open_page: Open) -> None:
    page = open_page()
    search(page, "Lighthouse")
    page.click("nav a[href='#concordance']")
    link = page.locator(".kwic tbody a").nth(3)
    bead = link.inner_text()
    link.click()
    assert current(page) == bead


# Copying, themes, widths, print --------------------------------------------------------------------------------------

def test_copy_gives_both_renderings_with_their_place(open_page: Open, study: Study) -> None:
    page = open_page(at="#pair1.b4", permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-do=copy]")
    expect(page.locator(".status")).to_contain_text("Copied")
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    bead = study.beads[study.beads.bead_id == "pair1.b4"].iloc[0]
    zh, zh_source, en, en_source, place = page.evaluate("navigator.clipboard.readText()").split("\n")
    sides = study.pairs()["pair1"]
    assert zh_source.startswith(f"{sides['zh'].author}：《{sides['zh'].title}》，Lantern Sea Review·Autumn 2031，第")
    assert en_source.startswith(f"{sides['en'].author}, “{sides['en'].title}”, Lantern Sea Review·Autumn 2031, p")
    assert [zh, en] == [text[bead.zh_sents], text[bead.en_sents]] and re.fullmatch(r"\[pair1\.b4; Chinese p\. \d+, lines .+; English p\. \d+, lines .+\]", place)


def test_copy_without_the_clipboard_interface(open_page: Open) -> None:
    page = open_page(at="#pair1.b4", permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.keyboard.press("c")
    expect(page.locator(".status")).to_contain_text("Copied")
    assert "[pair1.b4; " in page.evaluate("navigator.clipboard.readText()")


def test_light_and_dark(open_page: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page(color_scheme="light"), open_page(color_scheme="dark")
    assert light.evaluate(ground) != dark.evaluate(ground)
    light.click("[data-do=theme]")
    assert light.evaluate(ground) == dark.evaluate(ground)
    light.click("[data-do=theme]")
    assert light.evaluate(ground) != dark.evaluate(ground)


@pytest.mark.parametrize("view", ["overview", "read", "first", "concordance", "study"])
def test_no_sideways_scrolling_on_a_narrow_screen(open_page: Open, view: str) -> None:
    page = open_page(width=360, height=800)
    search(page, "lighthouse")
    page.click(f"nav a[href='#{view}']")
    if view == "read":  # the text is in sight, not the controls
        assert page.locator(".title.zh").first.bounding_box()["y"] < 260 and not page.locator(".filters").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if view == "read":
        boxes = [page.locator(f"[id='pair1.b2'] .{lang}").bounding_box() for lang in ("zh", "en")]
        assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]  # one below the other
        page.locator("[id='pair1.b2'] .no").click()
        assert page.locator(".panel .body").is_visible()
        page.click("[data-do=panel]")
        assert not page.locator(".panel .body").is_visible() and page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_shows_the_text_and_its_marks_alone(open_page: Open) -> None:
    page = open_page()
    page.click("[data-filter=numbers]")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".texts mark.numbers").last.is_visible()
    assert not [b for b in page.locator("button, input, nav, aside").all() if b.is_visible()]
    shown = page.locator(".bead:not([hidden])").first
    zh, en = (shown.locator(f".{lang}").first.bounding_box() for lang in ("zh", "en"))
    assert zh["x"] + zh["width"] <= en["x"] and abs(zh["y"] - en["y"]) < 2


def test_everything_can_be_read_without_scripts(open_page: Open, study: Study) -> None:
    page = open_page(java_script_enabled=False)
    shown = page.locator("body").inner_text()
    aligned = study.sentences[study.sentences.sent_id.isin(" ".join(study.beads.en_sents + " " + study.beads.zh_sents).split())]
    folded = re.sub(r"\s+", " ", shown)
    assert all(re.sub(r"\s+", " ", text) in folded for text in aligned.text)
    assert all(reasons in shown for reasons in study.attention.reasons[:5]) and study.documents.sha256.iloc[0] in shown
    assert not page.locator("button:visible, input:visible, select:visible").count()


def test_controls_have_names_and_landmarks_are_there(open_page: Open) -> None:
    page = open_page(at="#pair1.b4")
    page.click("[data-do=correct]")
    nameless = page.locator("button, input, select").evaluate_all(
        "nodes => nodes.filter(n => !(n.getAttribute('aria-label') || n.textContent.trim() || n.closest('label')?.textContent.trim())).map(n => n.outerHTML)")
    assert nameless == []
    assert page.locator("main").count() == page.locator("header.page").count() == page.locator("nav[aria-label]").count() == 1
    assert page.locator("[role=status]").count() >= 1 and page.locator("[role=search][aria-label]").count() == 2  # of the texts, and the concordance's own
    assert page.locator("aside[aria-label]").count() == 1 and page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("width, scheme", [(1300, "light"), (1300, "dark"), (360, "light"), (360, "dark")])
def test_axe_finds_no_violation(open_page: Open, width: int, scheme: str) -> None:
    package = pytest.importorskip("axe_playwright_python")  # brings axe-core (MPL-2.0)
    axe = Path(package.__file__).parent/"axe.min.js"
    page = open_page(at="", width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(axe.read_text(encoding="utf-8"))
    for view in ("overview", "read", "first", "concordance", "study", "show?filter=terms"):
        page.evaluate(f"location.hash = '#{view}'")
        page.wait_for_timeout(150)
        if view == "concordance":
            page.fill("[name=words]", "灯塔")
            page.dispatch_event("[name=words]", "change")
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
        assert [(view, v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []


def test_everything_is_reached_by_keys_alone(open_page: Open) -> None:
    page = open_page(at="")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.getAttribute('href') ?? document.activeElement.dataset.do ?? '')"))
    assert {"#overview", "#read", "#first", "#concordance", "#study", "correct", "theme", "help"} <= reached
    assert any(address.startswith("#show?") for address in reached)


def test_many_texts_are_drawn_when_they_are_near(open_page: Open, study: Study, tmp_path: Path) -> None:
    many = of_many_texts(study, 12)
    path = tmp_path/"many.html"
    path.write_text(report_html(many, lang="en"), encoding="utf-8")
    page = open_page(path)
    assert 0 < page.locator(".bead").count() < len(many.beads) > 1500
    last = many.beads.bead_id.iloc[-1]
    page.evaluate(f"location.hash = '#{last}'")
    expect(page.locator(f"[id='{last}']")).to_be_focused()
    page.click("[data-filter=numbers]")
    found = beads_of(many, "numbers")
    assert page.inner_text(".status").endswith(f"{len(found):,} of {len(many.beads):,} beads")


ID_COLUMN = re.compile(r"(article|par|sent|bead|pair)_id|\w*_?sents?|sent_ids|scope_id")


def of_many_texts(study: Study, n: int) -> Study:
    """A study with its texts n times, under other ids."""
    tables = {}
    for name in ("articles", "paragraphs", "sentences", "beads", "numbers"):
        copies = []
        for k in range(n):
            table = getattr(study, name).copy()
            for column in filter(ID_COLUMN.fullmatch, table): table[column] = [" ".join(f"k{k}{i}" for i in ids.split()) for ids in table[column]]
            copies.append(table)
        tables[name] = pd.concat(copies, ignore_index=True)
    return Study(documents=study.documents, **tables)


# Corrections ---------------------------------------------------------------------------------------------------------

HEADER = "table where en_sents zh_sents en_text zh_text field was decision value note".split()


def saved(page: Page) -> list[dict[str, str]]:
    """The rows of the file that the page saves."""
    with page.expect_download() as download: page.click("[data-do=save]")
    assert download.value.suggested_filename == "corrections.tsv"
    data = Path(download.value.path()).read_bytes()
    assert b"\r" not in data and data.endswith(b"\n")
    header, *lines = data.decode("utf-8")[:-1].split("\n")
    assert header.split("\t") == HEADER
    read = read_corrections(download.value.path())  # what the command line will make of it
    rows = [dict(zip(HEADER, line.split("\t"), strict=True)) for line in lines]
    assert len(read) == len(rows) and read.decision.tolist() == [row["decision"] for row in rows]
    return rows


def test_verdicts_are_corrected_and_saved(open_page: Open, study: Study) -> None:
    row = study.numbers[study.numbers.verdict == "differ"].iloc[0]
    page = open_page(at=f"#{row.bead_id}")
    assert not page.locator(".decide").first.is_visible()
    page.click("[data-do=correct]")
    assert page.locator("[data-do=save]").is_disabled()
    entry = page.locator(".panel .numbers li", has_text=row.zh_text)
    entry.locator("[data-decide=change]").click()
    assert page.locator("[data-do=save]").is_disabled()  # a change counts once it says what to
    entry.locator(".value select").select_option("same")
    entry.get_by_label("Note").fill("=a\tslip")
    page.locator(".panel .attention [data-decide=reject]").click()
    numbers, attention = saved(page)
    reasons = study.attention.reasons[study.attention.bead_id == row.bead_id].iloc[0]
    assert numbers == dict(table="numbers", where=row.bead_id, en_sents="", zh_sents="", en_text=row.en_text, zh_text=row.zh_text, field="verdict",
                           was="differ", decision="change", value="same", note="'=a slip")
    assert attention == dict.fromkeys(HEADER, "") | dict(table="attention", where=row.bead_id, field="reasons", was=reasons, decision="reject")


@pytest.mark.parametrize("table, field", [("names", "verdict"), ("terms", "verdict"), ("shifts", "type"), ("devices", "device"), ("fates", "outcome")])
def test_each_table_names_what_is_corrected(open_page: Open, study: Study, table: str, field: str) -> None:
    marks = [mark for mark in bead_marks(study) if mark.filter == table and (mark.verdict or mark.kind) not in AGREES]
    bead_id = marks[0].beads[0]
    page = open_page(at=f"#{bead_id}")
    page.click("[data-do=correct]")
    page.locator(f".panel .{table} [data-decide=accept]:visible").first.click()
    cells, = saved(page)
    first = next((mark for mark in marks if mark.beads[0] == bead_id and (mark.verdict or mark.kind) not in AGREES))
    lang = "en" if first.en else "zh"
    assert (cells["table"], cells["field"], cells["decision"], cells["was"]) == (table, field, "accept", first.was)
    assert (cells["en_text"], cells["zh_text"]) == (first.en, first.zh)
    if table == "devices": assert cells["where"] == "" and cells[f"{lang}_sents"] == first.sents
    else: assert cells["where"] == bead_id and cells["en_sents"] == cells["zh_sents"] == ""


def test_a_saved_file_is_applied(open_page: Open, study: Study) -> None:
    row = study.numbers[study.numbers.verdict == "differ"].iloc[0]
    page = open_page(at=f"#{row.bead_id}")
    page.click("[data-do=correct]")
    entry = page.locator(".panel .numbers li", has_text=row.zh_text)
    entry.locator("[data-decide=change]").click()
    entry.locator(".value select").select_option("same")
    with page.expect_download() as download: page.click("[data-do=save]")
    corrected, told = correct_verdicts(study, read_corrections(download.value.path()))
    assert told.status.tolist() == ["applied"]
    assert (corrected.numbers.verdict != study.numbers.verdict).sum() == 1 and corrected.numbers.verdict[row.name] == "same"


def test_a_decision_can_be_taken_back(open_page: Open) -> None:
    page = open_page(at="#pair1.b3")
    page.click("[data-do=correct]")
    button = page.locator(".panel [data-decide=accept]:visible").first
    button.click()
    assert button.get_attribute("aria-pressed") == "true" and page.inner_text(".corrections .count") == "1 correction"
    button.click()
    assert button.get_attribute("aria-pressed") == "false" and page.inner_text(".corrections .count") == "0 corrections"


def test_titles_and_authors_are_corrected(open_page: Open, study: Study) -> None:
    page = open_page()
    page.click("[data-do=correct]")
    page.locator(".metadata summary").first.click()
    own = study.articles[(study.articles.pair_id == "pair1") & (study.articles.lang == "zh")].iloc[0]
    page.locator(".metadata fieldset", has_text=own.article_id).get_by_label("author").fill("陆 澄")
    cells, = saved(page)
    assert cells == dict.fromkeys(HEADER, "") | dict(table="articles", where=own.article_id, field="author", was=own.author, decision="change", value="陆 澄")


def test_an_alignment_is_corrected(open_page: Open, study: Study) -> None:
    text = dict(zip(study.sentences.sent_id, study.sentences.text))
    at = next(i for i, b in enumerate(study.beads.itertuples()) if b.kind == "2-1")
    own, after = study.beads.iloc[at], study.beads.iloc[at + 1]
    page = open_page(at=f"#{own.bead_id}")
    page.click("[data-do=correct]")
    page.click("[data-align=next][data-lang=en]")
    first, last = own.en_sents.split()
    rows = saved(page)
    assert [(r["en_sents"], r["zh_sents"]) for r in rows] == [(first, own.zh_sents), (f"{last} {after.en_sents}".strip(), after.zh_sents)]
    assert {(r["table"], r["where"], r["decision"], r["field"]) for r in rows} == {("beads", own.pair_id, "change", "")}
    assert rows[1]["en_text"] == " ".join(text[s] for s in [last, *after.en_sents.split()]) and rows[0]["zh_text"] == text[own.zh_sents]
    shown = texts(page.locator(f"[id='{after.bead_id}'] .en .s"))
    assert shown[0] == text[last]
    page.click("[data-align=restore]")
    assert page.locator("[data-do=save]").is_disabled() and texts(page.locator(f"[id='{own.bead_id}'] .en .s")) == [text[first], text[last]]


def test_a_saved_alignment_is_applied(open_page: Open, study: Study) -> None:
    page = open_page(at="#pair1.b4")
    page.click("[data-do=correct]")
    page.click("[data-align=join]")
    with page.expect_download() as download: page.click("[data-do=save]")
    corrected, told = correct_beads(study, read_corrections(download.value.path()))
    four, five = (study.beads[study.beads.bead_id == f"pair1.b{i}"].iloc[0] for i in (4, 5))
    assert told.status.tolist() == ["applied"] and len(corrected.beads) == len(study.beads) - 1
    assert f"{four.en_sents} {five.en_sents}" in set(corrected.beads.en_sents)


def test_a_date_that_is_none_is_not_kept(open_page: Open) -> None:
    page = open_page()
    page.click("[data-do=correct]")
    page.locator(".metadata summary").first.click()
    date = page.locator(".metadata fieldset").first.get_by_label("date")
    date.fill("in May")
    assert date.get_attribute("aria-invalid") == "true" and page.locator("[data-do=save]").is_disabled()
    assert page.inner_text(".status") == "Write the date as 2031-05-17, 2031-05 or 2031."
    date.fill("2031-05")
    assert date.get_attribute("aria-invalid") == "false" and saved(page)[0]["value"] == "2031-05"


def test_beads_are_joined_and_split(open_page: Open, study: Study) -> None:
    page = open_page(at="#pair1.b4")
    n = page.locator(".bead").count()
    page.click("[data-do=correct]")
    page.click("[data-align=join]")
    four, five = (study.beads[study.beads.bead_id == f"pair1.b{i}"].iloc[0] for i in (4, 5))
    assert page.locator(".bead").count() == n - 1
    row, = saved(page)
    assert (row["en_sents"], row["zh_sents"]) == (f"{four.en_sents} {five.en_sents}", f"{four.zh_sents} {five.zh_sents}")
    page.click("[data-align=split]")
    assert page.locator(".bead").count() == n and page.locator("[data-do=save]").is_disabled()  # as it was
    assert texts(page.locator(".bead .s")) and len(page.locator(".bead").evaluate_all("nodes => [...new Set(nodes.map(n => n.id))]")) == n
    numbers = page.locator("[data-pair=pair1] .bead .no").evaluate_all("nodes => nodes.map(node => Number(node.textContent))")
    assert numbers == list(range(1, len(numbers) + 1))


def test_corrections_are_still_there_when_the_page_is_opened_again(open_page: Open) -> None:
    page = open_page(at="#pair1.b4")
    page.click("[data-do=correct]")
    page.click("[data-align=join]")
    page.locator(".panel [data-decide=accept]:visible").first.click()
    before = saved(page)
    page.reload()
    page.wait_for_selector(".corrections:visible")
    assert saved(page) == before
    page.click("[data-do=discard]")
    page.click("[data-do=discard]")
    assert page.locator("[data-do=save]").is_disabled()


# Hostile documents, frames -------------------------------------------------------------------------------------------

def hostile() -> Study:
    study = evil_study()
    text = " ".join(EVIL)
    return study.replace(
        numbers=new_table("numbers", [{"pair_id": "p1", "bead_id": study.beads.bead_id[0], "en_text": text, "zh_text": text, "verdict": "<b>differ</b>"}]),
        devices=new_table("devices", [{"article_id": "aen", "lang": "en", "sent_ids": "s1", "device": "<img src=x onerror=alert(1)>", "span": text}]),
        attention=new_table("attention", [{"rank": 1, "pair_id": "p1", "bead_id": study.beads.bead_id[0], "score": .9, "reasons": text}]))


def test_a_hostile_document_stays_text(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path/"evil.html"
    path.write_text(report_html(hostile(), lang="en"), encoding="utf-8")
    page = open_page(path)
    page.keyboard.press("j")
    for name in ("numbers", "devices", "attention"): page.click(f"[data-filter={name}]")
    search(page, "alert(1)")
    page.click("nav a[href='#concordance']")
    for line in page.locator(".kwic tbody a").all()[:1]: line.click()
    page.click("[data-do=correct]")
    page.locator(".panel [data-decide=change]").first.click()
    page.locator(".metadata summary").first.click()
    page.keyboard.press("n")
    page.wait_for_timeout(300)  # whatever would run has run: the fixture sees dialogs, requests and errors
    assert page.locator("main img, .texts svg, .kwic svg, .panel :is(img, svg), script:not(head script):not(.data), [onload], [onerror], [onmouseover]").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0
    assert "<script>alert(1)</script>" in page.locator(".bead .s").first.text_content()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.locator("body").text_content())


def test_the_page_runs_no_script_but_its_own(open_page: Open, browser: Browser, page_file: Path, tmp_path: Path) -> None:
    path = tmp_path/"smuggled.html"
    path.write_text(page_file.read_text(encoding="utf-8").replace("</footer>", "</footer><script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready")
    assert page.title() != "run"  # the policy names the page's own script alone
    page.close()


def test_the_reader_works_in_a_frame(open_page: Open, study: Study, tmp_path: Path) -> None:
    path = tmp_path/"notebook.html"
    shown = fa.reader(study, pair_id="pair2", height=500)._repr_html_()
    path.write_text(f"<!doctype html><meta charset=utf-8><title>notebook</title><p>above</p>{shown}", encoding="utf-8")
    page = open_page(path)
    frame = page.frame_locator("iframe")
    frame.locator("[data-filter=numbers]").click()
    assert frame.locator(".bead:not([hidden])").count() == sum(bead.startswith("pair2.") for bead in beads_of(study, "numbers"))
    frame.locator("nav a[href='#study']").click()
    assert frame.locator("#documents").is_visible() and page.title() == "notebook"  # links stay in the frame
    frame.locator("nav a[href='#first']").click()
    frame.locator("#first .item a").first.click()
    frame.locator("[data-do=correct]").click()
    frame.locator(".panel [data-decide=accept]:visible").first.click()
    with page.expect_download() as download: frame.locator("[data-do=save]").click()
    assert len(Path(download.value.path()).read_text(encoding="utf-8").splitlines()) == 2


def test_the_frame_is_small_enough_for_a_notebook(study: Study) -> None:
    for pair_id in study.articles.pair_id[study.articles.pair_id != ""].unique():
        assert len(json.dumps(fa.reader(study, pair_id=pair_id)._repr_html_())) < 400_000
    assert html.unescape(fa.reader(study)._repr_html_().partition("srcdoc='")[2].partition("'></iframe>")[0]) == fa.reader(study).page
