"""The pictures of docs/web.md: each page of the site over the example reports, wide and on a phone, light and dark.

    python -m docs.screenshots

It needs Chromium (apt-get install chromium) and writes docs/images/web-*.png.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.site import served
from onrecord.store import open_store

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
AS_OF = "2026-11-25"
_WIDE, _PHONE = (1280, 860), (390, 780)
_LIGHT, _DARK = "light", "dark"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page, how large the window is, the scheme, and what is done before it is taken."""

    name: str
    path: str
    size: tuple[int, int] = _WIDE
    scheme: Any = _LIGHT
    press: str = ""
    paste: str = ""
    from_top: int = 0


def shots(store: Path) -> list[Shot]:
    """The pictures to take."""
    with open_store(store, write=False) as opened:
        report, start, stop = opened.db.execute(
            "SELECT report, start, stop FROM statements WHERE content LIKE 'One does not negotiate%'"
        ).fetchone()
        (speaker,) = opened.db.execute("SELECT id FROM speakers WHERE name = 'Pilar Etcheverry'").fetchone()
    evidence = f"/-/report/{report}?at={start}-{stop}#at"
    story = f"/-/report/{report}"
    text = (ROOT / "examples" / "tass-consulate.txt").read_text(encoding="utf-8")
    return [
        Shot("home", "/"),
        Shot("home-dark-phone", "/", _PHONE, _DARK),
        Shot("report", story, press="jjj"),
        Shot("report-dark", story, scheme=_DARK, press="jj"),
        Shot("report-phone", evidence, _PHONE),
        Shot("search", '/-/search?q="river+treaty"+OR+dialogue'),
        Shot("speaker", f"/-/speaker/{speaker}"),
        Shot("speaker-dark-phone", f"/-/speaker/{speaker}", _PHONE, _DARK),
        Shot("dyad", "/-/dyad/PRY/URY", (1280, 1280)),
        Shot("dyad-dark", "/-/dyad/PRY/URY", (1280, 1280), _DARK),
        Shot("dyad-phone", "/-/dyad/PRY/URY", (390, 1280)),
        Shot("ties", "/-/ties"),
        Shot("ties-dark-phone", "/-/ties", _PHONE, _DARK),
        Shot("read", "/-/read", paste=text, from_top=560),
        Shot("read-phone", "/-/read", _PHONE),
    ]


def store_of_examples(path: Path) -> Path:
    """A store of all example reports."""
    texts = [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "examples" / "river").glob("*.txt"))]
    with open_store(path) as store:
        store.put_all(onrecord.read(each.read_text(encoding="utf-8"), as_of=AS_OF) for each in texts)
    return path


def take(browser: Any, address: str, shot: Shot) -> None:
    """Take one picture."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + shot.path)
    if shot.paste:
        page.locator("textarea").first.fill(shot.paste)
        page.get_by_role("button", name="Read", exact=True).click()
        page.locator(".report .card").first.wait_for()
    for chart in page.locator(".chart").all():
        chart.locator("canvas").first.wait_for()
    for key in shot.press:
        page.keyboard.press(key)
    if shot.from_top:
        page.mouse.wheel(0, shot.from_top)
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"web-{shot.name}.png")
    context.close()


def main() -> None:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("there is no Chromium; say: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        store = store_of_examples(Path(folder) / "examples.db")
        with served(store) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for shot in shots(store):
                take(browser, address, shot)
                print(f"docs/images/web-{shot.name}.png")
            browser.close()


if __name__ == "__main__":
    main()
