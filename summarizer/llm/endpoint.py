"""Where a model is and how it is spoken to."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from summarizer.errors import ConfigError

Rung = Literal["json_schema", "json_object", "text"]
LADDER: tuple[Rung, ...] = ("json_schema", "json_object", "text")
LOCAL = "local"
OPENAI_URL = "https://api.openai.com/v1"
# Given to endpoints that need no key: the SDK refuses an empty one.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A known provider. ``rung`` is the highest step of the structured-output ladder that it is known to take."""

    name: str
    hosts: tuple[str, ...]
    base_url: str
    key_variable: str
    rung: Rung


# Known providers. Anything else starts at the top of the ladder and steps down when refused.
PROVIDERS: tuple[Provider, ...] = (
    Provider("openai", ("api.openai.com",), OPENAI_URL, "OPENAI_API_KEY", "json_schema"),
    Provider("deepseek", ("api.deepseek.com",), "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", "json_object"),
    Provider("dashscope", ("dashscope.aliyuncs.com",), "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY", "json_object"),
    Provider("zhipu", ("open.bigmodel.cn",), "https://open.bigmodel.cn/api/paas/v4", "ZHIPUAI_API_KEY", "json_object"),
    Provider("moonshot", ("api.moonshot.cn", "api.moonshot.ai"), "https://api.moonshot.cn/v1", "MOONSHOT_API_KEY", "json_object"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at a base URL, ready to be asked."""

    model: str
    base_url: str
    api_key: SecretStr = field(repr=False)
    timeout: float = 300.0


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a model before it is asked; :attr:`connect` starts or opens it when a first request must be sent.

    ``host`` stands for it in messages, provenance and the cache; ``small`` models get short requests and the compact wire
    form; ``stays_here`` is True when nothing sent to it leaves this machine.
    """

    model: str
    host: str
    stays_here: bool
    connect: Callable[[], AbstractContextManager[Endpoint]]
    small: bool = False
    concurrency: int = 8
    rung: Rung = "json_schema"


def endpoint_target(endpoint: Endpoint, concurrency: int, rung: Rung, small: bool = False) -> Target:
    """The target of an endpoint that someone else runs."""
    host = urlsplit(endpoint.base_url).netloc.rpartition("@")[2]
    return Target(
        model=endpoint.model, host=host, stays_here=is_loopback(endpoint.base_url),
        connect=lambda: nullcontext(endpoint), small=small, concurrency=concurrency, rung=rung,
    )  # fmt: skip


def is_loopback(base_url: str) -> bool:
    """Whether requests to ``base_url`` stay on this machine."""
    name = (urlsplit(base_url).hostname or "").lower()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def provider_of(base_url: str) -> Provider | None:
    """The known provider behind ``base_url``."""
    name = (urlsplit(base_url).hostname or "").lower()
    return next((p for p in PROVIDERS if name in p.hosts), None)


def check_base_url(base_url: str) -> str:
    """``base_url`` without a trailing slash. Raises ConfigError when it is no http(s) URL or carries a password."""
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError(
            "{url!r} is not a base URL.", "Give one like https://api.openai.com/v1.", url=base_url
        )
    if parts.password or parts.username:
        raise ConfigError(
            "The base URL carries a user name or password.", "Put the key into OPENAI_API_KEY instead."
        )
    return base_url.rstrip("/")
