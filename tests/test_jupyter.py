"""A tutorial opens in JupyterLab, in a browser, and runs from its first cell to its last."""
from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from make import ROOT
from playwright.sync_api import Browser, expect

NOTEBOOK = ROOT/"nbs"/"tutorials"/"01_own_document.ipynb"
TOKEN = "only-for-this-test"
START, RUN = 60_000, 240_000  # milliseconds after which a server or a notebook counts as stuck


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab of this environment, with no settings of anybody's, in a folder with the notebook alone and its outputs stripped."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code": cell.update(outputs=[], execution_count=None)
    (tmp_path/"work").mkdir()
    nbformat.write(notebook, tmp_path/"work"/"tutorial.ipynb")
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    own = {f"JUPYTER_{what}_DIR": str(tmp_path/what.lower()) for what in ("CONFIG", "DATA", "RUNTIME")} | {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path/"settings")}
    env = {key: value for key, value in os.environ.items() if key not in ("IN_TEST", "MPLBACKEND")} | own | {"PYTHONPATH": str(ROOT)}
    with open(tmp_path/"log", "w", encoding="utf-8") as log:
        server = subprocess.Popen([sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--allow-root",
                                   f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0",
                                   "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"],
                                  cwd=tmp_path/"work", env=env, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/api?token={TOKEN}", server, tmp_path/"log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    """Return when a server answers; fails with its log when it ends or takes too long."""
    for _ in range(START//250):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try: return urllib.request.urlopen(address, timeout=5).close()
        except OSError: time.sleep(.25)
    pytest.fail(log.read_text(encoding="utf-8"))


def test_tutorial_runs_in_jupyterlab(lab: str, browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(f"{lab}/lab/tree/tutorial.ipynb?token={TOKEN}")
    expect(page.locator("#jp-main-statusbar")).to_contain_text(re.compile(r"\| Idle"), timeout=START)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    saved = tmp_path/"work"/"tutorial.ipynb"
    n_cells = sum(cell.cell_type == "code" for cell in nbformat.read(saved, as_version=4).cells)
    expect(page.locator(".jp-CodeCell .jp-InputPrompt", has_text=f"[{n_cells}]:")).to_have_count(1, timeout=RUN)  # the last cell has run
    expect(page.locator("#jp-main-statusbar")).to_contain_text(re.compile(r"\| Idle"), timeout=START)
    page.keyboard.press("Control+s")
    cells = saved_cells(saved, n_cells)
    page.close()
    outputs = [output for cell in cells for output in cell.outputs]
    assert [output["evalue"] for output in outputs if output.output_type == "error"] == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
    expected = [bool(cell.outputs) for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert [bool(cell.outputs) for cell in cells] == expected


def saved_cells(path: Path, n: int) -> list:
    """The code cells of a notebook, once JupyterLab has saved all of them with their numbers."""
    for _ in range(START//250):
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        if sum(cell.execution_count is not None for cell in cells) >= n: return cells
        time.sleep(.25)
    pytest.fail(f"{path.name} was not saved with {n} cells run")
