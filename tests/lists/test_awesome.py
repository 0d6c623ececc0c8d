from pathlib import Path

import pytest

from unisurvey.lists.awesome.reader import read_list

LISTS = Path(__file__).parent / "files"


def read(text):
    return read_list(text, "list.md")


def only(text):
    rows = read(text).rows
    assert len(rows) == 1
    return rows[0]


@pytest.fixture(scope="session")
def example(real):
    def example(name):
        text = (LISTS / name).read_text()
        return read_list(text, name, real.vocabularies.venues)

    return example


def test_reads_every_row_of_the_surveys_layout(example):
    found = example("survey.md")

    assert [(row.span.line, row.name, row.arxiv) for row in found.rows] == [
        (15, "MMaDA", ("2505.15809",)),
        (16, "UniDisc", ("2503.20853",)),
        (22, "SEED-X", ("2404.14396",)),
        (23, "Nexus-Gen", ("2404.14396",)),
        (24, "Skywork UniPic", ("2506.15564",)),
        (30, "OwlEval", ("2304.14178",)),
        (31, "GenEval", ("2310.11513",)),
        (37, "SFHQ-T2I", ()),
        (38, "SAM", ()),
    ]


def test_a_row_says_all_that_its_cells_say(example):
    row = example("survey.md").rows[0]

    assert row.title == "MMaDA: Multimodal Large Diffusion Language Models"
    assert (row.venue, row.date, row.date_text) == ("arXiv", "2025-05-21", "2025/05/21")
    assert row.sections == (
        "Unified models, in small",
        "Text-and-Image Unified Models",
        "Diffusion",
    )
    assert [(link.role, link.url) for link in row.links if not link.is_badge] == [
        ("paper", "https://arxiv.org/abs/2505.15809"),
        ("code", "https://github.com/Gen-Verse/MMaDA"),
        ("demo", "https://huggingface.co/spaces/Gen-Verse/MMaDA"),
    ]
    assert row.empty == frozenset()


def test_empty_cells_are_known_to_be_empty(example):
    row = example("survey.md").rows[1]

    assert row.link("code") is None
    assert row.empty == {"code", "demo"}


def test_the_place_of_a_row_is_where_its_title_stands(example):
    row = example("survey.md").rows[0]

    start = row.span.column - 1
    assert row.span.text[start : start + row.span.width] == row.title


BULLETS = {
    10: (
        "Show-o: One Single Transformer to Unify Mult",
        "",
        "2408.12528",
        "ICLR 2025",
        "2024-08-22",
    ),
    11: (
        "Chameleon: Mixed-Modal Early-Fusion Foundati",
        "",
        "2405.09818",
        "",
        "2024-05",
    ),
    12: ("Emu3: Next-Token Prediction is All You Need", "", "2409.18869", "", None),
    13: (
        "Janus-Pro: Unified Multimodal Understanding",
        "",
        "2501.17811",
        "",
        "2025-01-29",
    ),
    16: (
        "Janus: Decoupling Visual Encoding for Unifie",
        "",
        "2410.13848",
        "",
        "2024-10-17",
    ),
    19: (
        "Transfusion: Predict the Next Token and Diff",
        "",
        "2408.11039",
        "arXiv",
        "2024-08",
    ),
    20: (
        "Unified Language-Vision Pretraining in LLM w",
        "LaVIT",
        "2309.04669",
        "ICLR",
        "2023-09",
    ),
    21: ("Emu: Generative Pretraining in Multimodality", "", "2307.05222", "", None),
    22: (
        "MMaDA: Multimodal Large Diffusion Language M",
        "",
        "2505.15809",
        "NeurIPS'25",
        None,
    ),
    23: ("", "Liquid", "2412.04332", "", None),
    24: ("", "LWM", "2402.08268", "", "2024"),
    30: ("Orthus: Autoregressive Interleaved Image-Tex", "", "2412.00127", "", None),
    34: ("UniDisc: Unified Multimodal Discrete Diffusi", "", "2503.20853", "", None),
    36: ("Harmonizing Visual Representations for Unifi", "", "2503.21979", "", None),
    38: ("Vision as a Dialect: Unifying Visual Underst", "", "2506.18898", "", None),
}
"""Line → beginning of the title, name, arXiv id, venue, date."""


@pytest.mark.parametrize("line", BULLETS)
def test_reads_items_however_they_are_written(example, line):
    rows = {row.span.line: row for row in example("bullets.md").rows}

    row = rows[line]
    arxiv = row.arxiv[0] if row.arxiv else None
    start, *others = BULLETS[line]
    assert row.title.startswith(start)
    assert bool(row.title) is bool(start)
    assert [row.name, arxiv, row.venue, row.date] == others


def test_comments_code_contents_and_remarks_are_no_rows(example):
    assert {row.span.line for row in example("bullets.md").rows} == BULLETS.keys()


def test_name_and_description_are_kept_as_what_the_title_may_be(example):
    rows = {row.span.line: row for row in example("bullets.md").rows}

    assert rows[23].perhaps == (
        "Liquid: Language Models are Scalable and Unified Multi-modal Generators"
    )


def test_links_below_an_item_are_its_own(example):
    rows = {row.span.line: row for row in example("bullets.md").rows}

    assert [link.role for link in rows[16].links] == ["paper", "code"]


def test_a_fold_is_a_section_until_it_ends(example):
    rows = {row.span.line: row for row in example("bullets.md").rows}

    assert rows[30].sections[-1] == "Folded"
    assert rows[34].sections[-1] == "Each in another way"


def test_reads_html_tables_with_spans_and_markdown_in_cells(example):
    rows = example("tables.md").rows[:3]

    assert [(r.title.partition(":")[0], r.span.line, r.date) for r in rows] == [
        ("Show-o", 10, "2024"),
        ("Chameleon", 16, "2024"),
        ("Janus-Pro", 22, None),
    ]
    assert rows[0].link("code").url == "https://github.com/showlab/Show-o"
    assert (
        rows[2].link("weights").url == "https://huggingface.co/deepseek-ai/Janus-Pro-7B"
    )


def test_columns_without_headers_are_known_by_their_content(example):
    row = example("tables.md").rows[3]

    assert row.title == "Emu3: Next-Token Prediction is All You Need"
    assert (row.date, row.link("code").url) == (
        "2024-09-27",
        "https://github.com/baaivision/Emu3",
    )


def test_columns_that_hold_links_alone_are_not_titles(example):
    row = example("tables.md").rows[5]

    assert (row.title, row.arxiv, row.date) == ("", ("2410.13848",), "2024-10")
    assert row.name.startswith("Janus")
    assert row.link("project").url == "https://example.org/janus"
    assert row.link("weights").url == "https://huggingface.co/deepseek-ai/Janus-1.3B"


def test_a_table_of_numbers_has_no_rows(example):
    assert len(example("tables.md").rows) == 6


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2408.12528",
        "http://www.arxiv.org/pdf/2408.12528v3.pdf",
        "https://export.arxiv.org/abs/2408.12528",
        "https://arxiv.org/html/2408.12528v1",
        "https://ar5iv.labs.arxiv.org/html/2408.12528",
        "https://www.alphaxiv.org/overview/2408.12528",
        "https://huggingface.co/papers/2408.12528",
        "https://doi.org/10.48550/arXiv.2408.12528",
        "https://doi.org/10.48550%2FarXiv.2408.12528",
        "https://papers.cool/arxiv/2408.12528",
    ],
)
def test_knows_every_style_of_arxiv_link(url):
    row = only(f"- [A Title of Some Length]({url})")

    assert row.arxiv == ("2408.12528",)
    assert row.dois == ()


def test_an_id_in_text_or_on_a_badge_counts_where_no_link_has_one():
    assert only("- A Title of Some Length, arXiv:2408.12528").arxiv == ("2408.12528",)
    badge = "https://img.shields.io/badge/arXiv-2408.12528-b31b1b"
    assert only(f"- **A Title of Some Length** ![x]({badge}) [c](https://github.com/a/b)"
                ).arxiv == ("2408.12528",)  # fmt: skip


def test_numbers_elsewhere_are_no_arxiv_ids():
    row = only("- [A Title of Some Length](https://example.org/2408.12528)")

    assert row.arxiv == ()


def test_other_works_in_a_description_are_not_the_rows():
    row = only(
        "- [A Title of Some Length](https://arxiv.org/abs/2408.12528) builds on "
        "[Another Title of Some Length](https://arxiv.org/abs/2405.09818)"
    )

    assert row.arxiv == ("2408.12528",)


def test_a_doi_is_read_from_its_address():
    row = only("- [A Title of Some Length](https://doi.org/10.1000/xyz.123)")

    assert row.dois == ("10.1000/xyz.123",)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025/05/21", "2025-05-21"),
        ("2025.05", "2025-05"),
        ("21 May 2025", "2025-05-21"),
        ("May 21, 2025", "2025-05-21"),
        ("Sept. 2024", "2024-09"),
        ("2024年5月", "2024-05"),
        ("2024", "2024"),
        ("2024/02/30", None),
        ("2024-13", None),
    ],
)
def test_reads_dates_however_they_are_written(written, iso):
    table = f"| Title | Date |\n|--|--|\n| [T](https://arxiv.org/abs/2408.12528) | {written} |"

    row = only(table)
    assert row.date == iso
    assert row.date_text == written


def test_anchors_are_those_of_github():
    found = read("# A & B\n## C+D (e)\n## C+D (e)\n<a name='Own'></a>\n[x](#cd-e-1)")

    assert found.anchors >= {"a--b", "cd-e", "cd-e-1", "own", "top"}
    assert [link.url for link in found.inner] == ["cd-e-1"]


def test_escaped_pipes_stay_in_their_cell():
    row = only(
        "| Title | Date |\n|--|--|\n"
        "| [This \\| That and More](https://arxiv.org/abs/2408.12528) | 2024 |"
    )

    assert row.title == "This | That and More"


def test_a_long_file_is_read_in_linear_time(calls):
    item = "- **[A Title]({0})** *ICLR 2025*, [[paper]]({0}) [[code]](https://github.com/a/b)\n"
    text = item.format("https://arxiv.org/abs/2408.12528") * 100

    assert len(read(text).rows) == 100
    assert calls(read, text) < 2.1 * calls(read, text[: len(text) // 2]) + 1_000


TITLE = "Sketch: Drawing and Reading with One Model"
LINK = "https://arxiv.org/abs/2801.00001"
PAPER = f"[[Paper]]({LINK})"
WRITTEN = (
    f"- [[Paper]({LINK})] {TITLE}. [__`pen.`__ __`ink.`__]",
    f"- [[Paper]({LINK})] {TITLE}. [__`pen.`__]",
    f"- (arXiv 2028.1) Sketch: Drawing and **Reading** with One **Model**, {PAPER}",
    f"- Sketch: **Drawing and Reading** with **One** Model, {PAPER}",
    f"- **Sketch**: Drawing and Reading with One Model {PAPER}",
    f"- Ske**tch**: Drawing and Reading with One Model {PAPER}",
    f"* {TITLE}, ICLR 2029 {PAPER}",
    f"* {TITLE}, ICLR 2029, 12 citations {PAPER}",
    f"* {TITLE}. ICLR 2029. {PAPER}",
    f"* {TITLE} - ICLR 2029 [[Paper]({LINK})]",
    f"* [{TITLE} - ICLR 2029]({LINK})",
    f"* [{TITLE} (Imaginary Sketch Conference 2029)]({LINK})",
    f"[3 Jan 2028] [{TITLE}]({LINK})  \n[![x](https://img.shields.io/badge/x)]({LINK})",
    f"2028-01 — [{TITLE}]({LINK}) by somebody",
    f"Sketch: [{TITLE}]({LINK})  \n[![x](https://img.shields.io/badge/x)]({LINK})",
    f"1. ICLR 2029: [{TITLE}]({LINK})",
    f'[{TITLE}]({LINK}){{:target="_blank"}}',
    f"## Sketch\n\n**{TITLE}**\n\nAda Quill, Ben Imaginary Roe, Cy Poe\n\n{PAPER}",
    f"## {TITLE}\n\nSketch draws and reads with one small model.\n\n{PAPER}",
    f"## {TITLE}\n\n{PAPER}<br>\nAda Quill, Ben Imaginary Roe, Cy Poe et al.",
)


def test_a_title_is_read_whole_however_it_is_written(real):
    venues = real.vocabularies.venues
    wrong = {}
    for text in WRITTEN:
        rows = read_list(text, "list.md", venues).rows
        said = {t for r in rows for t in (r.title or r.perhaps, r.perhaps or r.title)}
        if len(rows) != 1 or said != {TITLE} or rows[0].arxiv != ("2801.00001",):
            wrong[text] = [(r.title, r.name, r.perhaps, r.arxiv) for r in rows]

    assert wrong == {}


VENUES = {
    f"* {TITLE}, ICLR 2029 {PAPER}": "ICLR 2029",
    f"* [{TITLE} - CVPR 2029]({LINK})": "CVPR 2029",
    f"* [{TITLE}]({LINK}) (National Science Review 2029)": "National Science Review 2029",
    f"* [{TITLE}]({LINK}) (ICIP 2029)": "ICIP 2029",
    f"* [{TITLE}]({LINK}) (ACM TIST 2029)": "ACM TIST 2029",
    f"* [{TITLE}]({LINK}) (Imaginary Sketch Conf. 2029)": "Imaginary Sketch Conf. 2029",
    f"* [{TITLE}]({LINK}) (XYZ'29 Oral)": "XYZ'29 Oral",
    f"* **[ICLR, 2029]** [{TITLE}]({LINK})": "ICLR, 2029",
    f"* [{TITLE}]({LINK}) (May 2029)": "",
    f"* [{TITLE}]({LINK}) (Paper 2029)": "",
    f"* [{TITLE}]({LINK}) of the nature of mm": "",
}


def test_a_venue_is_read_by_name_or_by_its_form(real):
    venues = real.vocabularies.venues
    found = {text: read_list(text, "l.md", venues).rows[0].venue for text in VENUES}

    assert found == VENUES


DATES = {
    "01/23/2028": "2028-01-23",
    "23/01/2028": "2028-01-23",
    "23.01.2028": "2028-01-23",
    "01/01/2028": "2028-01-01",
    "01/02/2028": "2028",
    "02/2028": "2028-02",
    "13/2028": None,
}


def test_a_date_is_read_in_either_order_and_not_guessed():
    table = "| Title | Date |\n|--|--|\n"
    rows = read(
        table + "".join(f"| [{TITLE}]({LINK}) | {date} |\n" for date in DATES)
    ).rows

    assert [row.date for row in rows] == list(DATES.values())


def test_captions_and_names_of_lists_are_no_works():
    found = read(
        f"<p><b>Figure 2.</b> One model. <a href='{LINK}'>Source paper</a>, p. 4.</p>\n\n"
        f"**Table 1** All models [of a paper]({LINK})\n\n"
        f"- Fig. 3: [A Title of Some Length]({LINK})\n"
        f"- [Awesome Imaginary Sketches](https://github.com/a/b), [Paper]({LINK})\n"
    )

    assert found.rows == ()


def test_prose_is_no_row():
    found = read(
        f"We follow [A Title of Some Length]({LINK}) and others.\n\n"
        f"## Introduction\n\nMuch was written about sketches. See them all.\n\n"
        f"> **Language**: English · [other](other.md)\n"
    )

    assert found.rows == ()


def test_a_work_without_a_link_is_a_row_when_venue_or_date_is_told():
    found = read(f"- {TITLE}, arXiv (3 Jan 2028).\n- Draws quickly on any paper\n")

    assert [(r.title, r.date, r.links) for r in found.rows] == [
        (TITLE, "2028-01-03", ()),
    ]


def test_an_html_link_ends_where_it_is_ended():
    heading = f'<h2><a href="{LINK}">[Venue 2028] A list of sketches <div> </a></h2>'
    open_one = f'<h2><a href="{LINK}">Another heading</h2>'
    row = "- [A Title of Some Length](https://arxiv.org/abs/2802.00002) [Code](https://github.com/a/b)"

    for text in (heading, open_one, f'<p><a href="{LINK}">never ended</p>'):
        (found,) = [
            r for r in read(f"{text}\n\n{row}\n").rows if r.title.startswith("A Title")
        ]
        assert found.arxiv == ("2802.00002",), text
        assert len(found.links) == 2, text


def test_headings_in_items_are_sections():
    found = read(
        f"- ### Drawing\n    - [A Title of Some Length]({LINK})\n"
        f"- ### Reading\n    - [A Title of Some Length]({LINK})\n"
    )

    assert [row.sections for row in found.rows] == [("Drawing",), ("Reading",)]


def test_a_name_column_gives_the_id_its_link_leads_to():
    found = read(
        f"| Name | Base |\n|--|--|\n| [Sketch]({LINK}) | [Nib](https://hf.co/a/b) |"
    )

    (row,) = found.rows
    assert (row.name, row.arxiv, row.link("weights")) == (
        "Sketch",
        ("2801.00001",),
        None,
    )


def test_mathematics_in_a_title_is_plain_text():
    row = only(rf"- [$\alpha$-Sketch: Drawing in $N$ Steps]({LINK})")

    assert row.title == "α-Sketch: Drawing in N Steps"


def test_a_list_knows_whether_its_links_were_read():
    lines = [f"~ x | see [it](https://example.org/{n}) | y" for n in range(40)]
    rows = [f"- [A Title of Some Length {n}]({LINK})" for n in range(40)]

    assert not read("\n\n".join(lines)).is_understood
    assert read("\n".join(rows)).is_understood
    assert read("").is_understood


def test_emphasis_beside_a_title_is_no_part_of_it():
    texts = (
        f"- **{TITLE}** *Ada Quill (Imaginary Lab) et al. arXiv.* [[paper]({LINK})]",
        f"- **{TITLE}** *arXiv, Jan 2028* [[arXiv]({LINK})]",
        f"- {TITLE}. **`Imaginary Sketch Workshop 28`** [[Paper]({LINK})]",
        f'- **Sketch**: "{TITLE}", *arXiv, Jan 2028* [[Paper]({LINK})]',
    )

    assert [read(text).rows[0].title for text in texts] == [TITLE] * len(texts)


def test_emphasised_words_of_a_title_keep_their_spaces():
    (row,) = read(f"- **Drawing** **Machines that Read** [[Paper]({LINK})]").rows

    assert row.title == "Drawing Machines that Read"


def test_a_quoted_title_may_be_short_and_a_quoted_word_is_no_title():
    named, wordy = read(
        f'- **Pen**: "A Drawing Agent", [[Paper]({LINK})]\n'
        f'- What Does it Mean for a Pen to Learn a "Sketch Model"? [[Paper]({LINK})]\n'
    ).rows

    assert (named.title, named.name) == ("A Drawing Agent", "Pen")
    assert wordy.title == 'What Does it Mean for a Pen to Learn a "Sketch Model"?'


def test_a_publication_column_of_venues_is_no_title(real):
    table = "| Date | Paper | Publication |\n|--|--|--|\n" + "".join(
        f"| 2028-01-0{n} | [{TITLE} {n}]({LINK}) | {venue} |\n"
        for n, venue in enumerate(("CVPR '28", "arXiv", "NeurIPS 2028"), 1)
    )
    rows = read_list(table, "list.md", real.vocabularies.venues).rows

    assert [row.title for row in rows] == [f"{TITLE} {n}" for n in (1, 2, 3)]
    assert [row.venue for row in rows] == ["CVPR '28", "arXiv", "NeurIPS 2028"]


def test_a_project_column_names_the_works_of_a_table_without_titles():
    (row,) = read(
        "| Project | Links | Nums |\n|--|--|--|\n"
        "| [ada/sketches](https://huggingface.co/datasets/ada/sketches) | | 22k |\n"
    ).rows

    assert (row.name, row.links[0].role) == ("ada/sketches", "dataset")


def test_the_words_of_a_title_tell_no_role_of_its_link():
    titles = ("Drawing in the Noise Space", "A Model of Pens", "The Dataset of Ink")
    found = read("".join(f"- [{t}](https://example.org/{t[0]})\n" for t in titles))

    assert [row.links[0].role for row in found.rows] == ["paper"] * len(titles)


def test_people_and_files_beside_the_list_are_no_papers():
    found = read(
        "- [Template of Computing Ink Scores](scores/template.md)\n"
        "- [Ada Quill (University of Pens)](https://scholar.google.com/citations?user=x)\n"
    )

    assert [row.is_identified for row in found.rows] == [False, False]


def test_works_whose_titles_are_the_lines_of_an_item_are_rows_of_their_own():
    (first, second, third) = read(
        f"## Pens\n\n- Drawing\n\n  [{TITLE}]({LINK})\n\n"
        f"  [{TITLE} Again](https://arxiv.org/abs/2801.00002)\n\n"
        "  [Code](https://github.com/a/b)\n\n"
        "  [Short Title](https://doi.org/10.9999/ink)\n"
    ).rows

    assert [r.arxiv for r in (first, second)] == [("2801.00001",), ("2801.00002",)]
    assert first.sections == ("Pens", "Drawing")
    assert [link.role for link in second.links] == ["paper", "code"]
    assert third.title == "Short Title"


def test_a_bracketed_link_behind_a_title_says_where_it_was_published(real):
    for words, venue in (
        ("CVPR 2028 Workshop INK", "CVPR 2028 Workshop"),
        ("Pen Letters", ""),
    ):
        text = f"**{TITLE}** \\\n[[{words}]({LINK})]\n[[Code](https://github.com/a/b)]"
        (row,) = read_list(text, "list.md", real.vocabularies.venues).rows
        assert (row.title, row.arxiv, row.venue) == (TITLE, ("2801.00001",), venue)


def test_a_paragraph_may_link_to_a_paper_elsewhere_than_on_arxiv():
    (row,) = read(
        f"**{TITLE}** \\\n[[ICLR 2028](https://openreview.net/forum?id=ink)]"
    ).rows

    assert (row.title, row.link("paper").url[:22]) == (TITLE, "https://openreview.net")


@pytest.mark.parametrize(
    ("id_", "possible"),
    [
        ("2801.00001", True),
        ("2801.00001v2.pdf", True),
        ("1401.0001", True),
        ("hep-th/9901001", True),
        ("2801.000012", False),
        ("1804.0962", False),
        ("1401.00012", False),
        ("2813.00001", False),
        ("xxxx.xxxxx", False),
    ],
)
def test_ids_that_none_can_have_are_told_wherever_they_stand(id_, possible):
    url = f"https://arxiv.org/abs/{id_}"
    texts = (
        f"- [Paper]({url})",
        f"**{TITLE}** \\\n[[Website]({url})]",
        f"See [it]({url}).",
    )

    for text in texts:
        found = read(text)
        assert [link.url for link in found.misnamed] == ([] if possible else [url])
        assert possible or not any(row.arxiv for row in found.rows)


def test_titles_that_a_row_took_in_were_not_read():
    lines = "".join(f"  A drawing, [{TITLE} {n}]({LINK})\n" for n in range(40))

    assert not read(f"- Drawing machines\n{lines}").is_understood


def test_news_people_and_addresses_are_no_works():
    found = read(
        f"## 🔔 Latest News\n\n- [2028/01] Our survey is on [arXiv]({LINK}) now!\n\n"
        "## People\n\n- [Ada Quill](https://example.org/a), [Ben Roe](https://example.org/b)"
        ", [Cy Poe](https://example.org/c)\n"
        "- Project page: <https://example.org/pens>\n"
        f"## News of Drawing\n\n- [{TITLE}]({LINK})\n"
    )

    assert [row.title for row in found.rows if row.is_identified] == [TITLE]


def test_what_is_told_below_a_heading_is_not_the_title():
    prose = "We draw and read with one model, which nobody has done before us. " * 4
    (row,) = read(
        f"### 12. (Sketch) {TITLE}\n**Date**: 2028.01.02\n\n**Affiliation**: Pen Lab\n"
        f"<details>\n<summary><b>Abstract</b></summary>\n{prose}\n</details>\n\n"
        f"[📄 Paper]({LINK}) | [💻 Code](https://github.com/a/b)\n"
    ).rows

    assert (row.title, row.name) == (TITLE, "Sketch")


def test_talks_and_posts_are_no_papers():
    found = read(
        "- [The Power of Drawing in Public](https://www.youtube.com/watch?v=ink)\n"
        "- [We are hosting a drawing today](https://x.com/ada/status/1)\n"
    )

    assert [row.is_identified for row in found.rows] == [False, False]


def test_the_fields_of_a_work_below_it_are_no_works(real):
    text = (
        "- [Sketch: Drawing and Reading](https://arxiv.org/abs/2801.00001)\n"
        "  - A. Author, B. Author\n"
        "  - **Project Pages**: [Draw My Way](https://sketch.github.io/)\n"
        "  - Code: [Draw My Way](https://github.com/example/sketch)\n"
        "  - Datasets: [WMT15](https://example.org/w), [Big Sketches](https://github.com/a/b)\n"
        "  - Benchmark: [SketchBench](https://arxiv.org/abs/2801.00009)\n"
        "  - Env: [Paper World](https://example.org/world)\n"
        "  - Data:\n"
        "    - [Lines of All Kinds](https://example.org/lines)\n"
        "- Datasets\n"
        "  - [Strokes: Sketches of All Things](https://arxiv.org/abs/2801.00002)\n"
        "- [Brush](https://github.com/example/brush)\n"
        "  - Code: [Brush: Painting with One Model](https://arxiv.org/abs/2801.00003)\n"
    )
    found = read_list(text, "list.md", real.vocabularies.venues)

    assert [(row.span.line, row.venue, row.arxiv) for row in found.rows] == [
        (1, "", ("2801.00001",)),
        (11, "", ("2801.00002",)),
        (12, "", ()),
        (13, "", ("2801.00003",)),
    ]
    assert [(link.role, link.url[8:]) for link in found.rows[0].links] == [
        ("paper", "arxiv.org/abs/2801.00001"),
        ("project", "sketch.github.io/"),
        ("code", "github.com/example/sketch"),
        ("dataset", "example.org/w"),
        ("dataset", "github.com/a/b"),
        ("other", "arxiv.org/abs/2801.00009"),
        ("other", "example.org/world"),
        ("dataset", "example.org/lines"),
    ]


def test_each_quoted_title_with_links_of_its_own_is_a_work():
    one, other = "Ink and Pens of All Kinds", "Pens for Sketches of Great Length"
    link = "[2028-01] [[paper](https://arxiv.org/abs/2801.0000{})]"
    found = read(
        f'1. **Ink**: "{one}" {link.format(1)} "{other}" {link.format(2)}\n'
        f'2. {link.format(3)} "{one}" {link.format(3)}\n'
        f'3. "{one}" {link.format(4)} as in "{other}" {link.format(5)}\n'
    )

    assert [(row.title, row.name, row.arxiv) for row in found.rows] == [
        (one, "Ink", ("2801.00001",)),
        (other, "", ("2801.00002",)),
        (one, "", ("2801.00003",)),
        (one, "", ("2801.00004", "2801.00005")),
    ]


def test_a_second_paper_that_is_called_otherwise_is_another():
    text = f"- {TITLE}. [[{{}}]({LINK})] [[{{}}](https://arxiv.org/abs/2801.00002)]"

    for label in ("extension", "long version", "Dataset"):
        assert only(text.format("paper", label)).arxiv == ("2801.00001",)
    for label in ("pdf", "ICLR 2029"):
        assert only(text.format("paper", label)).arxiv == ("2801.00001", "2801.00002")
    assert only(text.format("extension", "2029")).arxiv == ("2801.00001", "2801.00002")


def test_a_source_column_of_quoted_titles_is_their_column(real):
    table = "|Venue|Benchmark|Source|\n|-|-|-|\n" + "".join(
        f'|ICLR 2029|Pens-{n}|"{TITLE} {n}" [[paper](https://arxiv.org/abs/2801.0000{n})]|\n'
        for n in (1, 2)
    )
    bare = table.replace("ICLR 2029|", "|").replace("|Venue|", "|Size|")
    for text, venue in ((table, "ICLR 2029"), (bare, "")):
        rows = read_list(text, "list.md", real.vocabularies.venues).rows

        assert [(row.name, row.title, row.venue) for row in rows] == [
            ("Pens-1", f"{TITLE} 1", venue),
            ("Pens-2", f"{TITLE} 2", venue),
        ]


PEOPLE = "Quill, Ada, Bo van Inkwell, and Cy D. Pen"
CITED = (
    f'{PEOPLE}. "{TITLE}." ICLR 2029.',
    f"A. Quill et al., “{TITLE},” 2029.",
    f"Quill, Ada, et al. {TITLE}. No. w12345. Bureau of Pens, 2029.",
    f"Quill, A. B., & Pen, C. (2029, April). {TITLE}. Pens, 70(1), 41-55.",
    f'Ada Quill & Bo Pen & Cy D Ink, 2029. "{TITLE}," Pens S4, Bureau of Pens.',
    f"Ada Quill, Bo Pen. 2029. {TITLE}. In Proceedings of ICLR '29",
)


def test_a_work_cited_with_its_authors_has_its_title_alone():
    link = "[{}](https://example.org/a.pdf)".format
    for cited in CITED:
        table = f"| Name | Paper |\n|--|--|\n| Sketch | {link(cited)} |"
        for text in (table, f"- {link(cited)}", f"- **Sketch** {link(cited)}"):
            assert only(text).title == TITLE, text


def test_a_quotation_in_a_title_is_no_citation():
    for title in (
        'Why "Drawing and Reading" is Not Enough',
        'Pens, Ink and Paper: "Drawing" with One Model',
        'Read, Draw and Write "Anything" with One Model',
    ):
        assert only(f"- [{title}](https://example.org/a.pdf)").title == title


def test_a_word_in_brackets_that_links_the_paper_is_a_venue_where_most_are(real):
    def told(words):
        text = "".join(
            f"- [[{word}](https://arxiv.org/abs/2801.0000{n})] {TITLE}. [[code](x)]\n"
            for n, word in enumerate(words)
        )
        rows = read_list(text, "list.md", real.vocabularies.venues).rows
        return [(row.name, row.venue, row.title) for row in rows]

    for words in (["PENCONF", "PENCONF", "Inkers"], ["CVPR", "ICLR", "PENCONF"]):
        assert told(words) == [("", word, TITLE) for word in words]
    assert [name for name, *_ in told(["Pen", "Ink", "Nib"])] == ["Pen", "Ink", "Nib"]


@pytest.mark.parametrize(
    "url",
    [
        "https://aaai.org/ocs/index.php/AAAI/AAAI29/paper/view/1/2",
        "https://ojs.aaai.org/index.php/AAAI/article/view/26",
        "https://www.researchgate.net/publication/1_Sketch",
        "https://www.science.org/doi/abs/10.1126/science.sketch",
        "https://hal.example.fr/hal-01234567/document",
        "https://example.org/of-the-conference",
    ],
)
def test_a_venue_leads_to_the_paper_wherever_it_is(real, url):
    text = f"- [[CVPR]({url})] {TITLE}. [[code](https://github.com/a/b)]"
    (row,) = read_list(text, "list.md", real.vocabularies.venues).rows

    assert row.is_identified
    assert [link.url for link in row.links if link.role == "paper"] == [url]


def test_headers_over_the_wrong_columns_hide_no_title():
    people = "Ada Quill, Bo Pen, Cy Inkwell"
    url = "https://example.org/a.pdf"
    for header, cells in (
        ("Date|Link|Publication|Authors", f"2028|[{TITLE}]({url})|{people}|Pens"),
        ("Name|Paper|Code", f"[{TITLE}]({url})|PENS|[code](https://github.com/a/b)"),
    ):
        row = only(f"|{header}|\n|{'-|' * (header.count('|') + 1)}\n|{cells}|")
        assert (row.title, row.is_identified) == (TITLE, True), header


def test_journals_blogs_and_books_are_no_works():
    page = "- [Drawing with Pens of All Kinds]({})\n".format
    found = read(
        "## List of Journals / Conferences (J/C)\n"
        + page("https://journals.example.org/pens")
        + page("https://www.sciencedirect.com/journal/drawing-pens")
        + "## 📚 Blogs & Books\n"
        + page("https://example.org/pens")
        + page(LINK)
        + f"- {TITLE}, ICLR 2029. [paper](https://example.org/sketch)\n"
        + "## Blogs of Generative Models\n"
        + page("https://example.org/pens")
        + "## Pens\n"
        + page("https://www.sciencedirect.com/journal/drawing-pens")
    )

    assert [row.is_identified for row in found.rows] == [
        *3 * [False],
        *3 * [True],
        False,
    ]


def test_a_short_title_ends_before_venue_and_people():
    for behind in (".** ICLR 2029.", "**", "**(2029), Ada Quill et al."):
        row = only(f"1. **Pens and Ink{behind} {PAPER}")
        assert (row.title, row.perhaps) == ("Pens and Ink", "")
