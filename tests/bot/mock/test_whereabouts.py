from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.mock.errors import NotPossibleError
from bot.mock.whereabouts import Whereabouts

if TYPE_CHECKING:
    from bot.mock import MockDiscord


def test_one_begins_in_direct_messages_and_finds_every_place_by_its_beginning(server: MockDiscord) -> None:
    at = Whereabouts(server)
    assert at.here == "You are you, in dm."
    assert at.go("#gen") == "You are you, in #general."
    thread = at.channel.add_thread("Details", owner=at.you)
    assert list(at.visible) == [at.channel, thread]
    at.go("detail")
    assert list(at.visible) == [thread]
    assert at.go("DM") == "You are you, in dm."


def test_of_several_places_the_whole_name_counts(server: MockDiscord) -> None:
    at = Whereabouts(server)
    at.go("general")
    for name in ("Who?", "Who else?"):
        at.channel.add_thread(name, owner=at.you)
    with pytest.raises(NotPossibleError, match="more than one"):
        at.go("who")
    assert at.go("who?").endswith('in the thread "Who?".')


def test_somebody_else_stays_in_the_channel_and_has_direct_messages_of_their_own(server: MockDiscord) -> None:
    at = Whereabouts(server)
    mine = at.channel
    at.become("bob")
    assert at.channel is not mine
    at.go("general")
    at.become("you")
    assert at.here == "You are you, in #general."
    at.go("dm")
    assert at.channel is mine


def test_what_is_elsewhere_cannot_be_gone_into(server: MockDiscord) -> None:
    server.add_guild("Elsewhere").add_channel("secret")
    with pytest.raises(NotPossibleError):
        Whereabouts(server).go("secret")


def test_discord_is_had_in_a_language_that_it_is_to_be_had_in(server: MockDiscord) -> None:
    at = Whereabouts(server)
    assert at.speak("RU") == "From now on Discord is in ru for you."
    assert at.you.locale == "ru"
    assert "es-419" in at.speak("")
    with pytest.raises(NotPossibleError, match="not to be had"):
        at.speak("kk")
