"""How a request travels: which proxy, which certificates, which headers. Taken from the environment and the settings of the one host
that is asked, never left to a library that reads the environment by itself.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit
from urllib.request import getproxies

from summarizer import __version__
from summarizer.errors import EndpointError
from summarizer.llm.endpoint import NO_KEY, Endpoint, is_loopback, without_secrets

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

_SHORTEST_SECRET = 6  # less is no secret, and stands in many a word
_PROXY_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})
# What HTTP itself needs of a request. Whatever else a library puts there (organization, project, custom headers, the system it
# runs on) comes from the environment, and is not sent.
_KEPT_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "transfer-encoding"}
)


def http_client(endpoint: Endpoint, on_response: Any) -> Any:
    """An HTTP client for ``endpoint`` alone; ``on_response`` is called with every response. A redirect is not followed: it would carry
    the report to a host that nobody named.

    Raises :class:`EndpointError` where the network settings can't be used.
    """
    import openai

    async def dress(request: Any) -> None:
        headers = {name: value for name, value in request.headers.items() if name.lower() in _KEPT_HEADERS}
        request.headers = type(request.headers)({**headers, **_own_headers(endpoint)})
        if query := endpoint.extras.query:
            shown = {name: value.get_secret_value() for name, value in query.items()}
            request.url = request.url.copy_merge_params(shown)

    proxy = proxy_for(endpoint.base_url)
    try:
        return openai.DefaultAsyncHttpxClient(
            trust_env=False, proxy=proxy, verify=_certificates(endpoint), follow_redirects=False,
            event_hooks={"request": [dress], "response": [on_response]},
        )  # fmt: skip
    except (
        OSError,
        ValueError,
        ImportError,
    ) as error:  # a certificate file that is none, a proxy that is none
        raise _unusable(f"{type(error).__name__}: {error}") from error


def _own_headers(endpoint: Endpoint) -> dict[str, str]:
    key = endpoint.api_key.get_secret_value()
    own = {"User-Agent": f"report-summarizer/{__version__}"}
    if key != NO_KEY:
        own["Authorization"] = f"Bearer {key}"
    named = {name: value.get_secret_value() for name, value in endpoint.extras.headers.items()}
    taken = {name.lower() for name in named}
    return {name: value for name, value in own.items() if name.lower() not in taken} | named


@contextmanager
def without_variables_of_the_sdk() -> Iterator[None]:
    """Inside, the environment holds no OPENAI_ variable: the SDK reads several when it is made, and sends them to any host."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("OPENAI_")}
    try:
        yield
    finally:
        os.environ.update(hidden)


def proxy_for(url: str, proxies: Mapping[str, str] | None = None) -> str | None:
    """The proxy for ``url``: by its scheme, else ALL_PROXY; None for this machine's own addresses and what NO_PROXY names.

    ``proxies`` is as ``urllib.request.getproxies`` gives them, the environment's when None. Raises :class:`EndpointError` for a
    proxy of a kind that can't be used, only where ``url`` needs it.
    """
    proxies = getproxies() if proxies is None else proxies
    parts = urlsplit(url)
    host, port = (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    if is_loopback(url) or any(_names(entry, host, port) for entry in _entries(proxies.get("no", ""))):
        return None
    named = proxies.get(parts.scheme) or proxies.get("all")
    if not named:
        return None
    proxy = named if "://" in named else f"http://{named}"
    if not _is_proxy(proxy):
        raise _unusable(f"{without_secrets(proxy)} is no address of an http, https or socks5 proxy")
    return proxy


def _is_proxy(url: str) -> bool:
    """Whether ``url`` is one that a proxy can have; signs that mean something in a URL must be escaped in a password."""
    try:
        parts = urlsplit(url)
        known = parts.scheme.lower() in _PROXY_SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a bracket that does not close
        return False
    return known and parts.path in {"", "/"} and not parts.query and not parts.fragment


def secrets_of(endpoint: Endpoint) -> list[str]:
    """What nothing that is shown may hold: the key, the settings of the host, the password of the proxy; as they are and as URLs
    write them."""
    proxy = urlsplit(proxy_for(endpoint.base_url) or "")
    named = [
        endpoint.api_key.get_secret_value(),
        *endpoint.extras.secrets,
        proxy.password or "",
        unquote(proxy.password or ""),
    ]
    long = [secret for secret in named if len(secret) >= _SHORTEST_SECRET]
    return list(dict.fromkeys([*long, *(quote(secret, safe="") for secret in long)]))


def redacted(value: Any, secrets: Sequence[str]) -> Any:
    """``value``, text or JSON, with stars for every secret in it."""
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, "***")
        return value
    if isinstance(value, list):
        return [redacted(part, secrets) for part in value]
    if isinstance(value, dict):
        return {redacted(name, secrets): redacted(part, secrets) for name, part in value.items()}
    return value


def proxy_errors() -> tuple[type[Exception], ...]:
    """What a SOCKS proxy that speaks wrongly raises; httpx lets it through as it comes."""
    from socksio import SOCKSError

    return (SOCKSError,)


def _entries(no_proxy: str) -> list[str]:
    return [entry.lower() for entry in re.split(r"[,;\s]+", no_proxy) if entry]


def _names(entry: str, host: str, port: int) -> bool:
    """Whether an entry of NO_PROXY names ``host``: *, a name, a domain, an address, a network (10.0.0.0/8), any of them with a port."""
    if entry == "*":
        return True
    entry = entry.rpartition("://")[2]
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        pass
    name, colon, number = entry.rpartition(":")
    if colon and number.isdigit():
        if int(number) != port:
            return False
        entry = name
    domain = entry.strip("[]").removeprefix("*").removeprefix(".")
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _certificates(endpoint: Endpoint) -> ssl.SSLContext | bool:
    """What a server must show: the usual authorities and those of the host's ``ca_file``, or the ones SSL_CERT_FILE and SSL_CERT_DIR
    name instead of the usual ones."""
    if urlsplit(endpoint.base_url).scheme != "https":
        return True
    import ssl

    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if not (file or folder or endpoint.extras.ca_file):
        return True
    context = ssl.create_default_context(cafile=file or None, capath=folder or None)
    if endpoint.extras.ca_file is not None:
        context.load_verify_locations(cafile=endpoint.extras.ca_file)
    return context


def _unusable(why: str) -> EndpointError:
    return EndpointError(
        "The network settings of the environment can't be used ({error}).",
        "Look at HTTPS_PROXY, ALL_PROXY, NO_PROXY and SSL_CERT_FILE.",
        error=why,
    )
