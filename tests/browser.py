"""A real browser for tests: headless Chromium, driven through chromedriver's HTTP interface with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
MISSING = "needs Chromium and chromedriver (apt-get install chromium chromium-driver)"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync "
    "--window-size=1000,900"
)


class Browser:
    """One browser with one page; a context manager."""

    def __enter__(self) -> Browser:
        assert CHROMIUM is not None and DRIVER is not None, MISSING
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.driver = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.driver.stdout is not None
        for line in self.driver.stdout:
            if found := re.search(r"started successfully on port (\d+)", line):
                self.address = f"http://127.0.0.1:{found.group(1)}/session"
                break
        chrome = {"binary": CHROMIUM, "args": [*FLAGS.split(), f"--user-data-dir={self.profile.name}"]}
        wanted = {"browserName": "chrome", "goog:chromeOptions": chrome, "goog:loggingPrefs": {"performance": "ALL"}}
        session = self._post("", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        self.address += f"/{session}"
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._send("", "DELETE")
        finally:
            self.driver.terminate()
            self.driver.wait(20)
            if self.driver.stdout is not None:
                self.driver.stdout.close()
            self.profile.cleanup()

    def _send(self, path: str, method: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def _post(self, path: str, body: Any) -> Any:
        return self._send(path, "POST", body)

    def open(self, page: Path) -> None:
        """Show a file."""
        self._post("/url", {"url": page.resolve().as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns; ``steps`` in it is the shadow root of the first stepper."""
        root = "const host=document.querySelector('.wgrad-steps'),steps=host&&host.shadowRoot;"
        return self._post("/execute/sync", {"script": root + script, "args": list(arguments)})

    def shows(self, script: str, expected: Any) -> bool:
        """Whether a script returns this, within two seconds: a page answers to keys a moment later, if other programs want the processor."""
        for _ in range(40):
            if self.run(script) == expected:
                return True
            time.sleep(0.05)
        return False

    def press(self, key: str) -> None:
        """Press a key (a character of WebDriver's table) where the focus is."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._post("/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": keys}]})

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """Make the window as large as a screen, by day or by night; a narrow one is a phone's."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        for command, parameters in (("setDeviceMetricsOverride", screen), ("setEmulatedMedia", {"features": scheme})):
            self._post("/goog/cdp/execute", {"cmd": f"Emulation.{command}", "params": parameters})

    def picture(self) -> bytes:
        """What is to be seen, as WebP."""
        answer = self._post("/goog/cdp/execute", {"cmd": "Page.captureScreenshot", "params": {"format": "webp", "quality": 70}})
        return base64.b64decode(answer["data"])

    def drag(self, *points: tuple[float, float]) -> None:
        """Press the mouse at the first point, move it over the others, and let go; at one point alone, click."""
        moves = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)} for x, y in points]
        down, up = ({"type": f"pointer{kind}", "button": 0} for kind in ("Down", "Up"))
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [moves[0], down, *moves[1:], up]}
        self._post("/actions", {"actions": [mouse]})

    def pinch(self, *fingers: tuple[tuple[float, float], tuple[float, float]]) -> None:
        """Move fingers on the screen, each from one point to another."""
        actions = []
        for i, ((x, y), (to_x, to_y)) in enumerate(fingers):
            down, up = ({"type": f"pointer{kind}", "button": 0} for kind in ("Down", "Up"))
            moves = [
                {"type": "pointerMove", "duration": 60, "x": round(x + (to_x - x) * part), "y": round(y + (to_y - y) * part)} for part in (0, 0.5, 1)
            ]
            actions.append(
                {"type": "pointer", "id": f"finger{i}", "parameters": {"pointerType": "touch"}, "actions": [moves[0], down, *moves[1:], up]}
            )
        self._post("/actions", {"actions": actions})

    def downloads(self, folder: Path) -> None:
        """Put what pages save into a folder."""
        self._post("/goog/cdp/execute", {"cmd": "Browser.setDownloadBehavior", "params": {"behavior": "allow", "downloadPath": str(folder)}})

    def hover(self, x: float, y: float) -> None:
        """Move the mouse there."""
        mouse = {"type": "pointer", "id": "mouse", "actions": [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}]}
        self._post("/actions", {"actions": [mouse]})

    def wheel(self, x: float, y: float, by: int) -> None:
        """Turn the mouse's wheel there."""
        turn = {"type": "scroll", "duration": 0, "x": round(x), "y": round(y), "deltaX": 0, "deltaY": by}
        self._post("/actions", {"actions": [{"type": "wheel", "id": "wheel", "actions": [turn]}]})

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last call, other than files and data in the page itself."""
        entries = self._post("/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [address for address in asked if not address.startswith(("data:", "about:", "chrome"))]
