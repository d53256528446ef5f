from sqlalchemy import update

from qualcoder_sts.codebook.operations import Definition, define_code
from qualcoder_sts.coding.rechecking import counts_to_recheck, segments_to_recheck
from qualcoder_sts.project.tables import Code, CodedSegment


def define(workspace, code_id, *fields, **named):
    workspace.run(define_code, code_id, Definition(*fields, **named))


def test_a_changed_wording_asks_to_look_again(workspace, coded, codes):
    define(workspace, codes["Trust"], "Relying on others")
    old = coded("We cried")
    define(workspace, codes["Trust"], "Relying on colleagues")
    coded("My team")
    (found,) = workspace.read(segments_to_recheck)
    assert (found.code_id, found.definition_version) == (codes["Trust"], 2)
    assert found.wording == Definition("Relying on others")
    assert found.segment_ids == (old,)


def test_segments_are_told_apart_by_their_wording(workspace, coded, codes):
    first = coded("We cried")
    define(workspace, codes["Trust"], "One")
    second = coded("My team")
    define(workspace, codes["Trust"], "Two")
    found = workspace.read(segments_to_recheck)
    assert [(one.wording, one.segment_ids) for one in found] == [
        (Definition(), (first,)),
        (Definition("One"), (second,)),
    ]


def test_segments_are_counted_by_code(workspace, coded, codes):
    coded("We cried")
    define(workspace, codes["Trust"], "One")
    coded("My team")
    coded("My team", "Fear")
    define(workspace, codes["Trust"], "Two")
    define(workspace, codes["Fear"], examples="“My team”")
    assert workspace.read(counts_to_recheck) == {codes["Trust"]: 2}


def test_examples_and_white_space_do_not(workspace, coded, codes):
    define(workspace, codes["Trust"], "Relying on others")
    coded("We cried")
    define(workspace, codes["Trust"], "Relying  on others ", examples="“We cried”")
    assert workspace.read(segments_to_recheck) == []


def test_a_wording_changed_back_does_not(workspace, coded, codes):
    coded("We cried")
    define(workspace, codes["Trust"], "One")
    define(workspace, codes["Trust"])
    assert workspace.read(segments_to_recheck) == []


def test_a_wording_that_no_step_knows(workspace, coded, codes):
    def as_brought_from_elsewhere(session):
        session.execute(update(Code).values(definition_version=7))
        session.execute(update(CodedSegment).values(definition_version=5))

    old = coded("We cried")
    workspace.run(as_brought_from_elsewhere)
    (found,) = workspace.read(segments_to_recheck)
    assert found.wording is None
    assert found.segment_ids == (old,)
