"""The Team place: who coded what so far, and the ways from there."""

from PySide6.QtWidgets import QPushButton

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.merge.copying import make_copy
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.transcripts.queries import list_sources
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.overview_page import OverviewPage


def overview(application):
    return application.window.findChild(OverviewPage)


def lines(page):
    model = page.model
    return [
        [model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())
    ]


def test_the_overview_comes_by_key_and_follows_the_work(application, project, qtbot):
    application.actions["place_team"].trigger()
    assert application.window.place is Place.TEAM
    page = overview(application)
    qtbot.waitUntil(lambda: lines(page) == [["Ana Ruiz", "0", "0", "0"]])
    assert "Nobody has coded yet" in page.words.text()
    operations = project.operations
    (source,) = operations.read(list_sources)
    code = operations.read(find_code, "R&D / other").id
    coder = operations.workspace.coder_id
    operations.run(apply_code, source.id, Span(3, 9), code, coder_id=coder)
    qtbot.waitUntil(lambda: lines(page) == [["Ana Ruiz", "1", "1", "0"]])
    assert "One person has coded" in page.words.text()


def test_the_action_leads_there_from_anywhere(application, project, qtbot):
    application.window.show_place(Place.ANALYSE)
    application.actions["show_team"].trigger()
    assert application.window.place is Place.TEAM
    page = overview(application)
    assert page.isVisible()
    assert page.table.hasFocus()


def test_a_blind_copy_says_what_it_is(make_application, small, settings, qtbot):
    file = small.with_name("given.qsts")
    make_copy(small, file, Reader("Tomasz Lind", blind=True))
    application = make_application(file)
    application.actions["place_team"].trigger()
    page = overview(application)
    qtbot.waitUntil(lambda: "blind copy for Tomasz Lind" in page.about_copy.text())


def test_the_overview_offers_what_can_be_done_next(application, project):
    application.actions["place_team"].trigger()
    page = overview(application)
    asked = []
    application.actions.offer({"give_copy": lambda: asked.append(1)})
    words = application.actions["give_copy"].text()
    (button,) = [each for each in page.findChildren(QPushButton) if each.text() == words]
    button.click()
    assert asked == [1]
