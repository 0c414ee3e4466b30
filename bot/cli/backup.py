"""`quoth backup` and `quoth restore`: all that cannot be made again, in one file."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotation at run time
from typing import Annotated

import typer

from bot.cli.options import DataOption, DebugOption, settings_from


def backup(
    file: Annotated[Path, typer.Argument(help="A new .tar.gz file.", show_default=False)],
    *,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Write conversations, catalogues and documents added from Discord into one file; the bot may go on."""
    from bot.backup import make_backup

    held = make_backup(settings_from(None, data).data, file)
    sys.stdout.write(f"{held} files backed up in {file}\n")


def restore(
    file: Annotated[Path, typer.Argument(help="What quoth backup wrote.", show_default=False)],
    *,
    data: DataOption = None,
    debug: DebugOption = False,
) -> None:
    """Put a backup back into an empty data directory; the indexes are made anew at the next start."""
    from bot.backup import restore_backup

    folder = settings_from(None, data).data
    held = restore_backup(file, folder)
    sys.stdout.write(f"{held} files restored into {folder}\n")
