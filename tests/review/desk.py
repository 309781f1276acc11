"""A browser for the tests of the review page, and how a person's hands are said in it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1280,860",
)  # fmt: skip
LONGEST_WAIT = 200
"""So often, 50 ms apart, a thing is looked for before a test gives up."""


class Desk:
    """The browser, and what a reviewer does in it."""

    def __init__(self, browser: Chrome, downloads: Path) -> None:
        self.browser = browser
        self.downloads = downloads

    def open(self, address: str | Path) -> None:
        self.browser.get(address.as_uri() if isinstance(address, Path) else address)
        # Before a page is painted, the browser drops what is typed.
        painted = (
            "document.documentElement.dataset.ready && performance.getEntriesByType('paint')[1]"
        )
        self.wait(lambda: self.run(f"return {painted}"))

    def run(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        ActionChains(self.browser, duration=0).send_keys(*keys).perform()

    def find(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def write(self, text: str) -> None:
        """Put a text where the cursor stands in place of what stands there."""
        # A key opens the dialog; what is typed before its field has the focus goes nowhere.
        field = "return document.activeElement.matches('input, textarea')"
        self.wait(lambda: self.run(field))
        chain = ActionChains(self.browser, duration=0)
        chain.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(text).perform()

    def select(self, selector: str, start: int, end: int) -> None:
        """Select the UTF-16 units `start` to `end` of what a selector finds."""
        self.run(
            """
            const words = document.querySelector(arguments[0]);
            const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let passed = 0;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const [from, to] = [arguments[1] - passed, arguments[2] - passed];
              if (from >= 0 && from <= node.length) range.setStart(node, from);
              if (to > 0 && to <= node.length) range.setEnd(node, to);
              passed += node.length;
            }
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            """,
            selector, start, end,
        )  # fmt: skip

    def saved(self, name: str) -> str:
        """Press s, and read what was downloaded."""
        path = self.downloads / name
        path.unlink(missing_ok=True)
        self.press("s")
        # The browser makes the file first, empty, and fills it after.
        self.wait(lambda: path.exists() and path.stat().st_size)
        assert self.text("#status").startswith(f"Saved as {name}")
        return path.read_bytes().decode()

    def wait(self, until: Callable[[], object]) -> None:
        for _ in range(LONGEST_WAIT):
            if until():
                return
            time.sleep(0.05)
        focus = self.run("return document.activeElement.outerHTML.slice(0, 80)")
        said = self.text("#status")
        raise AssertionError(f"it never came; the page says {said!r}, the focus is in {focus}")

    def complaints(self) -> list[str]:
        """What the browser has to say against the page: errors, breaches of its policy."""
        return [entry["message"] for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """Chromium, with a profile and downloads of its own; the tests fail where it is missing."""
    programs = [shutil.which("chromium"), shutil.which("chromedriver")]
    if not all(programs):
        pytest.fail(
            "the review page is tried in Chromium: apt-get install chromium chromium-driver"
        )
    options = ChromeOptions()
    options.binary_location = str(programs[0])
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = Chrome(options=options, service=ChromeService(programs[1]))
    try:
        downloads = folder / "downloads"
        allowed = {"behavior": "allow", "downloadPath": str(downloads)}
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
        yield Desk(browser, downloads)
    finally:
        browser.quit()
