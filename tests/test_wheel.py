"""The package as it is installed: nothing is taken from the repository."""

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SOURCE = REPOSITORY / "src" / "unisurvey"
MODULE_OF = {
    "citeproc-py": "citeproc",
    "httpx-retries": "httpx_retries",
    "markdown-it-py": "markdown_it",
    "pyyaml": "yaml",
}
"""Distribution → the module it is imported as, where the names differ."""

PAGES = ("site", "render/defaults/site")
"""What pages for a browser are made of."""

MOST_OF_PAGES = 100_000
"""Bytes that pages may add to the wheel."""


def project():
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def distribution(requirement):
    return re.split(r"[<>=~! \[]", requirement)[0].lower()


def test_every_import_is_a_declared_dependency_and_the_reverse():
    imported = set()
    for path in (REPOSITORY / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Import(names=names):
                    imported |= {alias.name.partition(".")[0] for alias in names}
                case ast.ImportFrom(module=str(module)):
                    imported.add(module.partition(".")[0])
                case _:
                    pass
    foreign = imported - sys.stdlib_module_names - {"unisurvey"}

    declared = set(map(distribution, project()["dependencies"]))
    extras = project()["optional-dependencies"].values()
    optional = {distribution(d) for extra in extras for d in extra}

    needed = foreign - {"pydantic_core"}  # released with pydantic, which pins it
    assert needed - optional == {MODULE_OF.get(d, d) for d in declared}


def run(*command, cwd):
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    build = run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, "."),
        cwd=REPOSITORY,
    )
    assert build.returncode == 0, build.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel; dependencies come from this one."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    (site,) = home.glob("lib/python*/site-packages")
    pip = run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check"),
        *("--python", home, "install", "--no-deps", "--no-index", "-q", wheel),
        cwd=home,
    )
    assert pip.returncode == 0, pip.stderr
    # only now: pip must not see the editable install of the project
    ours = Path(sysconfig.get_path("purelib"))
    names = [
        path
        for path in ours.iterdir()
        if "unisurvey" not in path.name and path.suffix != ".pth"
    ]
    for path in names:
        if not (site / path.name).exists():
            (site / path.name).symlink_to(path)
    return home / "bin" / "unisurvey"


@pytest.mark.slow
def test_the_wheel_carries_the_data_the_templates_and_the_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    wanted = {
        f"unisurvey/_root/{path.relative_to(REPOSITORY).as_posix()}"
        for folder in ("data", "templates")
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    sources = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for path in (REPOSITORY / "src" / "unisurvey").rglob("*.py")
    }
    shown = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for folder in PAGES
        for path in (SOURCE / folder).rglob("*")
        if path.suffix in {".css", ".j2", ".js", ".toml"}
    }
    assert wanted | sources | shown | {"unisurvey/py.typed"} <= names
    outside = {name for name in names if not name.startswith("unisurvey/")}
    assert all(".dist-info/" in name for name in outside)
    licenses = {name for name in outside if ".dist-info/licenses/" in name}
    assert len(licenses) == len(project()["license-files"])
    styles = SOURCE / "export" / "cite" / "citation_styles"
    assert {
        f"unisurvey/{path.relative_to(SOURCE)}" for path in styles.iterdir()
    } <= names


@pytest.mark.slow
def test_pages_take_little_of_the_wheel(wheel):
    held = [
        file.compress_size
        for file in zipfile.ZipFile(wheel).infolist()
        if file.filename.startswith(tuple(f"unisurvey/{folder}/" for folder in PAGES))
    ]

    assert 0 < sum(held) < MOST_OF_PAGES


@pytest.mark.slow
def test_the_installed_program_has_its_own_data(installed, tmp_path):
    listed = run(installed, "list", "papers", "--format", "ids", cwd=tmp_path)
    shown = run(installed, "show", "show-o", "-f", "json", cwd=tmp_path)

    stems = {path.stem for path in (REPOSITORY / "data" / "papers").glob("*.yaml")}
    assert listed.returncode == 0
    assert listed.stderr.startswith("note: no catalogue here, so the packaged one ")
    assert set(listed.stdout.split()) == stems
    assert '"key": "xie2024showo"' in shown.stdout


@pytest.mark.slow
def test_the_installed_program_is_the_one_from_the_wheel(installed, tmp_path):
    python = installed.with_name("python")

    found = run(
        python, "-c", "import unisurvey; print(unisurvey.__file__)", cwd=tmp_path
    )
    version = run(installed, "--version", cwd=tmp_path)

    assert found.stdout.startswith(str(installed.parents[1]))
    assert re.fullmatch(
        r"unisurvey \d+\.\d+\.\d+, data of \d{4}-\d\d-\d\d\n", version.stdout
    )


@pytest.mark.slow
def test_the_installed_program_renders_a_root_without_templates(
    installed, tmp_path, toy
):
    (tmp_path / "data").symlink_to(toy / "data")

    result = run(installed, "--root", tmp_path, "render", "readme", cwd=tmp_path)

    assert (result.returncode, result.stderr) == (
        0,
        "wrote README.md\n1 of 1 files changed\n",
    )
    assert (tmp_path / "README.md").read_text().count("Toy-Show") >= 1


@pytest.mark.slow
def test_the_installed_program_does_not_write_into_itself(installed, tmp_path):
    render = run(installed, "render", cwd=tmp_path)
    fmt = run(installed, "fmt", cwd=tmp_path)

    assert (render.returncode, fmt.returncode) == (2, 2)
    assert render.stderr.startswith("error: ")
    assert fmt.stderr.startswith("error: ")
    own = installed.parents[1].glob("lib/python*/site-packages/unisurvey/_root")
    named = run(installed, "--root", next(own), "fmt", cwd=tmp_path)
    assert (named.returncode, named.stderr.count("is not written to")) == (2, 1)


@pytest.mark.slow
def test_the_installed_program_begins_a_catalogue(installed, tmp_path):
    begun = run(installed, "init", "mine", cwd=tmp_path)
    checked = run(installed, "validate", "--strict", cwd=tmp_path / "mine")

    assert (begun.returncode, checked.returncode) == (0, 0), begun.stderr
    assert (tmp_path / "mine" / ".github" / "workflows" / "check.yml").exists()
