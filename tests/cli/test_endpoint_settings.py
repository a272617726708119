"""What goes along with a request: nothing of the environment to a host that it was not set for, and what the user's configuration
says of a host to that host alone."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import CommandLine, Endpoint, completion, error

pytestmark = pytest.mark.usefixtures("report")

# What the SDK reads by itself, and sends to any host.
OF_THE_SDK = {
    "OPENAI_CUSTOM_HEADERS": "X-Gateway: gw-secret\nX-Team: team-secret", "OPENAI_ORG_ID": "org-secret", "OPENAI_PROJECT_ID": "proj-secret",
    "OPENAI_ADMIN_KEY": "admin-secret", "OPENAI_WEBHOOK_SECRET": "hook-secret", "AZURE_OPENAI_API_KEY": "azure-secret",
    "AZURE_OPENAI_AD_TOKEN": "ad-secret", "OPENAI_API_VERSION": "version-secret",
}  # fmt: skip
# A request's own, without which HTTP does not work, and the key.
OURS = {
    "host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent", "authorization",
}  # fmt: skip


def configure(summarize: CommandLine, content: str) -> None:
    path = Path(summarize.env["XDG_CONFIG_HOME"]) / "report-summarizer" / "summarize.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def host(endpoint: Endpoint) -> str:
    return urlsplit(endpoint.url).netloc


def test_nothing_of_the_environment_goes_to_a_host_it_was_not_set_for(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, **OF_THE_SDK)
    assert done.returncode == 0, done.stderr
    assert endpoint.headers
    for headers in endpoint.headers:
        assert set(headers) <= OURS
        assert "secret" not in str(headers)


def test_nor_to_one_planted_in_the_working_folder(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write("summarize.toml", f'model = "m"\nbase_url = "{endpoint.url}"\n')
    done = summarize("report.txt", **OF_THE_SDK, OPENAI_API_KEY="key-secret")
    assert done.returncode == 0, done.stderr
    assert all("secret" not in str(headers) for headers in endpoint.headers)


def test_what_is_set_for_the_host_of_openai_base_url_goes_there(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    done = summarize(
        "report.txt", "-m", "m", **OF_THE_SDK, OPENAI_BASE_URL=endpoint.url, OPENAI_API_KEY="key-secret"
    )
    assert done.returncode == 0, done.stderr
    sent = endpoint.headers[0]
    assert (sent["openai-organization"], sent["openai-project"]) == ("org-secret", "proj-secret")
    assert (sent["x-gateway"], sent["x-team"], sent["authorization"]) == (
        "gw-secret",
        "team-secret",
        "Bearer key-secret",
    )
    assert not any(word in str(sent) for word in ("admin", "hook", "azure", "ad-secret"))


def test_a_key_set_for_one_host_does_not_go_to_another(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize(
        "report.txt", "-m", "m", "--base-url", endpoint.url, OPENAI_BASE_URL="https://gateway.invalid/v1", OPENAI_API_KEY="key-secret"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(endpoint.keys) == {""}


def test_settings_of_a_host_go_along_with_its_requests_and_are_never_shown(
    summarize: CommandLine, endpoint: Endpoint, tmp_path: Path
) -> None:
    configure(
        summarize,
        f"""
[endpoint."{host(endpoint)}"]
api_key = "own-secret"
reasoning_effort = "low"
headers = {{ X-Gateway = "gw-secret" }}
query = {{ api-version = "2031-secret" }}
body = {{ top_k = 20 }}
""",
    )
    args = (
        "report.txt",
        "-m",
        "m",
        "--base-url",
        endpoint.url,
        "-v",
        "--log-file",
        "log.jsonl",
        "-f",
        "json",
    )
    done = summarize(*args, OPENAI_API_KEY="general-key")
    assert done.returncode == 0, done.stderr
    assert endpoint.keys[0] == "Bearer own-secret"
    assert endpoint.headers[0]["x-gateway"] == "gw-secret"
    assert parse_qs(urlsplit(endpoint.paths[0]).query) == {"api-version": ["2031-secret"]}
    assert (endpoint.requests[0]["reasoning_effort"], endpoint.requests[0]["top_k"]) == ("low", 20)
    written = b"".join(
        p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p.name != "summarize.toml"
    )
    assert "secret" not in done.stdout + done.stderr
    assert b"secret" not in written


def test_settings_of_another_host_stay_where_they_are(summarize: CommandLine, endpoint: Endpoint) -> None:
    configure(
        summarize, '[endpoint."llm.invalid"]\napi_key = "own-secret"\nheaders = { X-Gateway = "gw-secret" }\n'
    )
    assert summarize("report.txt", "-m", "m", "--base-url", endpoint.url).returncode == 0
    assert all("secret" not in str(headers) for headers in endpoint.headers)


def test_a_header_of_the_users_replaces_the_key(summarize: CommandLine, endpoint: Endpoint) -> None:
    configure(summarize, f'[endpoint."{host(endpoint)}"]\nheaders = {{ authorization = "Basic b3du" }}\n')
    assert (
        summarize("report.txt", "-m", "m", "--base-url", endpoint.url, OPENAI_API_KEY="sk-x").returncode == 0
    )
    assert set(endpoint.keys) == {"Basic b3du"}


def test_answers_asked_with_other_settings_are_others(summarize: CommandLine, endpoint: Endpoint) -> None:
    args = ("report.txt", "-m", "m", "--base-url", endpoint.url, "-q")
    for effort in ("low", "high", "low"):
        configure(summarize, f'[endpoint."{host(endpoint)}"]\nreasoning_effort = "{effort}"\n')
        assert summarize(*args).returncode == 0
    assert [r["reasoning_effort"] for r in endpoint.requests] == ["low", "high"]


@pytest.mark.parametrize(
    "reply",
    [
        error(401, "Invalid header X-Gateway: gw-secret-1"), error(400, "api-version 2031-secret is unknown"),
        (200, {"Content-Type": "text/html"}, "<title>who is gw-secret-1?</title>"),
        (200, {"Content-Type": "application/json"}, json.dumps({"error": {"message": "no gw-secret-1", "code": 403}})),
    ],
)  # fmt: skip
def test_a_setting_that_the_endpoint_says_back_is_not_shown(
    summarize: CommandLine, endpoint: Endpoint, reply: tuple[int, dict[str, str], str]
) -> None:
    configure(
        summarize,
        f'[endpoint."{host(endpoint)}"]\nheaders = {{ X-Gateway = "gw-secret-1" }}\nquery = {{ api-version = "2031-secret" }}\n',
    )
    endpoint.script(reply)
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "json")
    assert done.returncode in {3, 4}
    assert "secret" not in done.stdout + done.stderr


def test_a_table_of_hosts_in_the_working_folder_is_refused(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write(
        "summarize.toml", f'[endpoint."{host(endpoint)}"]\nheaders = {{ X-Gateway = "gw-secret" }}\n'
    )
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 2
    assert "user's configuration only" in done.stderr
    assert "secret" not in done.stderr
    assert endpoint.requests == []


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('headres = { X = "v-secret" }', "unknown key headres"), ("headers = 'v-secret'", "headers takes a table"),
        ('headers = { X = "v-secret\\nY: 1" }', "a header holds"), ('headers = { "X Y" = "v-secret" }', "a header holds"),
        ("body = { messages = [] }", "body can't set messages"), ("body = 'v-secret'", "body takes a table"),
        ("query = { api-version = 7 }", "query takes a table of texts"), ("ca_file = '/nowhere/ca.pem'", "ca_file names no file"),
        ("api_key = 'v-sécret'", "The key in"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_one_clear_error_that_shows_no_value(
    summarize: CommandLine, endpoint: Endpoint, table: str, says: str
) -> None:
    configure(summarize, f'[endpoint."{host(endpoint)}"]\n{table}\n')
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "v-s" not in done.stderr
    assert endpoint.requests == []


KEY = "sk-abcdefgh-secret-12345678"


@pytest.mark.parametrize("before", [0, 270, 285, 295])
def test_a_key_said_back_is_hidden_before_it_is_shortened(
    summarize: CommandLine, endpoint: Endpoint, before: int
) -> None:
    endpoint.script(error(401, "x" * before + KEY))
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "json", OPENAI_API_KEY=KEY)
    assert done.returncode == 3
    assert "sk-abc" not in done.stdout + done.stderr


def test_a_key_or_a_field_of_the_body_in_an_answer_is_hidden_and_not_kept(
    summarize: CommandLine, endpoint: Endpoint, tmp_path: Path
) -> None:
    configure(
        summarize, f'[endpoint."{host(endpoint)}"]\nbody = {{ user = {{ name = "body-secret-77" }} }}\n'
    )
    endpoint.script(completion(f"your key is {KEY}, user body-secret-77", f"stop {KEY}"))
    args = ("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "json", "--log-file", "log.jsonl")
    done = summarize(*args, OPENAI_API_KEY=KEY)
    written = b"".join(
        p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and p.name != "summarize.toml"
    )
    for secret in ("sk-abc", "body-secret"):
        assert secret not in done.stdout + done.stderr
        assert secret.encode() not in written


@pytest.mark.parametrize(
    "proxy",
    [
        "http://user:p-SECRET#x@127.0.0.1:9",
        "http://user:p-SECRET/x@127.0.0.1:9",
        "http://user:p-SECRET@127.0.0.1:port",
        "http://u:p-SECRET[@h:99999",
    ],
)
def test_a_proxy_that_is_none_is_advice_without_its_password(summarize: CommandLine, proxy: str) -> None:
    for command in (("report.txt",), ("doctor",)):
        done = summarize(
            *command, "-m", "m", "--base-url", "https://llm.invalid/v1", https_proxy=proxy, OPENAI_API_KEY=KEY
        )
        assert done.returncode == 3, done.stderr
        assert "HTTPS_PROXY" in done.stdout + done.stderr
        assert "SECRET" not in done.stdout + done.stderr


@pytest.mark.parametrize("key", ["output", "log_file", "cache_dir"])
@pytest.mark.parametrize("path", ["/tmp/planted-file", "../planted-file", "~/planted-file"])
def test_a_file_of_the_folder_names_no_path_out_of_it(summarize: CommandLine, key: str, path: str) -> None:
    summarize.write("summarize.toml", f'{key} = "{path}"\nformat = "text"\nno_model = true\n')
    done = summarize("report.txt")
    assert done.returncode == 2
    assert f"{key} leads out of the folder" in done.stderr
    assert not (summarize.folder.parent / "planted-file").exists()


def test_an_address_that_the_user_names_too_is_the_users(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write("summarize.toml", f'model = "m"\nbase_url = "{endpoint.url}"\n')
    assert summarize("report.txt", "--base-url", endpoint.url, OPENAI_API_KEY=KEY).returncode == 0
    assert set(endpoint.keys) == {f"Bearer {KEY}"}


@pytest.mark.parametrize(
    ("table", "says"),
    [("body = { d = 2020-01-01 }", "JSON has not"), ("body = { k = nan }", "JSON has not"), ("headers = { Host = 'x.invalid' }", "HTTP sets itself"), ("api_key = ['a']", "takes a text")],
)  # fmt: skip
def test_what_can_not_be_sent_is_said_first(
    summarize: CommandLine, endpoint: Endpoint, table: str, says: str
) -> None:
    configure(summarize, f'[endpoint."{host(endpoint)}"]\n{table}\n')
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize("name", ["http://llm.invalid", "llm.invalid/v1"])
def test_a_table_for_what_is_no_host_is_said(summarize: CommandLine, endpoint: Endpoint, name: str) -> None:
    configure(summarize, f'[endpoint."{name}"]\napi_key = "k"\n')
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert done.returncode == 2
    assert "is no host" in done.stderr
