"""The only reader of the environment and the config file.

Precedence: explicit arguments, then environment (`ASSISTANT_…`), then the TOML
file named by `ASSISTANT_CONFIG` (default `assistant.toml` where present).
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
CONFIG_VARIABLE = "ASSISTANT_CONFIG"
DEFAULT_CONFIG = "assistant.toml"

# Variables with our prefix that are no settings: where the file is, and what `evaluate` sends.
_OTHER_VARIABLES = frozenset({CONFIG_VARIABLE, "ASSISTANT_EVALUATE_TOKEN"})


def _split_list(value: object) -> object:
    """A comma- or space-separated environment value as a list; anything else as it is."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


# A list that an environment variable gives as "a, b" rather than as JSON.
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_list)]


def _check_networks(value: tuple[str, ...]) -> tuple[str, ...]:
    for text in value:
        try:
            ip_network(text, strict=False)
        except ValueError:
            raise PydanticCustomError("network", "{text} is no network", {"text": text}) from None
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that does not close
        return False
    # Digits and marks as a Chinese keyboard types them read alike and lead nowhere.
    plain = normalize("NFKC", parts.netloc) == parts.netloc and not re.search(r"\s", value)
    return named and plain and parts.scheme in ("http", "https")


def _check_address(value: str) -> str:
    """The address of a server that is called; "" for none."""
    if value and not _is_address(value):
        raise PydanticCustomError("address", "no address")
    return value


def _check_own_address(value: str) -> str:
    """The root of a name that is ours alone; "" for none."""
    parts = urlsplit(value if _is_address(value) else "")
    tail = parts.query or parts.fragment or parts.username is not None
    if value and (not parts.hostname or tail):
        raise PydanticCustomError("own_address", "no base address")
    if parts.path not in ("", "/"):  # our pages name what they load from the root
        raise PydanticCustomError("own_path", "{path} is no root", {"path": parts.path})
    return value


def _in_data_dir(given: Mapping[str, Any], name: str) -> Path:
    """The file in the data folder; the one in the current directory where there still is one."""
    before = Path(name)  # where earlier versions kept it; see access_files
    return before.absolute() if before.is_file() else Path(given["data_dir"], name)


Networks = Annotated[Names, AfterValidator(_check_networks)]
Address = Annotated[str, AfterValidator(_check_address)]


class Settings(BaseSettings):
    """Every setting with its default; the field's name in upper case after `ASSISTANT_` sets it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="forbid", frozen=True, allow_inf_nan=False
    )

    # What is read, and where the index lies.
    documents_dir: Path = Path("documents")
    data_dir: Path = Path("data")
    max_document_megabytes: float = Field(20.0, gt=0)

    # The encoder: ours (with or without its transformer), any sentence-transformer (name, folder),
    # or an OpenAI-compatible endpoint.
    encoder: Literal["builtin", "builtin-static", "sentence-transformer", "openai"] = "builtin"
    encoder_model: str = ""
    encoder_backend: Literal["torch", "onnx", "openvino"] = "torch"
    encoder_device: str = "cpu"
    encoder_query_prompt: str = ""
    encoder_passage_prompt: str = ""
    encoder_base_url: Address = ""
    encoder_api_key: SecretStr = SecretStr("")
    allow_download: bool = False

    vector_store: Literal["faiss", "milvus"] = "faiss"
    milvus_uri: str = ""

    # A language model, where one is configured, only writes better prose.
    llm_base_url: Address = ""
    llm_model: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_timeout_seconds: float = Field(30.0, gt=0)

    # The server. Loopback unless told otherwise.
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=1, le=65535)
    max_question_chars: int = Field(500, ge=10)

    # Who may come in: nobody is asked on loopback; elsewhere choose one of these.
    sign_in: Literal["off", "users", "proxy", "oidc"] = "off"
    # Both lie in `data_dir` unless they are named here.
    users_file: Path = Field(default_factory=lambda given: _in_data_dir(given, "users.json"))
    keys_file: Path = Field(default_factory=lambda given: _in_data_dir(given, "keys.json"))
    session_secret: SecretStr = SecretStr("")
    session_hours: float = Field(12.0, gt=0)
    proxy_user_header: str = "X-Forwarded-User"
    trusted_proxies: Networks = ()
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    public_url: Annotated[str, AfterValidator(_check_own_address)] = ""

    # Which pages may embed the widget and call the API from a browser: none unless named.
    allowed_origins: Names = Field(
        (), validation_alias=AliasChoices("assistant_allowed_origins", "allowed_origins")
    )
    allowed_hosts: Names = ()

    # Limits of the server; 0 questions or requests a minute means no limit.
    questions_per_minute: int = Field(120, ge=0)
    requests_per_minute: int = Field(1200, ge=0)
    max_body_kilobytes: int = Field(256, ge=16)
    request_timeout_seconds: float = Field(30.0, gt=0)
    answer_threads: int = Field(4, ge=1)
    max_waiting: int = Field(100, ge=0)
    log_questions: bool = False

    @property
    def names_documents(self) -> bool:
        """Whether somebody chose the documents folder, rather than leaving it at its default."""
        return "documents_dir" in self.model_fields_set

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  pydantic passes it by name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where settings come from, the first that has one first."""
        path = Path(os.environ.get(CONFIG_VARIABLE, DEFAULT_CONFIG))
        return init_settings, env_settings, InitSettingsSource(settings_cls, _file_values(path))


def _file_values(path: Path) -> dict[str, Any]:
    """What the config file sets; nothing where there is none."""
    if not path.is_file():
        return {}
    # Notepad puts a byte order mark before the first line, which TOML does not take.
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


# pydantic's error types in words, with what it says of the value that it expected.
_EXPECTED = {
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "float_parsing": "应为数字",
    "float_type": "应为数字",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "string_type": "应为文字",
    "tuple_type": "应为列表",
    "path_type": "应为路径",
    "literal_error": "只能是 {expected}",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "finite_number": "应为有限的数字，不能是 inf 或 nan",
    "extra_forbidden": "没有这个设置项",
    "network": "其中 {text} 不是 IP 地址或网段，应形如 10.0.0.5 或 10.0.0.0/8（不能写主机名）",
    "address": "应为服务的地址，形如 http://127.0.0.1:8000/v1（以 http:// 或 https:// 开头）",
    "own_address": "应为浏览器访问本服务的地址，形如 https://youju.example.gov.cn（以 http:// 或 "
    "https:// 开头，不带 ?、# 和用户名）",
    "own_path": "不能放在子路径 {path} 下，那里的页面打不开；请让本服务独占一个域名或端口，"
    "由反向代理把它的根路径 / 转给本服务，这里写成 https://youju.example.gov.cn 的样子",
}


# What Python's reader of TOML says first, in words; anything else is only placed.
_TOML_TROUBLES = {
    "Invalid statement": "应写成 名字 = 值",
    "Invalid initial character for a key part": "名字只能用英文字母、数字、_ 和 -",
    "Expected '=' after a key": "名字后面要写 = 和值",
    "Invalid value": "值的写法不对，文字要用英文引号括起来",
    "Expected newline or end of document": "一行只能写一项，说明要放在 # 之后",
    "Cannot overwrite a value": "同一项写了两次",
    "Unterminated string": "引号没有成对",
    "Illegal character '\\n'": "引号没有成对",
    "Unescaped '\\'": "双引号里的 \\ 要写成 \\\\，或改用单引号",
    "Invalid hex value": "双引号里的 \\ 要写成 \\\\，或改用单引号",
    "Unclosed array": "方括号没有成对",
}


def _toml_trouble(error: tomllib.TOMLDecodeError) -> str:
    """Where a file is no TOML, and why where that is known."""
    said = str(error)
    place = re.search(r"at line (\d+), column (\d+)", said)
    where = f"第 {place[1]} 行第 {place[2]} 列" if place else "末尾"
    why = (words for start, words in _TOML_TROUBLES.items() if said.startswith(start))
    return f"{where}不是有效的 TOML：{next(why, '写法不对')}"


def _expected(kind: str, bounds: Mapping[str, Any]) -> str:
    said = _EXPECTED.get(kind, "不是这一项的写法").format_map(bounds)
    return said.replace(" or ", " 或 ")


def _meant(name: str) -> str:
    """The setting whose name is written nearly so; "" where none is."""
    near = get_close_matches(name.lower(), Settings.model_fields, n=1)
    return near[0] if near else ""


def _check_variables(names: Iterable[str]) -> None:
    """Raise SettingsError for a variable with our prefix that no setting reads.

    It would be passed over in silence, and with it, say, the sign-in that was asked for.
    """
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields} | _OTHER_VARIABLES
    for name in sorted(names):
        if not name.upper().startswith(PREFIX) or name.upper() in known:
            continue
        near = _meant(name[len(PREFIX) :])
        meant = f"是不是 {PREFIX}{near.upper()}？" if near else "全部设置见 assistant/settings.py。"
        raise SettingsError(
            f"环境变量 {name} 不起作用：没有这个设置项；{meant}请改正它的名字，或取消它"
            f"（unset {name}）。"
        )


def load_settings(**overrides: Any) -> Settings:
    """Read settings; raises SettingsError naming the setting, its value and what was expected."""
    _check_variables(os.environ)
    named = os.environ.get(CONFIG_VARIABLE)
    if named and not Path(named).is_file():
        raise SettingsError(
            f"{CONFIG_VARIABLE} 指向的配置文件不存在：{named}；请改正路径或取消该变量。"
        )
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        value = "（不显示）" if "key" in name or "secret" in name else repr(first.get("input"))
        remedy = f"请改环境变量 {PREFIX}{name.upper()} 或配置文件中的同名项。"
        if first["type"] == "extra_forbidden":  # no variable can be at fault: they are checked
            near = _meant(name)
            remedy = f"{f'是不是 {near}？' if near else ''}请改配置文件 {named or DEFAULT_CONFIG}。"
        raise SettingsError(
            f"设置项 {name} 的值 {value} 不可用："
            f"{_expected(first['type'], first.get('ctx', {}))}；{remedy}"
        ) from None
    except UnicodeDecodeError:
        path = named or DEFAULT_CONFIG
        raise SettingsError(f"配置文件 {path} 不是 UTF-8 编码；请另存为 UTF-8 后重试。") from None
    except tomllib.TOMLDecodeError as error:
        path = named or DEFAULT_CONFIG
        raise SettingsError(f"配置文件 {path} 的{_toml_trouble(error)}；请改正后重试。") from None
