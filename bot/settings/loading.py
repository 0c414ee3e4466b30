"""Reads the settings, and says in one line which of them is wrong and where it was set."""

from __future__ import annotations

import difflib
import os
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.settings.file import config_file
from bot.settings.settings import Settings, variable_of
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails


def load_settings(**options: object) -> Settings:
    """Read the settings; `options` come from the command line, and those that are None do not count.

    Raises:
        ConfigurationError: a value does not fit, or the file has an unknown key or cannot be read.

    """
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)[0]
        raise ConfigurationError(_explain(details, given)) from None


def _explain(details: ErrorDetails, options: Mapping[str, object]) -> str:
    """Say in one line which setting is wrong, where it was set, and what it may be."""
    name = _name_of(str(details["loc"][0]) if details["loc"] else "")
    if details["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(Settings.model_fields)}"
        return f"{_place_of(name, options)} is not a setting; {hint}"
    reason = details["msg"].removeprefix("Value error, ")
    hidden = {"token", "web_token", "database_url", "chroma_token"}
    value = "" if name in hidden else f", not {str(details['input'])[:80]!r}"
    return f"{_place_of(name, options)}: {reason[:1].lower()}{reason[1:]}{value}; correct or remove it"


def _name_of(location: str) -> str:
    """Return the setting that pydantic speaks of, by its name or by its alias."""
    names = {str(field.validation_alias): name for name, field in Settings.model_fields.items()}
    return names.get(location, location)


def _place_of(name: str, options: Mapping[str, object]) -> str:
    """Name the place that set a value: the first that counts."""
    if name in options:
        return f"option --{name.replace('_', '-')}"
    if name in Settings.model_fields and os.environ.get(variable_of(name)):
        return variable_of(name)
    return f"`{name}` in {config_file()[0]}"
