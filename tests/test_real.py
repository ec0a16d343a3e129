"""The two real documents, parsed whole. They are not part of the project: FA_STUDY_CORPUS names their folder."""
import json

import pytest

from fa_study.reading.articles import article_sign
from fa_study.reading.parser import parse, unaccounted
from fa_study.language.scripts import squash


@pytest.fixture(scope="module")
def documents(corpus):
    """The address and the journal: the smallest and the largest text of the corpus."""
    texts = sorted((p for p in corpus.glob("*.txt") if p.name[0].isdigit()), key=lambda p: p.stat().st_size)
    return texts[0], texts[-1]


@pytest.fixture(scope="module")
def address(documents): return parse(documents[0])


@pytest.fixture(scope="module")
def journal(documents): return parse(documents[1])


def test_every_character_is_accounted_for(documents, address, journal):
    for path, study in zip(documents, (address, journal)):
        assert not unaccounted(study, path.read_text(encoding="utf-8"))


def test_journal_has_its_articles_notices_and_back_matter(journal):
    kinds = journal.articles.groupby(["lang", "kind"]).size().to_dict()
    assert kinds == {("en", "article"): 6, ("zh", "article"): 6, ("en", "event"): 15, ("en", "back_matter"): 1}
    assert not journal.notes


def test_journal_pairs_run_in_parallel(journal):
    pairs = journal.articles[journal.articles.pair_id != ""].groupby("pair_id").lang.apply(sorted)
    assert len(pairs) == 6 and all(langs == ["en", "zh"] for langs in pairs)
    articles = journal.articles[journal.articles.kind == "article"]
    assert articles[articles.lang == "en"].pair_id.tolist() == articles[articles.lang == "zh"].pair_id.tolist()


def test_every_article_has_an_author_and_the_titles_that_the_text_contains(journal):
    articles = journal.articles[journal.articles.kind == "article"]
    assert (articles.author != "").all() and (articles.affiliation != "").all()
    assert (articles[articles.lang == "zh"].title != "").all()
    assert (articles[articles.lang == "en"].title != "").sum() == 3  # the text lacks the other three
    assert (journal.articles[journal.articles.kind == "event"].title != "").all()


def test_journal_structure_counts(journal):
    kinds = journal.paragraphs.groupby([journal.paragraphs.article_id.str.split(".").str[1], "kind"]).size().unstack(fill_value=0)
    assert kinds.loc[["en1", "en2", "en3", "en4", "en5", "en6"], "heading"].tolist() == [2, 4, 3, 10, 10, 4]
    assert kinds.loc[["zh1", "zh2", "zh3", "zh4", "zh5", "zh6"], "heading"].tolist() == [2, 4, 3, 10, 10, 4]
    assert kinds.loc[["zh1", "zh5"], "note"].tolist() == [1, 1] and kinds.note.sum() == 2
    assert kinds.loc[["en3", "zh3"], "footnote"].tolist() == [3, 2]
    body = (kinds.body + kinds.item)
    assert body[["en1", "en2", "en3", "en4", "en5", "en6"]].tolist() == [21, 23, 39, 33, 23, 26]  # by reading, and by the gold for two
    assert body[["zh1", "zh2", "zh3", "zh4", "zh5", "zh6"]].tolist() == [14, 23, 40, 26, 23, 26]


def test_what_the_page_adds_is_dropped_with_its_reason(journal):
    assert journal.dropped.reason.value_counts().to_dict() == {"page_number": 13, "running_head": 13, "section_head": 1}


def test_pages_are_the_printed_ones(journal):
    assert journal.documents.n_pages.tolist() == [167]
    first = journal.articles[journal.articles.kind == "article"].first_page.tolist()
    assert first == [1, 13, 30, 49, 65, 77, 129, 134, 141, 148, 155, 161]


def test_address(address):
    speech = address.articles.iloc[0]
    assert len(address.articles) == 1 and speech.kind == "speech" and speech.lang == "en"
    assert speech.title and speech.other_title and speech.subtitle and speech.other_byline
    assert (speech.author, speech.place, speech.date) == ("Wang Yi", "Beijing", "2020-12-11")
    assert (address.paragraphs.kind == "salutation").sum() == 3
    items = address.paragraphs[address.paragraphs.kind == "item"]
    assert items.groupby("series").size().tolist() == [8, 7]
    assert address.dropped.reason.value_counts().to_dict() == {"watermark": 5, "licence": 1, "page_title": 1}


def test_structure_against_the_gold(journal, gold):
    gold = json.loads((gold/"structure.json").read_text(encoding="utf-8"))["issue"]
    titles = {squash(t) for t in journal.articles.title}
    assert all(squash(t) in titles for t in gold["events"])
    for g in gold["articles"]:
        for lang in ("en", "zh"):
            row = journal.articles[(journal.articles.author.map(squash) == squash(g[f"{lang}_author"])) & (journal.articles.lang == lang)].iloc[0]
            assert squash(row.title) == squash(g[f"{lang}_title"] or "") and squash(row.affiliation) == squash(g[f"{lang}_affil"])
            paragraphs = journal.paragraphs[journal.paragraphs.article_id == row.article_id]
            headings = [squash(h) for h in g[f"{lang}_headings"]]
            assert [squash(t) for t in paragraphs[paragraphs.kind == "heading"].text] == headings
            body = {squash(t) for t in paragraphs[paragraphs.kind.isin(["body", "item"])].text}
            want = {squash(t) for t in g[f"{lang}_paragraphs"]} - set(headings) - {squash(g.get(f"{lang}_note") or "")}
            assert 2*len(body & want)/(len(body) + len(want)) >= .98


def articles_of(study, lang):
    """The signs of articles in one language, as (law, number), and how many paragraphs follow each."""
    own = study.paragraphs.merge(study.articles[study.articles.lang == lang][["article_id"]], on="article_id")
    counts, law, place = {}, 0, None
    for kind, text in zip(own.kind, own.text):
        sign = article_sign(text) if kind == "heading" else None
        if sign:
            law += sign.number == 1
            place = (law, sign.number)
            counts[place] = 0
        elif place and kind in ("body", "item"): counts[place] += 1
    return counts


def test_the_law_has_its_articles_on_both_sides(corpus):
    study = parse(corpus/"more"/"basiclaw-hant.pdf", corpus/"more"/"basiclaw-en.pdf")
    zh, en = articles_of(study, "zh"), articles_of(study, "en")
    assert list(zh) == list(en) == [(1, n) for n in range(1, 144)] + [(2, n) for n in range(1, 161)]
    assert sum(zh[place] == en[place] for place in zh) >= .98*len(zh)
    assert study.articles.pair_id.tolist() == ["pair1", "pair1"]
    assert (study.dropped.reason == "contents").sum() > 200


@pytest.mark.parametrize("zh", ["udhr-cmn_hans.html", "udhr-cmn_hant.html"])
def test_the_declaration_has_thirty_articles(corpus, zh):
    study = parse(corpus/"more"/zh, corpus/"more"/"udhr-eng.html")
    for lang in ("zh", "en"): assert [n for _, n in articles_of(study, lang)] == list(range(1, 31))
    assert study.articles.pair_id.tolist() == ["pair1", "pair1"]
    assert not study.paragraphs.text.str.contains("[<>]").any()
    assert len(study.paragraphs[study.paragraphs.kind == "heading"]) == 62  # with the preamble's


def test_a_notice_in_one_language_says_so(corpus):
    study = parse(corpus/"more"/"gazette-hant.pdf")
    assert len(study.notes) == 1 and "in Chinese only" in study.notes[0]
