"""Limits of the components of a message, with the components flag and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.mock.component_payloads import walk_payloads
from bot.mock.components import LINK_STYLE, SELECTS, Kind
from bot.mock.limits import numbers

if TYPE_CHECKING:
    from bot.mock.limits.breach import Findings, Path

PREMIUM_STYLE = 6
LEGACY = frozenset({Kind.ACTION_ROW})
IN_CONTAINER = frozenset(
    {Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.SECTION, Kind.MEDIA_GALLERY, Kind.SEPARATOR, Kind.FILE}
)
TOP_LEVEL = IN_CONTAINER | {Kind.CONTAINER}
IN_ROW = SELECTS | {Kind.BUTTON}
IN_SECTION = frozenset({Kind.TEXT_DISPLAY})
ACCESSORIES = frozenset({Kind.BUTTON, Kind.THUMBNAIL})


def check_components(
    payload: dict[str, Any], findings: Findings, *, second_version: bool, files: set[str]
) -> None:
    """Check the `components` of a message; `files` are the names that `attachment://` may refer to."""
    most = numbers.COMPONENTS_IN_ALL if second_version else numbers.LEGACY_ACTION_ROWS
    components = findings.array(payload, "components", (), most=most)
    allowed = TOP_LEVEL if second_version else LEGACY
    for index, component in enumerate(components):
        _check(component, ("components", index), findings, allowed, files)
    everything = list(walk_payloads(one for one in components if isinstance(one, dict)))
    if second_version:
        findings.size(
            len(everything), ("components",), most=numbers.COMPONENTS_IN_ALL, what="in total, nested"
        )
        texts = [part["content"] for part in everything if isinstance(part.get("content"), str)]
        findings.size(
            sum(map(len, texts)),
            ("components",),
            most=numbers.TEXT_DISPLAY_CHARACTERS_IN_ALL,
            what="characters of text in all",
        )
    check_identities(everything, findings)


def check_identities(components: list[dict[str, Any]], findings: Findings) -> None:
    """Check that custom ids and component ids are unique among these."""
    customs = [part["custom_id"] for part in components if isinstance(part.get("custom_id"), str)]
    path: Path = ("components",)
    findings.unique(
        [(path, custom) for custom in customs],
        "COMPONENT_CUSTOM_ID_DUPLICATED",
        "Component custom id cannot be duplicated",
    )
    numbered = [(path, part["id"]) for part in components if isinstance(part.get("id"), int) and part["id"]]
    findings.unique(numbered, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
    for part in components:
        findings.whole(part, "id", path, least=0, most=numbers.COMPONENT_ID)


def kind_of(component: Any, path: Path, findings: Findings, allowed: frozenset[Kind]) -> Kind | None:
    """Return the kind of a component where one of that kind may stand there, else note it."""
    kind = component.get("type") if isinstance(component, dict) else None
    if kind not in allowed:
        names = ", ".join(f"{one.value} ({one.name})" for one in sorted(allowed))
        findings.add((*path, "type"), "UNION_TYPE_CHOICES", f"Value of type {kind!r} must be one of {names}.")
        return None
    return Kind(kind)


def _check(component: Any, path: Path, findings: Findings, allowed: frozenset[Kind], files: set[str]) -> None:
    match kind_of(component, path, findings, allowed):
        case Kind.ACTION_ROW:
            _check_row(component, path, findings)
        case Kind.BUTTON:
            _check_button(component, path, findings)
        case Kind.TEXT_DISPLAY:
            check_text_display(component, path, findings)
        case Kind.SECTION:
            _check_section(component, path, findings, files)
        case Kind.SEPARATOR:
            findings.whole(component, "spacing", path, least=1, most=2)
        case Kind.CONTAINER:
            _check_container(component, path, findings, files)
        case Kind.MEDIA_GALLERY | Kind.THUMBNAIL | Kind.FILE:
            _check_pictures(component, path, findings, files)
        case _:
            pass


def _check_container(container: dict[str, Any], path: Path, findings: Findings, files: set[str]) -> None:
    findings.whole(container, "accent_color", path, least=0, most=numbers.ACCENT_COLOUR)
    inner = findings.array(container, "components", path, least=1, most=numbers.COMPONENTS_IN_ALL)
    for index, child in enumerate(inner):
        _check(child, (*path, "components", index), findings, IN_CONTAINER, files)


def _check_pictures(component: dict[str, Any], path: Path, findings: Findings, files: set[str]) -> None:
    if component["type"] == Kind.MEDIA_GALLERY:
        media = findings.array(component, "items", path, least=1, most=numbers.GALLERY_MEDIA)
        for index, entry in enumerate(media):
            _check_media(entry, "media", (*path, "items", index), findings, files)
    elif component["type"] == Kind.THUMBNAIL:
        _check_media(component, "media", path, findings, files)
    else:
        _check_media(component, "file", path, findings, files)
        if not str((component.get("file") or {}).get("url", "")).startswith("attachment://"):
            findings.add(
                (*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", "Only attachment:// is supported."
            )


def check_text_display(component: dict[str, Any], path: Path, findings: Findings) -> None:
    """Check one text display."""
    findings.required(component, "content", path, most=numbers.TEXT_DISPLAY_CHARACTERS_IN_ALL)


def _check_row(row: dict[str, Any], path: Path, findings: Findings) -> None:
    components = findings.array(row, "components", path, least=1, most=numbers.ACTION_ROW_BUTTONS)
    kinds = []
    for index, component in enumerate(components):
        here = (*path, "components", index)
        kind = kind_of(component, here, findings, IN_ROW)
        kinds.append(kind)
        if kind is Kind.BUTTON:
            _check_button(component, here, findings)
        elif kind is not None:
            check_select(component, here, findings)
    if len(components) > 1 and any(kind in SELECTS for kind in kinds):
        findings.add(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu takes a whole action row.")


def _check_section(section: dict[str, Any], path: Path, findings: Findings, files: set[str]) -> None:
    for index, text in enumerate(
        findings.array(section, "components", path, least=1, most=numbers.SECTION_TEXTS)
    ):
        _check(text, (*path, "components", index), findings, IN_SECTION, files)
    if section.get("accessory") is None:
        findings.add((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        _check(section["accessory"], (*path, "accessory"), findings, ACCESSORIES, files)


def _check_button(button: dict[str, Any], path: Path, findings: Findings) -> None:
    style = button.get("style")
    if style not in range(1, 7):
        findings.add((*path, "style"), "BASE_TYPE_CHOICES", f"Value must be one of 1 to 6, is {style!r}.")
    findings.optional(button, "label", path, most=numbers.BUTTON_LABEL_CHARACTERS)
    wanted = {LINK_STYLE: "url", PREMIUM_STYLE: "sku_id"}.get(
        style if isinstance(style, int) else 0, "custom_id"
    )
    most = {"custom_id": numbers.CUSTOM_ID_CHARACTERS}.get(wanted, numbers.BUTTON_URL_CHARACTERS)
    findings.required(button, wanted, path, most=most)
    for other in {"url", "sku_id", "custom_id"} - {wanted}:
        if button.get(other) is not None:
            findings.add(
                (*path, other), "BUTTON_COMPONENT_FIELDS", f"A button of style {style} has no {other}."
            )
    if wanted != "sku_id" and not button.get("label") and not button.get("emoji"):
        findings.add((*path, "label"), "BUTTON_COMPONENT_LABEL", "A button must have a label or an emoji.")
    if wanted == "url" and not str(button.get("url", "")).startswith(("http://", "https://", "discord://")):
        findings.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of http, https, discord.")


def check_select(select: dict[str, Any], path: Path, findings: Findings) -> None:
    """Check one select menu, of a message or a modal."""
    findings.required(select, "custom_id", path, most=numbers.CUSTOM_ID_CHARACTERS)
    findings.optional(select, "placeholder", path, most=numbers.SELECT_PLACEHOLDER_CHARACTERS)
    findings.whole(select, "min_values", path, least=0, most=numbers.SELECT_OPTIONS)
    findings.whole(select, "max_values", path, least=1, most=numbers.SELECT_OPTIONS)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.add(
            (*path, "min_values"), "SELECT_COMPONENT_RANGE", "min_values is greater than max_values."
        )
    if select.get("type") == Kind.STRING_SELECT:
        options = check_options(select, path, findings, least=1, most=numbers.SELECT_OPTIONS)
        if isinstance(most, int) and most > max(len(options), 1):
            findings.add(
                (*path, "max_values"), "SELECT_COMPONENT_RANGE", "max_values is more than there are options."
            )
    elif select.get("options"):
        findings.add(
            (*path, "options"), "SELECT_COMPONENT_OPTIONS", "Discord fills this kind of menu itself."
        )


def check_options(
    component: dict[str, Any], path: Path, findings: Findings, *, least: int, most: int
) -> list[Any]:
    """Check the options of a select menu or a group of choices, and return them."""
    options = findings.array(component, "options", path, least=least, most=most)
    values = []
    for index, option in enumerate(options):
        here = (*path, "options", index)
        findings.required(option, "label", here, most=numbers.OPTION_LABEL_CHARACTERS)
        findings.required(option, "value", here, most=numbers.OPTION_VALUE_CHARACTERS)
        findings.optional(option, "description", here, most=numbers.OPTION_DESCRIPTION_CHARACTERS)
        values.append(((*here, "value"), option.get("value")))
    findings.unique(values, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The option value is already used.")
    return options


def _check_media(holder: dict[str, Any], key: str, path: Path, findings: Findings, files: set[str]) -> None:
    findings.optional(holder, "description", path, most=numbers.MEDIA_DESCRIPTION_CHARACTERS)
    url = str((holder.get(key) or {}).get("url", ""))
    scheme, _, name = url.partition("://")
    if scheme == "attachment":
        if name not in files:
            findings.add((*path, key, "url"), "ATTACHMENT_NOT_FOUND", f"No file {name!r} was uploaded.")
    elif scheme not in {"http", "https"}:
        findings.add(
            (*path, key, "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be http, https or attachment."
        )
