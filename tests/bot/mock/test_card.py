from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from bot.mock import Channel, MockDiscord, card
from bot.mock.component_payloads import number, parse
from bot.mock.entities import Message

EVERYTHING: list[dict[str, Any]] = [
    {"type": 10, "content": "# Title"},
    {
        "type": 17,
        "accent_color": 0x00FF00,
        "components": [
            {
                "type": 9,
                "components": [{"type": 10, "content": "Beside"}],
                "accessory": {"type": 2, "style": 5, "label": "Site", "url": "https://example.org"},
            },
            {"type": 14, "divider": False},
            {"type": 10, "content": "> a quote that is long enough to be wrapped at thirty"},
            {"type": 14},
            {
                "type": 12,
                "items": [{"media": {"url": "https://example.org/a.png"}, "description": "A picture"}],
            },
            {
                "type": 1,
                "components": [
                    {"type": 2, "style": 1, "label": "More", "custom_id": "more"},
                    {"type": 2, "style": 1, "custom_id": "up", "emoji": {"name": "👍"}},
                ],
            },
            {"type": 1, "components": [{"type": 5, "custom_id": "who", "placeholder": "Who?"}]},
        ],
    },
]


def message(server: MockDiscord, channel: Channel, **more: Any) -> Message:
    numbered = number(EVERYTHING)
    return Message(
        id=1,
        channel=channel,
        author=server.bot,
        created=server.clock.utc(),
        components=parse(numbered),
        component_payloads=numbered,
        **more,
    )


async def test_plain(server: MockDiscord, channel: Channel) -> None:
    lines = list(card.plain(message(server, channel), {"more": 1, "who": 2}, {}))
    assert lines == [
        "Title",
        "Beside",
        "[Site] https://example.org",
        "",
        "> a quote that is long enough to be wrapped at thirty",
        "---",
        "[A picture]",
        "[More] !1  [👍]",
        "[Who?] !2",
    ]


async def test_framed(server: MockDiscord, channel: Channel) -> None:
    console = Console(file=io.StringIO(), width=40, force_terminal=True, color_system=None)
    console.print(card.framed(message(server, channel, ephemeral_for=server.world.owner), {"more": 1}, {}))
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue().splitlines()
    assert shown[0].startswith("╭─ Quoth ─")
    assert "Only you can see this." in shown[-1]
    assert len([line for line in shown if line.startswith("│ ▎ ")]) == 2
    assert len({len(line) for line in shown if "👍" not in line}) == 1
    for part in ("Title", "Beside", "[Site] https://example.org", "[A picture]", "[More] !1  [👍]", "[Who?]"):
        assert any(part in line for line in shown)
