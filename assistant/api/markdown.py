"""Text of documents within Markdown: it is shown as it is printed, whatever signs it holds."""

import re

from assistant.types import Answer, Statement

# Emphasis, code, links, pictures, HTML and its entities, tables, formulas; addresses of mail.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!&$@]")
# http://… and www.… become links by themselves.
_ADDRESS = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
# At the start of a line: lists, rules, headings that are underlined, rows below a table's head.
_LINE_SIGN = re.compile(r"^(?:(?=[-+=:])|\d{1,9}(?=[.)](?:[ \t]|$)))", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")  # with indents, which would make code of a line


def escape_markdown(text: str) -> str:
    r"""The text with backslashes, so that Markdown shows the same characters and no more.

    >>> print(escape_markdown("[点我](http://evil/) 快来!"))
    \[点我\](http\://evil/) 快来\!
    """
    text = _LINE_END.sub("\n", text.strip(" \t\r\n"))
    text = _ADDRESS.sub(r"\\", _SIGNS.sub(r"\\\g<0>", text))
    return _LINE_SIGN.sub(r"\g<0>\\", text)


def statement_markdown(statement: Statement) -> str:
    """A statement with its marks."""
    marks = "".join(f"[{number}]" for number in statement.citations)
    return escape_markdown(statement.text) + marks


def answer_markdown(answer: Answer) -> str:
    """The answer as `Answer.text` writes it, its own marks alone being Markdown."""
    if answer.outcome == "abstained":
        return escape_markdown(answer.reason)
    lines: list[str] = []
    group = ""
    for statement in answer.statements:
        if statement.group and statement.group != group:
            group = statement.group
            lines.append(escape_markdown(group))
        lines.append(statement_markdown(statement))
    if answer.reason:
        lines.append(escape_markdown(answer.reason))
    return "\n".join(lines)
