"""The settings file: which one counts, and what stands in it."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from bot.settings.directories import user_config_file
from retrieval.errors import ConfigurationError

CONFIG_VARIABLE = "QUOTH_CONFIG"


def config_file() -> tuple[Path, bool]:
    """Return the settings file, and whether the operator named it, so that it has to exist."""
    named = os.environ.get(CONFIG_VARIABLE, "")
    return (Path(named).expanduser(), True) if named else (user_config_file(), False)


def read_config_file() -> dict[str, Any]:
    """Return what the settings file says; nothing where there is none.

    Raises:
        ConfigurationError: it was named and does not exist, or cannot be read.

    """
    try:
        path, named = config_file()
    except ConfigurationError:  # no home directory: no per-user file either
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if named:
            raise ConfigurationError(f"{CONFIG_VARIABLE} names {path}, which does not exist") from None
        return {}
    except OSError as error:
        raise ConfigurationError(f"cannot read the settings file {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the settings file {path} is not valid TOML: {error}") from error
