"""Documents in the forms that people have: nothing of them is lost, and what cannot be read is told in one sentence."""
from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from fa_study import InputError, Study, parse
from fa_study.formats import packages
from fa_study.formats.documents import read_source, read_sources, source_of
from fa_study.formats.files import Source
from fa_study.reading.parser import parse_sources, parse_text, unaccounted
from hypothesis import given, settings
from hypothesis import strategies as st
from make import ROOT
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

ZH, EN = "双方鼓励两国港口建立友好关系。", "The two sides shall encourage friendly relations between the ports."
ROWS = [(ZH, EN), ("双方应当为船员登岸提供便利。", "The two sides shall make it easy for crews to come ashore."),
        ("本协定自签字之日起生效。", "This Agreement enters into force on the day of its signature.")]


def core(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def words(source: Source) -> str:
    return core("".join(source.lines))


def kinds(source: Source) -> dict[str, str]:
    return {line: look.kind for line, look in zip(source.lines, source.looks)}


def saved(document: docx.document.Document | openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items(): archive.writestr(name, data)
    return made.getvalue()


def word_file(paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for text in paragraphs: document.add_paragraph(text)
    return saved(document)


def book(rows: list[tuple[str, ...]]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows: made.active.append(row)
    return saved(made)


def table(rows: list[tuple[str, str]], delimiter: str) -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode()


def drawn(pages: list[list[tuple[float, float, str, float]]]) -> bytes:
    """A PDF of lines: left and height in points, text, size."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made)
    for page in pages:
        for left, height, text, size in page:
            canvas.setFont("STSong-Light" if re.search(r"[\u4e00-\u9fff]", text) else "Times-Roman", size)
            canvas.drawString(left, height, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def odt(body: str) -> bytes:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    table = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    content = f"<office:document-content {office} {table}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub(page: str) -> bytes:
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="1.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "1.xhtml": page})


def rtf(paragraphs: list[str]) -> bytes:
    escaped = ["".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text) for text in paragraphs]
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + "".join(f"{text}\\par\n" for text in escaped) + "}").encode("ascii")


def page(paragraphs: list[str]) -> str:
    return "<!DOCTYPE html><title>t</title>" + "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)


# Nothing is lost -----------------------------------------------------------------------------------------------------

BOTH = [text for row in ROWS for text in row]
FILES = {
    "docx": word_file(BOTH), "odt": odt("".join(f"<text:p>{text}</text:p>" for text in BOTH)), "rtf": rtf(BOTH), "epub": epub(page(BOTH)[15:].replace("<title>t</title>", "")),
    "html": page(BOTH).encode(), "pdf": drawn([[(60, 700 - 40*n, text, 11) for n, text in enumerate(BOTH)]])}


@pytest.mark.parametrize("form", FILES)
def test_every_paragraph_is_a_line(form: str) -> None:
    source = source_of(FILES[form], name="file")
    assert source.form == form
    text = [(line.strip("\f "), look) for line, look in zip(source.lines, source.looks) if look.kind != "furniture" and line.strip()]
    assert [line for line, _ in text] == BOTH
    assert len({look.paragraph for _, look in text}) == len(BOTH) and all(look.paragraph for _, look in text)


@pytest.mark.parametrize("name", ["text.doc", "text.pdf", "text", "text.docx"])
def test_names_do_not_count(tmp_path: Path, name: str) -> None:
    for form, data in FILES.items():
        (tmp_path/name).write_bytes(data)
        assert read_source(tmp_path/name).form == form


@pytest.mark.parametrize("data", [table(ROWS, ","), table(ROWS, "\t"), table([("zh", "en"), *ROWS], ";"), book(ROWS), book([("中文", "英文"), *ROWS])],
                         ids=["csv", "tsv", "semicolon", "xlsx", "xlsx with heads"])
def test_tables_are_segments(data: bytes) -> None:
    source = source_of(data, name="table")
    assert (source.form, list(source.segments)) == ("table", ROWS)
    sides = {look.paragraph: line for line, look in zip(source.lines, source.looks) if look.paragraph}
    assert sides == {2*n + k + 1: row[k] for n, row in enumerate(ROWS) for k in (0, 1)}


LETTERS = st.text("双方鼓励两国港口,，。 abcdefg'\"|;<>&*_#`[]()-1279\t", min_size=1, max_size=30).filter(lambda text: core(text))
TEXTS = st.lists(LETTERS, min_size=1, max_size=6)
quick = settings(max_examples=40, deadline=None)


@quick
@given(TEXTS)
def test_no_word_of_a_page_is_lost(texts: list[str]) -> None:
    assert words(source_of(page(texts).encode(), name="p")) == core("t" + "".join(texts))


@quick
@given(TEXTS)
def test_no_word_of_a_word_file_is_lost(texts: list[str]) -> None:
    assert words(source_of(word_file(texts), name="p")) == core("".join(texts))


@quick
@given(TEXTS)
def test_no_word_of_an_open_document_is_lost(texts: list[str]) -> None:
    assert words(source_of(odt("".join(f"<text:p>{html.escape(text)}</text:p>" for text in texts)), name="p")) == core("".join(texts))


@quick
@given(st.lists(st.tuples(st.text("双方鼓励，\"'|;\t", min_size=1).filter(core), st.text("abc ,\"'|;\t", min_size=1).filter(core)), min_size=2, max_size=6),
       st.sampled_from(",\t;"))
def test_no_cell_of_a_table_is_lost(rows: list[tuple[str, str]], delimiter: str) -> None:
    assert words(source_of(table(rows, delimiter), name="p")) == core("".join(cell for row in rows for cell in row))


@quick
@given(TEXTS)
def test_no_letter_of_a_pdf_is_lost(texts: list[str]) -> None:
    plain = [text.replace("\t", " ") for text in texts]
    data = drawn([[(60, 700 - 30*n, text, 11) for n, text in enumerate(plain)]])
    assert sorted(words(source_of(data, name="p"))) == sorted(core("".join(plain)))


@quick
@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**6), st.binary(max_size=8))
def test_damaged_files_give_one_sentence(form: str, place: int, damage: bytes) -> None:
    data = FILES[form]
    place %= len(data)
    try: source_of(data[:place] + damage + data[place + len(damage):], name="file")
    except InputError as e: assert str(e).startswith("file") and "\n" not in str(e)


# Web pages -----------------------------------------------------------------------------------------------------------

def test_navigation_is_marked_and_kept() -> None:
    menu = "".join(f'<li><a href="/{n}">频道{n}</a></li>' for n in range(5))
    text = f'<html><body><header><h1>协定</h1></header><nav>首页</nav><ul>{menu}</ul><div class="breadcrumb">您的位置</div>' \
           f"<article><p>{ZH}</p><p>{EN}</p></article><aside>相关</aside><footer>版权</footer></body></html>"
    found = kinds(source_of(text.encode(), name="p"))
    assert {line for line, kind in found.items() if kind == "furniture"} == {"首页", "您的位置", "相关", "版权", *(f"频道{n}" for n in range(5))}
    assert found["协定"] == "heading" and found[ZH] == found[EN] == ""


def test_a_page_in_a_frame_of_classes_is_text() -> None:
    text = f'<body class="has-sidebar menu"><div id="share-page"><p>{ZH}</p><p>{EN}</p></div></body>'
    assert set(kinds(source_of(f"<html>{text}</html>".encode(), name="p")).values()) == {""}


def test_a_break_parts_languages_and_joins_titles() -> None:
    source = source_of(b"<html><p>" + f"{ZH}<br/>{EN}</p><h1>关于灯塔的<br>决定".encode(), name="p")
    assert [look.paragraph for look in source.looks] == [1, 2, 3, 3]


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "utf-8", "utf-16"])
def test_pages_tell_their_encoding(encoding: str) -> None:
    source = source_of(f"<html><meta charset={encoding}><p>港口友好".encode(encoding), name="p")
    assert source.lines == ["港口友好"]


def test_a_page_with_its_pictures_in_one_file() -> None:
    text = f"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<html><p>{EN}</p>\n--x--\n"
    assert source_of(text.encode(), name="p").lines == [EN]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None: raise AssertionError("a reader asked for something from elsewhere")
    monkeypatch.setattr("socket.socket", refuse)
    text = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><link href="http://example.org/a.css"><p>{EN}&x;</p><img src="http://example.org/p.png">'
    assert source_of(text.encode(), name="p").lines[0].startswith(EN)


# Word ----------------------------------------------------------------------------------------------------------------

def test_word_headings_columns_and_boldness() -> None:
    document = docx.Document()
    document.add_heading("总则", 2)
    document.add_paragraph().add_run("加强合作").bold = True
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = ROWS[0]
    source = source_of(saved(document), name="f")
    assert [(look.kind, look.level, look.bold, look.column) for look in source.looks][:2] == [("heading", 2, True, 0), ("", 0, True, 0)]
    assert [(look.kind, look.column) for look in source.looks][2:] == [("cell", 1), ("cell", 2)]


def test_word_notes_changes_and_links() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (f'<w:p>{run("双方")}<w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:ins>{run("同意")}</w:ins><w:hyperlink>{run("合作")}</w:hyperlink>'
            f'<w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sdt><w:sdtContent><w:p>{run("附则")}</w:p></w:sdtContent></w:sdt>')
    with zipfile.ZipFile(io.BytesIO(word_file([]))) as archive: parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = f"<w:document {namespace}><w:body>{body}</w:body></w:document>".encode()
    parts["word/footnotes.xml"] = f'<w:footnotes {namespace}><w:footnote w:id="2"><w:p>{run("见第五条")}</w:p></w:footnote></w:footnotes>'.encode()
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation + b"</Relationships>")
    kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind + b"</Types>")
    source = source_of(packed(parts), name="f")
    assert kinds(source) == {"双方同意合作²": "", "² 见第五条": "footnote", "附则": ""}


# PDF -----------------------------------------------------------------------------------------------------------------

def test_columns_are_read_one_after_the_other() -> None:
    zh = ["双方鼓励两国港口建立友好", "关系，并加强灯塔维护方面", "的合作，定期举行磋商，互", "通情况。"]
    en = ["The two sides shall encourage", "friendly relations between the", "ports of the two countries and", "consult regularly."]
    lines = [(left, 700 - 16*n, text, 11) for left, column in ((60, zh), (320, en)) for n, text in enumerate(column)]
    source = source_of(drawn([sorted(lines, key=lambda line: -line[1])]), name="f")
    assert [line for line in source.lines if line] == zh + en
    assert {look.column for line, look in zip(source.lines, source.looks) if line} == {1, 2}


def test_margins_notes_and_headings_by_place_and_size() -> None:
    pages = [[(60, 800, "Lantern Sea Papers", 8), (60, 740, f"Part {word}", 16), (60, 700, "Each side shall light its lamps at dusk and", 11),
              (60, 684, f"put them out at dawn {word}.", 11), (60, 90, f"{n} See the {word} of May.", 8), (300, 40, str(n), 8)] for n, word in enumerate(["one", "two"], 1)]
    found = kinds(source_of(drawn(pages), name="f"))
    assert found["Part one"] == "heading" and found["1 See the one of May."] == "footnote"
    assert [line for line, kind in found.items() if kind == "furniture"] == ["Lantern Sea Papers", "1", "\fLantern Sea Papers", "2"]


def test_a_long_pdf_is_read(corpus: Path) -> None:
    source = read_source(corpus/"more"/"basiclaw-en.pdf")
    headings = [line.strip("\f ") for line, look in zip(source.lines, source.looks) if look.kind == "heading"]
    assert sum(bool(re.fullmatch(r"Article \d+\*?", line)) for line in headings) > 290


def test_no_word_of_the_declaration_is_lost(corpus: Path) -> None:
    for name in ("udhr-eng", "udhr-cmn_hans", "udhr-cmn_hant"):
        text = (corpus/"more"/f"{name}.html").read_text(encoding="utf-8")
        source = read_source(corpus/"more"/f"{name}.html")
        assert words(source) == core(html.unescape(re.sub(r"<[^>]+>", " ", text)))
        assert sum(look.kind == "heading" and look.level == 2 for look in source.looks) == 31


def far_cells() -> bytes:
    """A small file of Excel whose rows are wide."""
    made = openpyxl.Workbook()
    for row in range(1, 330): made.active.cell(row, 16_000, EN)
    return saved(made)


# What cannot be read -------------------------------------------------------------------------------------------------

REFUSED = {
    "a scan": (drawn([[]]), "OCR"), "a picture": (b"\x89PNG\r\n\x1a\n", "picture"), "an archive": (packed({"a.txt": "a"}), "unpack"),
    "an old file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"), "a table in one language": (book([("合作",), ("灯塔",)]), "two columns"),
    "a bomb": (packed({"word/document.xml": bytes(packages.LARGEST_PART + 1)}), "unpacks to"), "a memory without Chinese": (b"<tmx><body><tu/></body></tmx>", "both English and Chinese"),
    "other XML": (b"<?xml version='1.0'?><TEI><text>a</text></TEI>", "TEI"), "half a Word file": (word_file(BOTH)[:-40], "damaged"), "slides": (packed({"ppt/presentation.xml": ""}), "PDF"),
    "tags": (packed({"word/document.xml": "<" * (packages.MOST_TAGS + 1)}), "tags"), "a deep text": (odt("<text:p>" + "<text:span>"*1000 + "</text:span>"*1000 + "</text:p>"), "too deep"),
    "a deep memory": (b"<tmx>" + b"<a>"*1000 + b"</a>"*1000 + b"</tmx>", "too deep"), "a deep page": (b"<html>" + b"<div>"*300 + EN.encode(), "too deep"),
    "a far cell": (far_cells(), "5,000,000 cells"), "RTF beyond Unicode": (b"{\\rtf1 \\u99999999999? light}", "damaged"),
    "an empty page": (b"<html></html>", "no text"), "a locked book": (packed({"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted")}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_says_what_and_what_to_do(what: str) -> None:
    data, said = REFUSED[what]
    with pytest.raises(InputError) as told: source_of(data, name="my file")
    assert said in str(told.value) and str(told.value).startswith("my file") and "pdftotext" not in str(told.value)


def test_an_encrypted_pdf_is_told() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, EN)
    canvas.save()
    with pytest.raises(InputError, match="encrypted"): source_of(made.getvalue(), name="f")


@pytest.mark.parametrize("form", ["docx", "pdf", "rtf", "xlsx"])
def test_a_missing_library_is_told_with_the_command(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("docx", "pypdfium2", "striprtf.striprtf", "openpyxl"): monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r"pip install .*\[docs\]"): source_of(book(ROWS) if form == "xlsx" else FILES[form], name="f")


@pytest.mark.parametrize(("origin", "command"), [
    (None, 'pip install "fa_study[docs]"'), ('{"url": "file:///srv/fa%20study", "dir_info": {}}', 'pip install "/srv/fa study[docs]"'),
    ('{"url": "file:///mnt/fa.whl", "archive_info": {}}', 'pip install "fa_study[docs] @ file:///mnt/fa.whl"')])
def test_the_command_fits_the_installation(monkeypatch: pytest.MonkeyPatch, origin: str | None, command: str) -> None:
    class Copy:
        def read_text(self, name: str) -> str | None: return origin
    monkeypatch.setattr(packages, "distribution", lambda name: Copy())
    assert packages.install_command("docs") == command


# Files, folders, standard input --------------------------------------------------------------------------------------

def test_a_folder_is_its_files_in_order(tmp_path: Path) -> None:
    (tmp_path/"b.txt").write_text(EN, encoding="utf-8")
    (tmp_path/"a.docx").write_bytes(word_file([ZH]))
    (tmp_path/"c.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path/".hidden").write_bytes(b"\x89PNG\r\n")
    sources = read_sources([tmp_path])
    assert [Path(source.path).name for source in sources] == ["a.docx", "b.txt"]
    assert len(sources[0].notes) == 1 and "c.png is a picture" in sources[0].notes[0]
    assert sources[0].notes[0] in parse(tmp_path).notes


def test_standard_input_is_read() -> None:
    code = "from fa_study.formats.documents import read_source; s = read_source('-'); print(s.form, len(s.lines))"
    done = subprocess.run([sys.executable, "-c", code], input=FILES["docx"], capture_output=True, cwd=ROOT)
    assert done.stdout.split() == [b"docx", b"6"], done.stderr


def test_plain_text_stays_as_it_is() -> None:
    for text in ("* the author is a minister\n- 1 -\n", "a, b\nc, d\n", "灯塔\n\f 第一条\n", "5 < 6 > 4\n"):
        source = source_of(text.encode(), name="f")
        assert (source.form, source.lines, source.looks) == ("text", text[:-1].split("\n"), ())


# The sample's own files ----------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["accord.pdf", "article2.docx", "speech.html"])
def test_the_samples_files_are_one_pair_each(name: str) -> None:
    study = parse(ROOT/"fa_study"/"data"/"sample"/name)
    assert study.articles.lang.tolist().count("zh") == study.articles.lang.tolist().count("en") == 1
    assert study.articles.pair_id.nunique() == 1


def test_the_samples_files_are_what_the_program_makes(tmp_path: Path) -> None:
    from sample_files import write_all
    write_all(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert read_source(path).lines == read_source(ROOT/"fa_study"/"data"/"sample"/path.name).lines
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 300_000


# Documents of kinds that people bring ----------------------------------------------------------------------------------

Z = ["灯塔基金于二十年前设立，此后共修缮灯塔四十座。", "各国船员对此十分感激，并希望合作长久继续。", "海峡两岸的港口将于明年春天全部开放。"]
E = ["The Lighthouse Fund was set up twenty years ago and has repaired forty lighthouses since.",
     "Crews of all nations are grateful for this and hope that the work will go on for long.", "The ports on both sides of the strait will all be open next spring."]
TURNS = [text for row in zip(Z, E) for text in row]
SECOND = ("两年以前，海峡上的第二座桥建成了，两岸的人们都很高兴。", "Two years ago the second bridge over the strait was finished, and people on both sides were happy.")
LAW = "灯塔法\n\n第一章 总则\n\n第一条 为了保护灯塔，制定本法。\n\n第二条 灯塔归众人所有。\n人人可用。\n\n第三条 依照第二条的规定，灯塔长明。\n"
EN_LAW = "Lighthouse Law\n\nChapter I General Provisions\n\nArticle 1 This Law is enacted to protect lighthouses.\n\nArticle 2 Lighthouses belong to all.\n" \
         "Everybody may use them.\n\nArticle 3 In accordance with Article 2, the lights shall burn.\n"
ACCOUNT = "守望灯塔\n\n灯塔报 2031-05-02 08:00\n\n点击上方蓝字关注我们\n\n" + "\n\n".join(TURNS) + "\n\n- END -\n\n来源 | 灯塔报\n\n赞 35 在看 12\n"
SUBTITLES = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},500\n{zh}\n{en}\n\n" for n, (zh, en) in enumerate(zip(Z, E), 1))
MAIL = "From: Lin Da <lin@lights.example>\nTo: Ada Brook <ada@lights.example>\nSubject: 灯塔 / Lighthouses\n\n" + "\n\n".join(TURNS) + "\n"
CELLS = "| No. | 中文 | English |\n|---|---|---|\n" + "".join(f"| {n} | {zh} | {en} |\n" for n, (zh, en) in enumerate(zip(Z, E), 1))
ROWS_GBK = "编号;中文;英文\r\n" + "".join(f"{n};{zh};{en}\r\n" for n, (zh, en) in enumerate(zip(Z, E), 1))


def study_of(*documents: str | bytes) -> Study:
    data = [document if isinstance(document, bytes) else document.encode() for document in documents]
    return parse_sources([source_of(one, name=f"document {n}") for n, one in enumerate(data, 1)])


def said(study: Study, lang: str) -> list[str]:
    own = study.paragraphs.merge(study.articles[study.articles.lang == lang][["article_id"]], on="article_id")
    return own[own.kind != "heading"].text.tolist()


@pytest.mark.parametrize("document", [ACCOUNT, SUBTITLES, "WEBVTT\n\n" + SUBTITLES.replace(",000", ".000").replace(",500", ".500"), MAIL, CELLS, ROWS_GBK.encode("gbk"),
                                      "\ufeff" + ROWS_GBK], ids=["account", "srt", "vtt", "mail", "cells", "gbk", "bom"])
def test_what_a_form_adds_is_no_text(document: str | bytes) -> None:
    study = study_of(document)
    assert (said(study, "zh"), said(study, "en")) == (Z, E)
    assert study.articles.pair_id.nunique() == 1


def test_signs_of_articles_are_headings() -> None:
    study = study_of(LAW, EN_LAW)
    headings = study.paragraphs[study.paragraphs.kind == "heading"].text.tolist()
    assert headings == ["第一章 总则", "第一条", "第二条", "第三条", "Chapter I General Provisions", "Article 1", "Article 2", "Article 3"]
    assert said(study, "zh")[-1] == "依照第二条的规定，灯塔长明。"


@pytest.mark.parametrize("between", [["* * *"], []], ids=["rule", "dates"])
def test_a_second_article_has_its_title(between: list[str]) -> None:
    days = [[], []] if between else [["2031年5月2日", "2 May 2031"], ["2031年6月1日", "1 June 2031"]]
    study = study_of("\n\n".join(["守望灯塔", "Keeping the Lights", *days[0], *TURNS, *between, "第二座桥", "The Second Bridge", *days[1], *SECOND]))
    assert sorted(study.articles.title) == ["Keeping the Lights", "The Second Bridge", "守望灯塔", "第二座桥"]
    assert sorted(study.articles.groupby("pair_id").size()) == [2, 2]


def test_names_under_a_treaty_are_no_headings() -> None:
    study = study_of("\n\n".join([LAW, "甲国代表", "林达", EN_LAW, "For State A", "Lin Da"]))
    assert not {"甲国代表", "林达", "For State A", "Lin Da"} & set(study.paragraphs[study.paragraphs.kind == "heading"].text)


def test_words_of_a_list_are_parted() -> None:
    study = study_of("灯塔 lighthouse\n港口 port\n海峡 strait\n船员 crew\n")
    assert said(study, "zh")[-2:] == ["海峡", "船员"] and said(study, "en")[-2:] == ["strait", "crew"]


def test_lists_of_contents_leave_the_text() -> None:
    study = study_of("灯塔法\n\n目 录\n\n第一章 总则 ........ 1\n第二章 灯塔的维护和\n船员的权利 ........ 2\n第三章 附则 ........ 3\n\n" + LAW.partition("\n\n")[2])
    assert (study.dropped.reason == "contents").sum() == 5 and "目" not in "".join(study.paragraphs.text)


def test_the_same_marks_are_read_in_memory_and_in_a_file() -> None:
    text = "# 灯塔 The Lights\n\n**一、灯**<br/>**I. Lights**\n\n灯塔长明[^1]。<br/>The light &mdash; it burns.\n\n[^1]: 见报告。\n"
    in_memory, in_file = parse_text(text), study_of(text)
    assert in_memory.paragraphs.equals(in_file.paragraphs) and not unaccounted(in_file, text)
