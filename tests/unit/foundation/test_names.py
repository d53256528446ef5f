import pytest

from qualcoder_sts.foundation.names import (
    folded,
    in_natural_order,
    tidied,
    with_free_number,
)


def test_tidied():
    assert tidied("  a \t b\n") == "a b"


@pytest.mark.parametrize("name", ["Rene\u0301 ", "RENÉ", "rené"])
def test_folded(name):
    assert folded(name) == "rené"


def test_natural_order():
    names = ["P10", "P9", "P2b", "p2a", "P", "10", "9", "P²", "P٣"]
    ordered = sorted(names, key=in_natural_order)
    assert ordered.index("P9") < ordered.index("P10")
    assert ordered.index("9") < ordered.index("10")
    assert ordered.index("p2a") < ordered.index("P2b") < ordered.index("P9")


def test_no_number_is_too_long():
    assert in_natural_order("9" * 10_000) > in_natural_order("8" * 10_000)


def test_free_number():
    taken = {"a", "a (2)"}
    assert with_free_number("A", taken) == "A (3)"
    assert with_free_number("b", taken) == "b"
