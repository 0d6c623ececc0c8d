"""acl-anthology: the library behind the ACL Anthology, XML files of whole volumes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from peers import CHECK, HELP, WRITE, Peer, Task, Work, address, people, script, title

if TYPE_CHECKING:
    from pathlib import Path


def write(works: list[Work], at: Path) -> None:
    """Write a collection for each year."""
    years: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        years[str(work.get("date", "2020"))[:4]].append(work)
    (at / "xml").mkdir(parents=True)
    (at / "xml" / "schema.rnc").touch()
    for year, found in years.items():
        papers = "".join(_paper(n, work) for n, work in enumerate(found, 1))
        text = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<collection id="{year}.works">\n'
            '<volume id="1" type="proceedings"><meta><booktitle>Works</booktitle>'
            f"<year>{year}</year><venue>works</venue></meta>\n{papers}</volume>\n"
            "</collection>\n"
        )
        (at / "xml" / f"{year}.works.xml").write_text(text, "utf-8")


def _paper(n: int, work: Work) -> str:
    names = (name.rpartition(" ") for name in people(work))
    authors = "".join(
        f"<author><first>{escape(first)}</first><last>{escape(last)}</last></author>"
        for first, _, last in names
    )
    more = "".join(
        f"<{name}>{escape(work[name])}</{name}>"
        for name in ("doi", "pages")
        if name in work
    )
    return (
        f'<paper id="{n}"><title>{escape(title(work))}</title>{authors}'
        f"<url>{escape(address(work))}</url>{more}"
        f"<bibkey>{work.get('key') or work['id']}</bibkey></paper>\n"
    )


LOAD = """
from acl_anthology import Anthology
print(sum(1 for paper in Anthology("all").papers()))
"""
EXPORT = """
from acl_anthology import Anthology
with open("out.bib", "w") as file:
    for paper in Anthology("papers").papers():
        print(paper.to_bibtex(), file=file)
"""
PEER = Peer(
    "acl-anthology",
    (
        Task(
            HELP,
            "import acl_anthology",
            script("import acl_anthology"),
            "a library without commands",
        ),
        Task(
            CHECK,
            "acl-anthology",
            script(LOAD),
            "less: reads XML of whole years into objects and checks nothing",
        ),
        Task(
            WRITE,
            "acl-anthology",
            script(EXPORT),
            "less: one flavour; more: keeps capitals by its own rules",
            output="out.bib",
        ),
    ),
    ("pip", "acl-anthology", "typing_extensions"),  # it imports that without saying so
    write,
)
