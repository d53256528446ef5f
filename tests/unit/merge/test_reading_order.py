"""What a plan lists stands in the order in which it is read."""

from qualcoder_sts.coding.operations.segments import remove_segments
from qualcoder_sts.coding.operations.texts import edit_text
from tests.unit.merge.conftest import TEXT, Team, bring_in

# As they stand in the text; they are coded in another order.
PASSAGES = ("A kind word", "We talk", "after hard cases", "Fewer families", "a supervisor")
MIXED = (3, 0, 4, 2, 1)
# The list of sources has P2 before P10.
SOURCES = ("I-2", "I-10")


def code_in_no_order(team: Team) -> None:
    for number in MIXED:
        for source in reversed(SOURCES):
            team.tomasz.apply("Support", PASSAGES[number], source)


def bring_in_both(team: Team) -> None:
    for source in reversed(SOURCES):
        bring_in(team.ana, source)
    team.tomasz.merge(team.ana)


def test_what_moved_and_what_lost_its_words_stand_in_the_order_of_the_texts(team: Team) -> None:
    bring_in_both(team)
    code_in_no_order(team)
    edited = TEXT.replace("A kind word in the corridor helps. ", "").replace("Fewer families", "")
    for source in SOURCES:
        team.ana.run(edit_text, team.ana.source(source), edited)
    plan = team.ana.plan(team.tomasz)
    placed = ["We talk", "after hard cases", "a supervisor"]
    segments = [each for each in plan.reanchored if each.table == "coded_segment"]
    assert [(each.source, each.quote) for each in segments] == [
        (source, words) for source in SOURCES for words in placed
    ]
    assert [(each.source, each.quote) for each in plan.unplaced] == [
        (source, words) for source in SOURCES for words in ("A kind word", "Fewer families")
    ]


def test_new_and_deleted_segments_stand_in_the_order_of_the_texts(team: Team) -> None:
    bring_in_both(team)
    code_in_no_order(team)
    plan = team.ana.plan(team.tomasz)
    names = [f"segment “{words}” of “Support”" for _source in SOURCES for words in PASSAGES]
    assert [each.name for each in plan.differences if each.table == "coded_segment"] == names
    team.ana.merge(team.tomasz)
    for row in team.tomasz.segments("I-10") + team.tomasz.segments("I-2"):
        team.tomasz.run(remove_segments, [row.id])
    plan = team.ana.plan(team.tomasz)
    assert [each.name for each in plan.differences if each.table == "coded_segment"] == names


def test_several_copies_are_listed_together(team: Team) -> None:
    team.tomasz.apply("Support", "Fewer families")
    team.nadia.apply("Support", "A kind word")
    plan = team.ana.plan(team.tomasz, team.nadia)
    assert [each.file for each in plan.differences if each.table == "coded_segment"] == [
        team.nadia.path.name,
        team.tomasz.path.name,
    ]
