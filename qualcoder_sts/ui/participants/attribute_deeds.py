"""Adding, renaming and deleting attributes, and what kind their values are."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.operations import (
    add_attribute,
    delete_attribute,
    move_attribute,
    rename_attribute,
    set_attribute_kind,
)
from qualcoder_sts.participants.queries import AttributeRow, value_count
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind
from qualcoder_sts.ui.operations import Operations
from qualcoder_sts.ui.participants.sheet_model import kind_name
from qualcoder_sts.ui.widgets.questions import AskedRow, NameAndKindDialog, agreed, asked_name


class AttributeDeeds:
    """Asks and does; ``window`` is what the questions stand over."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        self._operations = operations
        self._window = window

    def ask_new(self, bearer: AttributeBearer) -> None:
        """Ask for a name and a kind, and add an attribute."""
        if self._operations.refuse_when_read_only():
            return
        dialog = AttributeDialog(self._window, bearer)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.name:
            self._operations.run(add_attribute, dialog.name, bearer=bearer, kind=dialog.kind)
        dialog.deleteLater()

    def fill_menu(self, menu: QMenu, attribute: AttributeRow) -> None:
        """Offer what can be done with an attribute."""
        menu.addAction(_("Rename “%s”…") % attribute.name, lambda: self.ask_rename(attribute))
        kinds = menu.addMenu(_("Values are"))
        for kind in AttributeKind:
            choice = kinds.addAction(kind_name(kind), partial(self.set_kind, attribute, kind))
            choice.setCheckable(True)
            choice.setChecked(kind is attribute.kind)
        menu.addAction(_("Delete “%s”…") % attribute.name, lambda: self.ask_delete(attribute))
        for action in menu.actions():
            action.setEnabled(not self._operations.workspace.read_only)

    def ask_rename(self, attribute: AttributeRow) -> None:
        """Ask for another name."""
        title, label = _("Rename the attribute"), _("New name of the attribute")
        name = asked_name(self._window, title, label, _("Rename"), attribute.name)
        if name and name != attribute.name:
            self._operations.run(rename_attribute, attribute.id, name)

    def set_kind(self, attribute: AttributeRow, kind: AttributeKind) -> None:
        """Say what the values are; refused with a sentence when some are something else."""
        if kind is not attribute.kind:
            self._operations.run(set_attribute_kind, attribute.id, kind)

    def move(self, attributes: Sequence[AttributeRow], place: int, to: int) -> None:
        """Put one of the attributes that stand in a row elsewhere in it."""
        others = [one for n, one in enumerate(attributes) if n != place]
        before_id = others[to].id if to < len(others) else None
        self._operations.run(move_attribute, attributes[place].id, before_id)

    def ask_delete(self, attribute: AttributeRow) -> None:
        """Delete an attribute; with values only after asking."""
        values = self._operations.read(value_count, attribute.id)
        words = ngettext("%d value", "%d values", values) % values
        question = _("Delete “%(name)s” with %(gone)s? Undo brings all of it back.")
        if not values or agreed(
            self._window,
            _("Delete the attribute"),
            question % {"name": attribute.name, "gone": words},
            _("Delete"),
        ):
            self._operations.run(delete_attribute, attribute.id)


class AttributeDialog(NameAndKindDialog):
    """A name, and what the values are."""

    def __init__(self, parent: QWidget, bearer: AttributeBearer) -> None:
        of_people = bearer is AttributeBearer.PARTICIPANT
        title = _("New attribute of participants") if of_people else _("New attribute of sources")
        example = _("role, years of service") if of_people else _("setting, region")
        refused = _("What does not fit is refused when it is typed or pasted.")
        name, kind = AskedRow(_("&Name"), example=example), AskedRow(_("&Values are"), refused)
        super().__init__(parent, title, name, kind)
        for each in AttributeKind:
            self.kinds.addItem(kind_name(each), each)

    @property
    def kind(self) -> AttributeKind:
        """What is chosen."""
        return AttributeKind(self.kinds.currentData())
