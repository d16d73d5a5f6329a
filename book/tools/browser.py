"""A headless Chromium, driven over its debugging pipe. No network, no server.

The browser reads commands on descriptor 3 and writes answers and events on
descriptor 4, as JSON that ends with a zero byte (Chrome DevTools Protocol).
"""

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time

from errors import BookError

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--hide-scrollbars", "--allow-file-access-from-files",
         "--remote-debugging-pipe"]
PATIENCE = 60


def executable():
    """The browser's program, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """One browser process with an empty profile, gone at the end."""

    def __init__(self):
        if executable() is None:
            raise BookError("chromium is not installed (package chromium)")
        self._count, self._buffer, self._events = 0, b"", []

    def __enter__(self):
        self._profile = tempfile.mkdtemp(prefix="course-book-")
        commands, self._write = os.pipe()
        self._read, answers = os.pipe()
        # Far from 3 and 4, so that none overwrites another.
        commands, answers = _high(commands), _high(answers)
        silent = _high(os.open(os.devnull, os.O_RDWR))
        actions = [(os.POSIX_SPAWN_DUP2, commands, 3), (os.POSIX_SPAWN_DUP2, answers, 4),
                   *((os.POSIX_SPAWN_DUP2, silent, n) for n in (0, 1, 2))]
        arguments = [executable(), *FLAGS, f"--user-data-dir={self._profile}", "about:blank"]
        try:
            self._process = os.posix_spawn(arguments[0], arguments, os.environ,
                                           file_actions=actions, setpgroup=0)
        except OSError:
            shutil.rmtree(self._profile)
            raise
        finally:
            for descriptor in (commands, answers, silent):
                os.close(descriptor)
        return self

    def __exit__(self, *_):
        with contextlib.suppress(BookError, OSError):
            self.call("Browser.close")
        self._end()
        os.close(self._write)
        os.close(self._read)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _end(self):
        """Waits for the process; if it stays, ends its group."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            if os.waitpid(self._process, os.WNOHANG)[0]:
                return
            time.sleep(0.02)
        os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)

    def call(self, method, session=None, **parameters):
        """Sends one command and waits for its answer; events are kept."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        try:
            os.write(self._write, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise BookError("chromium ended unexpectedly") from None
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = self._receive(deadline)
            if answer is None:
                raise BookError(f"chromium does not answer to {method}")
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise BookError(f"chromium: {method}: {answer['error']['message']}")
                return answer["result"]
            self._events.append(answer)

    def wait_for(self, method, session):
        """Waits until an event arrives (or has arrived)."""
        deadline = time.monotonic() + PATIENCE
        while True:
            for n, event in enumerate(self._events):
                if event.get("method") == method and event.get("sessionId") == session:
                    return self._events.pop(n)
            event = self._receive(deadline)
            if event is None:
                raise BookError(f"chromium: no {method} within {PATIENCE} s")
            self._events.append(event)

    def take_events(self, session):
        """The events of a page since the last time."""
        mine = [e for e in self._events if e.get("sessionId") == session]
        self._events = [e for e in self._events if e.get("sessionId") != session]
        return mine

    def _receive(self, deadline):
        while b"\0" not in self._buffer:
            ready = select.select([self._read], [], [], max(0, deadline - time.monotonic()))
            if not ready[0]:
                return None
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise BookError("chromium ended unexpectedly")
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    @contextlib.contextmanager
    def page(self):
        """A new tab."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        yield Tab(self, session)
        self.call("Target.closeTarget", targetId=target)


class Tab:
    """One page: open it, ask it, photograph it, print it."""

    def __init__(self, browser, session):
        self._browser, self._session = browser, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def _call(self, method, **parameters):
        return self._browser.call(method, self._session, **parameters)

    def open(self, path, fragment=""):
        """Loads a file and waits until it is complete."""
        self.visit(path.resolve().as_uri() + fragment)

    def visit(self, address):
        """Loads what is at the address and waits until it is complete."""
        self.events()
        self._call("Page.navigate", url=address)
        self._browser.wait_for("Page.loadEventFired", self._session)

    def size(self, width, height):
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                   deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme):
        """`light` or `dark`, as the system's setting."""
        self._call("Emulation.setEmulatedMedia",
                   features=[{"name": "prefers-color-scheme", "value": scheme}])

    def ask(self, expression):
        """The value of a JavaScript expression (promises are awaited)."""
        done = self._call("Runtime.evaluate", expression=expression,
                          returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            details = done["exceptionDetails"]
            words = details.get("exception", {}).get("description", details["text"])
            raise BookError(f"script in the page: {words}")
        return done["result"].get("value")

    def type(self, text):
        """Types into the focused element."""
        self._call("Input.insertText", text=text)

    def press(self, key):
        codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowRight": 39, "Tab": 9, "/": 191}
        for kind in ("keyDown", "keyUp"):
            extra = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                       windowsVirtualKeyCode=codes[key], **extra)

    def events(self):
        return self._browser.take_events(self._session)

    def photograph(self, whole=False):
        """A PNG of the window or of the whole page."""
        done = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(done["data"])

    def pdf(self, paper):
        return base64.b64decode(self._call("Page.printToPDF", **paper)["data"])


def _high(descriptor):
    copy = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return copy
