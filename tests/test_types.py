"""The type hints hold, as a type checker sees them; how an installed package shows them is in test_wheel."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from make import ROOT


def test_the_package_is_typed(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)], cwd=ROOT, capture_output=True, text=True).stdout
    assert re.fullmatch(r"Success: no issues found in \d+ source files\n", said), said


ENCODER = r"encoder: fa_study\.alignment\.encoders\.Encoder \| str \| None ="


@pytest.mark.parametrize("verb, shown", [
    ("compare", rf"corrections: .+, {ENCODER}, speaker: .+, processes: int =, progress: bool . None ="), ("align", rf"{ENCODER}, processes: int =, progress: bool =")])
def test_a_user_sees_what_a_verb_takes_and_gives(verb: str, shown: str, tmp_path: Path) -> None:
    user = tmp_path/"user.py"
    user.write_text(f"import fa_study as fa\nreveal_type(fa.{verb})\n", encoding="utf-8")
    said = subprocess.run([sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path/"cache"), str(user)], cwd=ROOT, capture_output=True, text=True).stdout
    assert re.search(rf"def \(study: fa_study\.study\.Study, \*, {shown}\) -> fa_study\.study\.Study", said), said
