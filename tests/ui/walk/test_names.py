"""Everything a person can reach says its name to a screen reader."""

from tests.ui.shell.test_names import nameless
from tests.ui.walk.walking import walk


def test_everything_that_is_shown(application, transcript, monkeypatch, qtbot):
    """Every place, page, menu and dialog, found by how the program is built."""
    stops, without = [], {}
    for stop in walk(application, monkeypatch, qtbot.wait):
        stops.append(stop.name)
        if found := nameless(stop.top):
            without[stop.name] = found
        assert stop.top.accessibleName() or stop.name == "menu ", stop.name
    assert without == {}
    assert len(stops) > 20
