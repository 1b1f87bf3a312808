"""What Typer has to say of a command line that cannot be read, in Chinese.

Typer's classes of these errors are its own, and their words are English; the words are stable
enough to be told apart by, and what is not known keeps them.
"""

import re

from typer import TyperException

_TROUBLES = (
    (r"No such option: (?P<what>\S+)", "没有选项 {what}"),
    (r"No such command '(?P<what>[^']*)'", "没有命令 {what}"),
    (r"Missing command", "没有写命令"),
    (r"Missing (?:argument|option) '(?P<what>[^']*)'", "缺少 {what}"),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)",
        "多出了 {what}，有空格的一句话要用引号括起来",
    ),
    (r"Option '(?P<what>[^']*)' requires an argument", "选项 {what} 后面要写它的值"),
    (r"Option '(?P<what>[^']*)' does not take a value", "选项 {what} 后面不带值"),
    (r"Invalid value for '(?P<what>[^']*)': .*valid integer", "{what} 要写整数"),
    (r"Invalid value for '(?P<what>[^']*)': .*valid number", "{what} 要写数字"),
    (
        r"Invalid value for '(?P<what>[^']*)': .*greater than or equal to (?P<least>\S+)",
        "{what} 不能小于 {least}",
    ),
    (
        r"Invalid value for '(?P<what>[^']*)': .*less than or equal to (?P<most>[^\s.]+)",
        "{what} 不能大于 {most}",
    ),
    (
        r"Invalid value for '(?P<what>[^']*)': .*'(?P<value>.*)' is not one of (?P<known>.+?)\.?$",
        "{what} 的值 {value} 不能用，可选的值是 {known}",
    ),
    (r"Invalid value for '(?P<what>[^']*)': (?P<why>.*)", "{what} 的值不能用（{why}）"),
)
_MEANT = re.compile(r"Did you mean '(?P<one>[^']+)'|\(Possible options: (?P<several>[^)]+)\)")


def usage_trouble(error: TyperException) -> str:
    """What is wrong with the command line, what may have been meant, and where the usage is told.

    >>> usage_trouble(TyperException("No such command 'serv'. Did you mean 'serve'?"))
    '没有命令 serv；是不是 serve？用 assistant --help 看用法。'
    """
    said = error.format_message()
    told = f"这样的命令不能用（{said}）"
    for pattern, words in _TROUBLES:
        if found := re.match(pattern, said):
            told = words.format(**found.groupdict())
            break
    about = getattr(getattr(error, "param", None), "help", "")
    if about:
        told += f"：{about}"
    meant = _MEANT.search(said)
    names = (meant["one"] or meant["several"]).replace(", ", " 或 ") if meant else ""
    told += f"；是不是 {names}？" if names else "；"
    context = getattr(error, "ctx", None)
    return f"{told}用 {context.command_path if context else 'assistant'} --help 看用法。"
