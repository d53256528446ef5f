"""How far the sample study's coders agree: by code, by source, by pair, in words."""

from qualcoder_sts.analysis.agreement.of_round import agreement_of_round
from qualcoder_sts.coding.consensus import double_coded
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.rounds import list_rounds
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.ui.analysis.agreement_page import AgreementPage, Shown
from qualcoder_sts.ui.analysis.chart_view import ChartView
from tests.screenshots.camera import Scene, wait, wait_until

CODES = ("Safety at work", "Collegial support", "Lower caseloads")


def take(scene: Scene) -> None:
    """Light, and once dark."""
    application, camera = scene.application, scene.camera
    window = application.window
    application.actions["show_agreement"].trigger()
    page = window.findChild(AgreementPage)
    page.choices.unit.setCurrentIndex(2)
    wait_until(lambda: "speaker turns" in page.scope.text())
    page.view.setFocus()
    page.view.setCurrentIndex(page.order.index(6, 2))
    wait(50)
    camera.take("agreement", for_guide=True)
    page.everything.setChecked(True)
    page.view.setCurrentIndex(page.order.index(18, 7))
    camera.take("agreement-all")
    page.everything.setChecked(False)
    page.view.setCurrentIndex(page.order.index(0, 0))
    page.bring(Shown.SOURCES)
    page.view.setCurrentIndex(page.order.index(3, 2))
    camera.take("agreement-sources")
    page.bring(Shown.PAIRS)
    camera.take("agreement-pairs")
    page.bring(Shown.WORDS)
    camera.take("agreement-words")
    for number, name in enumerate(("Pilot", "After the second meeting", "Main round")):
        close_a_round(scene, name, number)
    codes = [row.id for row in page.choices.codes._tree if row.name in CODES]
    page.choices.codes.choose(codes)
    wait_until(lambda: page.over_rounds.model.columnCount() == 8 + len(codes))
    page.bring(Shown.ROUNDS)
    for theme in ("dark", "light"):
        application.actions[f"theme_{theme}"].trigger()
        wait_until(lambda: bool(page.over_rounds.findChildren(ChartView)))
        wait(1500)
        camera.take(f"agreement-rounds-{theme}", for_guide=theme == "light")
    page.choices.codes.choose(())
    page.bring(Shown.SOURCES)
    for theme in ("dark", "high_contrast"):
        application.actions[f"theme_{theme}"].trigger()
        camera.take(f"agreement-{theme.replace('_', '-')}")


def close_a_round(scene: Scene, name: str, number: int) -> None:
    """A round of two coders over some sources, opened and closed."""
    operations = scene.project.operations
    coders = [operations.read(find_coder, coder).id for coder in ("Ana Ruiz", "Tomasz Lind")]
    assigned = frozenset(
        Assigned(one.source_id, coder)
        for one in operations.read(double_coded, coders)[number : number + 3]
        for coder in coders
    )
    outcome = operations.run(open_round, NewRound(name, assigned, blind=False), opened_by=coders[0])
    assert outcome is not None
    row = next(row for row in operations.read(list_rounds) if row.id == outcome.value)
    kept = operations.read(agreement_of_round, row)
    operations.run(close_round, row.id, closed_by=coders[0], unfinished=True, results=kept)
