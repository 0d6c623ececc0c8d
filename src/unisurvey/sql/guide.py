"""What the guide to SQL shows: the tables, and queries with their real output."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from unisurvey.sql.tables import database

if TYPE_CHECKING:
    from collections.abc import Callable

    from unisurvey.records import Catalog

QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Which hybrid models read with SigLIP and generate with a VAE, with code?",
        """SELECT name, date, code FROM model_overview
WHERE paradigm = 'hybrid' AND code IS NOT NULL
  AND id IN (SELECT model_id FROM model_families
             WHERE role = 'understanding_encoder' AND family_id = 'siglip')
  AND id IN (SELECT f.model_id FROM model_families AS f
             JOIN components AS c ON c.id = f.component_id
             WHERE f.role = 'generation_encoder' AND c.kind = 'autoencoder')
ORDER BY date""",
    ),
    (
        "How many models of each paradigm were there in each year?",
        """SELECT substr(p.date, 1, 4) AS first_year,
  count(*) FILTER (WHERE m.paradigm = 'diffusion') AS diffusion,
  count(*) FILTER (WHERE m.paradigm = 'autoregressive') AS autoregressive,
  count(*) FILTER (WHERE m.paradigm = 'hybrid') AS hybrid,
  count(*) FILTER (WHERE m.paradigm IS NULL) AS not_decided
FROM models AS m JOIN papers AS p ON p.id = m.id
GROUP BY first_year ORDER BY first_year""",
    ),
    (
        "Which backbones are used most, and since when?",
        """SELECT name, kind, models, first_date, last_date FROM component_usage
WHERE role = 'backbone' LIMIT 6""",
    ),
    (
        "Which pairs of encoders are combined most?",
        """SELECT understanding_encoder, generation_encoder, count(*) AS models
FROM model_overview
WHERE understanding_encoder <> generation_encoder
GROUP BY understanding_encoder, generation_encoder
ORDER BY models DESC, understanding_encoder, generation_encoder LIMIT 5""",
    ),
    (
        "Who wrote about the most models?",
        """SELECT a.name, count(*) AS models FROM authors AS a
JOIN models AS m ON m.id = a.paper_id
WHERE a.kind = 'person'
GROUP BY a.name ORDER BY models DESC, a.name LIMIT 6""",
    ),
    (
        "Which models give out both video and something audible, newest first?",
        """SELECT name, date, output FROM model_overview
WHERE id IN (SELECT model_id FROM model_modalities
             WHERE direction = 'output' AND modality = 'video')
  AND id IN (SELECT model_id FROM model_modalities
             WHERE direction = 'output' AND modality IN ('audio', 'speech', 'music'))
ORDER BY date DESC, name LIMIT 6""",
    ),
    (
        "Which are the largest datasets for editing, and may they be used?",
        """SELECT name, samples, unit, license FROM dataset_overview
WHERE section = 'datasets-editing' AND samples IS NOT NULL
ORDER BY samples DESC LIMIT 6""",
    ),
    (
        "Which models were published at ICLR or one of its tracks?",
        """SELECT m.name, v.name AS venue, p.venue_year AS year
FROM models AS m
JOIN papers AS p ON p.id = m.id
JOIN venues AS v ON v.id = p.venue
WHERE 'iclr' IN (v.id, v.part_of)
ORDER BY year DESC, m.name LIMIT 6""",
    ),
    (
        "Where does the survey's Table 1 name another backbone?",
        """SELECT m.name, c.was AS in_the_survey, o.backbone, c.reason
FROM corrections AS c
JOIN models AS m ON c.kind = 'paper' AND c.record_id = m.id
JOIN model_overview AS o ON o.id = m.id
WHERE c.publication = 'survey-v6-table-1' AND c.field = 'model.backbone'
ORDER BY m.name LIMIT 3""",
    ),
    (
        "For how many models does a source beside the survey vouch for the backbone?",
        """SELECT count(DISTINCT s.record_id) AS models, (SELECT count(*) FROM models) AS of
FROM sources AS s
JOIN vouches AS v ON v.source_id = s.id
JOIN model_components AS c ON c.model_id = s.record_id AND c.role = 'backbone'
WHERE s.kind = 'paper' AND v.field IN ('model', 'model.backbone')
  AND s.url NOT LIKE 'https://arxiv.org/%/2505.02567%'""",
    ),
    (
        "Which papers have rectified flows in their title, the best match first?",
        """SELECT id, highlight(search, 3, '[', ']') AS title FROM search
WHERE search MATCH 'title : "rectified flow"' ORDER BY rank""",
    ),
)
"""Question and query; the guide shows what each gives on a terminal."""


def sql_guide(catalog: Catalog, run: Callable[[str], str]) -> dict[str, Any]:
    """Return the values of the guide's template.

    Args:
        catalog: What is asked.
        run: Returns what a command line prints.
    """
    made = database(catalog)
    things: dict[str, dict[str, Any]] = {}
    for row in made.descriptions:
        if row.column is None:
            things[row.table] = {"about": row.about, "kind": row.kind, "columns": []}
        else:
            refers = f" In `{row.refers}`." if row.refers else ""
            entry = (row.column, row.type, row.about + refers)
            things[row.table]["columns"].append(entry)
    return {
        "examples": [
            {
                "question": question,
                "query": query,
                "output": run(f"unisurvey sql {shlex.quote(query)}"),
            }
            for question, query in QUESTIONS
        ],
        "things": [{"name": name, **thing} for name, thing in things.items()],
    }
