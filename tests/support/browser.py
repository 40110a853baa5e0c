"""The explorer in a real browser, for the tests and the screenshots: opens a page, waits, asks, and finds faults."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=en-GB"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
NODE = Path(__file__).parents[2] / "kg" / "explorer" / "node_modules"
AXE = NODE / "axe-core" / "axe.min.js"
DESK, PHONE = (1280, 800), (390, 844)
_SEEN = "[...document.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility({visibilityProperty: true}))"
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
_AXE = """
const done = arguments[arguments.length - 1];
const told = (fault) => `${fault.id}: ${fault.help}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`;
axe.run(document, { runOnly: { type: "tag", values: arguments[0] }, resultTypes: ["violations"] }).then(
  (found) => done(found.violations.map(told)), (error) => done([String(error)]));
"""
#: Everything that can be pressed, with the size of what takes the press: of a box to tick it is the line it stands in.
_TARGETS = """
const pressed = "button, a[href], input, [role=slider], [role=option], summary, label.choice";
return [...document.querySelectorAll(pressed)]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches("label.choice input, .skip"))
  .map((one) => ({ box: one.getBoundingClientRect(), what: one.outerHTML.slice(0, 120) }))
  .filter(({ box }) => box.width < 23.95 || box.height < 23.95)
  .map(({ box, what }) => `${box.width} x ${box.height}: ${what}`);
"""
#: The middle of a line as the picture draws it: curves lie beside the straight way.
_ON_LINE = """
const [from, to, wanted] = arguments, picture = document.getElementById("stage").picture;
const a = picture.screen(from), b = picture.screen(to), long = Math.hypot(b.x - a.x, b.y - a.y);
const [dx, dy] = [(b.x - a.x) / long, (b.y - a.y) / long];
for (let off = 0; off <= long / 2; off += 2) {
  for (const side of off ? [off, -off] : [0]) {
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const x = a.x + dx * long * share - dy * side, y = a.y + dy * long * share + dx * side;
      const found = picture.hit(x, y);
      if (found && found.edge && found.edge.startsWith(wanted)) return { x, y };
    }
  }
}
return null;
"""


@dataclass(slots=True)
class Page:
    """One tab of a browser with the explorer in it."""

    driver: webdriver.Chrome
    path: Path | None = None

    def open(
        self, path: Path, view: str = "", size: tuple[int, int] = DESK, dark: bool = False, ready: str = "stage"
    ) -> Page:
        """Open a page at a view (what stands after #) and wait until it is drawn and the element `ready` is there."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        features.append({"name": "prefers-reduced-motion", "value": "reduce"})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri() + (f"#{view}" if view else ""))
        self.path = path
        self.wait(lambda: self.js("return !!document.getElementById(arguments[0])", ready), "the page")
        return self.settle()

    def settle(self) -> Page:
        """Wait until the picture rests."""
        still = "const s = document.getElementById('stage'); return !s || !s.picture || !s.picture.busy()"
        self.wait(lambda: bool(self.js(still)), "the picture to rest")
        self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        return self

    def wait(self, test: Callable[[], Any], what: str, seconds: float = 15) -> None:
        """Wait until something holds; fail with its name."""
        end = time.monotonic() + seconds
        while not test():
            if time.monotonic() > end:
                pytest.fail(f"waited in vain for {what}")
            time.sleep(0.03)

    def js(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        """Return the one visible element of a selector."""
        found: list[WebElement] = self.js(f"return {_SEEN}.slice(0, 1)", selector)
        assert found, f"nothing to see of {selector}"
        return found[0]

    def text(self, selector: str) -> str:
        """Return the text of all elements of a selector that can be seen, a line each."""
        return str(self.js(f"return {_SEEN}.map((one) => one.innerText).join('\\n')", selector))

    def seen(self, selector: str) -> bool:
        """Return True if an element of a selector can be seen."""
        return bool(self.js(f"return {_SEEN}.length > 0", selector))

    def click(self, selector: str, text: str = "") -> Page:
        """Click the first visible element of a selector, or the one with the text, as a hand does."""
        items = self.js(f"return {_SEEN}.filter((one) => one.innerText.includes(arguments[1]))", selector, text)
        assert items, f"nothing to click: {selector} {text!r}"
        self.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", items[0])
        items[0].click()
        return self.settle()

    def keys(self, *keys: str) -> Page:
        """Press keys wherever the keyboard's focus is."""
        chain = ActionChains(self.driver, duration=0)
        for key in keys:
            chain.send_keys(key)
        chain.perform()
        return self.settle()

    def tab_to(self, test: str, most: int = 60, back: bool = False) -> Page:
        """Press Tab until the focused element fits a CSS selector."""
        for _ in range(most):
            if self.js("return document.activeElement.matches(arguments[0])", test):
                return self
            chain = ActionChains(self.driver, duration=0)
            if back:
                chain.key_down(Keys.SHIFT)
            chain.send_keys(Keys.TAB)
            if back:
                chain.key_up(Keys.SHIFT)
            chain.perform()
        pytest.fail(f"Tab never came to {test}")

    def search(self, query: str) -> list[str]:
        """Type into the search and return the lines of its list."""
        field = self.one("#search")
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(Keys.BACKSPACE)
        field.send_keys(query)
        self.settle()
        return [item.text for item in self.driver.find_elements(By.CSS_SELECTOR, ".search [role=option]")]

    def click_node(self, entity: str) -> Page:
        """Click the mark of an entity in the picture."""
        return self._click_stage(
            self.js("return document.getElementById('stage').picture.screen(arguments[0])", entity)
        )

    def click_line(self, start: str, end: str, prefix: str = "") -> Page:
        """Click a line between two entities whose id begins so."""
        place = self.js(_ON_LINE, start, end, prefix)
        assert place, f"no line {prefix!r} between {start} and {end} can be hit"
        return self._click_stage(place)

    def _click_stage(self, place: Mapping[str, float]) -> Page:
        stage = self.one("#stage")
        width, height = stage.size["width"], stage.size["height"]
        move = ActionChains(self.driver, duration=0)
        offset = round(place["x"] - width / 2), round(place["y"] - height / 2)
        move.move_to_element_with_offset(stage, *offset).click().perform()
        return self.settle()

    def picture(self, ask: str) -> Any:
        """Ask the picture for its scene(), its labels(), its renderer."""
        return self.js(f"return document.getElementById('stage').picture.{ask}")

    def announced(self, part: str) -> None:
        """Check that a screen reader is told something."""
        self.wait(lambda: part in self.js("return document.getElementById('live').textContent"), f"to be told {part!r}")

    def hash(self) -> str:
        """Return what stands after # in the address."""
        found: str = self.js("return location.hash")
        return found

    def faults(self) -> list[str]:
        """Return what the page complained of and what it asked for beyond itself, since it was opened."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        own = self.path.as_uri() if self.path else ""
        outside = [url for url in asked if not url.startswith((own, "data:", "about:", "blob:", "chrome:"))]
        return [entry["message"] for entry in self.driver.get_log("browser")] + outside

    def axe(self) -> list[str]:
        """Return the violations of WCAG 2.2 A and AA that axe finds in what is shown."""
        if not self.js("return typeof window.axe === 'object'"):
            self.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8") + ";0"})
        found: list[str] = self.driver.execute_async_script(_AXE, list(_TAGS))
        return found

    def small_targets(self) -> list[str]:
        """Return what can be pressed and is less than 24 pixels wide or high."""
        found: list[str] = self.js(_TARGETS)
        return found


@contextmanager
def chromium(profile: Path, *more: str, logged: bool = True) -> Iterator[webdriver.Chrome]:
    """Start Chromium with a profile, further flags and (for `Page.faults`) its logs; skip where it is not installed."""
    program, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or chromedriver is None:
        pytest.skip("the page was NOT opened in a browser: install chromium and chromium-driver (apt)")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1280,800", *more):
        options.add_argument(flag)
    if logged:
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(chromedriver))
    driver.set_script_timeout(60)
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def browser(profile: Path, *more: str) -> Iterator[Page]:
    """Start a browser with an empty profile."""
    with chromium(profile, *more) as driver:
        yield Page(driver)


def view(**parts: str | Sequence[str]) -> str:
    """Return what stands after # in the address of a view, such as focus=baidu&lang=zh."""
    shown = {key: value if isinstance(value, str) else ",".join(value) for key, value in parts.items()}
    return "&".join(f"{key}={quote(value, safe=',:/-')}" for key, value in shown.items())


def overlaps(boxes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the pairs of names that lie on each other."""
    found = []
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            if across > 0.5 and down > 0.5:
                found.append(f"{one['entity']} on {other['entity']}")
    return found
