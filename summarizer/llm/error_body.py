"""What an endpoint says in place of an answer: the words and the code, out of a body of any shape."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_LONGEST = 300
# Where the reason stands, most telling first. OpenAI: error.message; FastAPI, vLLM: detail; Ollama, TGI: error; Spring and many
# Chinese gateways: message or msg with a code beside it; OpenRouter: error.metadata.raw holds what the provider behind it said.
_WORDS = ("message", "msg", "error_msg", "errmsg", "error_description", "detail", "details", "error", "errors", "reason", "title", "raw", "metadata")  # fmt: skip
_CODES = ("code", "error_code", "errcode", "status", "status_code", "type")
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_DEEPEST = 6
# What a code, or words, stand for, as HTTP would say it. Gateways say much of it under other statuses: a wrong key as 400, an empty
# account as 403, a busy server as 401.
_STATUSES = (
    (
        r"allocat\w* ?quota|throttl|rate[_ ]?limit|too[_ ]?many[_ ]?requests|per minute|\b[tqr]p[ms]\b|限流|限速|频率|并发|高峰",
        429,
    ),
    (
        r"insufficient[_ ]?(?:\w+[_ ])?(?:quota|balance|credits?|funds)|exceeded[_ ]your[_ ]current[_ ]quota|exceeded_current_quota|pre_consume_token_quota|quota_exceeded|budget[_ ]exceeded|billing|arrear|overdue"
        r"|balance is insufficient|free-?tier-?only|free-models-per-day|setlimitexceeded|out of credits?|(?:余额|额度)(?:已)?(?:不足|用尽|耗尽)|欠费|账户.{0,6}(?:透支|停用)|每日.{0,8}(?:上限|限额|次数)",
        402,
    ),
    (
        r"(?:api[_ -]?key|access[_ ]?token|令牌|密钥|apikey).{0,30}(?:not valid|invalid|incorrect|missing|expired|wrong|无效|错误|过期|不正确|passed in)|(?:invalid|incorrect|missing|wrong|no|无效的?|错误的?)[_ ]?.{0,12}(?:api[_ -]?key|access[_ ]?token|令牌|密钥)"
        r"|unauthori[sz]ed|authentication[_ ](?:failed|error)|login fail|鉴权失败|invalidtoken",
        401,
    ),
    (
        r"model[_ ]?not[_ ]?(?:found|exist)|no models? (?:loaded|named)|no such model|invalid model name|model.{0,40}(?:does not exist|not found|not exist|不存在|未找到)|模型.{0,20}(?:不存在|未找到|未开通)|method not allowed",
        404,
    ),
    (r"permission|forbidden|access[_ ]?denied|unsupported_country", 403),
    (
        r"overload|unavailable|timed?[_ ]?out|timeout|internal[_ ](?:server[_ ])?error|server[_ ]error|bad[_ ]?gateway|\bbusy\b|high traffic|do_request_failed|channel error|crashed|unloaded|繁忙|过载|超时|网络错误|稍后(?:再试|重试)|请重试",
        503,
    ),
)


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """``code`` as the endpoint gives it ("" for none), and what it says in words."""

    code: str
    text: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.code, self.text) if part)

    @property
    def status(self) -> int | None:
        """The HTTP status that the code stands for, or the words; None where neither tells one."""
        return int(self.code) if re.fullmatch(r"[45]\d\d", self.code) else self.meant

    @property
    def meant(self) -> int | None:
        """The HTTP status that the words stand for; None where they tell none."""
        said = str(self)
        return next((s for pattern, s in _STATUSES if re.search(pattern, said, re.IGNORECASE)), None)


def read_error(body: object) -> ErrorBody:
    """What ``body`` (bytes' text, or JSON parsed from it) says; its words are bounded and on one line."""
    if isinstance(body, str):
        body = _parsed(body)
    if isinstance(body, str):
        return ErrorBody("", _shortened(_bare(body)))
    said = list(dict.fromkeys(_words(body, 0) or _texts(body, 0)))
    # 400 and 422 as a code say what the status says already.
    code = next((c for c in _codes(body, 0) if c and c not in said), "")
    return ErrorBody(code, _shortened("; ".join(said)))


def holds_error(body: object) -> bool:
    """Whether JSON that is no answer speaks of an error: a field for one, or a code beside words."""
    if not isinstance(body, dict):
        return False
    if any(body.get(name) for name in ("error", "errors", "detail", "error_msg", "errmsg")):
        return True
    said = read_error(body)
    return bool(said.text and said.code and said.code not in {"0", "200", "success", "ok"})


def _parsed(text: str) -> Any:
    """The JSON in ``text``, else ``text`` itself."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return text if value is None else value


def _texts(value: object, depth: int) -> list[str]:
    """Every text in a body that holds none where a reason usually stands."""
    if isinstance(value, str):
        return [_bare(value)] if value.strip() else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part, depth + 1)] if depth < _DEEPEST else []


def _words(value: object, depth: int) -> list[str]:
    return list(_words_of(value, depth)) if depth <= _DEEPEST else []


def _words_of(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        inner = _parsed(value) if value.lstrip().startswith(("{", "[")) else value
        if isinstance(inner, str):
            if value.strip():
                yield _bare(value)
        else:
            yield from _words(inner, depth + 1)
    elif isinstance(value, list):
        for part in value[:5]:
            yield from _words(part, depth + 1)
    elif isinstance(value, dict):
        place = value.get("loc") or value.get(
            "param"
        )  # FastAPI and OpenAI name the parameter apart from the words
        if isinstance(place, list):
            place = ".".join(map(str, place))
        told = [word for name in _WORDS if name in value for word in _words(value[name], depth + 1)]
        for word in told:
            yield f"{place}: {word}" if place and str(place) not in word else word


def _codes(value: object, depth: int) -> Iterator[str]:
    """Codes, the innermost first: what wraps an error often only repeats its status."""
    if depth > _DEEPEST or not isinstance(value, dict):
        return
    for part in value.values():
        yield from _codes(part, depth + 1)
    for name in _CODES:
        if isinstance(value.get(name), str | int) and not isinstance(value[name], bool):
            yield str(value[name])[:60]


def _bare(text: str) -> str:
    """The words of a text that may be a page."""
    if re.search(r"<(?:!doctype|html|head|body|title|h\d|p|div|center)\b", text, re.IGNORECASE):
        title = _TITLE.search(text)
        text = (title[1] if title and title[1].strip() else "") or _TAGS.sub(" ", text)
    return " ".join(html.unescape(text).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
