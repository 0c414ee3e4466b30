"""Every setting as the README's table and env.example show it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings.file import CONFIG_VARIABLE
from bot.settings.settings import Settings, variable_of


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting as the README's table and env.example show it."""

    variable: str
    default: str
    description: str


def setting_lines() -> tuple[SettingLine, ...]:
    """List every setting in the order of the class, the settings file's own path last."""
    lines = []
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        default = "none" if field.default is None else f"`{field.default}`"
        lines.append(
            SettingLine(variable_of(name), str(extra.get("shown", default)), field.description or "")
        )
    config = "A TOML file with any of these settings, named without the prefix and in lower case."
    shown = "per-user `quoth.toml`, such as `~/.config/quoth/quoth.toml`, if it exists"
    return (*lines, SettingLine(CONFIG_VARIABLE, shown, config))
