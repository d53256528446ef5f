"""Counts, charts and reports."""

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.actions.rows import LINE, ActionRow, Menu


def analyse_menu() -> Menu:
    """Counts, charts and reports."""
    return Menu(
        _("&Analyse"),
        (
            ActionRow(
                "show_theme_frequency",
                _("Theme &frequency"),
                _("See how often themes occur, by method"),
                choice="analysis",
            ),
            ActionRow(
                "show_quotes",
                _("&Quotes"),
                _("Read coded passages of all transcripts side by side"),
                ("Ctrl+Shift+Q",),
                choice="analysis",
            ),
            LINE,
            ActionRow(
                "copy_quotes",
                _("C&opy the quotes"),
                _("Copy the chosen quotes, or all that are listed, with who said them and where"),
            ),
            ActionRow(
                "quotes_to_word",
                _("Quotes to &Word…"),
                _("Write the quotes that are listed to a Word file"),
            ),
            ActionRow(
                "quotes_to_table",
                _("Quotes to a &table…"),
                _("Write the quotes that are listed to Excel or CSV, one row each"),
            ),
            LINE,
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
