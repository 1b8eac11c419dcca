"""Make the documentation as a site that opens from a file: ``python docs/make_site.py``.

Every page, figure and notebook of the checkout, the reference from docstrings, and a sample
report and explorer that the program makes on the way. A link that leads nowhere, or a page that
no navigation has, is an error.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sphinx.cmd.build import main as sphinx

DOCS = Path(__file__).resolve().parent
CHECKOUT = DOCS.parent
SAMPLE_STUDY = "supervision-or-security"
SAMPLE_SETS = 12
SAMPLE = ("report.html", "explorer.html")
FRONT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>ccu_sim</title>
<meta http-equiv="refresh" content="0; url=docs/index.html">
<a href="docs/index.html">ccu_sim</a>
</html>
"""


class Page(HTMLParser):
    """What a page leads to, and the places on it that can be led to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a tag leads, and its name."""
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name == "id" and value:
                self.places.add(value)


def nowhere(site: Path) -> Iterator[str]:
    """Give every link of the site's own pages to a file or a place that is not there."""
    own = [path for path in site.rglob("*.html") if path.parent.name != "sample"]
    pages = {path.resolve(): Page(path) for path in own}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            there = pages[target].places if target in pages else None
            if not target.exists() or (parts.fragment and there and parts.fragment not in there):
                yield f"{path.relative_to(site.resolve())}: {link}"


def build(checkout: Path, site: Path) -> int:
    """Make the pages; whatever is not sound is told, and then the number is not 0."""
    with tempfile.TemporaryDirectory() as passing:
        strict = ["-W", "--keep-going", "-q", "-b", "html", "-d", passing]
        return sphinx([*strict, "-c", str(checkout / "docs"), str(checkout), str(site)])


def make_sample(folder: Path, sets: int) -> None:
    """Leave a report and an explorer, made as a visitor would make them."""
    with tempfile.TemporaryDirectory() as passing:
        runs = Path(passing) / "sample"
        line = ["compare", SAMPLE_STUDY, "--sets", str(sets), "--quiet", "--out", str(runs)]
        subprocess.run(
            [sys.executable, "-m", "ccu_sim", *line], check=True, stdout=subprocess.DEVNULL
        )
        folder.mkdir()
        for name in SAMPLE:
            shutil.copy(runs / name, folder)


def main(arguments: list[str]) -> int:
    """Make the site and say where it is; the exit code says whether all of it is sound."""
    parser = argparse.ArgumentParser(description="Make the documentation as a site.")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "results" / "site")
    parser.add_argument("--sets", type=int, default=SAMPLE_SETS, help="of the sample report")
    asked = parser.parse_args(arguments)
    site = asked.out
    if site.exists() and not (site / ".buildinfo").exists():
        print(f"{site} is there already and is no site; choose another folder.", file=sys.stderr)
        return 2
    shutil.rmtree(site, ignore_errors=True)
    if failed := build(CHECKOUT, site):
        return failed
    make_sample(site / "sample", asked.sets)
    (site / "index.html").write_text(FRONT, encoding="utf-8")
    if broken := sorted(set(nowhere(site))):
        print("These links lead nowhere:", *broken, sep="\n", file=sys.stderr)
        return 1
    print(f"Open {site / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
