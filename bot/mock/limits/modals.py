"""Limits of a modal: title, components, text inputs."""

from __future__ import annotations

from typing import Any

from bot.mock.component_payloads import walk_payloads
from bot.mock.components import CHOICES, SELECTS, Kind
from bot.mock.limits import numbers
from bot.mock.limits.breach import Breach, Findings, Path
from bot.mock.limits.components import (
    check_identities,
    check_options,
    check_select,
    check_text_display,
    kind_of,
)

TOP_LEVEL = frozenset({Kind.ACTION_ROW, Kind.TEXT_DISPLAY, Kind.LABEL})
IN_ROW = frozenset({Kind.TEXT_INPUT})
IN_LABEL = SELECTS | CHOICES | {Kind.TEXT_INPUT, Kind.FILE_UPLOAD, Kind.CHECKBOX}


def modal_breaches(payload: dict[str, Any]) -> list[Breach]:
    """List what is wrong with a modal."""
    findings = Findings()
    findings.required(payload, "title", (), most=numbers.MODAL_TITLE_CHARACTERS)
    findings.required(payload, "custom_id", (), most=numbers.CUSTOM_ID_CHARACTERS)
    components = findings.array(payload, "components", (), least=1, most=numbers.MODAL_COMPONENTS)
    for index, component in enumerate(components):
        path: Path = ("components", index)
        match kind_of(component, path, findings, TOP_LEVEL):
            case Kind.ACTION_ROW:
                inner = findings.array(component, "components", path, least=1, most=1)
                for number, child in enumerate(inner):
                    here = (*path, "components", number)
                    if kind_of(child, here, findings, IN_ROW):
                        _check_text_input(child, here, findings)
                        findings.required(child, "label", here, most=numbers.LABEL_CHARACTERS)
            case Kind.TEXT_DISPLAY:
                check_text_display(component, path, findings)
            case Kind.LABEL:
                _check_label(component, path, findings)
            case _:
                pass
    everything = list(walk_payloads(one for one in components if isinstance(one, dict)))
    check_identities(everything, findings)
    return findings.breaches


def _check_label(label: dict[str, Any], path: Path, findings: Findings) -> None:
    findings.required(label, "label", path, most=numbers.LABEL_CHARACTERS)
    findings.optional(label, "description", path, most=numbers.LABEL_DESCRIPTION_CHARACTERS)
    component, here = label.get("component"), (*path, "component")
    kind = kind_of(component, here, findings, IN_LABEL)
    if kind is None or not isinstance(component, dict):
        return
    if component.get("disabled"):
        findings.add(
            (*here, "disabled"), "MODAL_COMPONENT_DISABLED", "Modals cannot have disabled components."
        )
    if component.get("required", True) and component.get("min_values") == 0 and kind is not Kind.CHECKBOX:
        findings.add((*here, "min_values"), "SELECT_COMPONENT_RANGE", "Must be at least 1 where required.")
    if kind is Kind.TEXT_INPUT:
        _check_text_input(component, here, findings)
    elif kind in SELECTS:
        check_select(component, here, findings)
    else:
        findings.required(component, "custom_id", here, most=numbers.CUSTOM_ID_CHARACTERS)
    if kind in CHOICES:
        least = numbers.RADIO_OPTIONS_LEAST if kind is Kind.RADIO_GROUP else 1
        check_options(component, here, findings, least=least, most=numbers.CHOICE_GROUP_OPTIONS)
    if kind is Kind.FILE_UPLOAD:
        findings.whole(component, "min_values", here, least=0, most=numbers.FILE_UPLOADS)
        findings.whole(component, "max_values", here, least=1, most=numbers.FILE_UPLOADS)


def _check_text_input(text: dict[str, Any], path: Path, findings: Findings) -> None:
    findings.required(text, "custom_id", path, most=numbers.CUSTOM_ID_CHARACTERS)
    if text.get("style") not in {1, 2}:
        findings.add((*path, "style"), "BASE_TYPE_CHOICES", "Value must be 1 (short) or 2 (paragraph).")
    findings.whole(text, "min_length", path, least=0, most=numbers.TEXT_INPUT_CHARACTERS)
    findings.whole(text, "max_length", path, least=1, most=numbers.TEXT_INPUT_CHARACTERS)
    findings.optional(text, "value", path, most=text.get("max_length") or numbers.TEXT_INPUT_CHARACTERS)
    findings.optional(text, "placeholder", path, most=numbers.TEXT_INPUT_PLACEHOLDER_CHARACTERS)
