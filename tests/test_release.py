"""A release is one command that refuses what is not ready, and a fresh clone gets the notebooks' git hooks."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from make import changelog_of, copy_project

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def run(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as a person with a name and a fresh home, outside this project."""
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "IN_TEST") and not key.startswith("GIT_")}
    env |= {"HOME": str(cwd.parent), "GIT_CONFIG_NOSYSTEM": "1", "PATH": sysconfig.get_path("scripts") + os.pathsep + env["PATH"]}
    env |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A. Test"), ("EMAIL", "test@example.org"))}
    return subprocess.run([str(a) for a in args], cwd=cwd, env=env, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def ok(*args: object, cwd: Path) -> str:
    done = run(*args, cwd=cwd)
    assert done.returncode == 0, f"{args}\n{done.stdout}"
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout of the project, everything committed."""
    folder = copy_project(tmp_path/"project")
    ok("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    ok("git", "add", "--all", cwd=folder)
    ok("git", "commit", "--quiet", "--message", "All", cwd=folder)


def add_news(folder: Path) -> None:
    text = (folder/"CHANGELOG.md").read_text(encoding="utf-8").replace("\n## Unreleased\n", "\n", 1)
    (folder/"CHANGELOG.md").write_text(text.replace("\n## ", "\n## Unreleased\n\n- News.\n\n## ", 1), encoding="utf-8")
    commit(folder)


def release(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "tests/make.py", "release", version, cwd=folder)


def test_release_sets_the_version_and_builds(checkout: Path) -> None:
    add_news(checkout)
    done = release(checkout, "9.0.0")
    assert done.returncode == 0 and "PASSED" in done.stdout and "v9.0.0" in done.stdout, done.stdout
    made = {name[3:] for name in ok("git", "status", "--porcelain", cwd=checkout).splitlines()}
    assert made == {"CHANGELOG.md", "CITATION.cff", "settings.ini", "fa_study/__init__.py"}
    texts = {name: (checkout/name).read_text(encoding="utf-8") for name in made}
    day = texts["CITATION.cff"].partition("\ndate-released: ")[2][:10]
    assert "\nversion = 9.0.0\n" in texts["settings.ini"] and '\n__version__ = "9.0.0"\n' in texts["fa_study/__init__.py"]
    assert f"\nversion: 9.0.0\ndate-released: {day}\n" in texts["CITATION.cff"] and f"\n## 9.0.0 ({day})\n\n- News.\n" in texts["CHANGELOG.md"]
    wheel, sdist = checkout/"dist"/"fa_study-9.0.0-py3-none-any.whl", checkout/"dist"/"fa_study-9.0.0.tar.gz"
    assert "fa_study/py.typed" in zipfile.ZipFile(wheel).namelist()
    assert {"fa_study-9.0.0/settings.ini", "fa_study-9.0.0/CITATION.cff"} <= set(tarfile.open(sdist).getnames())


def test_release_refuses_what_is_not_ready(checkout: Path) -> None:
    add_news(checkout)
    for version in ("0.0.1", current(checkout), "1.0"):
        assert release(checkout, version).stdout == f"{version} is no later version than {current(checkout)}: name one, as 1.2.3.\n"
    (checkout/"LICENSE").write_text("none", encoding="utf-8")
    done = release(checkout, "9.0.0")
    assert (done.returncode, done.stdout) == (1, "Something is not committed: commit it first, so that the release is what git holds.\n")
    ok("git", "checkout", "LICENSE", cwd=checkout)
    module = checkout/"fa_study"/"study.py"
    module.write_text(module.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")
    commit(checkout)
    done = release(checkout, "9.0.0")
    assert done.returncode == 1 and done.stdout.endswith("The modules were not what the notebooks export; now they are: commit them first.\n"), done.stdout
    assert current(checkout) != "9.0.0" and not (checkout/"dist").exists()


def current(folder: Path) -> str:
    return (folder/"settings.ini").read_text(encoding="utf-8").partition("\nversion = ")[2].partition("\n")[0]


@pytest.mark.parametrize("text", ["# Changelog\n\n## 0.1.0 (2026-01-01)\n\n- First.\n", "# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-01-01)\n"])
def test_release_needs_a_changelog(text: str) -> None:
    with pytest.raises(SystemExit, match="^CHANGELOG.md has no section `## Unreleased` that says what changed: write it first.$"):
        changelog_of("0.2.0", "2026-02-02", text)


def test_hooks_merge_notebooks_in_a_fresh_clone(checkout: Path) -> None:
    clone = checkout.parent/"clone"
    ok("git", "clone", "--quiet", checkout, clone, cwd=checkout)
    ok("nbdev_install_hooks", cwd=clone)
    assert ok("git", "status", "--porcelain", cwd=clone) == ""
    notebook = clone/"nbs"/"01_tables"/"02_study.ipynb"
    kept = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(cell for cell in kept["cells"] if cell.get("outputs"))
    for branch in ("theirs", "ours"):  # both ran the notebook, and got another output each
        ok("git", "checkout", "--quiet", "-b", branch, "main", cwd=clone)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": [branch]}]
        notebook.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        commit(clone)
    ok("git", "merge", "--quiet", "--no-edit", "theirs", cwd=clone)
    merged = json.loads(notebook.read_text(encoding="utf-8"))
    assert [c["source"] for c in merged["cells"]] == [c["source"] for c in kept["cells"]]
    assert next(c for c in merged["cells"] if c.get("outputs"))["outputs"][0]["text"] == ["ours"]
