"""What heads and rows of tables are called: benchmarks, metrics, models, settings.

A name leads somewhere only if all of it is explained, and to one thing alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from unisurvey.fields.attributes import model_of
from unisurvey.lists.diff.alignment import names as short_names
from unisurvey.scores.heads import LEAST_NAME, Head, heads_of
from unisurvey.scores.settings import settings_in
from unisurvey.scores.variants import BETWEEN, is_named_by
from unisurvey.text.folding import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from unisurvey.records import Catalog
    from unisurvey.schema import Benchmark, Metric, Paper, Variant
    from unisurvey.schema.conditions import Setting

MARKS = "†‡§¶*∗⋆★♯#♢♠♣△▲"
"""Characters that stand for a remark."""

_MARK = re.compile(f"[{MARKS}]")
_REMARK = re.compile(rf"([{MARKS}]+)\s*:?([^{MARKS}]*)")
_SENTENCE = re.compile(r"[.;](?=\s|$)")
_CITED = re.compile(
    r"\s*(?:\[[\d,;\s–-]+\]|\((?:[^()]*et al\.?[^()]*|[^()]*\b(?:19|20)\d\d[a-z]?)\))"
)
_RAISED = re.compile("[¹²³⁰-⁹]+")
_QUALIFIER = re.compile(
    r"[(\[]([^()\[\]]*)[)\]]|(?:\s\+|\bw/o\b|\bw/|\bwithout\b|\bwith\b).*"
)
_GROUP = re.compile(r"\(([^()]*)\)")
_OWN = frozenset({"ours", "our", "ourmodel", "oursmodel"})


@dataclass(frozen=True)
class Called:
    """What the name of a row says."""

    paper: Paper | None
    variant: str | None = None
    conditions: tuple[tuple[str, Setting], ...] = ()
    marks: str = ""
    is_own: bool = False
    """Whether it says so: "ours"."""

    why: str = ""
    """Why there is no model."""


def without_marks(text: str) -> str:
    """Return a text without marks, raised numbers and citations."""
    return " ".join(_MARK.sub("", _RAISED.sub("", _CITED.sub("", text))).split())


def marks_in(text: str) -> str:
    """Return the marks of a text, each once."""
    return "".join(dict.fromkeys(_MARK.findall(text)))


class Names:
    """Everything in a catalogue that tables can name."""

    def __init__(self, catalog: Catalog) -> None:
        self._conditions = tuple(catalog.vocabularies.conditions)
        self.benchmarks: Mapping[str, Benchmark] = {
            each.id: each for each in catalog.benchmarks if each.metrics
        }
        self._papers = {paper.id: paper for paper in catalog.models}
        self._heads: defaultdict[str, set[Head]] = defaultdict(set)
        self._metrics: defaultdict[str, set[Head]] = defaultdict(set)
        for benchmark in self.benchmarks.values():
            for name, head in heads_of(benchmark):
                self._heads[squeeze(name)].add(head)
            for metric in benchmark.metrics or ():
                for name in metric.spellings:
                    self._metrics[squeeze(name)].add(Head(benchmark.id, metric.id))

    @cached_property
    def _rows(self) -> Mapping[str, set[tuple[str, str | None]]]:
        found: defaultdict[str, set[tuple[str, str | None]]] = defaultdict(set)
        for paper in self._papers.values():
            model = model_of(paper)
            assert model is not None  # it is one of the models
            own = {paper.id, *(paper.aliases or ()), *short_names(paper)}
            squeezed = set(map(squeeze, own))
            for name in squeezed:
                found[name].add((paper.id, None))
            for variant in model.variants or ():
                name = squeeze(variant.name or "")
                if name and name not in squeezed:
                    found[name].add((paper.id, variant.id))
        return found

    @cached_property
    def _in_text(self) -> Mapping[str, set[Head]]:
        """Folded names of benchmarks, for running text."""
        found: defaultdict[str, set[Head]] = defaultdict(set)
        for benchmark in self.benchmarks.values():
            for name, head in heads_of(benchmark):
                folded = fold(name)
                if head.metric is None and len(folded) > LEAST_NAME:
                    found[folded].add(head)
        return found

    def headed(
        self, texts: Iterable[str], about: str
    ) -> tuple[set[Head], dict[str, Setting]]:
        """Return what the heads above a column can mean, and the settings they name.

        Args:
            texts: The heads, the topmost first.
            about: What is written around the table, which may name the benchmark.

        Returns:
            More than one meaning is not clear.
        """
        parts = [without_marks(text) for text in texts]
        found = self._meant(parts, about)
        if found:
            return found, {}
        conditions: dict[str, Setting] = {}
        for n, part in enumerate(parts):
            bare = _GROUP.sub("", part)
            for words in _GROUP.findall(part):
                settings = self._word(words) or settings_in(words, self._conditions)
                conditions |= settings
                if not settings and squeeze(words):
                    return set(), {}
            first, _, last = bare.strip().rpartition(" ")
            if first and (settings := self._word(last)):
                conditions |= settings
                bare = first
            parts[n] = bare
        return (self._meant(parts, about), conditions) if conditions else (set(), {})

    def _word(self, text: str) -> dict[str, Setting]:
        """Return the setting of which a text is a value, if it is of one alone."""
        folded = fold(text)
        found = {
            key.id: word.id
            for key in self._conditions
            for word in key.words or ()
            if folded in map(fold, (word.id, word.name, *(word.aliases or ())))
        }
        return dict(found) if len(found) == 1 else {}

    def _meant(self, texts: Iterable[str], about: str) -> set[Head]:
        parts = [text for text in texts if squeeze(text)]
        for n in range(len(parts)):
            found = self._heads.get(squeeze(" ".join(parts[n:])))
            if found:
                return self._settled(found)
        last = squeeze(parts[-1]) if parts else ""
        told = {head.benchmark: head for head in self._told(parts[:-1], about)}
        return {
            metric._replace(edition=told[metric.benchmark].edition)
            for metric in self._metrics.get(last, ())
            if metric.benchmark in told
        }

    def _told(self, parts: Iterable[str], about: str) -> Iterator[Head]:
        text = f" {fold(' '.join((*parts, about)))} "
        for name, heads in self._in_text.items():
            if f" {name} " in text:
                yield from self._settled(heads)

    def _settled(self, heads: set[Head]) -> set[Head]:
        """Return what a name means: the edition that is called like its benchmark."""
        editions = {head for head in heads if head.edition}
        same = len({(head.benchmark, head.metric) for head in heads}) == 1
        return editions if same and editions else heads

    def metric_of(self, head: Head) -> Metric | None:
        """Return the metric of a column.

        Where none is named it is that which ranks models, unless others are printed on
        other scales under the same name, as of MME.
        """
        benchmark = self.benchmarks[head.benchmark]
        metrics = benchmark.metrics or ()
        if head.metric:
            return next(each for each in metrics if each.id == head.metric)
        ranking = benchmark.primary
        same = len({each.range for each in metrics}) == 1
        return (
            ranking
            if ranking and same and (ranking.primary or len(metrics) == 1)
            else None
        )

    def called(self, text: str, size: str = "") -> Called:
        """Return what the name of a row says.

        Args:
            text: The name, with whatever stands behind it.
            size: What a column of sizes says.
        """
        marks = marks_in(text)
        bare = without_marks(text)
        found = self._rows.get(squeeze(bare))
        rest: list[str] = []
        if not found:
            rest = [
                (match[1] if match[1] is not None else match[0]).strip()
                for match in _QUALIFIER.finditer(bare)
            ]
            bare = _QUALIFIER.sub("", bare)
            found, words = self._split(bare)
            rest += words
        own = [word for word in rest if squeeze(word) in _OWN]
        own += [bare] if squeeze(bare) in _OWN else []
        if not found:
            return Called(
                None, marks=marks, is_own=bool(own), why="no model is called so"
            )
        if len({id_ for id_, _ in found}) > 1:
            several = " or ".join(sorted({id_ for id_, _ in found}))
            return Called(None, marks=marks, why=f"it can be {several}")
        return self._narrowed(
            found, [w for w in rest if w not in own], size, marks, own
        )

    def _split(self, text: str) -> tuple[set[tuple[str, str | None]] | None, list[str]]:
        """Return what the beginning of a name is of, and the words behind it."""
        words = [word for word in BETWEEN.split(text) if word]
        for n in range(len(words), 0, -1):
            found = self._rows.get(squeeze(" ".join(words[:n])))
            if found:
                return found, words[n:]
        return None, []

    def _narrowed(
        self,
        found: set[tuple[str, str | None]],
        rest: Iterable[str],
        size: str,
        marks: str,
        own: Iterable[str],
    ) -> Called:
        paper = self._papers[next(iter(found))[0]]
        model = model_of(paper)
        every = (model.variants if model else None) or ()
        named = {variant for _, variant in found if variant}
        left = [v for v in every if not named or v.id in named]
        conditions: dict[str, Setting] = {}
        for word in rest:
            fitting = _fitting(left, word)
            settings = settings_in(word, self._conditions, whole=True)
            if fitting:
                left, named = fitting, {v.id for v in fitting}
            elif settings:
                conditions |= settings
            else:
                name = model.name if model else paper.id
                return Called(None, marks=marks, why=f"not known of {name}: {word!r}")
        if size and (fitting := _fitting(left, without_marks(size))):
            left, named = fitting, {v.id for v in fitting}
        variant = left[0].id if named and len(left) == 1 else None
        return Called(paper, variant, tuple(conditions.items()), marks, bool(own))

    def legend(self, about: str) -> dict[str, dict[str, Setting]]:
        """Return what marks mean, as the text around a table says; empty is no setting."""
        found: dict[str, dict[str, Setting]] = {}
        for match in _REMARK.finditer(about):
            phrase = _SENTENCE.split(match[2])[0]
            for mark in match[1]:
                if squeeze(phrase):
                    found.setdefault(mark, {}).update(
                        settings_in(phrase, self._conditions)
                    )
        return found


def _fitting(variants: Iterable[Variant], word: str) -> list[Variant]:
    """Return the variants that a word can name; one of just that id goes before."""
    variants = list(variants)
    exact = [each for each in variants if squeeze(each.id) == squeeze(word)]
    return exact or [each for each in variants if is_named_by(each, word)]
