"""`unisurvey add`, against stand-ins of services that speak real HTTP."""

import json
import os
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=&amp;id_list=2909.01234</title>
  <id>http://arxiv.org/api/YbU0vFOWqmdqxm8Ud0mEXlFfwCU</id>
  <updated>2029-09-09T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <updated>2029-09-08T10:00:00Z</updated>
    <published>{date}T17:59:58Z</published>
    <title>{title}</title>
    <summary>  A fictional paper.
</summary>
    {authors}
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">{comment}</arxiv:comment>
    <link href="http://arxiv.org/abs/{id}v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>
"""
PAPER = {
    "id": "2909.01234",
    "date": "2029-09-03",
    "title": "Zorblax-7: One Imagined Transformer for\n  Seeing and Drawing",
    "authors": ("Ada Quill", "Bo van der Vliet"),
    "comment": "Accepted by ICLR 2030",
}
ISSUE = """### Address or identifier

{source}

### Section

b-1: Pixel encoding

### Why it fits

It draws.

### Code

https://github.com/ada-quill/zorblax
"""
TODAY = {"SOURCE_DATE_EPOCH": "1884000000"}  # 2029-09-13
BIB = """
@article{a, title={Quexel: A Made-up Model}, author={Roe, Ann and Poe, Ben},
  year=2028, journal={arXiv preprint arXiv:2801.00001}}
@inproceedings{b, title={A Made-up Study of Nothing at All}, author={Poe, Ben},
  year=2027, booktitle={International Conference on Machine Learning},
  doi={10.1234/madeup.1}}
@misc{c, title={Vondrel: Another Invention}, author={Roe, Ann}, year=2028,
  eprint={2802.00002}, archiveprefix={arXiv}}
"""


def feed(**changes):
    said = PAPER | changes
    names = (f"<author><name>{name}</name></author>" for name in said["authors"])
    return FEED.format(**said | {"authors": "\n    ".join(names)})


class StandIn:
    """A service on this machine: path → what it answers."""

    def __init__(self):
        self.answers: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                outer.asked.append(self.path)
                outer.agents.add(self.headers["user-agent"])
                wanted = parse_qs(parts.query).get("id_list", [""])[0] or parts.path
                status, body, headers = outer.answers.get(wanted, (404, b"", {}))
                length = headers.pop("content-length", None) or len(body)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(length))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def says(self, wanted, body, status=200, **headers):
        body = body if isinstance(body, bytes) else body.encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[wanted] = (status, body, names)


@pytest.fixture
def service():
    stand_in = StandIn()
    thread = Thread(target=stand_in.server.serve_forever, args=(0.02,))
    thread.start()
    yield stand_in
    stand_in.server.shutdown()
    stand_in.server.server_close()
    thread.join()


@pytest.fixture
def arxiv(service):
    service.says(PAPER["id"], feed(), content_type="application/atom+xml")
    return service


@pytest.fixture
def copy(tmp_path, some_real):
    """A root of real records, to be added to."""
    shutil.copytree(some_real, tmp_path / "copy")
    shutil.copytree(REPOSITORY / "templates", tmp_path / "copy" / "templates")
    return tmp_path / "copy"


@pytest.fixture
def add(run, toy_copy, service, monkeypatch):
    """Run `unisurvey add` on the small root; all services are the stand-in."""
    monkeypatch.setenv("UNISURVEY_NO_CACHE", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY["SOURCE_DATE_EPOCH"])
    for name in ("ARXIV", "HUGGINGFACE", "CROSSREF", "GITHUB", "DATACITE"):
        monkeypatch.setenv(f"UNISURVEY_{name}_URL", service.url)

    def add(*words, **options):
        return run("add", *words, "--retries", "0", root=toy_copy, **options)

    return add


def files(root):
    return {path: path.read_bytes() for path in root.rglob("*.yaml")}


def read(root, name):
    return yaml.load((root / "data" / name).read_text(), yaml.CSafeLoader)


def program(*words, root, **environment):
    return subprocess.run(
        [sys.executable, "-m", "unisurvey", "--root", root, *words],
        env=os.environ | environment,
        cwd=root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_one_command_gives_a_valid_record_a_row_and_an_entry(copy, arxiv, run):
    service = f"arxiv={arxiv.url}/api"
    details = ("--section", "b-2", "--backbone", "Qwen2.5", "--parameters", "7")
    page = ("--vouched-by", "https://zorblax.example.org/")

    added = program(
        "add", PAPER["id"], *details, *page, "--service", service, root=copy, **TODAY
    )

    assert added.returncode == 0, added.stderr
    assert added.stdout == ""
    assert "wrote data/papers/zorblax-7.yaml" in added.stderr
    assert read(copy, "papers/zorblax-7.yaml") == {
        "key": "quill2029zorblax7",
        "title": "Zorblax-7: One Imagined Transformer for Seeing and Drawing",
        "authors": ["Ada Quill", "Bo van der Vliet"],
        "date": "2029-09-03",
        "arxiv": "2909.01234",
        "arxiv_class": "cs.CV",
        "model": {
            "name": "Zorblax-7",
            "section": "b-2",
            "backbone": ["qwen2.5"],
            "variants": [{"id": "7b", "parameters": {"stated": 7}}],
        },
        "sources": [
            {
                "url": "https://arxiv.org/abs/2909.01234",
                "vouches": [
                    "title",
                    "authors",
                    "arxiv",
                    "arxiv_class",
                    "date",
                    "model.name",
                ],
            },
            {
                "url": "https://zorblax.example.org/",
                "vouches": ["model.backbone", "model.variants"],
            },
        ],
        "added": "2029-09-13",
    }
    for words in (("validate",), ("fmt", "--check")):
        run(*words, root=copy)
    run("render", "readme", "bib", root=copy)
    title = "Zorblax-7: One Imagined Transformer for Seeing and Drawing"
    row = f"Zorblax-7° | [{title}](https://arxiv.org/abs/2909.01234) <sub>["
    assert row in (copy / "README.md").read_text()
    assert "@misc{quill2029zorblax7," in (copy / "unisurvey.bib").read_text()


def test_the_service_learns_who_asks(add, arxiv, monkeypatch):
    monkeypatch.setenv("UNISURVEY_MAILTO", "ada@example.org")

    add(PAPER["id"], "--dry-run")

    (agent,) = arxiv.agents
    assert agent.startswith("unisurvey/")
    assert agent.endswith(" (mailto:ada@example.org)")


def test_only_arxiv_is_asked_about_an_arxiv_id(add, arxiv):
    add(PAPER["id"])

    assert len(arxiv.asked) == 1


@pytest.mark.usefixtures("arxiv")
def test_without_a_section_it_says_what_is_open(add, toy_copy):
    result = add(PAPER["id"])

    assert "sections" not in read(toy_copy, "papers/zorblax-7.yaml")
    assert "model" not in read(toy_copy, "papers/zorblax-7.yaml")
    assert "the authors remark on arXiv: 'Accepted by ICLR 2030'" in result.stderr
    last = result.stderr.rstrip().splitlines()[-1]
    assert last == (
        "in one command: unisurvey add 2909.01234 --section CODE --venue NAME "
        "--vouched-by URL"
    )


@pytest.mark.usefixtures("arxiv")
def test_what_was_decided_is_not_to_be_decided(add):
    page = ("--vouched-by", "https://iclr.example.org/")
    result = add(PAPER["id"], "--venue", "iclr-2030", *page)

    assert "the authors remark" not in result.stderr
    assert "--venue NAME" not in result.stderr


@pytest.mark.usefixtures("arxiv")
def test_the_same_command_with_more_options_completes_the_record(add, toy_copy):
    add(PAPER["id"])
    add(PAPER["id"], code=1)

    stated = ("--section", "b-1", "--venue", "ICLR 2030", "--mask", "Causal")
    add(PAPER["id"], *stated, "--vouched-by", "https://iclr.example.org/")

    record = read(toy_copy, "papers/zorblax-7.yaml")
    assert record["model"] == {"name": "Zorblax-7", "section": "b-1", "mask": "causal"}
    assert record["venue"] == "iclr-2030"


@pytest.mark.usefixtures("arxiv")
def test_a_record_that_somebody_worked_on_is_not_replaced(add, toy_copy):
    add(PAPER["id"])
    path = toy_copy / "data" / "papers" / "zorblax-7.yaml"
    path.write_text(path.read_text().replace("arxiv:", "doi: 10.1234/x\narxiv:", 1))
    before = files(toy_copy)

    result = add(PAPER["id"], "--section", "b-1", code=1)

    assert "already in the catalogue as papers/zorblax-7" in result.stderr
    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_a_dry_run_prints_the_record_and_writes_nothing(add, toy_copy):
    before = files(toy_copy)

    result = add(PAPER["id"], "--dry-run")

    assert result.stdout.startswith("key: quill2029zorblax7\n")
    assert "would write" in result.stderr
    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_output_goes_to_stdout_or_a_file(add, toy_copy, tmp_path):
    before = files(toy_copy)

    printed = add(PAPER["id"], "-o", "-").stdout
    add(PAPER["id"], "-o", tmp_path / "draft.txt")

    assert (tmp_path / "draft.txt").read_text() == printed
    assert files(toy_copy) == before


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (("<html><body>Sorry</body></html>", 200), "arXiv"),
        (("Rate exceeded.", 429), "HTTP status 429"),
        (("", 503), "HTTP status 503"),
        ((feed()[:400], 200), "arXiv"),
        ((b"\xff\xfe\x00", 200), "arXiv"),
        (('{"error": 1}', 200), "arXiv"),
        ((feed().replace("<entry>", "<entree>"), 200), "arXiv"),
    ],
    ids=["html", "429", "503", "cut", "no text", "json", "not well-formed"],
)
def test_a_bad_answer_writes_nothing(add, service, toy_copy, answer, told):
    service.says(PAPER["id"], *answer)
    before = files(toy_copy)

    result = add(PAPER["id"], code=4)

    assert result.stderr.startswith("error: cannot ask arXiv about 2909.01234: ")
    assert told in result.stderr
    assert "nothing was written" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(toy_copy) == before


def test_a_body_that_breaks_off_writes_nothing(add, service, toy_copy):
    service.says(PAPER["id"], feed()[:300], content_length="2000")
    before = files(toy_copy)

    add(PAPER["id"], code=4)

    assert files(toy_copy) == before


def test_a_service_that_is_down_ends_in_exit_4(run, toy_copy, service):
    service.server.server_close()
    before = files(toy_copy)

    words = ("add", PAPER["id"], "--retries", "0", "--service", f"arxiv={service.url}")
    result = run(*words, root=toy_copy, code=4)

    assert "cannot ask arXiv about 2909.01234" in result.stderr
    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_one_failure_among_several_writes_none(add, toy_copy):
    before = files(toy_copy)

    add(PAPER["id"], "doi:10.1234/nowhere", code=1)

    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_what_is_asked_beyond_the_source_may_fail(add, toy_copy):
    result = add(PAPER["id"], "--enrich")

    assert "note: cannot ask Hugging Face about papers/2909.01234" in result.stderr
    assert (toy_copy / "data/papers/zorblax-7.yaml").exists()


def test_enriching_adds_the_repository(add, arxiv, toy_copy):
    page = {
        "id": PAPER["id"],
        "title": "Zorblax-7: One Imagined Transformer for Seeing and Drawing",
        "authors": [{"name": "Ada Quill"}, {"name": "Bo van der Vliet"}],
        "publishedAt": "2029-09-03T13:59:58.000Z",
        "githubRepo": "https://github.com/ada-quill/zorblax",
    }
    arxiv.says(f"/api/papers/{PAPER['id']}", json.dumps(page))

    add(PAPER["id"], "--enrich")

    record = read(toy_copy, "papers/zorblax-7.yaml")
    assert record["links"] == {"code": "https://github.com/ada-quill/zorblax"}
    assert [source["vouches"] for source in record["sources"]] == [
        ["title", "authors", "arxiv", "arxiv_class", "date", "name"],
        ["title", "authors", "arxiv", "date", "links.code", "name"],
    ]


def test_an_id_that_is_there_is_refused_without_asking(add, service, toy_copy):
    known = read(toy_copy, "papers/toy-show.yaml")["arxiv"]

    result = add(f"https://arxiv.org/pdf/{known}v3", code=1)

    assert "already in the catalogue as papers/toy-show" in result.stderr
    assert "with the same arXiv id; see it with 'unisurvey show " in result.stderr
    assert service.asked == []


@pytest.mark.parametrize(
    ("word", "record"),
    [
        ("toy-show", "papers/toy-show (Toy-Show)"),
        ("Toy-Show", "papers/toy-show (Toy-Show)"),
        ("toy-sets", "papers/toy-sets (Toy Sets: Data {and} Tests)"),
        ("datasets/toy-sets", "datasets/toy-sets (Toy_Sets)"),
        ("https://openreview.net/forum?id=ToySpecial", "papers/specials"),
    ],
)
def test_a_name_that_is_there_is_refused_without_asking(
    word, record, add, service, toy_copy
):
    path = toy_copy / "data/papers/specials.yaml"
    page = "  - url: https://openreview.net/forum?id=ToySpecial\n    vouches: [venue]\n"
    path.write_text(path.read_text().replace("sources:\n", f"sources:\n{page}"))

    told = add(word, code=1).stderr

    place = record.split()[0]
    assert f"{word}: already in the catalogue as {record}" in told
    assert f"see it with 'unisurvey show {place}', " in told
    assert f"mend it with 'unisurvey edit {place}'\n" in told
    assert "distinct" not in told
    assert service.asked == []


def test_a_name_that_nobody_has_is_no_source(add, service):
    told = add("toyshw", code=2).stderr

    assert told.startswith("error: 'toyshw' names no known kind of work, expected an ")
    assert service.asked == []


def test_a_title_that_is_nearly_there_is_refused_until_told(add, service, toy_copy):
    known = read(toy_copy, "papers/toy-show.yaml")
    title = known["title"].replace("-", " ")
    service.says(PAPER["id"], feed(title=title, authors=known["authors"]))
    before = files(toy_copy)

    result = add(PAPER["id"], code=1)

    assert "with the same title and authors" in result.stderr
    assert result.stderr.rstrip().endswith("--distinct-from toy-show")
    assert files(toy_copy) == before
    add(PAPER["id"], "--distinct-from", "toy-show")
    assert len(files(toy_copy)) == len(before) + 1


def test_an_unknown_word_is_refused_before_asking(add, service):
    words = ("--section", "b-1", "--backbone", "qwen25")

    result = add(PAPER["id"], *words, code=2)

    assert "unknown component 'qwen25'; did you mean 'qwen2.5'" in result.stderr
    assert service.asked == []


def test_a_bib_file_gives_a_record_for_each_entry(add, toy_copy, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB)

    add(tmp_path / "refs.bib")

    assert read(toy_copy, "papers/quexel.yaml")["date"] == "2028-01"
    assert read(toy_copy, "papers/poe2027madeup.yaml")["doi"] == "10.1234/madeup.1"
    assert read(toy_copy, "papers/vondrel.yaml")["arxiv"] == "2802.00002"


def test_the_doi_of_a_preprint_is_its_arxiv_id(add, toy_copy, tmp_path):
    (tmp_path / "refs.bib").write_text(
        "@misc{d, title={Quexel: A Made-up Model}, author={Roe, Ann}, year={2028},"
        "doi={10.48550/arXiv.2801.00001}}"
    )

    add(tmp_path / "refs.bib")

    record = read(toy_copy, "papers/quexel.yaml")
    assert (record["arxiv"], record.get("doi")) == ("2801.00001", None)


def test_each_entry_that_nothing_identifies_is_named(add, toy_copy, tmp_path):
    (tmp_path / "refs.bib").write_text(
        f"{BIB}@misc{{first, title={{Zorblets of nothing}}, author={{Roe, Ann}}, year=2028}}\n"
        "@misc{, title={Another zorblet of nothing}, author={Poe, Ben}, year=2028,"
        "note={to appear}}\n@misc{addressed, title={Quibbles about all}, year=2028,"
        "author={Roe, Ann}, url={https://example.org/quibbles}}"
    )
    before = files(toy_copy)

    result = add(tmp_path / "refs.bib", code=1)

    lines = result.stderr.splitlines()
    path = tmp_path / "refs.bib"
    assert lines[0].startswith(
        f"error: {path}:9: 'first': no arXiv id, DOI or web address"
    )
    assert lines[1].startswith(
        f"error: {path}:10: entry without key: no arXiv id, DOI or web address"
    )
    assert lines[2:] == [
        "nothing was written; 4 others wait until these are mended or left out"
    ]
    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_another_source_may_identify_an_entry(add, tmp_path):
    names = " and ".join(PAPER["authors"])
    (tmp_path / "refs.bib").write_text(
        f"@misc{{a, title={{{PAPER['title']}}}, author={{{names}}}, year=2029}}"
    )

    add(PAPER["id"], tmp_path / "refs.bib", "--dry-run")


def test_a_bib_file_with_a_known_entry_writes_none(add, toy_copy, tmp_path):
    known = read(toy_copy, "papers/toy-show.yaml")["arxiv"]
    entry = f"@misc{{d, title={{What}}, year=2024, eprint={{{known}}}}}"
    (tmp_path / "refs.bib").write_text(BIB + entry)
    before = files(toy_copy)

    result = add(tmp_path / "refs.bib", code=1)

    assert result.stderr.count("error: ") == 1
    assert files(toy_copy) == before


def test_entries_that_look_alike_are_told_to_be_one_work(add, toy_copy, tmp_path):
    entry = "@misc{%s, title={Quibbles about all of %s}, year=2028, author={Roe, Ann},"
    entry += "url={https://example.org/%s}}\n"
    twins = [entry % ("a", "nothing", "a"), entry % ("b", "nothings", "b")]
    (tmp_path / "refs.bib").write_text("".join(twins))
    before = files(toy_copy)

    result = add(tmp_path / "refs.bib", code=1)

    first, second = (
        f"{tmp_path / 'refs.bib'}:{n}: {key!r}" for n, key in ((1, "a"), (2, "b"))
    )
    told = f"error: {second}: the same work as {first}, with the same title and authors"
    assert result.stderr.startswith(told)
    assert "already in the catalogue" not in result.stderr
    assert "add one first, then the other with --distinct-from roe2028" in result.stderr
    assert files(toy_copy) == before


def test_a_folder_that_cannot_be_written_leaves_nothing_half(add, service, toy_copy):
    """The paper would fit, its dataset not: then neither is written."""
    service.says(PAPER["id"], feed(title="Zorbset: An Imagined Dataset"))
    folder = toy_copy / "data" / "datasets"
    shutil.rmtree(folder)
    folder.write_text("not a folder")
    before = files(toy_copy)

    result = add(PAPER["id"], "--section", "datasets-editing", code=1)

    assert result.stderr.splitlines()[-1].startswith("error: Not a directory:")
    assert files(toy_copy) == before


def test_a_dataset_gets_its_paper_from_arxiv(add, arxiv, toy_copy):
    card = {
        "id": "quill-lab/Zorbset",
        "createdAt": "2029-09-05T10:00:00.000Z",
        "cardData": {"license": "cc-by-4.0", "pretty_name": "Zorbset"},
        "tags": ["arxiv:2909.01234", "license:cc-by-4.0"],
    }
    arxiv.says("/api/datasets/quill-lab/Zorbset", json.dumps(card))
    page = "https://huggingface.co/datasets/quill-lab/Zorbset"

    readme = f"{page}/blob/0123abc/README.md"
    stated = ("--samples", "2.5M", "--vouched-by", readme)
    result = add(page, "--section", "datasets-editing", *stated)

    dataset = read(toy_copy, "datasets/zorbset.yaml")
    assert dataset == {
        "name": "Zorbset",
        "section": "datasets-editing",
        "samples": 2500000,
        "date": "2029-09-03",
        "paper": "zorblax-7",
        "license": "CC-BY-4.0",
        "links": {"home": page},
        "sources": [
            {
                "url": page,
                "vouches": ["name", "links.home", "license"],
            },
            {"url": "https://arxiv.org/abs/2909.01234", "vouches": ["date", "paper"]},
            {"url": readme, "vouches": ["samples"]},
        ],
        "added": "2029-09-13",
    }
    assert read(toy_copy, "papers/zorblax-7.yaml")["authors"] == [*PAPER["authors"]]
    assert "to decide in zorbset:" in result.stderr


def test_what_has_one_right_form_is_mended(add, service, toy_copy):
    service.says(PAPER["id"], feed(title=f"{PAPER['title']}."))

    add(PAPER["id"])

    title = read(toy_copy, "papers/zorblax-7.yaml")["title"]
    assert title == "Zorblax-7: One Imagined Transformer for Seeing and Drawing"


def test_a_record_that_breaks_a_rule_is_not_written(add, service, toy_copy, tmp_path):
    service.says(PAPER["id"], feed(title="ZORBLAX: AN IMAGINED TRANSFORMER TO SEE"))
    before = files(toy_copy)

    result = add(PAPER["id"], code=1)
    add(PAPER["id"], "-o", tmp_path / "draft.txt", code=1)

    assert "data/papers/zorblax.yaml:3:8: C263 title in capitals" in result.stderr
    assert files(toy_copy) == before
    assert (tmp_path / "draft.txt").read_text().startswith("key: quill2029zorblax\n")


def test_tex_in_a_title_is_read_or_refused(add, service, toy_copy):
    service.says(PAPER["id"], feed(title=r"Zorblax: $O(n^2)$ Norms at 90$^\circ$"))
    readable = add(PAPER["id"], "--dry-run")
    service.says(PAPER["id"], feed(title=r"Zorblax: $L_\infty$ Norms"))
    before = files(toy_copy)

    unreadable = add(PAPER["id"], code=1)

    assert 'title: "Zorblax: O(n²) Norms at 90°"' in readable.stdout
    assert "C263 '_{' is TeX, expected plain Unicode" in unreadable.stderr
    assert files(toy_copy) == before


@pytest.mark.usefixtures("arxiv")
def test_an_issue_gives_source_section_and_links(add, tmp_path):
    (tmp_path / "issue.md").write_text(ISSUE.format(source=PAPER["id"]))

    result = add("--issue", tmp_path / "issue.md", "-o", "-")

    record = yaml.load(result.stdout, yaml.CSafeLoader)
    assert record["model"] == {"name": "Zorblax-7", "section": "b-1"}
    assert record["links"] == {"code": "https://github.com/ada-quill/zorblax"}


def test_an_issue_cannot_make_us_read_files(add, tmp_path):
    (tmp_path / "secret.bib").write_text(BIB)
    (tmp_path / "issue.md").write_text(ISSUE.format(source=tmp_path / "secret.bib"))

    result = add("--issue", tmp_path / "issue.md", "-o", "-", code=2)

    assert result.stdout == ""
    assert "Quexel" not in result.stderr


@pytest.mark.usefixtures("arxiv")
def test_a_directory_takes_several_records(add, toy_copy, tmp_path):
    words = (PAPER["id"], "--section", "datasets-editing", "--name", "Zorbset")
    before = files(toy_copy)

    result = add(*words, "-o", tmp_path / "one.txt", code=2)
    (tmp_path / "drafts").mkdir()
    add(*words, "-o", tmp_path / "drafts")

    assert "these are 2 records, which do not fit into one file" in result.stderr
    assert [
        path.relative_to(tmp_path).as_posix()
        for path in sorted(files(tmp_path / "drafts"))
    ] == [
        "drafts/datasets/zorbset.yaml",
        "drafts/papers/zorblax-7.yaml",
    ]
    assert files(toy_copy) == before


def test_nothing_to_add_is_told(add):
    assert "nothing to add, expected an arXiv id" in add(code=2).stderr


@pytest.mark.parametrize("word", ["no-such-thing", "nowhere.bib", "arxiv:"])
def test_what_is_no_source_is_told(add, service, word):
    add(word, code=2)

    assert service.asked == []


def test_a_bib_file_with_a_fault_is_refused_at_its_place(add, tmp_path):
    (tmp_path / "refs.bib").write_text("@article{a, title={Open")

    result = add(tmp_path / "refs.bib", code=2)

    assert "refs.bib:1:" in result.stderr


def test_a_bib_file_without_entries_is_told(add, tmp_path):
    (tmp_path / "refs.bib").write_text("Nothing here.")

    assert "refs.bib has no entries" in add(tmp_path / "refs.bib", code=2).stderr


def test_one_name_is_not_for_several_works(add, tmp_path):
    (tmp_path / "refs.bib").write_text(BIB)

    result = add(tmp_path / "refs.bib", "--id", "one", code=2)

    assert "--id is for one work, but these are 3" in result.stderr


def test_a_dry_run_takes_no_file(add, arxiv, tmp_path):
    add(PAPER["id"], "--dry-run", "-o", tmp_path / "x", code=2)

    assert arxiv.asked == []


def test_an_issue_that_cannot_be_read_is_told(add, tmp_path):
    result = add("--issue", tmp_path / "nowhere.md", code=2)

    assert f"no such file: {tmp_path}/nowhere.md" in result.stderr


def test_a_work_that_a_service_does_not_know_is_to_be_checked(add, service):
    service.says(PAPER["id"], "<feed xmlns='http://www.w3.org/2005/Atom'></feed>")

    result = add(PAPER["id"], code=1)

    assert result.stderr.splitlines()[0] == (
        "error: arXiv has no paper 2909.01234: https://arxiv.org/abs/2909.01234"
    )
    assert result.stderr.splitlines()[1] == "nothing was written; check it"
