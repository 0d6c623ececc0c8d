"""Papers → references as a style prints them, through citeproc-py.

citeproc-py gets plain text and a formatter that only marks; its own formatters escape
some parts (https://github.com/citeproc-py/citeproc-py/issues/97), and it links nothing
(https://github.com/citeproc-py/citeproc-py/issues/128). What else citeproc-py 0.11
does not do is done here: punctuation inside quotes, the space behind a number, titles
that stand in for authors, initials of lower-case names, and capitals of titles.
"""

from __future__ import annotations

import io
import re
import warnings
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, SupportsIndex

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.model import CitationStylesElement
from citeproc.source.json import CiteProcJSON
from citeproc.string import NoCase, String

from unisurvey.bib.keys import PARTICLES
from unisurvey.bib.tex.writer import protect_case
from unisurvey.errors import UsageError
from unisurvey.export.cite.marks import MARK, marked, spelled
from unisurvey.export.cite.styles import read_style
from unisurvey.export.csl import csl_item
from unisurvey.text.addresses import doi_address
from unisurvey.views.wording import ET_AL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.schema import Paper, Vocabularies

_ENDS = tuple(":?!.—–")
"""After these the next word of a title keeps its capital."""


_REST = "\U000f0000"
"""Stands for authors that are not known; no style prints it as it is."""

_BEFORE_REST = re.compile(
    rf"(?:,?\s*(?:[&,…]|\b(?:and|et al)\b\.?|\.(?=\s\.)))*\s*{_REST}\.?"
)


class _Marking:
    """A formatter as citeproc-py expects it."""

    preformat = Light = str
    Italic = Oblique = partial(marked, "italic")
    Bold = partial(marked, "bold")
    Underline = partial(marked, "underline")
    SmallCaps = partial(marked, "small-caps")
    Superscript = partial(marked, "sup")
    Subscript = partial(marked, "sub")


class _Word(String):  # type: ignore[misc]  # citeproc-py has no types
    """A word of a title in sentence case that remembers its own capitals."""

    own: str

    def islower(self) -> bool:
        return super().islower() or str(self) != self.own

    def capitalize_first(self) -> String:
        return String(self.own)

    def soft_lower(self) -> _Word:
        return self


class _Title(String):  # type: ignore[misc]  # citeproc-py has no types
    """A title in sentence case; a style for headline case gets the title's own."""

    parts: Sequence[_Word] = ()

    def words(self) -> Iterator[Any]:
        return iter(self.parts) if self.parts else super().words()


class _Given(str):
    """A given name, or a word of it, of which citeproc-py takes the initial.

    It takes a word whose first letter is no capital for a particle and prints it
    whole, with a stray point: ". bell ." for bell hooks, "S.- m. ." for Sheng-ming.
    """

    __slots__ = ()

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return [_Given(part) for part in super().split(sep, maxsplit)]

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> _Given:
        return _Given(super().replace(old, new, count))

    def __getitem__(self, index: SupportsIndex | slice) -> str:
        if index == 0 and self not in PARTICLES:
            return _Initial(next(filter(str.isalnum, self), super().__getitem__(0)))
        return super().__getitem__(index)


class _Initial(str):
    """One letter that citeproc-py takes for a capital."""

    __slots__ = ()

    def isupper(self) -> bool:
        return True


def references(
    papers: Iterable[Paper],
    vocabularies: Vocabularies,
    style: str,
    form: str = "text",
) -> list[str]:
    """Return one reference per paper, in the order that the style wants.

    A style that prints nothing for a kind of work leaves such a paper out.

    Titles are in sentence case, as APA, IEEE and most styles want them, or in
    headline case where the style says so; names keep their capitals in both.
    DOI and address are links, where the style prints them.

    Args:
        papers: Each once.
        vocabularies: Those against which the papers were validated.
        style: What `read_style` takes.
        form: `text`, `html` or `md`.

    Raises:
        UsageError: there is no such style, or citeproc-py fails on it.
    """
    with _parsed(style) as parsed:
        return list(_printed(parsed, _source(papers, vocabularies), form))


def single_references(
    papers: Iterable[Paper],
    vocabularies: Vocabularies,
    styles: Iterable[str],
    form: str = "text",
) -> list[list[str | None]]:
    """Return, for each style, the reference of each paper as if it were cited alone.

    They are in the orders given; `None` stands for a paper that a style leaves out.
    Takes and raises what `references` does, and reads each style and paper once.
    """
    sources = [_source([paper], vocabularies) for paper in papers]
    found = []
    for style in styles:
        with _parsed(style) as parsed:
            found.append([next(_printed(parsed, each, form), None) for each in sources])
    return found


@contextmanager
def _parsed(style: str) -> Iterator[CitationStylesStyle]:
    """Give a style to print with; what citeproc-py raises names it."""
    xml = io.BytesIO(read_style(style))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = CitationStylesStyle(xml, validate=False)
            _remember(parsed.root)
            yield parsed
    except Exception as error:
        raise UsageError(
            f"citeproc-py cannot print style {style!r}: {type(error).__name__}: {error}"
        ) from error


def _remember(root: Any) -> None:
    """Let each element of a style and its languages look things up once.

    citeproc-py searches the tree for macros, terms and options again for every word that
    it prints, and makes an object of every element that it passes, which is most of its
    time.
    """
    elements = [
        element
        for tree in (root, *root.locales)
        for element in tree.iter("*")
        if isinstance(element, CitationStylesElement)
    ]
    for element in elements:
        element.xpath_search = cache(element.xpath_search)
    for locale in root.locales:
        locale.terms = locale.terms  # found by a search, which is made anew for a term
    root.remembered = elements  # what nobody holds would be made anew


def _printed(
    parsed: CitationStylesStyle, source: CiteProcJSON, form: str
) -> Iterator[str]:
    """Yield references in the order of the style."""
    parsed.root.formatter = formatter.plain
    bibliography = CitationStylesBibliography(parsed, source, formatter.plain)
    for key in source:
        bibliography.register(Citation([CitationItem(key)]))
    if len(bibliography.items) > 1:
        bibliography.sort()  # before there are marks, which would be sorted by
    bibliography.formatter = parsed.root.formatter = _Marking
    for number, item in enumerate(bibliography.items, 1):
        for text in parsed.render_bibliography([item]):
            yield spelled(
                _mend(str(text), number, item.reference, parsed.root),
                form,
                item.reference.addresses,
            )


def _source(papers: Iterable[Paper], vocabularies: Vocabularies) -> CiteProcJSON:
    source = CiteProcJSON([])
    for paper in papers:
        item = csl_item(paper, vocabularies)
        item.pop("custom", None)
        source.update(CiteProcJSON([item]))
        reference = source[paper.key]
        reference["title"] = _title(paper)
        for field in {"number", "publisher"} & item.keys():
            reference[field] = NoCase(item[field])
        for field in {"DOI", "URL"} & item.keys():
            reference[field] = NoCase(marked(field, item[field]))
        reference.addresses = {
            "DOI": doi_address(item.get("DOI", "")),
            "URL": item.get("URL", ""),
        }
        if paper.authors_complete is False:
            reference["author"][-1]["literal"] = _REST
        for name in reference.get("author", ()):
            if "given" in name:
                name["given"] = _Given(name["given"])
    return source


def _title(paper: Paper) -> _Title:
    words = []
    for lowered, own in sentence_case(paper):
        word = _Word(lowered)
        word.own = own
        words.append(word)
    title = _Title(" ".join(words))
    title.parts = words
    return title


def sentence_case(paper: Paper) -> list[tuple[str, str]]:
    """Return the words of the title in sentence case, each with its own spelling.

    Kept are words of capitals only, what `protect_case` finds, the work's own name,
    and the first capital of the title, after a colon and after a sentence.
    """
    title = paper.title
    protected = [
        keep for text, keep in protect_case(title, paper.capitals) for _ in text
    ]
    name = paper.model.name if paper.model else paper.name
    if name and not paper.capitals:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", title):
            protected[slice(*match.span())] = [True] * len(name)
    words: list[tuple[str, str]] = []
    opens = True
    for match in re.finditer(r"\S+", title):
        word = match[0]
        if any(protected[slice(*match.span())]) or (word.isupper() and word != "A"):
            lowered = word
        elif opens:
            lowered = word[0] + word[1:].lower()
        else:
            lowered = word.lower()
        words.append((lowered, word))
        opens = word.endswith(_ENDS)
    return words


def _mend(text: str, number: int, reference: Any, root: Any) -> str:
    """Return a printed reference with what citeproc-py leaves out."""
    text = _BEFORE_REST.sub(f" {ET_AL}", text)
    if root.bibliography.get("second-field-align"):
        text = re.sub(rf"^([\[(]?{number}[\]).]*)(?=[^\s\]).])", r"\1 ", text)
    if "author" not in reference:
        text = _without_second_title(text, str(reference["title"]))
    if root.get_locale_option("punctuation-in-quote") == "true":
        close = re.escape(root.get_single_term(name="close-quote"))
        text = re.sub(rf"([?!])({close})[.,]", r"\1\2", text)
        text = re.sub(rf"({close})([.,])", r"\2\1", text)
    text = re.sub(rf"([?!]{MARK}*)\.(?=\s|$)", r"\1", text)
    text = re.sub(rf"([.,])({MARK}*)\s?\1(?=\s|$)", r"\1\2", text)
    return re.sub(rf"{MARK}?arXiv{MARK}?: (?=arXiv:)", "", text.strip())


def _without_second_title(text: str, title: str) -> str:
    """Drop a title that was printed already in the place of the authors."""
    opening = rf"(?<![\w/])(?:{MARK}|[“‘\"])*"
    closing = rf"(?!\w)(?:{MARK}|[”’\"])*[.,]?\s*"
    printed = re.finditer(opening + re.escape(title) + closing, text, re.IGNORECASE)
    again = next(islice(printed, 1, None), None)
    return text[: again.start()] + text[again.end() :] if again else text
