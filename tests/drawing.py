"""What the tests of plots share."""
from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def no_figure_left() -> Iterator[None]:
    """Close every figure after each test."""
    yield
    plt.close("all")


def glyph_warnings(action: Callable[[], object]) -> list[str]:
    """The warnings of missing glyphs and fonts that an action gives."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        action()
    return [str(w.message) for w in caught if "lyph" in str(w.message) or "not found" in str(w.message)]
