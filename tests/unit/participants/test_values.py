import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.participants.errors import ValueOfOtherKindError
from qualcoder_sts.participants.values import typed_column, written_value
from qualcoder_sts.project.tables.participants import AttributeKind

TEXT, NUMBER, DATE, YES_NO = (
    AttributeKind.TEXT,
    AttributeKind.NUMBER,
    AttributeKind.DATE,
    AttributeKind.YES_NO,
)


@pytest.mark.parametrize(
    ("column", "kind", "written"),
    [
        ([], TEXT, []),
        (["", " "], TEXT, ["", ""]),
        (["nurse", "7"], TEXT, ["nurse", "7"]),
        (["7", " 14 ", ""], NUMBER, ["7", "14", ""]),
        (["12,5", "3"], NUMBER, ["12.5", "3"]),
        (
            ["1.50", "-2", "+3", "\N{MINUS SIGN}4", ".5", "5."],
            NUMBER,
            ["1.5", "-2", "3", "-4", "0.5", "5"],
        ),
        (["0", "1"], NUMBER, ["0", "1"]),
        (["-0.0"], NUMBER, ["0"]),
        (["12345678901234567891"], NUMBER, ["12345678901234567891"]),
        (["1,234,567.5"], NUMBER, ["1234567.5"]),
        # Twelve hundred here, one and a fraction there: not to be guessed.
        (["1,234"], TEXT, ["1,234"]),
        (["1,234", "2,5"], NUMBER, ["1.234", "2.5"]),
        (["1,234", "1,234,567"], NUMBER, ["1234", "1234567"]),
        (["nan"], TEXT, ["nan"]),
        (["inf", "-infinity"], TEXT, ["inf", "-infinity"]),
        (["1_000"], TEXT, ["1_000"]),
        (["7 years"], TEXT, ["7 years"]),
        # A postal code loses nothing.
        (["01234", "99999"], TEXT, ["01234", "99999"]),
        (["0.5", "0"], NUMBER, ["0.5", "0"]),
        (["2020-05-31", "2020-5-1"], DATE, ["2020-05-31", "2020-05-01"]),
        (["31.05.2020", "2020/05/01"], DATE, ["2020-05-31", "2020-05-01"]),
        (["2020-02-30"], TEXT, ["2020-02-30"]),
        (["05/06/2020"], TEXT, ["05/06/2020"]),
        (["05/06/2020", "31/05/2020"], DATE, ["2020-06-05", "2020-05-31"]),
        (["05/06/2020", "05/31/2020"], DATE, ["2020-05-06", "2020-05-31"]),
        (["06/06/2020"], DATE, ["2020-06-06"]),
        (["31/05/2020", "05/31/2020"], TEXT, ["31/05/2020", "05/31/2020"]),
        (["yes", "No", "1", "0", ""], YES_NO, ["yes", "no", "yes", "no", ""]),
        (["x", ""], YES_NO, ["yes", ""]),
        (["oui", "non"], YES_NO, ["yes", "no"]),
        (["yes", "maybe"], TEXT, ["yes", "maybe"]),
        (["yes", "2"], TEXT, ["yes", "2"]),
    ],
)
def test_columns(column, kind, written):
    typed = typed_column(column)
    assert (typed.kind, list(typed.values)) == (kind, written)


@given(st.lists(st.text("0123456789.,-/ yesnox", max_size=10), max_size=5))
def test_the_written_form_is_its_own_written_form(column):
    first = typed_column(column)
    for value in first.values:
        if value:
            assert written_value(value, first.kind, "A") == value


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_a_number_keeps_its_value(number):
    assert float(written_value(f"{number:f}", NUMBER, "A")) == float(number)


@given(st.dates())
def test_a_date_keeps_its_value(day):
    assert written_value(day.isoformat(), DATE, "A") == day.isoformat()
    assert written_value(f"{day.day}.{day.month}.{day.year:04}", DATE, "A") == day.isoformat()


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (
            "many",
            NUMBER,
            "“many” is not a number such as 1200 or 12.5, as the attribute “A” asks for.",
        ),
        ("1,234", NUMBER, "not a number such as"),
        ("soon", DATE, "not a date such as 2020-05-31"),
        ("05/06/2020", DATE, "not a date such as"),
        ("maybe", YES_NO, "not yes or no"),
    ],
)
def test_values_that_do_not_fit(value, kind, said):
    with pytest.raises(ValueOfOtherKindError) as raised:
        written_value(value, kind, "A")
    assert said in str(raised.value)
