import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.sampling import some_of

from unisurvey.errors import UsageError
from unisurvey.export.cite.references import references, sentence_case
from unisurvey.export.cite.styles import find_style, read_style, style_names

CLEVR = (
    "Johnson, J., Hariharan, B., van der Maaten, L., Fei-Fei, L., Zitnick, C. L., & "
    "Girshick, R. (2017). CLEVR: A diagnostic dataset for compositional language and "
    "elementary visual reasoning. IEEE/CVF Conference on Computer Vision and Pattern "
    "Recognition, 1988–1997. https://doi.org/10.1109/CVPR.2017.215"
)
CHAMELEON = (
    "Chameleon Team. (2024). Chameleon: Mixed-modal early-fusion foundation models "
    "(arXiv:2405.09818). arXiv. https://arxiv.org/abs/2405.09818"
)
CHAMELEON_IEEE = (
    "[1] Chameleon Team, “Chameleon: Mixed-modal early-fusion foundation models,” "
    "May 16, 2024, arXiv:2405.09818. [Online]. Available: "
    "https://arxiv.org/abs/2405.09818"
)
CHAMELEON_MLA = (
    "Chameleon Team. “Chameleon: Mixed-Modal Early-Fusion Foundation Models.” "
    "arXiv:2405.09818, arXiv, 16 May 2024, https://arxiv.org/abs/2405.09818."
)
CLEVR_IEEE = (
    "[1] J. Johnson, B. Hariharan, L. van der Maaten, L. Fei-Fei, C. L. Zitnick, and "
    "R. Girshick, “CLEVR: A diagnostic dataset for compositional language and "
    "elementary visual reasoning,” in IEEE/CVF Conference on Computer Vision and "
    "Pattern Recognition, 2017, pp. 1988–1997. doi: 10.1109/CVPR.2017.215."
)
CLEVR_CHICAGO = (
    "Johnson, Justin, Bharath Hariharan, Laurens van der Maaten, Li Fei-Fei, "
    "C. Lawrence Zitnick, and Ross Girshick. 2017. “CLEVR: A Diagnostic Dataset for "
    "Compositional Language and Elementary Visual Reasoning.” IEEE/CVF Conference on "
    "Computer Vision and Pattern Recognition, 1988–97. "
    "https://doi.org/10.1109/CVPR.2017.215."
)


def cited(catalog, record, style, form="text"):
    (text,) = references([catalog[record]], catalog.vocabularies, style, form)
    return text


@pytest.mark.parametrize(
    ("record", "style", "text"),
    [
        ("clevr", "apa", CLEVR),
        ("clevr", "ieee", CLEVR_IEEE),
        ("clevr", "chicago", CLEVR_CHICAGO),
        ("chameleon", "apa", CHAMELEON),
        ("chameleon", "ieee", CHAMELEON_IEEE),
        ("chameleon", "mla", CHAMELEON_MLA),
    ],
)
def test_real_works_are_printed_by_the_rules_of_the_style(record, style, text, real):
    assert cited(real, record, style) == text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", "Toy page. (2025, March 14). https://toy.example.org/"),
        ("mla", "“Toy Page.” 14 Mar. 2025, https://toy.example.org/."),
    ],
)
def test_a_title_that_stands_for_the_authors_is_printed_once(style, text, toy_catalog):
    paper = toy_catalog["toy-bare"].model_copy(
        update={
            "title": "Toy Page",
            "date": "2025-03-14",
            "url": "https://toy.example.org/",
        }
    )

    assert references([paper], toy_catalog.vocabularies, style) == [text]


def test_more_than_twenty_authors_end_with_the_last(real):
    text = cited(real, "longcat-flash-omni", "apa")

    assert text.startswith("Meituan LongCat Team, Wang, B., Bayan, Xiao, B., Zhang, B.")
    assert "Wang, D., … Zhao, Z. (2025). LongCat-Flash-Omni technical report" in text


@pytest.mark.parametrize(
    ("name", "apa", "acm"),
    [
        ("Sheng-ming Yin", "Yin, S.-m.", "Sheng-ming Yin"),
        ("Guo-Hua Wang", "Wang, G.-H.", "Guo-Hua Wang"),
        ("Ada van der Maaten Jr.", "van der Maaten, A., Jr.", "Ada van der Maaten Jr."),
        ("Văn Nguyễn", "Nguyễn, V.", "Văn Nguyễn"),
        ("Bayan", "Bayan", "Bayan"),
    ],
)
def test_names_are_shortened_or_spelled_out(name, apa, acm, toy_catalog):
    paper = toy_catalog["toy-bare"].model_copy(update={"authors": (name,)})

    (short,) = references([paper], toy_catalog.vocabularies, "apa")
    (long,) = references([paper], toy_catalog.vocabularies, "acm")

    assert short.startswith(apa)
    assert long.startswith(f"[1] {acm}.".replace("..", "."))


def test_a_question_mark_is_the_only_mark(toy_catalog):
    paper = toy_catalog["toy-show"].model_copy(update={"title": "Can Models See?"})

    (apa,) = references([paper], toy_catalog.vocabularies, "apa")
    (ieee,) = references([paper], toy_catalog.vocabularies, "ieee")

    assert "Can models see? International" in apa
    assert "“Can models see?” in International" in ieee


def test_works_come_in_the_order_of_the_style(real):
    papers = [real["show-o"], real["chameleon"]]

    by_name = references(papers, real.vocabularies, "apa")
    by_use = references(papers, real.vocabularies, "ieee")

    assert [text[:9] for text in by_name] == ["Chameleon", "Xie, J., "]
    assert [text[:10] for text in by_use] == ["[1] J. Xie", "[2] Chamel"]


def test_markup_does_not_change_the_order(real):
    papers = [real["show-o"], real["rendered-text"], real["chameleon"]]

    plain = references(papers, real.vocabularies, "apa")
    marked = references(papers, real.vocabularies, "apa", "html")

    assert [re.sub(r"<[^>]+>", "", text).replace("&amp;", "&") for text in marked] == (
        plain
    )


def test_html_is_well_formed_and_links(real):
    texts = references(real.papers[::8], real.vocabularies, "ieee", "html")

    for text in texts:
        ET.fromstring(f"<p>{text}</p>")
    assert any('<a href="https://arxiv.org/abs/' in text for text in texts)


def test_signs_of_markup_in_titles_are_escaped(toy_catalog):
    record = "specials"

    assert "A|B &lt;i&gt; $x_1$ &amp; [c]" in cited(toy_catalog, record, "ieee", "html")
    assert r"A\|B \<i\> \$x\_1\$ \& \[c\]" in cited(toy_catalog, record, "ieee", "md")
    assert "A|B <i> $x_1$ & [c]" in cited(toy_catalog, record, "ieee")


def test_markdown_has_emphasis_and_links(real):
    assert cited(real, "chameleon", "apa", "md") == (
        "Chameleon Team. (2024). *Chameleon: Mixed-modal early-fusion foundation "
        "models* (arXiv:2405.09818). arXiv. <https://arxiv.org/abs/2405.09818>"
    )


class Page(HTMLParser):
    """The text of a page, its tags, and where each link leads."""

    def __init__(self, page):
        super().__init__()
        self.text, self.tags, self.links = "", [], []
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.links += [value for name, value in attrs if name == "href"]


TAGS = {("i",), ("b",), ("u",), ("sup",), ("sub",), ("span", "style"), ("a", "href")}
READER = MarkdownIt("gfm-like", {"linkify": False})
DOI = "10.1002/(SICI)1096<15::AID\"onclick='x'>3.0.CO;2-#?%[&lt;]"
URL = "https://toy.example.org/a_(b)_[c]?d='e'&f=1&lt;#g*h*"
signs = st.text(st.sampled_from("ab1()[]<>&;\"'#?%*_`|~!{}.,:/-"), max_size=12)


@pytest.mark.slow
@given(style=st.sampled_from(("apa", "ieee", "mla", "nature")), words=signs, tail=signs)
@example(style="apa", words='https://e.example/"onmouseover="alert(1)', tail="(2)")
@example(style="ieee", words="<script>alert(1)</script> www.e.example", tail=DOI)
@settings(max_examples=30)
def test_every_form_says_the_same_and_links_only_fields(
    style, words, tail, toy_catalog
):
    record = toy_catalog["toy-show"]
    doi = f"10.1234/{tail}x"
    paper = record.model_copy(
        update={"title": f"Toy {words} end", "doi": doi, "url": None, "arxiv": None}
    )

    text, html, markdown = (
        references([paper], toy_catalog.vocabularies, style, form)[0]
        for form in ("text", "html", "md")
    )

    page, rendered = Page(html), Page(READER.render(markdown).removesuffix("\n"))
    assert page.text == rendered.text == text
    assert set(page.tags) <= TAGS
    assert page.links
    assert {unquote(link) for link in page.links + rendered.links} == {
        f"https://doi.org/{doi}"
    }
    assert all(re.fullmatch(r"[!-~]+", link) for link in page.links)


def test_what_a_style_prints_of_doi_and_address_is_a_link(toy_catalog):
    update = {"doi": DOI, "url": URL, "arxiv": None, "pages": None}
    paper = toy_catalog["toy-show"].model_copy(update=update)
    wrong = []

    for style in some_of(style_names(), 12):
        text, html, markdown = (
            references([paper], toy_catalog.vocabularies, style, form)[0]
            for form in ("text", "html", "md")
        )
        addresses = [f"https://doi.org/{DOI}"] * text.count(DOI)
        addresses += [URL] * text.count(URL)
        for page in (Page(html), Page(READER.render(markdown).removesuffix("\n"))):
            links = sorted(map(unquote, page.links))
            if (page.text, links) != (text, sorted(addresses)):
                wrong.append((style, text, page.text, links))

    assert wrong == []


parts = st.text(st.sampled_from("abzéøжλABZÉØЖΛ"), min_size=1, max_size=5)


@pytest.mark.slow
@given(names=st.lists(st.lists(parts, min_size=1, max_size=2), min_size=1, max_size=3))
@example(names=[["bell"]])
@example(names=[["danah"], ["m"]])
@example(names=[["Sheng", "ming"]])
def test_every_given_name_has_its_initial(names, toy_catalog):
    given_name = " ".join("-".join(name) for name in names)
    initials = " ".join("-".join(f"{part[0]}." for part in name) for name in names)
    paper = toy_catalog["toy-bare"].model_copy(
        update={"authors": (f"{given_name} Toy",)}
    )

    (text,) = references([paper], toy_catalog.vocabularies, "apa")

    assert text.startswith(f"Toy, {initials} (")


def test_a_particle_inside_given_names_stays_whole(toy_catalog):
    update = {"authors": ("Maria da Silva Toy", "(Bob) Toy")}
    paper = toy_catalog["toy-bare"].model_copy(update=update)

    (text,) = references([paper], toy_catalog.vocabularies, "apa")

    assert text.startswith("Toy, M. da S., & Toy, B. (")


def test_shipped_styles_are_few_and_licensed():
    folder = find_style("apa").parent
    files = sorted(folder.glob("*.csl"))

    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_500_000
    unlicensed = [
        path.name
        for path in files
        if 'license="http://creativecommons.org/licenses/by-sa/3.0/"'
        not in path.read_text(encoding="utf-8")
    ]
    assert unlicensed == []
    assert "https://citationstyles.org/" in (folder / "LICENSE").read_text()


@pytest.mark.parametrize("style", some_of(style_names(), 12))
def test_shipped_styles_print_every_kind_of_work_cleanly(style, real):
    ids = ("show-o", "clevr", "chameleon", "rendered-text", "megalith-10m", "ijcv")
    papers = [real[name] for name in ids if name in real]

    texts = references(papers, real.vocabularies, style)

    assert len(texts) == len(papers)
    for text in texts:
        assert not re.search(r"\.\.|,,| [,.]|  |[?!][.,]|None|\(\)|\[\]|“”", text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A Tale of Two GPUs: An Image-Text Study", "A tale of two GPUs: An image-text study"),
        ("Seeing? A Survey — The Second", "Seeing? A survey — The second"),
        ("What Is a VQA Model", "What is a VQA model"),
        ("Text-to-Image With Qwen2.5-VL", "Text-to-image with Qwen2.5-VL"),
    ],
)  # fmt: skip
def test_sentence_case_keeps_names_and_openings(title, expected, toy_catalog):
    paper = toy_catalog["toy-bare"].model_copy(update={"title": title})

    assert " ".join(word for word, _ in sentence_case(paper)) == expected


def test_sentence_case_keeps_the_name_of_the_model_and_what_the_record_says(
    toy_catalog,
):
    paper = toy_catalog["toy-show"]
    title = "About Toy-Show In China"

    own = paper.model_copy(update={"title": title})
    said = paper.model_copy(update={"title": title, "capitals": ("China",)})

    assert [word for word, _ in sentence_case(own)] == (
        ["About", "Toy-Show", "in", "china"]
    )
    assert [word for word, _ in sentence_case(said)] == (
        ["About", "toy-show", "in", "China"]
    )


@pytest.mark.parametrize(
    "style",
    ["APA", "ieee-transactions-on-multimedia", "apa-5th-edition", "Modern Language Association"],
)  # fmt: skip
def test_styles_are_found_by_any_of_their_names(style):
    assert b"<bibliography" in read_style(style)


@pytest.mark.parametrize(
    ("style", "message"),
    [("iee", "unknown style 'iee'; did you mean 'ieee'?"), ("x", "unknown style 'x'")],
)
def test_an_unknown_style_is_told_which_there_are_and_where_more(style, message):
    with pytest.raises(UsageError) as caught:
        read_style(style)

    first, second = str(caught.value).splitlines()
    assert first == message
    assert second.startswith("shipped are acl, acm, ama, apa, chicago, ")
    assert second.endswith(
        "; any other is given as a .csl file, and thousands are published at "
        "https://github.com/citation-style-language/styles"
    )


NOT_SHIPPED = (
    "which is not among those that are shipped; give that one's file, published at "
    "https://github.com/citation-style-language/styles"
)


def style_file(path, head, body="<bibliography/>"):
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{head}</info>{body}</style>'
    )
    return path


@pytest.mark.parametrize(
    ("head", "body", "message"),
    [
        ("", "", "style 'own.csl' formats no bibliography, only notes"),
        (
            '<link rel="independent-parent" href="http://www.zotero.org/styles/toy"/>',
            "",
            f"own.csl only follows the style 'toy', {NOT_SHIPPED}",
        ),
        (
            f"<title>{'x' * 2**20}</title>",
            "",
            "own.csl is longer than 1 MiB, expected a smaller file",
        ),
    ],
)
def test_a_style_file_that_cannot_be_used_is_said(
    head, body, message, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    style_file(tmp_path / "own.csl", head, body)

    with pytest.raises(UsageError) as caught:
        read_style("own.csl")

    assert str(caught.value) == message


def test_a_style_file_that_is_not_there_is_said():
    with pytest.raises(UsageError, match=r"^no such file: no-such\.csl$"):
        read_style("no-such.csl")


def test_a_journal_of_ones_own_follows_a_shipped_style(tmp_path):
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/ieee"/>'

    assert read_style(str(style_file(tmp_path / "own.csl", link, ""))) == read_style(
        "ieee"
    )


def test_a_name_is_no_path():
    with pytest.raises(UsageError, match="unknown style"):
        find_style("../styles/apa")


def test_a_style_of_ones_own_is_a_file(real, tmp_path):
    path = tmp_path / "own.csl"
    path.write_bytes(find_style("apa").read_bytes())

    assert cited(real, "clevr", str(path)) == CLEVR


@pytest.mark.parametrize("text", ["<html/>", "not XML", ""])
def test_a_file_that_is_no_style_is_said(text, tmp_path):
    path = tmp_path / "own.csl"
    path.write_text(text)

    with pytest.raises(UsageError, match="is not a CSL style"):
        read_style(str(path))


def test_a_style_file_reads_no_other_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    path = tmp_path / "own.csl"
    apa = find_style("apa").read_text(encoding="utf-8")
    declared = f'<!DOCTYPE style [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    declaring = apa.replace("?>", f"?>{declared}", 1)
    path.write_text(re.sub(r"<title>[^<]*", "<title>&x;", declaring, count=1))

    assert b"SECRET" not in read_style(str(path))


def test_a_style_that_the_processor_cannot_print_is_said(real, tmp_path):
    path = tmp_path / "own.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl"><bibliography/></style>'
    )

    with pytest.raises(UsageError, match="citeproc-py cannot print style"):
        references([real["clevr"]], real.vocabularies, str(path))
