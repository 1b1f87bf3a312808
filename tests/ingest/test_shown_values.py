"""Values of cells in their number formats, as Excel and LibreOffice show them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.formatcodes import builtin_code
from assistant.ingest.shownvalues import shown

FROM_1900, FROM_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
ACCOUNTING = '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (3.14159265358979, "General", "3.141592654"),
        (12345678.123456, "General", "12345678.12"),
        (1234567890.5, "General", "1234567891"),
        (13800138000, "General", "13800138000"),
        (110101199001011000.0, "General", "110101199001011000"),
        (1e22, "General", "1E+22"),
        (1.2345e-10, "General", "1.2345E-10"),
        (0, "General", "0"),
        (-0.0, "General", "0"),
        (1.5, "G/通用格式", "1.5"),
        (5, 'General"元"', "5元"),
        (7, "@", "7"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (0.256, "0%", "26%"),
        (0.285, "0.00%", "28.50%"),
        (44, "0.0\\%", "44.0%"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"百万"', "1.2百万"),
        (123456, '0\\.0,"万"', "12.3万"),
        (0, "#,###", ""),
        (0.5, "#.##", ".5"),
        (5.25, "0.##", "5.25"),
        (5, "000", "005"),
        (12345678901, "000-0000-0000", "123-4567-8901"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E-00", "1.2E-04"),
        (-3, "0_);(0)", "(3)"),
        (0, ACCOUNTING, "¥-"),
        (1234.5, ACCOUNTING, "¥1,234.50"),
        (-1234.5, ACCOUNTING, "¥-1,234.50"),
        (-2, "[Red]-0;0", "2"),
        (5, '[>=10]"多";[<10]"少"', "少"),
        (5, "[>=10]0", "5"),
        (-0.05, '[>0]"增"0%;[<0]"降"0%;"持平"', "降5%"),
        (-3, "[<5]0;0.0", "-3"),
        (0, "0.00E+00", "0.00E+00"),
        (1234, "[$¥-804]#,##0", "¥1,234"),
        (5, '"第"0"名"', "第5名"),
        (5, ";;;", ""),
        ("甲", ";;;", ""),
        ("甲", '@"级"', "甲级"),
        ("甲", "0.00", "甲"),
        (True, "General", "TRUE"),
        (123, '[DBNum2][$-804]General"元整"', "壹佰贰拾叁元整"),
        (2023, "[DBNum1]0", "二〇二三"),
        (float("1e308"), "0", f"1{'0' * 308}"),
        (10**400, "0", f"1{'0' * 400}"),
    ],
)
def test_numbers_and_texts_are_shown_in_their_format(
    value: float | bool | str, code: str, text: str
) -> None:
    assert shown(value, code, FROM_1900) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45051, "yyyy-mm-dd", "2023-05-05"),
        (45051, 'yyyy"年"m"月"d"日"', "2023年5月5日"),
        (45051, "yyyy\\/m\\/d", "2023/5/5"),
        (45051, "yyyy.mm.dd", "2023.05.05"),
        (45051, "d-mmm-yy", "5-May-23"),
        (45051, "aaaa", "星期五"),
        (45051, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年5月5日"),
        (45240, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年十一月十日"),
        (45051.5, "yyyy-mm-dd hh:mm", "2023-05-05 12:00"),
        (45051.99999999, "yyyy-mm-dd hh:mm:ss", "2023-05-06 00:00:00"),
        (45051.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (0.5, "h:mm AM/PM", "12:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (0.00001, "mm:ss.0", "00:00.9"),
        (0, "yyyy/m/d", "1900/1/0"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e9, "yyyy-mm-dd", "1000000000"),
    ],
)
def test_days_are_shown_in_their_format(value: float, code: str, text: str) -> None:
    assert shown(value, code, FROM_1900) == text


def test_days_may_be_counted_from_1904() -> None:
    assert shown(43589, "yyyy-mm-dd", FROM_1904) == "2023-05-05"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (14, "2023/5/5"),
        (31, "2023年5月5日"),
        (57, "2023年5月"),
        (58, "5月5日"),
        (4, "45,051.00"),
        (44, "¥45,051.00"),
        (0, "45051"),
        (99, "45051"),
    ],
)
def test_formats_known_by_number_are_those_of_a_chinese_system(number: int, text: str) -> None:
    assert shown(45051, builtin_code(number), FROM_1900) == text


CODES = st.text(st.sampled_from('0#?.,%Ee+-/ ;@"\\_*[]<>=ymdhsa年月日¥DBNum1$8G'), max_size=24)


@given(st.one_of(st.floats(allow_nan=False), st.integers(), st.text(max_size=5)), CODES)
def test_no_format_breaks_the_reading(value: float | str, code: str) -> None:
    assert isinstance(shown(value, code, FROM_1900), str)
