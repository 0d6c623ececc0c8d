"""What goes wrong with tables in the world is found; what is right is left alone."""

import random
import runpy

import pytest
from tests.scores.conftest import MODELS, PARTS, row, source, table

MUTATIONS = 100
COLUMNS = ("bench/overall", *(f"bench/{part}" for part in PARTS), "quiz")
UNSTATED = "eta"


def numbers(rng):
    """Return one row of values whose total is right."""
    parts = [rng.randint(20, 99) / 100 for _ in PARTS]
    total = f"{sum(parts) / len(parts):.2f}"
    return [total, *(f"{part:.2f}" for part in parts), f"{rng.uniform(30, 90):.1f}"]


def tables(rng):
    """Return what the authors of each model state, and what two others quote of it."""
    rows: list[tuple[str, list[str], dict[str, str]]] = []
    for model, variants in MODELS.items():
        for variant in variants or ("",):
            name = f"{model}:{variant}".rstrip(":")
            rows.append((name, numbers(rng), {}))
            if rng.random() < 0.5:
                rows.append((name, numbers(rng), {"prompts": "rewritten"}))
    own = [  # of one model nobody knows what its authors state
        source(
            f"{name.replace(':', '-')}-{n}", table(COLUMNS, made), paper=made["model"]
        )
        for n, (name, values, under) in enumerate(rows)
        for made in [row(name, *values, basis="own-run", **conditions(under))]
        if made["model"] != UNSTATED
    ]
    others = []
    for n, some in enumerate((COLUMNS, (COLUMNS[0], COLUMNS[-1]))):
        chosen = [COLUMNS.index(column) for column in some]
        quoted = [
            row(name, *(values[c] for c in chosen), **conditions(under))
            for name, values, under in rng.sample(rows, len(rows) - 2)
        ]
        others.append(source(f"others-{n}", table(some, *quoted)))
    return own, others


def conditions(under):
    return {"conditions": under} if under else {}


@pytest.fixture(scope="session")
def mutations(repository):
    return runpy.run_path(str(repository / "benchmarks" / "score_mutations.py"))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_found_in_clean_tables(seed, scored, mutations):
    own, others = tables(random.Random(seed))

    assert mutations["told"](scored(*own, *others)) == set()


def test_most_mutations_of_clean_tables_are_found(scored, mutations):
    own, others = tables(random.Random(19))
    forger = mutations["Forger"](scored(*own, *others), 19)

    assert len(forger.clean) == len(own) + len(others)
    made = [(m.kind, forger.is_found(m)) for m in forger.mistakes(MUTATIONS)]
    missed = [kind for kind, found in made if not found]
    assert {kind for kind, _ in made} == set(mutations["KINDS"])
    assert len(missed) <= MUTATIONS * 0.2, missed


def test_what_another_source_prints_is_told_apart(scored, mutations):
    quoted = (row("alpha:7b", "50.0"), row("beta:7b", "60.0"))
    alone = (row("gamma:7b", "50.0"), row("delta", "60.0"))
    catalog = scored(
        source("x", table(["quiz"], *quoted)),
        source("y", table(["quiz"], *quoted)),
        source("z", table(["quiz"], *alone)),
    )
    forger = mutations["Forger"](catalog, 1)

    found = {
        (m.made.id, forger.is_known(m)) for m in map(forger._mistake, ["digit"] * 20)
    }
    assert found == {("x", True), ("y", True), ("z", False)}
