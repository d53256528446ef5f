"""Whatever a person can do stands in the guide, with its keys."""

import re

import pytest

from qualcoder_sts.ui.actions.menus import action_rows
from tests.screenshots.keys_page import PAGE, keys_page


@pytest.fixture(scope="module")
def guide(repository):
    pages = sorted((repository / "docs" / "guide").glob("*.md"))
    assert len(pages) > 5
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("row", action_rows(), ids=lambda row: row.id)
def test_every_action_is_described(row, guide):
    assert f"**{row.plain_text}**" in guide
    for key in row.keys:
        if key in {"Ctrl+=", "Enter"}:
            continue  # the same key on other keyboards
        assert f"`{key}`" in guide, f"the guide does not name {key} for {row.plain_text}"


def test_the_page_of_keys_is_as_it_is_written():
    assert PAGE.read_text(encoding="utf-8") == keys_page(), (
        "python -m tests.screenshots.keys_page writes it anew"
    )


def test_pages_are_in_the_contents_and_pictures_are_used(repository):
    folder = repository / "docs" / "guide"
    contents = (folder / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in folder.glob("*.md")} - {"README.md"}
    listed = re.findall(r"^\d+\. \[.+\]\(([\w-]+\.md)\)$", contents, re.MULTILINE)
    assert sorted(listed) == sorted(pages), "each page once"
    text = "".join(page.read_text(encoding="utf-8") for page in folder.glob("*.md"))
    shown = set(re.findall(r"!\[[^\]]{20,}\]\(pictures/([\w-]+\.png)\)", text))
    assert shown == {picture.name for picture in (folder / "pictures").glob("*.png")}
