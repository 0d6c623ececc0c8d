"""Scores as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unisurvey.fields import Column
from unisurvey.fields.attributes import model_of, paper_url
from unisurvey.records import name_of
from unisurvey.scores.board import honours
from unisurvey.views.score_flats import settings_texts
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema import Metric
    from unisurvey.schema.conditions import Setting
    from unisurvey.schema.metrics import BenchmarkEdition
    from unisurvey.scores.board import Honour, Standing
    from unisurvey.scores.contradictions import Contradiction
    from unisurvey.scores.score import Score


_SOURCE = Column("where", "Where", wraps=True, rank=5)
_MODEL = Column("model", "Model")
_VARIANT = Column("variant", "Variant")
BOARD_COLUMNS = (
    Column("rank", "#"),
    *(_MODEL, _VARIANT),
    Column("value", "Value"),
    Column("others", "Others", rank=1),
    Column("runs", "Run by others", wraps=True, rank=4),
    Column("by", "By", rank=2),
    _SOURCE,
)
SHOW_COLUMNS = (
    Column("benchmark", "Benchmark"),
    _VARIANT,
    Column("value", "Value"),
    Column("settings", "Settings", wraps=True, rank=3),
    *BOARD_COLUMNS[4:],
)
LIST_COLUMNS = (
    Column("benchmark", "Benchmark"),
    *(_MODEL, _VARIANT),
    Column("value", "Value"),
    Column("settings", "Settings", wraps=True, rank=3),
    Column("basis", "Basis", rank=4),
    Column("by", "By", rank=2),
    _SOURCE,
)
CONFLICT_COLUMNS = (
    Column("kind", "What", wraps=True),
    Column("benchmark", "Benchmark"),
    *(_MODEL, _VARIANT),
    Column("value", "Value"),
    Column("by", "By", rank=2),
    Column("against", "Against", wraps=True, rank=1),
    _SOURCE,
)
RIGHT = frozenset({"rank", "value"})
"""Columns of numbers."""

TRANSCRIBED = "*"
"""Mark of what was read only in somebody's copy of the text."""


class ScoreLine(NamedTuple):
    """A score as people read it: plain data, for templates are given it."""

    cells: dict[str, str]
    """By the names of the columns; an empty one is not known."""

    number: str
    """The value without marks."""

    links: dict[str, str | None]
    """Where a cell leads: the model to its paper, the place to the source."""

    works: dict[str, str]
    """Ids of the works that a cell is about; who reports it may have none."""

    honour: Honour | None = None
    """Whether it is the best or the second of its group."""


def _line(
    cells: dict[str, str], score: Score, honour: Honour | None = None
) -> ScoreLine:
    links = {"model": paper_url(score.paper), "where": score.source.source.url}
    works = {"model": score.paper.id}
    if score.relation != "authors":
        works["by"] = score.reporter
    return ScoreLine(cells, score.shown, links, works, honour)


class ScoreWords:
    """How people read scores; remembers which marks need to be explained."""

    def __init__(self, catalog: Catalog) -> None:
        self.conditions = catalog.vocabularies.conditions
        self._used: dict[str, str] = {}

    @property
    def legend(self) -> str:
        """What the marks stand for that were used until now."""
        return "; ".join(f"{mark} {what}" for mark, what in self._used.items())

    @property
    def aids(self) -> list[str]:
        """Settings that make a score higher: those that have a mark."""
        return [
            f"{key.name.lower()}: {word.name}"
            for key in self.conditions
            for word in key.words or ()
            if word.mark
        ]

    def board_lines(self, group: Sequence[Standing]) -> list[ScoreLine]:
        """Return what can be compared together, with the best and the second."""
        known = honours(group)
        return [self.standing_line(each, known.get(each)) for each in group]

    def standing_line(self, each: Standing, honour: Honour | None = None) -> ScoreLine:
        """Return the cells of `BOARD_COLUMNS` and `SHOW_COLUMNS`."""
        quoted = [
            f"{sign}{len(found)}"
            for sign, found in (("=", each.agree), ("≠", each.differ))
            if found
        ]
        cells = {
            **self.score_line(each.score, each.settings).cells,
            "rank": str(each.rank) if each.rank else ABSENT,
            "variant": self._variant(each),
            "others": " ".join(quoted),
            "runs": ", ".join(
                dict.fromkeys(f"{run.shown} {run.reporter}" for run in each.runs)
            ),
        }
        return _line(cells, each.score, honour)

    def brief(self, each: Standing) -> str:
        """Return a score as part of a line: value, variant, and by whom."""
        cells = self.standing_line(each).cells
        by = "" if each.score.is_own else f"by {cells['by']}"
        about = "; ".join(filter(None, (cells["variant"], by)))
        return f"{cells['value']} ({about})" if about else cells["value"]

    def _variant(self, each: Standing) -> str:
        if each.is_vague:
            return "?"
        return each.lead.variant or ""

    def score_line(
        self, score: Score, settings: Mapping[str, Setting] | None = None
    ) -> ScoreLine:
        """Return the cells of `LIST_COLUMNS`."""
        stated = score.conditions if settings is None else settings
        cells = {
            "benchmark": subject_text(score),
            "model": name_of(score.paper),
            "variant": score.variant or ("?" if _has_several(score) else ""),
            "value": f"{score.shown}{self.marks(score, stated)}",
            "settings": ", ".join(settings_texts(stated)),
            "basis": score.basis,
            "by": _reporter(score),
            "where": f"{score.source.id}, {score.at}",
        }
        return _line(cells, score)

    def conflict_line(self, each: Contradiction) -> ScoreLine:
        """Return the cells of `CONFLICT_COLUMNS`."""
        other = each.against
        against = each.known.reason if each.known else ""
        if other:
            of = other.paper is each.score.paper and other.variant
            said = f"{other.shown}{self.marks(other, other.conditions)}"
            by = f"{_reporter(other)}, {other.source.id}, {other.at}"
            against = f"{said}{f' of {of}' if of else ''} ({by})"
        cells = {
            **self.score_line(each.score).cells,
            "kind": each.kind,
            "against": against,
        }
        return _line(cells, each.score)

    def marks(self, score: Score, settings: Mapping[str, Setting]) -> str:
        """Return the marks that stand behind a value."""
        found = ""
        for key, value in settings.items():
            for word in self.conditions[key].words or ():
                if word.id == value and word.mark:
                    found += word.mark
                    self._used[word.mark] = f"{key} {word.name}"
        if score.is_transcribed:
            found += TRANSCRIBED
            self._used[TRANSCRIBED] = "read only in a copy of the text"
        return found

    def group_heading(self, each: Standing) -> str:
        """Return what a group of comparable scores is of, and its settings."""
        settings = self.group_settings(each)
        return "; ".join(filter(None, (subject_text(each.score), settings)))

    def group_settings(self, each: Standing) -> str:
        """Return what a group of comparable scores has in common, and what nobody says."""
        keys = each.score.benchmark.comparable_on or ()
        stated, silent = [], []
        for name, value in zip(keys, each.comparable, strict=True):
            key = self.conditions[name]
            if value is None:
                silent.append(key.name.lower())
            else:
                words = {word.id: word.name for word in key.words or ()}
                stated.append(f"{key.name.lower()} {words.get(str(value), value)}")
        parts = [", ".join(stated)] if stated else []
        parts += [f"{_and(silent)} not stated"] if silent else []
        return "; ".join(parts)


def _and(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _has_several(score: Score) -> bool:
    model = model_of(score.paper)
    return bool(model and model.variants)


def _reporter(score: Score) -> str:
    return "authors" if score.relation == "authors" else score.reporter


def edition_name(edition: BenchmarkEdition) -> str:
    """Return what people call an edition of a benchmark."""
    return edition.name or edition.id


def metric_name(metric: Metric) -> str:
    """Return what people call a metric."""
    return metric.name or metric.id


_WHOLE = "overall"
"""Metric that people mean where they name none."""


def subject_text(score: Score) -> str:
    """Return benchmark, metric and edition as people read them."""
    editions = {each.id: edition_name(each) for each in score.benchmark.editions or ()}
    name = editions.get(score.edition or "", score.benchmark.name)
    if score.metric.id == _WHOLE or len(score.benchmark.metrics or ()) == 1:
        return name
    return f"{name}, {metric_name(score.metric).lower()}"


def groups(found: Iterable[Standing]) -> list[list[Standing]]:
    """Return the rows of a board that can be compared together, in their order."""
    made: dict[object, list[Standing]] = {}
    for each in found:
        key = (each.score.metric.id, each.score.edition, each.comparable)
        made.setdefault(key, []).append(each)
    return list(made.values())
