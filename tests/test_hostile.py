"""Whatever comes in, wherever it runs: letters, surroundings, long inputs, damaged folders."""
from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from make import ROOT, project_files

from fa_study.language.scripts import lowered
from fa_study.pipeline import compare
from fa_study.reading.parser import parse
from fa_study.study import Study

# Letters -------------------------------------------------------------------------------------------------------------

EVERY_CHAR = [chr(code) for code in range(0x110000)]


def test_lowering_keeps_the_length_and_agrees_with_patterns_that_ignore_case() -> None:
    assert [char for char in EVERY_CHAR if len(lowered(char)) != 1 or lowered(lowered(char)) != lowered(char)] == []
    letters = [char for char in EVERY_CHAR if unicodedata.category(char)[0] in "LMN"]
    for engine in (re, regex):
        unlike = [char for char in letters if not engine.fullmatch(re.escape(lowered(char)), char, engine.I)]
        assert unlike == [], engine.__name__
        for small in "abcdefghijklmnopqrstuvwxyz":
            text = "".join(letters)
            assert engine.findall(small, text, engine.I) == [char for char in letters if lowered(char) == small]


def _lowering_calls(name: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT/name).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("lower", "casefold"):
            yield f"{name}:{node.lineno}"


def test_nothing_is_lowered_but_by_the_one_definition() -> None:
    # the module itself, and the head of a file, which is bytes
    allowed = {"fa_study/language/scripts.py", "fa_study/formats/documents.py"}
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
    asked = {char for char in EVERY_CHAR if unicodedata.category(char)[0] in "LMN"}
    assert asked <= set("".join(every_letter.sentences.text))
    assert len(every_letter.beads) > 100 and len(every_letter.numbers) and len(every_letter.attention) == len(every_letter.beads)


SPANS = (("numbers", "en"), ("numbers", "zh"), ("terms", "en"), ("terms", "zh"), ("names", "en"), ("names", "zh"))
WORDS = {"numbers": "{}_text", "shifts": "{}_text", "terms": {"en": "en_rendering", "zh": "zh_term"}, "names": "{}_name"}
