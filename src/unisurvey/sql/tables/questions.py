"""Views of the database: queries that answer usual questions, under a name."""

from __future__ import annotations

from unisurvey.fields import BY_NAME
from unisurvey.sql.sqlite import View


def _columns(*named: str | tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return names with meanings; a name alone is a field, which the table explains."""
    return tuple(
        (one, BY_NAME[one].meaning) if isinstance(one, str) else one for one in named
    )


def _names(role: str) -> str:
    """Return a subquery for the components of a model in a role, as one text."""
    roles = f"'{role}'"
    if role in {"understanding_encoder", "generation_encoder"}:
        roles += ", 'shared_encoder'"
    return f"""(
    SELECT group_concat(name, ' + ') FROM (
      SELECT c.name FROM model_components AS mc
      JOIN components AS c ON c.id = mc.component_id
      WHERE mc.model_id = m.id AND mc.role IN ({roles}) ORDER BY mc.position
    )
  )"""  # noqa: S608 - our own words


def _modalities(direction: str) -> str:
    return f"""(
    SELECT group_concat(modality, ', ') FROM (
      SELECT modality FROM model_modalities
      WHERE model_id = m.id AND direction = '{direction}' ORDER BY position
    )
  )"""  # noqa: S608


def _link(kind: str, record: str, name: str) -> str:
    return (
        f"(SELECT url FROM links WHERE kind = '{kind}' "  # noqa: S608
        f"AND record_id = {record} AND name = '{name}')"
    )


_VENUE = "(SELECT v.name || ' ' || p.venue_year FROM venues AS v WHERE v.id = p.venue)"
_AUTHORS = """(
    SELECT group_concat(name, ', ') FROM (
      SELECT name FROM authors WHERE paper_id = p.id ORDER BY position
    )
  )"""
_REFERENCES = """(
    SELECT group_concat(number, ', ') FROM (
      SELECT number FROM survey_references WHERE paper_id = p.id ORDER BY number
    )
  )"""
_TITLE = ("title", "Title of the paper.")
_DATE = ("date", "Day or month of the first public version.")
_VENUE_COLUMN = ("venue", "Short name and year of the venue; NULL for a preprint.")

VIEWS = (
    View(
        "model_overview",
        "One row a model, with names instead of ids, in the survey's order.",
        _columns(
            ("id", "Of the model and its paper."),
            ("name", "Of the model."),
            _TITLE,
            _DATE,
            "year",
            _VENUE_COLUMN,
            ("section", "Code of the section."),
            ("section_name", "Its heading."),
            "paradigm",
            "encoding",
            ("backbone", "Names of the components, joined by ` + `."),
            ("understanding_encoder", "Likewise; a shared encoder is here too."),
            ("generation_encoder", "Likewise; a shared encoder is here too."),
            ("decoder", "Likewise."),
            "mask",
            ("parameters_b", "Parameters in billions, joined by `, `."),
            ("input", "Modalities that go in, joined by `, `."),
            ("output", "Modalities that come out."),
            "code",
            ("weights", "Trained weights."),
            ("demo", "Where it can be tried."),
            ("license", "Licence of the code."),
            "stars",
            "url",
            ("survey_row", "Row of the survey's Table 1 (any-to-any: Table 2)."),
        ),
        f"""SELECT m.id, m.name, p.title, p.date, p.year,
  {_VENUE},
  m.section, s.name, m.paradigm, m.encoding,
  {_names("backbone")},
  {_names("understanding_encoder")},
  {_names("generation_encoder")},
  {_names("decoder")},
  m.mask,
  (
    SELECT group_concat(size, ', ') FROM (
      SELECT printf('%g', parameters_b) AS size FROM model_parameters
      WHERE model_id = m.id ORDER BY position
    )
  ),
  {_modalities("input")},
  {_modalities("output")},
  {_link("paper", "m.id", "code")},
  {_link("paper", "m.id", "weights")},
  {_link("paper", "m.id", "demo")},
  p.license, p.stars, p.url, m.survey_row
FROM models AS m
JOIN papers AS p ON p.id = m.id
JOIN sections AS s ON s.id = m.section
ORDER BY m.position""",  # noqa: S608
    ),
    View(
        "paper_overview",
        "One row a paper, with its authors, venue and links.",
        _columns(
            ("id", "Of the paper."),
            ("key", "BibTeX key."),
            _TITLE,
            ("first_author", "The first author."),
            ("authors", "All authors in order, joined by `, `."),
            _DATE,
            "year",
            _VENUE_COLUMN,
            "pages",
            ("arxiv", "arXiv id."),
            ("doi", "DOI of the published version."),
            "url",
            ("model", "Name of the model it introduces; NULL when it introduces none."),
            ("section", "Section of that model, else the sections that list it."),
            "code",
            (
                "survey_references",
                "Numbers in the survey's references, joined by `, `.",
            ),
        ),
        f"""SELECT p.id, p.key, p.title,
  (SELECT name FROM authors WHERE paper_id = p.id AND position = 1),
  {_AUTHORS},
  p.date, p.year,
  {_VENUE},
  p.pages, p.arxiv, p.doi, p.url, m.name,
  coalesce(
    m.section,
    (SELECT group_concat(section, ', ') FROM paper_sections WHERE paper_id = p.id)
  ),
  {_link("paper", "p.id", "code")},
  {_REFERENCES}
FROM papers AS p
LEFT JOIN models AS m ON m.id = p.id
ORDER BY p.id""",  # noqa: S608
    ),
    View(
        "dataset_overview",
        "One row a dataset, with its paper and pages.",
        _columns(
            ("id", "Of the dataset."),
            ("name", "Of the dataset."),
            ("section", "Code of the section."),
            ("section_name", "Its heading."),
            ("samples", "Number of samples; NULL means not stated."),
            "unit",
            _DATE,
            ("license", "Licence of the data."),
            ("home", "Where the data are."),
            ("paper_id", "Paper behind it."),
            _TITLE,
            _VENUE_COLUMN,
            "url",
        ),
        f"""SELECT d.id, d.name, d.section, s.name, d.samples, d.unit, d.date, d.license,
  {_link("dataset", "d.id", "home")},
  p.id, p.title,
  {_VENUE},
  p.url
FROM datasets AS d
JOIN sections AS s ON s.id = d.section
LEFT JOIN papers AS p ON p.id = d.paper_id
ORDER BY d.position""",  # noqa: S608
    ),
    View(
        "benchmark_overview",
        "One row a benchmark, with its paper and page.",
        _columns(
            ("id", "Of the benchmark."),
            ("name", "Of the benchmark."),
            ("section", "Code of the section."),
            ("section_name", "Its heading."),
            ("size", "Number of units; NULL means not stated or varying."),
            ("size_bound", "How the number is meant; NULL means exactly."),
            "unit",
            ("evaluates", "What it measures."),
            _DATE,
            ("home", "Where it is published."),
            ("paper_id", "Paper behind it."),
            _TITLE,
            _VENUE_COLUMN,
            "url",
        ),
        f"""SELECT b.id, b.name, b.section, s.name, b.size, b.size_bound, b.unit,
  b.evaluates, b.date,
  {_link("benchmark", "b.id", "home")},
  p.id, p.title,
  {_VENUE},
  p.url
FROM benchmarks AS b
JOIN sections AS s ON s.id = b.section
LEFT JOIN papers AS p ON p.id = b.paper_id
ORDER BY b.position""",  # noqa: S608
    ),
    View(
        "component_families",
        "Each component with itself and every family it is a version of.",
        _columns(
            ("component_id", "The component."),
            ("family_id", "Itself, or a component it is a version of."),
        ),
        """WITH RECURSIVE above(component_id, family_id) AS (
  SELECT id, id FROM components
  UNION
  SELECT a.component_id, c.family FROM above AS a
  JOIN components AS c ON c.id = a.family_id WHERE c.family IS NOT NULL
)
SELECT component_id, family_id FROM above""",
    ),
    View(
        "model_families",
        "Components of models under each of their families, a shared encoder as both: "
        "`family_id = 'siglip'` finds SigLIP 2 too.",
        _columns(
            ("model_id", "The model."),
            (
                "role",
                "backbone, understanding_encoder, generation_encoder or decoder.",
            ),
            ("component_id", "The component."),
            ("family_id", "Itself, or a component it is a version of."),
        ),
        """SELECT u.model_id, u.role, u.component_id, f.family_id
FROM (
  SELECT model_id, role, component_id FROM model_components
  WHERE role <> 'shared_encoder'
  UNION ALL
  SELECT model_id, 'understanding_encoder', component_id FROM model_components
  WHERE role = 'shared_encoder'
  UNION ALL
  SELECT model_id, 'generation_encoder', component_id FROM model_components
  WHERE role = 'shared_encoder'
) AS u
JOIN component_families AS f ON f.component_id = u.component_id""",
    ),
    View(
        "component_usage",
        "How many models use each component in each role, and since when.",
        _columns(
            ("component_id", "The component."),
            ("name", "Its name."),
            ("kind", "What it is."),
            ("role", "As in `model_components`."),
            ("models", "How many models use it so."),
            ("first_date", "Date of the first of them."),
            ("last_date", "Date of the newest."),
        ),
        """SELECT c.id, c.name, c.kind, mc.role,
  count(DISTINCT mc.model_id), min(p.date), max(p.date)
FROM components AS c
JOIN model_components AS mc ON mc.component_id = c.id
JOIN papers AS p ON p.id = mc.model_id
GROUP BY c.id, mc.role
ORDER BY count(DISTINCT mc.model_id) DESC, c.name, mc.role""",
    ),
)
"""In the order in which they are listed; a view may use those before it."""
