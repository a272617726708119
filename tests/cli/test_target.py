"""Which model is asked, at which address, with which key; what it may cost; what is logged of it."""

import json
from pathlib import Path

import pytest
from conftest import CommandLine, Endpoint, diligent, error, numbered_sentences


@pytest.mark.usefixtures("report")
def test_a_remote_host_is_said_before_anything_is_sent_and_loopback_is_not(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", "http://model.invalid/v1", "--timeout", "2", "-q")
    assert done.stderr.splitlines()[0].startswith("Asking m at model.invalid")
    assert done.returncode == 3
    assert "sent there" not in summarize("report.txt", "-m", "m", "--base-url", endpoint.url).stderr


@pytest.mark.usefixtures("report")
def test_a_key_alone_never_chooses_a_remote_endpoint(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize("report.txt", "--offline", OPENAI_API_KEY="sk-secret", OPENAI_BASE_URL=endpoint.url)
    assert endpoint.requests == []
    assert done.returncode == 3  # the local model, whose weights are not here
    assert "models add" in done.stderr


@pytest.mark.usefixtures("report")
def test_keys_come_from_the_environment_and_stay_out_of_what_is_written(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    done = summarize(
        "report.txt", "-m", "m", "-f", "json", OPENAI_API_KEY="sk-secret", OPENAI_BASE_URL=endpoint.url
    )
    assert set(endpoint.keys) == {"Bearer sk-secret"}
    kept = b"".join(
        p.read_bytes() for p in Path(summarize.env["SUMMARIZE_CACHE_DIR"]).rglob("*") if p.is_file()
    )
    assert "sk-secret" not in done.stdout + done.stderr
    assert b"sk-secret" not in kept


@pytest.mark.usefixtures("report")
def test_a_base_url_found_in_the_working_folder_gets_no_key_found_elsewhere(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write("summarize.toml", f'model = "m"\nbase_url = "{endpoint.url}"\n')
    done = summarize("report.txt", OPENAI_API_KEY="sk-secret")
    assert done.returncode == 0, done.stderr
    assert set(endpoint.keys) == {""}
    assert "summarize.toml" in done.stderr
    assert (
        summarize("report.txt", "--base-url", endpoint.url, "--no-cache", OPENAI_API_KEY="sk-mine").returncode
        == 0
    )


@pytest.mark.usefixtures("report")
def test_a_flag_beats_a_variable_beats_the_configuration(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write(
        "summarize.toml", f'model = "from-file"\nbase_url = "{endpoint.url}"\nschema = "problems"\n'
    )
    summarize("report.txt", "-q")
    summarize("report.txt", "-q", SUMMARIZE_MODEL="from-variable")
    summarize("report.txt", "-q", "-m", "from-flag", SUMMARIZE_MODEL="from-variable")
    assert [r["model"] for r in endpoint.requests] == ["from-file", "from-variable", "from-flag"]
    assert numbered_sentences(endpoint.requests[0])[0][1] == "骨干企业偏少;"


@pytest.mark.usefixtures("report")
def test_a_bound_in_money_needs_a_price(summarize: CommandLine, endpoint: Endpoint) -> None:
    summarize.write("summarize.toml", "price_input = 1.0\n")
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "--max-cost", "0.1")
    assert done.returncode == 2
    assert "price_output" in done.stderr
    done = summarize(
        "report.txt",
        "-m",
        "nobodys",
        "--base-url",
        "https://example.invalid/v1",
        "--max-cost",
        "1",
        SUMMARIZE_CONFIG="",
    )
    assert done.returncode == 2


@pytest.mark.usefixtures("report")
def test_the_cost_is_told_by_the_price_that_the_configuration_says(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    summarize.write("summarize.toml", "price_input = 2.0\nprice_output = 10\n")
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "-f", "json")
    assert done.returncode == 0, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    assert result["run"]["cost"] == pytest.approx(0.0003 * result["run"]["requests"])


@pytest.mark.usefixtures("report")
def test_the_log_has_a_line_a_request_and_no_words_and_no_key(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    endpoint.script(error(503), diligent)
    flags = ("report.txt", "-m", "m", "--base-url", endpoint.url, "--log-file", "log.jsonl", "-v", "-q")
    done = summarize(*flags, OPENAI_API_KEY="k-secret-123")
    assert done.returncode == 0, done.stderr
    assert summarize(*flags, OPENAI_API_KEY="k-secret-123").returncode == 0
    text = (summarize.folder / "log.jsonl").read_text("utf-8")
    entries = [json.loads(line) for line in text.splitlines()]
    assert [e["outcome"] for e in entries] == ["answered"] * (len(entries) // 2) + ["cached"] * (
        len(entries) // 2
    )
    assert entries[0]["attempts"] == 2
    assert entries[0]["prompt_tokens"] == 100
    assert "河道" not in text
    assert "k-secret" not in text + done.stderr + done.stdout
    assert "answered" in done.stderr


@pytest.mark.usefixtures("report")
def test_a_log_that_can_not_be_written_is_said_first(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "--log-file", "no/log.jsonl")
    assert done.returncode == 2
    assert endpoint.requests == []


@pytest.mark.usefixtures("report")
def test_a_key_with_the_end_of_its_line_is_sent_without(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, OPENAI_API_KEY="sk-secret\r\n")
    assert done.returncode == 0, done.stderr
    assert set(endpoint.keys) == {"Bearer sk-secret"}


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("key", ["sk-秘密-secret", "sk secret", "sk-“secret”"])
def test_a_key_that_can_be_none_is_said_and_not_shown(summarize: CommandLine, key: str) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", "http://127.0.0.1:9/v1", OPENAI_API_KEY=key)
    assert done.returncode == 2
    assert "OPENAI_API_KEY" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize(
    "url",
    [
        "user:sk-secret@host.invalid/v1", "ftp://u:sk-secret@h/v1", "api.invalid/v1?key=sk-secret", "sk-secret", "https://h/v1?key=sk-secret",
        "http://h:99999/v1", "http://h:x/v1", "http://[::1", "http://h/v1\nx", "http://h /v1",
    ],
)  # fmt: skip
def test_a_base_url_that_is_none_is_one_clear_error_without_a_key(summarize: CommandLine, url: str) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", url)
    assert done.returncode == 2, done.stderr
    assert "base URL" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.usefixtures("report")
def test_offline_asks_no_endpoint_not_even_one_on_this_machine(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    flags = ("report.txt", "-m", "m", "--base-url", endpoint.url)
    assert summarize(*flags, "--offline").returncode == 3
    assert endpoint.requests == []
    assert summarize(*flags).returncode == 0
    assert summarize(*flags, "--offline").returncode == 0


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("price", ["nan", "inf", "-1.0"])
def test_a_price_that_is_none_is_refused(summarize: CommandLine, price: str) -> None:
    summarize.write("summarize.toml", f"price_input = {price}\nprice_output = 1.0\n")
    done = summarize("report.txt", "-m", "m", "--base-url", "http://127.0.0.1:9/v1", "--max-cost", "1")
    assert done.returncode == 2
    assert "price_input" in done.stderr


@pytest.mark.usefixtures("report")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_log_without_room_costs_the_log_and_not_the_run(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize("report.txt", "-m", "m", "--base-url", endpoint.url, "--log-file", "/dev/full")
    assert done.returncode == 0
    assert "log" in done.stderr
