"""The rules for tasks: action, object and target of a clause, and one clause an item.

Small models copy words well and cut them badly (推动传统产业和现代|产业协调发展), and swap near verbs (推进 for 推动). The clause an
item stands on says both, so where its form is known the words are taken from there.
"""

from __future__ import annotations

import re

from summarizer.checks import find_words
from summarizer.extract.context import Context, Data
from summarizer.extract.evidence import clauses
from summarizer.extract.words import (
    DEADLINE,
    FIGURE_FORM,
    FOLLOWER,
    FRAMING,
    GOAL_STANDARD,
    LEADING_VERB,
    NO_GOAL_UNITS,
    QUOTED,
    RESPONSIBLE,
    RESULT_FORM,
    SUBJECT,
    UNIT,
)
from summarizer.lexicon.verbs import VERB, VERBS_ONLY
from summarizer.quantities import read_quantities

_LEAD = re.compile(
    rf"^(?:{DEADLINE.pattern}|\d{{4}}年|同时|此外|另外|(?:特别是|尤其是|还|也|更)?(?:要|必须|应当)|并|政府将?|我们将?|[,，、])+"
)


_DIGITS = tuple("0123456789")
# An action this long is no verb but (the beginning of) a clause.
_WHOLE = 6


# An action of the schema holds no more.
_LONGEST_VERB = 10
# A verb of two characters and at least as many of its object.
_CUT_LATE = 4


def verb_clauses(data: Data, sentence: str) -> list[Data]:
    """One item a clause, and one a figure, where the model put several into one item.

    打造服务中心2个、照料站10个 ·
    完善现代产业体系|建设产业结构优化的示范区 · 入驻率达到90%以上|入驻企业管理资金规模 · 以项目为牵动|集聚先进产业要素
    """
    action, said = str(data["action"]), str(data["object"])
    parts = [sentence[a:b] for a, b in clauses(sentence)]
    if (
        said.startswith("的") and len(action) >= _CUT_LATE
    ):  # 凝聚打造国际化环境|的强大合力: cut behind the object's own words
        action, said = action[:2], action[2:] + said
        data = {**data, "action": action, "object": said}
    if any(FRAMING.match(part) and find_words(action + said, part) for part in parts):
        return []
    whole = next((part for part in parts if _is_most_of(action, part)), None)
    if whole is None or said in whole or VERBS_ONLY.fullmatch(action):
        return [{**data, "object": thing} for thing in _one_figure_each(said)]
    action, out = whole, []
    if form := _name_and_verb(action):
        out.append({**data, "action": form[1], "object": action})
    elif verb := _verb_led(action):
        out.append({**data, "action": verb[0], "object": verb[1]})
    home = next((part for part in parts if said in part), None)
    if home is None:
        return [data]
    second = _verb_led(home) or ((form[1], form[0]) if (form := _name_and_verb(home)) else None)
    return [*out, {**data, "action": second[0], "object": said} if second else data]


def proposed_task(clause: str) -> Data | None:
    """Action and object of a clause that is an act or an expected figure; None for any other, which rules can't tell from a slogan."""
    clause = _LEAD.sub("", clause)
    if charged := RESPONSIBLE.match(clause):
        clause = clause[charged.end() :]
    if FRAMING.match(clause) or FOLLOWER.match(clause):
        return None
    if form := _name_and_verb(clause):
        return {"action": form[1], "object": clause}
    led = _verb_led(clause)
    return {"action": led[0], "object": led[1]} if led and len(led[0]) <= _LONGEST_VERB else None


def _is_most_of(action: str, clause: str) -> bool:
    if clause.startswith(action):
        return len(action) >= min(_WHOLE, len(clause))
    return action in clause and len(action) >= _WHOLE - 1 and 3 * len(action) >= 2 * len(clause)


def task_action(context: Context, data: Data) -> str:
    """The verb of the clause where its form is known, else what the model gave."""
    clause = _one_clause(context)
    if clause is None:
        return str(data["action"])
    if form := _name_and_verb(clause):
        return form[1]
    if cut := _cut(clause, data):
        return cut[0]
    if _name_and_figure(clause) and (verb := _shared_verb(context)):
        return verb
    return str(data["action"])


def task_object(context: Context, data: Data) -> str:
    """The object as the clause says it, without the target's figure and the verb that led to it: 停车泊位1000个 → 停车泊位."""
    clause = _one_clause(context)
    said = str(data["object"])
    if clause is not None:
        if form := _name_and_verb(clause):
            return form[0]
        if cut := _cut(clause, data):
            said = cut[1]
        elif name := _name_and_figure(clause):
            return name
    goal = data.get("target")
    if not goal or goal not in said or len(goal) == len(said):
        return said
    before, _, after = said.partition(goal)
    rest = before + after if after.strip("，,。；;") else LEADING_VERB.sub("", before)
    rest = rest.strip("，,。；;、 ")
    return rest if len(rest) >= 2 else said


def target(context: Context, data: Data) -> str | None:
    """What the model gave; else the figure of the object, else the one beside it, else a standard that is said (全覆盖).

    A figure that describes the thing (投资3亿元的项目), a duration and one inside a quoted name are no targets; nor are the
    figures of several things (2个地块出让、2个项目启动), which stay in the object.
    """
    if data.get("target"):
        return str(data["target"])
    said, clause = str(data.get("object", "")), context.text
    # Where the model cut the clause wrong, its figure may lie on the other side of the cut.
    whole_clause = _one_clause(context)
    if whole_clause is not None and (cut := _cut(whole_clause, data)):
        said = cut[1]
    named = whole_clause is not None and (_name_and_verb(whole_clause) or _name_and_figure(whole_clause))
    if whole_clause is not None and named and (whole := _goal_figures(whole_clause)):
        # 实现122亿元,同比增长6.5%: the figure and what goes on with it
        return clause[clause.rindex(whole[-1], 0, clause.index(whole_clause) + len(whole_clause)) :]
    figures = _goal_figures(said)
    if len(figures) == 1 and find_words(figures[0], clause) is not None:
        return figures[0]
    beside = [figure for figure in _goal_figures(clause) if _stands_beside(figure, said, clause)]
    if not figures and len(beside) == 1:
        return beside[0]
    found = GOAL_STANDARD.search(whole_clause or said)
    return found[0] if found else None


def _stands_beside(figure: str, said: str, clause: str) -> bool:
    """Whether ``figure`` stands right before or behind the words of the object, a verb of measure aside."""
    place = find_words(said, clause)
    if place is None:
        return False
    at = clause.find(figure)
    between = clause[place.end : at] if at >= place.end else clause[at + len(figure) : place.start]
    return not LEADING_VERB.sub("", between)


def charged_unit(text: str) -> str | None:
    """The unit that a clause charges: 各单位、部门要紧紧抓住已有项目."""
    charged = _with_subject(text)
    return charged[2] if charged and UNIT.search(charged[2]) else None


def _one_clause(context: Context) -> str | None:
    """The clause of the evidence without a lead (2019年, 到2020年,), when it is one, those that only go on with it aside."""
    text = _LEAD.sub("", context.text)
    parts = [text[a:b] for a, b in clauses(text)]
    if not parts or not all(FOLLOWER.match(part) for part in parts[1:]):
        return None
    return parts[0] if len(parts) > 1 else text


def _name_and_verb(clause: str) -> tuple[str, str] | None:
    """Name and verb of a clause that is an expected figure or an expected result; None for acts."""
    quantities = read_quantities(clause)
    if len(quantities) == 1 and quantities[0].end == len(clause):
        before = clause[: quantities[0].start]
        if found := FIGURE_FORM.match(before):
            return found["name"] + found["rest"], found["verb"]
        if "新增" in before[1:] and not VERB.match(before):  # 城镇新增就业6570人以上
            return before, "新增"
        return None
    found = RESULT_FORM.match(clause)
    return (found["name"], found["verb"]) if found and not VERB.match(clause) else None


def _name_and_figure(clause: str) -> str | None:
    """The name in a clause of a name and a figure that shares its verb with the one before: 市级工程技术研究中心1家."""
    quantities = read_quantities(clause)
    if len(quantities) != 1 or quantities[0].end != len(clause) or VERB.match(clause):
        return None
    name = clause[: quantities[0].start]
    return name if len(name) >= 3 and not LEADING_VERB.search(name) else None


def _shared_verb(context: Context) -> str | None:
    """The verb of the nearest clause to the left that opens with one (力争新增高新技术企业1家,市级工程技术研究中心1家)."""
    sentence = context.sentence.text
    before = [sentence[a:b] for a, b in clauses(sentence[: sentence.find(context.text)])]
    led = (verb for part in reversed(before) if (verb := _verb_led(_LEAD.sub("", part))))
    found = next(led, None)
    return found[0] if found else None


def _verb_led(clause: str) -> tuple[str, str] | None:
    """Verb and rest of a clause that opens with a verb."""
    verb = VERB.match(clause)
    return (verb[0], clause[verb.end() :]) if verb and len(clause) - verb.end() >= 2 else None


def _with_subject(clause: str) -> tuple[str, str, str] | None:
    """Verb, rest and subject of a clause that charges something: 总部经济园要完成项目的策划方案."""
    found = SUBJECT.match(clause)
    led = _verb_led(found["rest"]) if found and not VERB.match(clause) else None
    return (*led, found["subject"]) if found and led else None


def _cut(clause: str, data: Data) -> tuple[str, str] | None:
    """Verb and rest of a clause that opens with a verb; None where there is none or the model's own cut is finer.

    Finer is an object in pieces (推动|百年港湾商业区全面营业, one of three that the clause lists); an object that breaks off in
    the middle or an inner verb (改造|耐酸泵厂周边地块 of 推进耐酸泵厂周边地块改造项目) is not.
    """
    action, said = str(data["action"]), str(data["object"])
    if charged := _with_subject(clause):
        verb, rest, subject = charged
        return verb, rest if UNIT.search(subject) else subject + rest
    led = _verb_led(clause)
    if led is None:
        return None
    verb, rest = led
    if clause.startswith(action) and VERBS_ONLY.fullmatch(action):
        verb, rest = action, clause[len(action) :]
    match = find_words(said, rest)
    if action == verb and match is not None and not match.exact and not read_quantities(said):
        return None
    return (verb, rest) if len(rest) >= 2 else None


def _goal_figures(text: str) -> list[str]:
    """The figures of ``text`` that may be targets; 106栋、32.8万平方米 is one."""
    quoted = [m.span() for m in QUOTED.finditer(text)]
    runs: list[tuple[int, int]] = []
    for quantity in read_quantities(text):
        if quantity.unit in NO_GOAL_UNITS or not quantity.unit:
            continue
        if any(a < quantity.start < b for a, b in quoted) or text[quantity.end : quantity.end + 1] == "的":
            continue
        numeral = not quantity.text.lstrip("近约超").startswith(_DIGITS)
        if numeral and quantity.start and quantity.end < len(text):
            continue  # 化解、创新、执法三项重点工作: a count of what was just listed
        if runs and text[runs[-1][1] : quantity.start] == "、":
            runs[-1] = (runs[-1][0], quantity.end)
        else:
            runs.append((quantity.start, quantity.end))
    return [text[start:end] for start, end in runs]


def _one_figure_each(said: str) -> list[str]:
    """The things of a list each of which has a figure of its own at its end or beginning: 服务中心2个、照料站10个."""
    things = re.split(r"、|以及|(?<=[个所处条座家项名人场台套张])和", said)
    if len(things) < 2:
        return [said]
    for thing in things:
        figures = _goal_figures(thing)
        if (
            len(figures) != 1
            or not (thing.startswith(figures[0]) or thing.endswith(figures[0]))
            or figures[0] == thing
        ):
            return [said]
    return things
