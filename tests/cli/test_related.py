import json

import pytest


def test_neighbours_come_with_their_reasons(run, toy):
    rows = json.loads(run("related", "toy-show", "-f", "json", root=toy).stdout)

    assert [row["id"] for row in rows] == ["toy-any"]
    reasons = {(r["aspect"], r["value"]) for r in rows[0]["reasons"]}
    assert reasons == {
        ("backbone", "qwen2.5"),
        ("understanding encoder", "siglip"),
        ("component", "qwen2.5"),
        ("component", "siglip"),
        ("component", "vae"),
    }
    assert sum(r["share"] for r in rows[0]["reasons"]) == pytest.approx(1, abs=0.01)


def test_a_pipe_gets_the_reasons_in_words(run, toy):
    text = run("related", "toy-show", root=toy).stdout

    word, similarity, name, why = text.rstrip("\n").split("\t")
    assert (word, name) == ("toy-any", "Toy-Any")
    assert 0 < float(similarity) < 1
    assert why == "understanding encoder SigLIP; backbone Qwen2.5; component VAE"


@pytest.mark.parametrize("form", ["table", "tsv", "md", "json", "ids"])
def test_every_format_names_the_same_records(form, run, repository):
    words = ("related", "bagel", "--limit", "3")
    text = run(*words, "-f", form, root=repository).stdout

    names = ("LightFusion", "Uni-CoT", "BAGEL-Canvas")
    places = [text.lower().index(name.lower()) for name in names]
    assert places == sorted(places)


def test_another_kind_can_be_asked_for(run, repository):
    words = ("related", "blip3-o", "--kind", "datasets", "-f", "ids")

    assert run(*words, root=repository).stdout.split()[0] == "blip3o-60k"


def test_nothing_in_common_is_said(run, toy):
    result = run("related", "plain-bench", root=toy)

    assert result.stdout == ""
    assert result.stderr == (
        "nothing in benchmarks has anything in common with 'plain-bench'\n"
    )


def test_an_unknown_record_is_refused(run, toy):
    result = run("related", "tooyshow", root=toy, code=2)

    assert result.stderr.startswith("error: no record with id 'tooyshow'; did you mean")
