from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from unisurvey.schema import (
    Component,
    License,
    Paper,
    Section,
    Venue,
    Vocabularies,
    Vocabulary,
    Words,
)


@pytest.fixture(scope="session")
def vocabularies():
    top = Section.model_validate(
        {
            "id": "b",
            "name": "Autoregressive models",
            "kind": "model",
            "survey": "3.2",
            "aliases": ["AR"],
            "children": [
                {"id": "b-1", "name": "Pixel encoding", "kind": "model"},
                {"id": "b-2", "name": "Semantic encoding", "kind": "model"},
            ],
        },
        strict=False,
    )
    venues = [
        {"id": "iclr", "name": "ICLR", "full": "Conference", "kind": "conference"},
        {
            "id": "acm-mm",
            "name": "ACM MM",
            "full": "Conference",
            "kind": "conference",
            "aliases": ["MM"],
        },
    ]
    components = [
        {"id": "phi-1.5", "name": "Phi-1.5", "kind": "language-model"},
        {
            "id": "magvit-v2",
            "name": "MAGVIT-v2",
            "kind": "visual-tokenizer",
            "aliases": ["Open-MAGVIT"],
        },
    ]
    words = {
        "paradigms": [{"id": "autoregressive", "name": "Autoregressive"}],
        "encodings": [
            {"id": name, "name": name.capitalize(), "aliases": ["hybrid"]}
            for name in ("pseudo-hybrid", "joint-hybrid")
        ],
        "modalities": [
            {"id": "text", "name": "text"},
            {"id": "image", "name": "image"},
        ],
        "masks": [
            {"id": "causal", "name": "causal"},
            {
                "id": "bidirectional",
                "name": "bidirectional",
                "aliases": ["bidirect.", "bidirect"],
            },
        ],
    }
    licenses = [{"id": "MIT", "name": "MIT License", "aliases": ["Expat"]}]
    return Vocabularies(
        Vocabulary("section", top.walk()),
        Vocabulary("venue", [Venue.model_validate(v) for v in venues]),
        Vocabulary("component", [Component.model_validate(c) for c in components]),
        Vocabulary("license", [License.model_validate(x) for x in licenses]),
        words=Words.model_validate(words),
    )


@pytest.fixture(scope="session")
def paper():
    """Make the data of a valid paper with some fields changed."""

    def make(**changes: Any) -> dict[str, Any]:
        data = {
            "id": "show-o",
            "key": "xie2024showo",
            "title": "Show-o",
            "sources": [{"url": "https://example.org", "vouches": ["title"]}],
            "added": "2026-01-02",
        }
        return {**data, **changes}

    return make


@pytest.fixture(scope="session")
def complaints():
    """Return what validation says about data: (place, kind, words)."""

    def judge(
        schema: Any, data: Any, context: Vocabularies | None = None
    ) -> list[tuple[tuple[str | int, ...], str, str]]:
        try:
            if isinstance(schema, type) and issubclass(schema, BaseModel):
                schema.model_validate(data, context=context)
            else:
                TypeAdapter(schema).validate_python(data, strict=True, context=context)
        except ValidationError as error:
            return [
                (e["loc"], e["type"], e["msg"])
                for e in error.errors()
                if not (e["type"] == "too_short" and e["input"])  # an echo
            ]
        return []

    return judge


@pytest.fixture(scope="session")
def full_paper(paper):
    return Paper.model_validate(
        paper(
            aliases=["showo"],
            authors=["Jinheng Xie", {"organization": "Show Lab"}],
            date="2024-08-22",
            arxiv="2408.12528",
            venue="ICLR 2025",
            links={"code": "https://github.com/showlab/Show-o"},
            survey={"references": [39], "cited_in": ["3.3"]},
            model={
                "name": "Show-o",
                "section": "b-1",
                "backbone": ["phi-1.5"],
                "encoders": {"shared": ["magvit-v2"]},
                "mask": "Bidirect.",
                "variants": [
                    {"id": "small", "parameters": {"stated": 1.3}},
                    {"id": "large", "parameters": {"stated": 7}},
                ],
            },
            corrections=[
                {
                    "in": "awesome-list",
                    "field": "date",
                    "was": "2024/08/21",
                    "reason": "the day of the first version",
                    "source": "https://arxiv.org/abs/2408.12528",
                }
            ],
        )
    )
