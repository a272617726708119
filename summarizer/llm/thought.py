"""What a model thinks aloud, told from what it answers.

Models write their thought before the answer: between tags (DeepSeek, Qwen <think>; others <thinking>, <thought>, <reasoning>), of which
servers often swallow the opening one, or in channels (gpt-oss, "harmony": analysis, commentary, final).
"""

from __future__ import annotations

import re

_NAMES = r"think|thinking|thought|thoughts|reasoning|reflection|scratchpad|seed:think"
_CLOSING = re.compile(rf"</\s*(?:{_NAMES})\s*>|\[/THINK\]|◁/think▷", re.IGNORECASE)
_OPENING = re.compile(rf"\s*(?:<\s*(?:{_NAMES})\s*>|\[THINK\]|◁think▷)", re.IGNORECASE)
_ANY_OPENING = re.compile(_OPENING.pattern, re.IGNORECASE)
# <|start|>assistant<|channel|>final<|message|>…<|return|>; tokens that a server took for text lose their bars.
_CHANNEL = re.compile(r"<\|channel\|>\s*(?P<name>\w+)(?:(?!<\|message\|>)[\s\S]){0,80}<\|message\|>")
_CHANNEL_END = re.compile(r"<\|(?:end|return|call|start|channel)\|>")
_FINAL = "final"


def split_thought(content: str) -> tuple[str, str]:
    """The answer and the thought in ``content``: what stands behind the last closing tag, or in the last final channel, is the answer;
    behind a tag that never closes all is thought."""
    channels = list(_CHANNEL.finditer(content))
    if channels:
        return _of_channels(content, channels)
    closing = list(_CLOSING.finditer(content))
    if closing:
        answer, thought = content[closing[-1].end() :].strip(), content[: closing[-1].start()]
        if opening := _ANY_OPENING.search(thought):
            before, thought = thought[: opening.start()].strip(), thought[opening.end() :]
            answer = answer or before  # thought over once more behind the answer
        return answer, thought
    if opening := _OPENING.match(content):
        return "", content[opening.end() :]
    return content, ""


def _of_channels(content: str, channels: list[re.Match[str]]) -> tuple[str, str]:
    answer, thought = "", []
    for channel in channels:
        end = _CHANNEL_END.search(content, channel.end())
        said = content[channel.end() : end.start() if end else len(content)]
        if channel["name"].lower() == _FINAL:
            answer = said
        else:
            thought.append(said)
    return answer.strip(), "\n".join(thought)
