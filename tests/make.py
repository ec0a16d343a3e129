"""What is made from the notebooks without Quarto: README.md and the docs site.

    python tests/make.py readme        writes README.md from nbs/index.ipynb
    python tests/make.py sidebar       writes nbs/sidebar.yml, the order of the site's pages
    python tests/make.py site FOLDER   builds the docs site into FOLDER
"""
from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
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
    text = re.sub(r"\]\((images/)", r"](nbs/\1", text)
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


# The site's sections in the order of a reader's need (Procida 2017, Diátaxis): learn, do, know, look up.
SECTIONS = {"tutorials": "Tutorials", "howto": "How to", "studies": "Studies and how good it is", "1_parse": "Reference: parse", "2_align": "Reference: align",
            "3_compare": "Reference: compare", "4_rhetoric": "Reference: rhetoric", "5_plot": "Reference: plot", "6_study": "Reference: a whole study"}


def sidebar_text() -> str:
    """nbs/sidebar.yml: the pages by section, each section in the order of its notebooks' names."""
    pages = {folder: sorted((ROOT/"nbs"/folder).glob("*.ipynb")) for folder in SECTIONS}
    lines = ["website:", "  sidebar:", "    contents:", "      - index.ipynb"]
    for folder, notebooks in pages.items():
        if notebooks: lines += [f'      - section: "{SECTIONS[folder]}"', "        contents:"]
        lines += [f"          - {folder}/{notebook.name}" for notebook in notebooks]
    return "\n".join(lines) + "\n"


def page_name(notebook: Path) -> str:
    """The name that nbdev gives a processed notebook's page (its links expect it): `parse` for 04_parse.ipynb."""
    found = re.search(r"output-file: (\w+)\.html", notebook.read_text(encoding="utf-8"))
    return found[1] if found else notebook.stem


def _rename_pages(folder: Path) -> None:
    # Quarto names pages by `output-file`, smalldocs by the file. Links to a code host go: the project names none.
    sidebar = (folder/"sidebar.yml").read_text(encoding="utf-8")
    for notebook in sorted(folder.rglob("*.ipynb")):
        page = notebook.with_stem(page_name(notebook))
        text = re.sub(r"\[source\]\(/blob/[^)]*\)", "", notebook.read_text(encoding="utf-8"))
        sidebar = sidebar.replace(notebook.relative_to(folder).as_posix(), page.relative_to(folder).as_posix())
        notebook.unlink()
        page.write_text(text, encoding="utf-8")
    (folder/"sidebar.yml").write_text(sidebar, encoding="utf-8")


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
            shutil.copytree(pages/settings()["doc_path"], out, dirs_exist_ok=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["readme"]: write_readme()
    elif sys.argv[1:] == ["sidebar"]: (ROOT/"nbs"/"sidebar.yml").write_text(sidebar_text(), encoding="utf-8")
    elif sys.argv[1:2] == ["site"] and len(sys.argv) == 3: build_site(Path(sys.argv[2]).resolve())
    else: sys.exit(__doc__)
