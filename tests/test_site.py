"""The docs site builds from _quarto.yml without Quarto, holds together, and needs no other host."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from make import REFERENCE, ROOT, SECTIONS, project_files, sidebar_text
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="smalldocs, which renders the site, needs Python 3.11")

NOTEBOOKS = [name for name in project_files() if name.suffix == ".ipynb"]
LINKS = {("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("object", "data")}


@dataclass
class Page(HTMLParser):
    """What a page links to, the places in it that can be linked to, and its pictures' alternative texts."""
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    pictures: list[str | None] = field(default_factory=list)

    def __post_init__(self) -> None: super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [value for key, value in attrs if (tag, key) in LINKS and value]
        self.ids |= {value for key, value in attrs if key in ("id", "name") and value}
        if tag == "img": self.pictures.append(values.get("alt"))


@cache
def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    env = {key: value for key, value in os.environ.items() if key != "IN_TEST"} | {"MPLBACKEND": "Agg"}
    done = subprocess.run([sys.executable, str(ROOT/"tests"/"make.py"), "site", str(out)], env=env, text=True,
                          encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    return out


def test_each_notebook_has_a_page(site: Path) -> None:
    missing = [str(name) for name in NOTEBOOKS if not (site/page_of(name)).is_file()]
    assert missing == []


def test_sidebar_lists_every_page() -> None:
    assert (ROOT/"nbs"/"sidebar.yml").read_text(encoding="utf-8") == sidebar_text(), "run: python tests/make.py sidebar"
    assert [str(name) for name in NOTEBOOKS if name.relative_to("nbs").as_posix() not in sidebar_text()] == []


def test_each_notebook_has_one_section() -> None:
    folders = [name.relative_to("nbs").as_posix() for name in NOTEBOOKS if name.parent != Path("nbs")]
    sections = [*SECTIONS.values(), *REFERENCE.values()]
    assert {name: n for name in folders if (n := sum(bool(re.match(section, name)) for section in sections)) != 1} == {}


def page_of(notebook: Path) -> Path:
    """The page of a notebook, which nbdev names after the file without its number."""
    return notebook.relative_to("nbs").with_name(re.sub(r"^\d+[a-zA-Z0-9]*_", "", notebook.stem) + ".html")


def test_links_between_pages_resolve(site: Path) -> None:
    broken = []
    for path in sorted(site.rglob("*.html")):
        for link in read(path).links:
            target = urlsplit(link)
            if target.scheme in ("data", "mailto") or target.netloc: continue
            file = (path.parent/unquote(target.path)).resolve() if target.path else path
            if file.is_dir(): file /= "index.html"
            if not file.is_file() or target.fragment and file.suffix == ".html" and unquote(target.fragment) not in read(file).ids:
                broken.append(f"{path.relative_to(site)}: {link}")
    assert broken == []


def test_pages_name_no_other_host(site: Path) -> None:
    pages = {path.relative_to(site): [link for link in read(path).links if urlsplit(link).netloc] for path in site.rglob("*.html")}
    assert {str(name): links for name, links in pages.items() if links} == {}
    loads = re.compile(r"""(?:@import\s*|url\(\s*)["']?(?:https?:)?//[^)"']*""")
    styles = {str(path.relative_to(site)): loads.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.css")}
    assert {name: found for name, found in styles.items() if found} == {}


def test_pictures_have_alternative_texts(site: Path) -> None:
    silent = {str(path.relative_to(site)): n for path in site.rglob("*.html")
              if (n := sum(not (alt or "").strip() for alt in read(path).pictures))}
    assert silent == {}, "pictures without `#| fig-alt:`, by page"


def test_index_shows_the_three_verbs(site: Path) -> None:
    text = re.sub(r"<[^>]+>", "", (site/"index.html").read_text(encoding="utf-8"))
    assert all(verb in text for verb in ("fa.parse", "fa.compare", "fa.plot"))


# In a browser --------------------------------------------------------------------------------------------------------

class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None: pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: search reads its index, which a browser does not allow a page that is a file."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


# What reaches beyond the window outside a box of its own that scrolls.
CUT_OFF = """() => [...document.querySelectorAll('main.content *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .filter(e => { for (let p = e; p; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return false; return true })
    .map(e => e.outerHTML.slice(0, 80))"""


def test_pages_in_a_narrow_window(site: Path, address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("request", lambda request: None if request.url.startswith((address, "data:", "blob:", "about:")) else faults.append(request.url))
    for path in sorted(site.rglob("*.html")):
        page.goto(f"{address}/{path.relative_to(site).as_posix()}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"): faults.append(f"{page.url} scrolls sideways")
        faults += [f"{page.url}: cut off: {element}" for element in page.evaluate(CUT_OFF)[:3]]
    page.close()
    assert faults == []


@pytest.mark.parametrize("words, name", [("rendering_entropy", "ledger"), ("Krippendorff", "")])
def test_search_finds_pages(address: str, browser: Browser, words: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/index.html")
    page.get_by_placeholder("Search").first.fill(words)
    found = page.locator(".smalldocs-search-results a").first
    expect(found).to_be_visible()
    box = found.bounding_box()
    at_its_end = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('.search-result') !== null", [box["x"] + box["width"] - 8, box["y"] + 8])
    assert box["width"] > 500 and at_its_end, "a result is cut off"
    found.click()
    page.wait_for_load_state()
    assert page.url.partition(".html")[0].endswith(name) and words in page.content()
    expect(page.locator("#quarto-sidebar a.sidebar-link.active")).to_be_in_viewport()  # the sidebar opens where the page is
    page.close()


def test_sidebar_leads_from_a_narrow_page_to_another(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/index.html")
    page.get_by_role("button", name=re.compile("sidebar", re.I)).first.click()
    page.locator("#quarto-sidebar a", has_text=re.compile("^Wording$")).first.click()  # the section; its first page has its name
    page.locator("#quarto-sidebar a", has_text=re.compile("^ledger$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ledger")
    page.close()
