"""Take the picture of the explorer that its guide shows; needs Chromium on the path."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import ccu_sim as ccu

PICTURE = Path(__file__).parent / "figures" / "explorer.png"
SHOWN = (
    "#v=1&months=36&luck=20&at=2300&this=site-1,role_clarity:0.1"
    "&that=site-1,role_clarity:0.75,permanent-contracts*1@1"
)


def main() -> None:
    """Open a page at a moment at which the two teams have parted, and take its picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = ccu.explore().save(Path(folder) / "page.html")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page.goto(file.as_uri() + SHOWN)
        page.wait_for_selector("html[data-ready]", state="attached")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
