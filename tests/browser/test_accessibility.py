"""axe-core, the engine behind Lighthouse's accessibility checks, on every page: no serious violation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import Open, Pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

REASON = "axe-playwright-python is not installed: `make browser` brings it and runs these tests"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "preload": False}


def open_all(kind: str, page: Page) -> None:
    """The page with everything shown that a reader can call up."""
    page.locator("details").evaluate_all("nodes => nodes.slice(0, 3).forEach(node => { node.open = true; })")
    if kind == "index":
        page.fill("#query", "收入")
        page.locator("#observations tr").first.wait_for()
        page.locator("#unit").select_option("=%")
    if kind in ("article", "alone"):
        page.locator("tr[data-parts] button").first.click()
        page.locator("mark").first.focus()
    if kind == "validation":
        page.locator("#list button").first.click()
        page.locator(".aim").first.wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["index", "article", "alone", "validation"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_serious_violation(kind: str, scheme: str, width: int, open_page: Open, pages: Pages) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=REASON)
    locale = "zh-CN" if width == 360 else "en-US"
    page = open_page(getattr(pages, kind), scheme=scheme, width=width, locale=locale)
    open_all(kind, page)
    # By evaluate: the page's own policy lets no script element of ours in.
    page.evaluate(axe.Axe().axe_script)
    found: Any = page.evaluate("rules => axe.run(document, rules)", RULES)
    assert found["passes"]
    bad = [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]
    assert not bad, "\n".join(bad)
