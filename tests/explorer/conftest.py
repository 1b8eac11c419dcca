"""The page in a real browser, if there is one."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import ccu_sim as ccu
from tests.explorer.waiting import PATIENCE, until


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the units that ship, made by the first of the processes that needs it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    page = folder / "explorer.html"
    try:
        (folder / "explorer.begun").touch(exist_ok=False)
    except FileExistsError:
        end = time.monotonic() + PATIENCE / 1000
        while not page.exists() and time.monotonic() < end:
            time.sleep(0.1)
    return page if page.exists() else ccu.explore().save(page)


@contextmanager
def opening(browser: Any, page_file: Path) -> Iterator[Callable[..., Any]]:
    """Open pages, note what they tried to reach and what their consoles said, and close them."""
    contexts, said = [], []

    def open_page(address: str = "", *, file: Path = page_file, **settings: Any) -> Any:
        wait, script = settings.pop("wait", True), settings.pop("script", None)
        context = browser.new_context(
            viewport=settings.pop("viewport", {"width": 1280, "height": 900}),
            reduced_motion="reduce",
            **settings,
        )
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file:", "blob:", "data:"))
                else said.append(request.url)
            ),
        )
        page.goto(file.as_uri() + address)
        if wait:
            until(page, "ready")
        return page

    open_page.said = said
    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Callable[..., Any]]:
    """Open the page and wait until both histories are lived; nothing may go wrong on the way.

    What the page tried to reach, and what its console said, must be nothing at the end.
    """
    with opening(browser, page_file) as open_page:
        yield open_page
    assert open_page.said == []


@pytest.fixture(scope="module")
def opened_for_all(browser: Any, page_file: Path) -> Iterator[Callable[..., Any]]:
    """Open pages for all tests of a file that leave them as they found them."""
    with opening(browser, page_file) as open_page:
        yield open_page
    assert open_page.said == []


@pytest.fixture(scope="session")
def settle() -> Callable[[Any], None]:
    """Wait until what a page was asked for last has been lived."""
    return lambda page: until(page, "busy", "no")
