import pytest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import apply_code


@pytest.fixture
def coded(application, project, transcript, span_of):
    """Three quotes of two codes in the small project's focus group, which is finished."""

    def code(quote, name):
        return project.operations.run(
            apply_code,
            transcript.row.source_id,
            span_of(transcript, quote),
            project.operations.read(find_code, name).id,
            coder_id=project.workspace.coder_id,
        ).value

    made = {
        "Friday": code("The Friday table", "Collegial support"),
        "together": code("We sit together", "Collegial support"),
        "capped": code("When they capped us at twenty", "Lower caseloads"),
    }
    project.operations.run(
        mark_finished, transcript.row.source_id, coder_id=project.workspace.coder_id
    )
    return made


@pytest.fixture
def quotes(application, project, coded, qtbot):
    """The quotes in front, all of them listed."""
    application.actions["show_quotes"].trigger()
    view = project.places.analyse.quotes
    qtbot.waitUntil(lambda: view._shown is not None and len(view._shown.segments) == 3)
    return view
