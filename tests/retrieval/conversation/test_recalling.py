"""Who said it, when, where from, what stands around: told in the source's words, or said to be told nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.conversation import Recaller
from retrieval.conversation.recalling import LONGEST
from retrieval.datatypes import Abstention, Answer, PassageKind, Question, Reason, Relation, Span
from retrieval.quoting import Quoter
from retrieval.turns import Quoted, Turn
from tests.fakes.library import Library
from tests.retrieval.conversation.town import BRIDGE, FILES, MARKET, quoted, shown, texts_of, turn

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.datatypes import Outcome

ABOUT = [Relation.SPEAKER, Relation.TIME, Relation.SOURCE, Relation.CONTEXT]
FELL = quoted("The bridge of Vell fell on 4 May 2013.", answering="Vell")
UNHURT = quoted("Nobody was hurt.")
BURNED = quoted("The mill of Vell burned for six hours.", answering="six hours")
POOR = quoted("The harvest of Vell was poor.")
STALLS = quoted("The market of Orle has ninety stalls.", document="market.md", answering="ninety stalls")
OPENS = quoted("The market of Orle opens at eight.", document="market.md")
DRAGON = quoted("A dragon guards the gate.", document="market.md")


def recalled(
    library: Library, relation: Relation, *quotes: Quoted, earlier: tuple[Turn, ...] = ()
) -> Outcome:
    """Ask about a last answer that quoted these."""
    recaller = Recaller(library.catalogue, Quoter(library.catalogue))
    last = turn("what happened?", Relation.ALONE, *quotes)
    return recaller.recall(Question("?", "?", relation=relation), (*earlier, last))


def marked(outcome: Outcome) -> list[str | None]:
    texts = FILES
    return [
        quote.highlight.of(texts[quote.source.name]) if quote.highlight else None for quote in shown(outcome)
    ]


def test_the_speaker_is_quoted_together_with_what_was_said(town: Library) -> None:
    outcome = recalled(town, Relation.SPEAKER, quoted("“The cables had rusted through,”"))
    assert isinstance(outcome, Answer)
    assert texts_of(outcome) == ["“The cables had rusted through,” said the engineer Marta Lund."]
    assert marked(outcome) == ["the engineer Marta Lund"]


def test_where_nobody_is_named_the_source_is_said_to_name_nobody(town: Library) -> None:
    outcome = recalled(town, Relation.SPEAKER, DRAGON)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NO_SPEAKER
    assert texts_of(outcome) == [DRAGON.text]


def test_of_several_quotes_the_first_that_names_a_speaker_answers(town: Library) -> None:
    outcome = recalled(town, Relation.SPEAKER, DRAGON, quoted("“The cables had rusted through,”"))
    assert isinstance(outcome, Answer)
    assert marked(outcome) == ["the engineer Marta Lund"]


def test_the_time_is_taken_from_the_quote_or_from_a_sentence_beside_it(town: Library) -> None:
    for quote, text in ((FELL, FELL.text), (UNHURT, f"{FELL.text} {UNHURT.text}")):
        outcome = recalled(town, Relation.TIME, quote)
        assert isinstance(outcome, Answer)
        assert texts_of(outcome) == [text]
        assert marked(outcome) == ["4 May 2013"]


@pytest.mark.parametrize("quote", [DRAGON, POOR], ids=["no time far and wide", "a dated sentence too far"])
def test_where_no_time_is_told_the_source_is_said_to_tell_none(town: Library, quote: Quoted) -> None:
    outcome = recalled(town, Relation.TIME, quote)
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NO_TIME
    assert texts_of(outcome) == [quote.text]


def test_the_first_letters_of_a_name_are_no_month(town: Library) -> None:
    outcome = recalled(
        town, Relation.TIME, quoted("“The cables had rusted through,” said the engineer Marta Lund.")
    )
    assert isinstance(outcome, Answer)
    assert marked(outcome) == ["4 May 2013"]


def test_the_source_is_shown_with_every_quote_that_was(town: Library) -> None:
    outcome = recalled(town, Relation.SOURCE, STALLS, FELL)
    assert isinstance(outcome, Answer)
    assert [quote.source.name for quote in outcome.quotes] == ["market.md", "bridge.md"]
    assert texts_of(outcome) == [STALLS.text, FELL.text]
    assert marked(outcome) == ["ninety stalls", "Vell"]


def test_the_context_is_the_passage_with_its_neighbours(town: Library) -> None:
    outcome = recalled(town, Relation.CONTEXT, STALLS)
    assert isinstance(outcome, Answer)
    assert texts_of(outcome) == [MARKET.partition("\n\n")[2].strip()]


def test_boilerplate_is_never_shown_as_context(town: Library) -> None:
    for quote in (POOR, quoted("The river rose by two metres.")):
        assert not any("Facebook" in text for text in texts_of(recalled(town, Relation.CONTEXT, quote)))


def test_the_context_of_two_quotes_holds_both_and_shows_no_word_twice(town: Library) -> None:
    outcome = recalled(town, Relation.CONTEXT, UNHURT, BURNED, STALLS, OPENS)
    for quote in (UNHURT, BURNED, STALLS, OPENS):
        assert sum(quote.text in text for text in texts_of(outcome)) == 1


def test_a_speaker_behind_boilerplate_is_quoted_without_it(tmp_path: Path) -> None:
    text = (
        "# The dam\n\nThe gates were opened.\n\n“The dam will hold.”\n\nFollow us on Facebook.\n\n"
        "“We built it,” said Bolat Satbayev.\n"
    )
    words = "“The dam will hold.”"
    start = text.index(words)
    with Library(tmp_path) as library:
        library.write({"dam.md": text})
        library.synchronise()
        entry = library.catalogue.entry(library.catalogue.key_of("dam.md") or "")
        assert entry is not None
        assert PassageKind.BOILERPLATE in {passage.kind for passage in entry.passages}
        quote = Quoted("dam.md", Span(start, start + len(words)), words, None)
        outcome = recalled(library, Relation.SPEAKER, quote)
    assert texts_of(outcome) == ["“We built it,” said Bolat Satbayev."]


@pytest.mark.parametrize("relation", ABOUT)
@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param((), id="no turn"),
        pytest.param((turn("Who painted it?", Relation.ALONE),) * 3, id="nothing answered"),
        pytest.param(
            (turn("?", Relation.ALONE, Quoted("gone.md", Span(0, 4), "Gone", None)),),
            id="its document is gone",
        ),
        pytest.param(
            (turn("?", Relation.ALONE, Quoted("bridge.md", Span(3, 8), "other", None)),), id="it has changed"
        ),
        pytest.param(
            (turn("?", Relation.ALONE, Quoted("bridge.md", Span(10**6, 10**6 + 4), "Gone", None)),),
            id="behind the end of the document",
        ),
    ],
)
def test_without_an_answer_that_stands_there_is_nothing_to_ask_about(
    town: Library, relation: Relation, earlier: tuple[Turn, ...]
) -> None:
    recaller = Recaller(town.catalogue, Quoter(town.catalogue))
    outcome = recaller.recall(Question("?", "?", relation=relation), earlier)
    assert isinstance(outcome, Abstention)
    assert (outcome.reason, outcome.nearest) == (Reason.NO_EARLIER_ANSWER, ())


def test_an_abstention_in_between_leaves_the_last_answer_to_be_asked_about(town: Library) -> None:
    recaller = Recaller(town.catalogue, Quoter(town.catalogue))
    turns = (turn("?", Relation.ALONE, FELL), turn("Who painted it?", Relation.ALONE))
    outcome = recaller.recall(Question("?", "?", relation=Relation.SOURCE), turns)
    assert texts_of(outcome) == [FELL.text]


@pytest.mark.parametrize("relation", [Relation.ALONE, Relation.FOLLOW_UP, Relation.MORE])
def test_a_question_of_its_own_is_not_recalled(town: Library, relation: Relation) -> None:
    with pytest.raises(ValueError, match=relation.value):
        recalled(town, relation, FELL)


@st.composite
def words_of_the_town(draw: st.DrawFn) -> Quoted:
    """Quote any words at all: also half words, headings, blanks, boilerplate, and marks that lie outside."""
    name = draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start, end = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    marks = st.builds(lambda pair: Span(*sorted(pair)), st.tuples(st.integers(0, 600), st.integers(0, 600)))
    return Quoted(name, Span(start, end), text[start:end], draw(st.none() | marks))


@settings(max_examples=150)
@given(relation=st.sampled_from(ABOUT), quotes=st.lists(words_of_the_town(), min_size=1, max_size=3))
def test_whatever_was_quoted_what_is_recalled_is_verbatim_and_its_mark_inside_it(
    town: Library, relation: Relation, quotes: list[Quoted]
) -> None:
    outcome = recalled(town, relation, *quotes)
    assert outcome.question.relation is relation
    assert 0 <= outcome.confidence <= 1
    longest = max(LONGEST, *(len(quote.text) for quote in quotes))
    for quote in shown(outcome):
        assert quote.text == quote.span.of(FILES[quote.source.name]) != ""
        assert len(quote.text) <= longest
        assert quote.highlight is None or quote.span.contains(quote.highlight)
    if isinstance(outcome, Answer):
        assert outcome.quotes
        if relation is Relation.CONTEXT:
            for number, quote in enumerate(outcome.quotes):
                assert not any(
                    quote.source == other.source and quote.span.overlaps(other.span)
                    for other in outcome.quotes[:number]
                )
    else:
        assert outcome.reason in {Reason.NO_EARLIER_ANSWER, Reason.NO_SPEAKER, Reason.NO_TIME}


def test_the_corpus_holds_what_these_tests_speak_of() -> None:
    assert BRIDGE.index(FELL.text) < BRIDGE.index("Follow us on Facebook.") < BRIDGE.index(POOR.text)
