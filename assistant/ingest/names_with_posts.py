"""Names printed with what their bearers are: 云江大学教授 陈建国; 陈建国（云江大学教授）."""

import re
from collections.abc import Callable

from assistant.ingest.bylines import MARKS, Signature, close_up
from assistant.ingest.names import is_name_beside, is_person
from assistant.ingest.posts import may_name_post, names_post

_MOST_NAMES = 6
_HANZI = "一-鿿㐀-䶿"
NAMES = rf"[{_HANZI}·]{{1,12}}(?:[\s　、，,]+[{_HANZI}·]{{1,12}}){{0,7}}"
_BRACKET = r"[（(](?P<unit>(?:[^（）()]|[（(][^（）()]*[）)]){2,60})[）)]"
_WITH_UNIT = re.compile(rf"(?P<names>{NAMES}?)\s*{_BRACKET}[\s　、，,；;]*")
# 陈建国，云江大学教授; 陈建国系云江大学教授
_NAME_AND_POST = (
    re.compile(rf"^(?P<names>{NAMES}?)\s*[，,:：]\s*(?P<unit>[^。；;]{{2,80}})(?:[；;。].*)?$"),
    re.compile(
        rf"^(?P<names>[{_HANZI}·]{{1,8}}?(?:[、，,\s]+[{_HANZI}·]{{1,8}}?){{0,4}})[，,]?\s*"
        r"(?:分别|均|现)?(?:系|为|任)(?P<unit>[^。；;]{2,80})(?:[；;。].*)?$"
    ),
)
_ANOTHER = re.compile(rf"[，,；;](?=[{_HANZI}·]{{2,6}}系)")
_UNIT_INSIDE = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
_SEPARATORS = re.compile(r"[\s　、，,]+")
# Posts and names of a line, one letter for each of its words.
_IN_TURN = re.compile("(?:P+N+)+|(?:N+P+)+")
_POSTS = re.compile("P+")


def are_names(names: str, is_name: Callable[[str], bool]) -> bool:
    """Whether a text is a few names and nothing else, by `is_name`."""
    parts = [part for part in _SEPARATORS.split(names) if part]
    return 0 < len(parts) <= _MOST_NAMES and all(map(is_name, parts))


def _is_name(text: str) -> bool:
    return is_person(text, certain=False)


def names_with_posts(text: str, mark: str, marked: bool) -> Signature | None:
    """Names with their posts: in brackets after them, or parted from them by white space."""
    if text[-1] in "）)":
        return _with_units(text, mark, marked)
    return _beside_posts(text, mark, marked)


def _with_units(text: str, mark: str, marked: bool) -> Signature | None:
    """陈建国（云江大学教授） 李明（市委党校）: the authors from the first to the last name."""
    line, place, start, end, unit = mark, 0, -1, -1, ""
    while place < len(text):
        match = _WITH_UNIT.match(text, place)
        if match is None or not may_name_post(match["unit"].strip()):
            return None
        names = close_up(match["names"])
        if not are_names(names, _is_name if marked else is_name_beside):
            return None
        start = len(line) if start < 0 else start
        line += names
        end = len(line)
        line += text[match.end("names") : match.end()]
        unit = unit or match["unit"]
        place = match.end()
    line = line.rstrip()
    return Signature(line, line[start:end], unit)


def _beside_posts(text: str, mark: str, marked: bool) -> Signature | None:
    """云江大学教授 陈建国, 陈建国 云江大学教授, and several of them one after another."""
    tokens = _tokens(text)
    if not 2 <= len(tokens) <= 2 * _MOST_NAMES:
        return None
    is_name, is_post = (_is_name, may_name_post) if marked else (is_name_beside, names_post)
    kinds = ""
    for token in tokens:
        if is_post(token) and not (marked and are_names(token, is_name_beside)):
            kinds += "P"
        elif are_names(token, is_name):
            kinds += "N"
        else:
            return None
    posts = _POSTS.search(kinds)
    if posts is None or not _IN_TURN.fullmatch(kinds):
        return None
    line, start, end = mark, -1, -1
    for number, token in enumerate(tokens):
        line += " " if number else ""
        if kinds[number] == "N":
            start = len(line) if start < 0 else start
            end = len(line) + len(token)
        line += token
    return Signature(line, line[start:end], " ".join(tokens[posts.start() : posts.end()]))


def _tokens(text: str) -> list[str]:
    """The words of a line, the padding in a name closed up: 王　平, 陈 建国."""
    tokens: list[str] = []
    for token in text.split():
        last = tokens[-1] if tokens else ""
        if len(last) == 1 and len(token) <= 2 and is_person(last + token, certain=False):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def name_then_post(text: str) -> Signature | None:
    """陈建国，云江大学教授; 陈建国系云江大学教授: a name that its post follows; None for others."""
    for rule in _NAME_AND_POST:
        match = rule.match(text)
        unit = _ANOTHER.split(match["unit"])[0].strip() if match else ""
        names = close_up(match["names"]) if match else ""
        if match and names_post(unit) and are_names(names, is_name_beside):
            return Signature(names + text[match.end("names") :], names, unit)
    return None


def only_names(author: str) -> str:
    """Authors without what is printed between their names: 陈建国（云江大学） 李明 are two."""
    bare = _UNIT_INSIDE.sub(" ", author)
    parts = [part for part in (each.strip(MARKS) for each in _SEPARATORS.split(bare)) if part]
    named = [part for part in parts if is_person(part, certain=True)]
    others = [part for part in parts if part not in named]
    if len(named) < 2 or not (others or bare != author) or not all(map(may_name_post, others)):
        return author
    return "、".join(named)
