"""What the tests of plots share."""
from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from playwright.sync_api import Browser


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


OUTSIDE = """() => {
  const all = document.documentElement.getBoundingClientRect();
  const isOut = b => b.left < all.left || b.top < all.top || b.right > all.right || b.bottom > all.bottom;
  return [...document.querySelectorAll('text')].filter(t => isOut(t.getBoundingClientRect())).map(t => t.textContent);
}"""


def words_outside(svg: Path, browser: Browser) -> list[str]:
    """The words of an SVG that a browser shows beyond its edges, or only in part."""
    page = browser.new_page()
    try:
        page.goto(svg.as_uri())
        return page.evaluate(OUTSIDE)
    finally:
        page.close()
