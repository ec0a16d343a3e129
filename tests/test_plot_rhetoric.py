"""The plots of the comparison and the rhetoric, through what is drawn."""
from __future__ import annotations

from functools import partial

import matplotlib as mpl
import numpy as np
import pytest
from drawing import glyph_warnings, no_figure_left, words_outside  # the second closes figures after each test
from matplotlib import pyplot as plt
from matplotlib.text import Text

from fa_study.figures import attention as attentionplot, canvas, device_places as deviceplot, fates as fateplot, keyness as keyplot, network as networkplot
from fa_study.figures import numbers as numberplot, places, rhetoric_score as scoreplot, stance_matrix as matrixplot, terms as termplot
from fa_study.attention.attention import attention
from fa_study.corrections.sheet import CLOSED_VALUES
from fa_study.rhetoric.devices import devices
from fa_study.rhetoric.fates import fates
from fa_study.quantities.pairing import numbers
from fa_study.study import Study
from fa_study.tables import InputError, new_table
from fa_study.example.sample import sample_gold
from fa_study.stance.speaker import guess_speaker
from fa_study.stance.stance import stance
from fa_study.stance.study_markers import study_markers
from fa_study.runner import OF_A_PAIR as PAIR_FIGURES, OF_A_STUDY as STUDY_FIGURES, draw_figures
from fa_study.wording.grid import study_grids
from fa_study.wording.terms import terms

DRAWN = {"fate_bars": fateplot.fate_bars, "fate_bars of the English": partial(fateplot.fate_bars, lang="en"), "metaphor_domains": fateplot.metaphor_domains,
         "rhetoric_score": scoreplot.rhetoric_score, "device_profile": deviceplot.device_profile,
         "device_clusters": deviceplot.device_clusters, "speech_arc": deviceplot.speech_arc, "modality": matrixplot.stance_matrix_plot, "person": partial(matrixplot.stance_matrix_plot, type="person"),
         "renderings": partial(termplot.renderings, term="灯塔精神"), "twin_dispersion": termplot.twin_dispersion, "number_check": numberplot.number_check,
         "attention_strip": attentionplot.attention_strip, "attention_strip of a pair": partial(attentionplot.attention_strip, pair_id="accord"),
         "collocation_network": partial(networkplot.collocation_network, node="走廊"), "collocation_network in English": partial(networkplot.collocation_network, node="Corridor"),
         "keyness_plot": lambda study, **more: keyplot.keyness_plot(study, article_id=study.articles.article_id[0], **more)}
OF_A_PAIR = {"fate_bars": fateplot.fate_bars, "metaphor_domains": fateplot.metaphor_domains, "rhetoric_score": scoreplot.rhetoric_score, "device_profile": deviceplot.device_profile,
             "device_clusters": deviceplot.device_clusters, "speech_arc": deviceplot.speech_arc, "matrix": matrixplot.stance_matrix_plot,
             "twin_dispersion": termplot.twin_dispersion, "number_check": numberplot.number_check, "attention_strip": attentionplot.attention_strip}
each_plot, each_of_a_pair = pytest.mark.parametrize("name", DRAWN), pytest.mark.parametrize("name", OF_A_PAIR)


@pytest.fixture(scope="module")
def study() -> Study:
    gold = sample_gold()
    # A title with a formula, a tag and a character that no font has.
    articles = gold["articles"].assign(title=gold["articles"].title + " $x_{ <b> 𠀀")
    made = Study(**{name: gold[name] for name in ("paragraphs", "sentences", "beads")}, articles=articles,
                 documents=new_table("documents", [{"doc_id": name, "path": f"C:\\texts\\{name} $1.txt"} for name in ("journal", "speech")]))
    grids, speaker = study_grids(made), guess_speaker(made)
    made = made.replace(devices=devices(made), numbers=numbers(made), terms=terms(made, grids=grids),
                        shifts=stance(made, markers=study_markers(made, speaker=speaker), speaker=speaker))
    return made.replace(fates=fates(made, grids=grids), attention=attention(made))


@each_plot
def test_no_boxes_and_a_footer_in_every_file(study, name, tmp_path):
    ax = DRAWN[name](study)
    note = next(t.get_text() for t in ax.findobj(Text) if t.get_text().startswith("Source"))
    assert "C:" not in note and r"journal \$1.txt" in note and "n = " in note and "Settings" in note
    with mpl.rc_context({"font.family": "monospace"}):
        for end in ("png", "svg", "pdf"): assert glyph_warnings(partial(ax.figure.savefig, tmp_path/f"a.{end}")) == []


@each_plot
def test_axes_and_settings_of_the_user_stay(study, name):
    plt.close(plt.figure())
    before = dict(mpl.rcParams)
    figure, (mine, other) = plt.subplots(1, 2, figsize=(14, 7))
    assert DRAWN[name](study, ax=mine) is mine
    assert figure.get_size_inches().tolist() == [14, 7] and plt.get_fignums() == [figure.number]
    assert not other.lines and not other.collections and not other.patches and dict(mpl.rcParams) == before


@each_plot
def test_the_same_figure_is_the_same_file_and_says_what_it_shows(study, name, tmp_path):
    one, two = (canvas.save(DRAWN[name](study), tmp_path/"a.svg").read_bytes() for _ in range(2))
    assert one == two and len(canvas.saved_description(tmp_path/"a.svg")) > 40


@each_plot
def test_nothing_runs_into_anything(study, name):
    ax = DRAWN[name](study)
    ax.figure.canvas.draw()
    note = next(t for t in ax.findobj(Text) if t.get_text().startswith("Source")).get_window_extent()
    assert note.y0 >= 0 and note.y1 <= ax.xaxis.label.get_window_extent().y0
    assert ax.get_window_extent().width > .45*ax.figure.bbox.width  # no legend or label has squeezed the axes
    if legend := ax.get_legend():
        box = legend.get_window_extent()
        assert not box.overlaps(ax.title.get_window_extent()) and not box.overlaps(note) and box.y0 >= ax.get_window_extent().y1 - 1
    labels = [t.get_window_extent() for t in ax.get_yticklabels() if t.get_text()]
    assert not any(a.overlaps(b) for a, b in zip(labels, labels[1:]))


@each_plot
def test_every_word_is_inside_the_svg(study, name, tmp_path, browser):
    assert words_outside(canvas.save(DRAWN[name](study), tmp_path/"a.svg"), browser) == []


@each_of_a_pair
def test_unknown_pair_and_empty_study_are_met_by_one_sentence(study, name):
    with pytest.raises(InputError, match=r"^No beads belong to the pair 'p9': give one of accord, corridor, outlook, address\.$"): OF_A_PAIR[name](study, pair_id="p9")
    with pytest.raises(InputError, match=r"^The study has no beads, so there is nothing to draw: [^.]+\.compare [^.]+\.$"): OF_A_PAIR[name](Study())


@each_of_a_pair
def test_every_pair_can_be_drawn_or_says_why_not(study, name):
    for pair_id in ("accord", "corridor", "outlook", "address"):
        try: OF_A_PAIR[name](study, pair_id=pair_id).figure.canvas.draw()
        except InputError as e: assert pair_id in str(e)


def test_fate_bars_are_stacked_from_0_to_100(study):
    ax, table = fateplot.fate_bars(study), fateplot.fate_bars.table(study)
    ends = {}
    for bar in (b for c in ax.containers for b in c if b.get_width()):
        y = round(bar.get_y() + bar.get_height()/2)
        assert bar.get_x() == pytest.approx(ends.get(y, 0))
        ends[y] = bar.get_x() + bar.get_width()
    assert list(ends.values()) == pytest.approx([100]*table.device.nunique())
    assert [t.get_text() for t in ax.texts if t.get_text().startswith("n = ")] == [f"n = {n}" for n in table.groupby("device", sort=False).n.sum()]


@pytest.mark.parametrize(("name", "table"), [("fate_bars", "fates"), ("metaphor_domains", "fates"), ("renderings", "terms"), ("twin_dispersion", "terms"),
                                             ("rhetoric_score", "devices"), ("device_profile", "devices"), ("device_clusters", "fates"), ("speech_arc", "devices"), ("number_check", "numbers"), ("attention_strip", "attention")])
def test_what_was_not_computed_is_told_and_not_made_in_secret(study, name, table):
    with pytest.raises(InputError, match=f"^The table {table} has no rows, so there is nothing to draw: fa.compare fills it from what the texts hold[.]$"):
        DRAWN[name](study.replace(**{table: new_table(table)}))


def test_aligned_axis_has_no_gap_and_both_orders(study):
    for pair_id in study.beads.pair_id.unique():
        axis = places.aligned_axis(study, pair_id)
        assert axis[0].start == 0 and all(a.end == b.start for a, b in zip(axis, axis[1:])) and axis[-1].end == pytest.approx(100)
        spans = places.sentence_spans(study, pair_id, "zh")
        numbered = [spans[i].number for bead in axis for i in bead.zh_sents.split()]
        assert numbered == sorted(numbered)
        assert sorted(bead.bead_id for bead in axis) == sorted(study.beads.bead_id[study.beads.pair_id == pair_id])


def test_a_bead_of_english_alone_follows_its_predecessor(study):
    beads = study.beads[study.beads.pair_id == "accord"].reset_index(drop=True)
    cut = study.replace(beads=beads.assign(zh_sents=beads.zh_sents.mask(beads.index == 2, "")))
    assert [bead.bead_id for bead in places.aligned_axis(cut, "accord")][1:3] == beads.bead_id.tolist()[1:3]
    first = study.replace(beads=beads.assign(zh_sents=beads.zh_sents.mask(beads.index == 0, "")))
    assert places.aligned_axis(first, "accord")[0].bead_id == beads.bead_id[0]


def test_score_without_fates_is_drawn_in_one_shade(study):
    voices = scoreplot.rhetoric_score(study.replace(fates=Study().fates)).collections[1:]
    assert len(voices) == 2 and sum(len(v.get_paths()) for v in voices) == len(scoreplot.rhetoric_score.table(study))
    assert len({tuple(v.get_facecolor()[0]) for v in voices}) == 2


def test_notes_of_kept_devices_are_dark(study):
    ax, table = scoreplot.rhetoric_score(study), scoreplot.rhetoric_score.table(study)
    dark = sum(len(c.get_paths()) for c in ax.collections if "also" in c.get_label())
    assert dark == (table.kept == "yes").sum() > 0


@pytest.mark.parametrize("type", ["modality", "person", "negation", "evaluation", "hedge", "booster"])
def test_matrix_cells(study, type):
    ax, cells = matrixplot.stance_matrix_plot(study, type=type), matrixplot.stance_matrix_plot.table(study, type=type)
    written = {(round(x), round(y)): int(t.get_text()) for t in ax.texts if t.get_text().isdigit() for x, y in [t.get_position()]}
    zh, en = list(cells.zh.cat.categories), list(cells.en.cat.categories)
    assert written == {(en.index(c.en), zh.index(c.zh)): c.n for c in cells.itertuples()}
    assert ax.collections[0].get_facecolor() == pytest.approx(matrixplot._GROUND(cells.share))
    assert zh[-1] == en[-1] == "Ø"


def test_unknown_type_and_formulation_and_article(study):
    with pytest.raises(InputError): matrixplot.stance_matrix_plot(study, type="mood")
    with pytest.raises(InputError, match="灯塔精神"): termplot.renderings(study, term="灯塔精")
    with pytest.raises(InputError, match="give one of"): keyplot.keyness_plot(study, article_id="none")


def test_dispersion_of_asked_formulations(study):
    table = termplot.twin_dispersion.table(study, terms=["灯塔精神"], pair_id="accord")
    rows = study.terms[(study.terms.zh_term == "灯塔精神") & (study.terms.pair_id == "accord")]
    assert len(table) == len(rows) and (table.manner == "dropped").sum() == (rows.en_rendering == "").sum()
    ax = termplot.twin_dispersion(study, terms=["灯塔精神"], pair_id="accord")
    above = [s for c in ax.collections[1::2] for s in c.get_segments()]
    assert all(s[:, 1].max() < 0 for s in above) and len(ax.get_yticklabels()) == 1


def test_numbers_that_differ_are_named(study):
    ax, table = numberplot.number_check(study), numberplot.number_check.table(study)
    both = table.dropna(subset=["zh_number", "en_number"])
    assert len([t for t in ax.texts if " –\n" in t.get_text()]) == (both.verdict == "differ").sum() > 0
    edge = ax.get_xlim()[0]
    alone = [line for line in ax.lines if line.get_label().startswith("English only")]
    assert all(set(line.get_xdata()) == {edge} for line in alone)


def test_every_verdict_on_numbers_is_drawn(study):
    numbers = study.numbers.query("zh_value != '' and en_value != ''").head(1)
    for verdict in CLOSED_VALUES["numbers", "verdict"]:
        ax = numberplot.number_check(study.replace(numbers=numbers.assign(verdict=verdict, unit="", zh_value="5", en_value="5")))
        assert len(ax.lines) == 2, verdict


def test_only_dates_are_met_by_one_sentence(study):
    dates = study.replace(numbers=study.numbers.assign(zh_value="2021-12-13", en_value="2021-12-13"))
    with pytest.raises(InputError, match="^All numbers of .* are dates or ranges"): numberplot.number_check(dates)


def test_attention_names_the_first_of_the_list(study):
    for pair_id, named in ((None, 2*attentionplot.NAMED), ("accord", attentionplot.NAMED)):
        ax, table = attentionplot.attention_strip(study, pair_id=pair_id), attentionplot.attention_strip.table(study, pair_id=pair_id)
        first = table[table["rank"] <= named].sort_values("rank")
        assert [t.get_text().split(" (")[0] for t in ax.get_legend().get_texts()] == [f"{r.rank}: {r.bead_id}" for r in first.itertuples()]
        assert len(ax.collections[0].get_paths()) == (table.score > 0).sum() == table["rank"].notna().sum()
        numbers = {t.get_text(): t.xy for t in ax.texts if t.get_text().isdigit()}
        assert set(numbers) == {f"{r}" for r in first["rank"]}


def test_each_pair_has_its_line_of_attention(study):
    ax, table = attentionplot.attention_strip(study), attentionplot.attention_strip.table(study)
    pairs = list(dict.fromkeys(study.beads.pair_id))
    shown = table[table.score > 0]
    below_a_line = [t for t in ax.texts if t.get_fontsize() == attentionplot.SMALLEST and t.xy[0] == 0 and t.get_va() == "top" and "Settings" not in t.get_text()]
    assert len(below_a_line) == len(pairs) == 4 and set(table.pair_id) == set(pairs)
    bars = [path.vertices[:4] for path in ax.collections[0].get_paths()]
    for bar, row in zip(bars, shown.itertuples(), strict=True):
        top, ground = bar[0, 1], bar[2, 1]
        assert ground == pytest.approx(-attentionplot.ROW*pairs.index(row.pair_id)) and top - ground == pytest.approx(row.score)
        assert bar[:2, 0].mean() == pytest.approx((row.start + row.end)/2)


@pytest.mark.parametrize("node", ["走廊", "corridor"])
def test_network_places_say_the_strength(study, node):
    table = networkplot.collocation_network.table(study, node=node, min_freq=2)
    ax = networkplot.collocation_network(study, node=node, min_freq=2)
    own = table[table.source == node].set_index("target")
    dots = ax.collections[-1].get_offsets()
    names = [t.get_text().rsplit(" ", 1) for t in ax.texts if t.get_text().split()[-1].isdigit()]
    assert {w: int(n) for w, n in names} == own.f_both.to_dict() and len(dots) == len(own) <= networkplot.SHOWN
    distance = np.hypot(*np.array(dots).T)
    strength = own.log_dice[[w for w, _ in names]]
    assert np.all(np.diff(distance[np.argsort(-strength.to_numpy(), kind="stable")]) >= -1e-9)
    assert distance.min() == pytest.approx(networkplot.NEAREST) and distance.max() == pytest.approx(networkplot.FARTHEST)
    lines = {c.get_label().rsplit(" (")[0]: len(c.get_segments()) for c in ax.collections[:-1]}
    assert lines.get("with each other 相互之间", 0) == (table.source != node).sum() and sum(lines.values()) == len(table)


def test_network_is_of_one_language_and_of_content_words(study):
    zh, en = (networkplot.collocation_network.table(study, node=w, min_freq=2) for w in ("走廊", "Corridor"))
    assert not any(map(str.isascii, zh.target)) and all(map(str.isascii, en.target)) and set(en.source) <= {"corridor", *en.target}
    assert all(map(networkplot.is_content, [*zh.target, *en.target]))
    assert not any(map(networkplot.is_content, ["的", "是", "the", "we", "2021", "s", "２"]))


def test_network_names_do_not_meet(study):
    ax = networkplot.collocation_network(study, node="corridor", min_freq=2)
    ax.figure.canvas.draw()
    boxes = [t.get_window_extent() for t in ax.texts if t.get_text().split()[-1].isdigit()]
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])


def test_network_of_one_collocate(study):
    one = networkplot.collocation_network.table(study, node="corridor", n=1)
    places = networkplot.network_places(one)
    assert len(one) == 1 and (places.x.iloc[0], places.y.iloc[0]) == pytest.approx((0, networkplot.NEAREST))


def test_keyness_shows_intervals_and_what_they_say(study):
    article = study.articles.article_id[0]
    ax, table = keyplot.keyness_plot(study, article_id=article), keyplot.keyness_plot.table(study, article_id=article)
    crossing = ((table.low <= 0) & (table.high >= 0)).sum()
    hollow = [line for line in ax.lines if line.get_label().startswith("interval with 0")]
    assert sum(len(line.get_xdata()) for line in hollow) == crossing
    assert len(ax.get_yticklabels()) == len(table) <= keyplot.SHOWN


def test_standard_set_skips_what_has_no_data(study, tmp_path):
    one = study.replace(beads=study.beads[study.beads.pair_id == "accord"])
    whole, less, again = ([p.stem for p in draw_figures(s, tmp_path, processes=n)] for s, n in ((one, 1), (one.replace(numbers=Study().numbers, attention=Study().attention), 1), (one, 2)))
    of_words = [name for name in whole if name.startswith(("renderings", "collocation", "keyness_"))]
    assert of_words and [name for name in whole if name not in of_words] == [drawing.file for drawing in STUDY_FIGURES] + [f"{name}_accord" for name in PAIR_FIGURES]
    assert whole == again
    assert set(whole) - set(less) == {"attention", "number_check"}
    assert draw_figures(Study(), tmp_path) == []
