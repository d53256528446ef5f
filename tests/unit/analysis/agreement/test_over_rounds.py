"""What rounds kept, put into lines and series."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from qualcoder_sts.analysis.agreement.over_rounds import over_rounds, round_lines
from qualcoder_sts.analysis.agreement.request import Unit
from qualcoder_sts.codebook.tree import CodeRow
from qualcoder_sts.coding.rounds import KeptResult

DAY = datetime(2026, 3, 2, tzinfo=UTC)
TRUST = CodeRow(UUID(int=7), None, ("Trust",), "#777777", True)
LATER = CodeRow(UUID(int=8), None, ("Later",), "#777777", True)


def kept(number, pooled, trust, *, coders=("Ana", "Ben"), by_pair=False, of="kappa", unit="turn"):
    row = {"code": "Called otherwise then", **({} if trust is None else {of: trust})}
    record = {
        "unit": unit, "coders": coders, "by_pair": by_pair, "interval": {"of": of},
        "sources": ["I-01"], "sources_in_scope": 3, "pooled": pooled, "pooled_low": None,
        "pooled_high": None, "rows": [row], "code_ids": [TRUST.id.hex],
    }  # fmt: skip
    at = DAY + timedelta(days=number)
    return KeptResult(UUID(int=number), f"Round {number}", unit, json.dumps(record), at)


def values(series):
    return [None if point is None else point.value for point in series.points]


def test_a_code_is_followed_by_its_key_and_undefined_is_nothing():
    results = [
        kept(1, 0.5, 0.4),
        kept(2, None, None),
        kept(3, 0.7, 0.6),
        kept(4, 0.9, 0.9, unit="x"),
    ]
    shown = over_rounds(round_lines(results, Unit.TURN), Unit.TURN, [TRUST, LATER])
    assert [name for name, _at in shown.rounds] == ["Round 1", "Round 2", "Round 3"]
    assert {series.name: values(series) for series in shown.series} == {
        "All codes": [0.5, None, 0.7],
        "Trust": [0.4, None, 0.6],
        "Later": [None, None, None],
    }


def test_two_coders_of_a_round_have_a_line_of_their_own():
    results = [
        kept(1, 0.5, 0.4, of="fleiss", coders=("Ana", "Ben", "Cem")),
        kept(2, 0.6, 0.4, by_pair=True),
        kept(2, 0.3, 0.4, by_pair=True, coders=("Ana", "Cem")),
        kept(3, 0.8, 0.4, by_pair=True),
    ]
    lines = round_lines(results, Unit.TURN)
    shown = over_rounds(lines, Unit.TURN, [TRUST])
    assert {series.name: values(series) for series in shown.series} == {
        "All codes": [0.5, None, None],
        "All codes: Ana and Ben": [None, 0.6, 0.8],
        "All codes: Ana and Cem": [None, 0.3, None],
        "Trust": [0.4, None, None],
    }
    before = [None if line.before is None else line.before.pooled for line in lines]
    assert before == [None, None, None, 0.6], "compared with the same two alone"
