"""What `nbdev_docs` hands to Quarto: each public function has its entry, and no link leads nowhere.

Quarto itself is no Python package; an empty program of its name stands in for it, and what it would read is checked.
"""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from make import ROOT, copy_project

LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.fixture(scope="module")
def handed_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("project"))
    programs = tmp_path_factory.mktemp("bin")
    stand_in = programs/"quarto"
    stand_in.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    stand_in.chmod(0o755)
    env = {key: value for key, value in os.environ.items() if key != "IN_TEST"}
    env |= {"PATH": os.pathsep.join([str(programs), env["PATH"]]), "PYTHONPATH": str(project), "MPLBACKEND": "Agg"}
    command = [sys.executable, "-c", "from nbdev.quarto import nbdev_proc_nbs; nbdev_proc_nbs()", "--n_workers", "2"]
    done = subprocess.run(command, cwd=project, env=env, text=True, encoding="utf-8", capture_output=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return project/"_proc"


def markdown(path: Path) -> str:
    """All Markdown of a notebook, that of its outputs included."""
    texts = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown": texts.append("".join(cell["source"]))
        for output in cell.get("outputs", []): texts.append("".join(output.get("data", {}).get("text/markdown", "")))
    return "\n\n".join(texts)


def test_each_notebook_is_handed_over(handed_over: Path) -> None:
    wanted = {path.relative_to(ROOT/"nbs") for path in (ROOT/"nbs").rglob("*.ipynb")}
    assert wanted - {path.relative_to(handed_over) for path in handed_over.rglob("*.ipynb")} == set()


def test_links_lead_to_a_page(handed_over: Path) -> None:
    pages = {re.sub(r"^\d+[a-zA-Z0-9]*_", "", path.stem): path for path in handed_over.rglob("*.ipynb")}
    dead = []
    for path in handed_over.rglob("*.ipynb"):
        for link in LINK.findall(markdown(path)):
            target = link.partition("#")[0]
            if not target or re.match(r"[a-z]+:", target): continue
            beside = (handed_over if target.startswith("/") else path.parent)/target.lstrip("/")
            if not beside.exists() and Path(target).stem not in pages:
                dead.append(f"{path.relative_to(handed_over)}: {link}")
    assert dead == []


def test_functions_have_entries_without_a_link_to_a_repository(handed_over: Path) -> None:
    text = markdown(handed_over/"16_search"/"03_concordance.ipynb")
    assert "### concordance\n\n```python\nconcordance(\n    study: Study," in text
    assert "- **query**: what to look for" in text
    assert not [path.name for path in handed_over.rglob("*.ipynb") if "/blob/" in markdown(path)]
