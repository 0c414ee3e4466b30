"""What is out of scope is never quoted, named, suggested or counted, whatever was said before."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.datatypes import EVERYTHING, EVERYTHING_SHARED, Abstention, Answer, Scope, Standing
from retrieval.errors import UnknownSourceError
from retrieval.settings import CorpusFolder
from retrieval.turns import Message, continued
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrieval.datatypes import Outcome, Quote
    from retrieval.turns import Turn

CORPORA = ("", "minutes", "news", "server-1", "server-2")

SAME = "The ferry of Vell sank on 4 May 2013 with ninety sheep."


def told(name: str) -> str:
    """Write a document that nobody could take for another, but for one sentence that all have."""
    return (
        f"The mayor of Vell fled to {name.title()}town on Monday. He said: “I fear the dragon of {name.title()}.”\n\n"
        f"{SAME}\n\nAbout {len(name) * 1000} soldiers of {name.title()} came to Vell in a green boat."
    )


DOCUMENTS = {f"{name}.txt": told(name) for name in ("amber", "birch", "cedar", "delta")}

WORDS = (
    "Where did the mayor of Vell flee?",
    "How many soldiers came to Vell?",
    "When did the ferry of Vell sink?",
    "and the mayor?",
    "who said that?",
    "when was this?",
    "which source?",
    "show me the context",
    "more",
    "what about him? and what sank?",
    "Where is “About 5000 soldiers of Amber came to Vell in a green boat.” from?",
    f"Who said “{SAME}”?",
)

SCOPES = st.builds(
    Scope,
    st.none()
    | st.sets(st.sampled_from(["", "minutes", "news", "nobody"])).map(lambda names: tuple(sorted(names))),
    st.sampled_from(["", "server-1", "server-2"]),
)
HOMES = st.fixed_dictionaries({name: st.sampled_from(CORPORA) for name in DOCUMENTS})
SAID = st.lists(
    st.tuples(st.sampled_from(WORDS), SCOPES, st.none() | st.sampled_from(sorted(DOCUMENTS))),
    min_size=1,
    max_size=5,
)


@contextmanager
def opened() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), sureness=0.2) as library:
        yield library


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with opened() as library:
        yield library


def house(library: Library, homes: Mapping[str, str]) -> dict[str, str]:
    """Put each document into its corpus; return the corpora by the names that the documents then have."""
    corpora = [CorpusFolder(library.root / f"corpus-{name}", name, may_be_empty=True) for name in CORPORA]
    for corpus in corpora:
        corpus.folder.mkdir(exist_ok=True)
        for name, text in DOCUMENTS.items():
            if homes[name] == corpus.name:
                (corpus.folder / name).write_text(text, "utf-8")
            else:
                (corpus.folder / name).unlink(missing_ok=True)
    library.indexer.synchronise(corpora)
    return {name_in(home, name): home for name, home in homes.items()}


def name_in(corpus: str, name: str) -> str:
    return CorpusFolder(Path(), corpus).name_of(name)


def shown(outcome: Outcome) -> tuple[Quote, ...]:
    return outcome.quotes if isinstance(outcome, Answer) else outcome.nearest


def written(outcome: Outcome) -> str:
    """Return all that a door could show of an outcome, but for the asker's own words."""
    asked = outcome.question
    history = [part for pair in asked.history for part in pair]
    quotes = [
        part for quote in shown(outcome) for part in (quote.source.name, quote.source.title or "", quote.text)
    ]
    return "\n".join((asked.context, *history, *quotes))


def only_in_scope(outcome: Outcome, homes: Mapping[str, str], scope: Scope, said: str) -> None:
    for quote in shown(outcome):
        assert scope.includes(quote.source.corpus)
        assert quote.source.corpus == homes[quote.source.name]
    for name, home in homes.items():
        if not scope.includes(home):
            word = name.rpartition("/")[2].removesuffix(".txt").title()
            assert word in said or word not in written(outcome)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(homes=HOMES, dialogue=SAID)
def test_no_turn_of_any_dialogue_shows_what_is_out_of_its_scope(
    library: Library, homes: dict[str, str], dialogue: list[tuple[str, Scope, str | None]]
) -> None:
    housed = house(library, homes)
    earlier: tuple[Turn, ...] = ()
    for text, scope, bare in dialogue:
        source = name_in(homes[bare], bare) if bare else None
        said = "\n".join((text, *(turn.question for turn in earlier)))
        try:
            (outcome,) = library.pipeline.converse([Message(text, earlier, source, scope=scope)])
        except UnknownSourceError as error:
            refused = str(error)
        else:
            refused = ""
        if refused:
            beyond = {name for name, home in housed.items() if not scope.includes(home)}
            assert source in beyond
            assert not any(name in refused for name in beyond - {source})
            continue
        only_in_scope(outcome, housed, scope, said)
        earlier = continued(earlier, outcome)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(homes=HOMES, scope=SCOPES)
def test_only_what_is_in_scope_is_listed_opened_and_looked_up(
    library: Library, homes: dict[str, str], scope: Scope
) -> None:
    housed = house(library, homes)
    pipeline = library.pipeline
    listed = {each.source.name for each in pipeline.sources(scope)}
    assert listed == {name for name, home in housed.items() if scope.includes(home)}
    for name in housed:
        (outcome,) = pipeline.converse([Message("Where did the mayor flee?", source=name, scope=EVERYTHING)])
        for quote in shown(outcome):
            found = pipeline.quote(quote.id, scope)
            assert (found.standing is Standing.CURRENT) == (name in listed)
            assert (found.view is None, found.quote is None) == (name not in listed, name not in listed)
        opened, refused = "", ""
        try:
            opened = pipeline.source(name, scope).summary.source.name
        except UnknownSourceError as error:
            refused = str(error)
        assert opened == name if name in listed else opened in {"", *listed}  # one of a name that is near
        assert not any(other in refused for other in housed if other not in {*listed, name})


def test_messages_of_different_scopes_are_answered_together_as_they_are_alone(library: Library) -> None:
    house(library, dict(zip(sorted(DOCUMENTS), ("", "news", "server-1", "server-2"), strict=True)))
    scopes = [
        EVERYTHING_SHARED,
        Scope(("news",)),
        Scope((), "server-1"),
        Scope(("",), "server-2"),
        EVERYTHING,
    ]
    messages = [Message(WORDS[0], scope=scope) for scope in scopes]
    together = library.pipeline.converse(messages)
    assert together == [library.pipeline.converse([message])[0] for message in messages]
    assert [sorted({quote.source.corpus for quote in shown(each)}) for each in together[1:3]] == [
        ["news"],
        ["server-1"],
    ]


def test_where_nothing_is_in_scope_there_is_nothing_to_quote(library: Library) -> None:
    house(library, dict.fromkeys(DOCUMENTS, "server-1"))
    for text in WORDS:
        (outcome,) = library.pipeline.converse([Message(text)])
        assert isinstance(outcome, Abstention)
        assert not outcome.nearest
    with pytest.raises(UnknownSourceError, match="the corpus is empty"):
        library.pipeline.source("amber.txt")


def test_one_document_among_many_of_others_is_found() -> None:
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder), sureness=0.0) as library:
        many = {
            f"{number}.txt": f"The mayor of Vell fled on day {number} to town {number}."
            for number in range(400)
        }
        library.write(many)
        own = CorpusFolder(library.root / "own", "server-7")
        own.folder.mkdir()
        (own.folder / "own.txt").write_text("A mayor of some place was once seen in a boat.", "utf-8")
        library.indexer.synchronise([*library.corpora, own])
        (outcome,) = library.pipeline.converse([Message(WORDS[0], scope=Scope((), "server-7"))])
        assert {quote.source.name for quote in shown(outcome)} == {"server-7/own.txt"}


def test_a_document_that_changes_its_corpus_is_quoted_where_it_is_now(library: Library) -> None:
    for home in ("news", "server-1", ""):
        house(library, dict.fromkeys(DOCUMENTS, home))
        (outcome,) = library.pipeline.converse([Message(WORDS[0], scope=Scope((home,), home))])
        assert shown(outcome)
        assert {quote.source.corpus for quote in shown(outcome)} == {home}


@pytest.mark.parametrize("question", ["who said that?", "which source?", "show me the context", "more"])
def test_an_answer_from_beyond_the_scope_is_as_if_it_had_not_been_given(
    library: Library, question: str
) -> None:
    house(library, {name: "server-1" if name == "amber.txt" else "" for name in DOCUMENTS})
    before = Message("How many soldiers of Amber came in a green boat?", scope=Scope((), "server-1"))
    (answer,) = library.pipeline.converse([before])
    assert isinstance(answer, Answer)
    (after,) = library.pipeline.converse([Message(question, continued((), answer))])
    (afresh,) = library.pipeline.converse([Message(question)])
    assert after == afresh


@settings(max_examples=200)
@given(SCOPES, st.sampled_from(CORPORA))
def test_a_servers_own_corpus_is_seen_by_nobody_whose_scope_does_not_name_it(
    scope: Scope, corpus: str
) -> None:
    if corpus.startswith("server-"):
        assert scope.includes(corpus) == (scope.own == corpus)
    else:
        assert scope.includes(corpus) == (scope.corpora is None or corpus in scope.corpora)
    assert EVERYTHING.includes(corpus)
