"""Where a model is and how it is spoken to."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import SecretStr

from summarizer.errors import ConfigError, EndpointError
from summarizer.llm.providers import ModelRule, Rung, rule_for

LOCAL = "local"
# Given to endpoints that need no key: the SDK refuses an empty one.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at a base URL, ready to be asked; ``gone`` gives the error to raise once it is known that it never answers again."""

    model: str
    base_url: str
    api_key: SecretStr = field(repr=False)
    timeout: float = 300.0
    gone: Callable[[], EndpointError | None] = lambda: None


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a model before it is asked; :attr:`connect` starts or opens it when a first request must be sent.

    ``host`` stands for it in messages, provenance and the cache; ``small`` models get short requests and the compact wire
    form; ``stays_here`` is True when nothing sent to it leaves this machine; ``rule`` is what is known of its parameters and price.
    """

    model: str
    host: str
    stays_here: bool
    connect: Callable[[], AbstractAsyncContextManager[Endpoint]]
    small: bool = False
    concurrency: int = 8
    rung: Rung = "json_schema"
    rule: ModelRule = field(default_factory=lambda: ModelRule(""))


def endpoint_target(endpoint: Endpoint, concurrency: int, rung: Rung, small: bool = False) -> Target:
    """The target of an endpoint that someone else runs."""
    host = urlsplit(endpoint.base_url).netloc.rpartition("@")[2]
    return Target(
        model=endpoint.model, host=host, stays_here=is_loopback(endpoint.base_url),
        connect=lambda: nullcontext(endpoint), small=small, concurrency=concurrency, rung=rung,
        rule=rule_for(endpoint.base_url, endpoint.model),
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
