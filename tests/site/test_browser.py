"""The site in a real Chromium, wide and on a phone: opened, searched, clicked through to the evidence, pasted into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.site.conftest import serving

import onrecord
from onrecord.store import open_store

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WIDTHS = (1280, 390)
PATHS = {
    "home": "/",
    "search": "/-/search?q=lock",
    "dyad": "/-/dyad/PRY/URY",
    "ties": "/-/ties",
    "read": "/-/read",
    "actor": "/-/actor/URY",
    "absent": "/-/actor/QQQ",
}
Open = Callable[..., Any]


@contextmanager
def tab(chromium: Browser, address: str, width: int, **more: Any) -> Iterator[Page]:
    """A page of its own, on which no error may show."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=address, **more)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(f"{request.url} failed"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    errors = [error for error in errors if "404" not in error]
    assert errors == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def drawn(page: Page) -> None:
    """Wait until every chart is drawn."""
    for chart in page.locator(".chart").all():
        expect(chart).to_have_attribute("data-drawn", "yes")


def sound(page: Page) -> None:
    """Nothing sticks out sideways, and axe finds nothing serious."""
    drawn(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    serious = [
        (violation["id"], [node["html"][:160] for node in violation["nodes"]][:5])
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PATHS)
def test_every_page_is_sound(chromium: Browser, address: str, name: str, width: int, scheme: Any) -> None:
    with tab(chromium, address, width, color_scheme=scheme) as page:
        page.goto(PATHS[name])
        expect(page.locator("h1")).to_be_visible()
        sound(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_first_page_by_search_to_the_evidence(
    chromium: Browser, address: str, width: int, scheme: Any
) -> None:
    with tab(chromium, address, width, color_scheme=scheme) as page:
        page.goto("/")
        page.get_by_label("Search what was said").fill('"running till"')
        page.locator("form.big button").click()
        page.locator(".line .what a").first.click()
        expect(page).to_have_url(re.compile(r"/-/report/\w+\?at=\d+-\d+#at$"))
        asked = page.locator(".text .asked").first
        expect(asked).to_be_in_viewport()
        expect(asked).to_contain_text("One does not negotiate beside a running till")
        sound(page)
        page.locator(".statements .card .who a", has_text="Pilar Etcheverry").first.click()
        expect(page.locator("h1")).to_have_text("Pilar Etcheverry")
        sound(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_point_of_the_chart_leads_to_its_words(chromium: Browser, address: str, width: int) -> None:
    with tab(chromium, address, width) as page:
        page.goto("/-/dyad/PRY/URY")
        drawn(page)
        page.locator(".canvas").scroll_into_view_if_needed()
        place = page.evaluate(
            """() => {
                const plot = Object.values(Bokeh.index.roots ? Bokeh.index.roots[0].child_views : [])[0];
                const view = plot.renderer_views ? [...plot.renderer_views.values()].find((each) =>
                    each.glyph && each.glyph.sx && each.glyph.sx.length && each.model.glyph.type === "Scatter") : null;
                const box = plot.el.getBoundingClientRect();
                return [box.x + view.glyph.sx[0], box.y + view.glyph.sy[0]];
            }"""
        )
        page.mouse.click(*place)
        expect(page).to_have_url(re.compile(r"/-/report/\w+\?at=\d+-\d+#at$"))
        expect(page.locator(".text .asked, .head .asked").first).to_be_visible()


def bar_shares(page: Page) -> list[float]:
    """How much of the chart's width each of its bars takes."""
    drawn(page)
    found: list[float] = page.evaluate(
        """() => {
            const plot = Object.values(Bokeh.index.roots[0].child_views ?? [Bokeh.index.roots[0]])
                .concat(Bokeh.index.roots).find((each) => each.renderer_views);
            const bars = [...plot.renderer_views.values()].filter((each) => each.glyph?.model.type === "VBar");
            return bars.flatMap(({glyph}) => [...glyph.sleft].map(
                (left, n) => Math.abs(glyph.sright[n] - left) / plot.frame.bbox.width));
        }"""
    )
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_of_a_single_month_is_no_wall(chromium: Browser, address: str, width: int, tmp_path: Path) -> None:
    path = tmp_path / "month.db"
    with open_store(path) as store:
        store.put(onrecord.read("OSLO, May 3, 2026 (AP) - Peru agrees, Foreign Minister Ana Ruiz said."))
    with serving(path) as (month, _), tab(chromium, month, width) as page:
        page.goto("/?by=month")
        (share,) = bar_shares(page)
        assert 0.05 < share < 0.1
    with tab(chromium, address, width) as page:
        page.goto("/?by=month")
        shares = bar_shares(page)
        assert sum(shares) > 0.6, "many periods fill the chart as before"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_leads_to_its_words(chromium: Browser, address: str, width: int) -> None:
    with tab(chromium, address, width) as page:
        page.goto("/-/ties")
        page.get_by_label("Actor", exact=True).fill("pry")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("status").first).to_contain_text("among")
        page.locator("tbody tr", has_text="trade").locator("td a").nth(1).click()
        expect(page.locator(".text .asked").first).to_be_in_viewport()
        assert "resumed electricity exports" in "".join(page.locator(".text .asked").all_text_contents())


def test_keys_go_through_the_statements(chromium: Browser, address: str) -> None:
    with tab(chromium, address, 1280) as page:
        page.goto("/-/search?q=till")
        page.locator(".line .of a").first.click()
        chosen = page.locator(".statements .card.chosen")
        page.keyboard.press("j")
        expect(chosen).to_have_id("r1-s1")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(chosen).to_have_id("r1-s2")
        expect(page.locator(".text .r1-s2.chosen, .head .r1-s2.chosen").first).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(chosen).to_have_count(0)
        page.keyboard.press("/")
        page.keyboard.type("jk")
        expect(page.locator("#find")).to_have_value("jk")


def test_a_tap_shows_who_says_it(chromium: Browser, address: str) -> None:
    with tab(chromium, address, 390, has_touch=True, is_mobile=True) as page:
        page.goto("/-/search?q=%22running+till%22")
        page.locator(".line .of a").first.click()
        page.locator(".text .said", has_text="One does not negotiate").tap()
        tip = page.locator(".tip")
        expect(tip).to_contain_text("Pilar Etcheverry")
        expect(tip).to_contain_text("Telenoche")
        sound(page)
        tip.get_by_role("button", name="Close").click()
        expect(tip).to_have_count(0)


PASTED = """Lagoon talks go on, says minister

VALLETTA, May 3, 2024 (Reuters) - Malta will keep the lagoon open, Fisheries Minister Rita Zammit said on Friday.

"We close nothing," she told reporters. <script>document.title = "gone"</script>
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pasted_text_is_read_and_not_stored(chromium: Browser, address: str, width: int, example_store: Path) -> None:
    before = example_store.read_bytes()
    with tab(chromium, address, width) as page:
        page.goto("/-/read")
        page.get_by_label("The text, as").fill(PASTED)
        page.get_by_role("button", name="Read", exact=True).click()
        expect(page.locator(".report .card").first).to_contain_text("Rita Zammit")
        expect(page.locator(".text")).to_contain_text("<script>document.title")
        expect(page).to_have_title("Read a report – on record")
        expect(page.get_by_label("The text, as")).to_have_value(PASTED)
        sound(page)
    assert example_store.read_bytes() == before


def test_a_chosen_file_becomes_the_text(chromium: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(PASTED, encoding="utf-8")
    with tab(chromium, address, 1280) as page:
        page.goto("/-/read")
        page.locator("#file").set_input_files(file)
        expect(page.get_by_label("The text, as")).to_have_value(PASTED)


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_there_without_scripts(chromium: Browser, address: str, width: int) -> None:
    with tab(chromium, address, width, java_script_enabled=False) as page:
        page.goto("/")
        page.locator(".bars a", has_text="Paraguay – Uruguay").click()
        expect(page.locator(".chart").first).to_be_hidden()
        page.locator("table a", has_text="suspended its dialogue").click()
        expect(page.locator(".text .asked").first).to_be_in_viewport()
        page.locator(".text a.ref").first.click()
        expect(page.locator(".card:target")).to_be_in_viewport()
        page.goto("/-/read")
        page.get_by_label("The text, as").fill(PASTED)
        page.get_by_role("button", name="Read", exact=True).click()
        expect(page.locator(".report .card").first).to_contain_text("Rita Zammit")


def test_on_paper_a_report_stands_alone(chromium: Browser, address: str) -> None:
    with tab(chromium, address, 1280) as page:
        page.goto("/-/search?q=till")
        page.locator(".line .of a").first.click()
        page.emulate_media(media="print")
        for hidden in (".masthead nav", ".find", ".keys", ".foot"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator(".report .card").last).to_be_visible()
