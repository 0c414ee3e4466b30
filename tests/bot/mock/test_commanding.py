from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.mock import Channel, NotPossibleError, User
from bot.mock.commanding import fill

if TYPE_CHECKING:
    from bot.mock.commanding import Value


def option(kind: int, **more: Any) -> dict[str, Any]:
    return {"name": "o", "type": kind, "description": "x", **more}


def command(*options: dict[str, Any]) -> dict[str, Any]:
    return {"name": "c", "type": 1, "options": list(options)}


@pytest.mark.parametrize(("kind", "value"), [(3, "text"), (4, 5), (5, True), (10, 2.5), (10, 2)], ids=str)
def test_plain_values(kind: int, value: Value) -> None:
    (sent,), resolved = fill(command(option(kind)), [], {"o": value})
    assert (sent["type"], sent["value"], resolved) == (kind, value, {})


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (option(3), 5),
        (option(4), "five"),
        (option(4), True),
        (option(4), 2.5),
        (option(5), 1),
        (option(6), "alice"),
        (option(4, min_value=1), 0),
        (option(10, max_value=1), 1.5),
        (option(3, min_length=2), "x"),
        (option(3, max_length=2), "xyz"),
        (option(3), "x" * 6001),
        (option(3, choices=[{"name": "A", "value": "a"}]), "b"),
    ],
)
def test_values_that_do_not_fit(given: dict[str, Any], value: Value) -> None:
    with pytest.raises(NotPossibleError):
        fill(command(given), [], {"o": value})


async def test_people_roles_and_channels_are_sent_by_id_and_described(alice: User, channel: Channel) -> None:
    assert channel.guild
    role = channel.guild.add_role("readers")
    for kind, value, key in (
        (6, alice, "users"),
        (8, role, "roles"),
        (7, channel, "channels"),
        (9, alice, "users"),
    ):
        (sent,), resolved = fill(command(option(kind)), [], {"o": value})
        assert sent["value"] == str(value.id)
        assert resolved[key][str(value.id)]["id"] == str(value.id)


def test_sub_commands_stand_around_their_options() -> None:
    group = {"name": "g", "type": 2, "options": [{"name": "s", "type": 1, "options": [option(3)]}]}
    (outer,), _ = fill(command(group), ["g", "s"], {"o": "x"})
    assert (outer["name"], outer["type"]) == ("g", 2)
    assert outer["options"][0]["options"] == [{"name": "o", "type": 3, "value": "x"}]
    for path in ([], ["g"], ["x"]):
        with pytest.raises(NotPossibleError):
            fill(command(group), path, {})
    with pytest.raises(NotPossibleError):
        fill(command(option(3)), ["o"], {})


def test_while_typing_required_options_may_be_missing_and_values_unfinished() -> None:
    given = command(option(3, required=True, min_length=5, name="first"), option(4))
    (sent,), _ = fill(given, [], {"first": ""}, focused="first")
    assert sent == {"name": "first", "type": 3, "value": "", "focused": True}
    (sent,), _ = fill(given, [], {"o": "1x"}, focused="o")
    assert sent["value"] == "1x"
