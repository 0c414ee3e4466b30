"""The bot over a real engine with a small shared corpus, for tests of what moderators add."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

from retrieval.datatypes import OWN_PREFIX, Scope
from retrieval.factory import open_engine
from retrieval.settings import CorpusFolder, EngineSettings
from tests.bot.scene import bot_in_mock
from tests.fakes.encoder import HashingEncoder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.mock import Channel, Interaction, Message, User
    from bot.mock.commanding import Value
    from retrieval.protocols import Library
    from tests.bot.scene import Scene

SHARED = "The ferry of Vell sank on 4 May 2013 with ninety sheep aboard.\n"


@asynccontextmanager
async def shelf_scene(root: Path, **options: Any) -> AsyncIterator[Scene]:
    """Log the bot in; its data directory is `root / "data"`."""
    folder = root / "shared"
    folder.mkdir(exist_ok=True)
    (folder / "ferry.txt").write_text(SHARED)
    settings = EngineSettings(corpora=(CorpusFolder(folder),), data=root / "data", reader="signals")

    @contextmanager
    def opened() -> Iterator[Library]:
        with open_engine(settings, encoder=HashingEncoder()) as engine:
            yield engine

    async with bot_in_mock(open_engine=opened, data=root / "data", **options) as scene:
        await scene.worker.opened()
        yield scene


async def offered(
    scene: Scene, *, author: User | None = None, where: Channel | None = None, **options: Value
) -> Message:
    """Use /corpus add as a moderator, and return what only they are shown."""
    used = await scene.slash("corpus add", author=author or scene.owner, where=where, **options)
    (shown,) = used.messages
    assert shown.ephemeral_for is (author or scene.owner)
    return shown


async def confirmed(scene: Scene, shown: Message, button: str, *, author: User | None = None) -> str:
    """Press a button under an offer, and return what stands in its place when all is done."""
    pressed: Interaction = await scene.pressed(shown, button, author=author or scene.owner)
    await scene.settled()
    current = scene.discord.current(shown)
    return current.text if current is not None and current != shown else pressed.messages[-1].text


async def added(
    scene: Scene, name: str, content: str | bytes, *, author: User | None = None, where: Channel | None = None
) -> str:
    """Add a document, and return what is said of it."""
    data = content.encode() if isinstance(content, str) else content
    shown = await offered(scene, author=author, where=where, attachment=scene.discord.upload(name, data))
    return await confirmed(scene, shown, "Add", author=author)


def own(scene: Scene) -> Scope:
    """Return the scope of the documents of the scene's server alone."""
    return Scope((), f"{OWN_PREFIX}{scene.guild.id}")
