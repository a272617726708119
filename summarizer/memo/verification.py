"""The last part of a memo: relations between the report's figures that fail or can't be decided, items to look at, what was left out,
sentences of the model that were not let stand. Everything here is counted or computed, and says of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checks import Relation, note
from summarizer.extract.model import Item, SchemaResult
from summarizer.extract.run import NO_MODEL
from summarizer.memo.model import Kind, Paragraph, Run
from summarizer.memo.numbering import heading
from summarizer.memo.prose import Prose
from summarizer.memo.punctuation import full_width, quoted
from summarizer.memo.references import References
from summarizer.messages import Words

# So many of each are told; the evidence page has all.
_MOST_RELATIONS = 4
_MOST_ITEMS, _MOST_FINDINGS = 3, 2
_MOST_REPLACED = 3
_LONGEST_QUOTE = 40


def verification(
    results: Iterable[SchemaResult],
    relations: Sequence[Relation],
    prose: Mapping[str, Prose],
    references: References,
    words: Words,
) -> list[Paragraph]:
    """The paragraphs of the part, most serious first."""
    return _Verification(tuple(results), relations, prose, references, words).paragraphs()


class _Verification:
    def __init__(
        self,
        results: Sequence[SchemaResult],
        relations: Sequence[Relation],
        prose: Mapping[str, Prose],
        references: References,
        words: Words,
    ) -> None:
        self._results = results
        self._relations = relations
        self._prose = prose
        self._references = references
        self._words = words
        self._out: list[Paragraph] = []
        self._heads = 0

    def paragraphs(self) -> list[Paragraph]:
        self._arithmetic()
        self._items()
        self._left_out()
        self._rewritten()
        self._made_by()
        return self._out

    def _arithmetic(self) -> None:
        words, counts = self._words, Counter(r.holds for r in self._relations)
        shown = [r for r in self._relations if r.holds is not True][:_MOST_RELATIONS]
        if shown:
            self._head(self._words("Arithmetic of the report"))
        if not self._relations:
            self._add("text", Run(words("No relation between figures was found that can be checked.")))
            return
        self._add("text", Run(words(
            "Of {total} relations between the report's own figures {fail} fail, {open} can't be decided, {hold} hold.",
            total=len(self._relations), fail=counts[False], open=counts[None], hold=counts[True],
        )))  # fmt: skip
        for number, relation in enumerate(shown, 1):
            verdict = words("Fails") if relation.holds is False else words("Can't be decided")
            text = f"{heading(3, number)}{verdict}：{relation.statement}。{words.say(note(relation))}"
            self._add("heading3", Run(full_width(text), (self._references.of_relation(relation),)))

    def _items(self) -> None:
        flagged = [(r.schema, i) for r in self._results for i in r.items if i.worst in {"error", "warning"}]
        items = sum(len(result.items) for result in self._results)
        if not flagged:
            said = self._words(
                "{items} items were checked against their evidence; none is to be looked at.", items=items
            )
            self._add("text", Run(said))
            return
        self._head(self._words("Figures and words to look at"))
        self._add("text", Run(self._words(
            "{items} items were checked against their evidence; {flagged} are to be looked at and are not told above.",
            items=items, flagged=len(flagged),
        )))  # fmt: skip
        worst = sorted(flagged, key=lambda pair: pair[1].worst != "error")[:_MOST_ITEMS]
        for number, (schema, item) in enumerate(worst, 1):
            text = f"{heading(3, number)}{quoted(_shortened(_own_words(schema, item)))}：{self._why(item)}"
            self._add("heading3", Run(full_width(text), (self._references.of_item(item),)))
        if len(flagged) > _MOST_ITEMS:
            self._add(
                "text", Run(self._words("{n} more of them are not listed.", n=len(flagged) - _MOST_ITEMS))
            )

    def _why(self, item: Item) -> str:
        """The gravest findings."""
        found = sorted(
            (f for f in item.findings if f.severity != "info"), key=lambda f: f.severity != "error"
        )
        return self._words.paragraph(
            *dict.fromkeys(self._words.say(f.message) for f in found[:_MOST_FINDINGS])
        )

    def _left_out(self) -> None:
        left = sum(len(r.coverage.uncovered) for r in self._results)
        failed = sum(len(f.sentences) for r in self._results for f in r.failed)
        unfinished = any(not r.complete for r in self._results)
        if not left and not failed and not unfinished:
            return
        if left:
            self._add("text", Run(self._words("{n} sentences that call for an item gave none.", n=left)))
        if failed:
            self._add(
                "text", Run(self._words("{n} sentences got no usable answer from the model.", n=failed))
            )
        if unfinished:
            self._add(
                "text",
                Run(
                    self._words("The run stopped before all was asked; what was not asked is missing above.")
                ),
            )

    def _rewritten(self) -> None:
        replaced = [r for prose in self._prose.values() for r in prose.replaced]
        failed = [prose.failed for prose in self._prose.values() if prose.failed]
        if not replaced and not failed:
            return
        words = self._words
        self._head(words("What the model wrote and was not let stand"))
        for number, one in enumerate(replaced[:_MOST_REPLACED], 1):
            said = quoted(_shortened(one.said))
            if one.instead is None:
                text = words("{said} ({problem}); it was left out.", said=said, problem=one.problem)
            else:
                text = words(
                    "{said} ({problem}); the words of the report stand in its place.",
                    said=said,
                    problem=one.problem,
                )
            self._add("heading3", Run(heading(3, number) + full_width(text)))
        if len(replaced) > _MOST_REPLACED:
            self._add(
                "text", Run(words("{n} more of them are not listed.", n=len(replaced) - _MOST_REPLACED))
            )
        for problem in failed:
            self._add(
                "text", Run(words("A paragraph of the model could not be used: {problem}", problem=problem))
            )

    def _made_by(self) -> None:
        run = next((r.run for r in self._results), None)
        if run is None:
            return
        if run.model == NO_MODEL:
            said = self._words(
                "Made by rules alone, without a model. All words and figures of the parts before are the report's own."
            )
        else:
            said = self._words(
                "Made with the model {model} at {endpoint} and verified by rules; figures that did not pass are not told above.",
                model=run.model, endpoint=run.endpoint,
            )  # fmt: skip
        self._add("note", Run(said))

    def _head(self, title: str) -> None:
        self._heads += 1
        self._add("heading2", Run(heading(2, self._heads) + title))

    def _add(self, kind: Kind, *runs: Run) -> None:
        self._out.append(Paragraph(kind, runs))


def _shortened(said: str) -> str:
    return said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE] + "…"


# The fields that say an item of each schema.
_SAYING = {
    "tasks": ("action", "object", "target"),
    "reviews": ("achievement",),
    "problems": ("problem",),
    "indicators": ("name", "figure"),
}


def _own_words(schema: str, item: Item) -> str:
    """What the item says, which is what the finding is about; not what its evidence says."""
    values = [str(item.data[name]) for name in _SAYING.get(schema, ()) if item.data.get(name)]
    said = "".join(value for n, value in enumerate(values) if not any(value in other for other in values[:n]))
    return (said or item.text).strip(" ，,。；;")
