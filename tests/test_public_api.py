import importlib
import subprocess
import sys

import pytest

import unisurvey
from unisurvey.errors import InvalidCatalogError, RootError


def test_every_public_name_is_there():
    for name in unisurvey.__all__:
        assert getattr(unisurvey, name) is not None
    assert dir(unisurvey) == sorted(unisurvey.__all__) == unisurvey.__all__


def test_star_import_gives_exactly_the_public_names():
    names: dict[str, object] = {}

    exec("from unisurvey import *", names)

    assert names.keys() - {"__builtins__"} == set(unisurvey.__all__)


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError) as caught:
        unisurvey.load_catalogue  # noqa: B018

    assert str(caught.value) == "module 'unisurvey' has no attribute 'load_catalogue'"


def test_importing_the_package_loads_none_of_its_dependencies():
    code = "import sys, unisurvey; print(*sys.modules)"

    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    loaded = set(found.stdout.split())
    assert loaded.isdisjoint({"pydantic", "yaml", "typer", "rich", "jinja2"})


def test_a_catalogue_is_loaded_from_a_root_or_from_above(toy, monkeypatch):
    named = unisurvey.load_catalog(toy)
    as_text = unisurvey.load_catalog(str(toy / "data"))
    monkeypatch.chdir(toy / "data" / "papers")
    found = unisurvey.load_catalog()

    ids = [record.id for record in named]
    assert ids == [record.id for record in as_text] == [record.id for record in found]
    assert len(named) == len(ids) == 10
    assert isinstance(named["toy-show"], unisurvey.Paper)
    assert isinstance(named["datasets/toy-sets"], unisurvey.Dataset)
    assert isinstance(named["tb"], unisurvey.Benchmark)
    assert "toyshow" in named
    assert "nothing" not in named


def test_a_missing_root_and_a_bad_record_raise(tmp_path, toy_copy):
    bare = toy_copy / "data/papers/toy-bare.yaml"
    bare.write_text(bare.read_text().replace("title: ", "titel: "))

    with pytest.raises(RootError):
        unisurvey.load_catalog(tmp_path / "nowhere")
    with pytest.raises(InvalidCatalogError) as caught:
        unisurvey.load_catalog(toy_copy)

    assert {problem.code for problem in caught.value.problems} == {"S101", "S102"}


def test_an_unknown_id_is_a_lookup_error_with_what_is_near(toy_catalog):
    with pytest.raises(unisurvey.UnknownRecordError) as caught:
        toy_catalog["toy-sho"]

    assert isinstance(caught.value, LookupError)
    assert caught.value.wanted == "toy-sho"
    assert caught.value.close[0] == "toy-show"


def test_every_error_of_the_library_has_one_base():
    errors = importlib.import_module("unisurvey.errors")

    raised = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, Exception)
    ]
    assert unisurvey.SurveyError in raised
    assert all(issubclass(error, unisurvey.SurveyError) for error in raised)
