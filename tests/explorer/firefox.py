"""Firefox as it is installed, driven by WebDriver BiDi: the protocol that it speaks itself.

Playwright drives only a Firefox of its own, and geckodriver is not everywhere; a connection is
all that this needs.
"""

import itertools
import json
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE = 60
"""Seconds; other work may go on beside the tests."""

_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_LARGEST = 2**26
_WATCHED = ["log.entryAdded", "network.beforeRequestSent"]
_PREFERENCES = """\
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("ui.prefersReducedMotion", 1);
"""


class Firefox:
    """One window of Firefox.

    Attributes
    ----------
    said : list of str
        What consoles said and which addresses pages asked for outside themselves.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = itertools.count(1)
        self.said: list[str] = []
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=_WATCHED)
        # In a tab of its own: the first one may still be loading what Firefox begins with.
        self._window = self._send("browsingContext.create", type="tab")["context"]

    def open(self, address: str) -> None:
        """Load an address; what is asked for afterwards begins when it has loaded."""
        for url in ("about:blank", address):
            load = {"context": self._window, "url": url, "wait": "complete"}
            try:
                self._send("browsingContext.navigate", PATIENCE / 3, **load)
            except TimeoutError:  # Firefox loses a navigation now and then, most of all its first
                self._send("browsingContext.navigate", **load)

    def ask(self, expression: str) -> Any:
        """Evaluate an expression in the page and give its value."""
        answer = self._send(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(JSON.stringify)",
            target={"context": self._window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        end = time.monotonic() + PATIENCE
        while not self.ask(f"Boolean({expression})"):
            assert time.monotonic() < end, f"{expression} did not become true"
            time.sleep(0.02)

    def settle(self) -> None:
        """Let everything be heard that the page has said so far."""
        time.sleep(0.3)
        self.ask("0")

    def _send(self, method: str, patience: float = PATIENCE, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        self._connection.send(json.dumps(message))
        while True:
            heard = json.loads(self._connection.recv(timeout=patience))
            if heard["type"] == "event":
                self._note(heard["method"], heard["params"])
            elif heard["id"] == number:
                assert heard["type"] == "success", heard
                return heard["result"]

    def _note(self, kind: str, event: dict[str, Any]) -> None:
        if kind == "log.entryAdded":
            self.said.append(event["text"])
        elif not event["request"]["url"].startswith(("file:", "blob:", "data:", "about:")):
            self.said.append(event["request"]["url"])


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """Start a headless Firefox with a profile of its own, and end it."""
    with tempfile.TemporaryDirectory(
        prefix="ccu_sim-firefox-", ignore_cleanup_errors=True
    ) as profile:
        with open(f"{profile}/user.js", "w", encoding="utf-8") as file:
            file.write(_PREFERENCES)
        started = subprocess.Popen(
            [program, "--headless", "--profile", profile, "--remote-debugging-port=0"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            address = _address(started)
            with connect(f"{address}/session", max_size=_LARGEST, proxy=None) as connection:
                yield Firefox(connection)
        finally:
            started.terminate()
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def _address(started: subprocess.Popen) -> str:
    """Read where it listens, and go on reading so that it never waits for a reader."""
    found: Queue[str] = Queue()

    def read() -> None:
        for line in started.stderr:
            if told := _LISTENS.search(line):
                found.put(told[1])

    threading.Thread(target=read, daemon=True).start()
    try:
        return found.get(timeout=PATIENCE)
    except Empty:
        raise AssertionError("Firefox did not say where it listens") from None
