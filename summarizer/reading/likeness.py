"""Whether a text reads like a report at all."""

from __future__ import annotations

import re

# Words that reports of all organs live on. In a hundred characters of a report 5 to 11 of them stand (96 reports of governments,
# congresses, courts, budgets), in other writing 0 to 2 (stories, contracts, papers, recipes, programs).
_WORDS = re.compile(
    r"发展|建设|推进|工作|完成|实现|增长|项目|加强|政府|改革|企业|服务|提升|保障|实施|全[国省市区县镇乡]|经济|人民|群众|推动|管理|治理|制度|机制"
    r"|任务|目标|问题|改造|新增|亿元|万元|万人|开展|落实|促进|就业|产业|民生|创新|安全|监督|预算|审判|案件|代表|党"
)
_LEAST_IN_A_HUNDRED = 2.5
_SAMPLE = 200_000


def reads_like_a_report(text: str) -> bool:
    """Whether ``text`` (clean, simplified) uses the words of reports as often as reports do."""
    sample = "".join(text[:_SAMPLE].split())
    return len(_WORDS.findall(sample)) * 100 >= _LEAST_IN_A_HUNDRED * max(1, len(sample))
