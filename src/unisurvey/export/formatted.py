"""Papers → references as a style prints them, through citeproc-py.

What citeproc-py 0.11 does not do is done here: punctuation inside quotes, the space
behind a number, titles that stand in for authors, and capitals of names.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from itertools import islice
from typing import TYPE_CHECKING, Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc.string import NoCase, String

from unisurvey.errors import UsageError
from unisurvey.export.csl import csl_item
from unisurvey.export.csl_styles import read_style
from unisurvey.export.latex import protect_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unisurvey.schema import Paper, Vocabularies

    Escape = Callable[[str], str]

_ENDS = tuple(":?!.—–")
"""After these the next word of a title keeps its capital."""

_MARK = {ord("a") + n: 0x1D670 + n for n in range(26)}
"""Small letters → rare capitals (monospace), so that citeproc-py takes initials."""

_UNMARK = {capital: small for small, capital in _MARK.items()}
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~]")
_URL = re.compile(r"https?://[^\s<>]*[^\s<>.,;)]")


class _Markdown:
    """A formatter as citeproc-py expects it."""

    Light = Underline = SmallCaps = Superscript = Subscript = str

    @staticmethod
    def preformat(text: str) -> str:
        return str(text)

    Italic = Oblique = staticmethod("*{}*".format)
    Bold = staticmethod("**{}**".format)


def _escape_html(text: str) -> str:
    return html.escape(text, quote=False)


def _escape_markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\g<0>", text)


_FORMS: dict[str, tuple[Any, Escape, str]] = {
    "text": (formatter.plain, str, r"\g<0>"),
    "html": (formatter.html, _escape_html, r'<a href="\g<0>">\g<0></a>'),
    "md": (_Markdown, _escape_markdown, r"<\g<0>>"),
}
"""Form → citeproc-py's formatter, how text is escaped, and what a link looks like."""


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

    Args:
        papers: Each once.
        vocabularies: Those against which the papers were validated.
        style: What `read_style` takes.
        form: `text`, `html` or `md`.

    Raises:
        UsageError: there is no such style, or citeproc-py fails on it.
    """
    engine, escape, link = _FORMS[form]
    xml = io.BytesIO(read_style(style))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = CitationStylesStyle(xml, validate=False)
            source = _source(papers, vocabularies, escape)
            bibliography = CitationStylesBibliography(parsed, source, formatter.plain)
            for key in source:
                bibliography.register(Citation([CitationItem(key)]))
            bibliography.sort()  # before there is markup, which would be sorted by
            bibliography.formatter = parsed.root.formatter = engine
            return [
                _URL.sub(link, _mend(str(text), number, item.reference, parsed.root))
                for number, item in enumerate(bibliography.items, 1)
                for text in parsed.render_bibliography([item])
            ]
    except Exception as error:
        raise UsageError(
            f"citeproc-py cannot print style {style!r}: {type(error).__name__}: {error}"
        ) from error


def _source(
    papers: Iterable[Paper], vocabularies: Vocabularies, escape: Escape
) -> CiteProcJSON:
    """Return papers as citeproc-py reads them, which escapes nothing itself."""
    source = CiteProcJSON([])
    for paper in papers:
        item = csl_item(paper, vocabularies)
        item.pop("custom", None)
        source.update(CiteProcJSON([item]))
        reference = source[paper.key]
        reference["title"] = _title(paper, escape)
        if paper.venue:
            reference["container_title"] = String(escape(item["container-title"]))
        for field in {"number", "publisher"} & item.keys():
            reference[field] = NoCase(escape(item[field]))
        for name in reference.get("author", ()):
            name.update({part: escape(text) for part, text in name.items()})
            if "given" in name:
                name["given"] = _given(name["given"])
    return source


def _title(paper: Paper, escape: Escape) -> _Title:
    words = []
    for lowered, own in sentence_case(paper):
        word = _Word(escape(lowered))
        word.own = escape(own)
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


def _given(name: str) -> str:
    """Mark the m in Sheng-ming, which citeproc-py takes for a particle."""
    return re.sub(r"(?<=-)[a-z]", lambda match: match[0].translate(_MARK), name)


def _mend(text: str, number: int, reference: Any, root: Any) -> str:
    """Return a printed reference with what citeproc-py leaves out."""
    text = text.translate(_UNMARK)
    if root.bibliography.get("second-field-align"):
        text = re.sub(rf"^([\[(]?{number}[\]).]*)(?=\S)", r"\1 ", text)
    if "author" not in reference:
        text = _without_second_title(text, str(reference["title"]))
    if root.get_locale_option("punctuation-in-quote") == "true":
        close = re.escape(root.get_single_term(name="close-quote"))
        text = re.sub(rf"([?!])({close})[.,]", r"\1\2", text)
        text = re.sub(rf"({close})([.,])", r"\2\1", text)
    text = re.sub(r"([?!](?:</\w+>|\*)*)\.(?=\s|$)", r"\1", text)
    text = re.sub(r"([.,]) \1(?=\s|$)", r"\1", text)
    return re.sub(r"(?:<i>arXiv</i>|\*?arXiv\*?): (?=arXiv:)", "", text.strip())


def _without_second_title(text: str, title: str) -> str:
    """Drop a title that was printed already in the place of the authors."""
    opening = r"(?<![\w/])(?:<[^/>]+>|[“‘\"*])*"
    closing = r"(?!\w)(?:</[^>]+>|[”’\"*])*[.,]?\s*"
    printed = re.finditer(opening + re.escape(title) + closing, text, re.IGNORECASE)
    again = next(islice(printed, 1, None), None)
    return text[: again.start()] + text[again.end() :] if again else text
