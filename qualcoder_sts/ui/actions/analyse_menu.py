"""Counts, charts and reports."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import ActionRow, Menu


def analyse_menu() -> Menu:
    """Counts, charts and reports."""
    return Menu(
        _("&Analyse"),
        (
            ActionRow(
                "save_chart",
                _("Save the &chart…"),
                _("Save the chart as PNG, SVG or PDF"),
                ("Ctrl+Shift+S",),
            ),
            ActionRow(
                "write_report",
                _("Write the theme &summary…"),
                _("Write definitions, counts, chart and quotes of every theme to a Word file"),
                ("Ctrl+Shift+R",),
            ),
        ),
    )
