"""Where a model is and how it is spoken to."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from summarizer.errors import ConfigError, EndpointError
from summarizer.llm.providers import ModelRule, Rung, rule_for

LOCAL = "local"
# Given to endpoints that need no key: the SDK refuses an empty one.
NO_KEY = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What goes along with every request to one host, besides its key: headers, a query such as Azure's api-version, fields of the
    body such as reasoning_effort, the file of a certificate authority. Values may be secret, so none is ever shown."""

    headers: Mapping[str, SecretStr] = field(default_factory=dict)
    query: Mapping[str, SecretStr] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)
    ca_file: str | None = None

    @property
    def secrets(self) -> list[str]:
        """What nothing may show."""
        named = [value.get_secret_value() for value in (*self.headers.values(), *self.query.values())]
        return [*named, *_texts(self.body)]

    @property
    def shape(self) -> str:
        """A short hash of what shapes answers (query and body), "" where nothing does: answers are cached by it."""
        if not self.query and not self.body:
            return ""
        query = {name: value.get_secret_value() for name, value in self.query.items()}
        shaping = json.dumps([query, dict(self.body)], sort_keys=True, ensure_ascii=False)
        return sha256(shaping.encode("utf-8", "surrogatepass")).hexdigest()[:16]


NO_EXTRAS = Extras()


def _texts(value: Any) -> list[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at a base URL, ready to be asked; ``gone`` gives the error to raise once it is known that it never answers again."""

    model: str
    base_url: str
    api_key: SecretStr = field(repr=False)
    timeout: float = 300.0
    gone: Callable[[], EndpointError | None] = lambda: None
    extras: Extras = NO_EXTRAS


@dataclass(frozen=True, slots=True)
class Pace:
    """What a model is expected to take before anything is known of it: seconds until it can be asked, and seconds for each character of
    the report that it is asked about, all requests under way counted."""

    loading: float = 0.0
    per_char: float = 0.003


@dataclass(frozen=True, slots=True)
class Target:
    """What is known of a model before it is asked; :attr:`connect` starts or opens it when a first request must be sent.

    ``host`` stands for it in messages and provenance; answers are cached under ``place``, host and path, else under ``host``; ``small`` models get short requests and the compact wire
    form; ``stays_here`` is True when nothing sent to it leaves this machine; ``rule`` is what is known of its parameters and price; ``body`` are
    the user's own fields of a request.
    """

    model: str
    host: str
    stays_here: bool
    connect: Callable[[], AbstractAsyncContextManager[Endpoint]]
    small: bool = False
    concurrency: int = 8
    rung: Rung = "json_schema"
    rule: ModelRule = field(default_factory=lambda: ModelRule(""))
    place: str = ""
    pace: Pace = Pace()
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)


def endpoint_target(endpoint: Endpoint, concurrency: int, rung: Rung, small: bool = False) -> Target:
    """The target of an endpoint that someone else runs."""
    parts = urlsplit(endpoint.base_url)
    host = parts.netloc.rpartition("@")[2]
    return Target(
        model=endpoint.model, host=host, stays_here=is_loopback(endpoint.base_url),
        connect=lambda: nullcontext(endpoint), small=small, concurrency=concurrency, rung=rung,
        rule=rule_for(endpoint.base_url, endpoint.model), place="#".join(filter(None, (f"{host}{parts.path}", endpoint.extras.shape))),
        body=endpoint.extras.body,
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
    """``base_url`` without a trailing slash. Raises ConfigError when it is no http(s) URL, or carries what may be a key."""
    try:
        parts = urlsplit(base_url)
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that does not close
        sound = False
    if not sound or not base_url.isprintable() or " " in base_url:
        raise ConfigError(
            "{url!r} is not a base URL.", "Give one like https://api.openai.com/v1.", url=_shown(base_url)
        )
    if parts.password or parts.username or parts.query or parts.fragment:
        raise ConfigError(
            "The base URL carries a user name, a password, a query or a fragment.",
            "Leave it out: a key goes into OPENAI_API_KEY, a query such as api-version into the user's configuration.",
        )
    return base_url.rstrip("/")


def without_secrets(url: str) -> str:
    """``url`` without user, password, query and fragment, any of which may be a key. A password may itself hold ``#``, ``/`` or ``?``,
    so all up to the last ``@`` goes."""
    scheme, separator, rest = url.rpartition("://") if "://" in url else ("", "", url)
    bare = rest.rpartition("@")[2]
    return f"{scheme}{separator}{bare.partition('?')[0].partition('#')[0]}"


def _shown(base_url: str) -> str:
    """What of a wrong one may be shown: nothing that may be a key, nor looks like one by itself."""
    place = without_secrets(base_url)
    return place if place == base_url and any(sign in place for sign in ".:/") else f"{place[:3]}…"
