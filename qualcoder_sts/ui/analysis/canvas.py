"""A chart as a widget. Importing this module imports matplotlib."""

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qualcoder_sts.charts.chart import Chart
from qualcoder_sts.ui.widgets.names import named


def chart_canvas(chart: Chart) -> QWidget:
    """The chart in its own size; a screen reader says its alternative text."""
    figure = chart.draw()
    canvas = named(FigureCanvasQTAgg(figure), chart.title)  # type: ignore[no-untyped-call]
    canvas.setAccessibleDescription(chart.alt_text)
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    width, height = figure.get_size_inches() * figure.get_dpi()
    canvas.setFixedSize(round(width), round(height))
    canvas.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(canvas, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    column.addStretch()
    return page
