"""The users file: names and Argon2id hashes, in JSON, readable by its owner only."""

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.api.private_files import changing, read_private, write_private
from assistant.errors import SettingsError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_PASSWORD_CHARS = 10
MAX_NAME_CHARS = 64


class Users:
    """Who may sign in; read again whenever the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()  # messages name it whole
        self._stamp: tuple[int, int] | None = None
        self._hashes: dict[str, str] = {}

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        """Compared with when the name is unknown, so that both cases take the same time."""
        return self._hasher.hash("nobody")

    def _load(self) -> dict[str, str]:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._stamp, self._hashes = None, {}
            return {}
        stamp = (stat.st_mtime_ns, stat.st_size)
        if stamp != self._stamp:
            users = read_private(self._path, "用户文件").get("users", {})
            if not isinstance(users, dict):
                raise SettingsError(f"用户文件 {self._path} 里的 users 应为“用户名: 口令哈希”。")
            self._hashes = {str(name): str(value) for name, value in users.items()}
            self._stamp = stamp
        return self._hashes

    def names(self) -> tuple[str, ...]:
        """All users' names, sorted."""
        return tuple(sorted(self._load()))

    def mark(self, name: str) -> str:
        """What a session of this user carries, another with every password; "" for no user."""
        stored = self._load().get(name)
        return hashlib.sha256(stored.encode("utf-8")).hexdigest()[:16] if stored else ""

    def verify(self, name: str, password: str) -> bool:
        """Whether the password is this user's; as slow for an unknown name as for a known one."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        stored, nobody = self._load().get(name), self._nobody
        try:
            matches = self._hasher.verify(stored or nobody, password)
        except (Argon2Error, InvalidHashError):
            return False
        return matches and stored is not None

    def add(self, name: str, password: str) -> None:
        """Add a user or change the password; raises SettingsError for a bad name or password."""
        if not name.strip() or len(name) > MAX_NAME_CHARS or not name.isprintable():
            raise SettingsError(f"用户名应为 1 到 {MAX_NAME_CHARS} 个可见字符。")
        if len(password) < MIN_PASSWORD_CHARS:
            raise SettingsError(f"口令至少 {MIN_PASSWORD_CHARS} 个字符。")
        made = self._hasher.hash(password)
        with changing(self._path):
            write_private(self._path, {"users": {**self._load(), name: made}})

    def remove(self, name: str) -> bool:
        """Remove a user; False where there was none of that name."""
        with changing(self._path):
            hashes = dict(self._load())
            if hashes.pop(name, None) is None:
                return False
            write_private(self._path, {"users": hashes})
            return True
