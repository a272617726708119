"""From flags and configuration to the model that is asked."""

from __future__ import annotations

import math
from pathlib import Path

from pydantic import SecretStr

from summarizer.cli.address import find_address
from summarizer.cli.config import FILE_NAME, Config
from summarizer.cli.options import RunOptions
from summarizer.errors import ConfigError, WeightsError
from summarizer.llm import weights
from summarizer.llm.budget import Budget
from summarizer.llm.endpoint import LOCAL, NO_KEY, Endpoint, Target, endpoint_target
from summarizer.llm.local import SLOTS, local_target
from summarizer.llm.providers import Price, provider_of
from summarizer.messages import Message
from summarizer.render.progress import Reporter

_REMOTE_CONCURRENCY = 8
_WIRE_FORMS = ("auto", "line", "object")


def choose_target(options: RunOptions, config: Config, reporter: Reporter) -> Target:
    """The local model unless another was named. Nothing is started or sent. Raises ConfigError."""
    if options.wire not in _WIRE_FORMS:
        raise ConfigError(
            "No wire form {form!r}.", "Forms are {forms}.", form=options.wire, forms=_WIRE_FORMS
        )
    if options.model == LOCAL:
        if options.base_url and not config.merged.get("base_url") == options.base_url:
            raise ConfigError("--base-url was given without a model.", "Name the model with -m.")
        return local_target(
            lambda: fetch_weights(reporter, options.offline), reporter.say, options.concurrency or SLOTS
        )
    address = find_address(options.base_url, config, options.model, options.base_url_by_user)
    if address.warning:
        reporter.say(address.warning)
    provider = provider_of(address.base_url)
    endpoint = Endpoint(
        options.model,
        address.base_url,
        SecretStr(address.api_key or NO_KEY),
        options.timeout,
        extras=address.extras,
    )
    rung = provider.rung if provider else "json_schema"
    return endpoint_target(endpoint, options.concurrency or _REMOTE_CONCURRENCY, rung, options.wire == "line")


def make_budget(options: RunOptions, config: Config, target: Target) -> Budget:
    """What the run may spend at ``target``. Raises ConfigError for a bound in money where no price is known."""
    price = Price(*config.price) if config.price else target.rule.price
    if target.stays_here and price is None:
        price = Price(0.0, 0.0)
    if options.max_cost is not None and not 0 <= options.max_cost < math.inf:
        raise ConfigError("--max-cost takes an amount of money.", "Give one like 0.50.")
    if options.max_cost is not None and price is None:
        raise ConfigError(
            "--max-cost needs a price, and none is known for {model}.",
            "Put price_input and price_output (per million tokens) into {file}, or use --max-tokens.",
            model=options.model, file=FILE_NAME,
        )  # fmt: skip
    return Budget(options.max_tokens, options.max_cost, price)


def fetch_weights(reporter: Reporter, offline: bool) -> Path:
    """The weights of the local model, fetched when they are not there (not with --offline)."""
    model = weights.DEFAULT
    if not weights.is_present(model):
        if offline:
            raise WeightsError(
                "The local model's weights are not here, and --offline fetches nothing.",
                "Run `summarize models pull` once, or `summarize models add FILE`.",
            )
        about = {"name": model.name, "size": model.bytes / 1e9, "licence": model.license}
        reporter.say(Message("Fetching the local model {name} ({size:.1f} GB, {licence}), once.", about))
    return weights.pull(model, reporter.download, reporter.say)
