"""A real browser that looks at web pages: Chromium, driven by Playwright, with the rules of axe.

A Chromium of the system's own is used; Playwright brings none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tools import bootstrap

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The tags of axe's rules that hold: WCAG 2.2 AA, and what its makers advise beside it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window; raises RuntimeError where this system has none."""
    path = bootstrap.browser()
    if path is None:
        raise RuntimeError("Web pages are looked at in Chromium, and there is none: see docs/install.md")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, width: int, height: int = 800) -> Iterator[Page]:
    """The page in this file, in a window of this many CSS pixels."""
    page = browser.new_page(viewport={"width": width, "height": height})
    try:
        page.goto(file.absolute().as_uri())
        page.evaluate("document.fonts.ready")
        yield page
    finally:
        page.close()


def axe_faults(page: Page) -> list[str]:
    """What axe finds wrong, each with the elements that it concerns."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


def overhang(page: Page) -> int:
    """How many pixels stick out to the side, so that one would have to scroll there."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth"))


def shown_text(page: Page) -> str:
    """The text as the browser shows it."""
    return str(page.evaluate("document.body.innerText"))
