"""Questions of researchers, one command each, answered again from the YAML files.

The expected answers are worked out with PyYAML and plain loops, so that none of our
filters, searches or comparisons decides what is right.
"""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests import plain
from tests.plain import folder, vocabulary

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def models():
    return plain.models()


@pytest.fixture(scope="module")
def paradigm():
    """Section id → what it says about the paradigm."""

    def walk(nodes):
        for node in nodes:
            yield node["id"], node.get("paradigm")
            yield from walk(node.get("children", ()))

    known = dict(walk(vocabulary("taxonomy")))
    return lambda paper: (
        known[paper["model"]["section"]] or paper["model"].get("paradigm")
    )


@pytest.fixture(scope="module")
def components():
    return {entry["id"]: entry for entry in vocabulary("components")}


@pytest.fixture(scope="module")
def is_a(components):
    """Whether any of some components is, or is a version of, another one."""

    def lineage(component):
        while component:
            yield component
            component = components[component].get("family")

    return lambda found, family: any(family in lineage(one) for one in found)


@pytest.fixture(scope="session")
def ids(run):
    def answer(*words):
        return run(*words, "--format", "ids", root=REPOSITORY).stdout.split()

    return answer


def encoders(paper, side):
    found = paper["model"].get("encoders", {})
    return found.get("shared", []) + found.get(side, [])


def test_which_hybrid_models_use_siglip_to_understand_and_a_vae_to_generate(
    ids, models, paradigm, is_a
):
    found = ids(
        *("list", "--paradigm", "hybrid", "--understanding-encoder", "siglip"),
        *("--generation-encoder", "vae", "--since", "2025", "--has", "code"),
    )

    wanted = {
        name
        for name, paper in models.items()
        if paradigm(paper) == "hybrid"
        and is_a(encoders(paper, "understanding"), "siglip")
        and is_a(encoders(paper, "generation"), "vae")
        and paper["date"] >= "2025"
        and "code" in paper.get("links", {})
    }
    assert set(found) == wanted
    assert {"bagel"} < wanted


def test_which_models_generate_from_any_kind_of_autoencoder_without_causal_masks(
    ids, models, components
):
    found = ids(
        *("list", "--generation-encoder", "kind:autoencoder"),
        *("--mask", "bidirectional", "--sort", "-date"),
    )

    wanted = {
        name: paper["date"]
        for name, paper in models.items()
        if paper["model"].get("mask") == "bidirectional"
        and any(
            components[one]["kind"] == "autoencoder"
            for one in encoders(paper, "generation")
        )
    }
    assert set(found) == wanted.keys()
    assert len(wanted) > 5
    dates = [wanted[name] for name in found]
    assert dates == sorted(dates, reverse=True)


def test_which_models_speak_and_can_be_downloaded(ids, models):
    found = ids("list", "--modality", "output:audio,output:speech", "--has", "weights")

    wanted = {
        name
        for name, paper in models.items()
        if {"audio", "speech"}
        & set(paper["model"].get("modalities", {}).get("output", ()))
        and "weights" in paper.get("links", {})
    }
    assert set(found) == wanted
    assert wanted


def test_what_are_the_largest_editing_datasets_of_at_least_a_million(ids):
    found = ids(
        *("list", "datasets", "--task", "editing"),
        *("--min-samples", "1M", "--sort", "-samples"),
    )

    sizes = {
        name: record["samples"]
        for name, record in folder("datasets").items()
        if record["section"] == "datasets-editing"
        and record.get("samples", 0) >= 1_000_000
    }
    assert sorted(found) == sorted(sizes)
    assert [sizes[name] for name in found] == sorted(sizes.values(), reverse=True)
    assert len(sizes) > 5


def test_which_benchmarks_give_an_image_and_an_instruction_and_want_an_image(ids):
    found = ids(
        *("list", "benchmarks", "--modality", "input:image"),
        *("--modality", "input:instruction"),
        *("--modality", "output:image"),
    )

    wanted = {
        name
        for name, record in folder("benchmarks").items()
        if any("image" in thing for thing in record.get("input", ()))
        and any("instruction" in thing for thing in record.get("input", ()))
        and any(
            word.startswith("image")
            for thing in record.get("output", ())
            for word in thing.split()
        )
    }
    assert set(found) == wanted
    assert len(wanted) > 10


def test_what_does_the_survey_s_first_table_say_row_by_row(run, models):
    text = run(
        *("list", "--survey-table", "1", "--columns", "survey_row,name,backbone"),
        *("--format", "json"),
        root=REPOSITORY,
    ).stdout

    any_to_any = "any-to-any"
    rows = sorted(
        (paper["model"]["survey_row"], paper["model"]["name"], paper["model"])
        for paper in models.values()
        if "survey_row" in paper["model"] and paper["model"]["section"] != any_to_any
    )
    assert json.loads(text) == [
        {"survey_row": row, "name": name, "backbone": model.get("backbone", [])}
        for row, name, model in rows
    ]
    assert len(rows) == 83


def test_which_models_did_somebody_write_whose_name_i_cannot_spell(ids, models):
    found = ids("search", "jinehng xie", "--kind", "models")

    wanted = {n for n, p in models.items() if "Jinheng Xie" in p.get("authors", ())}
    assert wanted
    assert set(found[: len(wanted)]) == wanted  # names that are like it come behind


def test_what_did_somebody_write_whose_name_has_accents_i_cannot_type(ids):
    found = ids("search", "andre susano pinto", "--kind", "papers")

    wanted = {
        name
        for name, paper in folder("papers").items()
        if "André Susano Pinto" in paper.get("authors", ())
    }
    assert set(found) == wanted
    assert wanted


def test_what_do_two_models_share_and_where_do_they_differ(run, models):
    text = run("compare", "janusflow", "bagel", "-f", "json", root=REPOSITORY).stdout

    one, other = models["janusflow"], models["bagel"]

    def parts(paper):
        model = paper["model"]
        sides = model.get("encoders", {}).values()
        return {
            *model.get("backbone", ()),
            *model.get("decoder", ()),
            *(part for side in sides for part in side),
        }

    answer = json.loads(text)
    names = {c["id"]: c["name"] for c in vocabulary("components")}
    shared = {s["name"] for s in answer["shared"] if s["what"] == "component"}
    assert shared == {names[part] for part in parts(one) & parts(other)}
    likeness = {row["name"]: row["likeness"] for row in answer["attributes"]}
    assert likeness["mask"] == (
        "same" if one["model"]["mask"] == other["model"]["mask"] else "different"
    )
    assert likeness["backbone"] == "different"
    assert one["model"]["backbone"] != other["model"]["backbone"]


def test_which_datasets_come_from_the_same_paper(run):
    text = run(
        *("related", "datasets/laion-aesthetics", "-f", "json", "--limit", "100"),
        root=REPOSITORY,
    ).stdout

    datasets = folder("datasets")
    paper = datasets["laion-aesthetics"]["paper"]
    wanted = {
        name for name, record in datasets.items() if record.get("paper") == paper
    } - {"laion-aesthetics"}
    found = [
        row["id"]
        for row in json.loads(text)
        if "paper" in {reason["aspect"] for reason in row["reasons"]}
    ]
    assert set(found) == wanted
    assert [row["id"] for row in json.loads(text)][: len(wanted)] == found


def test_which_diffusion_models_are_published_and_where(run, models, paradigm):
    text = run(
        *("list", "--paradigm", "diffusion", "--has", "venue", "--group-by", "venue"),
        *("--columns", "id"),
        root=REPOSITORY,
    ).stdout

    venues = {venue["id"]: venue["name"] for venue in vocabulary("venues")}

    def shown(edition):
        venue, _, year = edition.rpartition("-")
        return f"{venues[venue]} {year}"

    wanted = {
        (shown(paper["venue"]), name)
        for name, paper in models.items()
        if paradigm(paper) == "diffusion" and "venue" in paper
    }
    assert {tuple(line.split("\t")) for line in text.splitlines()} == wanted
    assert wanted


def test_which_models_take_video_and_of_how_many_that_is_not_known(run, models):
    result = run("list", "--modality", "video", "-f", "ids", root=REPOSITORY)

    def modalities(paper):
        return paper["model"].get("modalities", {})

    wanted = {
        name
        for name, paper in models.items()
        if any("video" in side for side in modalities(paper).values())
    }
    silent = sum(
        not {"input", "output"} <= modalities(paper).keys()
        and not any("video" in side for side in modalities(paper).values())
        for paper in models.values()
    )
    assert set(result.stdout.split()) == wanted
    assert wanted
    told = f"{len(wanted)} of {len(models)} models; {silent} "
    assert told in result.stderr or not silent


def test_which_editing_datasets_came_out_lately_with_more_than_a_million(ids):
    found = ids(
        *("list", "datasets", "--task", "editing", "--min-samples", "1M"),
        *("--since", "2025"),
    )

    assert set(found) == {
        name
        for name, record in folder("datasets").items()
        if record["section"] == "datasets-editing"
        and record.get("samples", 0) >= 1_000_000
        and record.get("date", "") >= "2025"
    }
    assert "imgedit" in found


@pytest.mark.parametrize(
    "words",
    [("--section", "benchmarks-interleaved"), ("benchmarks", "--task", "interleaved")],
)
def test_which_benchmarks_are_for_interleaved_output(ids, words):
    wanted = {
        name
        for name, record in folder("benchmarks").items()
        if record["section"] == "benchmarks-interleaved"
    }

    found = set(ids("list", *words))
    assert wanted
    assert found >= wanted  # a task is also looked for in what a benchmark measures
    assert found == wanted or "--task" in words


def test_which_is_the_smallest_model_with_weights(ids, models):
    found = ids("list", "--has", "weights", "--sort", "parameters_b", "--limit", "1")

    order = ("total", "stated", "active", "language_model", "generator")
    sizes = {}
    for name, paper in models.items():
        counted = [v.get("parameters", {}) for v in paper["model"].get("variants", ())]
        known = [next((c[n] for n in order if n in c), None) for c in counted]
        if any(known) and "weights" in paper.get("links", {}):
            sizes[name] = min(filter(None, known))
    assert [sizes[name] for name in found] == [min(sizes.values())]


def test_what_introduced_a_dataset(run):
    datasets = folder("datasets")
    papers = folder("papers")
    for name in ("laion-5b", "laion-aesthetics", "journeydb"):
        paper = papers[datasets[name]["paper"]]

        text = run("show", f"datasets/{name}", root=REPOSITORY).stdout

        assert paper["title"] in text
        assert f"https://arxiv.org/abs/{paper['arxiv']}" in text


def test_what_does_a_paper_introduce(run):
    datasets = folder("datasets")

    text = run("show", "papers/laion-5b", "-f", "json", root=REPOSITORY).stdout

    found = {artifact["id"] for artifact in json.loads(text)["introduces"]}
    assert found == {n for n, d in datasets.items() if d.get("paper") == "laion-5b"}
    assert len(found) > 1


def test_who_works_on_a_section(run, models):
    text = run("stats", "--by", "author", "--section", "b-3", root=REPOSITORY).stdout

    wanted = Counter(
        author if isinstance(author, str) else author["organization"]
        for paper in models.values()
        if paper["model"]["section"] == "b-3"
        for author in paper.get("authors", ())
    )
    assert dict(line.split("\t") for line in text.splitlines()) == {
        name: str(count) for name, count in wanted.items()
    }


def test_what_came_since_i_last_looked(run):
    newest = max(paper["added"] for paper in folder("papers").values())
    ask = ("news", "--kind", "papers", "-f", "json", "--since")

    text = run(*ask, newest, root=REPOSITORY).stdout

    wanted = {n for n, paper in folder("papers").items() if paper["added"] == newest}
    assert {entry["id"] for entry in json.loads(text)} == wanted
    assert json.loads(run(*ask, "2099", root=REPOSITORY).stdout) == []


def test_what_appeared_at_one_conference(ids):
    found = ids("list", "papers", "--venue", "cvpr-2026")

    papers = folder("papers").items()
    assert set(found) == {n for n, p in papers if p.get("venue") == "cvpr-2026"}
    assert "tuna" in found


def test_which_models_on_qwen_look_both_ways(ids, models, is_a):
    found = ids("list", "--backbone", "qwen2.5,qwen3", "--mask", "bidirectional")

    assert set(found) == {
        name
        for name, paper in models.items()
        if paper["model"].get("mask") == "bidirectional"
        and any(
            is_a(paper["model"].get("backbone", ()), name)
            for name in ("qwen2.5", "qwen3")
        )
    }
    assert "harmon" in found


def test_which_any_to_any_models_give_sound(ids, models):
    found = ids("list", "--section", "any-to-any", "--modality", "output:audio")

    assert set(found) == {
        name
        for name, paper in models.items()
        if paper["model"]["section"] == "any-to-any"
        and "audio" in paper["model"].get("modalities", {}).get("output", ())
    }
    assert "next-gpt" in found


def test_a_reading_list_as_a_table_with_its_bibliography(run):
    ask = ("list", "papers", "--search", "tokeniz", "--sort", "-date", "--format")

    table = run(*ask, "latex", root=REPOSITORY).stdout
    entries = run(*ask, "bibtex", root=REPOSITORY).stdout

    wanted = {
        paper["key"]
        for paper in folder("papers").values()
        if "tokeniz" in paper["title"].casefold()
    }
    cited = set(re.findall(r"\\cite\{(.+?)\}", table))
    assert cited == set(re.findall(r"(?m)^@\w+\{(.+),", entries))
    assert wanted <= cited
    assert len(wanted) > 5


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        (
            ("--task", "image-editing"),
            lambda model: "editing" in model.get("tasks", ()),
        ),
        (
            ("--organization", "DeepSeek"),
            lambda model: "deepseek" in model.get("organizations", ()),
        ),
        (
            ("--weights-license", "apache-2.0"),
            lambda model: any(
                one.get("license", model.get("weights_license")) == "Apache-2.0"
                for one in model.get("variants", [{}])
            ),
        ),
        (
            ("--trained-on", "JourneyDB"),
            lambda model: "journeydb" in model.get("training_data", ()),
        ),
    ],
)
def test_which_models_do_what_are_whose_and_learned_from_what(ids, models, words, fits):
    wanted = {name for name, paper in models.items() if fits(paper["model"])}

    assert set(ids("list", *words)) == wanted
    assert wanted


def test_who_uses_a_dataset(run, models):
    text = run("show", "datasets/laion-5b", root=REPOSITORY).stdout

    users = [
        paper["model"]["name"]
        for paper in models.values()
        if "laion-5b" in paper["model"].get("training_data", ())
    ]
    line = next(one for one in text.splitlines() if "training data" in one)
    assert sorted(line.split("training data", 1)[1].strip().split(", ")) == sorted(
        users
    )
