"""Records of which nothing was found are looked at again when that may be different."""

import pytest

from unisurvey.checks import CHECKS, running
from unisurvey.checks.subject import Subject
from unisurvey.records import cache, load
from unisurvey.schema import Record

SETS, ANY = "papers/toy-sets.yaml", "papers/toy-any.yaml"
TITLE, AUTHORS = "title: Toy-Any", "authors: [Ada Lovelace]"


@pytest.fixture
def root(toy_copy, tmp_path, monkeypatch):
    """A root with few exceptions, so that nearly all of it is sound."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    for name in ("toy-show", "specials"):
        (toy_copy / "data" / "papers" / f"{name}.yaml").unlink()
    return toy_copy


@pytest.fixture
def change(root):
    """Replace texts in a file, each of which is there once."""

    def changed(name, texts):
        path = root / "data" / name
        text = path.read_text("utf-8")
        for old, new in texts.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    return changed


@pytest.fixture
def told(root, run):
    """What `validate` says, which is the same with and without what is kept."""

    def said(*words):
        outputs = {
            run("validate", *words, *again, root=root, code=None).stderr
            for again in ((), (), ("--no-cache",))
        }
        assert len(outputs) == 1
        return outputs.pop()

    return said


@pytest.fixture
def looked_at(monkeypatch):
    """Ids of the records that checks of one record look at."""
    seen = []

    class Seen(Subject[Record]):
        def __init__(self, record, catalog):
            seen.append(record.id)
            super().__init__(record, catalog)

    monkeypatch.setattr(running, "Subject", Seen)
    return seen


BY_ANOTHER = {
    "a section decides": (
        "taxonomy.yaml",
        {"- id: any-to-any\n": "- id: any-to-any\n  paradigm: autoregressive\n"},
        (ANY, "C214"),
    ),
    "the same title": (
        ANY,
        {TITLE: 'title: "Toy Sets: Data {and} Test"', AUTHORS: "authors: [Li Wei]"},
        (SETS, "C204"),
    ),
    "a former title": (
        ANY,
        {
            TITLE: f'{TITLE}\nother_titles: ["Toy Sets: Data {{and}} Test"]',
            AUTHORS: "authors: [Li Wei]",
        },
        (SETS, "C204"),
    ),
    "a name turned round": (
        ANY,
        {AUTHORS: "authors: [Émile Zola, Wei Li]"},
        (SETS, "C252"),
    ),
    "a number in the title of its paper": (
        SETS,
        {"Data {and} Tests": "2.5K Edits"},
        ("datasets/toy-sets.yaml", "C281"),
    ),
    "a link": (
        "papers/toy-bare.yaml",
        {"title: Bare": "title: Bare\nlinks: {code: https://github.com/toy/sets}"},
        ("datasets/toy-sets.yaml", "C241"),
    ),
}


@pytest.mark.parametrize("strict", [(), ("--strict",)])
@pytest.mark.parametrize("name", BY_ANOTHER)
def test_another_file_changes_what_is_said_of_a_record(name, strict, told, change):
    path, texts, found = BY_ANOTHER[name]
    before = told(*strict)

    change(path, texts)

    lines = [line for line in told(*strict).splitlines() if found[0] in line]
    assert any(found[1] in line for line in lines)
    assert found[1] not in before


def test_only_what_changed_is_looked_at(root, run, change, looked_at):
    run("validate", root=root, code=None)
    everything = sorted(looked_at)
    looked_at.clear()
    change(SETS, {"Data {and} Tests": "Data {and} Proofs"})

    run("validate", root=root, code=None)

    assert looked_at == ["toy-sets"]
    assert len(everything) == len(load(root).catalog)
    assert load(root).digests == {}


def test_what_something_was_found_of_is_looked_at_again(root, run, change, looked_at):
    change(SETS, {"Li Wei": "LI WEI"})
    change("papers/toy-any.yaml", {AUTHORS: "authors: [Émile Zola, Wei Li]"})
    for code in ("C251", "C252"):
        run("validate", root=root, code=1)
        looked_at.clear()

        assert code in run("validate", root=root, code=1).stderr

        assert looked_at == ["toy-sets"]
        if code == "C251":
            change(SETS, {"LI WEI": "Li Wei"})


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        ((), ("--strict",), "C254"),
        (("--select", "C27"), (), "C251"),
        (("--ignore", "C251"), (), "C251"),
    ],
    ids=["strict", "select", "ignore"],
)
def test_fewer_checks_do_not_find_a_record_sound(first, then, found, told, change):
    names = {"C254": "A. Lovelace", "C251": "ADA LOVELACE"}
    change(ANY, {AUTHORS: f"authors: [{names[found]}]"})

    assert found not in told(*first)
    assert found in told(*then)


def test_another_program_looks_at_everything(root, run, looked_at, monkeypatch):
    run("validate", root=root, code=None)
    everything = len(looked_at)
    monkeypatch.setattr(cache, "program", lambda: "another")

    run("validate", "-f", "json", root=root, code=None)

    assert looked_at[everything:] == looked_at[:everything]


def test_vocabularies_that_are_exchanged_are_others(root, told):
    told()
    data = root / "data"
    (data / "licenses.yaml").rename(data / "sources.yaml")

    assert "for words of these vocabularies: 1 record" in told()


def test_checks_that_look_at_pairs_take_all_or_some(toy_catalog):
    pairs = [rule for rule in CHECKS.values() if rule.pairs]

    assert {rule.code for rule in pairs} == {"C204", "C252"}
    assert not [found for rule in pairs for found in rule.find(toy_catalog, ())]
