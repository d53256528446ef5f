import pytest
from PySide6.QtGui import QStandardItemModel

from qualcoder_sts.ui.widgets.sheets import as_block, as_text, sheet_view


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ('"two\nlines"\t"says ""hm"""', (("two\nlines", 'says "hm"'),)),
        ("  padded \t", (("padded", ""),)),
        ("", ()),
    ],
)
def test_blocks_are_read_as_spreadsheets_write_them(text, block):
    assert as_block(text) == block


def test_what_is_copied_comes_back():
    block = (("a\tb", 'says "hm"'), ("two\nlines", "=1+1"))
    assert as_block(as_text(block)) == block


def test_the_first_column_stays_in_view(qtbot):
    model = QStandardItemModel(30, 12)
    view = sheet_view("Numbers", model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    frozen = view._frozen
    assert not frozen.isVisible()
    view.horizontalScrollBar().setValue(200)
    assert frozen.isVisible()
    assert frozen.width() == view.columnWidth(0)
    view.verticalScrollBar().setValue(90)
    assert frozen.verticalScrollBar().value() == 90
    view.horizontalScrollBar().setValue(0)
    assert not frozen.isVisible()
