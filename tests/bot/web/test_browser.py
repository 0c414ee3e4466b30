"""The reading room in a real browser: ask, ask on, follow a quote to its place; for everybody, and without scripts."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from tests.bot.engines import FakeEngine, abstention, answer, opener, quote
from tests.bot.web.room import library_opener, room_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to look with"),
]

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

HOSTILE_TITLE = '<img src=x onerror="window.broken=1"> & </title><script>window.broken=1</script>'
WORDS = "Zoe\u0308 wrote <b>seven & eight</b> letters to the harbour office, \u202eand\u202c the lamp\u00a0stayed dark."
DOCUMENT = (
    "\ufeffThe lamp of the harbour was lit every evening.\r\n\r\n"
    f"Nobody kept count. {WORDS} <script>window.broken = 1</script>\r\nSo the book says.\r\n\r\n"
    + "".join(
        f"Entry number {number} of the log tells of calm seas and little wind.\r\n\r\n"
        for number in range(60)
    )
)
FILES = {
    "logs/har<b>our & 100%.txt": DOCUMENT,
    "sources.toml": f"['logs/har<b>our & 100%.txt']\ntitle = '''{HOSTILE_TITLE}'''\nurl = 'javascript:alert(1)'\n",
}
QUESTION = "“letters to the harbour office” who wrote them?"


@asynccontextmanager
async def browser_at(url: str, **options: Any) -> AsyncIterator[Page]:
    """Open a page there; whatever its scripts complain of fails the test."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],  # containers have no sandbox of their own to give
        )
        context = await browser.new_context(base_url=url, **options)
        page = await context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        await page.goto("/")
        yield page
        assert await page.evaluate("window.broken") is None
        assert complaints == []
        await browser.close()


async def words_of(page: Page, selector: str) -> str:
    """Return the text of all elements that match, in order, character by character."""
    found = await page.locator(selector).evaluate_all("all => all.map(each => each.textContent).join('')")
    return str(found)


async def test_a_quote_leads_to_the_same_words_in_the_source(tmp_path: Path) -> None:
    async with room_of(library_opener(tmp_path, FILES)) as url, browser_at(url, viewport=DESKTOP) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("/")
        assert await page.evaluate("document.activeElement.id") == "q"
        await page.fill("#q", QUESTION)
        await page.press("#q", "Enter")
        await page.wait_for_selector(".quotation")
        assert await page.evaluate("document.activeElement.className") == "question"
        quoted = await words_of(page, ".quotation >> nth=0 >> blockquote .verbatim")
        marked = await words_of(page, ".quotation >> nth=0 >> blockquote mark")
        assert "letters to the harbour office" in marked
        await page.click(".in-place >> nth=0")
        await page.wait_for_selector("#quote")
        assert await words_of(page, ".quoted") == quoted
        assert await words_of(page, ".quoted mark") == marked
        assert quoted in DOCUMENT
        assert await page.locator("#quote").evaluate(
            "each => { const box = each.getBoundingClientRect(); return box.top >= 0 && box.top < innerHeight }"
        )
        whole = await words_of(page, ".source-text .verbatim, .source-text .blank")
        assert whole.lstrip("\ufeff") == DOCUMENT.lstrip("\ufeff")


async def test_a_conversation_goes_on_without_a_reload() -> None:
    async with room_of() as url, browser_at(url) as page:
        await page.evaluate("window.kept = true")
        for number, question in enumerate(("who was hurt?", "and when?"), start=1):
            await page.fill("#q", question)
            await page.press("#q", "Enter")
            await page.wait_for_selector(f"#turn-{number}")
        assert await page.evaluate("window.kept")
        assert "read as: and when? — who was hurt?" in (await words_of(page, ".read-as span")).lower()
        await page.click("button.quiet")
        await page.wait_for_selector("#turn-3")
        await page.reload()
        assert await page.locator(".turn").count() == 3
        await page.wait_for_function("document.getElementById('q') !== null")


async def test_it_works_without_scripts() -> None:
    engine = FakeEngine({"none?": abstention("none?")})
    async with room_of(opener(engine)) as url, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(base_url=url, java_script_enabled=False)
        await page.goto("/")
        for number, question in enumerate(("who was hurt?", "and when?", "none?"), start=1):
            await page.fill("#q", question)
            await page.click(".ask button")
            await page.wait_for_selector(f"#turn-{number}")
        await page.click("details.nearest > summary")
        await page.click("#turn-1 .in-place")
        assert await page.locator(".quoted").inner_text() == quote().text
        await page.click(".about-source h1 a")
        assert await page.locator(".block .number").count() == 1
        await browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_page_is_for_everybody(tmp_path: Path, scheme: str, viewport: dict[str, int]) -> None:
    both = answer("how many?", quote(), quote("news/envoy.txt", 0, 30))
    differing = type(both)(both.question, both.quotes, 0.9, differing=True)
    engine = FakeEngine({"how many?": differing, "none?": abstention("none?")})
    fakes, books = opener(engine), library_opener(tmp_path, FILES)
    paths = {
        fakes: ("/", "/?q=how+many?", "/?q=none?", "/sources", f"/q/{quote().id}?m=0-8", "/nothing"),
        books: ("/sources/logs/har%3Cb%3Eour%20&%20100%25.txt",),
    }
    for engine_opener, at in paths.items():
        async with room_of(engine_opener) as url, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = await browser.new_context(
                base_url=url,
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": viewport["width"], "height": viewport["height"]},
            )
            page = await context.new_page()
            for path in at:
                await page.goto(path)
                for summary in await page.locator("summary").all():
                    if await summary.is_visible():
                        await summary.click()
                results = await Axe().run(page)
                assert results.violations_count == 0, results.generate_report()
                assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            await browser.close()
