"""Runs notebooks as they stand and tells where their outputs are not those that are stored."""
from __future__ import annotations

import base64
import io
import multiprocessing
import os
import re
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

SKIPPED = re.compile(r"^#\|\s*(eval:\s*false|skip_exec\b)", re.M)
CORPUS = re.compile(r"^#\|\s*corpus\b", re.M)  # needs the real documents
VARIES = re.compile(r"^#\|\s*varies\b", re.M)  # shows times, memory or the versions of programs, which differ from run to run
SMALL = (48, 48)  # pixels to which pictures are brought before they are compared
LOADED = ["execnb.nbio", "execnb.shell", "jieba.posseg", "matplotlib.pyplot", "pandas", "scipy.stats", "fa_study.runner"]
HANGS = 1200  # seconds without any notebook's end after which those that run are stopped and told
NEARLY = 4.  # mean difference of grey values (0..255) up to which two pictures show the same


def differences(path: Path) -> list[str]:
    """What a notebook shows today and did not show when its outputs were stored.

    path: the notebook; it runs in its own folder, in this process.
    Returns one text a cell that differs, none if all are true; an error of a cell ends the run and is the last text.
    """
    from execnb.nbio import read_nb
    from execnb.shell import CaptureShell

    os.chdir(path.parent)
    shell = CaptureShell(path.parent, mpl_format="png")
    told = []
    for n, cell in enumerate(read_nb(path).cells):
        if cell.cell_type != "code" or not cell.source.strip() or SKIPPED.search(cell.source): continue
        if CORPUS.search(cell.source) and not os.environ.get("FA_STUDY_CORPUS"): continue
        outputs = shell.run(cell.source)
        if shell.exc: return [*told, f"cell {n} fails: {shell.exc!r}\n{cell.source}"]
        if VARIES.search(cell.source): continue
        told += _unlike(n, shown(cell.get("outputs", [])), shown(outputs))
    return told


def shown(outputs: list[Any]) -> list[tuple[str, Any]]:
    """What outputs show a reader: (kind, text or picture), streams of one name joined, addresses in memory and made-up ids left out."""
    found: list[tuple[str, Any]] = []
    for output in outputs:
        if "text" in output and output.get("name") == "stderr": continue
        if "text" in output:
            text = _plain(output["text"])
            if found and found[-1][0] == "stream": found[-1] = ("stream", found[-1][1] + text)
            else: found.append(("stream", text))
            continue
        data = output.get("data", {})
        kind = next((k for k in ("image/png", "image/svg+xml", "text/html", "text/markdown", "text/plain") if k in data), "")
        if kind == "image/png": found.append((kind, _picture("".join(data[kind]))))
        elif kind: found.append((kind, _plain(data[kind])))
    return [(kind, what.strip() if isinstance(what, str) else what) for kind, what in found]


def _plain(text: str | list[str]) -> str:
    whole = re.sub(r"\x1b\[[0-9;]*m", "", "".join(text))
    whole = re.sub(r" at 0x[0-9a-f]+", "", whole)
    return re.sub(r"\b(T_|id=\"?|fa-)?[0-9a-f]{5,12}(?=_|\")", "", whole)


def _picture(encoded: str) -> np.ndarray:
    picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("L")
    return np.asarray(picture.resize(SMALL), dtype=float)


def _unlike(n: int, stored: list[tuple[str, Any]], today: list[tuple[str, Any]]) -> list[str]:
    stored, today = (sorted(side, key=lambda one: one[0] == "image/png") for side in (stored, today))  # a picture comes where the shell puts it
    if [kind for kind, _ in stored] != [kind for kind, _ in today]:
        return [f"cell {n} shows {[k for k, _ in today]}, stored are {[k for k, _ in stored]}"]
    told = []
    for (kind, was), (_, now) in zip(stored, today):
        if kind == "image/png":
            apart = float(np.abs(was - now).mean())
            if apart > NEARLY: told.append(f"cell {n}: another picture (mean difference {apart:.1f})")
        elif was != now:
            told.append(f"cell {n} shows\n{now[:600]}\nstored is\n{was[:600]}")
    return told


def all_differences(paths: list[Path], kept: Path | None = None, processes: int = 2) -> dict[Path, list[str]]:
    """`differences` of several notebooks, each in a fresh process that has the large libraries loaded already.

    paths: the notebooks.
    kept: a folder for what several of them need and one makes, unless FA_STUDY_KEPT names another.
    processes: how many run at once.
    """
    # A server forks them, and not this process: it may have threads by now, and a fork of such a process may wait for ever.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    waiting = sorted(paths, key=lambda path: path.stat().st_size)  # the longest is taken first
    running: dict[Connection, tuple[Path, BaseProcess]] = {}
    told: dict[Path, list[str]] = {}
    while waiting or running:
        while waiting and len(running) < processes: running.update([_start(waiting.pop(), kept, context)])
        ended = wait(list(running), timeout=HANGS)
        if not ended: return told | {path: _stopped(process) for path, process in running.values()}
        for end in ended:
            path, process = running.pop(end)
            told[path] = _received(end)
            process.join()
    return told


def _start(path: Path, kept: Path | None, context: ForkServerContext) -> tuple[Connection, tuple[Path, BaseProcess]]:
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(path, kept, far))  # no daemon: notebooks start processes of their own
    process.start()
    far.close()
    return near, (path, process)


def _send(path: Path, kept: Path | None, end: Connection) -> None:
    if kept: os.environ.setdefault("FA_STUDY_KEPT", str(kept))
    multiprocessing.set_start_method(None, force=True)  # the pools of a notebook start as everywhere else
    end.send(differences(path))


def _stopped(process: BaseProcess) -> list[str]:
    process.kill()
    return [f"it did not end within {HANGS} s"]


def _received(end: Connection) -> list[str]:
    try: return end.recv()
    except EOFError: return ["its process ended before the notebook did"]
