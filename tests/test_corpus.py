"""A corpus: what is done once stays done, whoever works on it, whatever dies; its questions agree with those to a study."""
from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from make import ROOT

import fa_study as fa
from fa_study.corpora.manifest import writing
from fa_study.corpora.opened import Corpus
from fa_study.corpora.results import without_doc_id
from fa_study.corpora.series import series_folder, series_table
from fa_study.corpora.view import chosen_documents


def files_of(corpus: Path) -> dict[str, bytes]:
    """Every Parquet file of a corpus, by its place."""
    return {str(path.relative_to(corpus)): path.read_bytes() for path in sorted(corpus.rglob("documents/**/*.parquet"))}


def times_of(corpus: Path) -> dict[str, int]:
    return {str(path.relative_to(corpus)): path.stat().st_mtime_ns for path in sorted(corpus.rglob("documents/**/*.parquet"))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series, added by one process."""
    folder = tmp_path_factory.mktemp("made")/"corpus"
    told = fa.corpus(folder).add(meta=series_table(), processes=1)
    assert told.faults == () and len(told.done) == 6
    return folder


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Corpus:
    """A copy of that corpus, and of its documents, to change."""
    shutil.copytree(series_folder(), tmp_path/"texts")
    shutil.copytree(made, tmp_path/"corpus")
    corpus = Corpus(tmp_path/"corpus")
    told = corpus.add(meta=tmp_path/"texts"/"series.csv")
    assert told.done == ()  # the same bytes in another place are the same documents
    return corpus


# Adding --------------------------------------------------------------------------------------------------------------

def test_unchanged_documents_take_no_time(made: Path) -> None:
    began = time.monotonic()
    said = subprocess.run([sys.executable, "-c", "import sys; from fa_study.cli import main; status = main(sys.argv[1:]); "
                           "print({'jieba', 'matplotlib', 'duckdb'} & set(sys.modules)); sys.exit(status)",
                           "corpus", "add", str(made), "--meta", str(series_table())], cwd=ROOT, capture_output=True, text=True)
    took = time.monotonic() - began
    assert said.returncode == 0 and "0 done, 6 as they were" in said.stdout and "set()" in said.stdout, said.stdout + said.stderr
    assert took < 6  # 2 s on a machine with nothing else to do


def test_only_the_changed_document_is_done_again(own: Corpus, tmp_path: Path) -> None:
    before = times_of(own.folder)
    path = tmp_path/"texts"/"speech-2028.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("6个港口", "7个港口").replace("6 ports", "7 ports"), encoding="utf-8")
    told = own.add(meta=tmp_path/"texts"/"series.csv", processes=1)
    after = times_of(own.folder)
    assert told.done == ("speech-2028",) and len(told.unchanged) == 5
    assert {name for name in before if before[name] != after.get(name)} == {name for name in before if "speech-2028" in name}
    assert len(after) == len(before)  # the old result is gone
    assert "7 ports" in " ".join(own.sql("select text from sentences where doc_id = 'speech-2028'").text)


def test_unchanged_files_are_not_even_opened(own: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import builtins
    opened = []
    was = builtins.open
    monkeypatch.setattr(builtins, "open", lambda file, *args, **more: (opened.append(str(file)), was(file, *args, **more))[1])
    own.add(*sorted((tmp_path/"texts").glob("*.txt")))
    assert [name for name in opened if name.endswith((".txt", ".parquet"))] == []


def test_metadata_alone_does_nothing_again(own: Corpus, tmp_path: Path) -> None:
    table = tmp_path/"texts"/"series.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2031-03-14,address", "2031-03-14,keynote"), encoding="utf-8")
    assert own.add(meta=table).done == ()
    assert list(own.documents().genre) == ["address"] * 5 + ["keynote"]


def test_bad_input_gets_a_sentence_each_and_the_rest_is_done(tmp_path: Path) -> None:
    shutil.copy(series_folder()/"speech-2026.txt", tmp_path/"one.txt")
    shutil.copy(series_folder()/"speech-2026.txt", tmp_path/"twin.txt")
    (tmp_path/"bad.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path/"meta.csv").write_text("path,date\none.txt,2026\ntwin.txt,2026\ngone.txt,2026\none.txt,2026-13\nbad.png,2026\none.txt\n", encoding="utf-8")
    told = fa.corpus(tmp_path/"corpus").add(meta=tmp_path/"meta.csv", processes=1)
    assert told.done == ("one",) and len(told.faults) == 5
    assert all(any(word in fault for fault in told.faults) for word in ("same bytes", "no file", "is none", "picture", "cells"))
    assert all(fault.count("\n") == 0 for fault in told.faults)


def test_a_glossary_touches_what_it_occurs_in(own: Corpus, tmp_path: Path) -> None:
    (tmp_path/"mine.tsv").write_text("zh\ten\n搭桥外交\tbridge diplomacy\n", encoding="utf-8")
    told = own.add(glossaries=[tmp_path/"mine.tsv"], processes=1)
    assert told.done == ("speech-2026", "speech-2027", "speech-2028")
    assert "搭桥外交" in set(own.study("year = 2026").terms.zh_term)
    assert own.add(glossaries=[tmp_path/"mine.tsv"]).done == ()
    (tmp_path/"other.tsv").write_text("zh\ten\n公海自由\tfreedom of the high seas\n", encoding="utf-8")
    assert own.add(glossaries=[tmp_path/"mine.tsv", tmp_path/"other.tsv"]).done == ()
    assert own.add(glossaries=[]).done == told.done


def test_a_correction_touches_its_document(own: Corpus, tmp_path: Path) -> None:
    sheet = fa.review_sheet(own.study(), tables=["terms"])
    row = sheet.index[(sheet.table == "terms") & sheet["where"].str.startswith("speech-2030.")][0]
    sheet.loc[row, "decision"] = "reject"
    from fa_study.corrections.sheet import write_corrections
    write_corrections(sheet, tmp_path/"mine.tsv")
    n = own.sql("select count(*) as n from terms where doc_id = 'speech-2030'").n[0]
    told = own.add(corrections=[tmp_path/"mine.tsv"], processes=1)
    assert told.done == ("speech-2030",)
    assert own.sql("select count(*) as n from terms where doc_id = 'speech-2030'").n[0] == n - 1
    assert own.add().done == ()


def test_removed_and_added_again(own: Corpus, tmp_path: Path) -> None:
    own.remove("speech-2027")
    assert "speech-2027" not in set(own.documents().doc_id) and not list(own.folder.glob("documents/doc_id=speech-2027"))
    with pytest.raises(fa.InputError, match="no document 'speech-2027'"): own.remove("speech-2027")
    assert own.add(tmp_path/"texts"/"speech-2027.txt", processes=1).done == ("speech-2027",)


def test_two_files_make_one_document(tmp_path: Path) -> None:
    lines = (series_folder()/"speech-2026.txt").read_text(encoding="utf-8").splitlines()
    is_zh = [any("一" <= char for char in line) for line in lines]
    (tmp_path/"zh.txt").write_text("\n\n".join(line for line, zh in zip(lines, is_zh) if zh), encoding="utf-8")
    (tmp_path/"en.txt").write_text("\n\n".join(line for line, zh in zip(lines, is_zh) if line and not zh), encoding="utf-8")
    corpus = fa.corpus(tmp_path/"corpus")
    told = corpus.add(pairs=[(tmp_path/"zh.txt", tmp_path/"en.txt")], processes=1)
    assert told.done == ("en",) and list(corpus.study().documents.doc_id) == ["en.d1", "en.d2"] and len(corpus.study().pairs()) == 1


def test_one_writer_at_a_time(own: Corpus) -> None:
    with writing(own.folder), pytest.raises(fa.InputError, match="is being written to by another process"):
        own.add()


# Killed, and shared out ----------------------------------------------------------------------------------------------

ADD = "import sys; from fa_study.corpora.opened import corpus; print(corpus(sys.argv[1]).add(meta=sys.argv[2], processes=2))"


def whole_results(corpus: Path) -> set[str]:
    return {path.parent.name.removeprefix("doc_id=") for path in corpus.glob("documents/doc_id=*/*")}


def test_killed_and_continued(made: Path, tmp_path: Path) -> None:
    folder = tmp_path/"corpus"
    seconds = random.Random(15)
    kept: dict[str, int] = {}
    for _ in range(int(os.environ.get("FA_STUDY_KILLS", "3"))):
        adding = subprocess.Popen([sys.executable, "-c", ADD, str(folder), str(series_table())], cwd=ROOT, start_new_session=True,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds.uniform(1, 16))
        os.killpg(adding.pid, signal.SIGKILL)
        adding.wait()
        for place in folder.glob("documents/doc_id=*/*"):
            assert len(list(place.iterdir())) == 20  # never half a document
        assert kept.items() <= times_of(folder).items()  # what was done is not done again
        kept = times_of(folder)
        if (folder/"corpus.json").exists(): json.loads((folder/"corpus.json").read_text(encoding="utf-8"))
    told = fa.corpus(folder).add(meta=series_table(), processes=2)
    assert told.faults == () and kept.items() <= times_of(folder).items()
    assert files_of(folder) == files_of(made)  # two processes and kills, the same tables bit for bit
    assert not (folder/"work").exists()


def test_a_worker_that_dies_costs_nothing(made: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    folder = tmp_path/"corpus"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, \
         distributed.Client(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
        import threading
        threading.Timer(8, os.kill, (victim, signal.SIGKILL)).start()
        told = fa.corpus(folder).add(meta=series_table(), scheduler=client)
    assert told.faults == () and len(told.done) == 6
    assert files_of(folder) == files_of(made)


# Questions -----------------------------------------------------------------------------------------------------------

def test_a_study_of_one_document_is_its_study(made: Path) -> None:
    alone = fa.compare(fa.parse(series_folder()/"speech-2030.txt"))
    taken = Corpus(made).study("year = 2030")
    for name, table in alone.tables().items():
        theirs = without_doc_id(getattr(taken, name), "speech-2030")
        if name == "measures": theirs = getattr(taken, name).assign(scope_id=[i.removeprefix("speech-2030.") for i in taken.measures.scope_id])
        shared = [column for column in table if column in theirs]
        left = table[shared].astype("object").where(table[shared].notna(), None)
        right = theirs[shared].astype("object").where(theirs[shared].notna(), None)
        pd.testing.assert_frame_equal(left.reset_index(drop=True), right.reset_index(drop=True), check_dtype=False, rtol=1e-12)


@pytest.mark.parametrize(("query", "options"), [("合作共赢", {}), ("lighthouse", {}), ("LANTERN sea", {"sort": "right"}), (r"\d+个国家", {"kind": "regex"}),
                                                ("外交", {"kind": "word"}), ("cooperation", {"kind": "word"}), ("命运共同体", {"kind": "term"}),
                                                (r"(?<=合作)共赢", {"kind": "regex"}), (r"\bport\w*", {"kind": "regex", "sort": "rendering"})])
def test_concordance_agrees_with_that_of_a_study(made: Path, query: str, options: dict) -> None:
    corpus = Corpus(made)
    ours, theirs = corpus.concordance(query, **options), fa.concordance(corpus.study(), query, **options)
    assert len(theirs) and list(zip(ours.sent_id, ours.start, ours.rendering, ours.left)) == list(zip(theirs.sent_id, theirs.start, theirs.rendering, theirs.left))


def test_where_is_heeded_and_told(made: Path) -> None:
    corpus = Corpus(made)
    assert set(corpus.concordance("灯塔", where="author = 'Su Lan'").date.str[:4]) == {"2029", "2030", "2031"}
    for bad in ("1 = 1; drop table meta", "yaer = 1", "select"):
        with pytest.raises(fa.InputError): chosen_documents(corpus.connection(), bad)


def test_public_questions_lead_back_to_the_words(made: Path) -> None:
    corpus = Corpus(made)
    texts = set(corpus.sql("select sent_id from sentences").sent_id)
    tables = [corpus.concordance("合作共赢"), corpus.renderings("合作共赢"), corpus.first_places("合作共赢"), corpus.changed_renderings(), corpus.reuse(),
              corpus.keyness(before="year < 2029", after="year >= 2029")]
    for table in tables: assert len(table) and set(table.sent_id) <= texts and set(table.doc_id) <= set(corpus.documents().doc_id)


def test_many_documents_are_packed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fa_study.corpora import view
    shutil.copytree(made, tmp_path/"corpus")
    monkeypatch.setattr(view, "PACKED_FROM", 2)
    packed, plain = Corpus(tmp_path/"corpus"), Corpus(made)
    assert packed.renderings("合作共赢").equals(plain.renderings("合作共赢")) and len(list((tmp_path/"corpus"/"packed").iterdir())) == 19
    packed.remove("speech-2031")
    assert len(packed.concordance("互联互通")) == 5 and len(list((tmp_path/"corpus"/"packed").iterdir())) == 19


# The page ------------------------------------------------------------------------------------------------------------

def _try_page(page, address: str) -> None:  # noqa: ANN001  a page of playwright
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" and "favicon" not in said.text + str(said.location) else None)
    page.goto(address)
    assert page.locator("#rows tr").count() == 6 and page.locator("#years rect").count() == 6
    page.wait_for_selector("#line rect")
    assert page.locator("#line rect").count() == 6
    page.fill("#ask input[name=q]", "lighthouse")
    page.fill("#ask input[name=from]", "2027")
    page.click("#ask button")
    page.wait_for_selector("#hits li")
    assert page.locator("#hits li").count() == 4 and "4 places" in page.inner_text("#status")
    assert page.locator("#hits mark").first.inner_text().lower() == "lighthouse"
    page.fill("#filter", "2031")
    assert page.locator("#rows tr").count() == 1
    page.locator("#hits li a").first.click()
    page.wait_for_load_state()
    assert "speech-2027" in page.url and page.locator("text=灯塔").count()
    assert faults == []


def test_the_folder_works_in_a_browser(made: Path, tmp_path: Path, browser) -> None:  # noqa: ANN001
    from fa_study.corpora.site import write_site
    _try_page(browser.new_page(), write_site(Corpus(made), tmp_path/"site").as_uri())


def test_the_server_works_in_a_browser(made: Path, browser) -> None:  # noqa: ANN001
    said = subprocess.Popen([sys.executable, "-c", "import sys; from fa_study.cli import main; main(sys.argv[1:])", "serve", str(made), "--port", "0"],
                            cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        address = said.stdout.readline().split()[1]
        assert address.startswith("http://127.0.0.1:")
        _try_page(browser.new_page(), address)
    finally:
        said.terminate()
        said.wait()
