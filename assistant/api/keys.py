"""The keys file: publish keys of sites that embed the widget, secret keys of programs.

A publish key stands in a page's source, so it is no secret: it is good only
from its site's origins, for which a browser vouches (another program may claim
any), and only for a short-lived pass. A program's key is a secret of 256 random
bits; the file holds its SHA-256.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.api.origins import normal_origin
from assistant.api.private_files import changing, read_private, write_private
from assistant.errors import SettingsError

SITE_PREFIX = "pk_"
PROGRAM_PREFIX = "yj_"


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `value` is a site's publish key, or the hash of a program's secret.

    `per_minute` and `per_day` of 0 mean the server's own limit and no limit.
    `plain_iframe` lets a bare `<iframe src="/embed">` on the site's pages use
    the key without naming it.
    """

    name: str
    kind: Literal["site", "program"]
    value: str
    origins: tuple[str, ...] = ()
    per_minute: int = 0
    per_day: int = 0
    plain_iframe: bool = False


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def _key_from(entry: object, path: Path) -> Key:
    try:
        if not isinstance(entry, dict) or entry["kind"] not in ("site", "program"):
            raise ValueError("neither a site's key nor a program's")
        return Key(
            name=str(entry["name"]),
            kind=entry["kind"],
            value=str(entry["value"]),
            origins=tuple(normal_origin(str(origin)) for origin in entry.get("origins", ())),
            per_minute=int(entry.get("per_minute", 0)),
            per_day=int(entry.get("per_day", 0)),
            plain_iframe=bool(entry.get("plain_iframe", False)),
        )
    except SettingsError as error:
        raise SettingsError(f"密钥文件 {path}：{error}") from None
    except (KeyError, TypeError, ValueError):
        raise SettingsError(
            f"密钥文件 {path} 里有一项看不懂；请用 assistant keys 命令来增删密钥。"
        ) from None


class Keys:
    """All keys; read again whenever the file changes, so that removing one works at once."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()  # messages name it whole
        self._stamp: tuple[int, int] | None = None
        self._keys: tuple[Key, ...] = ()

    def all(self) -> tuple[Key, ...]:
        """Every key, in the order of the file."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._stamp, self._keys = None, ()
            return ()
        stamp = (stat.st_mtime_ns, stat.st_size)
        if stamp != self._stamp:
            entries = read_private(self._path, "密钥文件").get("keys", [])
            if not isinstance(entries, list):
                raise SettingsError(
                    f"密钥文件 {self._path} 里的 keys 应为列表；没有密钥时写 "
                    '{"keys": []}，或删去这个文件，再用 assistant keys 命令来添加。'
                )
            self._keys = tuple(_key_from(entry, self._path) for entry in entries)
            self._stamp = stamp
        return self._keys

    def has(self, kind: str) -> bool:
        """Whether any key of that kind exists."""
        return any(key.kind == kind for key in self.all())

    def program(self, secret: str) -> Key | None:
        """The program whose secret this is; None for an unknown one."""
        hashed = _hash(secret).encode("ascii")
        found = None
        for key in self.all():
            if key.kind == "program" and secrets.compare_digest(key.value.encode("utf-8"), hashed):
                found = key
        return found

    def site(self, value: str, origin: str) -> Key | None:
        """The site's key of that value, where it is good from `origin`; "" finds a plain one."""
        for key in self.all():
            if key.kind != "site" or origin not in key.origins:
                continue
            if key.value == value or (not value and key.plain_iframe):
                return key
        return None

    def named(self, name: str) -> Key | None:
        """The key of that name; None where it was removed."""
        return next((key for key in self.all() if key.name == name), None)

    def _save(self, keys: Sequence[Key]) -> None:
        write_private(self._path, {"keys": [asdict(key) for key in keys]})

    def add(self, key: Key) -> str:
        """Add a key (its `value` is made here) and return what its holder is given, this once."""
        with changing(self._path):
            return self._add(key)

    def _add(self, key: Key) -> str:
        if not key.name.strip() or self.named(key.name):
            raise SettingsError(f"密钥名 {key.name!r} 为空或已有；请换一个名字。")
        if key.kind == "site":
            if not key.origins:
                raise SettingsError("嵌入密钥要写明来源，例如 --origin https://oa.example.gov.cn。")
            given = SITE_PREFIX + secrets.token_urlsafe(18)
            made = replace(key, value=given, origins=tuple(map(normal_origin, key.origins)))
        else:
            given = PROGRAM_PREFIX + secrets.token_urlsafe(32)
            made = replace(key, value=_hash(given))
        self._save([*self.all(), made])
        return given

    def remove(self, name: str) -> bool:
        """Remove a key; False where there was none of that name."""
        with changing(self._path):
            kept = [key for key in self.all() if key.name != name]
            if len(kept) == len(self.all()):
                return False
            self._save(kept)
            return True
