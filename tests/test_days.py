import pytest

from assistant.days import last_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-01-01", "2023-01-01"),
        ("2023-1-1", "2023-01-01"),
        ("2023/1/1", "2023-01-01"),
        ("2023.01.01", "2023-01-01"),
        ("20230101", "2023-01-01"),
        ("2023年1月1日", "2023-01-01"),
        (" 2023 年 1 月 1 日 ", "2023-01-01"),
        ("２０２３－０１－０１", "2023-01-01"),
        ("2023-02", "2023-02-28"),
        ("2024/2", "2024-02-29"),
        ("2024年2月", "2024-02-29"),
        ("2023", "2023-12-31"),
        ("2023年", "2023-12-31"),
    ],
)
def test_a_date_names_its_last_day(written: str, day: str) -> None:
    assert last_day(written) == day


@pytest.mark.parametrize(
    "written",
    ["", "昨天", "2023-02-30", "2023-13", "2023-1-0", "0000-01-01", "2023-1/1", "2023-01-01T00:00"],
)
def test_what_is_no_date_names_no_day(written: str) -> None:
    assert last_day(written) == ""
