"""The sdist makes the wheel, and the wheel works where nothing else is installed."""
from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from make import settings


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess:
    """Run a program outside the project, without what the test session adds to the environment."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "IN_TEST")}
    return subprocess.run([str(a) for a in args], cwd=cwd, env=env | {"PYTHONIOENCODING": "utf-8"}, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ok(*args: str | Path, cwd: Path) -> str:
    done = run(*args, cwd=cwd)
    assert done.returncode == 0, f"{args}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist: without --wheel or --sdist, `build` goes that way."""
    out = tmp_path_factory.mktemp("dist")
    ok(sys.executable, "-m", "build", "--outdir", out, project, cwd=out)
    assert len(list(out.glob("*.tar.gz"))) == 1
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def bin(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel and what it asks for."""
    home = tmp_path_factory.mktemp("fresh")/"venv"
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    programs = home/("Scripts" if os.name == "nt" else "bin")
    ok(programs/"python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return programs


def test_wheel_holds_modules_and_data(wheel: Path, project: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = {path.relative_to(project).as_posix() for path in (project/"fa_study").rglob("*") if path.is_file()}
    made = {name for name in names if not re.match(r"fa_study-[^/]+\.dist-info/", name)}
    assert made == kept and "fa_study/py.typed" in kept
    assert any(name.startswith("fa_study/data/sample/") for name in kept)


def test_wheel_says_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
    said = archive.read(f"{info}/METADATA").decode()
    assert f"\nVersion: {settings()['version']}\n" in said and "\nRequires-Python: >=3.10\n" in said
    assert "fa-study = fa_study.cli:main" in archive.read(f"{info}/entry_points.txt").decode()
    assert any("/LICENSE" in name and name.startswith(info) for name in archive.namelist())
    assert wheel.stat().st_size < 5_000_000


def test_fresh_environment_has_no_development_tools(bin: Path, tmp_path: Path) -> None:
    listed = ok(bin/"python", "-m", "pip", "list", "--format=freeze", cwd=tmp_path).lower()
    assert "fa-study==" in listed.replace("_", "-")
    assert not re.findall(r"^(nbdev|fastcore|execnb|ipykernel|jupyterlab|pytest)\b.*", listed, re.M)
    ok(bin/"python", "-m", "pip", "check", cwd=tmp_path)


def test_import_is_quiet(bin: Path, tmp_path: Path) -> None:
    done = run(bin/"python", "-W", "error", "-c", "import fa_study", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_types_reach_users(bin: Path, tmp_path: Path) -> None:
    # checked as a user's program is: outside the project, against the installed package
    program = ["import fa_study as fa", 'study = fa.parse("journal.txt")', "reveal_type(study)", "reveal_type(fa.sample())", 'reveal_type(fa.read_study("folder"))',
               "reveal_type(fa.plot.bead_map(study))", "reveal_type(study.notes)", 'fa.prase("journal.txt")', 'fa.parse("journal.txt", encoding=3)']
    (tmp_path/"user.py").write_text("\n".join(program) + "\n", encoding="utf-8")
    said = run(sys.executable, "-m", "mypy", "--python-executable", bin/"python", "--ignore-missing-imports", "--cache-dir", tmp_path/"cache",
               "user.py", cwd=tmp_path).stdout
    assert re.findall(r'user.py:(\d+): note: Revealed type is "([\w.]+)', said) == [
        ("3", "fa_study.study.Study"), ("4", "fa_study.study.Study"), ("5", "fa_study.study.Study"), ("6", "matplotlib.axes._axes.Axes"),
        ("7", "tuple")], said
    assert re.findall(r"user.py:(\d+): error: .*\[([\w-]+)\]", said) == [("8", "attr-defined"), ("9", "call-arg")], said


def test_version(bin: Path, tmp_path: Path) -> None:
    assert settings()["version"] in ok(bin/"fa-study", "--version", cwd=tmp_path)


def test_sample_runs(bin: Path, tmp_path: Path) -> None:
    ok(bin/"fa-study", "run", "--out", "made", cwd=tmp_path)
    names = {path.relative_to(tmp_path/"made").as_posix() for path in (tmp_path/"made").rglob("*") if path.is_file()}
    assert {"report.html", "articles.csv", "sentences.csv", "beads.csv", "measures.csv"} <= names
    assert any(name.endswith((".svg", ".png")) for name in names)
    assert all((tmp_path/"made"/name).stat().st_size for name in names)
