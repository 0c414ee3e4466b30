"""Where the shipped articles, the data and the settings file lie unless the operator says otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import bot
from retrieval.errors import ConfigurationError


def shipped_corpus() -> Path:
    """Return the folder of the articles that ship with the program, installed or in a checkout."""
    package = Path(bot.__file__).parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def _user_directory(*, xdg: str, below_home: str, windows: str) -> Path:
    """Return this program's folder of one kind, by the convention of the platform."""
    given = os.environ.get(windows if sys.platform == "win32" else xdg, "")
    if sys.platform != "darwin" and Path(given).is_absolute():  # XDG: a relative path is to be ignored
        return Path(given, "quoth")
    try:
        home = Path.home()
    except RuntimeError as error:  # no HOME and no entry in the password file: some containers
        raise ConfigurationError(
            "no home directory is known; name a data directory with QUOTH_DATA"
        ) from error
    below = "Library/Application Support" if sys.platform == "darwin" else below_home
    return home / below / "quoth"


def user_data_directory() -> Path:
    """Return the per-user folder for the catalogue and the indexes."""
    return _user_directory(xdg="XDG_DATA_HOME", below_home=".local/share", windows="LOCALAPPDATA")


def user_config_file() -> Path:
    """Return the per-user settings file, which need not exist."""
    return _user_directory(xdg="XDG_CONFIG_HOME", below_home=".config", windows="APPDATA") / "quoth.toml"
