"""What an endpoint's refusal is about, read from its words: a table of topics with what endpoints really say.

The same words come with any status (vLLM and DashScope say 400, gateways 422, llama.cpp and Ollama 500, others 501), in English or Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# content: what the request says is not wanted; length: it is too long to be read; room: its answer has too little room; output: it asks
# for too long an answer;
# streaming, system, form: that way of asking is not taken; thinking: it must be turned off.
Topic = Literal["content", "length", "room", "output", "thinking", "streaming", "system", "form"]


@dataclass(frozen=True, slots=True)
class Row:
    """A form of refusal. ``examples`` are decided by this row, ``others`` are said of something else."""

    topic: Topic
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


_LIMIT_NAME = r"maximum tokens you requested|max_(?:completion_|new_|output_)?tokens|max_length|(?:completion|output|generated) tokens|输出(?:长度|token|的?最大)"
_TOO_MUCH = (
    r"too (?:large|high|big|many|long)|at most|must be|should be|range|between|<=|less than|(?:up|equal) to|maximum|exceed|limit|larger|greater"
    r"|不能(?:大于|超过|高于)|不得|范围|超过|超出|最大|上限|至多|过大|太大"
)


def _row(topic: Topic, pattern: str, examples: tuple[str, ...], others: tuple[str, ...] = ()) -> Row:
    return Row(topic, re.compile(pattern, re.IGNORECASE | re.DOTALL), examples, others)


ROWS: tuple[Row, ...] = (
    _row("content",
         r"content[ _](?:filter|management|policy|exists risk)|data_?inspection|moderation|flagged|responsible ?ai|(?<!case[- ])(?<!case)sensitive"
         r"|inappropriate content|safety (?:system|policy|filter)|censorship|^1301\b|敏感|违规|不合规|内容安全|安全审核|涉政",
         ("The response was filtered due to the prompt triggering content management policy", "data_inspection_failed: Input data may contain inappropriate content.",
          "1301 系统检测到输入或生成内容可能包含不安全或敏感内容", "Content Exists Risk", "Your input was flagged by moderation"),
         ("model names are case-sensitive",)),
    _row("length",
         r"must be at least 1, got -|max_seq_len|must have less than \d+ .{0,10}tokens|context[ _](?:length|window|size|limit)|(?:maximum|max\.?) (?:model|sequence|input|prompt|total) (?:length|tokens)|maximum model length|exceeds? (?:the )?(?:available |max(?:imum)? )?context"
         r"|exceed_context|(?<!took )(?<!takes )(?<!taking )(?<!wait )(?<!waited )too long(?! running)(?! in)|string_above_max_length|too large to (?:process|be processed)|request (?:is )?too large|physical batch size|range of input length"
         r"|input (?:length|tokens?|is|text).{0,40}(?:exceed|too (?:long|large)|larger than)|too many (?:input|prompt) tokens|reduce (?:the length|your prompt)|model token limit"
         r"|上下文.{0,14}(?:超|过长|限制)|(?:输入|提示词?|prompt|内容|文本|消息|请求)[^,，。]{0,12}(?:过长|超长|太长)|输入[^,，。]{0,14}(?:超过|超出|大于)|prompt 超长",
         ("This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (3000 in the messages, 2000 in the completion).",
          "the request exceeds the available context size (4096 tokens), try increasing it", "input length exceeds the context length",
          "'max_tokens' is too large: 2000. This model's maximum context length is 4096 tokens and your request has 3000 input tokens",
          "The decoder prompt (length 5000) is longer than the maximum model length of 4096.", "prompt too long; exceeded max context length by 20 tokens",
          "input is too large to process. increase the physical batch size", "Range of input length should be [1, 6000]", "Your request exceeded model token limit: 8192",
          "输入长度超过模型的最大限制", "Prompt 超长", "请求内容过长,请缩短后重试", "超出上下文长度限制",
          "length of prompt_tokens (5000) must be less than max_seq_len (4096).", "`inputs` must have less than 4097 tokens", "max_tokens must be at least 1, got -186."),
         ("max_tokens is too large: 30000. This model supports at most 16384 completion tokens", "request waited too long in queue",
          "The request was too long running and was aborted", "Rate limit reached for requests", "参数 max_tokens 不能超过 8192")),
    _row("room", r"higher max_|increase max_|max_(?:completion_)?tokens.{0,40}(?:too (?:low|small)|not enough|insufficient|太小|过小)|output limit was reached|could not finish the message",
         ("Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.", "max_tokens is too small"),
         ("max_tokens is too large: 2000",)),
    _row("output", rf"(?:{_LIMIT_NAME}).{{0,120}}(?:{_TOO_MUCH})|(?:{_TOO_MUCH}).{{0,60}}(?:{_LIMIT_NAME})|too many tokens",
         ("max_tokens is too large: 30000. This model supports at most 16384 completion tokens, whereas you provided 30000.",
          "Range of max_tokens should be [1, 8192]", "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]",
          "max_tokens must be less than or equal to 4096", "参数 max_tokens 不能大于 4095", "max_tokens 取值范围为 [1, 4096]", "too many tokens requested"),
         ("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",)),
    _row("thinking", r"(?:enable_thinking|thinking|reasoning|think)\b.{0,60}(?:must|should|only|need|has to|required).{0,40}(?:false|disabled?|off|none)|(?:关闭|禁用|不支持).{0,8}(?:思考|推理)模式|思考模式.{0,20}(?:关闭|false|不支持)",
         ("parameter.enable_thinking must be set to false for non-streaming calls", "thinking.type must be disabled for this model", "非流式调用时请关闭思考模式 enable_thinking=false"),
         ("enable_thinking is not a known parameter",)),
    _row("streaming",
         r"(?:only|must|need|require|should|please)\w*.{0,40}(?<!up)(?<!_)(?<!verified to )stream(?!_options|line)|(?<!up)(?<!_)(?<!verified to )stream(?!_options|line)\w*.{0,40}(?:only|must be|required|=\s*true|enable|true)"
         r"|non[- ]?stream.{0,60}(?:not|un|only|disabled)|(?:not|un)\w* .{0,20}non[- ]?stream|(?:仅|只|必须|请使用|需要).{0,14}流式|非流式.{0,16}(?:不|未|禁)|不支持非流式",
         ("This model only support stream mode, please enable the stream parameter to access the model.", "Non-streaming requests are not supported; set stream=true",
          "stream must be true", "该模型仅支持流式调用", "不支持非流式输出"),
         ("upstream connect error", "stream_options is not supported", "the upstream server must be restarted", "Your organization must be verified to stream this model")),
    _row("system",
         r"system[ _](?:role|message|prompt|turn|instruction)s?.{0,60}(?:not|n't|un|only|invalid)|(?:not|n't|un)\w*.{0,40}system[ _'\"`]{0,3}(?:role|message|prompt|instruction)|\brole\b.{0,40}\bsystem\b"
         r"|(?:role|variant|角色)\W{0,20}['\"`“‘]?system|only ['\"`]?user['\"`]? (?:and|or)|roles? must alternate|developer instruction is not enabled|(?:system|系统)(?:角色|消息|提示词?|指令)?.{0,10}(?:不支持|不被支持|无效|非法)|不支持.{0,14}(?:system|系统)(?:角色|消息|提示|指令|\W|$)",
         ("System role not supported", "Only user and assistant roles are supported!", "messages[0].role: unknown variant `system`, expected `user` or `assistant`",
          "Conversation roles must alternate user/assistant/user/assistant/...", "Developer instruction is not enabled for models/gemma-3-27b-it",
          "'messages[0].role' does not support 'system' with this model", "该模型不支持 system 角色", "系统消息不支持"),
         ("The system is busy", "系统繁忙,请稍后再试", "system error")),
    _row("form",
         r"response[ _]?format|json[ _-]?schema|json[ _]object|json[ _]?mode|guided_|structured[ _-]?(?:output|generation)|grammar|response_schema|too many states|json_validate_failed|failed to generate json"
         r"|(?:invalid|unsupported|bad)\W+.{0,12}schema|schema.{0,40}(?:not|un|invalid)|结构化|(?:响应|返回|输出)格式|json\s?模式",
         ("response_format.type json_schema is not supported", "'response_format.type' must be 'json_object' or 'text'", "This response_format type is unavailable now",
          "Failed to parse grammar", "Invalid schema for function", "该模型不支持结构化输出", "response_format 参数错误,仅支持 text",
          "The specified schema produces a constraint that has too many states for serving", "json_validate_failed Failed to generate JSON"),
         ("database unavailable",)),
)  # fmt: skip


def topic_of(refusal: str) -> Topic | None:
    """What a ``refusal`` is about; None where it says nothing that asking otherwise would help with."""
    return next((row.topic for row in ROWS if row.pattern.search(refusal)), None)


# The number behind "at most", in brackets, behind a sign; tried in this order.
_BOUNDS = (
    r"[\[(（【]\s*\d+\s*[,，]\s*(?P<most>\d[\d_]*)\s*[\])）】]",
    r"(?:at most|up to|(?:less|lower|smaller) than or equal to|no (?:more|greater|larger|higher) than|<=|≤|between \d+ and|小于等于|不(?:能|得|可)?(?:大于|超过|高于)|至多|最多|最大(?:值|长度)?(?:为|是|：|:)?|上限(?:为|是|：|:)?)\D{0,12}(?P<most>\d[\d_,]*)",
    r"(?:less|lower|smaller) than \D{0,6}(?P<below>\d[\d_,]*)|(?:<(?!=)|小于)\s*(?P<under>\d[\d_,]*)",
    r"(?:maximum|max|limit)\w*(?: value| length| allowed| output| number)*(?: of| is| to|:|：)?\s*(?P<most>\d[\d_,]*)",
    r"\d+\s*(?:-|~|–|—|到|至|to)\s*(?P<most>\d[\d_,]*)",
)


def output_bound(refusal: str, asked: int) -> int | None:
    """The most tokens of an answer that a ``refusal`` of ``asked`` tokens allows; None where it names no smaller number."""
    for pattern in _BOUNDS:
        for found in re.finditer(pattern, refusal, re.IGNORECASE):
            groups = {name: value for name, value in found.groupdict().items() if value}
            for name, value in groups.items():
                most = int(re.sub(r"\D", "", value)) - (name != "most")
                if 0 < most < asked:
                    return most
    return None
