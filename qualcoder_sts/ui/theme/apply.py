"""Giving a theme to the application, and following the system."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from qualcoder_sts.ui.theme.colours import contrast
from qualcoder_sts.ui.theme.fonts import interface_scale, plain_font, set_interface_scale
from qualcoder_sts.ui.theme.theme import Theme, load_theme
from qualcoder_sts.ui.theme.window_style import WINDOW_STYLE

SYSTEM = "system"

_STYLE = """
QToolTip {{ color: {text}; background: {raised};
    border: 1px solid {control_border}; padding: 6px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; }}
QScrollBar::handle {{ background: {control_border}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QFrame#noticeBar {{ background: {notice}; border: 1px solid {notice}; border-radius: 6px; }}
QFrame#noticeBar QLabel {{ color: {notice_text}; }}
QFrame#noticeBar QPushButton {{ color: {notice_action}; background: transparent;
    border: 1px solid transparent; padding: 3px 8px; border-radius: 4px; font-weight: 600; }}
QFrame#noticeBar QPushButton:focus {{ border-color: {notice_action}; }}
QFrame#noticeBar QPushButton:hover {{ border-color: {notice_action}; }}
"""


def apply_theme(application: QApplication, theme: Theme, scale: float | None = None) -> None:
    """Style, palette and plain face for all windows; transcripts are told by ``ThemeChoice``.

    ``scale`` makes the whole interface larger or smaller, 1.0 as it comes.
    """
    ratio = 1.0 if scale is None else scale / interface_scale()
    # Widgets with a face of their own do not follow the application's, and lose what was set
    # after they were first shown whenever the style is set again.
    own_faces = [
        (widget, widget.font().pointSizeF() * ratio)
        for widget in application.allWidgets()
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    ]
    if scale is not None:
        set_interface_scale(application, scale)
    application.setStyle("Fusion")
    application.setPalette(palette_of(theme))
    application.setFont(plain_font())
    roles = {name: getattr(theme, name) for name in theme.__slots__} | _pictures(theme)
    application.setStyleSheet((_STYLE + WINDOW_STYLE).format(**roles))
    for widget, points in own_faces:
        font = widget.font()
        font.setPointSizeF(points)
        widget.setFont(font)


def _pictures(theme: Theme) -> dict[str, str]:
    """The files of the signs that Qt cannot draw by itself in a style sheet."""
    is_white = contrast("#ffffff", theme.accent) > contrast("#000000", theme.accent)
    names = {"arrow": "arrow.svg", "tick": "tick_white.svg" if is_white else "tick_black.svg"}
    return {role: Path(__file__).with_name(name).as_posix() for role, name in names.items()}


def palette_of(theme: Theme) -> QPalette:
    """The theme in Qt's own roles."""
    palette = QPalette()
    role = QPalette.ColorRole
    for qt_role, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.window),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.text_quiet),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.negative),
        (role.Light, theme.raised),
        (role.Midlight, theme.hairline),
        (role.Mid, theme.control_border),
        (role.Dark, theme.control_border),
        (role.Shadow, theme.control_border),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
    ):
        palette.setColor(qt_role, QColor(colour))
    for qt_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, QColor(theme.text_quiet))
    return palette


def system_theme_name() -> str:
    """Which of the themes comes nearest to what the system shows."""
    hints = QGuiApplication.styleHints()
    # Contrast is told from Qt 6.10 on.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        preference = accessibility().contrastPreference()
        if preference == getattr(Qt, "ContrastPreference").HighContrast:  # noqa: B009
            return "high_contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


class ThemeChoice(QObject):
    """The theme in force: one of the themes by name, or whatever the system has."""

    changed = Signal(object)

    def __init__(
        self, application: QApplication, name: str = SYSTEM, *, scale: float = 1.0
    ) -> None:
        super().__init__(application)
        self._application = application
        self._name = name
        self._theme = load_theme(self._resolved())
        apply_theme(application, self._theme, scale)
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def name(self) -> str:
        """What the user chose: a theme's name or ``system``."""
        return self._name

    @property
    def theme(self) -> Theme:
        """The theme that is shown."""
        return self._theme

    def choose(self, name: str) -> None:
        """Take a theme by name, or follow the system from now on."""
        self._name = name
        self._follow()

    def show_larger(self, scale: float) -> None:
        """Show the whole interface larger or smaller, 1.0 as it comes."""
        if scale != interface_scale():
            apply_theme(self._application, self._theme, scale)
            self.changed.emit(self._theme)

    def _follow(self) -> None:
        theme = load_theme(self._resolved())
        if theme is self._theme:
            return
        self._theme = theme
        apply_theme(self._application, theme)
        self.changed.emit(theme)

    def _resolved(self) -> str:
        return system_theme_name() if self._name == SYSTEM else self._name
