"""The notebooks run, agree with what was made from them, and keep the rules of the house."""
from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from make import ROOT, folder_pages, project_files, readme_text
from outputs import all_differences

NOTEBOOKS = [name for name in project_files() if name.suffix == ".ipynb"]
MODULES = [name for name in project_files() if name.parts[0] == "fa_study" and name.suffix == ".py" and name.stem[0] != "_"]
each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=str)


@cache
def read(name: Path) -> dict:
    return json.loads((ROOT/name).read_text(encoding="utf-8"))


def sources(name: Path) -> list[str]:
    """The code cells of a notebook, magics and shell lines blanked."""
    cells = ("".join(cell["source"]) for cell in read(name)["cells"] if cell["cell_type"] == "code")
    return [re.sub(r"^\s*[%!].*$", "", source, flags=re.M) for source in cells]


def directives(source: str) -> set[str]:
    return {re.sub(r"\s+", " ", line.strip()[2:].strip()) for line in source.splitlines() if line.strip().startswith("#|")}


def run(command: str, *args: str, cwd: Path) -> str:
    """Run a program of this environment and return what it said; fails with that."""
    program = Path(sysconfig.get_path("scripts"), command)
    env = {key: value for key, value in os.environ.items() if key != "IN_TEST"} | {"MPLBACKEND": "Agg"}
    done = subprocess.run([program, *args], cwd=cwd, env=env, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, f"{command} {' '.join(args)}\n{done.stdout}"
    return done.stdout


# Running -------------------------------------------------------------------------------------------------------------

def test_export_leaves_no_diff(project: Path) -> None:
    run("nbdev_export", cwd=project)
    made = {path.relative_to(project) for path in (project/"fa_study").rglob("*.py")}
    kept = {name for name in project_files() if name.parts[0] == "fa_study" and name.suffix == ".py"}
    assert made == kept
    assert [str(name) for name in sorted(made) if (project/name).read_bytes() != (ROOT/name).read_bytes()] == []


def test_clean_leaves_no_diff(project: Path) -> None:
    run("nbdev_clean", cwd=project)
    assert [str(name) for name in NOTEBOOKS if (project/name).read_bytes() != (ROOT/name).read_bytes()] == []


@pytest.fixture(scope="module")
def told(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """Where each notebook, run today in a copy of the project, does not show what is stored; cells for the real documents run where those are."""
    found = all_differences([project/name for name in NOTEBOOKS], tmp_path_factory.mktemp("kept"))
    return {path.relative_to(project): texts for path, texts in found.items()}


@each_notebook
def test_notebook_runs_and_shows_what_is_stored(notebook: Path, told: dict[Path, list[str]]) -> None:
    different = told.get(notebook, ["was not run, since another did not end"])
    assert different == [], "\n".join(different)


def test_readme_is_made_from_index() -> None:
    text, pictures = readme_text()
    assert (ROOT/"README.md").read_text(encoding="utf-8") == text, "run: python tests/make.py readme"
    kept = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT/"nbs"/"images").glob("index_*.png")}
    assert kept == pictures, "run: python tests/make.py readme"


# Rules ---------------------------------------------------------------------------------------------------------------

def imports(node: ast.AST) -> bool:
    """Whether a statement is an import, or a guard around nothing but imports (`with warnings…`, `try: import …`)."""
    if isinstance(node, (ast.With, ast.Try)): return any(map(imports, node.body))
    return isinstance(node, (ast.Import, ast.ImportFrom))


@each_notebook
def test_imports_stand_in_their_own_cells(notebook: Path) -> None:
    # nbdev's docs build runs every cell that imports
    for source in sources(notebook):
        mixed = len({imports(node) for node in ast.parse(source).body}) > 1
        assert not mixed, f"imports and other code in one cell:\n{source}"


@each_notebook
def test_no_star_imports(notebook: Path) -> None:
    names = [alias.name for source in sources(notebook) for node in ast.walk(ast.parse(source))
             if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names]
    assert "*" not in names


@each_notebook
def test_title_has_a_cell_of_its_own(notebook: Path) -> None:
    # nbdev's docs build makes the page's head of the first heading and the `>` line below it, and drops the rest of that cell
    first = read(notebook)["cells"][0]
    assert first["cell_type"] == "markdown"
    assert re.fullmatch(r"# .+\n\n> .+", "".join(first["source"])), "the first cell holds `# title`, `> what it is for`, nothing else"


@each_notebook
def test_assertions_are_shown_and_run(notebook: Path) -> None:
    hiding = {"hide", "hide_input", "echo: false", "include: false", "eval: false", "skip_exec: true", "notest"}
    for source in sources(notebook):
        asserts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
        if not asserts: continue
        assert not directives(source) & hiding, f"hidden or idle assertion:\n{source}"
        assert not any(isinstance(node.test, ast.Constant) or isinstance(node.test, ast.Tuple) and node.test.elts
                       for node in asserts), f"assertion that cannot fail:\n{source}"


@each_notebook
def test_notebook_is_small_and_of_no_machine(notebook: Path) -> None:
    text = (ROOT/notebook).read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    assert re.findall(r"(?:/home/|/Users/|/root/|/work/|/tmp/|/var/folders/|[A-Z]:\\\\Users)[^\s\"]*", text) == []


@each_notebook
def test_outputs_hold_no_error(notebook: Path) -> None:
    outputs = [output for cell in read(notebook)["cells"] for output in cell.get("outputs", [])]
    assert [output["evalue"] for output in outputs if output["output_type"] == "error"] == []
    assert ["".join(output["text"]) for output in outputs if output.get("name") == "stderr"] == []


def module_of(name: Path) -> str | None:
    """The module that a notebook exports."""
    found = (re.search(r"^#\|\s*default_exp\s+(\S+)", source, re.M) for source in sources(name))
    return next((match[1] for match in found if match), None)


def dotted(module: Path) -> str:
    """The name of a module below fa_study: `reading.parser` for fa_study/reading/parser.py."""
    return module.relative_to("fa_study").with_suffix("").as_posix().replace("/", ".")


def imported_modules(source: str) -> set[str]:
    """What code imports from fa_study: modules, and names in packages, which may be modules."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in getattr(node, "names", [])]
        if isinstance(node, ast.Import): found |= {n.removeprefix("fa_study.") for n in names if n.startswith("fa_study.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "fa_study": found |= set(names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fa_study."):
            package = node.module.removeprefix("fa_study.")
            found |= {package, *(f"{package}.{name}" for name in names)}
    return found


def test_each_notebook_has_a_module_of_its_own() -> None:
    modules = {name: module for name in NOTEBOOKS if (module := module_of(name))}
    assert sorted(modules.values()) == sorted(map(dotted, MODULES))
    astray = []
    for name, module in modules.items():
        folder, _, own = module.rpartition(".")
        wanted = rf"nbs/\d\d_{folder or '(tables|study|figures)'}/\d\d_{own}\.ipynb"
        if not re.fullmatch(wanted, name.as_posix()): astray.append(f"{name} exports {module}")
    assert astray == []


def test_first_pages_of_folders_are_made() -> None:
    stale = [str(path.relative_to(ROOT)) for path, text in folder_pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python tests/make.py sidebar"


@each_notebook
def test_notebook_imports_only_earlier_modules(notebook: Path) -> None:
    if module_of(notebook) is None: pytest.skip("exports nothing: may import any module")
    earlier = {module_of(name) for name in NOTEBOOKS if name < notebook}
    modules = set(map(dotted, MODULES))
    for source in sources(notebook):
        late = (imported_modules(source) & modules) - earlier - {module_of(notebook)}
        assert not late, f"imports {', '.join(sorted(late))}, whose notebook comes later:\n{source}"


def steps(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many statements a function has; the formatter decides over how many lines they go."""
    return sum(isinstance(inner, ast.stmt) for inner in ast.walk(node)) - 1


def test_functions_are_short() -> None:
    trees = {name: ast.parse((ROOT/name).read_text(encoding="utf-8")) for name in MODULES}
    lengths = {f"{dotted(name)}:{node.name}": steps(node) for name, tree in trees.items() for node in ast.walk(tree)
               if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    assert {name: n for name, n in lengths.items() if n > 35} == {}



def test_modules_are_short() -> None:
    lengths = {}
    for name in MODULES:
        lines = map(str.strip, (ROOT/name).read_text(encoding="utf-8").splitlines())
        lengths[dotted(name)] = sum(bool(line) and not line.startswith("#") for line in lines)
    assert {name: n for name, n in lengths.items() if n > 330} == {}
