"""A chart as a widget. Importing this module imports matplotlib."""

from collections.abc import Callable

from matplotlib.backend_bases import LocationEvent, MouseEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qualcoder_sts.charts.chart import Chart
from qualcoder_sts.charts.theme_frequency import bar_at
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.ui.widgets.names import named


def chart_canvas(chart: Chart, chosen: Callable[[str], object]) -> QWidget:
    """The chart in its own size; a screen reader says its alternative text.

    ``chosen`` is given the name of a bar that was clicked.
    """
    figure = chart.draw()
    canvas = named(FigureCanvasQTAgg(figure), chart.title)  # type: ignore[no-untyped-call]
    canvas.setAccessibleDescription(chart.alt_text)
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    width, height = figure.get_size_inches() * figure.get_dpi()
    canvas.setFixedSize(round(width), round(height))
    canvas.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    _watch_bars(canvas, figure, chosen)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(canvas, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    column.addStretch()
    return page


def _watch_bars(canvas: QWidget, figure: Figure, chosen: Callable[[str], object]) -> None:
    def click(event: MouseEvent) -> None:
        if event.button == 1 and (name := _name_under(event, figure)):
            chosen(name)

    def point(event: LocationEvent) -> None:
        is_bar = _name_under(event, figure) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_bar else Qt.CursorShape.ArrowCursor
        canvas.setCursor(shape)
        canvas.setToolTip(_("Show the quotes that this bar counts") if is_bar else "")

    figure.canvas.mpl_connect("button_press_event", click)
    figure.canvas.mpl_connect("motion_notify_event", point)


def _name_under(event: LocationEvent, figure: Figure) -> str | None:
    if event.xdata is None or event.ydata is None:
        return None
    return bar_at(figure, event.xdata, event.ydata)
