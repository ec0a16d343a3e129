"""Fixtures that several test files share."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: threads of its own wait for one another where two processes run

import pytest
from make import copy_project
from playwright.sync_api import Browser, sync_playwright  # Apache-2.0; drives a browser of the system

from fa_study.study import Study
from fa_study.example.sample import sample_gold


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's files, for tests that write where they work."""
    return copy_project(tmp_path_factory.mktemp("copy")/"project")


@pytest.fixture(scope="module")
def sample() -> Study:
    """The embedded sample with its gold beads."""
    tables = sample_gold()
    return Study(**{name: tables[name] for name in ("articles", "paragraphs", "sentences", "beads")})


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the real documents, which are no part of the project."""
    return _folder("FA_STUDY_CORPUS", "the real documents")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of the gold for the real documents."""
    return _folder("FA_STUDY_GOLD", "the gold for the real documents")


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the programs that score a run."""
    return _folder("FA_STUDY_TOOLS", "the scoring programs")


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder of the alignment benchmark."""
    return _folder("FA_STUDY_BENCH", "the alignment benchmark")


def _folder(variable: str, what: str) -> Path:
    named = os.environ.get(variable)
    if not named: pytest.skip(f"needs {what}: {variable} is not set")
    assert Path(named).is_dir(), f"{variable} is {named}, which is no folder"
    return Path(named)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window; each test opens a page of its own."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not program: pytest.skip("needs Chromium, which is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()
