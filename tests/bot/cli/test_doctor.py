from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.cli.doctor import findings
from bot.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.chroma_server import ChromaServer
    from tests.fakes.postgresql import PostgresServer


def test_the_doctor_asks_both_servers(
    chroma_server: ChromaServer, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    settings = load_settings(
        chroma_url=chroma_server.url, database_url=postgres_server.database(), data=tmp_path
    )
    first = list(islice(findings(settings), 4))
    good = {finding.subject: finding.good for finding in first}
    assert good == {"corpus": True, "data directory": True, "vector server": True, "database": True}


def test_the_doctor_says_which_server_is_not_there(tmp_path: Path) -> None:
    nowhere = "127.0.0.1:9"
    settings = load_settings(
        chroma_url=f"http://{nowhere}", database_url=f"postgresql://u:hidden@{nowhere}/d", data=tmp_path
    )
    bad = [finding for finding in islice(findings(settings), 4) if not finding.good]
    assert [finding.subject for finding in bad] == ["vector server", "database"]
    assert "hidden" not in "".join(finding.detail for finding in bad)
