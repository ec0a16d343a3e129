"""Read one diplomatic text in two languages: parse, align, compare and plot its Chinese and English renderings."""
from __future__ import annotations

__version__ = "0.1.0"

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import plot as plot
    from .align import align_sentences as align_sentences
    from .bitext import align as align
    from .compare import compare as compare
    from .parse import parse as parse, parse_text as parse_text
    from .records import InputError as InputError, Study as Study, read_study as read_study, write_tables as write_tables
    from .study import run as run, sample as sample

# Public name -> the module that holds it; loaded at first use, since jieba and matplotlib take seconds (PEP 562).
_HOME = {"InputError": "records", "Study": "records", "align": "bitext", "align_sentences": "align", "compare": "compare",
         "parse": "parse", "parse_text": "parse", "plot": "plot", "read_study": "records", "run": "study",
         "sample": "study", "write_tables": "records"}

__all__ = ["InputError", "Study", "align", "align_sentences", "compare", "parse", "parse_text", "plot", "read_study",
           "run", "sample", "write_tables"]


def __getattr__(name: str) -> Any:
    if name not in _HOME: raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_HOME[name]}")
    return module if name == "plot" else getattr(module, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    # The import system binds a submodule to its name in the package. Four verbs share their module's name, and
    # `fa.parse` has to stay the function whatever was imported before it.
    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME and name != "plot"): super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
