"""Chromium and Firefox, driven alike by WebDriver BiDi.

Firefox speaks it itself, and Debian has no driver for it; Chromium speaks it through its
driver. docs/decisions/0010-browsers.md says why this is not a library.
"""

import base64
import http.client
import json
import os
import re
import shutil
import subprocess
import time
from collections import deque
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import connect

LOOPBACK = "127.0.0.1"
PATIENCE = 60
"""Seconds after which a browser is given up."""

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Control": "\ue009",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "Space": " ",
    "Backspace": "\ue003",
}
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.events.testing.asyncClipboard": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "ui.prefersReducedMotion": 1,
}
"""Firefox → what a test does not want it to do by itself."""


class ScriptError(AssertionError):
    """A script of a test has failed in the page."""


class Browser:
    """A browser with one window."""

    def __init__(self, name, socket):
        self.name = name
        self._socket = socket
        self._number = 0
        self.events: deque[tuple[str, Any]] = deque(maxlen=10_000)
        """What it told of, oldest first: method and parameters."""

    def call(self, method, **parameters):
        """Send a command and return its result."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(command))
        while True:
            said = json.loads(self._socket.recv(timeout=PATIENCE))
            if said.get("id") == self._number:
                if "error" in said:
                    raise ScriptError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]
            self.events.append((said.get("method"), said.get("params")))

    def begin(self, capabilities=None):
        """Listen, and open a page."""
        if capabilities is not None:
            self.call("session.new", capabilities={"alwaysMatch": capabilities})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self.call("session.subscribe", events=events)
        self.context = ""
        self.fresh()

    def fresh(self):
        """Open a page of its own: only a new one has the focus in Firefox."""
        before, self.context = (
            self.context,
            self.call("browsingContext.create", type="tab")["context"],
        )
        if before:
            self.call("browsingContext.close", context=before)

    def here(self, method, **parameters):
        """Send a command about the window."""
        return self.call(method, context=self.context, **parameters)

    def go(self, url):
        """Open an address and wait until all its scripts have run."""
        self.here("browsingContext.navigate", url=url, wait="complete")

    def size(self, width, height):
        """Make the window so large."""
        self.here(
            "browsingContext.setViewport", viewport={"width": width, "height": height}
        )

    def run(self, body, *given):
        """Run the body of a function in the page; it sees `given` as an array.

        What it returns, or what becomes of a promise, must be JSON.
        """
        script = f"async () => JSON.stringify(await (async (given) => {{{body}}})"
        found = self.call(
            "script.callFunction",
            functionDeclaration=f"{script}({json.dumps(given)}) ?? null)",
            awaitPromise=True,
            target={"context": self.context},
            userActivation=True,
        )
        if found["type"] == "exception":
            raise ScriptError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def value(self, expression, *given):
        """Return what an expression is in the page."""
        return self.run(f"return {expression}", *given)

    def until(self, expression, *given):
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE / 6
        while time.monotonic() < end:
            with suppress(ScriptError):  # between two pages there is none to ask
                if found := self.value(expression, *given):
                    return found
        raise AssertionError(f"never: {expression} {given}")

    def press(self, *keys):
        """Press keys one after the other, as `KEYS` calls them; `Shift+Tab` together."""
        actions = []
        for key in keys:
            parts = [KEYS.get(part, part) for part in re.split(r"(?<=\w)\+(?=.)", key)]
            actions += [{"type": "keyDown", "value": part} for part in parts]
            actions += [{"type": "keyUp", "value": part} for part in reversed(parts)]
        source = {"type": "key", "id": "keys", "actions": actions}
        self.here("input.performActions", actions=[source])

    def write(self, text):
        """Type a text where the focus is."""
        self.press(*text)

    def click(self, selector, number=0):
        """Scroll to an element and click on its middle, whatever lies there."""
        element = self._element(selector, number)
        self.run(
            "document.querySelectorAll(given[0])[given[1]]"
            ".scrollIntoView({block: 'center', behavior: 'instant'})",
            selector,
            number,
        )
        origin = {"type": "element", "element": element}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.here("input.performActions", actions=[source])

    def _element(self, selector, number):
        found = self.here(
            "browsingContext.locateNodes",
            locator={"type": "css", "value": selector},
            maxNodeCount=number + 1,
        )["nodes"]
        assert len(found) > number, f"there is no {selector}, number {number}"
        return {"sharedId": found[number]["sharedId"]}

    def turn(self, delta):
        """Go back or forth in what was visited."""
        self.here("browsingContext.traverseHistory", delta=delta)

    def picture(self, *, whole=False):
        """Return a PNG of what is seen, or of the whole page."""
        origin = "document" if whole else "viewport"
        taken = self.here("browsingContext.captureScreenshot", origin=origin)
        return base64.b64decode(taken["data"])

    def printed(self):
        """Return a PDF of the page, as it would be printed."""
        return base64.b64decode(self.here("browsingContext.print")["data"])

    def look(self, body):
        """Run the body of a function, also where the page's own scripts do not run."""
        found = self.call(
            "script.callFunction",
            functionDeclaration=f"() => JSON.stringify((() => {{{body}}})() ?? null)",
            awaitPromise=False,
            target={"context": self.context},
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def said(self):
        """Return what the console said since this was asked last, and forget it."""
        return self._taken("log.entryAdded", lambda told: told["text"])

    def asked(self):
        """Return which addresses were asked for, likewise."""
        return self._taken("network.beforeRequestSent", lambda t: t["request"]["url"])

    def _taken(self, method, read):
        self.call("session.status")  # what was on its way has come by then
        found = [read(told) for name, told in self.events if name == method]
        left = [event for event in self.events if event[0] != method]
        self.events = deque(left, self.events.maxlen)
        return found


@contextmanager
def chromium(*, dark=False, scripts=True):
    """Start Chromium with Debian's driver."""
    with ExitStack() as stack:
        home = stack.enter_context(_folder())
        driver = stack.enter_context(_process(["chromedriver", "--port=0"]))
        port = _found(driver.stdout, r"successfully on port (\d+)")
        options = {
            "args": [
                *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--hide-scrollbars", "--force-prefers-reduced-motion"),
                # or it drops addresses, where a test asks more quickly than people do
                "--disable-ipc-flooding-protection",
                *(f"--user-data-dir={home}", "--window-size=1440,900"),
                f"--blink-settings=preferredColorScheme={0 if dark else 1}",
            ]
        }
        wanted = {"webSocketUrl": True, "goog:chromeOptions": options}
        url = _session(int(port), wanted)["webSocketUrl"]
        browser = stack.enter_context(_connected("chromium", url))
        browser.begin()
        if not scripts:
            contexts = [browser.context]
            browser.call(
                "emulation.setScriptingEnabled", enabled=False, contexts=contexts
            )
        yield browser
        browser.call("session.end")


@contextmanager
def firefox(*, dark=False, scripts=True):
    """Start Firefox, which needs no driver."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
    with ExitStack() as stack:
        home = stack.enter_context(_folder())
        settings = {**PREFERENCES, "javascript.enabled": scripts}
        settings["layout.css.prefers-color-scheme.content-override"] = 0 if dark else 1
        lines = (
            f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in settings.items()
        )
        (home / "user.js").write_text("\n".join(lines))
        command = [program, "--headless", "--no-remote", "--profile", str(home)]
        process = stack.enter_context(_process([*command, "--remote-debugging-port=0"]))
        url = _found(process.stdout, r"listening on (ws://\S+)")
        browser = stack.enter_context(_connected("firefox", f"{url}/session"))
        browser.begin({})
        yield browser
        browser.call("browser.close")


STARTERS = {"chromium": chromium, "firefox": firefox}


@contextmanager
def _folder():
    with TemporaryDirectory(prefix="browser-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _process(command):
    environment = {**os.environ, "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _found(lines, pattern):
    said = []
    for line in lines:
        if found := re.search(pattern, line):
            return found[1]
        said.append(line)
    raise AssertionError("".join(said))


def _session(port, capabilities):
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)) as to:
        body = json.dumps({"capabilities": {"alwaysMatch": capabilities}})
        to.request("POST", "/session", body, {"Content-Type": "application/json"})
        answer = json.loads(to.getresponse().read())["value"]
    assert "capabilities" in answer, answer
    return answer["capabilities"]


@contextmanager
def _connected(name, url):
    with connect(url, max_size=None, open_timeout=PATIENCE, proxy=None) as socket:
        yield Browser(name, socket)
