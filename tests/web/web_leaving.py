"""Whether a page stays with its origin: what it asks for, what it would ask for, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import BrowserContext, Page, Route

# Addresses that a page would fetch or look up without anybody's click.
FETCHED = """() => [...document.querySelectorAll('[src], [srcset], link[href], [action], [data], [poster]')]
  .flatMap(e => ['src', 'href', 'action', 'data', 'poster'].map(name => e.getAttribute(name)))
  .filter(Boolean).map(address => new URL(address, document.baseURI).href)"""


@contextmanager
def only_reaching(browser: BrowserContext, server: str) -> Iterator[list[str]]:
    """Requests of any page, popup or worker that were not for the origin; they are refused besides."""
    outside: list[str] = []
    ours = (f"{server}/", "data:", "blob:")

    def only_ours(route: Route) -> None:
        if route.request.url.startswith(ours):
            route.continue_()
        else:
            route.abort()

    browser.on("request", lambda r: None if r.url.startswith(ours) else outside.append(r.url))
    browser.route("**/*", only_ours)
    yield outside
    browser.unroute("**/*")


def fetched_elsewhere(page: Page) -> list[str]:
    """Addresses in a page, as it stands, that a browser would ask another origin for."""
    at = urlsplit(page.url)
    ours = (f"{at.scheme}://{at.netloc}/", "data:", "blob:")
    return [address for address in page.evaluate(FETCHED) if not address.startswith(ours)]


def links(page: Page) -> set[str]:
    """What a page leads to, without fragments."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    return {urldefrag(link).url for link in found}
