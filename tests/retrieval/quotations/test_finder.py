"""Whatever words a message quotes, the sentences that hold them answer it; words that stand nowhere are not answered."""

from __future__ import annotations

from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.datatypes import Abstention, Answer, Reason, Span
from retrieval.quotations import QuotationFinder
from retrieval.quoting import Quoter
from tests.fakes.library import Library
from tests.test_house import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from retrieval.datatypes import Outcome, Quote

FERRY = """The ferry

The ferry left the quay at noon with forty passengers. “We shall not run it at a loss,” Ida Brandt said – twice – on Monday. Nobody believed her.

She sold it in May, and the crew of seven found work at the shipyard. A year later the ferry sank off Cape Sorrel."""
ECHO = """Echo

It was a quiet year. The ferry left the quay at noon with forty passengers. Then came the winter.

Crews of cellphone makers drank café au lait, and a million people read of it in the harbour gazette."""
FILES = {"ferry.txt": FERRY, "echo.txt": ECHO}


@contextmanager
def library_of(folder: Path, files: Mapping[str, str]) -> Iterator[Library]:
    with Library(folder, sureness=0.0) as library:
        library.write(files)
        library.synchronise()
        yield library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("library"), FILES) as opened:
        yield opened


def found_in(library: Library, message: str) -> list[str]:
    """Return the words that are marked in each quote."""
    finding = finder_of(library).find(message)
    return [marked(FILES[quote.source.name], quote) for quote in finding.quotes]


def finder_of(library: Library) -> QuotationFinder:
    return QuotationFinder(
        library.catalogue, library.lexical, Quoter(library.catalogue), quotes=library.quotes
    )


def marked(text: str, quote: Quote) -> str:
    assert quote.text == quote.span.of(text)
    assert quote.highlight
    assert quote.span.contains(quote.highlight)
    return quote.highlight.of(text)


SOLD = "She sold it in May, and the crew of seven found work at the shipyard"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        pytest.param(f"Where is this quote from: “{SOLD}”?", SOLD, id="word for word"),
        pytest.param(f"Where is this from: {SOLD}.", SOLD, id="behind a colon"),
        pytest.param(f"Where is this from?\n{SOLD}.", SOLD, id="on the next line"),
        pytest.param(f"{SOLD} - who wrote that?", SOLD, id="before the asking"),
        pytest.param(f"{SOLD}.", SOLD, id="the whole message"),
        pytest.param(f"> {SOLD}\nwhere is that from", SOLD, id="an answered line"),
        pytest.param(f"«{SOLD.upper()}» — which article says that?", SOLD, id="another case and marks"),
        pytest.param(f"who said '{SOLD}'?", SOLD, id="single marks"),
        pytest.param(f"who said {SOLD}", SOLD, id="no marks at all"),
        pytest.param(f'in which file does "{SOLD}" stand?', SOLD, id="marks inside the asking"),
        pytest.param('who said "crew of seven fond work at teh shipyard"', SOLD[28:], id="two typing errors"),
        pytest.param('who said "the crew of seven found at the shipyard"', SOLD[24:], id="a word left out"),
        pytest.param('who said "She sold it … found work at the shipyard"', SOLD, id="an ellipsis"),
        pytest.param('who said "She sold it [...] at the shipyard"', SOLD, id="an ellipsis in brackets"),
        pytest.param(
            'who said "the crew\nof  seven found\u00adwork at the shipyard"', SOLD[24:], id="blanks"
        ),
        pytest.param(
            'who wrote "cellphone makers drank"?', "cellphone makers drank", id="few words, and rare"
        ),
        pytest.param(
            "which source has “cell-phone makers drank cafe au lait”",
            "cellphone makers drank café au lait",
            id="dashes and accents",
        ),
        pytest.param(
            "hi all! yesterday i read this: she sold it in may and the crew of seven found work. where's that from? thx",
            SOLD[:52],
            id="in the midst of talk",
        ),
        pytest.param(
            f"What did the writer mean by “{SOLD}”?",
            SOLD,
            id="long words about which something else is asked",
        ),
    ],
)
def test_the_sentence_that_holds_the_words_is_quoted_and_they_are_marked(
    library: Library, message: str, words: str
) -> None:
    assert found_in(library, message) == [words]


def test_words_of_several_sentences_are_one_quote(library: Library) -> None:
    words = "We shall not run it at a loss,” Ida Brandt said – twice – on Monday. Nobody believed her"
    assert found_in(library, f"Where is this from: {words.replace('”', '')}?") == [words]


def test_so_are_words_of_two_paragraphs(library: Library) -> None:
    asked = "Nobody believed her. She sold it in May"
    assert found_in(library, f"Where is this from: {asked}?") == [
        "Nobody believed her.\n\nShe sold it in May"
    ]


def test_what_stands_between_two_sentences_and_is_no_answer_is_not_quoted(tmp_path: Path) -> None:
    text = "The report\n\nThe pumps were old and rusty.\n\n## What followed\n\nThey were replaced in spring."
    with library_of(tmp_path, {"report.md": text}) as library:
        finding = finder_of(library).find(
            "Who wrote “The pumps were old and rusty. They were replaced in spring”?"
        )
    assert [marked(text, quote) for quote in finding.quotes] == [
        "The pumps were old and rusty.",
        "They were replaced in spring",
    ]


def test_every_source_that_holds_them_is_shown_the_most_alike_first(library: Library) -> None:
    finding = finder_of(library).find("Who wrote “The ferry left the quay at noon with forty passengers”?")
    assert [quote.source.name for quote in finding.quotes] == ["echo.txt", "ferry.txt"]
    assert finding.confidence == pytest.approx(0.99)


def test_the_confidence_is_the_share_of_the_quoted_words(library: Library) -> None:
    finder = finder_of(library)
    near = finder.find("Who wrote “She sold it in May and the crew of sevven found work”?")
    nearer = finder.find("Who wrote “She sold it in May and the crew of sevven found work at the shipyard”?")
    assert 0.9 < near.confidence < nearer.confidence < 0.99


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("Who said “We shall run it at a loss”?", id="a negation left out"),
        pytest.param(
            "Who wrote “and a billion people read of it in the harbour gazette”?", id="another count"
        ),
        pytest.param(
            "Who wrote “She bought it in May, and the crew of seven found work”?", id="another word"
        ),
        pytest.param("Where is this from: the moon is made of green cheese?", id="nothing like it"),
        pytest.param("> the ferry was painted red and white again\nwho said that?", id="an answered line"),
        pytest.param("Who said 'work found crew seven shipyard sold'?", id="the words in another order"),
    ],
)
def test_words_that_stand_nowhere_are_not_answered_with_something_similar(
    library: Library, message: str
) -> None:
    (outcome,) = library.pipeline.ask([message])
    assert isinstance(outcome, Abstention)
    assert outcome.reason is Reason.NOTHING_FITS
    assert outcome.nearest


@pytest.mark.parametrize(
    "message",
    [
        "What does “ferry” mean?",
        'Why did she call it "a loss"?',
        "What is “the crew of seven” known for?",
        "How many passengers were there when “The ferry left the quay at noon with forty passengers”?",
        "When did the ferry leave the quay?",
        "Who said that the ferry would not make a loss?",
        "Where did the ferry sink?",
        "Where is the quay of the ferry?",
        "I was on the ferry all day yesterday with my aunt. Which article says it sank?",
        "My aunt told me that the ferry was running at a loss. Who said that?",
        "> The ferry left the quay at noon with forty passengers.\nAnd when did it sink?",
        "translate “The ferry left the quay at noon with forty passengers”",
        "",
        "“”",
        "'",
    ],
)
def test_what_quotes_nothing_or_asks_something_else_is_left_to_the_reader(
    library: Library, message: str
) -> None:
    finding = finder_of(library).find(message)
    assert (finding.quotes, finding.absent) == ((), False)


def test_a_reader_that_would_be_silent_is_not_asked(tmp_path: Path) -> None:
    with Library(tmp_path, sureness=1.0) as library:
        library.write(FILES)
        library.synchronise()
        outcomes = library.pipeline.ask([f"Who wrote “{SOLD}”?", "Where did the ferry sink?"])
    assert [type(outcome) for outcome in outcomes] == [Answer, Abstention]


def test_a_document_that_is_gone_is_not_quoted(tmp_path: Path) -> None:
    with library_of(tmp_path, FILES) as library:
        (gone,) = (key for key, document in library.catalogue.documents() if document.name == "ferry.txt")
        library.catalogue.remove(gone)  # behind the copies' back
        assert found_in(library, f"Who wrote “{SOLD}”?") == []


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}
    with library_of(tmp_path_factory.mktemp("seeds"), texts) as opened:
        yield opened


@settings(max_examples=60)
@given(seed=st.integers(0, 2**32))
def test_any_piece_of_a_quotable_sentence_is_found_in_it_whatever_its_case_and_marks(
    seeds: Library, seed: int
) -> None:
    draw = Random(seed)
    documents = [seeds.pipeline.source(each.source.name) for each in seeds.pipeline.sources()]
    view = draw.choice(documents)
    sentences = [span for passage in view.passages if passage.kind.quotable for span in passage.sentences]
    long_enough = [span for span in sentences if len(span.of(view.text).split()) >= 7]
    sentence = draw.choice(long_enough)
    piece = piece_of(view.text, sentence, draw)
    (outcome,) = seeds.pipeline.ask([asked_for(disguised(piece.of(view.text), draw), draw)])
    assert isinstance(outcome, Answer), outcome
    assert any(holds(outcome, quote, view.summary.source.name, piece) for quote in outcome.quotes), outcome


def holds(outcome: Outcome, quote: Quote, name: str, piece: Span) -> bool:
    """Tell whether the quote holds the piece, and marks of it all but what no word is."""
    assert outcome.confidence > 0.8
    marks = quote.highlight is not None and quote.highlight.overlaps(piece)
    return quote.source.name == name and quote.span.contains(piece) and marks


def piece_of(text: str, sentence: Span, draw: Random) -> Span:
    """Return five to forty whole words of a sentence; what stands between blanks without a letter is no word."""
    ends: list[Span] = []
    place = sentence.start
    for word in sentence.of(text).split():
        start = text.index(word, place)
        place = start + len(word)
        if any(map(str.isalnum, word)):
            ends.append(Span(start, place))
    count = draw.randint(5, min(40, len(ends)))
    first = draw.randint(0, len(ends) - count)
    return Span(ends[first].start, ends[first + count - 1].end)


def disguised(piece: str, draw: Random) -> str:
    """Return it in another case, without or with other marks and blanks, and with one typing error."""
    words = piece.split()
    chosen = draw.choice([number for number, word in enumerate(words) if len(word) == max(map(len, words))])
    longest = words[chosen]
    inner = [
        place
        for place in range(1, len(longest) - 1)
        if longest[place : place + 2].isalpha() and longest[place] != longest[place + 1]
    ]
    if inner and draw.random() < 0.5:
        place = draw.choice(inner)
        words[chosen] = longest[:place] + longest[place + 1] + longest[place] + longest[place + 2 :]
    changed = "".join(draw.choice((str.upper, str.lower, str))(character) for character in " ".join(words))
    if draw.random() < 0.5:
        changed = changed.replace(" ", "  ").replace("–", "-").replace("’", "'")
    return changed.translate({ord(mark): draw.choice(["", "'", "*"]) for mark in '“”"'})


def asked_for(words: str, draw: Random) -> str:
    forms = ["Where is this quote from: {}?", "where's this from?\n{}", "> {}\nWho said that?"]
    marks = ["“{}”", "«{}»", '"{}"', "„{}“"]
    form = draw.choice([*forms, *(f"Which article says {mark}?" for mark in marks)])
    return form.format(words)


@settings(max_examples=100)
@given(message=st.text(st.sampled_from("'\"“”‘’«»>:…?.- \nabcdefwho said where is this from"), max_size=200))
def test_any_message_can_be_looked_through(library: Library, message: str) -> None:
    finding = finder_of(library).find(message)
    assert 0 <= finding.confidence < 1
    assert not (finding.quotes and finding.absent)
