"""Mistakes in templates are the user's: each is reported at its line."""

import pytest

from unisurvey.errors import InvalidTemplateError
from unisurvey.records import load
from unisurvey.render import environment
from unisurvey.render.targets import outputs
from unisurvey.render.templates import DEFAULTS

MISTAKES = {
    b"{{ grups }}": "T103 'grups' is undefined",
    b"{{ {}.a }}": "T103 'dict object' has no attribute 'a'",
    b"{% if %}": "T102 Expected an expression",
    b"{% for x in y %}": "T102 Unexpected end of template",
    b"{{ 'x' | nofilter }}": "T102 No filter named 'nofilter'",
    b"{{ 1 / 0 }}": "T103 ZeroDivisionError: division by zero",
    b"{{ 1 + 'a' }}": "T103 TypeError: unsupported operand",
    b"{{ [1, 'a'] | sort }}": "T103 TypeError: '<' not supported",
    b"{{ correction_table() }}": "T103 TypeError: correction_table() missing",
    b"{% include 'nothing' %}": "T101 there is no template 'nothing'",
    b"{% include '../data/venues.yaml' %}": "T101 there is no template '../data/",
    b"{% include 'CORRECTIONS.md.j2' %}": "T103 templates or macros call each other",
    b"{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": "T103 templates or macros",
    b"{% for x in range(9999999) %}{% endfor %}": "T103 OverflowError: Range too big",
    b"{{ cycler.__init__.__globals__ }}": "T103 not allowed in a template: ",
    b"{{ [].append(1) }}": "T103 not allowed in a template: ",
    b"caf\xe9": "T101 not UTF-8",
}


@pytest.fixture
def template(toy_copy):
    """Write the template of a page."""
    path = toy_copy / "templates" / "CORRECTIONS.md.j2"

    def write(text):
        path.unlink(missing_ok=True)
        path.write_bytes(text)

    return write


def test_every_mistake_is_reported_at_its_line(toy_copy, template, run):
    wrong = {}
    for text, told in MISTAKES.items():
        template(b"first\r\n" + text + b"\n")
        shown = run("render", "corrections", root=toy_copy, code=1).stderr
        place = f"{toy_copy}/templates/CORRECTIONS.md.j2:"
        line = shown.partition("\n")[0]
        if not line.startswith(place) or told not in line or ":2:" not in line:
            wrong[text] = shown

    assert wrong == {}


def test_a_name_that_is_nearly_right_is_suggested(toy_copy, template, run):
    template(b"{{ grups }}")

    shown = run("render", "corrections", root=toy_copy, code=1).stderr

    assert "did you mean 'groups'?" in shown


def test_the_mistakes_of_all_templates_are_reported_at_once(toy_copy, template, run):
    template(b"{% if %}")
    (toy_copy / "templates" / "references.md.j2").write_text("{{ nothing }}")

    shown = run("render", "corrections", "references", root=toy_copy, code=1).stderr

    assert "CORRECTIONS.md.j2:1:1: T102" in shown
    assert "references.md.j2:1:1: T103" in shown
    assert "2 problems in 2 files" in shown


def test_a_fault_of_our_own_is_not_blamed_on_the_template(toy_catalog):
    """Here a row that no view gives; in a template only its own mistakes are caught."""
    broken = {
        "total": 1,
        "publications": (),
        "groups": [{"title": "x", "rows": [{}]}],
    }

    with pytest.raises(KeyError):
        environment.render_template(toy_catalog, "CORRECTIONS.md.j2", broken)


def test_the_templates_are_given_nothing_but_plain_data(toy_catalog, monkeypatch):
    """An object with methods would be a door out of the sandbox."""
    given = []

    def keep(_catalog, name, values):
        given.append((name, values))
        return ""

    monkeypatch.setattr(environment, "render_template", keep)
    names = ("readme", "tables", "figures", "corrections", "references", "taxonomy")
    list(outputs(toy_catalog, names, lambda *_: ""))
    assert len(given) > len(names)

    def kinds(value):
        if isinstance(value, dict):
            return {kind for pair in value.items() for x in pair for kind in kinds(x)}
        if isinstance(value, list | tuple):
            return {kind for x in value for kind in kinds(x)}
        return {type(value)}

    plain = {str, int, float, bool, type(None)}
    assert {n: kinds(v) - plain for n, v in given if kinds(v) - plain} == {}


def test_templates_with_other_line_ends_give_the_same_page(toy_copy, template, run):
    path = DEFAULTS / "CORRECTIONS.md.j2"
    run("render", "corrections", root=toy_copy)
    before = (toy_copy / "docs" / "CORRECTIONS.md").read_bytes()

    template(path.read_bytes().replace(b"\n", b"\r\n"))

    run("render", "corrections", root=toy_copy)
    after = (toy_copy / "docs" / "CORRECTIONS.md").read_bytes()
    assert b"\r" not in after
    assert after.splitlines()[1:] == before.splitlines()[1:]


def test_the_error_carries_its_problems(toy_copy, template):
    template(b"{{ 1 / 0 }}")

    with pytest.raises(InvalidTemplateError) as caught:
        list(outputs(load(toy_copy).catalog, ("corrections",), lambda *_: ""))

    [problem] = caught.value.problems
    assert problem.span
    assert (problem.code, problem.span.text) == ("T103", "{{ 1 / 0 }}")
