"""Waiting for what a page says of itself: the data of its `html`."""

from typing import Any

PATIENCE = 60_000
"""Milliseconds; other work may go on beside the tests."""

UNTIL = """([name, value, patience]) => new Promise((there, fail) => {
    const { dataset } = document.documentElement;
    const late = setTimeout(() => fail(new Error(`${name} did not come`)), patience);
    const watch = new MutationObserver(() => look());
    const look = () => {
        if (value === null ? dataset[name] === undefined : dataset[name] !== value) return;
        clearTimeout(late);
        watch.disconnect();
        there();
    };
    watch.observe(document.documentElement, { attributes: true });
    look();
})"""
"""Wait for what a page says of itself, and be told as soon as it does."""


def until(page: Any, name: str, value: str | None = None) -> None:
    """Wait until a page says something of itself."""
    page.evaluate(UNTIL, [name, value, PATIENCE])
