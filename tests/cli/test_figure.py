"""`unisurvey figure`, and rendering without the library that draws."""

import re
import sys

import pytest


@pytest.fixture
def no_matplotlib(monkeypatch):
    """Python finds no module of that name."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)


def test_the_ending_of_the_file_decides_the_format(run, repository, tmp_path):
    starts = {"svg": b"<svg ", "pdf": b"%PDF", "png": b"\x89PNG"}
    for ending, start in starts.items():
        path = tmp_path / f"growth.{ending}"
        result = run("figure", "growth", "-o", path, root=repository)

        assert path.read_bytes().startswith(start)
        assert (result.stdout, result.stderr) == ("", f"wrote {path}\n")


def test_a_picture_that_is_there_already_is_left_alone(run, repository, tmp_path):
    path = tmp_path / "growth.svg"
    run("figure", "growth", "-o", path, root=repository)

    result = run("figure", "growth", "-o", path, root=repository)

    assert result.stderr == f"unchanged: {path}\n"


def test_stdout_gets_svg_or_what_is_asked_for(run, repository):
    svg = run("figure", "growth", "-o", "-", root=repository)
    png = run("figure", "growth", "-o", "-", "-f", "png", root=repository)

    assert svg.stdout.startswith("<svg ")
    assert png.stdout_bytes.startswith(b"\x89PNG")


def test_filters_and_options_reach_the_figure(run, repository):
    words = ("--paradigm", "hybrid", "--since", "2025", "--by", "month", "--dark")
    svg = run("figure", "timeline", "-o", "-", *words, root=repository).stdout

    assert re.search(r"by month, from \w+ 2025", svg)
    assert "BAGEL" in svg
    assert "Janus-Pro" not in svg
    assert "#0d1117" in svg


def test_a_filtered_figure_says_what_it_shows(run, toy):
    words = ("--has", "code", "--not", "mask=causal", "--since", "2025")
    svg = run("figure", "timeline", "-o", "-", *words, root=toy).stdout
    whole = run("figure", "timeline", "-o", "-", root=toy).stdout

    subset = "has code, since 2025, not mask=causal"
    assert f">Unified multimodal models over time: {subset}</text>" in svg
    assert f">Unified multimodal models over time: {subset}</title>" in svg
    assert f"Only {subset}.</desc>" in " ".join(svg.split("\n"))
    assert ">Unified multimodal models over time</text>" in whole
    assert "Only" not in whole


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("timelines", "-o", "a.svg"),
            "unknown figure 'timelines'; did you mean 'timeline'?",
        ),
        (
            ("timeline", "-o", "a.jpg"),
            "expected a name that ends in .svg, .pdf or .png, or --format",
        ),
        (
            ("timeline", "-o", "a.svg", "--since", "2099"),
            "nothing to draw: timeline shows models, and none of them match",
        ),
        (
            ("growth", "-o", "a.svg", "--section", "d-9"),
            "unknown section 'd-9'",
        ),
        (
            ("components", "-o", "a.svg", "--by", "month"),
            "components does not count by month, only timeline and growth do",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(
    run, repository, tmp_path, monkeypatch, words, message
):
    monkeypatch.chdir(tmp_path)

    result = run("figure", *words, root=repository, code=2)

    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("no_matplotlib")
def test_without_matplotlib_it_says_what_to_install(run, repository):
    result = run("figure", "timeline", "-o", "-", root=repository, code=2)

    assert result.stderr == (
        "error: figures need matplotlib, which is not installed; "
        "expected after: pip install matplotlib\n"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("no_matplotlib")
def test_without_matplotlib_everything_else_is_rendered(run, toy_copy):
    written = run("render", root=toy_copy)
    checked = run("render", "--check", root=toy_copy)

    note = (
        "pictures left out, because matplotlib is not installed: "
        "pip install matplotlib\n"
    )
    assert note in written.stderr
    assert re.fullmatch(rf"{re.escape(note)}0 of \d+ files stale\n", checked.stderr)
    assert (toy_copy / "README.md").exists()
    assert (toy_copy / "docs/figures/terminal-stats.svg").exists()
    assert not (toy_copy / "docs/figures/timeline.svg").exists()


def test_without_matplotlib_pages_name_the_pictures_that_are_there(
    run, toy_copy, monkeypatch
):
    page = toy_copy / "README.md"
    run("render", "readme", root=toy_copy)
    drawn = set(re.findall(r"docs/figures/(\w+)\.svg", page.read_text()))
    assert drawn == {"timeline", "taxonomy"}
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    run("render", "readme", root=toy_copy)
    assert not re.search(r"docs/figures/(timeline|taxonomy)", page.read_text())

    for name in drawn:
        path = toy_copy / f"docs/figures/{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<svg/>")
    run("render", "readme", root=toy_copy)
    assert set(re.findall(r"docs/figures/(\w+)\.svg", page.read_text())) == drawn


def test_a_stale_picture_is_named_without_its_lines(run, toy_copy):
    run("render", "pictures", root=toy_copy)
    path = toy_copy / "docs/figures/growth.svg"
    path.write_text(path.read_text().replace("#", "%"))

    result = run("render", "pictures", "--check", root=toy_copy, code=1)

    assert result.stdout == f"{path} is not the picture that is rendered\n"
