"""Take the pictures of docs/pictures from a served demo, at desktop and phone width.

`make pictures`, or with an address: python scripts/pictures.py --base http://localhost:8000 [NAME …]
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scripts import served

FOLDER = served.ROOT / "docs" / "pictures"
WIDTHS = {1280: 900, 390: 844}
LONGEST = 2600
"""Pictures are cut here: a README shows the beginning of a long page."""

PUBLIC = {
    "public-home": "/",
    "public-search": "/thu-tuc/?q=giay+phep+xay+dung",
    "public-procedure": "/thu-tuc/1.001193",
    "public-line": "/cong-bo/thay-doi/DT-2019-1/",
}
OFFICE = {
    "office-home": "/ban-lam-viec/",
    "office-catalogue": "/ban-lam-viec/danh-muc/",
    "office-comparison": "/ban-lam-viec/danh-muc/thu-tuc/1.012783/so-sanh/",
    "office-import": "/ban-lam-viec/danh-muc/nhap/",
    "office-calendar": "/ban-lam-viec/lich-lam-viec/",
    "office-pipeline": "/ban-lam-viec/cong-bo/",
    "office-decision": "/ban-lam-viec/cong-bo/DT-2026-16/",
    "office-boards": "/ban-lam-viec/niem-yet/",
    "office-watch": "/ban-lam-viec/bo-cong-bo/",
    "office-late": "/ban-lam-viec/ho-so-tre-han/",
}
COUNTER = {"office-intake": "/ban-lam-viec/tiep-nhan/"}
SPECIALIST = {
    "office-queue": "/ban-lam-viec/ho-so/",
    "office-dossier": "/ban-lam-viec/ho-so/ main table tbody th a",
}
"""A path, then what is followed on that page: keys of dossiers are drawn anew at each loading."""
PEOPLE = {served.OFFICER: OFFICE, "Trương Văn Tâm": COUNTER, "Trương Lệ Quyên": SPECIALIST}


def take(browser: Browser, base: str, pages: dict[str, str], *, officer: str = "") -> list[str]:
    """Every page at every width; the names of those that did not answer 200."""
    missing = []
    for width, height in WIDTHS.items():
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        if officer:
            served.sign_in(context, base, officer)
        for name, place in pages.items():
            path, _, link = place.partition(" ")
            page = context.new_page()
            answer = page.goto(base + path, wait_until="load")
            if link:
                answer = page.goto(base + str(page.locator(link).first.get_attribute("href")), wait_until="load")
            if answer is None or answer.status != 200:
                missing.append(f"{name} ({path}: {answer.status if answer else 'no answer'})")
            else:
                page.evaluate("document.fonts.ready")
                tall = min(int(page.evaluate("document.documentElement.scrollHeight")), LONGEST)
                page.set_viewport_size({"width": width, "height": max(tall, height)})
                page.screenshot(path=FOLDER / f"{name}-{width}.png")
                print(f"{name}-{width}.png")
            page.close()
        context.close()
    return missing


def main() -> int:
    """All pictures, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these pictures")
    parser.add_argument("--base", help="address of a served demo (default: the one on PORT, else one is started)")
    given = parser.parse_args()
    unknown = set(given.names) - {*PUBLIC, *OFFICE, *COUNTER, *SPECIALIST}
    if unknown:
        parser.error(f"unknown picture: {', '.join(sorted(unknown))}")

    def wanted(pages: dict[str, str]) -> dict[str, str]:
        return {name: path for name, path in pages.items() if not given.names or name in given.names}

    FOLDER.mkdir(parents=True, exist_ok=True)
    missing: list[str] = []
    with served.site(given.base) as base, served.chromium() as browser:
        if wanted(PUBLIC):
            missing += take(browser, base, wanted(PUBLIC))
        for officer, pages in PEOPLE.items():
            if wanted(pages):
                missing += take(browser, base, wanted(pages), officer=officer)
    for each in missing:
        print(f"not taken: {each}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
