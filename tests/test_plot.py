"""The plots, through what is drawn: positions, labels, glyphs, colours, files."""
import inspect
import itertools
import re
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from drawing import glyph_warnings, no_figure_left, words_outside  # the second closes figures after each test
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.completer import Completer
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from fa_study import plot
from fa_study.figures import axes, bead_map as beadmap, canvas, colours, expansion as expansionplot, places
from fa_study.style.measures import alignment_measures
from fa_study.study import Study
from fa_study.tables import InputError, new_table

# One pair a line: English title, Chinese title, beads; a bead is its English sentences and its Chinese ones, each with a place in its text.
EN = ["II.", "One lamp burns.", "It is old.", "Nobody pays for $5 of light.", "Storms came & went.", "The keepers stayed.", "We thank them."]
ZH = ["二、", "一盏古老的灯亮着。", "灯光不收分文。", "风暴来了。", "风暴又走了。", "守灯人没有离开过。", "谢谢。"]
BEADS = ["1|1", "2 3|2", "4|3", "5|4 5", "6|", "7|7", "|6"]
DRAWN = {"bead_map": plot.bead_map, "expansion": plot.expansion, "bead_kinds": plot.bead_kinds}


def pair(pair_id: str, en_title: str, zh_title: str, beads=BEADS) -> dict[str, list[dict]]:
    rows = {"articles": [], "paragraphs": [], "sentences": [], "beads": []}
    for lang, title, texts in (("en", en_title, EN), ("zh", zh_title, ZH)):
        article = f"{pair_id}.{lang}"
        rows["articles"].append({"article_id": article, "doc_id": "d1", "lang": lang, "kind": "article", "title": title, "pair_id": pair_id})
        rows["paragraphs"] += [{"article_id": article, "par_id": f"{article}.p{p}", "kind": "body", "page": 7 + p} for p in (1, 2)]
        rows["sentences"] += [{"article_id": article, "par_id": f"{article}.p{1 + (n > 4)}", "sent_id": f"{article}.s{n}", "text": t}
                              for n, t in enumerate(texts, 1)]
    for n, bead in enumerate(beads, 1):
        en, zh = ([f"{pair_id}.{lang}.s{i}" for i in side.split()] for lang, side in zip(("en", "zh"), bead.split("|")))
        rows["beads"].append({"pair_id": pair_id, "bead_id": f"{pair_id}.b{n}", "en_sents": " ".join(en), "zh_sents": " ".join(zh),
                              "kind": f"{len(en)}-{len(zh)}", "score": 1, "source": "auto"})
    return rows


def make(*pairs) -> Study:
    tables = {name: new_table(name, [r for p in pairs for r in p[name]]) for name in pairs[0]}
    return Study(documents=new_table("documents", [{"doc_id": "d1", "path": "C:\\texts\\lamps $1 $2.txt"}]), **tables)


@pytest.fixture
def study() -> Study:
    # A formula, a character that no font has, a reversed word; and a pair without any title.
    return make(pair("p1", "Aid of $5 and $x_{ for <b>all</b>", "灯火𠀀为众人\u202e而明"), pair("p2", "", "", ["1 2|1 2", "3|3", "4|4 5"]))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("end", ["png", "svg", "pdf"])
def test_no_boxes_when_the_user_saves_with_other_settings(study, name, end, tmp_path):
    ax = DRAWN[name](study)
    with mpl.rc_context({"font.family": "monospace", "svg.fonttype": "path"}):
        ax.set_xlim(*ax.get_xlim())  # the user goes on with it: ticks are made anew
        assert glyph_warnings(lambda: ax.figure.savefig(tmp_path/f"later.{end}")) == []


@pytest.mark.parametrize("name", DRAWN)
def test_axes_of_the_user_are_drawn_on_and_given_back(study, name):
    with mpl.rc_context({"font.family": "monospace"}):
        figure, (mine, other) = plt.subplots(1, 2, figsize=(12, 6))
        other.set_title("untouched")
        assert DRAWN[name](study, ax=mine) is mine
        assert glyph_warnings(figure.canvas.draw) == []
    assert figure.get_size_inches().tolist() == [12, 6] and plt.get_fignums() == [figure.number]
    assert len(other.lines + list(other.collections) + list(other.patches)) == 0 and other.title.get_fontfamily() == ["monospace"]


@pytest.mark.parametrize("name", DRAWN)
def test_settings_of_the_user_stay(study, name):
    plt.close(plt.figure())  # loads the backend, which is a setting too
    before = dict(mpl.rcParams)
    DRAWN[name](study)
    with pytest.raises(InputError): DRAWN[name](Study())
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_figure_is_the_same_file_and_describes_itself(study, name, tmp_path):
    for end in ("png", "svg", "pdf"):
        path = tmp_path/f"{name}.{end}"
        one, two = (canvas.save(DRAWN[name](study), path).read_bytes() for _ in range(2))
        assert one == two, end
        assert not any(automatic in one for automatic in (b"dc:date", b"CreationDate", b"Matplotlib v", b"Software")), end
        if end != "pdf": assert canvas.saved_description(path) == canvas.description(DRAWN[name](study)) != ""


@pytest.mark.parametrize("name", DRAWN)
def test_footer_names_source_n_and_settings(study, name):
    texts = [t.get_text() for t in DRAWN[name](study).findobj(Text)]
    note = next(t for t in texts if t.startswith("Source"))
    assert r"lamps \$1 \$2.txt" in note and "C:" not in note and "n = " in note and "beads:auto|en:EN_WORD-1|" in note.replace("\n", "")


@pytest.mark.parametrize("name", DRAWN)
def test_everything_drawn_is_inside_the_saved_picture_and_nothing_overlaps_the_footer(study, name):
    ax = DRAWN[name](study)
    ax.figure.canvas.draw()
    note = next(t for t in ax.texts if t.get_text().startswith("Source")).get_window_extent()
    assert note.y0 >= 0 and note.x1 <= ax.figure.bbox.x1
    assert note.y1 <= ax.xaxis.label.get_window_extent().y0
    legend = ax.get_legend().get_window_extent()
    assert not legend.overlaps(ax.title.get_window_extent()) and not legend.overlaps(note)


def test_titles_are_text_not_formulas(study):
    ax = plot.bead_kinds(study)
    ax.figure.canvas.draw()  # an unfinished formula would raise here
    labels = [t.get_text() for t in ax.texts]
    assert "灯火\ufffd为众人而明\nAid of \\$5 and \\$x_{ for <b>all</b>" in labels and "p2" in labels


def test_kinds_are_stacked_from_0_to_100(study):
    ax = plot.bead_kinds(study)
    bars = [(round(b.get_y(), 2), b.get_x(), b.get_width()) for c in ax.containers for b in c if b.get_width()]
    for y, of_pair in itertools.groupby(sorted(bars), key=lambda bar: bar[0]):
        end = 0.0
        for _, x, width in of_pair:
            assert x == pytest.approx(end)
            end = x + width
        assert end == pytest.approx(100)
    assert [t.get_text() for t in ax.texts if t.get_text().startswith("n = ")] == ["n = 7", "n = 3"]
    legend = [t.get_text() for t in ax.get_legend().get_texts()]
    assert legend == ["one to one 一对一", "many to one 多对一", "one to many 一对多", "many to many 多对多", "English only 仅英文", "Chinese only 仅中文"]


def test_tables_lead_to_the_words(study):
    known = set(study.sentences.sent_id)
    for table in (plot.bead_kinds.table(study), plot.expansion.table(study), plot.bead_map.table(study)):
        ids = " ".join([*table.en_sents, *table.zh_sents]).split()
        assert set(ids) <= known and len(ids) == len(set(ids))
    kinds = plot.bead_kinds.table(study)
    assert sorted(" ".join(kinds.bead_ids).split()) == sorted(study.beads.bead_id)
    assert kinds.groupby("pair_id").share.sum().round(9).tolist() == [1, 1]


def test_expansion_positions(study):
    ax, table = plot.expansion(study, pair_id="p1"), plot.expansion.table(study, pair_id="p1")
    assert table.bead_id.tolist() == ["p1.b1", "p1.b2", "p1.b3", "p1.b4", "p1.b5", "p1.b7", "p1.b6"]
    # 二 / 一盏古老的灯亮着 / 灯光不收分文 / 风暴来了 风暴又走了 / (none) / 守灯人没有离开过 / 谢谢
    assert table.zh_chars.tolist() == [1, 8, 6, 9, 0, 8, 2] and table.en_words.tolist() == [1, 6, 6, 3, 3, 0, 3]
    assert table.zh_start.tolist() == [0, 1, 9, 15, 24, 24, 32]
    strokes = np.array(ax.collections[0].get_segments())
    assert strokes[:, 0].tolist() == [[0, 1], [1, 6/8], [9, 1], [15, 3/9], [32, 3/2]] and (strokes[:, 1, 0] - strokes[:, 0, 0]).tolist() == [1, 8, 6, 9, 2]
    assert set(ax.lines[1].get_ydata()) == {19/26} and ax.get_yscale() == "log"
    triangles = {line.get_label(): line.get_xdata().tolist() for line in ax.lines[2:]}
    assert triangles == {"English only 仅英文 (1)": [24], "Chinese only 仅中文 (1)": [28]}
    assert ax.get_legend_handles_labels()[1][2] == "whole pair 全篇 0.73"


def test_interval_comes_from_the_measures(study):
    row = {"scope": "pair", "scope_id": "p1", "measure": "expansion", "value": 19/26, "low": .5, "high": .9}
    ax = plot.expansion(study.replace(measures=new_table("measures", [row])))
    assert "whole pair 全篇 0.73 (95%: 0.50–0.90)" in ax.get_legend_handles_labels()[1]
    band = ax.transData.inverted().transform_bbox(ax.patches[0].get_extents())
    assert (band.y0, band.y1) == pytest.approx((.5, .9))
    stated = alignment_measures(study).query("scope == 'pair' and measure == 'expansion'").set_index("scope_id").value
    for p in ("p1", "p2"): assert stated[p] == pytest.approx(expansionplot.overall_ratio(plot.expansion.table(study, pair_id=p)))


def test_first_bead_without_chinese_stands_at_the_start(study):
    early = make(pair("p1", "A", "甲", ["1|", "2|1"]))
    table = plot.expansion.table(early)
    assert table.zh_start.tolist() == [0, 0] and table.zh_end.tolist() == [0, 1]


def test_bead_map_positions(study):
    ax, table = plot.bead_map(study), plot.bead_map.table(study)
    assert table.bead_id[table.moved].tolist() == [] and table.kind.tolist()[-1] == "0-1"
    both = table.dropna(subset=["en_start", "zh_start"])
    corners = [tuple(p.vertices[i]) for c in ax.collections[2:] for p in c.get_paths() for i in (0, 3, 4, 7)]
    wanted = [corner for r in both.itertuples() for corner in ((beadmap.COLUMN, r.zh_start), (1 - beadmap.COLUMN, r.en_start),
                                                                (1 - beadmap.COLUMN, r.en_end), (beadmap.COLUMN, r.zh_end))]
    assert np.allclose(sorted(corners), sorted(wanted))
    assert ax.get_ylim() == (100, 0)
    for column in ax.collections[:2]:
        ends = [p.vertices[[0, 2], 1].tolist() for p in column.get_paths()]
        assert ends[0][0] == 0 and ends[-1][1] == pytest.approx(100) and all(a[1] == pytest.approx(b[0]) for a, b in zip(ends, ends[1:]))
    assert [t.get_text() for t in ax.texts[:4]] == ["8", "9", "8", "9"]  # pages, Chinese column first
    assert [t.get_text() for t in ax.get_xticklabels()] == ["中文\n34 characters 字", "English\n22 words 词"]


def test_crossing_and_unaligned_are_marked():
    crossed = make(pair("p1", "A", "甲", ["1|1", "2|4", "3|2", "4|3", "5|5"]))
    ax, table = plot.bead_map(crossed), plot.bead_map.table(crossed)
    assert table.bead_id[table.moved].tolist() == ["p1.b2"]
    outline = ax.collections[-1]
    assert outline.get_label() == "out of order 次序不同 (1)" and len(outline.get_paths()) == 1
    assert outline.get_paths()[0].vertices[0, 1] == pytest.approx(table.zh_start[table.moved].iloc[0])
    labels = {line.get_label() for line in ax.lines}
    assert labels == {"English in no bead 英文未入句对 (2)", "Chinese in no bead 中文未入句对 (2)"}


def test_footnotes_come_after_the_running_text(study):
    noted = study.replace(paragraphs=study.paragraphs.assign(
        kind=study.paragraphs.kind.mask(study.paragraphs.par_id == "p1.en.p1", "footnote")))
    assert list(places.sentence_spans(noted, "p1", "en"))[:3] == ["p1.en.s5", "p1.en.s6", "p1.en.s7"]


def test_a_text_without_pages_is_drawn_without_page_numbers(study):
    ax = plot.bead_map(study.replace(paragraphs=study.paragraphs.assign(page=pd.array([pd.NA]*len(study.paragraphs), dtype="Int64"))))
    assert not [t for t in ax.texts if t.get_text().isdigit()]


@pytest.mark.parametrize("name", ["bead_map", "expansion"])
def test_unknown_pair_lists_the_known_ones(study, name):
    with pytest.raises(InputError, match=r"^No beads belong to the pair 'p9': give one of p1, p2\.$"): DRAWN[name](study, pair_id="p9")
    with pytest.raises(InputError, match="p1, p2"): DRAWN[name].table(study, pair_id="p9")


@pytest.mark.parametrize("name", DRAWN)
def test_a_study_without_beads_is_met_by_one_sentence(name):
    with pytest.raises(InputError, match=r"^The study has no beads, so there is nothing to draw: [^.]+\.compare [^.]+\.$"): DRAWN[name](Study())


@given(st.lists(st.integers(0, 9), max_size=8))
@settings(max_examples=150, deadline=None)
def test_as_few_as_possible_are_out_of_order(numbers):
    moved = places.out_of_order(numbers)
    rest = [n for n, m in zip(numbers, moved) if not m]
    assert rest == sorted(rest)
    best = max(k for k in range(len(numbers) + 1) for c in itertools.combinations(numbers, k) if list(c) == sorted(c))
    assert len(rest) == best


# Machado, Oliveira & Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0, on linear RGB.
SEEN_AS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "full vision": np.eye(3)}


def lab(colour: str, seen_as) -> np.ndarray:
    "CIELAB (D65) of an sRGB colour as somebody sees it."
    rgb = np.array(to_rgb(colour))
    linear = np.clip(np.asarray(seen_as) @ np.where(rgb <= 0.04045, rgb/12.92, ((rgb + 0.055)/1.055)**2.4), 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear/[0.9505, 1, 1.089]
    f = np.where(xyz > 216/24389, np.cbrt(xyz), (24389/27*xyz + 16)/116)
    return np.array([116*f[1] - 16, 500*(f[0] - f[1]), 200*(f[1] - f[2])])


@pytest.mark.parametrize("vision", SEEN_AS)
def test_colours_are_told_apart(vision):
    seen = {name: lab(c, SEEN_AS[vision]) for name, c in colours.PALETTE.items()}
    for a, b in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[a] - seen[b]) > 12, (a, b)  # 2.3 is just noticeable (Mahy, Van Eycken & Oosterlinck 1994)


def test_colours_are_told_apart_in_grey():
    kinds = [colours.lightness(c) for c in axes.COLOURS.values()]
    assert min(abs(a - b) for a, b in zip(kinds, kinds[1:])) >= 20  # neighbours in a bar
    assert min(abs(a - b) for a, b in itertools.combinations(kinds, 2)) >= 9
    assert colours.lightness("#004488") == pytest.approx(lab("#004488", np.eye(3))[0], abs=0.1)


def test_names_of_the_beads_far_from_the_median_do_not_meet():
    # six beads, of which two neighbours are far above the rest
    rows = pair("p1", "A", "甲", ["1|1", "2|2", "3|3", "4|4", "5|5", "6|6", "7|7"])
    for s in rows["sentences"]: s["text"] = "灯"*12 if s["article_id"].endswith("zh") else "lamp "*(12 if s["sent_id"][-1] not in "34" else 40)
    ax = plot.expansion(make(rows))
    ax.figure.canvas.draw()
    boxes = [t.get_window_extent() for t in ax.texts if t.get_text().startswith("p1.b")]
    assert len(boxes) == 3 and not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    assert all(ax.get_window_extent().x0 <= b.x0 and b.x1 <= ax.get_window_extent().x1 for b in boxes)


SVG = "{http://www.w3.org/2000/svg}"


def test_a_smaller_svg_draws_the_same(tmp_path, study):
    path = canvas.save(plot.bead_map(study), tmp_path/"a.svg")
    figure = plot.bead_map(study).figure
    canvas.save(figure, tmp_path/"again.svg")  # gives the axes the same places
    figure.set_layout_engine("none")
    with canvas.style(), mpl.rc_context({"svg.fonttype": "none"}): figure.savefig(tmp_path/"b.svg")
    def drawn(name): return [[float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", p.get("d") or "")] for p in ElementTree.parse(tmp_path/name).iter(f"{SVG}path")]
    def said(name): return ["".join(t.itertext()) for t in ElementTree.parse(tmp_path/name).iter(f"{SVG}text")]
    one, two = drawn("a.svg"), drawn("b.svg")
    assert path.stat().st_size < .9*(tmp_path/"b.svg").stat().st_size and len(one) == len(two) and said("a.svg") == said("b.svg")
    assert all(np.allclose(a, b, atol=.011) for a, b in zip(one, two))


@pytest.mark.parametrize("name", DRAWN)
def test_letters_of_an_svg_are_text_in_fonts_that_some_machine_has(study, name, tmp_path):
    ax = DRAWN[name](study)
    root = ElementTree.parse(canvas.save(ax, tmp_path/"a.svg")).getroot()
    said = ["".join(t.itertext()) for t in root.iter(f"{SVG}text")]
    drawn = [line for t in ax.findobj(Text) if t.get_visible() for line in t.get_text().replace(r"\$", "$").split("\n") if line.strip()]
    assert set(said) <= set(drawn) and any(re.search("[\u4e00-\u9fff]", line) for line in said)
    rules = next(root.iter(f"{SVG}style")).text
    assert "'Noto Sans SC'" in rules and rules.split("}")[0].endswith("sans-serif")
    assert not any("DejaVu" in (t.get("style") or "") for t in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("name", DRAWN)
def test_every_word_is_inside_the_svg(study, name, tmp_path, browser):
    assert words_outside(canvas.save(DRAWN[name](study), tmp_path/"a.svg"), browser) == []


def test_a_figure_saved_again_is_the_same_file_and_keeps_its_settings(study, tmp_path):
    figure = plot.bead_kinds(study).figure
    engine, dots = figure.get_layout_engine(), figure.dpi
    one, two = (canvas.save(figure, tmp_path/"a.svg").read_bytes() for _ in range(2))
    assert one == two and figure.dpi == dots and type(figure.get_layout_engine()) is type(engine)


def test_svg_is_well_formed_whatever_the_title(study, tmp_path):
    hostile = study.replace(articles=study.articles.assign(title="</svg><script>x</script> \x07 & 灯"))
    for name, draw in DRAWN.items():
        root = ElementTree.parse(canvas.save(draw(hostile), tmp_path/f"{name}.svg")).getroot()
        assert root.tag.endswith("}svg") and not root.findall(".//{http://www.w3.org/2000/svg}script")


def test_the_namespace_shows_plots_and_nothing_else():
    assert dir(plot) == sorted(plot.__all__) == sorted(name for name in vars(plot) if name[0] != "_")
    for name in dir(plot):
        draws, tells = (list(inspect.signature(f).parameters.values()) for f in (getattr(plot, name), getattr(plot, name).table))
        assert [p.name for p in draws] == [p.name for p in tells] + ["ax"] and draws[0].name == "study"
        assert all(p.kind is p.KEYWORD_ONLY for p in draws[1:] + tells[1:]), name
    shown = {match.rsplit(".")[-1] for match in Completer(namespace={"plot": plot}).attr_matches("plot.")}
    assert {name for name in shown if name[:2] != "__"} == set(dir(plot))
