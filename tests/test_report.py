"""The report: valid structure, nothing from other hosts, hostile documents stay text."""
import ast
import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

import fa_study as fa
from fa_study import plot
from fa_study.figures import canvas
from fa_study.workplace.messages import messages, translated
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.page.shown import readable, source_hash
from fa_study.page.report import report_html, write_report

VOID = {"meta", "img", "br", "hr", "link", "input", "wbr"}
EVIL = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</style></title><svg onload=alert(1)>",
        "{{ 7*7 }}{% raw %}", "javascript:alert(1)", "https://elsewhere.example/x", "\u202egpj.exe\u2066", "nul\x00bel\x07esc\x1b", "half \ud800 pair",
        "&lt;already&gt;", "灯火为众人而明"]


class Page(HTMLParser):
    "What a browser sees: elements with their attributes, text, and whether every element is closed in order."
    def __init__(self, page: str):
        super().__init__()
        self.elements, self.open, self.text, self.faults = [], [], "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        doubled = [n for n, count in Counter(n for n, _ in attrs).items() if count > 1]
        self.faults += [f"{tag} has {n} twice" for n in doubled]
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID: self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open): self.text += data

    def all(self, tag): return [attrs for t, attrs in self.elements if t == tag]


def evil_study() -> Study:
    "A study of which every word from outside is hostile."
    text = " ".join(EVIL)
    articles = [{"article_id": f"a{lang}", "doc_id": "d1", "lang": lang, "kind": text, "title": text, "author": text, "affiliation": text,
                 "pair_id": "p1"} for lang in ("en", "zh")] + [{"article_id": "b", "doc_id": "d1", "lang": text, "kind": text, "title": text}]
    return Study(
        documents=new_table("documents", [{"doc_id": "d1", "path": text, "sha256": "f"*64, "encoding": text, "n_lines": 9, "n_pages": 2}]),
        articles=new_table("articles", articles),
        paragraphs=new_table("paragraphs", [{"article_id": "aen", "par_id": "p", "kind": "body", "page": p} for p in (3, 5)]),
        sentences=new_table("sentences", [{"article_id": "aen", "sent_id": "s1", "text": text}, {"article_id": "azh", "sent_id": "s2", "text": text}]),
        dropped=new_table("dropped", [{"doc_id": "d1", "line": n, "text": text, "reason": text} for n in (1, 2, 3)]),
        beads=new_table("beads", [{"pair_id": "p1", "bead_id": text, "en_sents": "s1", "zh_sents": "s2", "kind": text, "source": text}]),
        measures=new_table("measures", [{"scope": "pair", "scope_id": "p1", "measure": "expansion", "value": .5, "low": .4, "high": .6,
                                         "signature": text}]),
        notes=(text,))


@pytest.fixture
def drawings(tmp_path):
    ax = Figure(figsize=(2, 1)).add_subplot()
    canvas.describe(ax, " ".join(EVIL))
    return [canvas.save(ax, tmp_path/f"<b>$x$ '{n}'.{end}") for n, end in enumerate(("png", "svg"))]


@pytest.fixture
def page(drawings):
    return report_html(evil_study(), figures=drawings, lang="en")


def test_the_page_is_sound_html(page):
    seen = Page(page)
    assert page.startswith("<!doctype html>\n<html lang=\"en\">") and seen.faults == [] and seen.open == []
    assert [len(seen.all(tag)) for tag in ("html", "head", "body", "main", "h1")] == [1]*5 and page.count("<title>Two renderings") == 1
    ids = [attrs["id"] for _, attrs in seen.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {a["href"] for a in seen.all("a") if not a["href"].startswith("#show?")} <= {f"#{i}" for i in ids}
    assert all(attrs.get("alt") for attrs in seen.all("img"))
    assert all(re.fullmatch(r"[a-z]{2}", attrs["lang"]) for _, attrs in seen.elements if "lang" in attrs and attrs["lang"] in ("en", "zh"))
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in seen.all("meta")


def test_hostile_words_stay_text(page):
    seen = Page(page)
    assert {t for t, _ in seen.elements} <= set("html head meta title style script body header h1 h2 span p nav ul ol li a main section aside table caption "
                                                "thead tbody tr th td div b br figure img figcaption code footer button input select option label "
                                                "details summary dialog dl dt dd kbd h3 mark progress noscript svg g defs path use clippath rect text title b".split())
    assert not [n for _, attrs in seen.elements for n in attrs if n.startswith("on") or n == "style"]
    shown = re.sub(r"\s+", " ", seen.text)
    for word in EVIL: assert readable(word) in shown, word
    assert "49" not in shown.replace("\ufffd", "")  # no template in a title is ever run
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\u202a-\u202e\u2066-\u2069]", page)
    page.encode("utf-8")


def test_nothing_leaves_the_page(page):
    seen = Page(page)
    for _, attrs in seen.elements:
        for name in ("src", "href", "srcset", "action", "data", "poster", "background"):
            if name in attrs: assert attrs[name].startswith(("#", "data:image/png;base64,"))
    style = page.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style and "<" not in style
    policy = next(m["content"] for m in seen.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    script = page.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == (f"default-src 'none'; style-src '{source_hash(style)}'; script-src 'sha256-{digest}'; img-src data:; worker-src blob:; "
                      "base-uri 'none'; form-action 'none'")
    assert re.findall(r"<script[^>]*>", page) == ["<script>", '<script type="application/json" class="data">']


def test_the_data_in_the_page_hold_no_markup(page):
    data = page.split('<script type="application/json" class="data">')[1].split("</script>")[0]
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data)["articles"][0][3] == " ".join(map(readable, EVIL))


def test_no_address_of_another_host():
    plain = Study(documents=new_table("documents", [{"doc_id": "d1", "path": "lamps.txt"}]))
    assert "://" not in report_html(plain).replace("http://www.w3.org/2000/svg", "")  # the name of SVG, which nothing asks for


def test_figures_are_in_the_page_with_their_descriptions(page, drawings):
    seen = Page(page)
    images = seen.all("img")
    assert [base64.b64decode(i["src"].partition(",")[2]) for i in images] == [drawings[0].read_bytes()]
    drawn = [svg for svg in seen.all("svg") if svg.get("role") == "group"]
    assert len(drawn) == 1 and all("灯火为众人而明" in words and "<script>" in words for words in (images[0]["alt"], drawn[0]["aria-label"]))
    assert "style" not in drawn[0] and not [attrs for tag, attrs in seen.elements if tag in ("path", "use", "g") and "style" in attrs]


def test_bars_and_dots_of_figures_are_links(tmp_path):
    study = fa.compare(fa.sample())
    drawn = [canvas.save(draw(study), tmp_path/f"{draw.__name__}.svg") for draw in (plot.bead_kinds, plot.number_check, plot.attention_strip, plot.bead_map)]
    page = report_html(study, figures=drawn, lang="en")
    links = [a["href"] for a in Page(page).all("a") if "aria-label" in a]
    assert {f"#{bead}" for bead in study.attention.bead_id} <= set(links) and "#show?group=n-1&pair=pair1" in links
    assert {f"#{bead}" for bead in study.beads.bead_id[(study.beads.pair_id == "pair1") & (study.beads.kind == "1-1")]} <= set(links)
    assert all(len(page.split(f'id="f{n}.')) >= 1 for n in range(4)) and len(re.findall(r'id="(f\d+\.\d+)"', page)) == len(set(re.findall(r'id="(f\d+\.\d+)"', page)))


def test_a_figure_without_description_is_named(tmp_path):
    drawn = canvas.save(Figure(figsize=(1, 1)), tmp_path/"bead_kinds.png")
    assert Page(report_html(Study(), figures=[drawn], lang="en")).all("img")[0]["alt"] == "bead kinds"


def test_what_the_page_tells(page):
    text = re.sub(r"\s+", " ", Page(page).text)
    assert "1 document, 3 texts, 1 pair, 2 sentences, 1 bead." in text
    assert "f"*64 in text and "en 3–5" in text and "0.50 0.40–0.60" in text.replace("0.500.40", "0.50 0.40")
    labelled = [attrs for attrs in Page(page).all("td") if attrs.get("data-label") == "Count"]
    assert len(labelled) == 1 and re.search(r">3</td>", page)


def test_an_empty_study_has_a_page():
    seen = Page(report_html(Study(), lang="en"))
    assert seen.faults == [] and "nothing is compared" in seen.text and "Every line belongs to a text." in seen.text
    assert {a["href"] for a in seen.all("a")} == {"#overview", "#read", "#concordance", "#study"}


def test_no_path_of_a_machine_is_in_the_page():
    study = Study(documents=new_table("documents", [{"doc_id": "d1", "path": "/srv/someone/texts/lamps.txt"}, {"doc_id": "d2", "path": r"D:\someone\more.txt"}]))
    page = report_html(study, lang="en")
    assert "someone" not in page and "lamps.txt" in page and "fa-study run lamps.txt more.txt --corrections corrections.tsv" in page


def test_every_message_of_the_page_has_its_chinese():
    folder = resources.files("fa_study")/"data"/"reader"
    asked = set()
    for name in (f.name for f in folder.iterdir()):
        text = (folder/name).read_text(encoding="utf-8")
        if name.endswith(".js"): asked |= set(re.findall(r'\bt\("((?:[^"\\]|\\.)*)"', text))
        elif name.endswith(".jinja"): asked |= set(re.findall(r'\b_\("((?:[^"\\]|\\.)*)"\)', text))
    assert len(asked) > 150 and [text for text in sorted(asked) if text not in messages("zh")] == []


TOLD = {"InputError", "ArgumentTypeError", "add_argument", "add_parser"}
OF_PARTS = {"{0} {1}", "{0}, {1}{2}.", "{0}, line {1}: {2}.", "{0} is {1}, and give that.", "{0}{1}."}  # said of what is told elsewhere


def literal(node: ast.expr) -> str:
    """The text of a literal, the parts of an f-string as {0}, {1} …; "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        counted = iter(range(len(node.values)))
        return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(counted)}}}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_every_fault_and_every_option_of_the_command_has_its_chinese():
    asked = set()
    for path in (Path(__file__).parent.parent/"fa_study").rglob("*.py"):
        if path.name.startswith("training_"): continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            if name in TOLD:
                said = [k.value for k in node.keywords if k.arg in ("help", "description", "epilog")]
                asked |= {literal(part) for part in [*said, *(node.args[:1] if name.endswith("Error") else [])]}
    assert len(asked) > 200 and [text for text in sorted(asked - OF_PARTS - {""}) if translated(text, lang="zh") == text] == []


def test_what_became_of_corrections_is_told():
    told = pd.DataFrame([dict(table="numbers", where="p1.b2", field="verdict", was="differ", decision="change", value="same", file="mine.tsv", line=4,
                              status="does not fit", why="the words <b>are</b> gone")])
    text = re.sub(r"\s+", " ", Page(report_html(Study(corrections=told), lang="en")).text)
    assert "does not fit" in text and "numbers p1.b2" in text and "verdict differ → same" in text and "the words <b>are</b> gone" in text
    assert "mine.tsv, line 4" in text and "What became of" not in Page(report_html(Study(), lang="en")).text


def test_missing_values_are_empty():
    study = Study(documents=new_table("documents", [{"doc_id": "d1", "path": "a.txt"}]),
                  articles=new_table("articles", [{"article_id": "a", "lang": "en", "pair_id": "p"}, {"article_id": "b", "lang": "zh", "pair_id": "p"}]),
                  measures=new_table("measures", [{"scope": "pair", "scope_id": "p", "measure": "expansion"}]))
    text = Page(report_html(study, lang="en")).text
    assert "NA" not in text and "nan" not in text and "None" not in text and "（无题）" in text and "(no title)" in text


def test_the_same_study_is_the_same_page(drawings, tmp_path):
    one = write_report(evil_study(), tmp_path, figures=drawings).read_bytes()
    assert one == write_report(evil_study(), tmp_path, figures=drawings).read_bytes() and b"\r" not in one
    assert one.decode("utf-8") == report_html(evil_study(), figures=drawings)


@pytest.mark.parametrize("name, message", [("x.pdf", "cannot be put into a page"), ("x.png", "does not exist")])
def test_a_figure_that_cannot_be_shown_leaves_no_page(tmp_path, name, message):
    with pytest.raises(InputError, match=message): write_report(Study(), tmp_path, figures=[tmp_path/name])
    assert list(tmp_path.iterdir()) == []


def test_no_folder():
    with pytest.raises(InputError, match="^The folder nowhere for the report does not exist: make it first.$"): write_report(Study(), "nowhere")


def luminance(colour: str) -> float:
    "Relative luminance of WCAG 2.1."
    parts = (int(colour[i:i + 2], 16)/255 for i in (1, 3, 5))
    red, green, blue = (c/12.92 if c <= 0.04045 else ((c + 0.055)/1.055)**2.4 for c in parts)
    return 0.2126*red + 0.7152*green + 0.0722*blue


def test_contrast_in_light_dark_and_print():
    css = (resources.files("fa_study")/"data"/"reader"/"page.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", css)
    themes = [{name: colours[i] for name, *colours in pairs} for i in (0, 1)]
    themes.append(themes[0] | dict(re.findall(r"--(\w+): (#\w{6})", css.split("@media print")[1])))
    kinds = ("attention", "numbers", "names", "terms", "shifts", "gaps", "devices", "fates")
    for theme in themes:
        grounds = {"ground": ("ink", "quiet", "link", *kinds), "raised": ("ink", "quiet", "link", *kinds), "hit": ("ink",), "aligned": ("ink",)}
        for ground, inks in grounds.items():
            for ink in inks:
                dark, light = sorted(luminance(theme[name]) for name in (ground, ink))
                assert (light + 0.05)/(dark + 0.05) >= 4.5, (ink, ground)  # level AA
