"""The project as a whole: what lies where, what is declared, what is documented."""
from __future__ import annotations

import ast
import csv
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import typing
from importlib import metadata
from pathlib import Path

import fa_study
import pytest
from dependencies import CONSTRAINTS, TABLE, requirements
from fa_study.tables import TABLES, declared_columns
from make import ROOT, project_files, settings

FILES = project_files()
SOURCES = {name.relative_to("fa_study").with_suffix("").as_posix().replace("/", "."): name for name in FILES
           if name.parts[0] == "fa_study" and name.suffix == ".py" and name.stem[0] != "_"}
MODULES = sorted(SOURCES)
FOLDERS = sorted({name.partition(".")[0] for name in MODULES if "." in name})
each_module = pytest.mark.parametrize("module", MODULES)


def text(name: str | Path) -> str:
    return (ROOT/name).read_text(encoding="utf-8")


# Layout --------------------------------------------------------------------------------------------------------------

def test_top_level_holds_what_belongs_there() -> None:
    assert {name.parts[0] for name in FILES} - {".gitconfig"} == {  # which nbdev_install_hooks writes
        "settings.ini", "nbs", "fa_study", "tests", "_quarto.yml", "README.md",         # the nbdev project
        "setup.py", "pyproject.toml", "MANIFEST.in", "LICENSE", "CITATION.cff",         # packaging and licence
        "README.zh.md", "CHANGELOG.md", "CONTRIBUTING.md", ".ci", ".gitignore", ".gitattributes"}       # development


def test_no_leftovers() -> None:
    leftover = re.compile(r"(\.(orig|rej|bak|tmp|log|pyc|swp)|~|\.DS_Store|-checkpoint\.ipynb|Untitled.*)$")
    assert [str(name) for name in FILES if leftover.search(name.name) or not (ROOT/name).stat().st_size
            and name.name not in ("py.typed", "__init__.py")] == []
    marks = re.compile(r"^(<{7} |>{7} )|\bbreakpoint\(\)|\bpdb\b|\b(TODO|FIXME)\b", re.M)
    texts = {name: text(name) for name in FILES if name.suffix in (".py", ".ipynb", ".md", ".ini", ".yml", ".toml", ".cff")}
    assert [str(name) for name, content in texts.items() if marks.search(content) and name.name != Path(__file__).name] == []


def test_readme_has_commands_of_one_line() -> None:
    commands = re.findall(r"```(?:sh|bash|shell|console)\n(.*?)```", text("README.md"), re.S)
    assert all(command.count("\n") == 1 for command in commands)
    installing = [command for command in commands if "pip install" in command]
    assert len(installing) == 2 and all("python3 -m venv .venv && " in command for command in installing)  # where Python refuses other installs
    assert "fa-study run --out" in installing[0] and installing[1].rstrip().endswith("-m pytest -n 2 --dist loadfile")
    assert f"<!-- test-command -->\n```sh\n{installing[1]}" in text("README.md")  # .ci/run looks for it there


def test_links_in_texts_lead_somewhere() -> None:
    links = {(str(name), link) for name in FILES if name.suffix == ".md" for link in re.findall(r"\]\(([^)#\s]+)", text(name)) if "//" not in link}
    assert [(name, link) for name, link in links if not (ROOT/name).parent.joinpath(link).exists()] == []


def test_howtos_are_short() -> None:
    lengths = {str(name): len(json.loads(text(name))["cells"]) for name in FILES if name.match("nbs/howto/*.ipynb")}
    assert lengths and {name: n for name, n in lengths.items() if n > 15} == {}


# One version, one list of requirements -------------------------------------------------------------------------------

def test_versions_agree() -> None:
    version = settings()["version"]
    entry = re.search(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", text("CHANGELOG.md"), re.M)
    assert fa_study.__version__ == version == entry[1]
    assert f"\nversion: {version}\ndate-released: {entry[2]}\n" in text("CITATION.cff")
    assert metadata.version("fa_study") == version, "install the package again: pip install -e '.[dev]'"


def distribution(requirement: str) -> str:
    """The folded name of the distribution that a requirement asks for."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def imported_packages(tree: ast.AST) -> set[str]:
    """The top-level packages that code imports, but for the standard library and itself."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import): found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level: found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"fa_study"}


def test_every_import_is_declared() -> None:
    # an import name says little of its distribution; the installed metadata know
    extras = [value.split() for key, value in settings().items() if key.endswith("_requirements") and key != "dev_requirements"]
    declared = {distribution(r) for r in sum([settings()["requirements"].split(), *extras], [])}
    packages = {m: imported_packages(ast.parse(text(name))) for m, name in {"__init__": "fa_study/__init__.py", **SOURCES}.items()}
    homes = metadata.packages_distributions()
    missing = {(module, package) for module, found in packages.items() for package in found
               if not {distribution(d) for d in homes.get(package, [package])} & declared}
    assert missing == set()


def test_requirements_are_sorted_and_need_no_nbdev() -> None:
    lists = {key: value.split() for key, value in settings().items() if key.endswith("requirements")}
    assert {key: value for key, value in lists.items() if value != sorted(value)} == {}
    assert not {distribution(r) for r in lists["requirements"]} & {"nbdev", "fastcore", "execnb", "fastgit", "ipykernel"}


# Import and public names ---------------------------------------------------------------------------------------------

def python(code: str, *options: str) -> str:
    return subprocess.run([sys.executable, *options, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_import_is_light_and_quiet() -> None:
    loaded = python("import sys, fa_study; print(*sys.modules)", "-W", "error").split()
    assert not {"pandas", "matplotlib", "jieba", "numpy"} & set(loaded)


def test_public_names() -> None:
    assert fa_study.__all__ == sorted(fa_study.__all__)
    assert {"parse", "parse_text", "sample", "align", "align_sentences", "compare", "plot", "Study", "InputError",
            "read_study", "write_study", "run"} <= set(fa_study.__all__) <= set(dir(fa_study))
    assert all(inspect.getdoc(getattr(fa_study, name)) for name in fa_study.__all__)
    with pytest.raises(AttributeError, match=r"^module 'fa_study' has no attribute 'prase'$"): fa_study.prase


def test_no_module_hides_a_public_name() -> None:
    # Python binds an imported submodule to its name in the package, where a function of that name would be lost
    tops = {name.partition(".")[0] for name in MODULES}
    assert tops & set(fa_study.__all__) == {"plot"}
    assert all(callable(getattr(fa_study, name)) for name in set(fa_study.__all__) - {"plot"})
    assert type(fa_study) is type(sys)  # no module class of its own is needed for that


def test_folders_say_what_goes_in_and_what_comes_out() -> None:
    for folder in FOLDERS:
        said = importlib.import_module(f"fa_study.{folder}").__doc__ or ""
        own = [name.partition(".")[2] for name in MODULES if name.startswith(f"{folder}.")]
        assert "\nIn: " in said and "Out: " in said, f"fa_study/{folder}/__init__.py: say what goes in and what comes out"
        assert [name for name in own if not re.search(rf"\b{name}\b", said)] == [], f"fa_study/{folder}/__init__.py names not every module"


def test_few_things_lie_at_the_top() -> None:
    files = [name for name in MODULES if "." not in name]
    assert len(files) <= 9 and len(FOLDERS) <= 19, (files, FOLDERS)


def test_typing_agrees_with_lazy_names() -> None:
    tree = ast.parse(text("fa_study/__init__.py"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    told = {alias.asname: node.module or alias.name for node in block.body for alias in node.names}
    assert told == fa_study._HOME and sorted(told) == fa_study.__all__


# Documentation of what is public -------------------------------------------------------------------------------------

def public_functions(module: str) -> list[tuple[str, typing.Any]]:
    """Functions, and methods of classes, that a module defines and lets out."""
    loaded = importlib.import_module(f"fa_study.{module}")
    own = [(name, getattr(loaded, name)) for name in getattr(loaded, "__all__", ())]
    own = [(name, thing) for name, thing in own if getattr(thing, "__module__", None) == loaded.__name__]
    methods = [(f"{name}.{key}", value) for name, thing in own if inspect.isclass(thing)
               for key, value in vars(thing).items() if inspect.isfunction(value) and key[0] != "_"]
    return [(name, thing) for name, thing in own if inspect.isroutine(thing)] + methods


@each_module
def test_public_things_have_docstrings(module: str) -> None:
    loaded = importlib.import_module(f"fa_study.{module}")
    classes = [(name, thing) for name, thing in vars(loaded).items() if inspect.isclass(thing) and name[0] != "_"
               and thing.__module__ == loaded.__name__]
    assert loaded.__doc__
    assert [name for name, thing in [*classes, *public_functions(module)] if not (thing.__doc__ or "").strip()] == []


@each_module
def test_public_functions_have_type_hints(module: str) -> None:
    untyped = []
    for name, function in public_functions(module):
        signature = inspect.signature(function)
        parameters = [p for p in signature.parameters.values() if p.name not in ("self", "cls")]
        if signature.return_annotation is signature.empty: untyped.append(f"{name} -> ?")
        untyped += [f"{name}({p.name})" for p in parameters if p.annotation is p.empty]
    assert untyped == []


@each_module
def test_docstrings_name_the_parameters(module: str) -> None:
    # one parameter may go without saying; several are each explained
    silent = []
    for name, function in public_functions(module):
        names = [n for n in inspect.signature(function).parameters if n not in ("self", "cls")]
        if len(names) > 1: silent += [f"{name}({n})" for n in names if not re.search(rf"\b{n}\b", function.__doc__ or "")]
    assert silent == []


@each_module
def test_module_runs_on_the_oldest_python(module: str) -> None:
    oldest = tuple(map(int, settings()["min_python"].split(".")))
    tree = ast.parse(text(SOURCES[module]), feature_version=oldest)
    is_face = module == "plot"  # holds imports alone; one more name would be shown among the plots
    assert is_face or any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)


# Other people's text -------------------------------------------------------------------------------------------------

def test_no_text_of_the_real_documents(corpus: Path, tools: Path) -> None:
    program = tools/"find_copied.py"
    if not (ROOT/".git").exists(): pytest.skip("looks at the files that git tracks: needs a git checkout")
    done = subprocess.run([sys.executable, str(program), str(ROOT), str(corpus)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_project_speaks_of_no_machine() -> None:
    home = os.path.expanduser("~")
    paths = re.compile(rf"(?<![\w.]){re.escape(home)}/|/home/\w|/Users/\w|/work/\w")
    own = {Path("tests/test_notebooks.py"), Path("tests/test_repo.py")}
    texts = {name: (ROOT/name).read_bytes().decode("utf-8", "ignore") for name in FILES if name not in own}
    assert [f"{name}: {found[0]}" for name, content in texts.items() if (found := paths.search(content))] == []


# Tables --------------------------------------------------------------------------------------------------------------

BESIDE = {"parallel", "signatures"}  # made from the tables, for a person


def test_a_run_writes_declared_columns_only(tmp_path: Path) -> None:
    folder = tmp_path/"made"
    fa_study.run(out=folder)
    declared = {(row["table"], row["column"]) for row in declared_columns()}
    tables = [path for path in folder.glob("*.csv") if path.stem not in BESIDE]
    written = {(path.stem, column) for path in tables for column in path.read_text(encoding="utf-8").partition("\n")[0].split(",")}
    assert written - declared == set()
    assert {table for table, _ in written} == set(TABLES)


# Lines ---------------------------------------------------------------------------------------------------------------

def test_lines_say_one_thing() -> None:
    said = subprocess.run([sys.executable, "-m", "ruff", "check", "fa_study", "nbs"], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout


# What it stands on ---------------------------------------------------------------------------------------------------

def test_dependencies_are_listed_with_their_licences() -> None:
    listed = {row["package"]: row for row in csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t")}
    needed = [requirement for _, requirement in requirements(settings())]
    assert {requirement.name for requirement in needed} == set(listed), "run: python tests/make.py dependencies"
    outside = [r.name for r in needed if not r.specifier.contains(listed[r.name]["tested"])]
    assert outside == [] and all(row["licence"] and row["last_release"] for row in listed.values())


def test_constraints_name_the_tested_versions() -> None:
    lines = CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    versions = dict(line.split("==") for line in lines if not line.startswith("#"))
    listed = csv.DictReader(TABLE.open(encoding="utf-8"), delimiter="\t")
    assert {row["package"]: row["tested"] for row in listed}.items() <= versions.items(), "run: python tests/make.py dependencies"
