"""What generated histories have found in merging, each as the few steps that it takes."""

from qualcoder_sts.coding.operations.codes import merge_codes
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.merge.plan import Take
from qualcoder_sts.participants.queries import list_participants
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


def test_what_hangs_on_words_that_are_gone_goes_with_them(team: Team) -> None:
    """A correction would have been refused by the database, a memo would have been on nothing."""
    ana, tomasz = team.ana, team.tomasz
    segment = tomasz.apply("Support", "A kind word")
    about = Target("coded_segment", segment)
    tomasz.run(write_memo, "Whose?", coder_id=tomasz.id, target=about)
    person = tomasz.read(list_participants)[0].id
    tomasz.run(set_contributor, segment, person, True)
    ana.run(edit_text, ana.source(), ana.text().replace("A kind word in the corridor helps. ", ""))
    plan = ana.merge(tomasz).plan
    assert [each.row_id for each in plan.unplaced] == [segment]
    assert ana.rows()["memo"] == ana.rows()["contributor"] == {}
    again = ana.plan(tomasz)
    assert again.differences == again.conflicts == ()
