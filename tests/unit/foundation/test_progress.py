import pytest

from qualcoder_sts.foundation import progress
from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is set."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


def test_silent_progress_hands_everything_on():
    assert list(SILENT.track([1, 2, 3], "Counting")) == [1, 2, 3]


def test_at_most_ten_reports_a_second(clock):
    shown = []
    reporting = ReportedProgress(lambda *state: shown.append(state))
    for _ in reporting.track(range(1000), "Counting"):
        clock.now += 0.001
    # One second of work: the first, one each tenth of a second, and the last.
    assert len(shown) == 11
    assert shown[0] == (0, 1000, "Counting")
    assert shown[-1] == (1000, 1000, "Counting")


def test_the_last_state_is_shown_however_soon(clock):
    shown = []
    reporting = ReportedProgress(lambda *state: shown.append(state))
    list(reporting.track([1, 2]))
    assert shown == [(0, 2, ""), (2, 2, "")]


def test_without_a_known_end(clock):
    shown = []
    reporting = ReportedProgress(lambda *state: shown.append(state))
    assert list(reporting.track(iter("ab"))) == ["a", "b"]
    assert shown == [(0, None, "")]


@pytest.mark.parametrize("last", [3, 9], ids=["in the middle", "during the last item"])
def test_cancelling_stops_before_the_next_item(last):
    seen = []
    reporting = ReportedProgress(lambda *_: None, lambda: last in seen)
    with pytest.raises(Cancelled, match="Nothing was changed"):
        seen.extend(reporting.track(range(10)))
    assert seen == list(range(last + 1))
