"""What surrounds every page: head, navigation and foot, filled in from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.figures.theme import THEMES, Theme, blend, contrast
from unisurvey.files import read_regular
from unisurvey.render.templates import Templates, explained
from unisurvey.site.addresses import above
from unisurvey.site.marks import favicon
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Template

    from unisurvey.records import Catalog

_LEGIBLE = 4.5
_SCRIPTS = ("theme.js", "app.js", "explore.js", "compare.js")
_AROUND = ("head_links", "navigation", "foot")
"""Macros of what stands around every page."""

_STATIC = Path(__file__).with_name("static")


class Door(NamedTuple):
    """One link of the navigation, or to a file beside the pages."""

    label: str
    address: str
    held: int | None = None
    """How many records it leads to."""


@dataclass(frozen=True)
class Frame:
    """Fills templates with what all pages have in common."""

    catalog: Catalog
    doors: tuple[Door, ...]
    """The navigation, in order."""

    more: tuple[Door, ...] = ()
    """What is linked at the end of a page instead."""

    feeds: tuple[Door, ...] = ()
    """What feed readers are told of; the first tells of all."""

    @cached_property
    def base(self) -> str | None:
        """Where the site is published, with a slash at its end; `None` if not known."""
        address = self.catalog.vocabularies.about.site
        return address and f"{address.rstrip('/')}/"

    @cached_property
    def assets(self) -> dict[str, tuple[str, str]]:
        """Name of a style or script → its address, made from what it holds, and text."""
        texts = {
            "style.css": colours() + _static("style.css"),
            **{name: _static(name) for name in _SCRIPTS},
            "ufuzzy.js": _static("vendor/ufuzzy/uFuzzy.iife.min.js"),
            "favicon.svg": favicon(self.catalog.vocabularies),
        }
        return {name: asset(name, text) for name, text in texts.items()}

    @cached_property
    def entries(self) -> dict[str, str]:
        """Id of each paper → its BibTeX entry."""
        known = self.catalog.vocabularies
        return {paper.id: to_bibtex([paper], known) for paper in self.catalog.papers}

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield address and text of each style and script."""
        yield from self.assets.values()

    @cached_property
    def environment(self) -> ImmutableSandboxedEnvironment:
        """What fills templates; all that is not marked as HTML is escaped."""
        made = ImmutableSandboxedEnvironment(
            loader=Templates(self.catalog.root),
            undefined=StrictUndefined,
            autoescape=True,
            auto_reload=False,  # or each page would look whether its templates changed
            trim_blocks=True,
            lstrip_blocks=True,
        )
        about = self.catalog.vocabularies.about
        license_ = self.catalog.vocabularies.licenses.by_id.get(about.license or "")
        made.globals |= {
            "about": {**about.model_dump(mode="json"), "heading": about.heading},
            "models": about.models,
            "license": license_ and license_.name,
            "doors": self.doors,
            "more": self.more,
            "feeds": self.feeds,
            "assets": {name: address for name, (address, _) in self.assets.items()},
            "base": self.base,
            "ABSENT": ABSENT,
        }
        return made

    def macro(self, template: str, name: str, address: str) -> Callable[..., str]:
        """Return a macro of a template, as a page at an address uses it."""
        with explained(f"site/{template}", self.catalog.root, ()):
            module = self._template(template).make_module({"up": above(address)})
        found: Callable[..., str] = getattr(module, name)
        return found

    @cached_property
    def _around(self) -> Callable[[str, str], dict[str, str]]:
        """Return what surrounds each page, drawn once for each depth and door."""

        @cache
        def drawn(up: str, door: str) -> dict[str, str]:
            module = self._template("around.html.j2").make_module(
                {"up": up, "door": door}
            )
            return {name: getattr(module, name)() for name in _AROUND}

        return drawn

    def fill(
        self, template: str, address: str, title: str, **values: Any
    ) -> tuple[str, str]:
        """Return a page: its address and text.

        Args:
            template: Below `site/`.
            address: Where it stands; links are written from there.
            title: Of the page alone.
            values: What the template is given.
        """
        known = {
            "title": title,
            "address": address,
            "up": above(address),
            "description": None,
            "canonical": address,
            "door": address,
            **values,
        }
        with explained(f"site/{template}", self.catalog.root, known):
            is_door = any(
                one.address == known["door"] for one in self.doors + self.more
            )
            known |= self._around(known["up"], known["door"] if is_door else "")
            return address, self._template(template).render(known)

    def text(self, template: str, **values: Any) -> str:
        """Return a text that is no page, and stands at the top of the site."""
        with explained(f"site/{template}", self.catalog.root, values):
            return self._template(template).render(values)

    def _template(self, name: str) -> Template:
        return self.environment.get_template(f"site/{name}")


def asset(name: str, text: str) -> tuple[str, str]:
    """Return address and text of a file that may be kept for ever: another is another."""
    stem, _, ending = name.rpartition(".")
    digest = sha256(text.encode()).hexdigest()[:10]
    return f"assets/{stem}.{digest}.{ending}", text


def colours() -> str:
    """Return the colours of both themes as variables: light unless dark is asked for."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in _tokens(theme))
        for theme in THEMES.values()
    )
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f':root[data-theme="dark"]{{color-scheme:dark;{dark}}}\n'
        "@media (prefers-color-scheme:dark){"
        f':root:not([data-theme="light"]){{color-scheme:dark;{dark}}}}}\n'
    )


def _tokens(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield the colours of a theme, and of each mark one to be read and one to fill."""
    for name in ("page", "ink", "muted", "line", "panel"):
        yield name, getattr(theme, name)
    for name, colour in theme.colours.items():
        yield name, colour
        yield f"{name}-text", _legible(colour, theme)
        yield f"{name}-tint", theme.tinted(colour)


def _legible(colour: str, theme: Theme) -> str:
    """Return a colour, nearer to the text's until it can be read (WCAG 2, 4.5 to 1)."""
    share = 1.0
    while contrast(mixed := blend(colour, theme.ink, share), theme.panel) < _LEGIBLE:
        share -= 0.05
    return mixed


def _static(name: str) -> str:
    return read_regular(_STATIC / name).decode()
