"""A table by method with sixteen themes, as a study of the real size has it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable, WaitingSource
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.charts.theme_frequency import theme_frequency_request
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.project.tables.transcripts import Method

COLUMNS = (
    ("literature", Rule.STUDIES, 9),
    ("interview", Rule.PARTICIPANTS, 15),
    ("focus-group", Rule.PARTICIPANTS, 29),
    ("focus-group", Rule.GROUPS, 4),
)
MakeTable = Callable[..., FrequencyTable]


@pytest.fixture
def make_table() -> MakeTable:
    def make(themes: int = 16, *, name: str = "Theme {}") -> FrequencyTable:
        codes: list[CodeRow] = []
        rows: list[FrequencyRow] = []
        for number in range(themes):
            if number % 8 == 0:
                top = CodeRow(
                    UUID(int=1000 + number), None, (f"Category {number // 8}",), "#777777", False
                )
                codes.append(top)
            path = (*top.path, name.format(number))
            code = CodeRow(UUID(int=1 + number), top.id, path, "#777777", True)
            codes.append(code)
            for group, rule, of in COLUMNS:
                count = number % (of + 1)
                rows.append(
                    FrequencyRow(
                        code_id=code.id,
                        path=path,
                        group=group,
                        rule=rule,
                        count=count,
                        denominator=of,
                        proportion=None if rule is Rule.GROUPS else count / of,
                        not_yet_coded=1 if group == "interview" else 0,
                        unattributed=2 if number == 1 and group == "focus-group" else 0,
                    )
                )
        return FrequencyTable(
            request=theme_frequency_request(),
            codes=tuple(codes),
            groups=("literature", "interview", "focus-group"),
            rows=tuple(rows),
            methods={Method.LITERATURE: 9, Method.INTERVIEW: 15, Method.FOCUS_GROUP: 4},
            waiting=(WaitingSource("I-16", Method.INTERVIEW, "not marked finished"),),
        )

    return make
