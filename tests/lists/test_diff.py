import json
from pathlib import Path

import pytest

from unisurvey.cli.commands.diff import to_json, to_markdown
from unisurvey.errors import UsageError
from unisurvey.lists.awesome.reader import read_list
from unisurvey.lists.diff.comparison import compare_list
from unisurvey.lists.diff.drafts import draft_rows, work_of
from unisurvey.lists.diff.source import raw_addresses
from unisurvey.matching import Index
from unisurvey.outside.add.details import Details
from unisurvey.outside.add.record import Drafting
from unisurvey.schema import Paper

LISTS = Path(__file__).parent / "files"


@pytest.fixture(scope="session")
def compare(real):
    def compare(text, **given):
        found = read_list(text, "list.md", real.vocabularies.venues)
        return compare_list(found, real, **given)

    return compare


@pytest.fixture(scope="module")
def survey(real):
    return compare_list(read_list((LISTS / "survey.md").read_text(), "survey.md"), real)


@pytest.fixture(scope="module")
def faulty(real):
    return compare_list(read_list((LISTS / "faults.md").read_text(), "faults.md"), real)


def row(title, url, more=""):
    return f"- [{title}]({url}) {more}\n"


def aligned(found):
    return [
        (a.row.span.line, a.record.id if a.record else None, a.verdict)
        for a in found.alignments
    ]


def codes(found):
    return {(each.span.line, each.code) for each in found.differences}


SHOW_O = (
    "Show-o: One Single Transformer to Unify Multimodal Understanding and Generation"
)
ABS = "https://arxiv.org/abs/"


def test_both_wrong_paper_links_of_the_surveys_list_are_found(survey):
    wrong = [each for each in survey.differences if each.code == "L121"]

    assert [(each.span.line, each.said, each.known) for each in wrong] == [
        (23, "2404.14396", "2504.21356"),
        (24, "2506.15564", "2508.03320"),
    ]
    assert wrong[0].message == (
        "the paper link of 'Nexus-Gen: A Unified Model for Image Understanding, "
        "Generation, and Editing' leads to 'SEED-X: Multimodal Models with Unified "
        "Multi-granularity Comprehension and Generation' (2404.14396)"
    )
    assert wrong[0].source == "https://arxiv.org/abs/2504.21356"


def test_every_row_of_the_surveys_layout_is_aligned_with_its_own_record(survey):
    assert aligned(survey) == [
        (15, "mmada", "aligned"),
        (16, "unidisc", "aligned"),
        (22, "seed-x", "aligned"),
        (23, "nexus-gen", "aligned"),
        (24, "skywork-unipic", "aligned"),
        (30, "owleval", "aligned"),
        (31, "geneval", "aligned"),
        (37, "sfhq-t2i", "aligned"),
        (38, "segment-anything", "aligned"),
    ]


def test_a_dataset_or_benchmark_row_is_about_that_record(survey):
    kinds = {a.record.id: type(a.record).__name__ for a in survey.alignments}

    assert kinds["owleval"] == "Benchmark"
    assert kinds["sfhq-t2i"] == "Dataset"


def test_facts_that_disagree_carry_our_source(survey):
    venue = next(each for each in survey.differences if each.code == "L114")

    assert (venue.span.line, venue.said, venue.known) == (15, "arXiv", "NeurIPS 2025")
    assert venue.source.startswith("https://")


def test_every_bullet_is_aligned_however_it_is_written(real):
    found = compare_list(read_list((LISTS / "bullets.md").read_text(), "b.md"), real)

    assert aligned(found) == [
        (line, name, "aligned")
        for line, name in [
            *((10, "show-o"), (11, "chameleon"), (12, "emu3"), (13, "janus-pro")),
            *((16, "janus"), (19, "transfusion"), (20, "lavit"), (21, "emu")),
            *((22, "mmada"), (23, "liquid"), (24, "lwm"), (30, "orthus")),
            *((34, "unidisc"), (36, "harmon"), (38, "tar")),
        ]
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *((3, "L125"), (4, "L126"), (4, "L131"), (5, "L124"), (6, "L101"), (6, "L127")),
        *(
            (6, "L129"),
            (6, "L122"),
            (8, "L123"),
            (9, "L130"),
            (10, "L132"),
            (11, "L103"),
        ),
    ],
)
def test_each_fault_of_a_list_is_found_in_its_place(faulty, line, code):
    assert (line, code) in codes(faulty)


def test_what_is_right_is_no_fault(faulty):
    found = [
        (each.code, each.message) for each in faulty.differences if "#" in each.message
    ]

    assert found == [("L125", "no heading of the page is called #nowhere")]


def test_a_temporary_link_is_found(survey):
    assert (38, "L128") in codes(survey)


def test_names_and_identifiers_that_contradict_each_other_are_left_open(compare):
    found = compare(row("Chameleon", f"{ABS}2408.12528"))

    assert aligned(found) == [(1, "show-o", "unsure")]
    assert [each.code for each in found.of("disagrees")] == []


def test_a_like_title_under_another_works_id_is_not_aligned(compare):
    title = (
        "Invented-o: One Transformer to Unify Multimodal Understanding and Generation"
    )

    found = compare(row(title, f"{ABS}2408.12528"))

    assert aligned(found)[0][2] == "unsure"


def test_a_title_that_no_work_bears_is_not_compared_with_all(compare, monkeypatch):
    def refuse(*_):
        pytest.fail("a title was looked for by likeness")

    monkeypatch.setattr(Index, "_candidates", refuse)
    title = "Sketches That Nobody Drew and No Catalogue Has Ever Named"
    found = compare(row(title, "https://example.org/sketches", "(ICLR 2025)"))
    assert aligned(found) == [(1, None, "missing")]


def test_a_former_name_before_the_same_words_is_the_same_work(compare):
    title = "LlamaFusion: Adapting Pretrained Language Models for Multimodal Generation"

    found = compare(row(title, f"{ABS}2412.15188"))

    assert aligned(found) == [(1, "lmfusion", "aligned")]


def test_a_like_title_under_an_unknown_id_is_missing(compare):
    found = compare(row("Qwen9.5-VL Technical Report", f"{ABS}2402.00001"))

    assert aligned(found) == [(1, None, "missing")]


def test_a_name_alone_must_be_unique_and_uncontradicted(compare):
    table = "| Model | Code |\n|--|--|\n| MMaDA | [code](https://github.com/{}) |\n"

    same = compare(table.format("Gen-Verse/MMaDA"))
    other = compare(table.format("somebody/else"))

    assert aligned(same) == [(3, "mmada", "aligned")]
    assert aligned(other) == [(3, "mmada", "unsure")]


def test_a_name_with_a_page_of_anything_is_a_hint_and_not_lacking(compare):
    def told(url):
        found = compare(f"- [MMaDA]({url})")
        assert "mmada" not in {record.id for record in found.absent}
        return [(each.code, each.severity) for each in found.differences]

    assert told("https://example.org/mmada") == [("L103", "warning")]
    assert told("https://example.org/mmada.pdf") == [("L103", "error")]


def test_a_name_beside_another_title_is_another_works(compare):
    table = "|Date|Model|Source|\n|-|-|-|\n|2024-02|MMaDA|{} [[paper]({})]|\n"

    titled = compare(table.format(f'"{INK}"', f"{ABS}2402.00001"))
    named = compare(table.format("", f"{ABS}2402.00001"))

    assert aligned(titled) == [(3, None, "missing")]
    assert aligned(named) == [(3, "mmada", "unsure")]


def test_a_short_title_needs_more_than_itself(compare):
    dated = row("Segment Anything", "https://example.org/sam.pdf", "(2023-04-05)")
    foreign = row("Segment Anything", f"{ABS}2402.00001")

    assert aligned(compare(dated)) == [(1, "segment-anything", "aligned")]
    assert aligned(compare(foreign)) == [(1, None, "missing")]


def test_a_name_that_links_to_a_datasets_own_page_is_that_dataset(compare):
    page = "https://huggingface.co/datasets/madebyollin/megalith-10m"
    table = "| Dataset | Paper |\n|--|--|\n| [{}]({}) | - |\n"

    assert aligned(compare(table.format("Megalith", page))) == [
        (3, "megalith-10m", "aligned")
    ]
    assert aligned(compare(table.format("Invented", page))) == [(3, None, "missing")]


def test_parts_of_a_dataset_are_told_apart_by_the_section(compare):
    title = (
        "Echo-4o: Harnessing the Power of GPT-4o Synthetic Images for Improved Image "
        "Generation"
    )
    table = "| Dataset | Paper |\n|--|--|\n| Echo-4o-Image | [{}]({}) |\n"
    part = table.format(title, f"{ABS}2508.09987")

    found = compare(
        f"# Dataset\n\n## Text-to-Image\n\n{part}\n## Other Text+Image-to-Image\n\n{part}"
    )

    names = {alignment.record.name for alignment in found.alignments}
    assert names == {"Echo-4o-Image", "Echo-4o-Image (multi-reference)"}


def test_an_id_alone_is_enough(compare):
    found = compare("- <https://arxiv.org/abs/2408.12528>\n")

    assert [a.record.id for a in found.alignments if a.record] == ["show-o"]


def test_a_published_title_and_a_former_one_are_no_error(compare):
    found = compare(
        row("Emu3: Next-Token Prediction is All You Need", f"{ABS}2409.18869")
    )

    assert [(e.code, e.severity) for e in found.of("disagrees")] == [
        ("L112", "warning")
    ]


def test_a_list_that_agrees_in_all_has_no_difference(compare):
    text = row(SHOW_O, f"{ABS}2408.12528", "*ICLR 2025*, 2024-08-22")

    found = compare(text, section=("c-1",), search="one single transformer")

    assert found.differences == ()
    assert found.absent == ()
    assert not found.differs


def test_the_list_lacks_the_models_it_does_not_name(compare):
    found = compare(row(SHOW_O, f"{ABS}2408.12528"), section=("c-1",))

    names = {record.id for record in found.absent}
    assert found.kinds == ("models",)
    assert names
    assert "show-o" not in names


def test_kinds_can_be_chosen_and_filters_must_fit_them(compare):
    found = compare("", kinds=["datasets"])

    assert found.kinds == ("datasets",)
    with pytest.raises(UsageError, match="--mask does not apply to datasets"):
        compare("", kinds=["datasets"], mask=("causal",))


def test_the_json_report_has_its_documented_keys(faulty, real):
    report = json.loads(to_json(faulty, real))

    assert list(report) == [
        *("path", "rows", "kinds", "counts", "missing_in_catalogue", "missing_in_list"),
        *("disagreements", "faults", "unsure", "left_out", "aligned"),
    ]
    assert report["counts"]["missing_in_catalogue"] == 3
    assert list(report["faults"][0]) == [
        *("line", "column", "code", "severity", "message", "record", "field", "list"),
        *("catalogue", "source", "hint"),
    ]


def test_the_markdown_report_shows_titles_as_they_are(compare, real):
    found = compare(row("Pipes | and *Stars* in a Title", f"{ABS}2402.00001"))

    text = to_markdown(found, real)
    assert r"[Pipes \| and Stars in a Title](https://arxiv.org/abs/2402.00001)" in text
    assert "#### Missing in the catalogue (1)" in text


@pytest.mark.parametrize(
    ("source", "first"),
    [
        (
            "https://github.com/a/b",
            "https://raw.githubusercontent.com/a/b/HEAD/README.md",
        ),
        (
            "https://github.com/a/b.git",
            "https://raw.githubusercontent.com/a/b/HEAD/README.md",
        ),
        (
            "https://www.github.com/a/b/blob/main/docs/list.md#top",
            "https://raw.githubusercontent.com/a/b/main/docs/list.md",
        ),
        (
            "https://github.com/a/b/tree/dev/sub",
            "https://raw.githubusercontent.com/a/b/dev/sub/README.md",
        ),
        ("https://example.org/list.md", "https://example.org/list.md"),
    ],
)
def test_a_repository_stands_for_its_list(source, first):
    assert next(raw_addresses(source)) == first


def test_missing_rows_become_drafts_and_the_rest_is_told(real):
    text = (
        "| Title | Date | Code |\n|--|--|--|\n"
        f"| [Invented: A Work of Nobody at All]({ABS}2402.00001) | 2024-02-01 "
        "| [c](https://github.com/nobody/invented) |\n"
        f"| [Invented2: Another Work of Nobody]({ABS}2402.00002) | 2023-01-01 | - |\n"
        "| [Invented Three without Any Date](https://openreview.net/forum?id=x) | - | - |\n"
    )
    found = compare_list(read_list(text, "list.md"), real)

    drafts, refused = draft_rows(
        found.missing,
        Drafting(real, Details(), "2026-11-23"),
        "https://example.org/l.md",
    )

    first, second = (draft.records[0] for draft in drafts)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert first.links
    assert (first.id, first.arxiv, first.date) == (
        "invented",
        "2402.00001",
        "2024-02-01",
    )
    assert first.links.code == "https://github.com/nobody/invented"
    assert {source.url for source in first.sources} == {"https://example.org/l.md"}
    assert second.date == "2024-02"
    assert refused[0].startswith("line 5: no date is known of")


@pytest.mark.parametrize("year", ["1900", "1949"])
def test_a_year_that_no_record_can_have_is_a_fault(compare, real, year):
    paper = next(paper for paper in real.papers if paper.arxiv and paper.date)
    table = "| Title | Date |\n|---|---|\n"

    found = compare(f"{table}| [{paper.title}]({ABS}{paper.arxiv}) | {year} |\n")

    assert [(d.code, d.message) for d in found.of("fault")] == [
        ("L126", f"there is no date {year!r}")
    ]


def test_rows_of_one_work_are_told_to_be_one(real):
    line = f"- [Quexel: An Invented Work of Nobody]({ABS}2402.00001), 2024-02-01\n"
    found = compare_list(read_list(f"{line}\n## Again\n\n{line}", "list.md"), real)
    making = Drafting(real, Details(), "2026-11-23")

    drafts, refused = draft_rows(found.missing, making)

    assert len(drafts) == 1
    assert refused[0].startswith("line 5: ")
    assert "the same work as line 1, with the same arXiv id" in refused[0]


def test_a_draft_repeats_no_date_that_the_id_contradicts(compare):
    found = compare(row("Invented Work of Nobody", f"{ABS}2402.00001", "(2020-01-01)"))

    assert work_of(found.missing[0]).date == "2024-02"


def test_a_list_hardly_read_says_so_instead_of_lacking_all(compare):
    lines = [f"~ x | see [it](https://example.org/{n}) | y" for n in range(40)]

    found = compare("\n\n".join(lines))

    assert [(d.code, d.message) for d in found.differences] == [
        ("L104", "0 rows read of about 40 lines with links"),
    ]
    assert found.absent == ()
    assert found.differs


def test_a_venue_that_the_catalogue_does_not_know_is_a_hint(compare):
    found = compare(
        row(SHOW_O, f"{ABS}2408.12528", "(Imaginary Sketch Conference 2025)")
    )

    (venue,) = [each for each in found.differences if each.code == "L114"]
    assert (venue.severity, venue.said) == (
        "warning",
        "Imaginary Sketch Conference 2025",
    )
    assert venue.hint == "a venue that the catalogue does not know"


@pytest.mark.parametrize(
    "text",
    [
        f"**Show**: {SHOW_O} [Paper]({ABS}2408.12528)",
        f"## Show-o: Drawing with One Model\n\n[Paper]({ABS}2408.12528)",
        row(
            "Show-o", f"{ABS}2408.12528", "[Project](https://github.com/showlab/show-o)"
        ),
        row("Show-o (Imaginary Lab)", f"{ABS}2408.12528"),
        row(f"{SHOW_O} (Show-o)", f"{ABS}2408.12528"),
        row(
            SHOW_O.partition(": ")[2],
            f"{ABS}2408.12528",
            "[Code](https://github.com/showlab/Show-o)",
        ),
        f"| Name | Date |\n|--|--|\n| [Show-o]({ABS}2408.12528) | 08/22/2024 |\n",
        f"- {SHOW_O.replace('Unify', '**Unify**')}, ICLR 2025 [Paper]({ABS}2408.12528)",
    ],
)
def test_a_right_row_is_blamed_for_nothing(compare, text):
    found = compare(text)

    assert aligned(found) == [(found.found.rows[0].span.line, "show-o", "aligned")]
    assert [d.message for d in found.differences if d.severity == "error"] == []


def test_a_name_before_a_title_that_has_none_is_no_doubt(compare, real):
    paper = next(
        p for p in real.papers if p.arxiv and ":" not in p.title and not p.name
    )

    found = compare(f"- **Pen**: {paper.title} [Paper]({ABS}{paper.arxiv})")

    assert aligned(found) == [(1, paper.id, "aligned")]


def test_a_report_is_called_by_its_name(compare):
    found = compare(row("Gemma 3", f"{ABS}2503.19786"))

    assert [verdict for _, _, verdict in aligned(found)] == ["aligned"]


def test_a_title_cut_short_is_never_drafted(compare):
    texts = (
        f"- **Drawing Machines** and what they read [Paper]({ABS}2402.00001)",
        f"- **Drawing Machines** Reading of Books [Paper]({ABS}2402.00001)",
        f"- Drawing **Machines** and Their Books [Paper]({ABS}2402.00001)",
        f"- **Drawing Machines**: how they read [Paper]({ABS}2402.00001)",
    )
    titles = [work_of(compare(text).missing[0]).title for text in texts]

    assert titles == [
        "Drawing Machines and what they read",
        "Drawing Machines Reading of Books",
        "Drawing Machines and Their Books",
        None,
    ]


def faults_of(found):
    return [(d.span.line, d.code) for d in found.of("fault")]


INK = "An Invented Work about Ink of Many Kinds"
PENS = "Something Quite Different that Concerns Pens"


def test_the_row_that_stands_alone_with_an_id_is_the_one_in_doubt(compare):
    rows = [row(PENS, f"{ABS}2402.00001")]
    rows += [f"## {n}\n{row(INK, f'{ABS}2402.00001')}" for n in range(3)]

    assert faults_of(compare("".join(rows))) == [(1, "L122")]


def test_titles_of_two_versions_of_one_paper_are_no_fault(compare):
    found = compare(row(INK, f"{ABS}2402.00001v1") + row(PENS, f"{ABS}2402.00001v2"))

    assert {code for _, code in faults_of(found)} == {"L131"}


def test_one_title_at_two_venues_is_not_repeated(compare):
    talk = "- {} Keynote - Ada Quill, Pens [[Video](https://example.org/{})]\n"
    found = compare(talk.format("**`ICCV'25`**", 1) + talk.format("**`CVPR'23`**", 2))

    assert faults_of(found) == []


def test_pages_of_one_name_are_not_repeated(compare):
    page = "- [[Repository of Drawing Pens]({}://example.org/{})] Pens and ink.\n"

    assert faults_of(compare(page.format("http", "a") + page.format("http", "b"))) == []
    assert faults_of(
        compare(page.format("http", "a") + page.format("https", "a/"))
    ) == [(2, "L124")]
    papers = row(INK, "https://example.org/a.pdf") + row(INK, "https://doi.org/x")
    assert faults_of(compare(papers)) == [(2, "L124")]


def test_an_address_with_a_lasting_signature_is_not_temporary(compare):
    book = "- [{}](https://example.org/books?id=B&{}sig=1ZoIFILL)\n".format

    assert faults_of(compare(book(INK, ""))) == []
    assert faults_of(compare(book(INK, "sv=2029&se=2030&"))) == [(1, "L128")]


def test_a_date_of_publication_is_no_wrong_date(compare):
    text = "- {}, *{}* [Paper](" + f"{ABS}2402.00001)"

    for said in ("CVPR, Jun 2024", "ICLR 2025"):
        assert faults_of(compare(text.format(INK, said))) == []
    assert faults_of(compare(text.format(INK, "arXiv, Jun 2024"))) == [(1, "L127")]
    assert faults_of(compare(text.format(INK, "CVPR, Jun 2023"))) == [(1, "L127")]


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("[2024-01-25]", None),  # submitted on the last days of a month
        ("[2023-11]", "warning"),  # held back
        ("[2023-02]", "error"),
        ("*CVPR, Jun 2023*", "warning"),  # put on arXiv after the conference
        ("*CVPR'24, Jun 2023*", "error"),
        ("[2023-02] [[blog](https://example.org/ink)]", "warning"),
        ("*Blog, Feb 2023*", "warning"),
        ("[2023]", None),
        ("[2022]", "error"),
    ],
)
def test_a_date_before_the_id_is_an_error_only_where_it_cannot_be(
    compare, said, severity
):
    found = compare(f"- {INK} {said} [Paper]({ABS}2402.00001)")

    told = [each.severity for each in found.differences if each.code == "L127"]
    assert told == [severity] * bool(severity)


def test_a_year_beside_a_venue_is_that_of_the_venue(compare):
    text = f"|Year|Pub.|Title|\n|-|-|-|\n|2020|{{}}|[{INK}]({ABS}2107.00001)|\n"

    assert faults_of(compare(text.format("3DV"))) == []
    assert faults_of(compare(text.format("arXiv"))) == [(3, "L127")]


def test_a_list_that_often_dates_later_dates_something_else(compare):
    rows = [row(f"{INK} {n}", f"{ABS}2402.{n:05}", "(May 2024)") for n in range(1, 9)]

    assert faults_of(compare("".join(rows))) == []
    assert len(faults_of(compare("".join(rows[:3])))) == 3


def test_a_name_is_reused_by_another_work_with_its_own_text_and_id(compare):
    other = f"- **Show-o**: How Ink Dries on Imaginary Paper [Paper]({ABS}2402.00001)"

    assert aligned(compare(other)) == [(1, None, "missing")]


def test_an_impossible_arxiv_id_is_told(compare):
    found = compare(f"- [Paper]({ABS}2402.000011)")

    (fault,) = found.of("fault")
    assert (fault.code, fault.message) == (
        "L130",
        "there is no arXiv id '2402.000011'",
    )


def test_a_report_elsewhere_can_be_older_than_the_paper_on_arxiv(compare):
    def told(url, month):
        found = compare(f"- {SHOW_O} [{month}] [[paper]({url})]")
        return [each.severity for each in found.differences if each.code == "L113"]

    assert told("https://example.org/report.pdf", "2024-06") == ["warning"]
    assert told("https://example.org/report.pdf", "2024-10") == ["error"]
    assert told(f"{ABS}2408.12528", "2024-08-12") == ["warning"]
