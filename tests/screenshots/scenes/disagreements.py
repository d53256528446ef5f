"""Two coders side by side in a transcript, then three, and what is settled."""

from uuid import UUID

from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.transcripts.queries import find_source
from qualcoder_sts.ui.shell.places import Place
from qualcoder_sts.ui.team.disagreements_page import DisagreementsPage
from tests.screenshots.camera import Scene, wait_until


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    window.show_place(Place.TEAM)
    application.actions["show_disagreements"].trigger()
    page = window.findChild(DisagreementsPage)
    wait_until(lambda: page.model.rowCount() > 0)
    application.actions["take_agreed"].trigger()
    page.card.reason.setText("Said of the whole team, not of one supervisor.")
    application.actions["take_first"].trigger()
    application.actions["leave_out"].trigger()
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"disagreements-{theme}", for_guide=theme == "light")
    page.show_coders((), source_id=coded_by_a_third(scene))
    page.list.setFocus()
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"disagreements-of-three-{theme}")


def coded_by_a_third(scene: Scene) -> UUID:
    """Nadia Osei codes most of what Ana Ruiz has in I-01, here and there with other ends."""
    operations = scene.project.operations
    coder_id = operations.read(find_coder, "Nadia Osei").id
    source_id = operations.read(find_source, "I-01 Clinical director").id
    rows = [row for row in operations.read(segments_of, source_id) if row.coder == "Ana Ruiz"]
    for number, row in enumerate(rows[1:]):
        span = Span(row.start, row.end - 9 * (number % 3))
        operations.run(apply_code, source_id, span, row.code_id, coder_id=coder_id)
    operations.run(mark_finished, source_id, coder_id=coder_id)
    return source_id
