"""The guide's page of keys, written from the table of actions.

``python -m tests.screenshots.keys_page`` writes it anew; ``make screenshots`` does so too.
"""

import sys
from pathlib import Path

from qualcoder_sts.ui.actions.menus import menus

PAGE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "keys.md"
_HEAD = """# All keys

`F1` shows this sheet in the program, with the keys as you set them; type there to find an action.
Single letters, digits and signs mean this only while the transcript has the focus. What each action
does is said on the page of its task, and in the status bar while you point at it in the menu.
"""


def keys_page() -> str:
    """The page as it has to be."""
    parts = [_HEAD]
    for menu in menus():
        parts.append(f"\n## {menu.title.replace('&', '')}\n\n| Action | Keys |\n| --- | --- |\n")
        for row in menu.rows():
            keys = " or ".join(f"`{key}`" for key in row.keys)
            parts.append(f"| {row.plain_text} | {keys} |\n")
    return "".join(parts)


def main() -> int:
    """Write the page."""
    PAGE.write_text(keys_page(), encoding="utf-8")
    sys.stdout.write(f"Written: {PAGE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
