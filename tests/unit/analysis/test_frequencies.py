"""Each counting rule on projects small enough to be counted by hand."""

import pytest

from qualcoder_sts.analysis.errors import AttributeUnknownError, RuleNotApplicableError
from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.request import (
    FrequencyRequest,
    Grouping,
    GroupingKind,
    PeopleBase,
    Scope,
)
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.project.tables.literature import Direction, ScreeningStatus
from qualcoder_sts.project.tables.participants import AttributeBearer, ParticipantKind
from qualcoder_sts.project.tables.project import CoderKind
from qualcoder_sts.project.tables.transcripts import Method

INTERVIEW, GROUP, PAPER = Method.INTERVIEW, Method.FOCUS_GROUP, Method.LITERATURE
ALL = Grouping(GroupingKind.ALL)
PARTICIPANT = Grouping(GroupingKind.PARTICIPANT)
SOURCE = Grouping(GroupingKind.SOURCE)


def row(table: FrequencyTable, code: str, group: str, rule: Rule) -> FrequencyRow:
    found = [
        each
        for each in table.rows
        if each.path_text == code and each.group == group and each.rule is rule
    ]
    assert len(found) == 1, [(each.path_text, each.group, each.rule) for each in table.rows]
    return found[0]


def figures(table: FrequencyTable, code: str, group: str, rule: Rule) -> tuple[int, int | None]:
    found = row(table, code, group, rule)
    return found.count, found.denominator


def interview(study, name, answer, question="What about caseloads here?", **further):
    study.source(name, INTERVIEW, [("I", question), ("M", answer)], **further)


# Participants


def test_participants_of_interviews_are_people_once(study):
    for number in (1, 2, 3):
        interview(study, f"I-{number}", "We have a cap of thirty-two families. It is a prayer.")
    study.segment("I-1", "We have a cap", "Load")
    study.segment("I-1", "It is a prayer", "Load")
    study.segment("I-2", "We have a cap", "Load")
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "interview", Rule.PARTICIPANTS) == (2, 3)
    assert row(table, "Load", "interview", Rule.PARTICIPANTS).proportion == pytest.approx(2 / 3)


def test_segment_over_question_and_answer_counts_the_answer_only(study):
    study.source("I-1", INTERVIEW, [("I", "Do you have a cap on families?"), ("M", "We do.")])
    study.span("I-1", 0, len("I: Do you have a cap on families?\nM: We do."), "Load")
    words = study.table(FrequencyRequest(rule=Rule.WORDS))
    assert figures(words, "Load", "interview", Rule.WORDS) == (2, 2)
    people = study.table(FrequencyRequest())
    assert figures(people, "Load", "interview", Rule.PARTICIPANTS) == (1, 1)


def test_segment_on_the_question_alone_counts_nowhere_unless_asked(study):
    interview(study, "I-1", "Nothing to say about that, really.")
    study.segment("I-1", "What about caseloads", "Load")
    for rule in (Rule.SEGMENTS, Rule.SOURCES, Rule.WORDS, Rule.PASSAGES, Rule.PARTICIPANTS):
        table = study.table(FrequencyRequest(rule=rule))
        assert row(table, "Load", "interview", rule).count == 0
        assert table.segments_without_text == 1
    asked = study.table(FrequencyRequest(rule=Rule.WORDS, with_interviewer=True))
    assert figures(asked, "Load", "interview", Rule.WORDS) == (3, 10)
    asked = study.table(FrequencyRequest(with_interviewer=True))
    assert row(asked, "Load", "interview", Rule.PARTICIPANTS).count == 0


def test_an_mm_hm_makes_nobody_a_contributor(study):
    study.source(
        "FG-1",
        GROUP,
        [
            ("P1", "They capped us at twenty families."),
            ("P2", "Mm-hm, mm-hm."),
            ("P3", "And then we could breathe again."),
            ("P4", "I do not agree at all."),
        ],
    )
    text = study.texts[study.sources["FG-1"]]
    study.span("FG-1", 0, text.index("P4:") + 5, "Load")  # spills two characters into P4's turn
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "focus-group", Rule.PARTICIPANTS) == (2, 4)
    assert figures(table, "Load", "focus-group", Rule.GROUPS) == (1, 1)


def test_four_words_are_too_few_beside_others_and_five_enough(study):
    study.source("FG-1", GROUP, [("P1", "One two three four five."), ("P2", "One two three four.")])
    study.span("FG-1", 0, len(study.texts[study.sources["FG-1"]]), "Load")
    by_person = study.table(FrequencyRequest(by=PARTICIPANT))
    assert row(by_person, "Load", "P1", Rule.SEGMENTS).count == 1
    assert row(by_person, "Load", "P2", Rule.SEGMENTS).count == 0


def test_the_only_speaker_contributes_with_any_words(study):
    study.source("FG-1", GROUP, [("P1", "Yes."), ("P2", "No.")])
    study.segment("FG-1", "Yes", "Load")
    study.segment("FG-1", "o", "Load")  # half a word, within one turn
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "focus-group", Rule.PARTICIPANTS) == (2, 2)


def test_speech_of_nobody_known_is_printed_apart(study):
    study.source(
        "FG-1",
        GROUP,
        [
            ("P1", "We laughed about it."),
            ("Unknown", "You cannot yoga out of it."),
            ("Several", "Yes!"),
        ],
    )
    study.segment("FG-1", "You cannot yoga out of it.", "Load")
    study.segment("FG-1", "You cannot", "Time")
    study.segment("FG-1", "laughed", "Time")
    table = study.table(FrequencyRequest())
    load = row(table, "Load", "focus-group", Rule.PARTICIPANTS)
    assert (load.count, load.denominator, load.unattributed) == (0, 1, 1)
    time = row(table, "Time", "focus-group", Rule.PARTICIPANTS)
    assert (time.count, time.denominator, time.unattributed) == (1, 1, 1)
    assert figures(table, "Load", "focus-group", Rule.GROUPS) == (1, 1)
    words = study.table(FrequencyRequest(rule=Rule.WORDS))
    assert figures(words, "Load", "focus-group", Rule.WORDS) == (6, 11)


def test_a_label_without_a_person_is_nobody_known(study):
    study.source("FG-1", GROUP, [("P1", "We laughed about it.")], people={"P1": None})
    study.segment("FG-1", "laughed", "Load")
    found = row(study.table(FrequencyRequest()), "Load", "focus-group", Rule.PARTICIPANTS)
    assert (found.count, found.denominator, found.unattributed) == (0, 0, 1)


def test_a_group_that_speaks_as_one_is_no_person(study):
    study.person("Everybody", ParticipantKind.GROUP)
    study.source("FG-1", GROUP, [("All", "We laughed about it.")], people={"All": "Everybody"})
    study.segment("FG-1", "laughed", "Load")
    found = row(study.table(FrequencyRequest()), "Load", "focus-group", Rule.PARTICIPANTS)
    assert (found.count, found.denominator, found.unattributed) == (0, 0, 1)


def test_corrections_change_who_contributes(study):
    met = study.session("FG-1", roster=["A", "B", "C"])
    study.source(
        "FG-1",
        GROUP,
        [("P1", "One two three four five."), ("P2", "Nodding.")],
        people={"P1": "A", "P2": "B"},
        session=met,
    )
    load = study.segment("FG-1", "One two three", "Load")
    study.correct(load, "C", contributes=True)  # nodded, and never spoke
    study.correct(load, "A", contributes=False)
    table = study.table(FrequencyRequest(by=PARTICIPANT))
    found = {each.group: each.count for each in table.rows}
    assert found == {"A": 0, "B": 0, "C": 1}
    assert figures(study.table(FrequencyRequest()), "Load", "focus-group", Rule.PARTICIPANTS) == (
        1,
        3,  # two who spoke, and the one who was corrected in
    )


def test_a_nod_counts_when_it_was_set_by_hand(study):
    study.source("FG-1", GROUP, [("P1", "We have a cap. [P2 nods]"), ("P2", "I am new.")])
    nod = study.segment("FG-1", "[P2 nods]", "Load")
    assert study.table(FrequencyRequest()).segments_without_text == 1
    study.correct(nod, "FG-1/P2", contributes=True)
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "focus-group", Rule.PARTICIPANTS) == (1, 2)
    assert table.segments_without_text == 0


def test_the_same_person_in_interview_and_group_is_counted_once_in_totals(study):
    interview(study, "I-1", "We have a cap here.", people={"M": "Solomon"})
    study.source(
        "FG-1",
        GROUP,
        [("P1", "The cap is a prayer."), ("P2", "I have no cap.")],
        people={"P1": "Solomon"},
    )
    study.segment("I-1", "a cap", "Load")
    study.segment("FG-1", "The cap", "Load")
    by_method = study.table(FrequencyRequest())
    assert figures(by_method, "Load", "interview", Rule.PARTICIPANTS) == (1, 1)
    assert figures(by_method, "Load", "focus-group", Rule.PARTICIPANTS) == (1, 2)
    total = study.table(FrequencyRequest(by=ALL))
    assert figures(total, "Load", "all", Rule.PARTICIPANTS) == (1, 2)


def test_p3_of_two_groups_is_two_people(study):
    for name in ("FG-1", "FG-2"):
        study.source(name, GROUP, [("P3", "We have a cap."), ("P1", "Not us.")])
        study.segment(name, "a cap", "Load")
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "focus-group", Rule.PARTICIPANTS) == (2, 4)
    assert figures(table, "Load", "focus-group", Rule.GROUPS) == (2, 2)


def test_silent_people_count_only_in_the_roster_s_denominator(study):
    met = study.session("FG-1", roster=["A", "B", "Silent"], absent=["Ill"])
    study.source(
        "FG-1",
        GROUP,
        [("P1", "We have a cap."), ("P2", "Not us.")],
        people={"P1": "A", "P2": "B"},
        session=met,
    )
    study.segment("FG-1", "a cap", "Load")
    speakers = study.table(FrequencyRequest())
    assert figures(speakers, "Load", "focus-group", Rule.PARTICIPANTS) == (1, 2)
    roster = study.table(FrequencyRequest(people_base=PeopleBase.ROSTER))
    assert figures(roster, "Load", "focus-group", Rule.PARTICIPANTS) == (1, 3)


def test_without_a_roster_the_group_s_members_attended(study):
    met = study.session("FG-1", group="Harbour", members=["A", "B", "C"])
    study.source("FG-1", GROUP, [("P1", "We have a cap.")], people={"P1": "A"}, session=met)
    study.segment("FG-1", "a cap", "Load")
    roster = study.table(FrequencyRequest(people_base=PeopleBase.ROSTER))
    assert figures(roster, "Load", "focus-group", Rule.PARTICIPANTS) == (1, 3)


def test_a_group_that_meets_twice_is_one_group(study):
    for name in ("first", "second"):
        met = study.session(name, group="Harbour")
        study.source(name, GROUP, [("P1", f"We have a cap, {name}.")], session=met)
        study.segment(name, "a cap", "Load")
    study.source("other", GROUP, [("P1", "Nothing.")])
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "focus-group", Rule.GROUPS) == (1, 2)


# The layer of record


def test_a_source_nobody_finished_is_out_of_the_denominator_and_printed(study):
    interview(study, "I-1", "We have a cap here.")
    interview(study, "I-2", "We have a cap too.", finished=())
    study.segment("I-1", "a cap", "Load")
    study.segment("I-2", "a cap", "Load")
    table = study.table(FrequencyRequest())
    found = row(table, "Load", "interview", Rule.PARTICIPANTS)
    assert (found.count, found.denominator, found.not_yet_coded) == (1, 1, 1)
    assert [(each.name, each.why) for each in table.waiting] == [("I-2", "not marked finished")]
    segments = study.table(FrequencyRequest(rule=Rule.SEGMENTS))
    assert figures(segments, "Load", "interview", Rule.SEGMENTS) == (1, 1)


def test_somebody_who_also_spoke_in_a_coded_source_is_not_waited_for(study):
    interview(study, "I-1", "We have a cap here.", people={"M": "Solomon"})
    interview(study, "I-2", "More of the same.", people={"M": "Solomon"}, finished=())
    study.segment("I-1", "a cap", "Load")
    found = row(study.table(FrequencyRequest()), "Load", "interview", Rule.PARTICIPANTS)
    assert (found.count, found.denominator, found.not_yet_coded) == (1, 1, 0)


def test_two_coders_are_never_summed(study):
    interview(study, "I-1", "We have a cap here.", finished=("Ana", "Tomasz"), lead="Tomasz")
    study.segment("I-1", "a cap", "Load", coder="Ana")
    study.segment("I-1", "We have", "Load", coder="Ana")
    study.segment("I-1", "a cap here", "Load", coder="Tomasz")
    table = study.table(FrequencyRequest(rule=Rule.SEGMENTS))
    assert figures(table, "Load", "interview", Rule.SEGMENTS) == (1, 1)
    chosen = study.table(FrequencyRequest(rule=Rule.SEGMENTS, coder_id=study.coders["Ana"]))
    assert figures(chosen, "Load", "interview", Rule.SEGMENTS) == (2, 2)
    assert chosen.layer_name == "Ana"


def test_the_lead_coder_must_have_finished(study):
    interview(study, "I-1", "We have a cap here.", finished=("Ana",), lead="Tomasz")
    study.segment("I-1", "a cap", "Load", coder="Ana")
    found = row(study.table(FrequencyRequest()), "Load", "interview", Rule.PARTICIPANTS)
    assert (found.count, found.denominator, found.not_yet_coded) == (0, 0, 1)
    assert found.proportion is None


def test_two_finished_coders_without_a_lead_leave_a_source_not_yet_coded(study):
    interview(study, "I-1", "We have a cap here.", finished=("Ana", "Tomasz"))
    table = study.table(FrequencyRequest(scope=Scope(code_ids=frozenset({study.code("Load")}))))
    assert [each.why for each in table.waiting] == ["several coders finished it and none leads"]


def test_the_consensus_counts_where_double_coding_is_closed(study):
    study.coder("Agreed", CoderKind.CONSENSUS)
    interview(
        study, "I-1", "We have a cap here.", finished=("Ana", "Tomasz", "Agreed"), lead="Tomasz"
    )
    study.segment("I-1", "a cap", "Load", coder="Tomasz")
    study.segment("I-1", "We have", "Time", coder="Agreed")
    table = study.table(FrequencyRequest())
    assert row(table, "Load", "interview", Rule.PARTICIPANTS).count == 0
    assert row(table, "Time", "interview", Rule.PARTICIPANTS).count == 1


# Codes: own and aggregated, overlapping segments, zero rows


def test_a_parent_with_its_child_counts_once_when_aggregated(study):
    interview(study, "I-1", "We have a cap here.")
    interview(study, "I-2", "We have a plan here.")
    study.code("Org", codable=False)
    study.segment("I-1", "We have a cap", "Org/Load")
    study.segment("I-1", "a cap here", "Org/Time")
    study.segment("I-2", "a plan", "Org/Time")
    own = study.table(FrequencyRequest())
    assert row(own, "Org", "interview", Rule.PARTICIPANTS).count == 0
    aggregated = FrequencyRequest(aggregated=True)
    assert figures(study.table(aggregated), "Org", "interview", Rule.PARTICIPANTS) == (2, 2)
    for rule, count in (
        (Rule.SEGMENTS, 3),
        (Rule.PASSAGES, 2),
        (Rule.WORDS, 7),
        (Rule.SOURCES, 2),
    ):
        table = study.table(FrequencyRequest(aggregated=True, rule=rule))
        assert row(table, "Org", "interview", rule).count == count


def test_overlapping_segments_of_a_code_are_united_for_passages_and_words(study):
    interview(study, "I-1", "one two three four five six seven eight nine ten")
    study.segment("I-1", "one two three", "Load")
    study.segment("I-1", "three four", "Load")
    study.segment("I-1", "nine", "Load")
    passages = study.table(FrequencyRequest(rule=Rule.PASSAGES))
    found = row(passages, "Load", "interview", Rule.PASSAGES)
    assert (found.count, found.denominator, found.proportion) == (2, None, None)
    words = study.table(FrequencyRequest(rule=Rule.WORDS))
    assert figures(words, "Load", "interview", Rule.WORDS) == (5, 10)
    coverage = study.table(FrequencyRequest(rule=Rule.COVERAGE))
    assert row(coverage, "Load", "interview", Rule.COVERAGE).proportion == 0.5


def test_notes_of_the_transcriber_are_not_said(study):
    interview(study, "I-1", "One two [laughs out loud] three.")
    study.segment("I-1", "two [laughs out loud] three", "Load")
    study.segment("I-1", "laughs", "Time")
    words = study.table(FrequencyRequest(rule=Rule.WORDS))
    assert figures(words, "Load", "interview", Rule.WORDS) == (2, 3)
    assert figures(words, "Time", "interview", Rule.WORDS) == (0, 3)
    assert words.segments_without_text == 1


def test_zero_rows_stay_and_segments_are_counted_of_all_codes(study):
    interview(study, "I-1", "We have a cap here.")
    study.segment("I-1", "a cap", "Load")
    study.segment("I-1", "We have", "Time")
    study.code("Rotation")
    table = study.table(FrequencyRequest(rule=Rule.SEGMENTS))
    assert figures(table, "Rotation", "interview", Rule.SEGMENTS) == (0, 2)
    only = frozenset({study.codes["Load"]})
    narrowed = study.table(FrequencyRequest(rule=Rule.SEGMENTS, scope=Scope(code_ids=only)))
    assert [each.path_text for each in narrowed.rows] == ["Load"]
    assert figures(narrowed, "Load", "interview", Rule.SEGMENTS) == (1, 2)


# Literature


def papers(study):
    for name in ("L-1", "L-2", "L-3"):
        study.source(name, PAPER, f"Title of {name}: a cap on caseloads was tried.")
    study.segment("L-1", "a cap on caseloads", "Load")
    study.study("One", "L-1")
    study.study("Two", "L-2", Load=Direction.SUPPORTS)
    study.study("Three", "L-3", Time=Direction.NO_EFFECT)


def test_studies_address_a_theme_by_finding_or_by_segment(study):
    papers(study)
    table = study.table(FrequencyRequest())
    load = row(table, "Load", "literature", Rule.STUDIES)
    assert (load.count, load.denominator, load.supporting) == (2, 3, 1)
    time = row(table, "Time", "literature", Rule.STUDIES)
    assert (time.count, time.denominator, time.supporting) == (1, 3, 0)


def test_only_included_studies_count_and_one_without_its_text_too(study):
    papers(study)
    study.study("No text", Load=Direction.MIXED)
    study.study("Excluded", status=ScreeningStatus.EXCLUDED_AT_SCREENING, Load=Direction.SUPPORTS)
    table = study.table(FrequencyRequest())
    load = row(table, "Load", "literature", Rule.STUDIES)
    assert (load.count, load.denominator, load.supporting) == (3, 4, 1)


def test_a_study_whose_text_is_not_coded_waits(study):
    papers(study)
    study.source("L-4", PAPER, "Another text.", finished=())
    study.study("Four", "L-4", Load=Direction.SUPPORTS)
    load = row(study.table(FrequencyRequest()), "Load", "literature", Rule.STUDIES)
    assert (load.count, load.denominator, load.not_yet_coded) == (2, 3, 1)


def test_findings_are_aggregated(study):
    study.source("L-1", PAPER, "Text.")
    study.code("Org")
    study.codes["Load"] = study.code("Org/Load")
    study.study("One", "L-1", Load=Direction.SUPPORTS)
    table = study.table(FrequencyRequest(aggregated=True))
    org = row(table, "Org", "literature", Rule.STUDIES)
    assert (org.count, org.supporting) == (1, 1)


def test_a_literature_source_without_a_record_is_one_study(study):
    study.source("L-1", PAPER, "A cap was tried.")
    study.segment("L-1", "A cap", "Load")
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "literature", Rule.STUDIES) == (1, 1)


def test_the_whole_text_of_documents_counts(study):
    for name, method in (("D", Method.DOCUMENT), ("N", Method.FIELD_NOTE), ("L", PAPER)):
        study.source(name, method, f"Heading\n\nA cap [of sorts] was seen, {name}.")
        study.segment(name, "of sorts", "Load")
    table = study.table(FrequencyRequest(rule=Rule.WORDS))
    for group in ("document", "field-note", "literature"):
        assert figures(table, "Load", group, Rule.WORDS) == (2, 8)
    people = study.table(FrequencyRequest(by=ALL))
    assert row(people, "Load", "all", Rule.PARTICIPANTS).unattributed == 0


# Surveys


def test_surveys_count_answers_without_the_question(study):
    study.source(
        "S-1",
        Method.SURVEY,
        [("Question", "What helps against strain here?"), ("Respondent", "A cap on families.")],
        people={"Respondent": None},
        belongs_to=["Jo"],
    )
    study.segment("S-1", "What helps", "Load")
    study.segment("S-1", "A cap", "Time")
    table = study.table(FrequencyRequest())
    assert figures(table, "Load", "survey", Rule.SOURCES) == (0, 1)
    assert figures(table, "Time", "survey", Rule.SOURCES) == (1, 1)
    words = study.table(FrequencyRequest(rule=Rule.WORDS))
    assert figures(words, "Time", "survey", Rule.WORDS) == (2, 4)
    people = study.table(FrequencyRequest(by=ALL))
    assert figures(people, "Time", "all", Rule.PARTICIPANTS) == (1, 1)


# Columns


def test_by_source(study):
    interview(study, "I-1", "We have a cap here.")
    interview(study, "I-2", "We have nothing here.")
    study.segment("I-1", "a cap", "Load")
    study.segment("I-1", "We have", "Load")
    study.segment("I-2", "nothing", "Time")
    table = study.table(FrequencyRequest(by=SOURCE))
    assert figures(table, "Load", "I-1", Rule.SEGMENTS) == (2, 2)
    assert figures(table, "Load", "I-2", Rule.SEGMENTS) == (0, 1)
    assert row(table, "Load", "I-1", Rule.SEGMENTS).group_id == study.sources["I-1"]


def test_by_participant_words_are_that_person_s(study):
    study.source(
        "FG-1",
        GROUP,
        [("P1", "one two three four five six"), ("P2", "one two three four five")],
    )
    study.span("FG-1", 0, len(study.texts[study.sources["FG-1"]]), "Load")
    table = study.table(FrequencyRequest(by=PARTICIPANT, rule=Rule.WORDS))
    assert figures(table, "Load", "P1", Rule.WORDS) == (6, 6)
    assert figures(table, "Load", "P2", Rule.WORDS) == (5, 5)


def test_by_attribute_of_participants_with_a_row_for_no_value(study):
    for number in (1, 2, 3, 4):
        interview(study, f"I-{number}", "We have a cap.", people={"M": f"M{number}"})
    study.attribute("Role", AttributeBearer.PARTICIPANT, M1="director", M2="director", M3="nurse")
    study.segment("I-1", "a cap", "Load")
    study.segment("I-4", "a cap", "Load")
    by_role = Grouping.read("attribute:role")
    table = study.table(FrequencyRequest(by=by_role))
    assert table.groups == ("director", "nurse", "(no value)")
    assert figures(table, "Load", "director", Rule.PARTICIPANTS) == (1, 2)
    assert figures(table, "Load", "nurse", Rule.PARTICIPANTS) == (0, 1)
    assert figures(table, "Load", "(no value)", Rule.PARTICIPANTS) == (1, 1)
    segments = study.table(FrequencyRequest(by=by_role, rule=Rule.SEGMENTS))
    assert figures(segments, "Load", "director", Rule.SEGMENTS) == (1, 1)
    with pytest.raises(RuleNotApplicableError):
        study.table(FrequencyRequest(by=by_role, rule=Rule.STUDIES))


def test_by_attribute_of_sources(study):
    interview(study, "A", "We have a cap.")
    interview(study, "B", "We have a cap.")
    interview(study, "C", "We have a cap.")
    study.attribute("Place", AttributeBearer.SOURCE, A="10", B="9")
    study.segment("A", "a cap", "Load")
    table = study.table(FrequencyRequest(by=Grouping.read("attribute:Place")))
    assert table.groups == ("9", "10", "(no value)")
    assert figures(table, "Load", "10", Rule.SOURCES) == (1, 1)
    assert figures(table, "Load", "9", Rule.SOURCES) == (0, 1)


def test_an_unknown_attribute_is_named(study):
    study.attribute("Role", AttributeBearer.PARTICIPANT)
    with pytest.raises(AttributeUnknownError, match="Role"):
        study.table(FrequencyRequest(by=Grouping.read("attribute:Age")))


def test_scope_by_method_and_source(study):
    interview(study, "I-1", "We have a cap.")
    interview(study, "I-2", "We have a cap.")
    study.source("FG-1", GROUP, [("P1", "We have a cap.")])
    study.segment("I-1", "a cap", "Load")
    only_interviews = Scope(methods=frozenset({INTERVIEW}))
    table = study.table(FrequencyRequest(scope=only_interviews))
    assert table.groups == ("interview",)
    one = Scope(source_ids=frozenset({study.sources["I-1"]}))
    assert figures(
        study.table(FrequencyRequest(scope=one)), "Load", "interview", Rule.PARTICIPANTS
    ) == (1, 1)


# Intervals


def test_intervals_only_where_they_mean_something(study):
    for number in range(1, 16):
        interview(study, f"I-{number}", f"We have a cap number {number}.")
    for number in range(1, 10):
        study.segment(f"I-{number}", "a cap", "Load")
    study.source("FG-1", GROUP, [("P1", "We have a cap.")])
    study.source("L-1", PAPER, "A cap.")
    off = row(study.table(FrequencyRequest()), "Load", "interview", Rule.PARTICIPANTS)
    assert (off.low, off.high, off.no_interval) == (None, None, None)
    table = study.table(FrequencyRequest(intervals=True))
    found = row(table, "Load", "interview", Rule.PARTICIPANTS)
    # Wilson for 9 of 15: .3575 to .8018
    assert (found.low, found.high) == (pytest.approx(0.3575, abs=5e-4), pytest.approx(0.8018, 5e-4))
    for group, rule in (
        ("focus-group", Rule.PARTICIPANTS),
        ("focus-group", Rule.GROUPS),
        ("literature", Rule.STUDIES),
    ):
        other = row(table, "Load", group, rule)
        assert (other.low, other.high) == (None, None)
        assert other.no_interval
    total = study.table(FrequencyRequest(by=ALL, intervals=True))
    assert "focus group" in (row(total, "Load", "all", Rule.PARTICIPANTS).no_interval or "")
    sources = study.table(FrequencyRequest(rule=Rule.SOURCES, intervals=True))
    assert row(sources, "Load", "interview", Rule.SOURCES).low is not None
