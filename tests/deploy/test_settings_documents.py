from __future__ import annotations

from bot.settings import SettingLine, setting_lines
from tests.deploy.project import text_of

TOKEN = "DISCORD_TOKEN"


def test_env_example_lists_every_setting_as_the_code_has_it() -> None:
    head, *stanzas = text_of("deploy/env.example").rstrip("\n").split("\n\n")
    assert all(line.startswith("# ") for line in head.splitlines())
    assert stanzas == [stanza(line) for line in setting_lines()]


def test_env_example_sets_nothing() -> None:
    # Compose passes empty values on, and they would hide those of the image, such as QUOTH_DATA.
    lines = text_of("deploy/env.example").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [f"{TOKEN}="]


def test_the_settings_table_of_the_readme_is_the_code_s() -> None:
    header, rule, *rows = table_under("Settings", text_of("README.md"))
    assert header == ("Variable", "Default", "Meaning")
    assert all(set(cell) <= {"-", ":"} for cell in rule)
    assert rows == [(f"`{line.variable}`", line.default, line.description) for line in setting_lines()]


def stanza(line: SettingLine) -> str:
    """Return what env.example says of one setting."""
    bare = line.default.strip("`")
    value = bare if line.default == f"`{bare}`" and "`" not in bare else ""
    mark = "" if line.variable == TOKEN else "#"
    return f"# {line.description}\n# Default: {line.default.replace('`', '')}\n{mark}{line.variable}={value}"


def table_under(heading: str, markdown: str) -> list[tuple[str, ...]]:
    """Return the cells of the first table under a heading."""
    lines = iter(markdown.splitlines())
    for line in lines:
        if line.startswith("#") and line.strip("# ") == heading:
            break
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
        elif rows or line.startswith("#"):
            break
    return rows
