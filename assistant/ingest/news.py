"""How items of news begin, and the reporter whom they name there: 本报讯（记者 陈建国）."""

import re

from assistant.ingest.bylines import HANZI, ROLE

_NEWS_START = re.compile(
    rf"^(?:本报讯|本报[{HANZI}]{{2,8}}\d{{1,2}}月\d{{1,2}}日[讯电]"
    rf"|[{HANZI}]{{2,6}}(?:社|网|报)(?:[{HANZI}]{{2,8}})?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日[讯电]"
    rf"|[{HANZI}]{{2,6}}(?:讯|电)[（(])"
)
_NEWS_REPORTER = re.compile(rf"^.{{0,30}}?[（(]\s*{ROLE}\s*([^（）()]{{2,30}}?)\s*(?:报道)?[）)]")
# 本报云江5月6日电　记者陈建国报道：
_NEWS_REPORTING = re.compile(
    rf"^.{{0,30}}?[讯电][\s　]*{ROLE}[\s　]*"
    rf"([{HANZI}]{{2,4}}?(?:[、\s][{HANZI}]{{2,4}}?)*)报道[：:，]"
)


def is_news_start(text: str) -> bool:
    """Whether a paragraph begins as news items do: 本报讯, 新华社北京1月5日电."""
    return _NEWS_START.match(text) is not None


def news_reporter(text: str) -> str:
    """The reporter named in brackets at the beginning of a news item, or "".

    >>> news_reporter("本报云江5月6日电　记者陈建国报道：昨日，全市秋收过半。")
    '陈建国'
    """
    rules = (_NEWS_REPORTER, _NEWS_REPORTING) if is_news_start(text) else ()
    match = next(filter(None, (rule.match(text) for rule in rules)), None)
    return match.group(1).strip() if match else ""
