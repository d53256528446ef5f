"""Whatever the log may hold has a word of its own in every language."""

from enum import StrEnum

import pytest
from sqlalchemy import Enum, Table

from qualcoder_sts.project.choice_words import choice_word
from qualcoder_sts.project.kind_words import column_words, is_shown, kind_word
from qualcoder_sts.project.tables.base import history_tables
from tests.made_up_language import BEGIN, made_up_language


@pytest.mark.parametrize("table", history_tables(), ids=lambda table: str(table.name))
def test_every_table_and_column_has_its_word(table: Table) -> None:
    with made_up_language():
        assert kind_word(table.name).startswith(BEGIN)
        words = column_words()
        assert {column.name for column in table.columns if is_shown(column.name)} <= words.keys()


@pytest.mark.parametrize("table", history_tables(), ids=lambda table: str(table.name))
def test_every_choice_has_its_word(table: Table) -> None:
    kinds = [column.type.enum_class for column in table.columns if isinstance(column.type, Enum)]
    with made_up_language():
        for kind in kinds:
            assert kind is not None
            assert issubclass(kind, StrEnum)
            assert [each for each in kind if not choice_word(each).startswith(BEGIN)] == []


def test_a_table_and_a_choice_of_a_later_version_stand_for_themselves() -> None:
    assert kind_word("field_diary") == "field diary"
    assert choice_word("postponed") == "postponed"
