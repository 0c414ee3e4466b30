"""The values that pass between the stages: spans, documents, passages, hits, quotes and outcomes."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters (code points) of a document as read."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Cut this span out of the text it refers to."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def cover(self, other: Span) -> Span:
        """Return the smallest span that contains both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shift(self, offset: int) -> Span:
        """Return the span moved by `offset` characters."""
        return Span(self.start + offset, self.end + offset)


class PassageKind(StrEnum):
    """What a block of a document is; only some kinds may be quoted as an answer."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE = "table"
    CODE = "code"
    TITLE = "title"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"

    @property
    def quotable(self) -> bool:
        """Whether a passage of this kind may answer by itself: titles, headings and boilerplate may not."""
        return self not in {PassageKind.TITLE, PassageKind.HEADING, PassageKind.BOILERPLATE}


class LandmarkKind(StrEnum):
    """What a landmark names; a line of text files needs none."""

    PAGE = "page"
    CHAPTER = "chapter"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place in the file, other than a line, by which a person finds what stands from here on."""

    start: int
    """Offset in the document's text from which it holds, up to the next one."""
    kind: LandmarkKind
    name: str
    """Number or name as a person would say it: "12", "xii", "The third chapter"."""


def landmark_at(landmarks: Sequence[Landmark], offset: int) -> Landmark | None:
    """Return the landmark, of some in order, that holds at an offset; None before the first."""
    after = bisect_right(landmarks, offset, key=lambda landmark: landmark.start)
    return landmarks[after - 1] if after else None


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as read: `text` is its decoded content, not one character changed.

    Of a file that is no text (PDF, DOCX, HTML, …) it is the text that was taken out of it, once. `name` is the
    path below the corpus folder, with forward slashes; in a named corpus the corpus' name and a slash stand
    before it, so that no two documents share a name. What is not known is None.
    """

    name: str
    text: str
    content_hash: str
    """SHA-256 of the file's bytes, in hexadecimal."""
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    """BCP 47 tag, such as "en" or "pt-BR"."""
    author: str | None = None
    corpus: str = ""
    """Name of the corpus it belongs to; empty where there is only one, without a name."""
    format: str = "text"
    """What the file is: "text", "markdown", "html", "pdf", "docx", "epub", "mail" or "chat"."""
    landmarks: tuple[Landmark, ...] = ()
    """Pages, chapters or messages in order; empty where lines are what a person counts."""


def has_lines(form: str) -> bool:
    """Tell whether the lines of a document's text are those of its file."""
    return form in {"text", "markdown"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document: a paragraph, list item, heading, … with its sentences in order."""

    document: str
    """Name of the document."""
    number: int
    """Place among the document's passages, counted from 1."""
    span: Span
    kind: PassageKind
    line: int
    """Line of the file on which the passage starts, counted from 1."""
    headings: tuple[str, ...]
    """Texts of the headings above it, outermost first, without the title."""
    sentences: tuple[Span, ...]
    """Spans in the document, in order, inside `span`; empty for headings, titles and boilerplate."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One quotable sentence with what is needed to show where it stands."""

    id: str
    """Derived from the document's content and the position: the same text at the same place keeps it."""
    document: str
    passage: int
    """Number of its passage."""
    span: Span
    text: str


class Relation(StrEnum):
    """How a message hangs together with the conversation before it."""

    ALONE = "alone"
    """It was read by itself."""
    FOLLOW_UP = "follow-up"
    """It was read with words of earlier turns."""
    SPEAKER = "speaker"
    """It asks who said what was quoted last; so do the following ask about it."""
    TIME = "time"
    SOURCE = "source"
    MORE = "more"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents may be quoted: of the shared corpora, and of one server's own."""

    corpora: tuple[str, ...] | None = None
    """Names of the shared corpora; None: all of them."""
    own: str = ""
    """Name of the server's own corpus; empty: none. Never seen by anybody whose scope does not name it."""

    def includes(self, corpus: str) -> bool:
        """Tell whether documents of the corpus of that name may be quoted."""
        if corpus.startswith(OWN_PREFIX):
            return self.own in {corpus, OWN_PREFIX}
        return self.corpora is None or corpus in self.corpora


OWN_PREFIX = "server-"
"""How the names of servers' own corpora begin, and no shared one's: a server's number follows."""

EVERYTHING_SHARED = Scope()
"""What is seen where no server is concerned: all shared corpora, and no server's own documents."""

EVERYTHING = Scope(own=OWN_PREFIX)
"""What the program itself lists: all corpora, every server's own among them. Nobody is ever shown it as it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the user's words, and what they were read as (the same, or reduced to the core)."""

    text: str
    read_as: str
    context: str = ""
    """The words of earlier turns, or of what was quoted there, that it was read with; never anybody else's."""
    relation: Relation = Relation.ALONE
    history: tuple[tuple[str, str], ...] = ()
    """Earlier questions with the words that answered them, oldest first, for a reader to read before this one."""
    quoted: tuple[str, ...] = ()
    """Ids of the sentences quoted last: a follow-up is looked for near them too."""

    within: str = ""
    """Key of the only document that may be quoted; empty: any."""
    scope: Scope = EVERYTHING_SHARED
    """Whose documents may be quoted."""
    sureness: float | None = None
    """Least confidence to answer with; None: what was chosen on data."""

    @property
    def searched(self) -> str:
        """The words that are searched for: the context, then what is asked."""
        return f"{self.context}: {self.read_as}" if self.context else self.read_as


@dataclass(frozen=True, slots=True)
class Signals:
    """What the search measured of one sentence for one question."""

    dense: float
    """Cosine similarity of question and sentence, in [-1, 1]."""
    dense_passage: float
    """Cosine similarity of the question and the best window of the sentence's passage, in [-1, 1]."""
    bm25: float
    """BM25 of the sentence over that of the best one found, in [0, 1]."""
    bm25_passage: float
    """BM25 of the best window of its passage over that of the best one found, in [0, 1]."""
    coverage: float
    """Rarity-weighted share of the question's words that stand in the sentence, in [0, 1]."""
    coverage_passage: float
    """The same for its passage with headings and title, in [0, 1]."""
    missing_passage: float
    """Rarity-weighted share of the rarest question word that stands nowhere in the passage, in [0, 1];
    the one signal of which less is better."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that the search found."""

    sentence: Sentence
    signals: Signals
    score: float
    """Convex fusion of the signals, in [0, 1]."""
    own: Signals | None = None
    """Of a follow-up: what the search measured for its own words, without context; None where it was not found so."""
    language: str = "en"
    """ISO 639-1 code of the language that its document is read in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its document a quote starts, for a person who wants to check it."""

    passage: int
    """Number of the passage, counted from 1."""
    line: int | None
    """Line of the file, counted from 1; None where the file is no text, and nobody could count its lines."""
    heading: str | None = None
    """The nearest heading above, if there is one."""
    landmark: Landmark | None = None
    """The page, chapter or message, where the document has them; it then says more than the line."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the document that a quote comes from."""

    name: str
    title: str | None
    published: date | None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    corpus: str = ""
    format: str = "text"
    version: str = ""
    """Key of the document's version in the catalogue; empty where it was not read from there."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the two searches had the sentence of a quote that answers best, counted from 1."""

    dense: int
    """Among all that was found, by similarity of meaning."""
    words: int
    """The same by words; 0: it shares no word with what was searched for."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source: `text == document.text[span.start:span.end]`, always."""

    source: Source
    span: Span
    text: str
    place: Place
    score: float
    """Probability, in [0, 1], that this quote by itself answers."""
    highlight: Span | None
    """The answering words, in offsets of the document, inside `span`."""
    ranks: Ranks | None = None
    """None where nothing was searched for, as for a pasted quotation."""

    @property
    def id(self) -> str:
        """Names the document's version, the span and the words: `<version>-<start>-<end>-<digest>`; safe in a URL."""
        return quote_id(self.source.version, self.span, self.text)


def quote_id(version: str, span: Span, text: str) -> str:
    """Return the id of the quote of a span."""
    return f"{version}-{span.start}-{span.end}-{quote_digest(text)}"


def quote_digest(text: str) -> str:
    """Return what stands for the words in an id: the first 8 hex digits of their SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


class Reason(StrEnum):
    """Why there is no answer; the phrases for users are the bot's."""

    NOTHING_FITS = "the sources do not answer this"
    NOT_A_QUESTION = "this is not a question the sources could answer"
    EMPTY_QUESTION = "there is no question in the message"
    EMPTY_CORPUS = "the corpus holds nothing that can be quoted"
    NO_EARLIER_ANSWER = "there is no earlier answer here that this could be about"
    NO_MORE = "the sources say nothing more on this"
    NO_SPEAKER = "the source does not name who said this"
    NO_TIME = "the source gives no date or time for this"


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes that answer, none overlapping another: best first, or by the date of their source where they differ.

    Of a message that asks several questions: the best of each, in the order asked, before further ones.
    """

    question: Question
    quotes: tuple[Quote, ...]
    confidence: float
    """Probability, in [0, 1], that the quotes answer the question; of several answered ones the least sure."""
    differing: bool = False
    """Whether the quotes state figures, times or names that exclude one another."""
    unanswered: tuple[str, ...] = ()
    """Of a message that asks several questions those that nothing answers, in its own words and order."""


@dataclass(frozen=True, slots=True)
class Abstention:
    """No answer: why, and the nearest quotes, which are shown only on request."""

    question: Question
    reason: Reason
    confidence: float
    """Probability, in [0, 1], that the nearest quotes answer after all."""
    nearest: tuple[Quote, ...] = ()


Outcome = Answer | Abstention


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One line of the list of sources."""

    source: Source
    passages: int
    """Number of passages that may be quoted."""
    characters: int
    added: datetime | None = None
    """When this version of the document was taken in, in UTC; None where that is not known."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """One document with all its passages in order, for showing it as it is."""

    summary: SourceSummary
    text: str
    passages: tuple[Passage, ...]
    landmarks: tuple[Landmark, ...] = ()

    def place_of(self, passage: Passage) -> Place:
        """Return where one of the passages stands."""
        heading = passage.headings[-1] if passage.headings else None
        landmark = landmark_at(self.landmarks, passage.span.start)
        line = passage.line if has_lines(self.summary.source.format) else None
        return Place(passage.number, line, heading, landmark)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of a corpus that could not be read as a document."""

    name: str
    reason: str
    """One line, in English."""


@dataclass(frozen=True, slots=True)
class CorpusState:
    """How the indexes stand, and what of one corpus is not in them."""

    revision: int
    """Changes of documents that the catalogue has seen."""
    model: str
    """Name of the embedding model."""
    indexed: datetime | None
    """When all corpora were last gone through to their end, in UTC; None: never."""
    failures: tuple[Failure, ...] = ()
    """By name."""


class Standing(StrEnum):
    """What has become of a quote that was given earlier."""

    CURRENT = "current"
    """Its document is what it was."""
    MOVED = "moved"
    """The document has changed since; the very words stand in it still, at the span given."""
    CHANGED = "changed"
    """The document has changed since, and the words no longer stand in it."""
    GONE = "gone"
    """The document is no longer among the sources."""
    UNKNOWN = "unknown"
    """No such quote was ever given from these sources, as far as can be told."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote looked up by its id, and the document around it."""

    standing: Standing
    view: SourceView | None = None
    """The document as it is now; None where it is gone or unknown."""
    quote: Quote | None = None
    """The words as they stand now; None where they do not. Nothing is marked in them, and they have no score."""
