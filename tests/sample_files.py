"""The sample's own PDF, Word file and web page, made from its texts: python tests/make.py sample-files.

Needed in development only: the files are kept in fa_study/data/sample.
"""
from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import docx
from fa_study.example.sample import read_units, sample_file
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

DAY = dt.datetime(2031, 12, 14)
CHINESE_FONT = "STSong-Light"  # every viewer has a font for it; the file holds none
RUNNING_HEAD = "Lantern Sea Papers"
MARGIN, TOP, FOOT = 50, 530, 70  # points


def paragraphs(name: str) -> dict[str, list[tuple[str, str]]]:
    """Language -> (kind, text) of each paragraph of a text of the sample, its title and author first; name: of its file."""
    unit = read_units(sample_file(name))[0]
    return {lang: _side(unit[lang], "" if lang == "zh" else " ") for lang in ("zh", "en")}


def _side(side: dict, glue: str) -> list[tuple[str, str]]:
    title = side["title"] if isinstance(side["title"], str) else glue.join(side["title"])
    body = [(p["kind"], glue.join(sentence["text"] for sentence in p["sentences"])) for p in side["paragraphs"]]
    return [(kind, _plain(text)) for kind, text in [("title", title), ("author", side["author"]), *body]]


def _plain(text: str) -> str:
    """A text with its notes' marks raised, and without the marks of letter-spacing."""
    return re.sub(r"\[\^(\d)\]", lambda mark: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(mark[1])], text).replace("{", "").replace("}", "")


class Sheet:
    """A canvas that knows how far down its page is filled."""

    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), pagesize=A5, invariant=1)
        self.page, self.y = 0, 0.0

    def turn(self) -> None:
        """Begins a page with its running head and its number."""
        if self.page: self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP
        self.canvas.setFont("Times-Italic", 8)
        self.canvas.drawString(MARGIN, TOP + 30, RUNNING_HEAD)
        self.canvas.drawCentredString(A5[0]/2, 35, str(self.page))

    def write(self, text: str, font: str, size: float, *, indent: float) -> None:
        """Sets a paragraph: its first line indented, the others as wide as the page."""
        width = A5[0] - 2*MARGIN
        for n, line in enumerate(_lines(text, font, size, width, indent)):
            if self.y < FOOT: self.turn()
            self.canvas.setFont(font, size)
            self.canvas.drawString(MARGIN + (0 if n else indent), self.y, line)
            self.y -= 1.5*size


def _lines(text: str, font: str, size: float, width: float, indent: float) -> list[str]:
    """A text cut into lines of a width: between words, and between Chinese characters."""
    lines = [""]
    for piece in (text if font == CHINESE_FONT else re.findall(r"\S+\s*", text)):
        longer = lines[-1] + piece
        room = width - (indent if len(lines) == 1 else 0)
        is_full = pdfmetrics.stringWidth(longer.rstrip(), font, size) > room
        if lines[-1] and is_full and piece not in "，。、；：！？”》）": lines.append(piece)
        else: lines[-1] = longer
    return [line.rstrip() for line in lines]


def write_pdf(path: Path, name: str) -> None:
    """A text of the sample, first in Chinese and then in English, with running heads and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE_FONT))
    sheet = Sheet(path)
    for lang, texts in paragraphs(name).items():
        sheet.turn()
        for kind, text in texts:
            is_head = kind in ("title", "heading")
            size = {"title": 15, "heading": 13}.get(kind, 10.5)
            font = CHINESE_FONT if lang == "zh" else "Times-Bold" if is_head else "Times-Roman"
            if is_head: sheet.y -= 6
            sheet.write(text, font, size, indent=0 if is_head or kind == "author" else 2*size)
            if is_head or kind == "author": sheet.y -= 6
    sheet.canvas.save()


def write_docx(path: Path, name: str) -> None:
    """A text of the sample as a table with Chinese in one column and English in the other."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = DAY
    document.core_properties.author = "The fa_study authors"
    sides = paragraphs(name)
    (_, zh_title), (_, en_title) = sides["zh"][0], sides["en"][0]
    document.add_heading(zh_title, 1)
    document.add_heading(en_title, 1)
    table = document.add_table(rows=0, cols=2)
    for zh, en in zip(sides["zh"][1:], sides["en"][1:]):
        row = table.add_row().cells
        for cell, (kind, text) in zip(row, (zh, en)):
            cell.text = text
            if kind == "heading": cell.paragraphs[0].style = "Heading 2"
    document.sections[0].footer.paragraphs[0].text = RUNNING_HEAD
    document.save(str(path))


def write_page(path: Path, name: str) -> None:
    """A text of the sample as a site shows it, Chinese and English in turn, with a menu, links to share it and a footer."""
    sides = paragraphs(name)
    tags = {"title": "h1", "heading": "h2", "author": 'p class="author"'}
    body = []
    for pair in zip(sides["zh"], sides["en"]):
        for kind, text in pair:
            tag = tags.get(kind, "p")
            body.append(f"<{tag}>{html.escape(text, quote=False)}</{tag.split()[0]}>")
    page = ["<!DOCTYPE html>", '<html lang="zh"><head><meta charset="utf-8"><title>Ministry of Foreign Affairs of Canglan</title></head><body>',
            '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/speeches">Speeches</a></nav>', "<main>", *body, "</main>",
            '<div class="share"><a href="/s">Share</a> <a href="/p">Print</a></div>', "<footer>Canglan, all rights reserved</footer></body></html>"]
    path.write_text("\n".join(page) + "\n", encoding="utf-8")


def write_all(folder: Path) -> None:
    """Write the three files into a folder."""
    write_pdf(folder/"accord.pdf", "article1.txt")
    write_docx(folder/"article2.docx", "article2.txt")
    write_page(folder/"speech.html", "speech.txt")
