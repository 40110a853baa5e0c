"""Take the pictures of the explorer for the README and the guide: always the same views, in a real browser.

    python scripts/screenshots.py [--to docs/images] [--page exports/explorer.html] [NAME …]

Needs Debian's chromium and chromium-driver, and a built page (`kg export explorer`). The fonts depend on the machine,
so the pictures are taken by hand and committed; no test takes them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from tests.support.browser import Page, browser, view  # noqa: E402


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: the view of the explorer that it shows, and its size."""

    name: str
    view: str
    size: tuple[int, int] = (1440, 900)
    dark: bool = False
    #: text to type into the search first
    search: str = ""


_EVIDENCE = view(focus="kunlunxin", edge="bytedance|tests|kunlunxin|stated")
SHOTS = (
    Shot("explorer-overview", ""),
    Shot("explorer-search", "", search="kunlun"),
    Shot("explorer-entity", view(focus="kunlunxin")),
    Shot("explorer-evidence", _EVIDENCE),
    Shot("explorer-time", view(focus="iluvatar-corex", asof="2025-12-31"), (1280, 800)),
    Shot("explorer-questions", view(view="questions", question="group-agreement")),
    Shot("explorer-path", view(view="path", **{"from": "bytedance", "to": "baidu"}), (1280, 800)),
    Shot("explorer-table", view(view="table", sort="-origins"), (1280, 800)),
    Shot("explorer-dark", _EVIDENCE, dark=True),
    Shot("explorer-overview-zh", view(lang="zh")),
    Shot("explorer-evidence-zh", f"{_EVIDENCE}&lang=zh"),
    Shot("explorer-narrow", view(focus="kunlunxin"), (390, 844)),
    Shot("explorer-narrow-zh", view(focus="kunlunxin", lang="zh"), (390, 844)),
)


def take(page: Page, path: Path, shot: Shot, folder: Path) -> Path:
    """Take one picture into a folder and return its path."""
    page.open(path, shot.view, shot.size, shot.dark)
    if shot.search:
        page.search(shot.search)
    time.sleep(0.3)
    page.settle()
    target = folder / f"{shot.name}.png"
    if not page.driver.save_screenshot(str(target)):
        raise OSError(f"{target} could not be written")
    return target


def main() -> int:
    """Take the named pictures, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(shot.name for shot in SHOTS)}")
    parser.add_argument("--to", type=Path, default=CHECKOUT / "docs" / "images")
    parser.add_argument("--page", type=Path, default=CHECKOUT / "exports" / "explorer.html")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - {shot.name for shot in SHOTS}
    if unknown:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    if not chosen.page.is_file():
        parser.error(f"there is no {chosen.page}: kg export explorer")
    chosen.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as page:
        for shot in SHOTS:
            if not chosen.names or shot.name in chosen.names:
                print(take(page, chosen.page.resolve(), shot, chosen.to))
    return 0


if __name__ == "__main__":
    sys.exit(main())
