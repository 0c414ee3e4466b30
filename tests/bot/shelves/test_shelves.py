"""A shelf has an end, and what nobody confirms is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import Refusal, RefusedDocumentError
from bot.shelves import MOST_FILES, Deed, Shelves, shelf
from bot.shelves.pending import LASTS, MOST
from retrieval.corpus.register import Entry, read_register

if TYPE_CHECKING:
    from pathlib import Path

TEXT = b"The council of Orm met on Tuesday."


def put(
    shelves: Shelves, name: str, content: bytes = TEXT, entry: Entry | None = None, *, server: int = 1
) -> None:
    offer = shelves.offer(server, name, content, entry)
    shelves.carry_out(server, offer.pending.token, Deed.ADD)


def test_only_so_many_documents_are_kept_and_each_can_still_be_replaced(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path)
    folder = tmp_path / "servers" / "1"
    folder.mkdir(parents=True)
    for number in range(MOST_FILES):
        (folder / f"{number}.txt").write_bytes(TEXT)
    with pytest.raises(RefusedDocumentError) as refused:
        shelves.offer(1, "more.txt", TEXT)
    assert refused.value.refusal is Refusal.FILES
    put(shelves, "7.txt", TEXT + b" It rained.")
    put(shelves, "more.txt", server=2)


def test_only_so_many_bytes_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_BYTES", 3 * len(TEXT))
    shelves = Shelves(tmp_path)
    put(shelves, "a.txt")
    put(shelves, "b.txt", TEXT + TEXT)
    with pytest.raises(RefusedDocumentError) as refused:
        shelves.offer(1, "c.txt", TEXT)
    assert refused.value.refusal is Refusal.ROOM
    put(shelves, "b.txt")
    put(shelves, "c.txt")


def test_what_is_stated_of_a_document_goes_with_it(tmp_path: Path) -> None:
    shelves, folder = Shelves(tmp_path), tmp_path / "servers" / "1"
    put(shelves, "a.txt", entry=Entry(author='Ann "the" Lee'))
    put(shelves, "b.txt", entry=Entry(author="Bo"))
    assert read_register(folder) == {"a.txt": Entry(author='Ann "the" Lee'), "b.txt": Entry(author="Bo")}
    put(shelves, "b.txt", TEXT + b" It rained.")
    removal = shelves.offer_removal(1, "A.TXT")
    shelves.carry_out(1, removal.token, Deed.REMOVE)
    assert read_register(folder) == {}
    assert shelves.of(1).names() == ("b.txt",)


def test_offers_are_forgotten_when_they_are_old_or_too_many(tmp_path: Path) -> None:
    now = 1000.0
    shelves = Shelves(tmp_path, clock=lambda: now)
    offers = []
    for number in range(MOST + 3):
        now += 1
        offers.append(shelves.offer(1, f"{number}.txt", TEXT))
    assert len(list((tmp_path / "pending" / "1").iterdir())) == MOST
    with pytest.raises(RefusedDocumentError):
        shelves.carry_out(1, offers[0].pending.token, Deed.ADD)
    now += LASTS + 1
    shelves.expire()
    assert list((tmp_path / "pending" / "1").iterdir()) == []


@pytest.mark.parametrize("token", ["", "..", "../../servers", "a" * 16, "x" * 5000])
def test_a_made_up_token_names_nothing(tmp_path: Path, token: str) -> None:
    shelves = Shelves(tmp_path)
    put(shelves, "a.txt")
    for deed in Deed:
        with pytest.raises(RefusedDocumentError):
            shelves.carry_out(1, token, deed)
    shelves.withdraw(1, token)
    assert shelves.of(1).names() == ("a.txt",)


def test_an_offer_is_for_its_own_server_and_deed(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path)
    token = shelves.offer(1, "a.txt", TEXT).pending.token
    for server, deed in ((2, Deed.ADD), (1, Deed.REMOVE)):
        with pytest.raises(RefusedDocumentError):
            shelves.carry_out(server, token, deed)
    assert shelves.carry_out(1, token, Deed.ADD).name == "a.txt"


def test_a_server_can_be_cleared(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path)
    put(shelves, "a.txt")
    put(shelves, "b.txt", server=2)
    shelves.offer(1, "c.txt", TEXT)
    shelves.clear(1)
    assert shelves.of(1).names() == ()
    assert shelves.of(2).names() == ("b.txt",)
    assert not (tmp_path / "pending" / "1").exists()


def test_the_servers_that_have_documents_are_known(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path)
    assert shelves.servers() == ()
    for server in (30, 4):
        put(shelves, "a.txt", server=server)
    assert shelves.servers() == (4, 30)
