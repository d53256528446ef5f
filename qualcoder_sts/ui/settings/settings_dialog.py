"""The settings, built from their table. What is chosen holds at once."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from qualcoder_sts.foundation.settings import SettingsPage, settings
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.actions import Actions
from qualcoder_sts.ui.settings.choices import Choices
from qualcoder_sts.ui.settings.keys_page import KeysPage
from qualcoder_sts.ui.settings.setting_controls import control_for, show_value
from qualcoder_sts.ui.widgets.controls import add_form_row, push_button
from qualcoder_sts.ui.widgets.names import named

_WIDTH, _HEIGHT = 620, 560


class SettingsDialog(QDialog):
    """One page for each kind of settings, and one for the keys."""

    def __init__(self, choices: Choices, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self.setAccessibleName(_("Settings"))
        self.resize(_WIDTH, _HEIGHT)
        self._choices = choices
        self._controls: dict[str, QWidget] = {}
        titles = {
            SettingsPage.WORK: _("Work"),
            SettingsPage.LOOK: _("Look"),
            SettingsPage.KEYS: _("Keys"),
        }
        self._pages = named(QTabWidget(), _("Pages of the settings"))
        self._pages.setDocumentMode(True)
        named(self._pages.tabBar(), _("Pages of the settings"))
        for page, title in titles.items():
            self._pages.addTab(self._page(page, title, actions), title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.addWidget(self._pages, 1)
        column.addWidget(self._buttons())
        choices.changed.connect(self._show_again)

    def control(self, setting_id: str) -> QWidget:
        """The control of a setting."""
        return self._controls[setting_id]

    def show_page(self, page: SettingsPage) -> None:
        """Bring a page to the front."""
        self._pages.setCurrentIndex(list(SettingsPage).index(page))

    def done(self, result: int) -> None:
        """A name that is still being typed counts as well."""
        if (focus := self.focusWidget()) is not None:
            focus.clearFocus()
        super().done(result)

    def _page(self, page: SettingsPage, title: str, actions: Actions) -> QWidget:
        inside = QWidget()
        inside.setObjectName("settingsPage")
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 18, 22, 10)
        column.setSpacing(12)
        column.addLayout(self._form(page))
        if page is SettingsPage.KEYS:
            column.addWidget(KeysPage(self._choices, actions), 1)
            return inside
        column.addStretch(1)
        area = named(QScrollArea(), title)
        area.setObjectName("settingsArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached by itself
        area.setWidget(inside)
        return area

    def _form(self, page: SettingsPage) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for setting in settings():
            if setting.page is not page:
                continue
            value = getattr(self._choices.preferences, setting.id)
            control = control_for(setting, value, partial(self._choices.set, setting.id))
            self._controls[setting.id] = control
            add_form_row(form, setting.title, control, setting.help)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.setContentsMargins(20, 0, 20, 0)
        reset = push_button(
            _("All as they came"), _("Take back all settings but your name and the keys")
        )
        reset.clicked.connect(self._choices.reset)
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        close = push_button(_("Close"), _("Close the settings"))
        close.setDefault(False)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_again(self, setting_id: str) -> None:
        if (control := self._controls.get(setting_id)) is not None:
            show_value(control, getattr(self._choices.preferences, setting_id))
