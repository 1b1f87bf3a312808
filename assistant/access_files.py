"""Where the users and the keys lie: in the data folder, or still where earlier versions put them.

Those wrote into the current directory. Such a file goes on being used, for passing it over would
lock everybody out, or open the interfaces that its keys had closed.
"""

from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import PREFIX, Settings

_FILES = {"users_file": "用户文件", "keys_file": "密钥文件"}


def check_access_files(settings: Settings) -> tuple[str, ...]:
    """One sentence for each file that is used out of the current directory.

    Raises SettingsError where the data folder holds another one: which is meant cannot be known.
    """
    return tuple(
        note
        for field, what in _FILES.items()
        if field not in settings.model_fields_set
        and (note := _check(getattr(settings, field), settings.data_dir, field, what))
    )


def _check(used: Path, data_dir: Path, field: str, what: str) -> str:
    now = (data_dir / used.name).absolute()
    if used.resolve() == now.resolve():
        return ""
    variable = f"{PREFIX}{field.upper()}"
    if now.is_file():
        raise SettingsError(
            f"有两个{what}：{used.absolute()} 和 {now}，不知道该用哪一个；"
            f"请合并后只留 {now}，或设 {variable} 写明用哪一个。"
        )
    return (
        f"提示：{what}仍用当前目录里的 {used.absolute()}；新的位置是数据文件夹，"
        f"备份时不会漏掉：请停止服务后把它移到 {now}，或设 {variable} 写明。"
    )
