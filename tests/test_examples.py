"""The examples in docstrings give what they say."""
from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import fa_study

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(fa_study.__path__, "fa_study.")
    if not module.name.rpartition(".")[2].startswith("_")
)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=OPTIONS)
    assert not failed, f"{name}: {failed} examples in docstrings fail; the report above shows them"


def test_every_public_name_has_an_example() -> None:
    public = {name: getattr(fa_study, name) for name in fa_study.__all__}
    functions = {name: value for name, value in public.items() if callable(value) and value.__doc__}
    without = [name for name, value in functions.items() if ">>>" not in value.__doc__ and not isinstance(value, type)]
    assert not without, f"no example in the docstring of {', '.join(sorted(without))}"
