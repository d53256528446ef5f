"""What generated histories have found in merging, each as the few steps that it takes."""

from qualcoder_sts.coding.operations.codes import merge_codes
from qualcoder_sts.merge.plan import Take
from tests.unit.merge.conftest import ANA, Team


def test_two_of_ours_that_become_one_are_told(team: Team) -> None:
    """The other copy has merged their codes meanwhile, and has neither."""
    ana, tomasz = team.ana, team.tomasz
    tomasz.run(merge_codes, tomasz.code("Support"), tomasz.code("Debriefing"))
    both = {ana.apply(code, "A kind word") for code in ("Support", "Debriefing")}
    plan = ana.merge(tomasz, take=Take.THEIRS).plan
    (told,) = (each for each in plan.united if each.table == "coded_segment")
    assert {told.kept, told.other} == both
    assert told.coder == ANA
    assert ana.codings() == {(ANA, "Debriefing", "A kind word")}
