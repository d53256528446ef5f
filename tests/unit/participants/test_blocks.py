from uuid import uuid4

import pytest

from qualcoder_sts.participants.blocks import NewValue, set_values
from qualcoder_sts.participants.errors import ValueOfOtherKindError, ValuesOfOtherKindError
from qualcoder_sts.participants.operations import add_attribute, add_participant
from qualcoder_sts.participants.queries import list_participants, values_by_source
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind


@pytest.fixture
def people(workspace):
    return [workspace.run(add_participant, name).value for name in ("Ada", "Ben", "Cleo")]


@pytest.fixture
def attribute(workspace):
    def add(name, kind=AttributeKind.TEXT, bearer=AttributeBearer.PARTICIPANT):
        return workspace.run(add_attribute, name, kind=kind, bearer=bearer).value

    return add


@pytest.fixture
def known(workspace):
    return lambda: [row.attributes for row in workspace.read(list_participants)]


def test_a_block_is_one_step(done, unchanged, workspace, people, attribute, known):
    role, years = attribute("role"), attribute("years", AttributeKind.NUMBER)
    block = [
        NewValue(role, people[0], " nurse "), NewValue(years, people[0], "1,5"),
        NewValue(role, people[1], "clerk"), NewValue(years, people[1], "7"),
    ]  # fmt: skip
    assert done(set_values, block, label="Set 4 values") == 4
    assert known() == [{"role": "nurse", "years": "1.5"}, {"role": "clerk", "years": "7"}, {}]
    assert unchanged(set_values, block) == 0
    block[0] = NewValue(role, people[0], "")
    block[2] = NewValue(role, people[1], "doctor")
    assert done(set_values, block, label="Set 2 values") == 2
    assert known() == [{"years": "1.5"}, {"role": "doctor", "years": "7"}, {}]


def test_emptying_says_so(done, workspace, people, attribute, known):
    role = attribute("role")
    workspace.run(set_values, [NewValue(role, people[0], "nurse")])
    emptied = [NewValue(role, person, " ") for person in people]
    assert done(set_values, emptied, label="Remove 1 value") == 1
    assert known() == [{}, {}, {}]


def test_one_value_that_does_not_fit_refuses_all(refused, people, attribute):
    role, years = attribute("role"), attribute("years", AttributeKind.NUMBER)
    block = [NewValue(role, people[0], "nurse"), NewValue(years, people[1], "ten")]
    refused(ValueOfOtherKindError, "“ten” is not a number such as", set_values, block)


def test_dates_of_a_column_are_read_together(refused, done, people, attribute, known):
    born = attribute("born", AttributeKind.DATE)
    open_question = [NewValue(born, people[0], "05/06/2020")]
    refused(ValueOfOtherKindError, "“05/06/2020” is not a date", set_values, open_question)
    settled = [*open_question, NewValue(born, people[1], "31/05/2020")]
    done(set_values, settled, label="Set 2 values")
    assert known()[:2] == [{"born": "2020-06-05"}, {"born": "2020-05-31"}]
    contrary = [
        NewValue(born, people[0], "31/05/2020"),
        NewValue(born, people[1], "05/31/2020"),
    ]
    words = "“born” stays as it is, because its values can be read as dates in more than one way."
    refused(ValuesOfOtherKindError, words, set_values, contrary)


def test_values_of_sources(done, workspace, attribute, add_source):
    note = add_source("Note", "Nothing.", "field-notes")
    setting = attribute("setting", bearer=AttributeBearer.SOURCE)
    done(set_values, [NewValue(setting, note, "ward")], label="Set 1 value")
    assert workspace.read(values_by_source) == {note: {"setting": "ward"}}


@pytest.mark.parametrize("bearer", AttributeBearer)
def test_who_is_gone_gets_no_value(refused, people, attribute, bearer):
    role = attribute("role", bearer=bearer)
    refused(RowMissingError, bearer.value, set_values, [NewValue(role, uuid4(), "nurse")])
