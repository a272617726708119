"""Where a named model is, which key goes there, and what else of the user's own: nothing goes to a host that it was not set for.

A base URL found in the working folder never gets a key found elsewhere: whoever gave the folder could otherwise redirect it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from summarizer.cli.config import ENDPOINT, FILE_NAME, Config, user_config_path
from summarizer.errors import ConfigError
from summarizer.folders import expanded
from summarizer.llm.endpoint import NO_EXTRAS, Extras, check_base_url
from summarizer.llm.providers import OPENAI_URL, provider_by_model, provider_of
from summarizer.messages import Message

if TYPE_CHECKING:
    from summarizer.llm.providers import Provider

_TABLE_KEYS = frozenset({"api_key", "headers", "query", "body", "reasoning_effort", "ca_file"})
# Fields of a request's body that the program itself fills.
_OWN_FIELDS = frozenset(
    {"model", "messages", "stream", "n", "response_format", "max_tokens", "max_completion_tokens", "tools"}
)
_HOST = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?")
# What HTTP itself sets.
_HEADERS_OF_HTTP = frozenset({"host", "content-length", "transfer-encoding", "connection", "content-type"})
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
# What the SDK reads of the environment by itself; here it goes to the host of OPENAI_BASE_URL, else to OpenAI's, and to no other.
_HEADERS_OF_OPENAI = {"OPENAI_ORG_ID": "OpenAI-Organization", "OPENAI_PROJECT_ID": "OpenAI-Project"}
_CUSTOM_HEADERS = "OPENAI_CUSTOM_HEADERS"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a named model is: its base URL, the key for it (None without one) and what names the key, a warning to give, and what
    goes along with every request."""

    base_url: str
    api_key: str | None
    warning: Message | None = None
    key_source: str | None = None
    extras: Extras = field(default=NO_EXTRAS)


def find_address(base_url: str | None, config: Config, model: str, by_user: bool = False) -> Address:
    """The address of ``model``; ``base_url`` is what the flag, SUMMARIZE_BASE_URL or a file says, ``by_user`` when it was one of the first
    two. Without one a model whose name is a
    provider's own (deepseek-chat) is asked there, with that provider's key and no other's. Raises ConfigError."""
    from_here = (
        base_url is not None
        and base_url == config.here.get("base_url")
        and not by_user
        and not os.environ.get("SUMMARIZE_BASE_URL")
    )
    named = base_url or os.environ.get("OPENAI_BASE_URL")
    own_provider = None if named else provider_by_model(model)
    url = check_base_url(named or (own_provider.base_url if own_provider else OPENAI_URL))
    table = _table_of(url, config)
    extras = _extras(table, url)
    own_key = _Key(_key(table.get("api_key"), FILE_NAME), f"{FILE_NAME} ([{ENDPOINT}])")
    elsewhere = _key_for(url, config, own_key, inferred=own_provider is not None)
    here = _Key(_key(config.here.get("api_key"), FILE_NAME), f"./{FILE_NAME}")
    if from_here and base_url != config.user.get("base_url") and own_key.text is None:
        warning = None
        if here.text is None and elsewhere.text:
            warning = Message(
                "The base URL comes from ./{file}, so no key from the environment or the user's configuration is sent to it; "
                "name it with --base-url if you trust it.",
                {"file": FILE_NAME},
            )
        return Address(url, here.text, warning, here.source if here.text else None, extras)
    key = elsewhere if elsewhere.text else here
    return Address(url, key.text, None, key.source if key.text else None, extras)


@dataclass(frozen=True, slots=True)
class _Key:
    text: str | None = field(repr=False)
    source: str


def _key_for(url: str, config: Config, own: _Key, inferred: bool) -> _Key:
    """The first key that is set for ``url``: of the most particular source first."""
    for name in _variables(url, provider_of(url), inferred):
        if name is None:
            if own.text:
                return own
        elif os.environ.get(name):
            return _Key(_key(os.environ[name], name), name)
    return _Key(_key(config.user.get("api_key"), FILE_NAME), FILE_NAME)


def _variables(url: str, provider: Provider | None, inferred: bool) -> Iterator[str | None]:
    """The names of the variables whose key may go to ``url``; None stands for the key of the host's own table."""
    yield "SUMMARIZE_API_KEY"
    if provider is not None:
        yield provider.key_variable
    yield None
    # OPENAI_API_KEY is a key for the host of OPENAI_BASE_URL where that is set; else it goes where the user points the program, but
    # not to an address that was only inferred from a model's name.
    set_for = os.environ.get("OPENAI_BASE_URL")
    if (not set_for or _host(set_for) == _host(url)) and not inferred:
        yield "OPENAI_API_KEY"


def _table_of(url: str, config: Config) -> Mapping[str, Any]:
    """What the user's configuration says of the host of ``url``: with its port, else without. Raises ConfigError."""
    tables = config.user.get(ENDPOINT, {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise _wrong(Message('tables are named by host, as in [endpoint."llm.example.org"]'))
    for host, table in tables.items():
        if not _HOST.fullmatch(str(host)):
            raise _wrong(
                Message("{host} is no host; write it as llm.example.org or 127.0.0.1:8000", {"host": host})
            )
        if not isinstance(table.get("api_key", ""), str):
            raise _wrong(Message("{name} takes a text", {"name": "api_key"}))
        if unknown := sorted(set(table) - _TABLE_KEYS):
            raise ConfigError(
                "{path}: unknown key {keys}.", "Known: {known}.",
                path=f"{user_config_path()} [{ENDPOINT}.\"{host}\"]", keys=unknown, known=sorted(_TABLE_KEYS),
            )  # fmt: skip
    hosts = {str(host).lower(): table for host, table in tables.items()}
    found: Mapping[str, Any] = (
        hosts.get(_host(url)) or hosts.get((urlsplit(url).hostname or "").lower()) or {}
    )
    return found


def _host(url: str) -> str:
    """Host and port of ``url``, as written."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _extras(table: Mapping[str, Any], url: str) -> Extras:
    of_environment, own = _headers_of_the_environment(url), _texts(table, "headers")
    if not all(map(_can_be_sent, of_environment.items())):
        raise ConfigError(
            "{name} holds a header that can't be sent.", "Mend or unset it.", name=_CUSTOM_HEADERS
        )
    if not all(map(_can_be_sent, own.items())):
        raise _wrong(
            Message("a header holds a character that none may hold, or is one that HTTP sets itself")
        )
    headers = of_environment | own
    body = table.get("body", {})
    if not isinstance(body, dict):
        raise _wrong(Message("body takes a table of fields"))
    if taken := sorted(set(body) & _OWN_FIELDS):
        raise _wrong(Message("body can't set {names}, which the program sets itself", {"names": taken}))
    try:
        json.dumps(body, allow_nan=False)
    except (TypeError, ValueError):
        raise _wrong(Message("body holds a value that JSON has not")) from None
    if (effort := table.get("reasoning_effort")) is not None:
        body = {**body, "reasoning_effort": effort}
    return Extras(
        headers={name: SecretStr(value) for name, value in headers.items()},
        query={name: SecretStr(value) for name, value in _texts(table, "query").items()},
        body=body, ca_file=_ca_file(table),
    )  # fmt: skip


def _can_be_sent(header: tuple[str, str]) -> bool:
    name, value = header
    sound = _HEADER_NAME.fullmatch(name) and all(" " <= sign <= "~" for sign in value)
    return bool(sound) and name.lower() not in _HEADERS_OF_HTTP


def _headers_of_the_environment(url: str) -> dict[str, str]:
    """The headers that OpenAI's own variables name, for the host that they are set for."""
    if _host(url) != _host(os.environ.get("OPENAI_BASE_URL") or OPENAI_URL):
        return {}
    headers = {
        header: os.environ[name].strip()
        for name, header in _HEADERS_OF_OPENAI.items()
        if os.environ.get(name)
    }
    for line in os.environ.get(_CUSTOM_HEADERS, "").splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers[name.strip()] = value.strip()
    return headers


def _texts(table: Mapping[str, Any], name: str) -> dict[str, str]:
    values = table.get(name, {})
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise _wrong(Message("{name} takes a table of texts", {"name": name}))
    return dict(values)


def _ca_file(table: Mapping[str, Any]) -> str | None:
    named = table.get("ca_file")
    if named is None:
        return None
    path = expanded(str(named))
    if not path.is_file():
        raise _wrong(Message("ca_file names no file: {file}", {"file": path}))
    return str(path)


def _wrong(what: Message) -> ConfigError:
    """An error that shows no value of the table, any of which may be secret."""
    return ConfigError(
        "{path}, [{table}]: {what}.", "docs/contract.md shows what such a table holds.",
        path=user_config_path(), table=ENDPOINT, what=what,
    )  # fmt: skip


def _key(value: object, source: str) -> str | None:
    """A key as it can be sent; None for none. Raises ConfigError, which does not show it."""
    key = str(value or "").strip()
    if any(not "!" <= sign <= "~" for sign in key):
        raise ConfigError(
            "The key in {source} holds a character that no key has.", "Set it anew.", source=source
        )
    return key or None
