"""Properties that hold for any text: nothing lost, offsets round-trip, order kept."""
from collections import Counter
from textwrap import fill

import pytest
from hypothesis import example, given, settings, strategies as st

from fa_study.reading.parser import parse_text, unaccounted
from fa_study.tables import InputError
from fa_study.language.scripts import fold, text_lang
from fa_study.reading.sentences import en_sents, sents, zh_sents

ALPHABET = st.one_of(
    st.sampled_from(list("。！？；：，、“”‘’（）《》—…·.!?;:,-\"'()*+0123456789ⅡIVXivx \t\u3000\u00a0\f\u00ad\n\n\n")),
    st.sampled_from(list("灯塔为各国而亮一二三第是中俄王毅年月日问答条")), st.sampled_from(list("aAbBthe LightsByQ")),
    st.sampled_from(list("\u200b\ufeff\u2028\u2029\x85\v⼀⺠ﬁﬀ２Ａ①②¹²³[]|/#>`<_~\\&")), st.characters(exclude_characters="\0"))
PRINTED = ["", "", "", " ", "12", "7", "Strait Review·Spring 2031", "By Ada Brook*", "*  Ada Brook is Director of the Office.", "王  毅  外交部长",
           "I", "Ⅱ", "一、灯塔", "（一）灯", "1. Oil", "i. Wind", "— As partners", "——各方", "First, we light.", "第一，点灯。", "1  A note to “1+3”1 .",
           "the model “1+3”1  and", "Ladies and Gentlemen,", "各位来宾：", "© 2031", "see https://lights.example/1", "灯https://lights.example/1",
           "Port Mirrow, 2 May 2031", "THE INSTITUTE OF LIGHTS", "（本文数据截至2031年）", "Visits & Events", "govern-", "ment agreed", " torn page",
           "Successfully Held", "On May 17, the Second Plenary Meeting of the"]
COPIED = ["---", "title: Lights", "## 灯塔 The Lights", "**一、灯塔**<br/>**I. Lights**", "> 灯亮了。", "[The light](https://l.example/a_(b)) is on.",
          "![light](l.png)", "| 灯塔 | The Lights |", "|---|---|", "灯亮了。\tThe light is on.", "灯亮了。   The light is on, we see.",
          "双方欢迎对话。The two sides welcome dialogue. 灯塔长明。", "港口合作协定Agreement on Port Cooperation", "第一条 Article 1", "第一条", "Article 1",
          "微信扫一扫", "阅读 1.2万", "Home | News | About us", "来源：灯塔报", "Share this article", "首页 > 新闻 > 正文", "问：灯何时亮？", "答：", "Q: When?",
          "MS. BROOK (Office): In spring.", "林达：都来。", "It was set up in 2017.101", "It has repaired forty lights.134", "灯塔①。", "① 见2031年报告。",
          "[1] See the report.", "as all know [1].", "Notes", "注释", "1 See its charter.", "目录", "Contents", "一、灯塔……3", "I. Lights ..... 4",
          "人 类 命 运 共 同 体", "con\u00adcerned", "鉴于有必要促进航行，", "Whereas it is necessary to promote safety,", "• better lights;", "（1）灯；",
          "a line that was broken by a margin where it stood, in the", "middle of what it said, as most lines are in a mail", "&nbsp;灯&nbsp;",
          "第一条 灯塔归众人所有。", "第二条灯塔长明。", "Article 2 Lights shall burn for all.", "Article 3. Keeping of lights", "序言", "Preamble", "第一章 总则 ...... 6",
          "Chapter I General ......... 6", "Now, therefore,", "The General Assembly", "2031年5月2日", "2 May 2031", "* * *", "========", "[^1]: 见报告。", "灯亮了[^1]。",
          "| 1 | 灯塔 | The light |", "| 2 | 港口 | The port |", "The port &mdash; &ldquo;open&rdquo; &amp; free", "<p>灯塔</p>", "<!-- hidden -->", "<script>var a;</script>",
          "<https://lights.example/>", "```", "### Lights ###", "* 灯亮了。", "[a]: https://lights.example/", "00:00:01,000 --> 00:00:04,000", "WEBVTT", "1", "（掌声）",
          "(Applause)", "From: Ada Brook <ada@lights.example>", "Subject: 灯塔", "守望灯塔 / Keeping the Lights", "「灯塔」", "灯塔 lighthouse n.", "A/RES/31/7", "הארה", "（一）灯；（二）港。"]
LINE = st.one_of(st.text(ALPHABET, max_size=60), st.sampled_from(PRINTED), st.sampled_from(COPIED), st.sampled_from(COPIED))
TEXT = st.lists(LINE, min_size=1, max_size=60).map("\n".join)


def parsed(text):
    try: return parse_text(text)
    except InputError as e:
        assert "no Chinese and no English text" in str(e) or "half a character" in str(e)
        return None


@settings(max_examples=max(400, settings().max_examples), deadline=None)
@given(TEXT)
@example("A\xad\nA0")
@example("*A is\n0A")
@example("By Ada Brook\nLights")
@example("\u00ad\nA-\nb")
@example("㐀:\n答:")
@example("* Ada Brook is Director of the Office \nBy Ada Brook*")  # the note has no full stop, and the by-line follows it
def test_nothing_is_lost(text):
    study = parsed(text)
    if study is not None: assert not unaccounted(study, text)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_sentences_are_places_in_their_paragraphs(text):
    study = parsed(text)
    if study is None: return
    paragraphs = dict(zip(study.paragraphs.par_id, study.paragraphs.text))
    for s in study.sentences.itertuples(): assert paragraphs[s.par_id][s.start:s.end] == s.text
    for name, column in (("articles", "article_id"), ("paragraphs", "par_id"), ("sentences", "sent_id")):
        ids = getattr(study, name)[column]
        assert ids.is_unique and not ids.str.contains(r"\s").any()


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_order_is_kept(text):
    study = parsed(text)
    if study is None: return
    running = study.paragraphs[study.paragraphs.kind != "footnote"]
    for _, article in running.groupby("article_id"): assert article.first_line.is_monotonic_increasing
    for _, paragraph in study.sentences.groupby("par_id"): assert paragraph.start.is_monotonic_increasing


@settings(max_examples=300, deadline=None)
@given(st.text(ALPHABET, max_size=300))
def test_sentences_cover_the_paragraph(text):
    for cut in (en_sents, zh_sents, sents):
        spans = cut(text)
        assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
        assert all(a < b for a, b in spans) and all(x[1] <= y[0] for x, y in zip(spans, spans[1:]))


@given(st.text(max_size=200))
def test_folding_finds_its_way_back(text):
    folded, back = fold(text)
    assert len(back) == len(folded) + 1 and back[-1] == len(text) and back == sorted(back)
    assert Counter(text_lang(c) for c in text).keys() <= {"", "en", "zh"}


@settings(max_examples=50, deadline=None)
@given(TEXT)
def test_the_same_text_gives_the_same_study(text):
    first, second = parsed(text), parsed(text)
    if first is None: return
    for name, table in first.tables().items(): assert table.equals(second.tables()[name]), name


def test_page_numbers_of_a_web_text_leave_it():
    speech = ["灯塔在春天点亮，各国守护者齐聚海峡，见证灯火长明。", "灯塔服务所有船只，不排斥任何一方，这是大家的共识。", "各方将于明年再次会晤，海峡的航道将更加安全畅通。"]
    for dress in ("- {} -", "— {} —", "－{}－", "第 {} 页", "Page {} of 9"):
        for gap in ("\n", "\n\n"):
            study = parse_text(gap.join(part for k, text in enumerate(speech, 1) for part in (text, dress.format(k))))
            assert study.paragraphs.text.tolist() == speech and study.paragraphs.page.tolist() == [1, 2, 3]
            assert study.dropped[["text", "reason"]].values.tolist() == [[dress.format(k), "page_number"] for k in (1, 2, 3)]


def test_a_title_with_a_comma_is_no_byline():
    article = parse_text("One River, One Water\n\nAda Brook, Minister of Lights\n\nThe lights were lit in spring, and all the keepers came to the strait to see them burn.").articles.iloc[0]
    assert (article.title, article.author, article.affiliation) == ("One River, One Water", "Ada Brook", "Minister of Lights")


ROWS = [("港口合作协定", "Agreement on Port Cooperation"), ("第一条", "Article 1"),
        ("双方鼓励两国港口建立友好关系，并为船员登岸提供便利，使港口之间的往来更加频繁。", "The two sides shall encourage friendly relations between their ports "
         "and shall make it easy for crews to come ashore, so that ports meet more often."), ("第二条", "Article 2"),
        ("双方同意加强灯塔维护方面的合作。", "The two sides agree to cooperate more closely in keeping up lighthouses.")]
WRAPPED = "\n\n".join(f"{fill(zh, 18)}\n\n{fill(en, 60)}" for zh, en in ROWS)
CLOTHES = {
    "interleaved": "\n".join(f"{zh}\n{en}" for zh, en in ROWS), "blank": "\n\n".join(f"{zh}\n\n{en}" for zh, en in ROWS),
    "one after the other": "\n\n".join([*(zh for zh, _ in ROWS), *(en for _, en in ROWS)]), "wrapped": WRAPPED,
    "tab": "\n".join(f"{zh}\t{en}" for zh, en in ROWS), "blanks": "\n".join(f"{zh}   {en}" for zh, en in ROWS),
    "marked": "\n".join(f"**{zh}**<br/>{en}" for zh, en in ROWS), "script": "\n".join(f"{zh}{en}" for zh, en in ROWS)}


@pytest.mark.parametrize("clothes", CLOTHES)
def test_one_text_a_language_is_one_pair_whatever_it_wears(clothes):
    study = parse_text(CLOTHES[clothes])
    assert study.articles.set_index("lang").pair_id.to_dict() == {"en": "pair1", "zh": "pair1"}
    assert study.articles.set_index("lang").title.to_dict() == {"zh": ROWS[0][0], "en": ROWS[0][1]}
    for side, lang in enumerate(("zh", "en")):
        found = study.paragraphs[study.paragraphs.article_id.str.contains(lang)]
        assert found.text.tolist() == [row[side] for row in ROWS[1:]] and found.kind.tolist() == ["heading", "body", "heading", "body"]


def test_what_a_site_adds_is_told():
    study = parse_text("首页 | 新闻 | 关于我们\n\n港口合作协定\n\n双方应当为船员登岸提供便利。\n\n微信扫一扫\n阅读 1.2万\n在看 50")
    assert study.paragraphs.text.tolist() == ["双方应当为船员登岸提供便利。"]
    assert set(study.dropped.reason) == {"furniture"} and len(study.dropped) == 4
