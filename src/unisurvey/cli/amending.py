"""Writing a changed record: what differs is shown, and nothing is written that is wrong."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from unisurvey.cli.settings import Exit, Settings
from unisurvey.cli.source import print_problems
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from unisurvey.records import Catalog
    from unisurvey.schema import Filed


def write_amended(
    before: Filed | None,
    made: Filed,
    catalog: Catalog,
    root: Path,
    settings: Settings,
    *,
    written: bool,
) -> None:
    """Show how a record or a file of scores changes, or is new, and write it.

    Raises:
        typer.Exit: it would bring problems into the catalogue; they are printed.
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.outside.add.proof import prove
    from unisurvey.records import shown_path
    from unisurvey.records.canonical import canonical
    from unisurvey.root import refuse_outside
    from unisurvey.text.changes import changes

    path = catalog.path(made)
    shown = shown_path(path)
    old, new = canonical(before) if before else "", canonical(made)
    sys.stdout.write(changes(old, new, shown, "amended"))
    problems = prove(catalog, [made])
    if problems:
        print_problems(problems, 1, settings)
        raise typer.Exit(Exit.PROBLEMS)
    if old == new:
        settings.note(f"{shown} says so already")
    elif written:
        refuse_outside([path], root)
        write_if_changed(path, new)
        settings.note(f"wrote {shown}")


def edit_record(name: str, root: Path, settings: Settings) -> None:
    """Let a person edit a copy of a record, and write that if it is right.

    A record with problems can be edited too, by its id.

    Raises:
        UsageError: no editor is named, or it fails.
        typer.Exit: the copy has problems; they are printed with where it is kept.
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.cli.source import load_root
    from unisurvey.files import read_regular
    from unisurvey.outside.add.proof import prove
    from unisurvey.records import shown_path
    from unisurvey.records.canonical import format_files
    from unisurvey.records.yamltext import parse
    from unisurvey.root import refuse_outside
    from unisurvey.schema import KINDS

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise UsageError("no editor is named, expected one in VISUAL or EDITOR")
    catalog = load_root(settings).catalog
    path = _file(name, catalog, root)
    refuse_outside([path], root)
    copy = Path(tempfile.mkdtemp(prefix="unisurvey-")) / path.parent.name / path.name
    copy.parent.mkdir()
    before = read_regular(path)
    write_if_changed(copy, before)
    try:
        # whatever the user calls the editor
        subprocess.run([*shlex.split(editor), str(copy)], check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            f"{editor} failed ({error}); the record is as it was"
        ) from None
    [made] = format_files(root, [copy])
    problems = made.problems
    if made.text is not None:
        data = parse(made.text.encode(), made.shown).value
        assert isinstance(data, dict)  # it is canonical
        record = KINDS[path.parent.name].model_validate(
            {**data, "id": path.stem}, context=catalog.vocabularies
        )
        problems = (*problems, *prove(catalog, [record]))
    if problems or made.text is None:
        print_problems(problems, 1, settings)
        settings.note(f"{shown_path(path)} is as it was; your copy is {copy}")
        raise typer.Exit(Exit.PROBLEMS)
    if read_regular(path) != before:
        raise UsageError(
            f"{shown_path(path)} was changed meanwhile; your copy is {copy}"
        )
    changed = write_if_changed(path, made.text)
    shutil.rmtree(copy.parents[1])
    settings.note(f"wrote {shown_path(path)}" if changed else "nothing has changed")


def _file(name: str, catalog: Catalog, root: Path) -> Path:
    """Return the file of a record, also of one that has problems."""
    from unisurvey.errors import UnknownRecordError
    from unisurvey.root import data_directory
    from unisurvey.schema import KINDS

    try:
        return catalog.path(catalog[name])
    except UnknownRecordError:
        for folder in KINDS:
            path = data_directory(root) / folder / f"{Path(name).name}.yaml"
            if path.exists():
                return path
        raise
