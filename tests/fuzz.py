"""Hostile input, made by chance with a fixed seed: `python tests/fuzz.py --minutes 60 [--seed N]`.

Each case is a text, a file or a folder that was mutated; it must be parsed, compared or read, or be refused with one InputError,
with every character accounted for and every span true. Whatever is found becomes a test in test_hostile.py."""
from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from html import escape
from importlib.resources import files
from pathlib import Path

from fa_study.corrections.sheet import read_sheet, sheet_text
from fa_study.corrections.review import review_sheet
from fa_study.example.sample import sample_text
from fa_study.exchange.export import export
from fa_study.exchange.tmx import read_tmx
from fa_study.formats.documents import source_of
from fa_study.formats.files import Source
from fa_study.language.glossary import read_glossary
from fa_study.pipeline import compare
from fa_study.reading.parser import parse_sources, parse_text, unaccounted
from fa_study.search.concordance import concordance
from fa_study.study import Study, read_study, write_study
from fa_study.tables import InputError
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from sample_files import paragraphs
from test_formats import book, epub, odt, page, rtf

PIECES = ["İ", "ı", "ſ", "K", "ẞ", "ŉ", "\u0301", "\u200b", "\u202e", "\ufeff", "\x00", "\x0b", "\x1b", "\x85", "\u2028", "\ufffd", "\U0001f600", "𠮷", "²", "½", "٣", "Ⅳ", "①",
          "“", "”", "《", "》", "（", "(", ")", "—", "-\n", "\t", "  ", "\n\n", "\r", "。", "，", ".", "…", "=1+1", "@", "<b>", "&lt;", "]]>", "{{", "--", "'", '"', ";", ",",
          "two hundred million", "三分之二", "2020年2月30日", "February 30, 2020", "1e999", "9"*400, "一"*60, "LAC) countries", "Arab states", "第一，", "(1)", "[1]", "³"*30]


def mutated(text: str, chance: random.Random) -> str:
    """A text in which pieces were put, doubled, taken out or exchanged."""
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice([0, 1, 2, 5, 30, 200]))
        new = chance.choice([chance.choice(PIECES), chance.choice(PIECES) * chance.randint(1, 40), text[at:to] * 2, "", chr(chance.choice([chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)]))])
        text = text[:at] + new + text[to:]
    return text


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some were exchanged, doubled, or cut away."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice([0, 1, 3, 50]))
        data = data[:at] + chance.choice([b"", bytes([chance.randrange(256)]), data[at:to] * 3, b"<" * 50, b'"', b",", b";"]) + data[to:]
    return data[:chance.randrange(len(data) + 1)] if chance.random() < .15 and data else data


def mutated_words(data: bytes, chance: random.Random) -> bytes:
    """Markup in which words between tags were mutated, or tags with what they hold put elsewhere or exchanged."""
    parts = re.split("(<[^>]*>)", data.decode("utf-8", "replace"))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(parts))
        if not at % 2: parts[at] = escape(re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", mutated(parts[at], chance)))
        elif chance.random() < .3: parts[at] = re.sub("[0-9]+|(?<=[\"'])[a-z]+(?=[\"'])", chance.choice(["0", "-1", "999999999999", "", "a"]), parts[at], count=1)
        elif chance.random() < .3: parts[at] += parts[chance.randrange(1, len(parts), 2)] if len(parts) > 1 else ""
    return "".join(parts).encode("utf-8", "replace")


def mutated_package(data: bytes, chance: random.Random) -> bytes:
    """An archive of which one part was mutated, as text more often than as bytes, and which is packed anew."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in parts if name.endswith(("document.xml", "content.xml", "sheet1.xml", "html"))]
    name = chance.choice([*parts, *3 * len(parts) * texts])
    parts[name] = (mutated_words if chance.random() < .7 else mutated_bytes)(parts[name], chance)
    if chance.random() < .05: del parts[name]
    with zipfile.ZipFile(made, "w") as archive:
        for part, held in parts.items(): archive.writestr(part, held)
    return made.getvalue()


# column of the words, columns of the sentence and the offsets
SPANS = {"numbers": [("en_text", "en_"), ("zh_text", "zh_")], "names": [("en_name", "en_"), ("zh_name", "zh_")], "terms": [("en_rendering", "en_"), ("zh_term", "zh_")],
         "shifts": [("en_text", "en_"), ("zh_text", "zh_")], "tokens": [("form", "")]}


def untrue_spans(study: Study) -> list[str]:
    """Every row whose words are not what stands at its offsets."""
    texts = study.texts()
    found = []
    for name, spans in SPANS.items():
        table = getattr(study, name)
        for words, side in spans:
            sent = "sent_id" if not side else f"{side}sent"
            if sent not in table: continue
            for row in table[[words, sent, f"{side}start", f"{side}end"]].itertuples(index=False):
                if not row[1] or row[2] != row[2] or str(row[2]) == "<NA>": continue
                if texts[row[1]][row[2]:row[3]] != row[0]: found.append(f"{name}.{words}: {row[0]!r} is not {texts[row[1]][row[2]:row[3]]!r}")
    return found


def stray_brackets(study: Study) -> list[str]:
    """The names that hold one bracket of a pair; in the title of a book stands what its author wrote."""
    names = [name for name in (*study.names.en_name, *study.names.zh_name) if not name.startswith("《")]
    return [name for name in names for left, right in ("()", "（）", "[]", "《》") if name.count(left) != name.count(right)]


class Fuzz:
    """The cases, each a method that gets its chance."""

    def __init__(self) -> None:
        self.texts = [sample_text(name) for name in ("journal", "speech")]
        self.study: Study | None = None
        self.files: dict[str, bytes] = {}
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-"))

    def compared(self) -> Study:
        """A small compared study, made once."""
        if self.study is None: self.study = compare(parse_text("\n".join(self.texts[1].split("\n")[:40])), encoder=None)
        return self.study

    def excerpt(self, chance: random.Random, n_lines: int) -> str:
        """Some lines of the sample that follow each other."""
        lines = chance.choice(self.texts).split("\n")
        at = chance.randrange(len(lines))
        return "\n".join(lines[at:at + n_lines])

    def parse(self, chance: random.Random) -> None:
        """A text is parsed, and no character of it is lost."""
        text = mutated(self.excerpt(chance, 60), chance)
        lost = unaccounted(parse_text(text), text)
        lost = Counter({char: n for char, n in lost.items() if not char.isspace()})
        assert not lost, f"characters lost or made up: {lost}"

    def compare(self, chance: random.Random) -> None:
        """Two sentences are compared, and every span is true."""
        en, zh = ([line for line in text.split("\n") if re.search(pattern, line)] for text, pattern in ((self.texts[0], r"[a-z]{4}"), (self.texts[0], r"[\u4e00-\u9fff]{6}")))
        rows = [(mutated(chance.choice(en), chance), mutated(chance.choice(zh), chance)) for _ in range(3)]
        clean = [[re.sub(r"[\r\n\x00]+", " ", cell) or "x" for cell in row] for row in rows]
        segments = tuple((zh, en) for en, zh in clean)
        source = Source("rows", "", "str", [cell for row in segments for cell in row], segments=segments)
        study = compare(parse_sources([source]), encoder=None)
        assert not untrue_spans(study), untrue_spans(study)[:3]
        assert not stray_brackets(study), stray_brackets(study)[:3]

    def file(self, chance: random.Random) -> None:
        """A file of any form, one of its parts mutated, is read with no character lost, or refused in one sentence."""
        if not self.files: self.files = sample_forms()
        form = chance.choice(sorted(self.files))
        data = self.files[form]
        way = mutated_bytes if chance.random() < .3 else mutated_package if data.startswith(b"PK") else mutated_words if form in ("html", "tmx") else mutated_bytes
        data = way(data, chance)
        try: source = source_of(data, name="file")
        except InputError as error:
            assert str(error).startswith("file") and "\n" not in str(error), error
            raise
        text = "\n".join(source.lines)
        lost = unaccounted(parse_sources([source]), text)
        assert not lost or source.segments, f"{form}: characters lost or made up: {lost}"

    def exchange(self, chance: random.Random) -> None:
        """A sheet, a memory, a glossary and a term base are read or refused."""
        sheet = sheet_text(review_sheet(self.compared())).encode()
        for name, data, read in (("a.tsv", sheet[:5000], read_sheet), ("a.tmx", tmx(self.excerpt(chance, 3)), read_tmx), ("b.tsv", "灯塔\tlighthouse\n".encode() * 5, read_glossary),
                                 ("c.tbx", TBX.encode(), read_glossary)):
            (self.folder/name).write_bytes(mutated_bytes(data, chance))
            try: read(self.folder/name)
            except InputError: pass

    def studies(self, chance: random.Random) -> None:
        """The folder of a study, one table of it mutated, is read, searched and exported, or refused."""
        folder = self.folder/"study"
        folder.mkdir(exist_ok=True)
        write_study(self.compared(), folder)
        table = chance.choice(sorted(folder.glob("*.csv")))
        table.write_bytes(mutated_bytes(table.read_bytes(), chance))
        study = read_study(folder)
        concordance(study, "灯塔")
        review_sheet(study)
        export(study, self.folder/"out.tmx", format="tmx", force=True)


def sample_forms() -> dict[str, bytes]:
    """The sample's own files, and a text of it in each other form that is read."""
    folder = Path(str(files("fa_study")))/"data"/"sample"
    sides = paragraphs("speech.txt")
    rows = [(zh, en) for (_, zh), (_, en) in zip(sides["zh"], sides["en"])]
    texts = [text for row in rows for text in row]
    cells = "".join(f"{zh};{en.replace(';', ',')}\n" for zh, en in rows)
    memory = "".join(f'<tu><tuv xml:lang="zh"><seg>{escape(zh)}</seg></tuv><tuv xml:lang="en"><seg>{escape(en)}</seg></tuv></tu>' for zh, en in rows)
    made = {name.partition(".")[2]: (folder/name).read_bytes() for name in ("accord.pdf", "article2.docx", "speech.html")}
    return made | {"plain pdf": drawn(texts), "xlsx": book(rows), "rtf": rtf(texts), "csv": cells.encode(), "gbk": cells.encode("gb18030"),
                   "odt": odt("".join(f"<text:p>{escape(text)}</text:p>" for text in texts)), "epub": epub(page(texts)[15:].replace("<title>t</title>", "")),
                   "tmx": f'<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>{memory}</body></tmx>'.encode()}


def drawn(texts: list[str]) -> bytes:
    """A PDF whose pages are not packed, so that what is exchanged in it is read."""
    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=0, invariant=1)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for n, text in enumerate(texts):
        canvas.setFont("STSong-Light" if re.search(r"[\u4e00-\u9fff]", text) else "Times-Roman", 9)
        canvas.drawString(50, 750 - 24*(n % 28), text[:90])
        if n % 28 == 27: canvas.showPage()
    canvas.save()
    return made.getvalue()


def tmx(text: str) -> bytes:
    """A small translation memory."""
    return f'<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>{text[:80]}</seg></tuv><tuv xml:lang="zh"><seg>灯塔</seg></tuv></tu></body></tmx>'.encode()


TBX = '<?xml version="1.0"?><martif type="TBX"><text><body>' + "".join(
    f'<termEntry><descrip>a</descrip><langSet xml:lang="zh"><tig><term>{zh}</term></tig></langSet><langSet xml:lang="en"><tig><term>{en}</term></tig></langSet></termEntry>'
    for zh, en in (("灯塔", "lighthouse"), ("港口", "port"))) + "</body></text></martif>"
SHARES = {"parse": 6, "compare": 1, "file": 8, "exchange": 2, "studies": 1}


def fuzz(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Cases until the time is over: how many of each sort were tried, and what went wrong."""
    work = Fuzz()
    chance = random.Random(seed)
    tried: Counter[str] = Counter()
    wrong: list[str] = []
    end = time.monotonic() + seconds
    names = [name for name, share in SHARES.items() for _ in range(share)]
    while time.monotonic() < end:
        name = chance.choice(names)
        own = chance.randrange(2**32)
        try: getattr(work, name)(random.Random(own))
        except InputError: pass
        except Exception: wrong.append(f"{name}, seed {own}\n{traceback.format_exc()}")
        tried[name] += 1
    return tried, wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--only", nargs=2, metavar=("CASE", "SEED"), help="do one case again")
    asked = parser.parse_args()
    if asked.only:
        getattr(Fuzz(), asked.only[0])(random.Random(int(asked.only[1])))
        sys.exit()
    tried, wrong = fuzz(60 * asked.minutes, asked.seed)
    print("\n".join(wrong))
    print(f"{dict(tried)}; {len(wrong)} went wrong")
    sys.exit(bool(wrong))
