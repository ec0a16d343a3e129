"""Whatever comes in, wherever it runs: letters, surroundings, long inputs, damaged folders."""
from __future__ import annotations

import ast
import csv
import errno
import gc
import io
import json
import multiprocessing
import os
import pickle
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import regex
from fuzz import SHARES, fuzz, stray_brackets, untrue_spans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import ROOT, project_files
from playwright.sync_api import Browser

from fa_study.alignment import candidates
from fa_study.alignment import links as link_grids
from fa_study.alignment.beads import _beads_of_job
from fa_study.cli import main
from fa_study.corpora import site
from fa_study.corpora.results import do_task
from fa_study.corrections import sheet
from fa_study.formats.files import Source
from fa_study.language.scripts import lowered
from fa_study.page.report import report_html
from fa_study.pipeline import FIRST_STAGE, SECOND_STAGE, compare
from fa_study.quantities import matching
from fa_study.quantities.mentions import Mention
from fa_study.quantities.quantity import Quantity, affinity
from fa_study.reading.folding import fold_char
from fa_study.reading.parser import parse, parse_sources, parse_text
from fa_study.reading.sentences import LONGEST_SENTENCE
from fa_study.reading.titles import parse_dateline
from fa_study.runner import _draw
from fa_study.search.lines import concordance_html
from fa_study.study import Study, read_study, write_study
from fa_study.tables import TABLES, InputError, column_dtype, new_table
from fa_study.workplace import places, workers
from fa_study.workplace.places import MANIFEST, new_place
from fa_study.workplace.workers import worker_pool

# Letters -------------------------------------------------------------------------------------------------------------

EVERY_CHAR = [chr(code) for code in range(0x110000)]


def test_lowering_keeps_the_length_and_agrees_with_patterns_that_ignore_case() -> None:
    assert [char for char in EVERY_CHAR if len(lowered(char)) != 1 or lowered(lowered(char)) != lowered(char)] == []
    letters = [char for char in EVERY_CHAR if unicodedata.category(char)[0] in "LMN"]
    changed = [char for char in letters if lowered(char) != char]
    assert [char for char in changed if not re.fullmatch(re.escape(lowered(char)), char, re.I)] == []
    text = "".join(letters)
    for small in "abcdefghijklmnopqrstuvwxyz":
        alike = [char for char in letters if lowered(char) == small]
        assert re.findall(small, text, re.I) == alike
        assert set(regex.findall(small, text, regex.I)) <= set(alike)  # it takes ı apart


def _lowering_calls(name: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT/name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("lower", "casefold"):
            yield f"{name}:{node.lineno}"


def test_nothing_is_lowered_but_by_the_one_definition() -> None:
    # the module itself, the head of a file, which is bytes, and the name of a locale
    allowed = {"fa_study/language/scripts.py", "fa_study/formats/documents.py", "fa_study/workplace/messages.py"}
    modules = [name for name in project_files() if name.parts[0] == "fa_study" and name.suffix == ".py"]
    assert [told for name in modules if name.as_posix() not in allowed for told in _lowering_calls(name)] == []


LETTERS_A_WORD = 25
WORDS_A_SENTENCE = 30
HAN_A_SENTENCE = 1600
# words that lists know (numbers, months, modals, names), to be written with letters that patterns take as plain ones
KNOWN = ("Six million kilometres and thirty-seven ships in September, is it so? It must, it shall, it will not; "
         "this is the first time since Asia's kings insisted, says the speaker in Pakistan: $5 billion, 16%, at six o'clock.")


def _parts(letters: list[str], size: int) -> list[str]:
    return ["".join(letters[at:at + size]) for at in range(0, len(letters), size)]


def _every_letter() -> tuple[list[str], list[str]]:
    """English sentences that hold every letter, mark and number but Chinese characters, and Chinese ones with those."""
    letters = [char for char in EVERY_CHAR if unicodedata.category(char)[0] in "LMN"]
    is_han = regex.compile(r"\p{Han}").match
    words = [f"talk{part}s" for part in _parts([char for char in letters if not is_han(char)], LETTERS_A_WORD)]
    en = [f"We will hold {' '.join(words[at:at + WORDS_A_SENTENCE])} in June." for at in range(0, len(words), WORDS_A_SENTENCE)]
    for char in letters:
        plain = lowered(char)
        if plain.isascii() and not char.isascii(): en.append(re.sub(plain, char, KNOWN, flags=re.I))
    zh = [f"双方六月将合作{part}，共有三个。" for part in _parts([char for char in letters if is_han(char)], HAN_A_SENTENCE)]
    return en, zh


@pytest.fixture(scope="module")
def every_letter(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Every letter of Unicode in sentences that are compared."""
    en, zh = _every_letter()
    lines = ["en\tzh", *(f"{en[k % len(en)]}\t{zh[k % len(zh)]}" for k in range(max(len(en), len(zh))))]
    path = tmp_path_factory.mktemp("letters")/"letters.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return compare(parse(path), encoder=None)


def test_every_letter_is_compared(every_letter: Study) -> None:
    asked = {char for char in EVERY_CHAR if unicodedata.category(char)[0] in "LMN" and fold_char(char) == char}  # others stand in their plain form
    assert asked <= set("".join(every_letter.sentences.text))
    assert len(every_letter.beads) > 50 and len(every_letter.numbers) and len(every_letter.attention)


# Places --------------------------------------------------------------------------------------------------------------

def _write(target: Path, word: str, *, names: tuple[str, ...] = ("beads.csv", "report.html", "figures/map.svg"), force: bool = True) -> list[str]:
    told: list[str] = []
    with new_place(target, folder=True, force=force, told=told) as made:
        for name in names:
            (made/name).parent.mkdir(exist_ok=True)
            (made/name).write_text(word)
    return told


def _held(folder: Path) -> dict[str, str]:
    """What a folder holds: path -> text, without the list of files and the room to work in."""
    texts = {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: text for name, text in texts.items() if name != MANIFEST and not name.startswith(".fa_study-")}


WHOLE = ["beads.csv", "figures/map.svg", "report.html"]


def _unmovable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_is_movable", lambda path: False)


def _two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_exchanged", lambda one, other: False)


def _as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pass


each_way = pytest.mark.parametrize("way", [_as_it_is, _two_renames, _unmovable])


@each_way
def test_what_a_run_wrote_is_replaced_and_what_a_person_put_there_is_kept(way: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way(monkeypatch)
    target = tmp_path/"study"
    assert _write(target, "old", names=(*WHOLE, "beads.parquet")) == []
    (target/"thoughts.txt").write_text("mine")
    (target/"figures"/"mine.svg").write_text("mine")
    (target/"report.html").write_text("old, and a remark")
    (target/"empty").mkdir()
    (target/"link").symlink_to("nowhere")
    (told,) = _write(target, "new")
    assert _held(target) == {**dict.fromkeys(WHOLE, "new"), "figures/mine.svg": "mine", "report.kept.html": "old, and a remark", "thoughts.txt": "mine"}
    assert all(name in told for name in ("thoughts.txt", "figures/mine.svg", "report.kept.html"))
    assert (target/"empty").is_dir() and os.readlink(target/"link") == "nowhere"
    assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert [name for name in os.listdir(target) if name.startswith(".")] == []


@each_way
@pytest.mark.parametrize("make", [lambda path: path.write_text("mine"), lambda path: path.symlink_to("elsewhere"), lambda path: path.mkdir()])
def test_figures_that_are_a_file_a_link_or_empty_are_kept(make: Callable, way: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way(monkeypatch)
    (tmp_path/"study").mkdir()
    make(tmp_path/"study"/"figures")
    _write(tmp_path/"study", "new")
    assert dict.fromkeys(WHOLE, "new").items() <= _held(tmp_path/"study").items()
    assert os.path.lexists(tmp_path/"study"/"figures.kept")


@each_way
def test_an_error_at_any_step_of_the_move_leaves_the_old_results(way: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    way(monkeypatch)
    target = tmp_path/"study"
    _write(target, "old")
    (target/"mine.txt").write_text("mine")
    before = _held(target)
    rename = os.rename
    for step in range(1, 30):
        steps = iter(range(1, 100))

        def fail(source: object, place: object) -> None:
            if next(steps) == step: raise OSError(errno.ENOSPC, "No space left on device")
            rename(source, place)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "rename", fail)
        try: _write(target, "new")
        except InputError as error: assert "disk is full" in str(error)
        else: break
        finally: monkeypatch.setattr(os, "rename", rename)
        assert _held(target) == before, step
        assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert _held(target)["beads.csv"] == "new" and step == (1 if way is _as_it_is and sys.platform == "linux" else step)


KILLED = """
import os, signal, sys
from pathlib import Path
from fa_study.workplace import places
way, step, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
if way == "two": places._exchanged = lambda one, other: False
if way == "items": places._is_movable = lambda path: False
left, rename = iter(range(step)), os.rename
def dying(*paths):
    if next(left, None) is None: os.kill(os.getpid(), signal.SIGKILL)
    rename(*paths)
os.rename = dying
with places.new_place(target, folder=True, force=True) as made:
    (made/"figures").mkdir()
    for name in ("beads.csv", "report.html", "figures/map.svg"): (made/name).write_text("new")
    if step < 0: os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("way, step", [("one", -1), ("items", -1), *[("two", n) for n in range(2)], *[("items", n) for n in range(0, 9, 2)]])
def test_after_a_kill_the_next_run_finds_old_or_new_and_clears_the_rest(way: str, step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path/"study"
    _write(target, "old")
    (target/"mine.txt").write_text("mine")
    done = subprocess.run([sys.executable, "-c", KILLED, way, str(step), str(target)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGKILL
    if way == "items": _unmovable(monkeypatch)
    with pytest.raises(KeyError), new_place(target, folder=True, force=True) as made:
        assert list(made.iterdir()) == [] and set(_held(target).values()) in ({"old", "mine"}, {"new", "mine"})
        raise KeyError("stopped")
    assert sorted(_held(target)) == sorted([*WHOLE, "mine.txt"])
    assert [path.name for path in tmp_path.iterdir()] == ["study"] and not list(target.glob(".*"))


def test_a_study_whose_move_was_stopped_is_told(tmp_path: Path) -> None:
    _write(tmp_path/"study", "old")
    (tmp_path/"study"/".fa_study-0").mkdir()
    (tmp_path/"study"/".fa_study-0"/"moving").write_text("beads.csv")
    with pytest.raises(InputError, match="run again"): read_study(tmp_path/"study")


def test_a_second_run_into_a_folder_is_refused(tmp_path: Path) -> None:
    with new_place(tmp_path/"study", folder=True):
        with pytest.raises(InputError, match="another run"), new_place(tmp_path/"study", folder=True): pass
        with pytest.raises(InputError, match="another run"), new_place(tmp_path/"study", folder=True, force=True): pass


def test_results_go_through_a_link_and_into_a_folder_of_a_read_only_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path/"disk").mkdir()
    (tmp_path/"link").symlink_to("disk")
    _write(tmp_path/"link", "new")
    assert (tmp_path/"link").is_symlink() and sorted(_held(tmp_path/"disk")) == WHOLE
    monkeypatch.chdir(tmp_path/"disk")  # where the process stands cannot be exchanged
    _write(Path("."), "newer")
    assert set(_held(Path(".")).values()) == {"newer"} and sorted(os.listdir()) == sorted(["beads.csv", MANIFEST, "figures", "report.html"])


@pytest.mark.skipif(not Path("/dev/shm").is_dir() or not os.access("/dev/shm", os.W_OK), reason="needs a second file system")
def test_results_go_to_another_file_system(tmp_path: Path) -> None:
    import tempfile
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        (tmp_path/"out").symlink_to(folder)
        _write(tmp_path/"out", "old")
        _write(tmp_path/"out", "new")
        assert set(_held(Path(folder)).values()) == {"new"}


# Surroundings --------------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small compared study."""
    source = tmp_path_factory.mktemp("small")/"small.tsv"
    source.write_text("en\tzh\nThe Lighthouse Spirit of 2031 has three lights, she said.\t她说，2031年的灯塔精神有三盏灯。\n"
                      "We must not stop at six.\t我们决不能停在六个。\n", encoding="utf-8")
    folder = source.parent/"study"
    folder.mkdir()
    study = compare(parse(source), encoder=None)
    write_study(study.replace(corrections=pd.DataFrame([{"table": "terms", "status": "applied"}])), folder)
    return folder


COMMAND = [sys.executable, "-c", "import sys; from fa_study.cli import main; sys.exit(main())"]


def _started(*arguments: object, **more: str) -> subprocess.CompletedProcess:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"} | {"PYTHONPATH": str(ROOT)} | more
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, env=env, timeout=300)


SURROUNDINGS = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"}, "latin-1": {"PYTHONIOENCODING": "latin-1"}, "ASCII": {"PYTHONIOENCODING": "ascii"},
    "no Unicode at all": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "warnings as errors": {"PYTHONWARNINGS": "error"},
    "a wrong backend": {"MPLBACKEND": "nonsense"}, "no home": {"HOME": "/nonexistent"},
}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_do_not_matter(name: str, small: Path) -> None:
    done = _started("concordance", small, "灯塔", **SURROUNDINGS[name])
    assert done.returncode == 0 and done.stderr == b"" and (b"\\u706f" in done.stdout or "灯塔".encode() in done.stdout)


def _one_sentence(*arguments: object, capsys: pytest.CaptureFixture, status: int = 1) -> str:
    assert main([str(argument) for argument in arguments]) == status
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("fa-study: ") and said.err.count("\n") == 1 and "Traceback" not in said.err, said.err
    return said.err


def test_what_cannot_be_read_or_written_is_told(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    os.mkfifo(tmp_path/"pipe")
    (tmp_path/"large.txt").write_bytes(b"light " * 1000)
    (tmp_path/"halves.txt").write_bytes("灯".encode("utf-16-le")[:1] * 3)
    out = tmp_path/"out"
    cases = [(("run", "/dev/zero", "--max-mb", "1", "--out", out), "more than 1 MB"), (("run", tmp_path/"large.txt", "--max-mb", ".001", "--out", out), "more than 0.001 MB"),
             (("run", "n"*300, "--out", out), "too long"), (("run", "--out", tmp_path/("n"*300)), "too long"), (("run", "--out", small/"beads.csv"), "is a file"),
             (("run", "--out", small/"beads.csv"/"x"), "is a file"), (("export", small, "--format", "tmx", "--out", "/dev/null", "--force"), "a device"),
             (("export", small, "--format", "tmx", "--out", small/"beads.csv"/"x"), "is a file"), (("review", small, "--out", small/"gone"/"x.tsv"), "cannot be written"),
             (("concordance", small/"beads.csv", "x"), "articles.csv"), (("agree", small, small), "cannot be read"), (("run", "--out", out, "--glossary", tmp_path), "cannot be read"),
             (("run", "--out", out, "--corrections", tmp_path/"gone"), "cannot be read")]
    for arguments, told in cases: assert told in _one_sentence(*arguments, capsys=capsys), arguments
    assert not out.exists()


def test_a_pipe_without_a_writer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fa_study.workplace.given.PATIENCE", .1)
    os.mkfifo(tmp_path/"pipe")
    assert "nobody writes" in _one_sentence("run", tmp_path/"pipe", "--out", tmp_path/"out", capsys=capsys)


def test_a_name_that_is_no_unicode_is_shown_and_stored(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try: Path(os.fsdecode(path)).write_text("The lights are lit for all.\n\nThey are lit for ships.\n")
    except OSError: pytest.skip("needs a file system that takes such names")
    study = parse(os.fsdecode(path))
    assert study.documents.path[0].endswith("caf\\xe9.txt")
    write_study(study, tmp_path)
    assert "cannot be opened" in _one_sentence("run", os.fsdecode(path) + "n"*300, "--out", tmp_path/"out", capsys=capsys)


SEVEN_BITS = "灯塔为各国航船而亮，不为一国独有。" * 3


@pytest.mark.parametrize("encoding, told", [("hz", "HZ"), ("utf-7", "UTF-7")])
def test_chinese_in_seven_bits_is_told(encoding: str, told: str, tmp_path: Path) -> None:
    (tmp_path/"text.txt").write_bytes(SEVEN_BITS.encode(encoding))
    with pytest.raises(InputError, match=told): parse(tmp_path/"text.txt")


def test_half_characters_are_refused_at_the_door() -> None:
    with pytest.raises(InputError, match="line 2 holds half a character"): parse_text("The lights are lit.\nNot \ud800 all.\n")


def test_a_full_disk_is_told(small: Path) -> None:
    if not Path("/dev/full").exists(): pytest.skip("needs /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "concordance", str(small), "灯塔"], stdout=full, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 1 and done.stderr == b"fa-study: the disk is full: make room and run again.\n"


def test_a_fault_of_the_program_is_one_sentence_and_a_report(small: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None: raise ZeroDivisionError("light by zero")
    monkeypatch.setattr("fa_study.search.concordance.concordance", fail)
    monkeypatch.setattr("fa_study.concordance", fail, raising=False)
    said = _one_sentence("concordance", small, "灯塔", capsys=capsys, status=70)
    report = Path(re.search(r"lies in (.+)\.\n", said)[1])
    assert "light by zero" in report.read_text(encoding="utf-8") and "Traceback" in report.read_text(encoding="utf-8")
    report.unlink()


@pytest.mark.parametrize("sent, status", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_nothing(sent: signal.Signals, status: int, tmp_path: Path) -> None:
    def listen() -> None: signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell lets what runs in its background ignore Ctrl-C, and children inherit that
    with subprocess.Popen([*COMMAND, "run", "--out", str(tmp_path/"out")], stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, preexec_fn=listen) as process:
        while process.poll() is None and not any(tmp_path.iterdir()): time.sleep(.01)
        process.send_signal(sent)
        said = process.communicate(timeout=100)[1]
    assert process.returncode == status and b"Traceback" not in said and list(tmp_path.iterdir()) == []


# Pages ---------------------------------------------------------------------------------------------------------------

AWAY = "http://127.0.0.1:9/"  # nobody listens there
DEEDS = ["fired=1", "alert(1)", f"fetch('{AWAY}')", f"new Image().src='{AWAY}'", f"location='{AWAY}'", f"import('{AWAY}')", f"open('{AWAY}')", "document.title='fired'",
         "eval('fired=1')", "Function('fired=1')()", "setTimeout('fired=1')"]
WAYS = ["<script>{}</script>", "</script><script>{}</script>", "</script \n><ScRiPt>{}</script>", "</style><script>{}</script>", "</title><script>{}</script>", "--><script>{}</script>",
        "</textarea></select></template><script>{}</script>", "<!--><script>{}</script>-->", "]]><script>{}</script>", "<\x00script>{}</script>", '"><img src=x onerror="{}">',
        "'><img src=x onerror=\"{}\">", "<img src=x:x onerror=\"{}\">", '" onmouseover="{}" autofocus onfocus="{}" x="', "' autofocus tabindex=1 onfocus='{}' x='", "<svg onload=\"{}\">",
        "<svg><script>{}</script></svg>", "<svg><animate onbegin=\"{}\" attributeName=x dur=1s>", "<math><mtext><style></math><img src onerror=\"{}\">", "<body onload=\"{}\">",
        "<details open ontoggle=\"{}\">", "<video><source onerror=\"{}\">", "<input autofocus onfocus=\"{}\">", "<marquee onstart=\"{}\">", "<iframe srcdoc=\"<script>parent.{}</script>\">",
        "<iframe src=\"javascript:{}\">", "<object data=\"javascript:{}\">", "<embed src=\"javascript:{}\">", "<a href=\"javascript:{}\">x</a>", "javascript:{}", "data:text/html,<script>{}</script>",
        "<template><script>{}</script></template>", "<noscript><p title=\"</noscript><img src=x onerror={}>\">", "\u2028{}//", '");{}//', "');{}//", "`);{}//", "${{{}}}", "{{{{ {} }}}}", "{{% {} %}}",
        "&lt;script&gt;{}&lt;/script&gt;", "%3Cscript%3E{}%3C/script%3E", "\\u003cscript\\u003e{}", "＜script＞{}＜/script＞", "]})}});{}//"]
FETCHES = [f"<link rel=stylesheet href={AWAY}>", f"<meta http-equiv=refresh content='0;url={AWAY}'>", f"<base href={AWAY}>", f"<style>@import '{AWAY}'</style>", f"<img src={AWAY}>",
           f"<form action={AWAY}><button autofocus>", f"<p style=\"background:url({AWAY})\">", f"<script src={AWAY}></script>", f"<link rel=prefetch href={AWAY}>", f"<iframe src={AWAY}>"]
PAYLOADS = [*FETCHES, *(way.replace("{}", deed).replace("{{", "{").replace("}}", "}") for way in WAYS for deed in DEEDS)]


def _hostile_study() -> Study:
    """A study that has each payload in every field of every table, in notes, corrections and the name of the file."""
    ids = {"doc_id": "d1", "article_id": "d1.en1", "pair_id": "p1", "par_id": "d1.en1.p1", "sent_id": "en0", "en_sent": "en0", "zh_sent": "zh0", "other_sent": "zh0", "lang": "en"}

    def rows(name: str, n: int) -> list[dict[str, object]]:
        """Rows of a table, each cell a payload but for ids and numbers."""
        cells = {column: ids.get(column) if column_dtype(column) == "object" else pd.NA for column in TABLES[name]}
        made = [{column: PAYLOADS[(k + at) % len(PAYLOADS)] if cell is None else cell for at, (column, cell) in enumerate(cells.items())} for k in range(n)]
        return [{column: value for column, value in row.items() if value is not pd.NA} for row in made]

    tables = {name: rows(name, 40) for name in TABLES if name not in ("articles", "sentences", "beads", "links")}
    for name, table in tables.items():
        for k, row in enumerate(table): row |= {column: PAYLOADS[k] for column in row if column == "bead_id"}
    articles = [row | {"article_id": f"d1.{lang}{n}", "lang": lang, "pair_id": f"p{n}"} for n in range(1, 8) for lang in ("en", "zh") for row in rows("articles", 1)]
    sentences = [{"article_id": f"d1.{lang}1", "par_id": "d1.en1.p1", "sent_id": f"{lang}{k}", "text": text} for lang in ("en", "zh") for k, text in enumerate(PAYLOADS)]
    beads = [{"pair_id": "p1", "bead_id": text, "en_sents": f"en{k}", "zh_sents": f"zh{k}", "kind": text, "source": text} for k, text in enumerate(PAYLOADS)]
    corrections = [dict.fromkeys(("table", "where", "field", "was", "decision", "value", "file", "status", "why"), text) | {"line": 1} for text in PAYLOADS]
    return Study(**{name: new_table(name, table) for name, table in (tables | {"articles": articles, "sentences": sentences, "beads": beads}).items()},
                 notes=tuple(PAYLOADS), corrections=pd.DataFrame(corrections))


def _write_corpus_page(folder: Path) -> Path:
    """The page of a corpus whose documents, metadata and formulations are payloads."""
    fields = [{name: PAYLOADS[(k + at) % len(PAYLOADS)] for at, name in enumerate(("doc_id", "date", "title", "author", "genre"))} | {"beads": 1} for k in range(len(PAYLOADS))]
    data = {"documents": fields, "known": PAYLOADS, "fresh": PAYLOADS, "parts": [], "n_parts": 1, "documents_of": [[row["doc_id"] for row in fields]]}
    texts = [[row["doc_id"], text, f"{text} light", f"light {text}"] for row, text in zip(fields, PAYLOADS)]
    lines = {text: [{"rendering": text, "period": text, "count": 1, "per_million": 1., "share": 1.}] for text in PAYLOADS}
    (folder/"data").mkdir(parents=True)
    for name, told in {"documents": site.script("window.CORPUS", data), "timelines": site.script("CORPUS.timelines", lines), "part-000": site.script("CORPUS.parts[0]", texts)}.items():
        (folder/"data"/f"{name}.js").write_text(told, encoding="utf-8")
    corpus = SimpleNamespace(folder=folder/"<img src=x onerror=fired=1>")
    (folder/"index.html").write_text(site.page_html(corpus, data, mode="folder"), encoding="utf-8")  # type: ignore[arg-type]
    return folder/"index.html"


def test_nothing_of_a_document_runs_or_asks_in_any_page(browser: Browser, tmp_path: Path) -> None:
    assert len(set(PAYLOADS)) >= 500
    study = _hostile_study()
    (tmp_path/"report.html").write_text(report_html(study, lang="en"), encoding="utf-8")
    hits = pd.DataFrame({column: PAYLOADS for column in ("bead_id", "article_id", "author", "left", "hit", "right", "rendering", "counterpart", "page")}).assign(
        rendering_start=pd.NA, lang="en", line=pd.NA)
    (tmp_path/"lines.html").write_text(concordance_html(hits, title=PAYLOADS[0]), encoding="utf-8")
    told: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (told.append(f"says {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(("file:", "blob:", "data:")) else told.append(f"asks {request.url}"))
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)  # what the policy refused
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("popup", lambda other: told.append(f"opens {other.url}"))

    page.goto((tmp_path/"report.html").as_uri())
    page.wait_for_selector(".ready")
    for view in page.locator("nav.views a").all(): view.click()
    page.click("nav.views a[href='#read']")
    page.click("[data-do=correct]")
    for filter_button in page.locator("[data-filter]").all(): filter_button.click()
    page.click(".bead:not([hidden]) .no >> nth=0")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # everything is drawn and marked
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.fill("[name=query]", "script")
    shown = page.inner_text("body")
    for address in ((tmp_path/"lines.html").as_uri(), _write_corpus_page(tmp_path/"site").as_uri()):
        assert page.evaluate("window.fired ?? document.title") != 1 and page.title() != "fired"
        page.goto(address)
    page.wait_for_selector("#line rect")
    page.fill("#ask input[name=q]", "light")
    page.click("#ask button")
    page.wait_for_selector("#hits li")
    for _ in range(3): page.click("#more") if page.locator("#more").is_visible() else None
    assert page.evaluate("window.fired ?? 0") == 0 and page.title() != "fired"
    page.close()
    assert told == [] and shown.count("script") > len(PAYLOADS)


# Study folders that were edited --------------------------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "semicolons": lambda data: data.replace(b",", b";"), "tabs": lambda data: data.replace(b",", b"\t"),
    "GBK": lambda data: data.decode().replace("\n", "灯\n", 1).encode("gbk", "replace"), "UTF-16": lambda data: data.decode().encode("utf-16"),
    "ragged": lambda data: data.rstrip(b"\n") + b",1,2\n", "short": lambda data: data.rstrip(b"\n").rpartition(b",")[0] + b"\n",
    "truncated": lambda data: data[:len(data)*2//3], "a column lost": lambda data: b"\n".join(line.partition(b",")[2] for line in data.split(b"\n")),
    "a column renamed": lambda data: b"x" + data, "an open quotation mark": lambda data: data.rstrip(b"\n") + b'"', "empty": lambda data: b"",
    "rows lost": lambda data: data.split(b"\n", 1)[0] + b"\n", "a picture": lambda data: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "NUL": lambda data: data.replace(b",", b"\0", 1),
    "ids in capitals": lambda data: data.replace(b"d1.", b"D1."), "numbers as words": lambda data: re.sub(rb"(?<=,)\d+(?=[,\n])", b"three", data),
    "dates for numbers": lambda data: re.sub(rb"(?<=,)\d+(?=[,\n])", b"03.05.2031", data), "infinite": lambda data: re.sub(rb"(?<=,)\d+(?=[,\n])", b"1e999", data),
    "another language": lambda data: data.replace(b",en,", b",fr,"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_tables_are_read_or_told_in_one_sentence(damage: str, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    n_told = 0
    for name in TABLES:
        data = (small/f"{name}.csv").read_bytes()
        (small/f"{name}.csv").write_bytes(DAMAGES[damage](data))
        try:
            for command in (("concordance", small, "灯塔"), ("export", small, "--format", "tei", "--out", tmp_path/f"{name}.xml"), ("review", small, "--out", tmp_path/f"{name}.tsv")):
                status = main([str(argument) for argument in command])
                said = capsys.readouterr()
                assert status in (0, 1) and said.err.count("\n") == status, (name, command[0], said.err)
                n_told += status
        finally:
            (small/f"{name}.csv").write_bytes(data)
    assert n_told or damage in ("rows lost",)


# Sheets --------------------------------------------------------------------------------------------------------------

AWKWARD = st.sampled_from(["change", "accept", "Reject", "=1+1", "'=x", "''", '"', '"a"', "#text", "#x", "a,b", "a;b", "a\tb", "a\nb", 'x"y', "-", "+", "@x", "",
                           " ", "\u3000", "\x0b", "\x85", "\u2028", "\x00", "' =", '"=1', "变化"])
CELL = st.one_of(AWKWARD, st.text(st.characters(exclude_categories=("Cs",)), max_size=12), st.lists(AWKWARD, max_size=3).map("".join)).map(sheet.tidy_cell)


@st.composite
def sheet_rows(draw: st.DrawFn) -> dict[str, str]:
    table = draw(st.sampled_from(sheet.SHEET_TABLES))
    fields = {"beads": ("",), "articles": sheet.ARTICLE_FIELDS}.get(table) or (sheet.MAIN_FIELDS[table],)
    decisions = ("",) if table in ("beads", "articles") else ("", "accept", "reject")
    row = {"table": table, "where": "d1.b3", "en_sents": "d1.en1.s1", "zh_sents": "d1.zh1.s2", "field": draw(st.sampled_from(fields)),
           "decision": draw(st.sampled_from(decisions)), "value": ""}
    closed = sheet.CLOSED_VALUES.get((table, row["field"]))
    was = draw(st.sampled_from(closed) if closed else CELL)
    return row | {column: draw(CELL) for column in ("en_text", "zh_text", "note", "en_context", "zh_context")} | {"was": was}


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(sheet_rows(), min_size=1, max_size=4), st.sampled_from([None, csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.sampled_from("\t,;"),
       st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_a_sheet_is_always_read_again(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], quoting: int | None, separator: str, end: str, encoding: str,
                                      is_trimmed: bool) -> None:
    path = tmp_path_factory.getbasetemp()/"sheet.tsv"
    sheet.write_corrections(pd.DataFrame(rows, dtype="object"), path)
    text = path.read_bytes().decode()
    if quoting is not None:  # as a spreadsheet saves it
        cells = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
        for line in cells:
            while is_trimmed and line and line[-1] == "": line.pop()
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(cells)
        text = out.getvalue()
    path.write_bytes(text.encode(encoding))
    columns = list(sheet.CORRECTION_COLUMNS)
    assert sheet.read_sheet(path)[columns].to_dict("records") == [{column: row[column] for column in columns} for row in rows]


def test_a_sheet_with_a_huge_line_is_read_or_told(tmp_path: Path) -> None:
    header = "\t".join(sheet.CORRECTION_COLUMNS)
    (tmp_path/"a.tsv").write_text(header + "\n" + "\t".join(["names", "d1.b1", "", "", "Asia" * 100_000, "", "verdict", "same"]) + "\n")
    assert len(sheet.read_sheet(tmp_path/"a.tsv")) == 1
    (tmp_path/"b.tsv").write_text("x" * 1_000_000)
    with pytest.raises(InputError, match="the header must be"): sheet.read_sheet(tmp_path/"b.tsv")


def test_a_lost_separator_is_still_told(tmp_path: Path) -> None:
    header = "\t".join(sheet.CORRECTION_COLUMNS)
    (tmp_path/"a.tsv").write_text(header + "\nnames\td1.b1\t\t\tAsia 亚洲\tverdict\tsame\treject\n", encoding="utf-8")
    with pytest.raises(InputError, match="separator"): sheet.read_sheet(tmp_path/"a.tsv")


# Dates ---------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("value, is_right", [("2020-02-29", True), ("2020-02-30", False), ("2021-02-29", False), ("2020-13", False), ("2020-12", True), ("2020", True),
                                             ("", True), ("0000", False), ("２０２０", False), ("2020-1-1", False)])
def test_a_corrected_date_is_a_day_of_the_calendar(value: str, is_right: bool) -> None:
    row = dict.fromkeys(sheet.CORRECTION_COLUMNS, "") | {"table": "articles", "where": "d1.en1", "field": "date", "decision": "change", "value": value}
    assert (sheet.correction_fault(row) == "") is is_right


@pytest.mark.parametrize("line", ["February 30, 2020", "30 February 2020", "2020年2月30日", "2021年13月1日"])
def test_a_date_line_names_a_day_of_the_calendar(line: str) -> None:
    assert parse_dateline(line) is None


# Names ---------------------------------------------------------------------------------------------------------------

def test_a_name_holds_whole_brackets_and_stands_where_it_is_said() -> None:
    pairs = (("中国同拉美和加勒比国家合作。", "China works with Latin American and Caribbean (LAC) countries."), ("阿拉伯国家\x1b也来。", "Many Arab states\x1b come."))
    study = compare(parse_sources([Source("a", "", "str", [text for pair in pairs for text in pair], segments=pairs)]), encoder=None)
    assert {"Latin American and Caribbean (LAC) countries", "Arab states"} <= set(study.names.en_name)
    assert not untrue_spans(study) and not stray_brackets(study)


# Long input ----------------------------------------------------------------------------------------------------------

def _kinds_of_long_input() -> dict[str, str]:
    """What the notebook on long input repeats."""
    notebook = json.loads((ROOT/"nbs"/"studies"/"long_input_speed.ipynb").read_text(encoding="utf-8"))
    cell = next(source for cell in notebook["cells"] if (source := "".join(cell["source"])).startswith("KINDS = "))
    kinds: dict[str, str] = ast.literal_eval(ast.parse(cell).body[0].value)  # type: ignore[attr-defined]
    return kinds


LONG = _kinds_of_long_input()
SIZE = 20_000  # characters; the longer text has twice as many
LEAST_TIME = .8  # seconds below which a ratio says nothing


def _cost(text: str) -> float:
    """Seconds of the processor, without those that looking for garbage takes, which grow with what the process did before."""
    gc.disable()
    begun = time.process_time()
    try: parse_text(text)
    except InputError: pass
    finally: gc.enable()
    return time.process_time() - begun


@pytest.mark.parametrize("kind", LONG)
def test_twice_the_text_takes_no_more_than_three_times_the_time(kind: str) -> None:
    head = "The lights are lit.\n灯塔亮。\n"
    short, long = (head + LONG[kind] * (size//len(LONG[kind])) for size in (SIZE, 2*SIZE))
    costs: list[tuple[float, float]] = []
    for _ in range(4):  # what is linear is so in one of them; what is not takes four times as long in all
        costs.append((_cost(short), _cost(long)))
        least_short, least_long = map(min, zip(*costs))
        if least_long <= max(3 * least_short, LEAST_TIME): return
    pytest.fail(f"{kind}: {costs}")


def test_a_heap_of_numbers_is_compared_in_steps_that_grow_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    n_steps = 0

    def counted(one: Quantity, other: Quantity) -> int | None:
        nonlocal n_steps
        n_steps += 1
        return affinity(one, other)

    monkeypatch.setattr(matching, "affinity", counted)
    steps = []
    for n in (300, 600):
        side = [Mention(0, "e1", k/n, Quantity(0, 1, str(k), Fraction(k), "count"), "digits") for k in range(n)]
        assert len(matching.match(side, side).pairs) == n
        steps.append(n_steps)
        n_steps = 0
    assert steps[1] <= 3 * steps[0]


def test_pieces_of_a_text_stay_small_whatever_is_in_it() -> None:
    for n_zh, n_en in ((50_000, 50_000), (50_000, 7), (7, 50_000)):
        cuts = candidates.cut_places([], [], n_zh, n_en)
        cells = [(zh - zh_before) * (en - en_before) for (zh_before, en_before), (zh, en) in zip(cuts, cuts[1:])]
        assert cuts[0] == (0, 0) and cuts[-1] == (n_zh, n_en) and max(cells) <= candidates.PIECE**2
    words = [["light"] * link_grids.LONGEST] * 300
    blocks = list(link_grids._blocks(words, words))
    assert blocks[0].start == 0 and blocks[-1].stop == 300 and all(one.stop == other.start for one, other in zip(blocks, blocks[1:]))
    assert all((block.stop - block.start) * link_grids.LONGEST**2 <= link_grids.MOST_CELLS for block in blocks)


def test_no_sentence_is_too_long_to_mean_anything() -> None:
    study = parse_text("The lights are lit.\n灯塔亮。\n" + "国" * 100_000 + "\n" + "the lights are lit, " * 5_000)
    assert study.sentences.text.str.len().max() <= LONGEST_SENTENCE and "2 sentences have more than" in study.notes[0]
    assert "".join(study.sentences.text[study.sentences.text.str.contains("国")]) == "国" * 100_000


# Processes ---------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("method", ["spawn", "forkserver"])  # as Windows and macOS begin processes, and Python 3.14
def test_work_is_sent_to_processes_however_they_begin(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if method not in multiprocessing.get_all_start_methods(): pytest.skip("this system does not know the method")
    context = multiprocessing.get_context(method)
    monkeypatch.setattr(workers, "ProcessPoolExecutor", partial(ProcessPoolExecutor, mp_context=context))
    with worker_pool(2) as pool:
        assert pool is not None and list(pool.map(lowered, ["A", "İ"])) == ["a", lowered("İ")]
    sent = [*FIRST_STAGE, *SECOND_STAGE, partial(_beads_of_job, encoder=None, paragraph_of={}), do_task, _draw]
    assert pickle.loads(pickle.dumps(sent))[:3] == sent[:3]


# By chance -----------------------------------------------------------------------------------------------------------

def test_a_minute_of_fuzzing_finds_nothing() -> None:
    tried, wrong = fuzz(60, seed=17)
    assert wrong == [], wrong[0]
    assert all(tried[name] for name in SHARES)
