"""Which proxy a request takes, and which certificates its server must show."""

import asyncio
import datetime
import http.server
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import completion
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from summarizer.errors import EndpointError
from summarizer.llm import retry
from summarizer.llm.cache import AnswerCache
from summarizer.llm.chat import ChatRequest
from summarizer.llm.client import ChatClient
from summarizer.llm.endpoint import Endpoint, Extras, endpoint_target
from summarizer.llm.network import proxy_for

REQUEST = ChatRequest((("user", "一"),), {"type": "object"}, 50)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "MAX_WAIT", 0.01)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def ask(url: str, ca_file: str | None = None) -> str:
    target = endpoint_target(
        Endpoint("m", url, SecretStr("k"), 5.0, extras=Extras(ca_file=ca_file)), 1, "text"
    )

    async def run() -> str:
        client = ChatClient(target, AnswerCache(None))
        try:
            return (await client.ask(REQUEST)).content
        finally:
            await client.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("url", "proxies", "proxy"),
    [
        ("https://llm.example.org/v1", {}, None), ("https://llm.example.org/v1", {"https": "http://p:1"}, "http://p:1"),
        ("http://llm.example.org/v1", {"https": "http://p:1"}, None), ("https://llm.example.org/v1", {"all": "socks5://p:1"}, "socks5://p:1"),
        ("https://llm.example.org/v1", {"https": "http://p:1", "all": "socks5://p:2"}, "http://p:1"), ("https://llm.example.org/v1", {"https": "p:1"}, "http://p:1"),
        ("http://127.0.0.1:8000/v1", {"http": "http://p:1", "all": "socks4://p:2"}, None), ("http://localhost:8000/v1", {"all": "gopher://p:2"}, None),
        ("https://llm.example.org/v1", {"https": "http://p:1", "no": "example.org"}, None), ("https://llm.example.org/v1", {"https": "http://p:1", "no": ".example.org"}, None),
        ("https://llm.example.org/v1", {"https": "http://p:1", "no": "a.org, *.example.org"}, None), ("https://example.org/v1", {"https": "http://p:1", "no": "ample.org"}, "http://p:1"),
        ("https://llm.example.org/v1", {"https": "http://p:1", "no": "*"}, None), ("https://10.1.2.3/v1", {"https": "http://p:1", "no": "10.0.0.0/8"}, None),
        ("https://11.1.2.3/v1", {"https": "http://p:1", "no": "10.0.0.0/8"}, "http://p:1"), ("https://llm.example.org/v1", {"https": "http://p:1", "no": "llm.example.org:443"}, None),
        ("https://llm.example.org:8443/v1", {"https": "http://p:1", "no": "llm.example.org:443"}, "http://p:1"), ("https://[fd00::1]/v1", {"https": "http://p:1", "no": "fd00::/8"}, None),
        ("https://llm.example.org/v1", {"all": "gopher://p:2", "no": "llm.example.org"}, None),
    ],
)  # fmt: skip
def test_the_proxy_is_that_of_the_scheme_and_no_proxy_holds(
    url: str, proxies: dict[str, str], proxy: str | None
) -> None:
    assert proxy_for(url, proxies) == proxy


def test_a_proxy_that_can_not_be_used_is_said_where_it_is_needed_without_its_password() -> None:
    with pytest.raises(EndpointError, match="ALL_PROXY") as caught:
        proxy_for("https://llm.example.org/v1", {"all": "gopher://me:secret@p:1"})
    assert "secret" not in str(caught.value)


def test_a_socks_proxy_stops_no_run_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    with serving() as url:
        assert ask(url) == "[]"


def test_a_socks_proxy_is_spoken_to_and_looks_up_the_name_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[bytes] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def serve() -> None:  # RFC 1928
            connection, _ = listening.accept()
            with connection:
                connection.recv(64)
                connection.sendall(b"\x05\x00")
                asked_for.append(connection.recv(256))
                connection.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
                received = b""
                while b'"temperature"' not in received:
                    received += connection.recv(4096)
                body = completion("[]")[2].encode()
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
                connection.sendall(head.encode() + body)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{listening.getsockname()[1]}")
        assert ask("http://llm.invalid/v1") == "[]"
        thread.join(5)
    assert b"llm.invalid" in asked_for[0]


def test_a_certificate_file_of_the_environment_holds_on_loopback_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = self_signed(tmp_path)
    with serving(certificate) as url:
        with pytest.raises(EndpointError, match="can't be reached"):
            ask(url)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(url) == "[]"


def test_a_certificate_file_of_the_hosts_settings_holds(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    with serving(certificate) as url:
        assert ask(url, str(certificate)) == "[]"


def test_a_certificate_file_that_is_none_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(EndpointError, match="SSL_CERT_FILE"):
        ask("https://127.0.0.1:9/v1")


@contextmanager
def serving(certificate: Path | None = None) -> Iterator[str]:
    """The base URL of a server that answers everything with an empty list, over TLS where it has a certificate."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, headers, body = completion("[]")
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def self_signed(folder: Path) -> Path:
    """A file with a key and a certificate for 127.0.0.1 that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
