"""The command as a process: what it writes, what it says, how it ends; malformed and hostile files."""
import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from fa_study.cli import main
from fa_study.study import read_study
from fa_study.tables import TABLES


@contextlib.contextmanager
def _inside(folder):
    before = os.getcwd()
    if folder: os.chdir(folder)
    try: yield
    finally: os.chdir(before)


def fa_study(*arguments, cwd=None):
    """The command in this process, so that the dictionaries are loaded once."""
    with _inside(cwd), contextlib.redirect_stdout(io.StringIO()) as out, \
            contextlib.redirect_stderr(io.StringIO()) as err:
        try: status = main([str(a) for a in arguments])
        except SystemExit as e: status = e.code
    return SimpleNamespace(returncode=status, stdout=out.getvalue(), stderr=err.getvalue())


def as_process(*arguments, cwd=None):
    """The command as a process of its own."""
    command = [sys.executable, "-c", "import sys; from fa_study.cli import main; sys.exit(main())", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd)


@pytest.fixture(scope="module")
def sample_run(tmp_path_factory):
    out = tmp_path_factory.mktemp("run")/"sample"
    return as_process("run", "--out", out), out


def test_the_sample_runs_without_a_file(sample_run):
    done, out = sample_run
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert {p.stem for p in out.glob("*.csv")} == set(TABLES) | {"parallel", "signatures"}
    assert (out/"report.html").stat().st_size > 5_000 and len(list((out/"figures").glob("*.svg"))) >= 3
    assert "pair1" in done.stdout and "English words per Chinese character" in done.stdout


def test_the_tables_read_back(sample_run):
    _, out = sample_run
    study = read_study(out)
    sentences = set(study.sentences.sent_id)
    used = [s for column in (study.beads.en_sents, study.beads.zh_sents) for cell in column for s in cell.split()]
    assert set(used) <= sentences and len(used) == len(set(used)), "a sentence is in two beads"
    assert study.beads.score.between(0, 1).all() and set(study.beads.source) == {"auto"}


def test_every_table_is_plain_utf8_csv(sample_run):
    _, out = sample_run
    assert (out/"parallel.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # for a spreadsheet
    for path in (out/f"{name}.csv" for name in TABLES):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf") and b"\r\n" not in data
        assert data.decode("utf-8").split("\n")[0].split(",")[:len(TABLES[path.stem])] == list(TABLES[path.stem])


def test_a_run_is_the_same_again(sample_run, tmp_path):
    _, out = sample_run
    again = as_process("run", "--out", tmp_path/"again", "--processes", 2)
    assert again.returncode == 0
    for path in out.glob("*.csv"): assert path.read_bytes() == (tmp_path/"again"/path.name).read_bytes(), path.name


ZH = "灯塔为各国航船而亮，不为一国独有。\n\n各方同意继续合作，共同守护航道安全。\n"
EN = "The lights are lit for the ships of all countries.\n\nThe parties agreed to go on working together.\n"
REFUSED = {
    "empty": (b"", "is empty"), "blank": (b" \n\n\t\n", "is empty"), "mark only": (b"\xef\xbb\xbf", "is empty"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "is a picture"),
    "a NUL in a text": (EN.encode()[:20] + b"\0" + EN.encode()[20:], "NUL"),
    "a damaged byte": (ZH.encode()[:30] + b"\xff" + ZH.encode()[30:], "byte 30"),
    "one line of many megabytes": (b"light " * 9_000_000, "line 1 has"),
    "digits only": (b"1\n2\n3\n", "no Chinese and no English text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_files_get_one_sentence_and_leave_nothing(case, tmp_path):
    data, words = REFUSED[case]
    (tmp_path/"bad.txt").write_bytes(data)
    done = fa_study("run", "bad.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("fa-study: bad.txt") and done.stderr.count("\n") == 1 and words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and [p.name for p in tmp_path.iterdir()] == ["bad.txt"]


def test_missing_files_and_folders(tmp_path):
    for path, words in [("gone.txt", "does not exist"), (".", "is a folder")]:
        done = fa_study("run", path, "--out", "out", cwd=tmp_path)
        assert done.returncode == 1 and words in done.stderr and not (tmp_path/"out").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings_are_read(encoding, tmp_path):
    (tmp_path/"text.txt").write_bytes((ZH*6).encode(encoding))
    done = fa_study("run", "text.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 3, done.stderr  # read, but nothing to compare it with
    assert "".join(read_study(tmp_path/"out").paragraphs.text[:2]) == ZH.replace("\n", "")


def test_traditional_text_in_big5_is_read(tmp_path):
    text = "聯合聲明指出，燈塔為各國航船而亮，不為一國獨有。\n\n各方同意繼續合作，共同守護航道安全。\n" * 4
    (tmp_path/"text.txt").write_bytes(text.encode("big5"))
    assert fa_study("run", "text.txt", "--out", "out", cwd=tmp_path).returncode == 3
    assert read_study(tmp_path/"out").paragraphs.text[0] == text.split("\n")[0]


@pytest.mark.parametrize("text", [ZH, EN])
def test_one_language_only_works_and_says_so(text, tmp_path):
    (tmp_path/"one.txt").write_text(text, encoding="utf-8")
    done = fa_study("run", "one.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 3 and "nothing to compare" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Nothing was compared")
    assert (tmp_path/"out"/"report.html").is_file() and not len(read_study(tmp_path/"out").beads)


def test_a_folder_that_holds_something_is_left_alone_without_force(tmp_path):
    (tmp_path/"out").mkdir()
    (tmp_path/"out"/"mine.txt").write_text("mine")
    (tmp_path/"en.txt").write_text(EN)
    refused = fa_study("run", "en.txt", "--out", "out", cwd=tmp_path)
    assert refused.returncode == 1 and "--force" in refused.stderr and [p.name for p in (tmp_path/"out").iterdir()] == ["mine.txt"]
    assert fa_study("run", "en.txt", "--out", "out", "--force", cwd=tmp_path).returncode == 3
    assert (tmp_path/"out"/"mine.txt").read_text() == "mine" and (tmp_path/"out"/"articles.csv").is_file()


def test_two_files_make_one_pair(tmp_path):
    (tmp_path/"en.txt").write_text("Lights\n\nIn 2031 the strait had 412 lights and 33 ports.\n\nTrade grew by 33.6% and 7.25 million ships came.\n", encoding="utf-8")
    (tmp_path/"zh.txt").write_text("灯塔\n\n2031年海峡共有412座灯塔和33个港口。\n\n贸易增长33.6%，到访船舶7.25百万艘。\n", encoding="utf-8")
    assert fa_study("run", "zh.txt", "en.txt", "--out", "out", cwd=tmp_path).returncode == 0
    study = read_study(tmp_path/"out")
    assert study.articles.pair_id.tolist() == ["pair1", "pair1"] and len(study.beads) >= 2


def test_bad_usage_ends_with_2():
    for arguments in [(), ("run",), ("walk",), ("run", "--out", "x", "--processes", "0"), ("run", "--out", "x", "--no-such-option")]:
        assert fa_study(*arguments).returncode == 2


def test_help_and_version():
    help_text = fa_study("run", "--help")
    assert help_text.returncode == 0 and "--force" in help_text.stdout and "example:" in help_text.stdout
    assert fa_study("--version").stdout.startswith("fa-study ")


def test_hostile_titles_stay_text(tmp_path):
    title = "<script>alert(1)</script> Lights & Harbours"
    (tmp_path/"h.txt").write_text(f"{title}\n\n{EN}", encoding="utf-8")
    assert fa_study("run", "h.txt", "--out", "out", cwd=tmp_path).returncode == 3  # one language only
    page = Path(tmp_path/"out"/"report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


# The other commands --------------------------------------------------------------------------------------------------

def test_commands_on_a_study(sample_run, tmp_path):
    _, study = sample_run
    for form in ("text", "csv", "html"):
        found = fa_study("concordance", study, "灯塔精神", "--format", form, "--sort", "rendering")
        assert found.returncode == 0 and "灯塔精神" in found.stdout and "Lighthouse Spirit" in found.stdout
    made = fa_study("export", study, "--format", "tmx", "--out", tmp_path/"sample.tmx")
    assert made.returncode == 0 and f"wrote {tmp_path/'sample.tmx'}" in made.stdout and (tmp_path/"sample.tmx").stat().st_size > 10_000


def test_a_correction_is_written_decided_and_applied(sample_run, tmp_path):
    _, study = sample_run
    sheet = tmp_path/"mine.tsv"
    assert fa_study("review", study, "--out", sheet, "--table", "names").returncode == 0
    lines = sheet.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    first = next(k for k, line in enumerate(lines) if line.startswith("names\t"))
    cells = lines[first].split("\t")
    cells[header.index("decision")] = "reject"
    lines[first] = "\t".join(cells)
    sheet.write_text("\n".join(lines), encoding="utf-8")
    again = fa_study("run", "--out", tmp_path/"again", "--corrections", sheet)
    assert again.returncode == 0 and "1 correction" in again.stdout, again.stdout
    assert len(read_study(tmp_path/"again").names) == len(read_study(study).names) - 1
    assert read_study(tmp_path/"again").corrections.status.tolist() == ["applied"]
    kept = fa_study("review", tmp_path/"again", "--out", sheet, "--table", "names")
    assert "1 decisions that it held are kept" in kept.stdout
    agreed = fa_study("agree", sheet, sheet)
    assert agreed.returncode == 0 and "alpha" in agreed.stdout


BAD_USE = [(("concordance", "STUDY", ""), "empty"), (("concordance", "STUDY", "(", "--kind", "regex"), "regular expression"),
           (("export", "STUDY", "--format", "docx", "--out", "x"), "'docx' is unknown"), (("review", "NOWHERE", "--out", "x"), "holds no articles.csv"),
           (("review", "STUDY", "--out", "x", "--table", "rhymes"), "no table 'rhymes'"), (("agree", "NOWHERE", "NOWHERE"), "NOWHERE")]


@pytest.mark.parametrize("arguments, told", BAD_USE, ids=[" ".join(a) for a, _ in BAD_USE])
def test_bad_use_of_a_study_is_one_sentence(sample_run, tmp_path, arguments, told):
    done = fa_study(*[{"STUDY": sample_run[1]}.get(a, a) for a in arguments], cwd=tmp_path)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.startswith("fa-study: ") and told in done.stderr
    assert done.stderr.count("\n") == 1 and list(tmp_path.iterdir()) == []


def test_a_reader_who_stops_early_is_no_error(sample_run):
    command = [sys.executable, "-c", "import sys; from fa_study.cli import main; sys.exit(main())", "concordance", str(sample_run[1]), "的"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()  # before anything is written, as `| true` does
        assert process.wait() == 0 and process.stderr.read() == b""
