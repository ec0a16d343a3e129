"""What the package stands on: a table of licences and last releases, and the versions that were tested together.

    python tests/make.py dependencies    writes tests/dependencies.tsv and tests/constraints.txt from what is installed
"""
from __future__ import annotations

import csv
import json
import urllib.request
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import Version

HERE = Path(__file__).parent
TABLE = HERE/"dependencies.tsv"
CONSTRAINTS = HERE/"constraints.txt"
COLUMNS = ["package", "needed_for", "least", "tested", "last_version", "last_release", "licence"]
SIMPLE = "https://pypi.org/simple/{}/"


def requirements(settings: dict[str, str]) -> Iterator[tuple[str, Requirement]]:
    """What the package needs, as (extra, requirement); the extra of what every installation needs is "run"."""
    for key, value in settings.items():
        if key == "requirements": extra = "run"
        elif key.endswith("_requirements"): extra = key.removesuffix("_requirements")
        else: continue
        for word in value.split(): yield extra, Requirement(word)


def licence_of(package: metadata.PackageMetadata) -> str:
    """The licence that a package names: its expression, its classifier, or the first words of its text."""
    expression = package.get("License-Expression")
    if expression: return str(expression)
    classifiers = [c.rpartition(" :: ")[2] for c in package.get_all("Classifier") or [] if c.startswith("License ::")]
    if classifiers and "Other" not in classifiers[0]: return classifiers[0]
    return (package.get("License") or "not stated").splitlines()[0].strip()


def version_of(filename: str) -> Version | None:
    """The version in the name of a file of PyPI; None for an old kind of file."""
    try: return parse_wheel_filename(filename)[1] if filename.endswith(".whl") else parse_sdist_filename(filename)[1]
    except ValueError: return None  # both errors of packaging are kinds of it


def last_release(name: str) -> tuple[str, str]:
    """The newest final version of a package on PyPI, and the day of its release."""
    request = urllib.request.Request(SIMPLE.format(canonicalize_name(name)), headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    with urllib.request.urlopen(request, timeout=60) as answer: page = json.load(answer)
    days: dict[Version, str] = {}
    for file in page["files"]:
        version = version_of(file["filename"])
        if version is None or version.is_prerelease or file.get("yanked"): continue
        days[version] = min(days.get(version, "9"), file["upload-time"][:10])
    newest = max(days)
    return str(newest), days[newest]


def table_rows(settings: dict[str, str]) -> list[list[str]]:
    """A row of `COLUMNS` for each package that settings.ini names and that is installed."""
    rows = []
    for extra, requirement in requirements(settings):
        if requirement.marker and not requirement.marker.evaluate(): continue
        installed = metadata.metadata(requirement.name)
        rows.append([requirement.name, extra, str(requirement.specifier), installed["Version"], *last_release(requirement.name), licence_of(installed)])
    return rows


def tested_versions(settings: dict[str, str]) -> dict[str, str]:
    """Package -> version, of all that the package and its extras need, directly or not."""
    wanted = [requirement for _, requirement in requirements(settings)]
    found: dict[str, str] = {}
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}) or name in found: continue
        try: distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError: continue  # a platform's own, such as colorama
        found[name] = distribution.version
        wanted += map(Requirement, distribution.requires or [])
    return dict(sorted(found.items()))


def write_dependencies(settings: dict[str, str]) -> None:
    """Write the table and the constraints."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t", lineterminator="\n").writerows([COLUMNS, *table_rows(settings)])
    lines = [f"{name}=={version}\n" for name, version in tested_versions(settings).items()]
    CONSTRAINTS.write_text("# Versions that were tested together: pip install -c tests/constraints.txt .\n" + "".join(lines), encoding="utf-8")
