"""`assistant users` and `assistant keys`: who may sign in, which sites and programs may ask."""

import sys
from typing import Annotated

import typer

from assistant.access_files import check_access_files
from assistant.errors import SettingsError
from assistant.settings import Settings, load_settings

_users = typer.Typer(help="用户名和口令（设置 sign_in=users 时用）", no_args_is_help=True)
_keys = typer.Typer(help="嵌入密钥和程序密钥", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="名字")]
PerMinute = Annotated[int, typer.Option(min=0, help="每分钟最多问几次；0 为服务的总设置")]
PerDay = Annotated[int, typer.Option(min=0, help="每天最多问几次；0 为不限")]


def register(app: typer.Typer) -> None:
    """Add both groups to the command line."""
    app.add_typer(_users, name="users")
    app.add_typer(_keys, name="keys")


def _settings() -> Settings:
    """Settings whose files of users and keys are the ones meant; notes go to the error stream."""
    settings = load_settings()
    for note in check_access_files(settings):
        print(note, file=sys.stderr)
    return settings


@_users.command("add")
def add_user(
    name: Name,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="从标准输入读口令，供脚本用")
    ] = False,
) -> None:
    """添加用户，或改口令；口令不显示，也不写进命令行历史。"""
    from assistant.api.users import Users

    password = _read_password() if password_stdin else _ask_password()
    path = _settings().users_file
    Users(path).add(name, password)
    print(f"已写入 {path.absolute()}：{name}")


def _ask_password() -> str:
    """A password typed twice; its length is told before, and looked at before the second time."""
    from assistant.api.users import MIN_PASSWORD_CHARS

    while True:
        password = str(typer.prompt(f"口令（至少 {MIN_PASSWORD_CHARS} 个字符）", hide_input=True))
        if len(password) < MIN_PASSWORD_CHARS:
            print(f"这个口令只有 {len(password)} 个字符，请换一个。", file=sys.stderr)
        elif password == str(typer.prompt("再输一次", hide_input=True)):
            return password
        else:
            print("两次输入的不一样，请重新输入。", file=sys.stderr)


def _read_password() -> str:
    try:
        password = sys.stdin.readline().rstrip("\r\n")
        # In the C locale Python reads what is no UTF-8 as lone surrogates, without an error.
        password.encode("utf-8")
    except UnicodeError:
        raise SettingsError(
            "标准输入里的口令不是 UTF-8 编码（像是 GBK）；请转成 UTF-8 再传入，"
            "或去掉 --password-stdin，在提示下输入。"
        ) from None
    return password


@_users.command("remove")
def remove_user(name: Name) -> None:
    """删除用户；已经登录的，下一次请求起就要重新登录。"""
    from assistant.api.users import Users

    if not Users(_settings().users_file).remove(name):
        raise SettingsError(f"没有用户 {name}；用 assistant users list 查看。")
    print(f"已删除：{name}")


@_users.command("list")
def list_users() -> None:
    """列出用户名。"""
    from assistant.api.users import Users

    for name in Users(_settings().users_file).names():
        print(name)


@_keys.command("add-site")
def add_site(
    name: Name,
    origin: Annotated[list[str], typer.Option(help="网站的来源，如 https://oa.example.gov.cn")],
    per_minute: PerMinute = 0,
    per_day: PerDay = 0,
    plain_iframe: Annotated[
        bool, typer.Option("--plain-iframe", help="该网站的 <iframe> 可以不写密钥")
    ] = False,
) -> None:
    """给一个要嵌入小窗的网站发密钥（写在 data-key 里，不是秘密，只在该来源有效）。"""
    from assistant.api.keys import Key, Keys
    from assistant.api.origins import allowed_origins, normal_origin

    settings = _settings()
    allowed, origins = allowed_origins(settings), tuple(map(normal_origin, origin))
    key = Key(name, "site", "", origins, per_minute, per_day, plain_iframe)
    print(Keys(settings.keys_file).add(key))
    missing = [one for one in origins if one not in allowed]
    if missing:
        print(f"还要把 {'、'.join(missing)} 加进 ALLOWED_ORIGINS 才能嵌入。", file=sys.stderr)


@_keys.command("add-program")
def add_program(name: Name, per_minute: PerMinute = 0, per_day: PerDay = 0) -> None:
    """给一个程序发密钥；只显示这一次，文件里只存它的哈希。"""
    from assistant.api.keys import Key, Keys

    key = Key(name, "program", "", (), per_minute, per_day)
    print(Keys(_settings().keys_file).add(key))
    print("密钥只显示这一次，请现在存好；丢了只能停用，再发一把。", file=sys.stderr)


@_keys.command("remove")
def remove_key(name: Name) -> None:
    """停用一把密钥，立即生效。"""
    from assistant.api.keys import Keys

    if not Keys(_settings().keys_file).remove(name):
        raise SettingsError(f"没有密钥 {name}；用 assistant keys list 查看。")
    print(f"已停用：{name}")


@_keys.command("list")
def list_keys() -> None:
    """列出密钥的名字、种类、来源和限额，不显示密钥本身。"""
    from assistant.api.keys import Keys

    for key in Keys(_settings().keys_file).all():
        kind = "网站" if key.kind == "site" else "程序"
        limits = f"每分钟 {key.per_minute or '同总设置'}，每天 {key.per_day or '不限'}"
        print("｜".join(part for part in (key.name, kind, " ".join(key.origins), limits) if part))


@_keys.command("usage")
def usage() -> None:
    """各密钥每天问了多少次（按本机时间分日）。"""
    from assistant.api.limits import USAGE_FILE, Usage

    path = load_settings().data_dir / USAGE_FILE
    if not path.is_file():
        return
    counts = Usage(path)
    for day, key, questions in counts.rows():
        print(f"{day}｜{key}｜{questions}")
    counts.close()
