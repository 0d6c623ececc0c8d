"""What a person can state about a new record beside what services say.

Light enough to be read for every `--help`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["paper", "model", "dataset", "benchmark"]


class Option(NamedTuple):
    """One value that can be given, and where it stands in which kind of record."""

    fields: Mapping[Kind, str]
    """Kind of record → field, as a dotted path; `paper:` leads to its paper's record."""

    form: str
    """`component`, `mask`, `paradigm`, `modality`, `amount`, `billions`, `venue`,
    `license`, `url` or `text`."""

    many: bool
    metavar: str
    help: str


_EVERY: dict[Kind, str] = {
    "paper": "venue",
    "model": "venue",
    "dataset": "paper:venue",
    "benchmark": "paper:venue",
}


def _of_model(path: str, form: str, text: str, metavar: str = "NAME") -> Option:
    many = form not in {"mask", "paradigm"}
    return Option({"model": f"model.{path}"}, form, many, metavar, text)


def _link(name: str, text: str, **more: str) -> Option:
    fields: dict[Any, str] = {"paper": f"links.{name}", "model": f"links.{name}"} | more
    return Option(fields, "url", many=False, metavar="URL", help=text)


OPTIONS: dict[str, Option] = {
    "backbone": _of_model("backbone", "component", "What fuses the modalities."),
    "understanding-encoder": _of_model(
        "encoders.understanding", "component", "Image encoder of understanding."
    ),
    "generation-encoder": _of_model(
        "encoders.generation", "component", "Image encoder of generation."
    ),
    "shared-encoder": _of_model(
        "encoders.shared", "component", "Image encoder of both; instead of the two."
    ),
    "decoder": _of_model("decoder", "component", "What makes the pixels."),
    "mask": _of_model("mask", "mask", "causal or bidirectional.", "WORD"),
    "paradigm": _of_model("paradigm", "paradigm", "Of an any-to-any model.", "WORD"),
    "parameters": _of_model(
        "parameters_b", "billions", "In billions: 7 or 1.5,7.", "NUMBER"
    ),
    "takes": Option(
        {"model": "model.modalities.input", "benchmark": "input"},
        *("modality", True, "WORD", "What goes in: text,image."),
    ),
    "gives": Option(
        {"model": "model.modalities.output", "benchmark": "output"},
        *("modality", True, "WORD", "What comes out."),
    ),
    "samples": Option(
        {"dataset": "samples"},
        *("amount", False, "NUMBER", "Number of samples: 2500000 or 2.5M."),
    ),
    "size": Option(
        {"benchmark": "size"}, "amount", many=False, metavar="NUMBER", help="Likewise."
    ),
    "unit": Option(
        {"dataset": "unit", "benchmark": "unit"},
        *("text", False, "TEXT", "What is counted, in the plural: image-text pairs."),
    ),
    "evaluates": Option(
        {"benchmark": "evaluates"},
        *("text", False, "TEXT", "What the benchmark measures."),
    ),
    "venue": Option(
        _EVERY, "venue", many=False, metavar="NAME", help="Venue and year: iclr-2025."
    ),
    "license": Option(
        {"paper": "license", "model": "license", "dataset": "license"},
        *("license", False, "SPDX", "Of the official code, or of the data."),
    ),
    "code": _link("code", "The authors' repository.", dataset="links.code"),
    "demo": _link("demo", "A page to try it."),
    "project": _link("project", "The authors' page about it."),
    "weights": _link("weights", "Where the weights are."),
    "home": Option(
        {"dataset": "links.home", "benchmark": "links.home"},
        *("url", False, "URL", "Where the data are published."),
    ),
}
"""Option of the command line → what it sets."""
