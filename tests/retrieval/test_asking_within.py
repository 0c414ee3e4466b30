"""A message may name the only document to quote, and how sure it has to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrieval.datatypes import Abstention, Answer, Reason
from retrieval.errors import UnknownSourceError
from retrieval.turns import Message, turn_of
from tests.fakes.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.datatypes import Outcome

FILES = {
    "herald.txt": "The mayor of Vell fled to Astana on Monday.\n\nThe bridge cost four million crowns in all.",
    "courier.txt": "The mayor of Vell fled to Paris on Tuesday.\n\nNobody knows what the bridge cost.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("papers"), sureness=0.2)
    library.write(FILES)
    with library:
        library.synchronise()
        yield library


def said(library: Library, message: Message) -> Outcome:
    (outcome,) = library.pipeline.converse([message])
    return outcome


@pytest.mark.parametrize("source", sorted(FILES))
def test_only_the_document_that_is_named_is_quoted(library: Library, source: str) -> None:
    outcome = said(library, Message("Where did the mayor of Vell flee?", source=source))
    assert isinstance(outcome, Answer)
    assert {quote.source.name for quote in outcome.quotes} == {source}


def test_a_quotation_of_another_document_is_not_found_in_the_one_named(library: Library) -> None:
    pasted = "Where is “The bridge cost four million crowns in all.” from?"
    anywhere, elsewhere = (said(library, Message(pasted, source=name)) for name in (None, "courier.txt"))
    assert isinstance(anywhere, Answer)
    assert anywhere.quotes[0].source.name == "herald.txt"
    shown = elsewhere.quotes if isinstance(elsewhere, Answer) else elsewhere.nearest
    assert all(quote.source.name == "courier.txt" for quote in shown)


def test_a_follow_up_stays_in_the_document_named(library: Library) -> None:
    first = said(library, Message("Where did the mayor of Vell flee?", source="herald.txt"))
    second = said(library, Message("and when did he?", (turn_of(first),), source="courier.txt"))
    shown = second.quotes if isinstance(second, Answer) else second.nearest
    assert {quote.source.name for quote in shown} == {"courier.txt"}


def test_what_another_document_was_quoted_for_is_not_gone_back_to(library: Library) -> None:
    earlier = (turn_of(said(library, Message("Where did the mayor of Vell flee?", source="herald.txt"))),)
    here, elsewhere = (
        said(library, Message("which source?", earlier, source=name))
        for name in ("herald.txt", "courier.txt")
    )
    assert isinstance(here, Answer)
    assert isinstance(elsewhere, Abstention)
    assert elsewhere.reason is Reason.NO_EARLIER_ANSWER


def test_several_questions_in_one_message_all_stay_in_it(library: Library) -> None:
    both = "Where did the mayor of Vell flee? What did the bridge cost?"
    outcome = said(library, Message(both, source="herald.txt"))
    assert isinstance(outcome, Answer)
    assert {quote.source.name for quote in outcome.quotes} == {"herald.txt"}


def test_messages_within_different_documents_are_answered_together(library: Library) -> None:
    question = "Where did the mayor of Vell flee?"
    names = ["herald.txt", None, "courier.txt", "herald.txt"]
    together = library.pipeline.converse([Message(question, source=name) for name in names])
    assert together == [said(library, Message(question, source=name)) for name in names]


def test_a_document_that_is_not_there_is_an_error_that_names_the_nearest(library: Library) -> None:
    with pytest.raises(UnknownSourceError, match="Chronicle"):
        said(library, Message("Where did the mayor flee?", source="Chronicle"))


def test_a_message_may_ask_for_more_sureness_than_the_operator_but_not_for_less(library: Library) -> None:
    question = "Where did the mayor of Vell flee?"
    usual = said(library, Message(question))
    assert isinstance(usual, Answer)
    assert isinstance(said(library, Message(question, sureness=usual.confidence + 1e-6)), Abstention)
    never = said(library, Message("What did the dragon eat?", sureness=1.0))
    assert isinstance(never, Abstention)
    too_little = said(library, Message("What did the dragon eat?", sureness=0.0))
    assert isinstance(too_little, Abstention)


def test_where_the_operator_has_set_no_sureness_a_message_may_ask_for_less_than_was_chosen(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "sureness", None)
    assert isinstance(said(library, Message("What did the dragon eat?")), Abstention)
    assert isinstance(said(library, Message("What did the dragon eat?", sureness=0.0)), Answer)
