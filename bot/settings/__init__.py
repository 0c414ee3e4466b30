"""What the operator can set: command line, environment, TOML file and defaults, in that order."""

from bot.settings.directories import shipped_corpus, user_config_file, user_data_directory
from bot.settings.file import CONFIG_VARIABLE
from bot.settings.lines import SettingLine, setting_lines
from bot.settings.loading import load_settings
from bot.settings.settings import PREFIX, TOKEN_VARIABLE, Settings, variable_of

__all__ = [
    "CONFIG_VARIABLE",
    "PREFIX",
    "TOKEN_VARIABLE",
    "SettingLine",
    "Settings",
    "load_settings",
    "setting_lines",
    "shipped_corpus",
    "user_config_file",
    "user_data_directory",
    "variable_of",
]
