"""What goes wrong with tables in the world is found; what is right is left alone."""

import random
from copy import deepcopy

import pytest
from tests.scores.conftest import MODELS, PARTS, row, source, table

from unisurvey.checks import Choice
from unisurvey.checks.running import findings

MUTATIONS = 100
COLUMNS = ("bench/overall", *(f"bench/{part}" for part in PARTS), "quiz")
UNSTATED = "eta"
KINDS = ("unit", "digit", "rows", "mark", "variant")


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


def mutated(kind, found, rng):
    """Change one thing in place; return whether there is such a thing."""
    rows = found["tables"][0]["rows"]
    one = rng.choice(rows)
    n = rng.randrange(len(one["values"]))
    match kind:
        case "unit":
            value = float(one["values"][n])
            one["values"][n] = (
                f"{value * 100:.2f}" if value < 1 else f"{value / 100:.3f}"
            )
        case "digit":
            text = one["values"][n]
            places = [k for k, char in enumerate(text) if char.isdigit()]
            k = rng.choice(places)
            other = rng.choice([d for d in "0123456789" if d != text[k]])
            one["values"][n] = f"{text[:k]}{other}{text[k + 1 :]}"
        case "rows":
            other = rng.choice([each for each in rows if each is not one])
            one["values"], other["values"] = other["values"], one["values"]
        case "mark":
            marked = [each for each in rows if "conditions" in each]
            if not marked:
                return False
            del rng.choice(marked)["conditions"]
        case _:
            several = [each for each in rows if len(MODELS[each["model"]]) > 1]
            one = rng.choice(several)
            one["variant"] = "1b" if one["variant"] == "7b" else "7b"
    return True


def told(catalog):
    """Return the codes that are found of tables of scores."""
    return {rule.code for rule, _ in findings(catalog, Choice(select=("C3",)))}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_found_in_clean_tables(seed, scored):
    own, others = tables(random.Random(seed))

    assert told(scored(*own, *others)) == set()


def test_most_mutations_of_clean_tables_are_found(scored):
    rng = random.Random(19)
    own, others = tables(rng)
    unchanged = scored(*own).scored.sources
    missed = []
    for n in range(MUTATIONS):
        kind = KINDS[n % len(KINDS)]
        changed = deepcopy(others)
        assert mutated(kind, rng.choice(changed), rng)
        if not told(scored(*unchanged, *changed)):
            missed.append(kind)

    assert len(missed) <= MUTATIONS * 0.2, missed
