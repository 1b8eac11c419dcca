"""The page in a real browser, if there is one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import ccu_sim as ccu

PATIENCE = 60_000
"""Milliseconds; other work may go on beside the tests."""


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the units that ship."""
    return ccu.explore().save(tmp_path_factory.mktemp("explorer") / "page.html")


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Callable[..., Any]]:
    """Open the page and wait until both histories are lived; nothing may go wrong on the way.

    What the page tried to reach, and what its console said, must be nothing at the end.
    """
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
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    open_page.said = said
    yield open_page
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def settle() -> Callable[[Any], None]:
    """Wait until what a page was asked for last has been lived."""

    def wait(page: Any) -> None:
        for _ in range(PATIENCE // 20):
            if page.evaluate("document.documentElement.dataset.busy === 'no'"):
                return
            page.wait_for_timeout(20)
        raise AssertionError("the page did not come to rest")

    return wait
