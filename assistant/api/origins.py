"""Origins as browsers send them: the pages that may embed us, and the address we are known by."""

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import idna  # comes with httpx

from assistant.errors import SettingsError
from assistant.settings import Settings


def ascii_host(name: str) -> str:
    """The host's name as a browser sends it: lower case, Chinese in punycode.

    Raises SettingsError for a name that IDNA 2008 does not allow.
    """
    if name.isascii():
        return name.lower()
    try:
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise SettingsError(
            f"主机名 {name!r} 里有域名不能用的字符；请改成能注册的域名，中文域名可以直接写。"
        ) from None


def normal_origin(text: str) -> str:
    """`scheme://host[:port]` in lower case without a default port; SettingsError if it is none."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise SettingsError(f"来源 {text!r} 不可用；应形如 https://oa.example.gov.cn（不带路径）。")
    default = 443 if parts.scheme == "https" else 80
    host = f"[{parts.hostname}]" if ":" in parts.hostname else ascii_host(parts.hostname)
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != default else "")


def allowed_origins(settings: Settings) -> tuple[str, ...]:
    """The origins of the setting as browsers send them; the error names the setting."""
    return _of_setting("allowed_origins", normal_origin, settings.allowed_origins)


def allowed_hosts(settings: Settings) -> tuple[str, ...]:
    """The host names of the setting as browsers send them; the error names the setting."""
    return _of_setting("allowed_hosts", ascii_host, settings.allowed_hosts)


def public_origin(settings: Settings) -> str:
    """The origin of `public_url`, which our pages have behind a proxy; "" where it is not set."""
    if not settings.public_url:
        return ""
    parts = urlsplit(settings.public_url)
    return _of_setting("public_url", normal_origin, (f"{parts.scheme}://{parts.netloc}",))[0]


def _of_setting(name: str, convert: Callable[[str], str], values: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(map(convert, values))
    except SettingsError as error:
        raise SettingsError(f"{name}：{error}") from None
