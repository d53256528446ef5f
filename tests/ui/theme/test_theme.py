import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette

from qualcoder_sts.ui.theme import apply
from qualcoder_sts.ui.theme.apply import ThemeChoice, apply_theme, palette_of, system_theme_name
from qualcoder_sts.ui.theme.colours import READABLE, SEEN, channels, contrast, mixed
from qualcoder_sts.ui.theme.fonts import chosen_families, plain_font, reading_font
from qualcoder_sts.ui.theme.theme import (
    TEXTS_ON_GROUNDS,
    THEME_NAMES,
    ThemeBrokenError,
    load_theme,
    theme_from,
)

themes = st.sampled_from(THEME_NAMES).map(load_theme)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_has_the_values_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


def test_mixing():
    assert mixed("#ff0000", "#ffffff", 0) == "#ffffff"
    assert mixed("#ff0000", "#ffffff", 1) == "#ff0000"
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("colour", ["", "red", "#12", "#12345g", "123456#"])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match=r"colour|literal"):
        channels(colour)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS_ON_GROUNDS)
def test_every_text_is_readable_on_its_ground(name, text, ground):
    theme = load_theme(name)
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= theme.least_contrast


def test_high_contrast_is_what_it_says():
    assert [load_theme(name).least_contrast for name in THEME_NAMES] == [READABLE, READABLE, 7.0]


@pytest.mark.parametrize("name", THEME_NAMES)
def test_focus_and_borders_are_seen(name):
    theme = load_theme(name)
    for ground in ("window", "paper", "raised", "accent_surface"):
        assert contrast(theme.accent, getattr(theme, ground)) >= SEEN
    assert contrast(theme.selection, theme.paper) > 1.2


@given(themes, colours)
def test_text_on_the_tint_of_any_code_is_readable(theme, colour):
    assert contrast(theme.text, theme.tint(colour)) >= theme.least_contrast


@given(themes, colours)
def test_names_and_stripes_of_any_code_stand_out_from_paper(theme, colour):
    assert contrast(theme.ink(colour), theme.paper) >= theme.least_contrast
    assert contrast(theme.stripe(colour), theme.paper) >= SEEN


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_tint_is_not_paper(name):
    theme = load_theme(name)
    for colour in ("#5bb0a4", "#d9963a", "#8a6fc0", "#c05a7a"):
        assert theme.tint(colour) != theme.paper


def written(**changes: str) -> str:
    light = load_theme("light")
    roles = {
        role: getattr(light, role)
        for role in light.__slots__
        if role not in ("name", "is_dark", "tint_strength", "least_contrast")
    } | changes
    return "[colours]\n" + "\n".join(f'{role} = "{value}"' for role, value in roles.items())


def test_a_theme_file_is_checked():
    assert theme_from("mine", written()).paper == load_theme("light").paper
    with pytest.raises(ThemeBrokenError, match="nobody asks for sky"):
        theme_from("mine", written(sky="#0000ff"))
    with pytest.raises(ThemeBrokenError, match="accent is not a colour"):
        theme_from("mine", written(accent="teal"))
    with pytest.raises(ThemeBrokenError, match="says nothing about"):
        theme_from("mine", "[colours]")
    with pytest.raises(ThemeBrokenError, match="damaged"):
        theme_from("mine", "[colours")
    with pytest.raises(ThemeBrokenError, match="no theme of that name"):
        load_theme("../secret")


def test_families_that_are_not_installed_are_left_out():
    assert chosen_families(["A", "B", "C"], ["C", "A"]) == ["A", "C"]
    assert chosen_families(["A"], []) == []


def test_the_two_faces_differ(qapp):
    assert reading_font().pointSizeF() > plain_font().pointSizeF()
    assert reading_font().families() != plain_font().families()


def test_the_palette_carries_the_theme(qapp):
    theme = load_theme("dark")
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorRole.Base).name() == theme.paper
    assert palette.color(QPalette.ColorRole.Text).name() == theme.text
    inactive = palette.color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight)
    assert inactive.name() == theme.selection


def test_choosing_a_theme_applies_and_tells_it(qapp, qtbot):
    choice = ThemeChoice(qapp, "light")
    assert choice.theme.name == "light"
    with qtbot.waitSignal(choice.changed) as told:
        choice.choose("dark")
    assert told.args[0].name == choice.theme.name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == choice.theme.window
    with qtbot.assertNotEmitted(choice.changed):
        choice.choose("dark")
    choice.choose("system")
    assert choice.name == "system"
    assert choice.theme.name == system_theme_name()
    apply_theme(qapp, load_theme("light"))
    choice.deleteLater()


def test_the_window_follows_the_system_while_it_is_open(qapp, monkeypatch):
    """The platform of the tests has one colour scheme, so what it tells is acted."""
    choice = ThemeChoice(qapp, "system")
    told = []
    choice.changed.connect(lambda theme: told.append(theme.name))
    for name, scheme in (("dark", Qt.ColorScheme.Dark), ("light", Qt.ColorScheme.Light)):
        monkeypatch.setattr(apply, "system_theme_name", lambda name=name: name)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert choice.theme.name == name
    assert told[-2:] == ["dark", "light"]
    choice.choose("high_contrast")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert choice.theme.name == "high_contrast"
    apply_theme(qapp, load_theme("light"))
    choice.deleteLater()
