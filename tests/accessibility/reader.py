"""What a screen reader hears of the program, told as JSON. Run by the system's own Python.

Walks the tree of names that the program puts on the accessibility bus, the same that Orca reads.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PROGRAM = "qualcoder-sts"
PATIENCE = 40.0


def main() -> int:
    """Read the transcript, walk to the next segment by the menu, and read what is told of it."""
    window = wait_for(named_program)
    text = wait_for(lambda: first(window, lambda one: is_text(one, "Transcript")))
    heard = {
        "transcript": Atspi.Text.get_text(text, 0, -1),
        "described": text.get_description(),
        "focusable": text.get_state_set().contains(Atspi.StateType.FOCUSABLE),
        "nameless": [where(one) for one in everything(window) if lacks_name(one)],
        "names": sorted({one.get_name() for one in everything(window) if one.get_name()}),
    }
    do(window, "Next segment")
    told = wait_for(lambda: first(window, lambda one: one.get_name() == "Transcript in front"))
    before = told.get_description()
    wait_for(lambda: told.get_description() != before)
    heard["told"] = told.get_description()
    caret = Atspi.Text.get_caret_offset(text)
    heard["selected"] = Atspi.Text.get_text(text, caret, caret + 60)
    print(json.dumps(heard))
    return 0


def named_program():
    """The window of the program, once it is on the bus."""
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(number)
        if program is not None and program.get_name() == PROGRAM and program.get_child_count():
            return program
    return None


def everything(top):
    """An object and all below it that can be seen."""
    yield top
    for number in range(top.get_child_count()):
        below = top.get_child_at_index(number)
        if below is not None and (is_shown(below) or below.get_role() == Atspi.Role.MENU):
            yield from everything(below)


def is_shown(one):
    states = one.get_state_set()
    return states.contains(Atspi.StateType.SHOWING) or states.contains(Atspi.StateType.VISIBLE)


def first(top, fits):
    """The first object below that fits."""
    return next((one for one in everything(top) if fits(one)), None)


def is_text(one, name):
    return one.get_name() == name and one.get_text_iface() is not None


def lacks_name(one):
    states = one.get_state_set()
    reached = states.contains(Atspi.StateType.FOCUSABLE) and is_shown(one)
    return reached and not (one.get_name() or "").strip()


def where(one):
    """The way to an object, for a message."""
    way = []
    while one is not None and len(way) < 6:
        way.append(f"{one.get_role_name()} {one.get_name() or '?'}")
        one = one.get_parent()
    return " < ".join(way)


def do(top, name):
    """Carry out the action of a menu."""
    found = wait_for(lambda: item_named(top, name))
    Atspi.Action.do_action(found, 0)


def item_named(top, name):
    """An entry of the menus; entries of a closed menu are not shown, and are there."""
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if one.get_name() == name and one.get_role() == Atspi.Role.MENU_ITEM:
            return one
        for number in range(one.get_child_count()):
            below = one.get_child_at_index(number)
            if below is not None:
                waiting.append(below)
    return None


def wait_for(found):
    """What is found in the end; the program needs a moment to start."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            if there := found():
                return there
        except gi.repository.GLib.GError:
            pass  # what was looked at has gone meanwhile
        time.sleep(0.2)
    sys.exit("it did not come on the accessibility bus in time")


if __name__ == "__main__":
    sys.exit(main())
