"""What is made from the notebooks without Quarto, README.md and the docs site, and releases.

    python tests/make.py readme            writes README.md from nbs/index.ipynb
    python tests/make.py sidebar           writes nbs/sidebar.yml, the order of the site's pages, and the first page of each folder
    python tests/make.py sample-files      writes the sample's PDF, Word file and web page
    python tests/make.py dependencies      writes licences, releases and tested versions of what is installed
    python tests/make.py site FOLDER       builds the docs site into FOLDER
    python tests/make.py release VERSION   sets the version everywhere and builds what is handed on, in dist/
"""
from __future__ import annotations

import ast
import contextlib
import datetime
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from configparser import ConfigParser
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def settings() -> dict[str, str]:
    """The keys of settings.ini."""
    config = ConfigParser(delimiters=["="], interpolation=None)
    config.read(ROOT/"settings.ini", encoding="utf-8")
    return dict(config["DEFAULT"])


def project_files() -> list[Path]:
    """Paths, relative to the project, of the files that belong to it: what git tracks or would track."""
    try: listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                                 capture_output=True, check=True).stdout.decode().split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError): listed = []
    names = map(Path, filter(None, listed)) if any(listed) else _files_without_git()
    return sorted({name for name in names if (ROOT/name).is_file()})


def _files_without_git() -> list[Path]:
    ignored = [line.strip("/") for line in (ROOT/".gitignore").read_text(encoding="utf-8").split()] + [".git"]
    found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
    return [name for name in found if not any(fnmatch(part, pattern) for part in name.parts for pattern in ignored)]


def copy_project(to: Path) -> Path:
    """A copy of the project's files in a new folder; returns the folder."""
    for name in project_files():
        (to/name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT/name, to/name)
    return to


def readme_text() -> tuple[str, dict[str, bytes]]:
    """README.md as nbs/index.ipynb says it, and the pictures (path in the project -> bytes) that it shows.

    `nbdev_readme` does the same with Quarto, which is no Python package; nbconvert is one.
    """
    import nbformat
    from nbconvert import MarkdownExporter
    from traitlets.config import Config

    notebook = nbformat.read(ROOT/"nbs"/"index.ipynb", as_version=4)
    notebook.metadata["language_info"] = {"name": "python"}  # nbdev_clean takes it out, the code blocks need it
    notebook.cells = [cell for cell in notebook.cells if "#| hide" not in cell.source.splitlines()]
    alts = [alt for cell in notebook.cells for alt in re.findall(r"^#\| fig-alt: (.*)$", cell.source, re.M)]
    for cell in notebook.cells:
        if cell.cell_type == "code": cell.source = re.sub(r"^#\|.*\n?", "", cell.source, flags=re.M)
    plain = ["text/markdown", "image/png", "text/plain"]  # GitHub would show the style sheet of a table in HTML as text
    exporter = MarkdownExporter(config=Config(NbConvertBase={"display_data_priority": plain}))
    text, resources = exporter.from_notebook_node(notebook, {"output_files_dir": "nbs/images", "unique_key": "index"})
    for alt in alts: text = text.replace("![png](nbs/", f"![{alt}](nbs/", 1)
    text = re.sub(r"\]\((?=images/|[\w/]+\.ipynb)", "](nbs/", text)
    text = re.sub(r"[ \t]+$", "", text, flags=re.M)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", resources.get("outputs", {})


def write_readme() -> None:
    """Write README.md and its pictures; pictures of an earlier README go."""
    text, pictures = readme_text()
    for old in (ROOT/"nbs"/"images").glob("index_*.png"): old.unlink()
    for name, data in pictures.items():
        (ROOT/name).parent.mkdir(exist_ok=True)
        (ROOT/name).write_bytes(data)
    (ROOT/"README.md").write_text(text, encoding="utf-8")


# The site's sections in the order of a reader's need (Procida 2017, Diátaxis): learn, do, know, look up; with the notebooks of each.
SECTIONS = {"Tutorials": r"tutorials/", "How to": r"howto/", "Studies": r"studies/(?!\w*(quality|how_good|speed)\.)",
            "How good it is": r"studies/\w*(quality|how_good|speed)\.", "How it was built": r"explanation/"}
REFERENCE = {
    "Tables": r"01_tables/",
    "Workplace": r"01_workplace/",
    "Language": r"02_language/",
    "Formats": r"03_formats/",
    "Reading": r"03_reading/",
    "Example": r"04_example/",
    "Alignment": r"05_alignment/",
    "Quantities": r"06_quantities/",
    "Wording": r"07_wording/",
    "Stance": r"08_stance/",
    "Gaps": r"09_gaps/",
    "Style": r"10_style/",
    "Rhetoric": r"11_rhetoric/",
    "Corrections": r"12_corrections/",
    "Attention": r"13_attention/",
    "Figures": r"14_figures/",
    "Page": r"15_page/",
    "Search": r"16_search/",
    "Exchange": r"17_exchange/",
    "A whole study": r"18_study/",
    "Many documents": r"19_corpora/",
}
# What the modules at the top of the package do; a folder's own docstring says it for the modules in it.
TOP_FOLDERS = {
    "01_tables": "The tables of a study, their columns and ids, and the one error for bad input.\n\n"
                 "In: rows. Out: tables, a study that holds them, and files.",
    "18_study": "The stages in order, from files to a folder of results.\n\n"
                "In: files, or a parsed study. Out: the compared study, the list of where to look first, and a folder with tables, "
                "figures and the page.",
}


def _section(title: str, pattern: str, depth: int) -> list[str]:
    found = [path.relative_to(ROOT/"nbs") for path in (ROOT/"nbs").glob("*/*.ipynb")]
    names = [path.as_posix() for path in sorted(found, key=lambda path: (path.parent, path.name != "index.ipynb", path.name))]
    pages = [f"{' '*(depth + 4)}- {name}" for name in names if re.match(pattern, name)]
    return [f'{" "*depth}- section: "{title}"', f"{' '*depth}  contents:", *pages] if pages else []


def sidebar_text() -> str:
    """nbs/sidebar.yml: the pages by section, each section in the order of its notebooks' names; the reference folds by folder."""
    guides = [line for title, pattern in SECTIONS.items() for line in _section(title, pattern, 6)]
    reference = [line for title, pattern in REFERENCE.items() for line in _section(title, pattern, 10)]
    head = ["website:", "  sidebar:", "    contents:", "      - index.ipynb"]
    return "\n".join([*head, *guides, '      - section: "Reference"', "        contents:", *reference]) + "\n"


def _purpose(notebook: Path) -> tuple[str, str]:
    """The title of a notebook and the line that says what it is for."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    title, _, purpose = "".join(cells[0]["source"]).partition("\n\n> ")
    return title.removeprefix("# "), purpose


def folder_pages() -> dict[Path, str]:
    """The first page of each folder of the reference: path -> notebook, made from the folder's docstring and its notebooks' first cells."""
    import nbformat

    pages = {}
    for title, pattern in REFERENCE.items():
        folder = ROOT/"nbs"/pattern.rstrip("/")
        package = ROOT/"fa_study"/folder.name.partition("_")[2]/"__init__.py"
        said = TOP_FOLDERS.get(folder.name) or ast.get_docstring(ast.parse(package.read_text(encoding="utf-8")))
        purpose, _, flow = said.partition("\n\n")
        rows = []
        for notebook in sorted(folder.glob("[0-9]*.ipynb")):
            name, what = _purpose(notebook)
            rows.append(f"| [{name}]({notebook.name}) | {what} |")
        texts = [f"# {title}\n\n> {purpose}", flow.replace("\n", "  \n"), "\n".join(["| module | what it is for |", "|---|---|", *rows])]
        cells = [nbformat.v4.new_markdown_cell(text, id=f"{n:08x}") for n, text in enumerate(texts)]
        pages[folder/"index.ipynb"] = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata={
            "kernelspec": {"display_name": "python3", "language": "python", "name": "python3"}})) + "\n"
    return pages


def write_folder_pages() -> None:
    """Write the first page of each folder of the reference."""
    for path, text in folder_pages().items(): path.write_text(text, encoding="utf-8")


def page_name(notebook: Path) -> str:
    """The name that nbdev gives a processed notebook's page (its links expect it): `parser` for 08_parser.ipynb."""
    found = re.search(r"output-file: (\w+)\.html", notebook.read_text(encoding="utf-8"))
    return found[1] if found else notebook.stem


def _rename_pages(folder: Path) -> None:
    # Quarto names pages by `output-file`, smalldocs by the file; links in the text follow.
    sidebar = (folder/"sidebar.yml").read_text(encoding="utf-8")
    pages = {notebook: notebook.with_stem(page_name(notebook)) for notebook in sorted(folder.rglob("*.ipynb"))}
    links = {notebook.name: page.name for notebook, page in pages.items()}
    for notebook, page in pages.items():
        text = _plain_signatures(notebook.read_text(encoding="utf-8"))
        text = re.sub(r"(?<=\]\()([\w./]*?)(\w+\.ipynb)", lambda link: link[1] + links.get(link[2], link[2]), text)
        sidebar = sidebar.replace(notebook.relative_to(folder).as_posix(), page.relative_to(folder).as_posix())
        notebook.unlink()
        page.write_text(text, encoding="utf-8")
    (folder/"sidebar.yml").write_text(sidebar, encoding="utf-8")


def _plain_signatures(text: str) -> str:
    """A processed notebook whose entries for functions link to no code host, which the project has not, and keep the docstring's lines apart."""
    import nbformat

    notebook = nbformat.reads(text, as_version=4)
    for output in (output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs):
        said = output.get("data", {}).get("text/markdown", "")
        if not said.startswith("---"): continue
        said = re.sub(r"\[source\]\(/blob/[^)]*\)\{[^}]*\}\n*", "", said)
        output.data["text/markdown"] = re.sub(r"\n(?=(Returns|Raises) )", "\n\n", said)
    return nbformat.writes(notebook)


SIGNATURE = re.compile(r"^\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)(?: -> [\w.]+(?:\[[^\]]*\]+)?)? ")  # parentheses two deep


def _name_in_search(folder: Path) -> None:
    """What the site's search shows: a page of the reference with the section that it stands in, a function with what it does."""
    path = folder/"search.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    titles = {pattern.rstrip("/"): title for title, pattern in REFERENCE.items()}
    for entry in entries:
        section = titles.get(entry["href"].partition("/")[0])
        if section and section != entry["title"]: entry["title"] = f"{section}: {entry['title']}"
        entry["text"] = SIGNATURE.sub("", entry["text"])
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")


def build_site(out: Path) -> None:
    """Build the docs site into a folder: nbdev processes the notebooks, smalldocs renders what Quarto would."""
    from nbdev.quarto import refresh_quarto_yml
    from nbdev.serve import proc_nbs

    with tempfile.TemporaryDirectory() as temp:
        project = copy_project(Path(temp, "project"))
        with contextlib.chdir(project):
            refresh_quarto_yml()
            pages = Path(proc_nbs(n_workers=2))
            _rename_pages(pages)
            subprocess.run([sys.executable, "-m", "smalldocs.cli", "render", str(pages)], check=True)
            _name_in_search(pages/settings()["doc_path"])
            shutil.copytree(pages/settings()["doc_path"], out, dirs_exist_ok=True)


def changelog_of(version: str, day: str, text: str) -> str:
    """CHANGELOG.md in which the section `## Unreleased` has become the section of a version, with the day (ISO)."""
    head, mark, rest = text.partition("\n## Unreleased\n")
    if not mark or not rest.split("\n## ")[0].strip():
        sys.exit("CHANGELOG.md has no section `## Unreleased` that says what changed: write it first.")
    return f"{head}\n## {version} ({day})\n{rest}"


def _changed() -> list[str]:
    return subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def _set(name: str, pattern: str, new: str) -> None:
    text, n = re.subn(pattern, new, (ROOT/name).read_text(encoding="utf-8"), count=1, flags=re.M)
    if not n: sys.exit(f"{name} names no version: looked for {pattern}.")
    (ROOT/name).write_text(text, encoding="utf-8")


def release(version: str) -> None:
    """Set a version in settings.ini, the package, CHANGELOG.md and CITATION.cff, and build sdist and wheel into dist/; nothing is uploaded.

    Ends with one sentence, and changes nothing, unless the version is a later one, git has nothing uncommitted, the modules are what the notebooks export
    and the changelog says what is new.
    """
    numbers = [tuple(map(int, v.split("."))) if re.fullmatch(r"\d+\.\d+\.\d+", v) else () for v in (settings()["version"], version)]
    if not numbers[0] < numbers[1]: sys.exit(f"{version} is no later version than {settings()['version']}: name one, as 1.2.3.")
    if _changed(): sys.exit("Something is not committed: commit it first, so that the release is what git holds.")
    day = datetime.date.today().isoformat()
    changelog = changelog_of(version, day, (ROOT/"CHANGELOG.md").read_text(encoding="utf-8"))
    subprocess.run([Path(sysconfig.get_path("scripts"), "nbdev_export")], cwd=ROOT, check=True)
    if _changed(): sys.exit("The modules were not what the notebooks export; now they are: commit them first.")
    (ROOT/"CHANGELOG.md").write_text(changelog, encoding="utf-8")
    _set("settings.ini", r"^version = .*$", f"version = {version}")
    _set("fa_study/__init__.py", r"^__version__ = .*$", f'__version__ = "{version}"')
    _set("CITATION.cff", r"^version: .*\ndate-released: .*$", f"version: {version}\ndate-released: {day}")
    shutil.rmtree(ROOT/"dist", ignore_errors=True)
    subprocess.run([sys.executable, "-m", "build", "--outdir", ROOT/"dist", ROOT], check=True)
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *(ROOT/"dist").iterdir()], check=True)
    print(f"dist/ holds {version}. Next: .ci/run, git commit -am 'Release {version}', git tag v{version}.")


if __name__ == "__main__":
    if sys.argv[1:] == ["readme"]: write_readme()
    elif sys.argv[1:] == ["sidebar"]:
        write_folder_pages()
        (ROOT/"nbs"/"sidebar.yml").write_text(sidebar_text(), encoding="utf-8")
    elif sys.argv[1:] == ["sample-files"]:
        from sample_files import write_all  # which needs python-docx and reportlab
        write_all(ROOT/"fa_study"/"data"/"sample")
    elif sys.argv[1:] == ["dependencies"]:
        from dependencies import write_dependencies  # which asks PyPI
        write_dependencies(settings())
    elif sys.argv[1:2] == ["site"] and len(sys.argv) == 3: build_site(Path(sys.argv[2]).resolve())
    elif sys.argv[1:2] == ["release"] and len(sys.argv) == 3: release(sys.argv[2])
    else: sys.exit(__doc__)
