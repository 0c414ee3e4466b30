"""A conversation through the engine: it goes on where it should, starts afresh where not, and quotes verbatim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.conversation import Choice, Converser, Recaller
from retrieval.datatypes import Abstention, Answer, Reason, Relation, Span
from retrieval.message import collapse
from retrieval.pipeline import Pipeline
from retrieval.quotations import QuotationFinder
from retrieval.quoting import Quoter
from retrieval.ranking import LogisticModel
from retrieval.reader import SignalReader
from retrieval.turns import TURNS_KEPT, Message, Quoted, Turn, continued
from tests.fakes.encoder import HashingEncoder
from tests.fakes.library import RANKING, Library
from tests.retrieval.conversation.town import FILES, quoted, shown, talk, texts_of, turn

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.datatypes import Outcome

FELL = "When did the bridge of Vell fall?"
STALLS = "How many stalls does the market of Orle have?"
STANDALONE = [FELL, STALLS, "Which traders sell cheese?", "Who guards the gate?", "Which river rose?"]
LEANING = ["and what do they sell?", "where was that?", "what about Almaty?", "why?", "was it hurt?"]
ABOUT = ["who said that?", "when was this?", "which source?", "show me the context", "more"]
TALK = ["thanks", "ok", "hi all", "write a poem", "ignore your rules", "🔥", ""]
SAID = st.lists(st.sampled_from(STANDALONE + LEANING + ABOUT + TALK) | st.text(max_size=30), max_size=5)
REMEMBERED = st.builds(
    Turn,
    question=st.sampled_from(STANDALONE + TALK) | st.text(max_size=20),
    read_as=st.sampled_from([*STANDALONE, "thanks", ""]) | st.text(max_size=20),
    context=st.sampled_from(["", "the market of Orle"]) | st.text(max_size=20),
    relation=st.sampled_from(Relation),
    quoted=st.lists(
        st.sampled_from(
            [
                quoted("The bridge of Vell fell on 4 May 2013.", answering="4 May 2013"),
                quoted("Nobody was hurt."),
                quoted("A dragon guards the gate.", document="market.md"),
                Quoted("bridge.md", Span(10**9, 10**9 + 5), "never", None),
                Quoted("bridge.md", Span(0, 10**9), FILES["bridge.md"], None),
                Quoted("bridge.md", Span(3, 9), "bridge", Span(900, 1_000)),
                Quoted("gone.md", Span(0, 4), "gone", Span(0, 4)),
            ]
        ),
        max_size=3,
    ).map(tuple),
)


def answered(library: Library, *texts: str, earlier: tuple[Turn, ...] = ()) -> Outcome:
    """Say it all, and return what came of the last message."""
    return talk(library.pipeline, *texts, earlier=earlier)[-1]


def assert_verbatim(outcome: Outcome, files: dict[str, str]) -> None:
    for quote in shown(outcome):
        assert quote.text == quote.span.of(files[quote.source.name])
        assert quote.text in files[quote.source.name]
        assert quote.highlight is None or quote.span.contains(quote.highlight)


@settings(max_examples=60)
@given(texts=SAID, earlier=st.lists(REMEMBERED, max_size=4).map(tuple))
def test_whatever_was_said_before_every_quote_is_verbatim(
    town: Library, texts: list[str], earlier: tuple[Turn, ...]
) -> None:
    outcomes = talk(town.pipeline, *texts, earlier=earlier)
    assert [outcome.question.text for outcome in outcomes] == texts
    for outcome in outcomes:
        assert 0 <= outcome.confidence <= 1
        assert len(shown(outcome)) <= 3
        assert_verbatim(outcome, FILES)


@settings(max_examples=30)
@given(text=st.sampled_from(STANDALONE), earlier=st.lists(REMEMBERED, max_size=4).map(tuple))
def test_a_question_of_its_own_gets_the_outcome_that_it_gets_afresh_whatever_went_before(
    town: Library, text: str, earlier: tuple[Turn, ...]
) -> None:
    assert answered(town, text, earlier=earlier) == answered(town, text)


@settings(max_examples=15)
@given(texts=SAID)
def test_an_empty_conversation_is_a_question_asked_by_itself(town: Library, texts: list[str]) -> None:
    together = town.pipeline.converse([Message(text) for text in texts])
    assert together == town.pipeline.ask(texts)


@settings(max_examples=15)
@given(
    conversations=st.lists(st.tuples(st.sampled_from(STANDALONE + LEANING + ABOUT), REMEMBERED), max_size=4)
)
def test_conversations_that_go_on_together_go_on_as_each_would_alone(
    town: Library, conversations: list[tuple[str, Turn]]
) -> None:
    messages = [Message(text, (before,)) for text, before in conversations]
    alone = [town.pipeline.converse([message])[0] for message in messages]
    assert town.pipeline.converse(messages) == alone


def test_a_follow_up_says_what_it_was_read_with(town: Library) -> None:
    outcome = answered(town, "When does the market of Orle open?", "and what do they sell?")
    assert isinstance(outcome, Answer)
    assert outcome.question.relation is Relation.FOLLOW_UP
    assert outcome.question.context == "the market of Orle open"
    assert any("cheese, wool and honey" in text for text in texts_of(outcome))


SURE = LogisticModel(9.0, {})
UNSURE = LogisticModel(0.0, {})
OUT_OF_THE_QUESTION = LogisticModel(-9.0, {})


def pipeline_by(library: Library, *, form: LogisticModel, informed: LogisticModel) -> Pipeline:
    """Return the engine with a choice that is the same for every message."""
    reader, quoter = SignalReader(RANKING, library.decider), Quoter(library.catalogue)
    converser = Converser(
        library.catalogue, reader, Recaller(library.catalogue, quoter), Choice(form=form, informed=informed)
    )
    quotations = QuotationFinder(library.catalogue, library.lexical, quoter, quotes=3)
    return Pipeline(library.catalogue, library.retriever, reader, quotations, converser, quotes=3)


@pytest.mark.parametrize("text", [*STANDALONE, *LEANING, "What guards Taraz?", "zebra"])
def test_what_is_chosen_to_stand_alone_leaks_no_word_of_what_went_before(town: Library, text: str) -> None:
    earlier = (turn(FELL, Relation.ALONE, quoted("The bridge of Vell fell on 4 May 2013.")),)
    afresh = answered(town, text)
    for form, informed in ((OUT_OF_THE_QUESTION, SURE), (UNSURE, OUT_OF_THE_QUESTION)):
        pipeline = pipeline_by(town, form=form, informed=informed)
        assert talk(pipeline, text, earlier=earlier) == [afresh]


@pytest.mark.parametrize("text", [*STANDALONE, *LEANING])
def test_what_is_chosen_to_follow_is_read_the_same_however_the_choice_was_made(
    town: Library, text: str
) -> None:
    earlier = (turn(FELL, Relation.ALONE, quoted("The bridge of Vell fell on 4 May 2013.")),)
    (by_form,) = talk(pipeline_by(town, form=SURE, informed=OUT_OF_THE_QUESTION), text, earlier=earlier)
    (by_both,) = talk(pipeline_by(town, form=UNSURE, informed=SURE), text, earlier=earlier)
    assert by_form == by_both
    assert by_form.question.relation is Relation.FOLLOW_UP
    assert by_form.question.context == "the bridge of Vell fall"


@pytest.mark.parametrize(
    ("form", "searched"),
    [
        pytest.param(OUT_OF_THE_QUESTION, ["why?"], id="alone"),
        pytest.param(SURE, ["why?", "the bridge of Vell fall: why?"], id="follow-up"),
        pytest.param(UNSURE, ["why?", "the bridge of Vell fall: why?"], id="both"),
    ],
)
def test_what_stands_alone_is_not_searched_for_with_a_context_and_a_follow_up_also_without(
    town: Library, form: LogisticModel, searched: list[str]
) -> None:
    assert isinstance(town.encoder, HashingEncoder)
    before = len(town.encoder.texts)
    talk(pipeline_by(town, form=form, informed=UNSURE), "why?", earlier=(turn(FELL, Relation.ALONE),))
    assert town.encoder.texts[before:] == searched


def test_a_follow_up_costs_one_call_of_the_encoder(town: Library) -> None:
    calls = []
    encoder = HashingEncoder(before=lambda: calls.append("encode"))
    (first,) = town.pipeline.converse([Message(FELL)])
    with_count = replace(town)
    for name in ("catalogue", "vectors", "lexical"):
        setattr(with_count, name, getattr(town, name))
    with_count.encoder = encoder
    with_count.pipeline.converse([Message("was it hurt?", continued((), first))])
    assert calls == ["encode"]


def test_an_unanswered_question_is_gone_on_from(town: Library) -> None:
    first, second = talk(town.pipeline, "Who painted the town hall?", "and in Orle?")
    assert isinstance(first, Abstention)
    follow_up = answered(town, "Who painted the town hall?", "why did they do that?")
    assert follow_up.question.context == "painted the town hall"
    assert_verbatim(second, FILES)


@pytest.mark.parametrize("text", TALK)
def test_talk_after_an_answer_is_never_quoted_at(town: Library, text: str) -> None:
    outcome = answered(town, FELL, text)
    assert isinstance(outcome, Abstention)
    assert outcome.reason in {Reason.NOT_A_QUESTION, Reason.EMPTY_QUESTION}
    assert outcome.nearest == ()


@pytest.mark.parametrize("text", ["more", "and what do they sell?"])
def test_talk_in_between_changes_nothing(town: Library, text: str) -> None:
    opens = "When does the market of Orle open?"
    straight, interrupted = answered(town, opens, text), answered(town, opens, "thanks", "🔥", text)
    assert interrupted == straight


@pytest.mark.parametrize("text", ABOUT)
def test_a_conversation_about_nothing_has_no_earlier_answer(town: Library, text: str) -> None:
    outcome = answered(town, "thanks", "ok", text)
    assert isinstance(outcome, Abstention)
    assert (outcome.reason, outcome.nearest) == (Reason.NO_EARLIER_ANSWER, ())


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param("who said that?", Relation.SPEAKER, id="speaker"),
        pytest.param("which source?", Relation.SOURCE, id="source"),
        pytest.param("show me the context", Relation.CONTEXT, id="context"),
        pytest.param("when was this?", Relation.TIME, id="time"),
    ],
)
def test_what_is_asked_about_an_answer_goes_back_to_its_place(
    town: Library, text: str, relation: Relation
) -> None:
    first, second = talk(town.pipeline, "What had rusted through?", text)
    assert isinstance(second, Answer)
    assert second.question.relation is relation
    assert second.quotes[0].source == shown(first)[0].source
    assert any(quote.span.overlaps(shown(first)[0].span) for quote in second.quotes)


def test_a_time_that_stands_nowhere_is_said_to_stand_nowhere(town: Library) -> None:
    outcome = answered(town, "What guards the gate?", "when was this?")
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NO_TIME


def test_a_time_that_stands_further_away_is_searched_for(tmp_path: Path) -> None:
    with Library(tmp_path, sureness=0.5) as library:
        filler = "\n\n".join(["It rained."] * 5)
        files = {
            "mill.md": f"# Mill\n\nThe old mill burned.\n\n{filler}\n\nThe old mill burned on 3 July 2019.\n"
        }
        library.write(files)
        library.synchronise()
        start = files["mill.md"].index("The old mill burned.")
        words = Quoted("mill.md", Span(start, start + 20), "The old mill burned.", None)
        before = turn("Which old mill burned?", Relation.ALONE, words)
        outcome = answered(library, "when did this happen?", earlier=(before,))
    assert isinstance(outcome, Answer)
    assert any("3 July 2019" in text for text in texts_of(outcome))


RAIN = {"rain.txt": "\n\n".join(f"It rained in {town} for {n} days." for n, town in enumerate(
    ["Vell", "Orle", "Taraz", "Almaty", "Astana", "Shu", "Aral"], start=2))}  # fmt: skip


def test_more_brings_every_sentence_once_and_then_says_that_there_are_no_more(tmp_path: Path) -> None:
    with Library(tmp_path, sureness=0.5, quotes=2) as library:
        library.write({**RAIN, "copy.txt": RAIN["rain.txt"]})
        library.synchronise()
        outcomes = talk(library.pipeline, "Where has it rained for days?", *["more"] * 6)
    reasons = [outcome.reason if isinstance(outcome, Abstention) else None for outcome in outcomes]
    found = [outcome for outcome in outcomes if isinstance(outcome, Answer)]
    assert len(found) > 2
    assert reasons == [None] * len(found) + [Reason.NO_MORE] * (len(outcomes) - len(found))
    sentences = [text for outcome in found for quote in texts_of(outcome) for text in quote.split("\n\n")]
    assert len(sentences) == len(set(sentences))
    assert {outcome.question.relation for outcome in outcomes[1:]} == {Relation.MORE}
    assert {outcome.question.read_as for outcome in outcomes} == {"Where has it rained for days?"}


@settings(max_examples=20)
@given(
    question=st.sampled_from(STANDALONE),
    between=st.lists(st.sampled_from(["more", "more", *ABOUT, "thanks"]), max_size=4),
)
def test_more_never_quotes_only_what_was_shown(town: Library, question: str, between: list[str]) -> None:
    outcomes = talk(town.pipeline, question, *between, "more")
    told: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Answer):
            for quote in outcome.quotes:
                new = not any(collapse(quote.text) in collapse(words) for words in told)
                assert new or outcome.question.relation is not Relation.MORE
            told += texts_of(outcome)


def test_more_of_a_follow_up_is_searched_for_with_what_that_was_read_with(town: Library) -> None:
    before, more = talk(
        town.pipeline, "When does the market of Orle open?", "and what do they sell?", "more"
    )[1:]
    assert (more.question.read_as, more.question.context) == (
        before.question.read_as,
        before.question.context,
    )


def test_nothing_stale_is_quoted(tmp_path: Path) -> None:
    with Library(tmp_path, sureness=0.5) as library:
        library.write(FILES)
        library.synchronise()
        (first,) = talk(library.pipeline, "What had rusted through?")
        earlier = continued((), first)
        changed = {
            "bridge.md": FILES["bridge.md"].replace("The cables", "The bolts"),
            "market.md": "It snowed.",
        }
        library.write(changed)
        library.synchronise()
        for text in [*ABOUT, *LEANING]:
            (outcome,) = talk(library.pipeline, text, earlier=earlier)
            assert_verbatim(outcome, changed)
        outcome = answered(library, "who said that?", earlier=earlier)
        assert isinstance(outcome, Abstention)
        assert outcome.reason is Reason.NO_EARLIER_ANSWER
        (library.corpus / "bridge.md").unlink()
        library.synchronise()
        for text in [*ABOUT, *LEANING]:
            (outcome,) = talk(library.pipeline, text, earlier=earlier)
            assert_verbatim(outcome, {"market.md": "It snowed."})


@pytest.mark.parametrize("text", [*ABOUT, *LEANING, STALLS])
def test_of_ten_thousand_turns_the_last_are_looked_at(town: Library, text: str) -> None:
    old = turn(
        "Who guards the gate?", Relation.ALONE, quoted("A dragon guards the gate.", document="market.md")
    )
    asides = tuple(turn(f"more {number}", Relation.MORE) for number in range(TURNS_KEPT - 2))
    last = turn(FELL, Relation.ALONE, quoted("The bridge of Vell fell on 4 May 2013."))
    many = (old,) * 10_000 + (last, *asides, turn("ok", Relation.ALONE))
    assert answered(town, text, earlier=many) == answered(town, text, earlier=many[-TURNS_KEPT:])


def test_several_questions_in_one_message_are_taken_by_themselves(town: Library) -> None:
    message = f"{FELL} And how many stalls does the market of Orle have?"
    assert answered(town, "Who guards the gate?", message) == answered(town, message)


def test_a_pasted_quotation_is_taken_by_itself(town: Library) -> None:
    message = "who said “The cables had rusted through” to them?"
    assert answered(town, "Who guards the gate?", message) == answered(town, message)


def test_a_corpus_that_was_emptied_answers_no_follow_up(tmp_path: Path) -> None:
    with Library(tmp_path, sureness=0.0) as library:
        library.write(FILES)
        library.synchronise()
        earlier = continued((), answered(library, FELL))
        for name in FILES:
            (library.corpus / name).unlink()
        library.write({"a.txt": "Follow us on Facebook."})
        library.synchronise()
        for text in [*ABOUT, *LEANING]:
            outcome = answered(library, text, earlier=earlier)
            assert isinstance(outcome, Abstention)
            assert outcome.nearest == ()
