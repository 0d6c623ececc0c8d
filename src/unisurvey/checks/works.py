"""Records that are probably about one work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.checks.registry import Finding, check
from unisurvey.matching import Description, Index, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from unisurvey.records import Catalog


@check("C204")
def same_work(catalog: Catalog) -> Iterator[Finding]:
    """Two papers are probably the same work.

    Their titles are nearly the same, numbers in them included, and they share at least
    half of the shorter author list, or one of them names no authors. Merge them: the
    better record keeps the other's title in `other_titles` and its id in `aliases`. If
    they are two works, say so under `exceptions` in the newer record.

    Example:
        # data/papers/sketch.yaml
        title: "Sketch: Drawing and Reading with One Model"
        authors: [Ann One, Bob Two]
        # data/papers/sketch-2.yaml
        title: "Sketch: Drawing & Reading with one Model"
        authors: [Ann One, Bob Two, Cem Three]
    """
    index = Index(catalog.papers)
    order = {paper.id: (paper.added, n) for n, paper in enumerate(catalog.papers)}
    for paper in catalog.papers:
        for other in index.lookalikes(paper):
            if order[other.id] < order[paper.id]:
                message = f"probably the same work as {other.id!r} ({other.title!r})"
                yield Finding(paper, ("title",), message)


@check("C205", needs_metadata=True)
def id_of_another_work(
    catalog: Catalog, metadata: Mapping[str, Description]
) -> Iterator[Finding]:
    """The arXiv id is that of another work.

    Stored metadata of arXiv (`validate --metadata FILE`) have other authors and another
    title under it. Open the id's page and correct it. Without such a file this is not
    looked for; `unisurvey refresh --versions` asks arXiv itself.

    Example:
        # data/papers/sketch.yaml
        title: Sketch
        authors: [Ann One]
        arxiv: "1706.03762"
    """
    for paper in catalog.papers:
        said = metadata.get(bare(paper.arxiv))
        if said and Index((paper,)).match(said).stranger:
            message = f"arXiv {paper.arxiv} is {said.title!r}"
            yield Finding(paper, ("arxiv",), message)
