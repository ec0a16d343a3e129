"""Read one diplomatic text in two languages: parse, align, compare and plot its Chinese and English renderings."""
from __future__ import annotations

__version__ = "0.1.0"

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import plot as plot
    from .alignment.beads import align as align, align_sentences as align_sentences
    from .attention.divergence import divergence as divergence
    from .corpora.opened import corpus as corpus, open_corpus as open_corpus
    from .corrections.agreement import agreement as agreement
    from .corrections.review import review_sheet as review_sheet, write_review as write_review
    from .corrections.sheet import read_corrections as read_corrections
    from .exchange.export import export as export
    from .exchange.tmx import read_tmx as read_tmx
    from .page.frame import reader as reader
    from .pipeline import compare as compare
    from .reading.parser import parse as parse, parse_text as parse_text
    from .runner import run as run, sample as sample
    from .search.concordance import concordance as concordance
    from .search.lines import concordance_html as concordance_html, concordance_text as concordance_text
    from .study import (
        Study as Study,
        read_study as read_study,
        write_study as write_study,
    )
    from .tables import InputError as InputError

# Public name -> the module that holds it; loaded at first use, since jieba and matplotlib take seconds (PEP 562).
_HOME = {
    "InputError": "tables",
    "Study": "study",
    "agreement": "corrections.agreement",
    "align": "alignment.beads",
    "align_sentences": "alignment.beads",
    "compare": "pipeline",
    "concordance": "search.concordance",
    "concordance_html": "search.lines",
    "concordance_text": "search.lines",
    "corpus": "corpora.opened",
    "divergence": "attention.divergence",
    "export": "exchange.export",
    "open_corpus": "corpora.opened",
    "parse": "reading.parser",
    "parse_text": "reading.parser",
    "plot": "plot",
    "read_corrections": "corrections.sheet",
    "read_study": "study",
    "read_tmx": "exchange.tmx",
    "reader": "page.frame",
    "review_sheet": "corrections.review",
    "run": "runner",
    "sample": "runner",
    "write_review": "corrections.review",
    "write_study": "study",
}

__all__ = [
    "InputError",
    "Study",
    "agreement",
    "align",
    "align_sentences",
    "compare",
    "concordance",
    "concordance_html",
    "concordance_text",
    "corpus",
    "divergence",
    "export",
    "open_corpus",
    "parse",
    "parse_text",
    "plot",
    "read_corrections",
    "read_study",
    "read_tmx",
    "reader",
    "review_sheet",
    "run",
    "sample",
    "write_review",
    "write_study",
]


def _load(name: str) -> Any:
    if name not in _HOME: raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    return module if name == "plot" else getattr(module, name)


if not TYPE_CHECKING: __getattr__ = _load  # a type checker would otherwise take any name for granted


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
