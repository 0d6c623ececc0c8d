"""Addresses of sources: bad ones are found, each for its reason; good ones pass."""

import pytest

SKETCH = """\
# data/papers/sketch.yaml
title: Sketch
{fields}
sources:
  - url: {url}
    vouches: [{vouches}]
"""
AT = "https://github.com/sketch/sketch/blob"
BAD = {
    f"{AT}/main/README.md": "C248",
    f"{AT}/HEAD/README.md": "C248",
    f"{AT}/v1.0/README.md": "C248",
    "https://huggingface.co/sketch/sketch/blob/main/config.json": "C248",
    "https://huggingface.co/datasets/sketch/s/resolve/main/a.parquet": "C248",
    "https://github.com/sketch/sketch/tree/main/configs": "C248",
    f"{AT}/HEAD/cvpr/2025.json@d3c8627": "C247",
    f"{AT}/c81ef56/papers/primary_area__applications": "C247",
    f"{AT}/c81ef56": "C247",
    f"{AT}/c81ef56/a%2": "C247",
    f"{AT}/c81ef56/\u89e3\u8bfb.md": "C247",
    f"{AT}/c81ef56/README.md.": "C247",
    "https://raw.githubusercontent.com/sketch/sketch/c81ef56/README.md": "C247",
    "https://github.com/sketch/sketch/tree/c81ef56/README.md": "C247",
    f"{AT}/c81ef56/README.md...": "C247",
    f"{AT}/c81ef56/README.md*": "C247",
    "https://github.com/sketch/sketch/tree/c81ef56/src/a.c": "C247",
    "https://github.com/sketch/sketch/tree/c81ef56/a.ipynb": "C247",
    f"{AT}/c81ef56/docs/a%zz.md": "C247",
    "https://github.com/sketch/sketch": "C249",
    "https://huggingface.co/sketch/sketch-7b": "C249",
}
GOOD = (
    f"{AT}/c81ef56/README.md",
    f"{AT}/0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c/docs/A%20b.md#L3-L9",
    f"{AT}/c81ef56/LICENSE",
    f"{AT}/c81ef56/Makefile",
    "https://github.com/sketch/sketch/tree/c81ef56/configs",
    "https://github.com/sketch/sketch/tree/c81ef56/v1.0",
    "https://github.com/sketch/sketch/tree/c81ef56/a.longending",
    f"{AT}/c81ef56/docs/a.b/README.md",
    "https://github.com/sketch/sketch/issues/7",
    "https://huggingface.co/sketch/sketch/blob/c81ef56/config.json",
    "https://en.example.org/Sketch_(model)",
    "https://arxiv.org/abs/2408.00001v2",
)
MENDED = {
    f"{AT}/HEAD/cvpr/2025.json@d3c8627": f"{AT}/d3c8627/cvpr/2025.json",
    f"{AT}/c81ef56/README.md.": f"{AT}/c81ef56/README.md",
    f"{AT}/c81ef56/README.md...": f"{AT}/c81ef56/README.md",
    "https://github.com/sketch/sketch/tree/c81ef56/src/a.c": f"{AT}/c81ef56/src/a.c",
    f"{AT}/c81ef56/\u89e3\u8bfb.md": f"{AT}/c81ef56/%E8%A7%A3%E8%AF%BB.md",
    "https://raw.githubusercontent.com/sketch/sketch/c81ef56/README.md": (
        f"{AT}/c81ef56/README.md"
    ),
    "https://github.com/sketch/sketch/tree/c81ef56/README.md": (
        f"{AT}/c81ef56/README.md"
    ),
}


@pytest.fixture(scope="session")
def codes(found_in):
    """Return what is found about the address of a source."""

    def codes(url, fields="capitals: free", vouches="title"):
        found = found_in(SKETCH.format(url=url, fields=fields, vouches=vouches))
        return {code: said for code, said in found if code in {"C247", "C248", "C249"}}

    return codes


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_nobody_can_rely_on_is_found(codes, url):
    assert set(codes(url)) == {BAD[url]}


@pytest.mark.parametrize("url", GOOD)
def test_an_address_that_stays_passes(codes, url):
    assert codes(url) == {}


@pytest.mark.parametrize("url", MENDED)
def test_an_address_is_mended_where_only_one_can_be_meant(codes, url):
    (said,) = codes(url).values()

    assert said.endswith(f", expected {MENDED[url]}")


@pytest.mark.parametrize(
    ("fields", "vouches", "found"),
    [
        ("code_license: MIT", "code_license", set()),
        ("links: {code: https://github.com/sketch/sketch}", "links", set()),
        ("url: https://github.com/sketch/sketch", "title", set()),
        ("venue: iclr-2025", "venue", {"C249"}),
    ],
)
def test_the_page_of_a_repository_vouches_for_what_it_states(
    codes, fields, vouches, found
):
    assert set(codes("https://github.com/sketch/sketch", fields, vouches)) == found


def test_corrections_and_states_name_their_sources_well_too(found_in):
    found = found_in(f"""\
# data/papers/sketch.yaml
title: Sketch
status: {{kind: withdrawn, source: {AT}/main/README.md}}
corrections:
  - {{in: awesome-list, field: title, was: S, reason: x, source: {AT}/dev/a.md}}
""")

    told = [said for code, said in found if code == "C248"]
    assert told == [
        "'dev' is no commit, so the source moves",
        "'main' is no commit, so the source moves",
    ]


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        (
            "https://github.com/sketch/sketch",
            f"cite the file, such as {AT}/COMMIT/README.md",
        ),
        (f"{AT}/main/docs/a.md", f"cite what was read: {AT}/COMMIT/docs/a.md"),
    ],
)
def test_how_to_cite_a_file_is_told(url, hint, tmp_path, run):
    run("init", tmp_path)
    example = tmp_path / "data" / "papers" / "example.yaml"
    text = example.read_text().replace(
        "  - url: https://example.org/paper", f"  - url: {url}"
    )
    example.write_text(text)

    told = run("validate", "--strict", root=tmp_path, code=1).stderr

    assert f"    hint: {hint}\n" in told
