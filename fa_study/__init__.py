"""Read one diplomatic text in two languages: parse, align, compare and plot its Chinese and English renderings."""
from __future__ import annotations

__version__ = "0.1.0"

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import plot as plot
    from .agreement import agreement as agreement
    from .align import align_sentences as align_sentences
    from .bitext import align as align
    from .compare import compare as compare
    from .concordance import concordance as concordance
    from .export import export as export
    from .kwic import concordance_html as concordance_html, concordance_text as concordance_text
    from .parse import parse as parse, parse_text as parse_text
    from .reader import reader as reader
    from .records import InputError as InputError, Study as Study, read_study as read_study, write_tables as write_tables
    from .review import review_sheet as review_sheet, write_review as write_review
    from .sheets import read_corrections as read_corrections
    from .study import run as run, sample as sample
    from .tmx import read_tmx as read_tmx

# Public name -> the module that holds it; loaded at first use, since jieba and matplotlib take seconds (PEP 562).
_HOME = {"InputError": "records", "Study": "records", "agreement": "agreement", "align": "bitext", "align_sentences": "align",
         "compare": "compare", "concordance": "concordance", "concordance_html": "kwic", "concordance_text": "kwic",
         "export": "export", "parse": "parse", "parse_text": "parse", "plot": "plot", "read_corrections": "sheets", "read_study": "records",
         "read_tmx": "tmx", "reader": "reader", "review_sheet": "review", "run": "study", "sample": "study", "write_review": "review",
         "write_tables": "records"}

__all__ = ["InputError", "Study", "agreement", "align", "align_sentences", "compare", "concordance", "concordance_html",
           "concordance_text", "export", "parse", "parse_text", "plot", "read_corrections", "read_study", "read_tmx", "reader",
           "review_sheet", "run", "sample", "write_review", "write_tables"]


def _load(name: str) -> Any:
    if name not in _HOME: raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    return module if name == "plot" else getattr(module, name)


if not TYPE_CHECKING: __getattr__ = _load  # a type checker would otherwise take any name for granted


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    # The import system binds a submodule to its name in the package. Five verbs share their module's name, and
    # `fa.parse` has to stay the function whatever was imported before it.
    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME and name != "plot"): super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
