"""What the doctor finds: it asks what a run asks, reads what comes, and says what is used without showing a key."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import CommandLine, Endpoint, completion, diligent, error, numbered_sentences
from fault_server import Request, fault_server, refuses, thinks, thinks_on


def ask(summarize: CommandLine, url: str, *args: str, **env: str) -> tuple[int, str]:
    done = summarize("doctor", "-m", "m", "--base-url", url, *args, **env)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_asks_what_a_run_asks_and_reads_the_answer(summarize: CommandLine, endpoint: Endpoint) -> None:
    code, said = ask(summarize, endpoint.url, OPENAI_API_KEY="k-secret-123")
    assert code == 0, said
    request = endpoint.requests[0]
    assert request["messages"][0]["role"] == "system"
    assert request["response_format"]["type"] == "json_schema"
    assert numbered_sentences(request)
    assert "held to a JSON Schema" in said
    assert "新建口袋公园3处" in said
    assert "OPENAI_API_KEY (set)" in said
    assert "k-secret" not in said


def test_it_says_which_key_is_used_and_which_settings_by_name_only(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    path = Path(summarize.env["XDG_CONFIG_HOME"]) / "report-summarizer" / "summarize.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'[endpoint."{urlsplit(endpoint.url).netloc}"]\napi_key = "own-secret"\nheaders = {{ X-Gate = "gw-secret" }}\nbody = {{ top_k = 77777 }}\n'
    )
    code, said = ask(summarize, endpoint.url)
    assert code == 0
    assert all(name in said for name in ("summarize.toml ([endpoint])", "X-Gate", "top_k"))
    assert not any(value in said for value in ("secret", "77777"))


def test_no_key_is_said_too(summarize: CommandLine, endpoint: Endpoint) -> None:
    assert "none is set" in ask(summarize, endpoint.url)[1]


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (400, "response_format is not supported", "answers as text"), (400, "System role not supported", "no system turn"),
        (400, "only stream mode is supported", "a stream only"), (400, "Unsupported parameter: temperature", "without temperature"),
        (400, "max_tokens must be at most 300", "300 tokens at most"),
    ],
)  # fmt: skip
def test_it_says_what_it_found_out(summarize: CommandLine, status: int, body: str, says: str) -> None:
    def wanted(request: Request) -> bool:
        return {
            "answers as text": "response_format" not in request,
            "no system turn": request["messages"][0]["role"] == "user",
            "a stream only": bool(request.get("stream")),
            "without temperature": "temperature" not in request,
            "300 tokens at most": request["max_tokens"] <= 300,
        }[says]

    with fault_server() as server:
        server.always(refuses(status, body, wanted))
        code, said = ask(summarize, server.url)
    assert code == 0, said
    assert says in said


def test_it_says_that_a_model_thinks_and_that_one_only_thinks(summarize: CommandLine) -> None:
    with fault_server() as server:
        server.always(thinks(1500))
        code, said = ask(summarize, server.url)
        assert code == 0, said
        assert "think" in said
        server.always(thinks_on)
        code, said = ask(summarize, server.url)
    assert code == 3
    assert "only thinks" in said


def test_an_endpoint_that_answers_with_something_else_is_not_well(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    endpoint.script(completion("好"))
    code, said = ask(summarize, endpoint.url)
    assert code == 3
    assert "not with items that can be read" in said


def test_it_says_for_how_long_a_model_loads(summarize: CommandLine, endpoint: Endpoint) -> None:
    waited: list[int] = []

    def answer(request: Request) -> tuple[int, dict[str, str], str]:
        import time

        if not waited:
            time.sleep(0.7)  # as a server that loads its model when it is first asked
        waited.append(1)
        return diligent(request)

    endpoint.answer = answer
    code, said = ask(summarize, endpoint.url)
    assert code == 0
    assert re.search(r"loads +in [0-9.]+ s", said)


def test_a_wrong_key_is_its_first_word(summarize: CommandLine, endpoint: Endpoint) -> None:
    endpoint.script(error(401, "bad key"))
    code, said = ask(summarize, endpoint.url, OPENAI_API_KEY="k-secret-123")
    assert code == 3
    assert "refused the key" in said
    assert json.dumps("k-secret") not in said
