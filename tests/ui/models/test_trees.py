from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate

from qualcoder_sts.analysis.queries import CodeSegments
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import SourceRow
from qualcoder_sts.ui.models.codes import CodeFilter, CodeMove, code_model, code_nodes
from qualcoder_sts.ui.models.sources import (
    PROGRESS_ROLE,
    SourceProgress,
    source_model,
    source_nodes,
)
from qualcoder_sts.ui.models.tree import ID_ROLE, Node
from qualcoder_sts.ui.widgets.trees import tree_view

Role = Qt.ItemDataRole
pytestmark = pytest.mark.usefixtures("qapp")


def code(number, *path, parent=None, codable=True):
    above = None if parent is None else UUID(int=parent)
    return CodeRow(UUID(int=number), above, path, "#336699", codable=codable)


TREE = CodeTree(
    (
        code(1, "Organizational", codable=False),
        code(2, "Organizational", "Lower caseloads", parent=1),
        code(3, "Organizational", "Lower caseloads", "At once", parent=2),
        code(4, "Organizational", "Job rotation", parent=1),
        code(5, "Individual", codable=False),
        code(6, "Individual", "Counseling", parent=5),
    )
)


def source(number, name, method, segments=0):
    return SourceRow(
        UUID(int=number), name, method, "", None, None, "txt", "utf-8", "en", "", segments
    )


SOURCES = [
    source(1, "I-01", Method.INTERVIEW, 4),
    source(2, "I-02", Method.INTERVIEW),
    source(3, "FG-1", Method.FOCUS_GROUP, 1),
]


PROGRESS = {
    UUID(int=1): SourceProgress(0.5, ("Ana Ruiz (lead)", "Tomasz Lind"), is_finished=True),
    UUID(int=2): SourceProgress(0.25, ("Tomasz Lind",)),
}


@pytest.fixture
def codes():
    model = code_model()
    counts = {UUID(int=1): CodeSegments(0, 5), UUID(int=2): CodeSegments(3, 5)}
    model.show_tree(code_nodes(TREE, counts))
    return model


@pytest.fixture
def sources():
    model = source_model()
    model.show_tree(source_nodes(SOURCES, PROGRESS))
    return model


@pytest.mark.parametrize("name", ["codes", "sources"])
def test_models_keep_the_rules_of_qt(name, request, qtmodeltester):
    model = request.getfixturevalue(name)
    qtmodeltester.check(model)
    model.show_tree([])
    qtmodeltester.check(model)


def test_an_empty_model_keeps_the_rules(qtmodeltester):
    qtmodeltester.check(code_model())


def test_codes_are_found_by_their_ids(codes):
    for row in TREE:
        index = codes.index_of(row.id)
        assert index.data() == row.name
        assert index.data(ID_ROLE) == row.id
        above = codes.parent(index)
        assert above.data(ID_ROLE) == row.parent_id
    assert not codes.index_of(UUID(int=99)).isValid()


@pytest.mark.parametrize(
    ("number", "shown", "said"),
    [
        (1, "5 in all", "Organizational, 5 with the codes below it"),
        (2, "3  5 in all", "Lower caseloads, 3 segments, 5 with the codes below it"),
        (4, "0", "Job rotation, 0 segments"),
    ],
)
def test_counts_are_a_codes_own_and_with_those_below(codes, number, shown, said):
    index = codes.index_of(UUID(int=number))
    assert index.siblingAtColumn(1).data() == shown
    assert index.data(Role.AccessibleTextRole) == said


def test_what_is_to_be_looked_at_again_is_counted(codes):
    counts = {UUID(int=4): CodeSegments(7, 7)}
    codes.show_tree(code_nodes(TREE, counts, {UUID(int=4): 3}, {UUID(int=4): 2}))
    index = codes.index_of(UUID(int=4))
    assert index.siblingAtColumn(1).data() == "↻2  7"
    assert "key 3, 7 segments, 2 to look at again" in index.data(Role.AccessibleTextRole)


def carried(codes, *numbers):
    return codes.mimeData([codes.index_of(UUID(int=number)) for number in numbers])


def drop(codes, data, parent, row=-1):
    """Drop on a code, or before the child of that number; says what was asked for."""
    told = []
    codes.move_wanted.connect(told.append)
    index = QModelIndex() if parent is None else codes.index_of(UUID(int=parent))
    allowed = codes.canDropMimeData(data, Qt.DropAction.MoveAction, row, 0, index)
    if allowed:
        assert not codes.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, index)
    codes.move_wanted.disconnect(told.append)
    return told[0] if told else None


def test_codes_are_dropped_on_a_code_between_two_and_at_the_top(codes):
    data = carried(codes, 6, 4)
    ids = (UUID(int=4), UUID(int=6))
    assert drop(codes, data, 5) == CodeMove(ids, UUID(int=5), None)
    assert drop(codes, data, 1, 0) == CodeMove(ids, UUID(int=1), UUID(int=2))
    assert drop(codes, data, 1, 2) == CodeMove(ids, UUID(int=1), None)
    assert drop(codes, data, None) == CodeMove(ids, None, None)


def test_codes_are_not_dropped_below_themselves_nor_anything_else_on_them(codes):
    assert drop(codes, carried(codes, 1), 3) is None
    assert drop(codes, carried(codes, 4), 4) is None
    assert drop(codes, QMimeData(), 5) is None


def fitting(codes, typed):
    filtered = CodeFilter(codes)
    filtered.show_fitting(typed)
    found, waiting = [], [QModelIndex()]
    while waiting:
        parent = waiting.pop(0)
        below = [filtered.index(row, 0, parent) for row in range(filtered.rowCount(parent))]
        found += [index.data() for index in below]
        waiting += below
    return found


def test_codes_are_found_by_name_term_and_definition():
    model = code_model()
    told = CodeTree(
        (
            code(1, "Work", codable=False),
            replace(code(2, "Work", "Café breaks", parent=1), terms=("coffee table",)),
            replace(code(3, "Fear"), when_not_to_use="Coffee of ANOTHER kind"),
        )
    )
    model.show_tree(code_nodes(told, {}))
    assert fitting(model, "cafe\u0301") == ["Work", "Café breaks"]
    assert fitting(model, " table  COFFEE") == ["Work", "Café breaks"]
    assert fitting(model, "coffee") == ["Work", "Fear", "Café breaks"]
    assert fitting(model, "tea") == []
    assert len(fitting(model, " ")) == 3


def test_the_filter_keeps_the_rules_of_qt(codes, qtmodeltester):
    filtered = CodeFilter(codes)
    qtmodeltester.check(filtered)
    filtered.show_fitting("rotation")
    qtmodeltester.check(filtered)


def test_other_counts_change_their_rows_alone(codes, qtbot):
    index = codes.index_of(UUID(int=4))
    changed = []
    codes.dataChanged.connect(lambda first, last: changed.append(first.data(ID_ROLE)))
    with qtbot.assertNotEmitted(codes.modelReset):
        counts = {
            UUID(int=1): CodeSegments(0, 5),
            UUID(int=2): CodeSegments(3, 5),
            UUID(int=4): CodeSegments(1, 1),
        }
        codes.show_tree(code_nodes(TREE, counts))
    assert changed == [UUID(int=4)]
    assert index.siblingAtColumn(1).data() == "1"


def test_rows_that_change_side_by_side_are_told_at_once(codes):
    told = []
    codes.dataChanged.connect(
        lambda first, last: told.append((first.data(), last.siblingAtColumn(0).data()))
    )
    counts = {UUID(int=number): CodeSegments(7, 7) for number in (1, 2, 4, 5)}
    codes.show_tree(code_nodes(TREE, counts))
    assert told == [("Organizational", "Individual"), ("Lower caseloads", "Job rotation")]
    assert codes.index_of(UUID(int=4)).siblingAtColumn(1).data() == "7"


def test_rows_between_that_stay_are_not_told(qapp):
    rows = tuple(code(number, f"Code {number}") for number in range(1, 8))
    model, told = code_model(), []
    model.show_tree(code_nodes(CodeTree(rows), {}))
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    counts = {UUID(int=number): CodeSegments(1, 1) for number in (1, 2, 4, 6, 7)}
    model.show_tree(code_nodes(CodeTree(rows), counts))
    assert told == [(0, 1), (3, 3), (5, 6)]


class Measured(QStyledItemDelegate):
    """Counts how often rows are measured."""

    times = 0

    def sizeHint(self, option, index):  # noqa: N802 - Qt's name
        self.times += 1
        return super().sizeHint(option, index)


def test_rows_that_change_are_measured_when_they_are_seen(qtbot):
    rows = tuple(code(number, f"Code {number}") for number in range(1, 301))
    model, tree_of_codes = code_model(), CodeTree(rows)
    model.show_tree(code_nodes(tree_of_codes, {}))
    tree = tree_view("Codebook", model)
    qtbot.addWidget(tree)
    tree.setUniformRowHeights(False)
    tree.resize(260, 200)
    tree.show()
    qtbot.waitExposed(tree)
    measured = Measured(tree)
    tree.setItemDelegate(measured)
    qtbot.wait(20)
    measured.times = 0
    model.show_tree(code_nodes(tree_of_codes, {row.id: CodeSegments(1, 1) for row in rows}))
    assert measured.times == 0
    tree.grab()
    assert 0 < measured.times < len(rows)


def test_another_shape_replaces_the_tree(codes, qtbot):
    with qtbot.waitSignal(codes.modelReset):
        codes.show_tree(code_nodes(CodeTree(TREE.rows[:-1]), {}))
    assert not codes.index_of(UUID(int=6)).isValid()


def test_sources_are_grouped_with_how_far_they_are(sources):
    heading = sources.index(0, 0, QModelIndex())
    assert heading.data() == "Interviews"
    assert heading.siblingAtColumn(1).data() == "1 of 2"
    words = "1 of 2 finished by you, 2 by anybody"
    assert heading.siblingAtColumn(1).data(Role.ToolTipRole) == words
    assert heading.data(Role.AccessibleTextRole) == f"Interviews, {words}"
    assert heading.siblingAtColumn(1).data(PROGRESS_ROLE) is None


def test_a_bar_is_full_only_when_the_coder_has_finished(sources):
    first, second, third = (sources.index_of(UUID(int=n)).siblingAtColumn(1) for n in (1, 2, 3))
    assert [one.data(PROGRESS_ROLE) for one in (first, second, third)] == [1.0, 0.25, 0.0]
    assert first.siblingAtColumn(0).data(Role.AccessibleTextRole) == (
        "I-01, 4 segments, finished by you, Finished by Ana Ruiz (lead), Tomasz Lind"
    )
    assert "your last one ends at 25 % of the text" in second.data(Role.ToolTipRole)
    assert third.data(Role.ToolTipRole) == "1 segment, none of them yours"


def test_a_tree_stays_closed_where_somebody_closed_it(qtbot, codes):
    tree = tree_view("Codebook", codes)
    qtbot.addWidget(tree)
    tree.open_up()
    top = codes.index_of(UUID(int=1))
    assert tree.isExpanded(top)
    tree.collapse(top)
    codes.show_tree(code_nodes(CodeTree(TREE.rows[:-1]), {}))
    assert not tree.isExpanded(codes.index_of(UUID(int=1)))
    assert tree.isExpanded(codes.index_of(UUID(int=5)))
    tree.open_up(everything=True)
    assert tree.isExpanded(codes.index_of(UUID(int=1)))
    tree.open_up()
    assert not tree.isExpanded(codes.index_of(UUID(int=1)))


def test_columns_of_figures_are_no_wider_than_their_figures(qtbot, codes):
    tree = tree_view("Codebook", codes)
    qtbot.addWidget(tree)
    tree.resize(260, 300)
    tree.show()
    figures = tree.fontMetrics().horizontalAdvance("3  5 in all")
    assert tree.header().sectionSize(1) < figures + 20


def test_deep_trees_are_numbered_rightly(qtmodeltester):
    node = Node(1, UUID(int=1000))
    for number in range(30):
        node = Node(number, UUID(int=number), (node, Node(-number, UUID(int=5000 + number))))
    from qualcoder_sts.ui.models.tree import Column, TreeModel

    model = TreeModel([Column("Number", lambda row, role: str(row) if role == 0 else None)])
    model.show_tree([node])
    qtmodeltester.check(model)
    assert model.index_of(UUID(int=5007)).data() == "-7"
