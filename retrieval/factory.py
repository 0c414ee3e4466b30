"""Opens an engine from its settings; the only module that knows the concrete classes."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.data_directory import corpora_of, hold_data_directory, make_folder, namespace_of, store_of
from retrieval.datatypes import EVERYTHING_SHARED, CorpusState, Failure
from retrieval.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from retrieval.catalogue import Catalogue
    from retrieval.datatypes import Outcome, QuoteView, Scope, SourceSummary, SourceView
    from retrieval.indexing import Indexer, Step
    from retrieval.indexing_report import IndexingReport
    from retrieval.pipeline import Pipeline
    from retrieval.protocols import Encoder, Reader
    from retrieval.settings import EngineSettings
    from retrieval.stages import Took
    from retrieval.turns import Message
    from retrieval.vectors import ChromaIndex

CATALOGUE_NAME = "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """An engine in step with its corpus, and what bringing it there took."""

    pipeline: Pipeline
    catalogue: Catalogue
    encoder: Encoder
    report: IndexingReport
    trained: bool
    """Whether the trained reader decides; otherwise the search's signals do."""
    indexer: Indexer
    settings: EngineSettings

    def refresh(self) -> Generator[Step, None, IndexingReport]:
        """Look at the folders again and take in what changed, step by step; between two steps questions may be asked.

        Where several processes share a catalogue, one of them does; if it has ended, this one takes its place.

        Broken off by an error, it leaves what was taken in so far, and what was there before stays usable.

        Raises:
            CorpusError: a folder cannot be used, or has no document left.
            StorageError: the data directory cannot be written.

        """
        return self.indexer.steps(corpora_of(self.settings))

    def state(self, corpus: str) -> CorpusState:
        """Tell how the indexes stand, and which files of the corpus of that name could not be read."""
        failures = tuple(
            Failure(name, record.reason)
            for name, record in self.catalogue.files().items()
            if record.reason is not None and name.startswith(f"{corpus}/")
        )
        return CorpusState(
            self.catalogue.revision, Path(self.settings.model).name, self.catalogue.indexed, failures
        )

    # What is asked of it as an engine, the pipeline answers.

    def ask(self, questions: Sequence[str]) -> list[Outcome]:
        """Answer each message by itself."""
        return self.pipeline.ask(questions)

    def converse(self, messages: Sequence[Message]) -> list[Outcome]:
        """Answer each message after the turns of its own conversation."""
        return self.pipeline.converse(messages)

    def sources(self, scope: Scope = EVERYTHING_SHARED) -> tuple[SourceSummary, ...]:
        """List the documents in scope."""
        return self.pipeline.sources(scope)

    def source(self, name: str, scope: Scope = EVERYTHING_SHARED) -> SourceView:
        """Return the document in scope of that name, or of the nearest; raises UnknownSourceError."""
        return self.pipeline.source(name, scope)

    def quote(self, quote_id: str, scope: Scope = EVERYTHING_SHARED) -> QuoteView:
        """Look up a quote that was given earlier."""
        return self.pipeline.quote(quote_id, scope)


@contextmanager
def open_engine(
    settings: EngineSettings,
    *,
    rebuild: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    encoder: Encoder | None = None,
    took: Took | None = None,
) -> Iterator[OpenEngine]:
    """Lock the data directory, bring the indexes up to date, and yield the engine.

    Heavy libraries are imported here, so that whoever only wants to know about an engine pays nothing.
    The engine belongs to the thread that opened it. `encoder` takes the place of the settings' model,
    for whoever opens many engines; `took` is told how long each stage of answering takes.

    Raises:
        ConfigurationError: corpus, model or data directory cannot be used; the message says what to do.
        StorageError: the data directory cannot be written.

    """
    from retrieval.survey import list_corpus

    with ExitStack() as resources:
        folder = resources.enter_context(hold_data_directory(settings.data)) / store_of(settings.corpora)
        corpora = corpora_of(settings)
        for corpus in corpora:  # a folder that cannot be used is told before anything heavy is opened
            list_corpus(corpus)

        from retrieval.conversation import Choice, Converser, Recaller
        from retrieval.encoder import SentenceTransformerEncoder
        from retrieval.indexing import Indexer
        from retrieval.lexical import TantivyIndex
        from retrieval.pipeline import Pipeline
        from retrieval.quotations import QuotationFinder
        from retrieval.quoting import Quoter
        from retrieval.retriever import HybridRetriever
        from retrieval.scale import AS_FITTED, Scale, is_multilingual
        from retrieval.settings import DEFAULT_MODEL
        from retrieval.stages import Stopwatch, TimedEncoder

        make_folder(folder)
        catalogue = _open_catalogue(settings, folder)
        resources.callback(catalogue.close)
        if rebuild:  # whatever is wrong with the copies, it goes with their files
            for copy in ("chroma", "words"):
                shutil.rmtree(folder / copy, ignore_errors=True)
        vectors = _open_vectors(settings, folder, catalogue)
        resources.callback(vectors.close)
        lexical = TantivyIndex.open(folder / "words")
        resources.callback(lexical.close)
        encoder = encoder or SentenceTransformerEncoder.load(settings.model, threads=settings.threads)
        indexer = Indexer(catalogue, vectors, lexical, encoder)
        report = indexer.synchronise(corpora, rebuild=rebuild, progress=progress)
        shipped = settings.model == DEFAULT_MODEL
        reader, trained = _open_reader(
            settings, catalogue, resources, multilingual=not shipped and is_multilingual(encoder)
        )
        scale = AS_FITTED if shipped else Scale.measured(encoder)
        stopwatch = Stopwatch(took)
        retriever = HybridRetriever(
            catalogue, vectors, lexical, TimedEncoder(encoder, stopwatch), scale=scale
        )
        quoter = Quoter(catalogue)
        quotations = QuotationFinder(catalogue, lexical, quoter, quotes=settings.quotes)
        converser = Converser(catalogue, reader, Recaller(catalogue, quoter), Choice.shipped())
        pipeline = Pipeline(
            catalogue,
            retriever,
            reader,
            quotations,
            converser,
            quotes=settings.quotes,
            stopwatch=stopwatch,
            follow=indexer.follow,
        )
        yield OpenEngine(pipeline, catalogue, encoder, report, trained, indexer, settings)


def _open_catalogue(settings: EngineSettings, folder: Path) -> Catalogue:
    from retrieval.catalogue import Catalogue

    if settings.database is None:
        return Catalogue.open(folder / CATALOGUE_NAME)
    from retrieval.databases.postgres import PostgresDatabase

    return Catalogue(PostgresDatabase.open(settings.database, namespace_of(settings.corpora)))


def _open_vectors(settings: EngineSettings, folder: Path, catalogue: Catalogue) -> ChromaIndex:
    from retrieval.vectors import ChromaIndex

    if settings.chroma is None:
        return ChromaIndex.open(folder / "chroma")
    return ChromaIndex.at(settings.chroma, f"{catalogue.identity:x}", token=settings.chroma_token)


def _open_reader(
    settings: EngineSettings, catalogue: Catalogue, resources: ExitStack, *, multilingual: bool
) -> tuple[Reader, bool]:
    """Open the trained reader, or the one that needs no model where it is switched off or not installed.

    What is not English is judged by its words, or by all of the search's signals where the model knows its language.
    """
    from retrieval.deciding import Decider
    from retrieval.quoting import Quoter
    from retrieval.ranking import Ranking
    from retrieval.reader import WORDS, Judge, LanguageReader, SignalReader, TrainedReader
    from retrieval.reading.reader import SpanReader
    from retrieval.reading.weights import FOLLOW_UPS, SHIPPED

    def decider(ranking: Ranking) -> Decider:
        return Decider(ranking, Quoter(catalogue), quotes=settings.quotes, sureness=settings.sureness)

    def judge(first_look: str, ranking: str, weights: Path) -> Judge:
        spans = SpanReader.open(weights, threads=settings.threads)
        resources.callback(spans.close)
        fitted = Ranking.shipped(ranking)
        return Judge(spans, Ranking.shipped(first_look), fitted, decider(fitted))

    signals = Ranking.shipped("signals")
    elsewhere = signals if multilingual else WORDS
    others = SignalReader(elsewhere, decider(elsewhere))
    if settings.reader == "trained":
        try:
            alone = judge("signals", "reader", SHIPPED)
            follow_ups = judge("follow-up-signals", "follow-up-reader", FOLLOW_UPS)
        except FileNotFoundError:
            pass
        except ValueError as error:
            raise ModelError(
                f"the reader's weights cannot be used ({error}); reinstall quoth, or set QUOTH_READER=signals"
            ) from error
        else:
            trained = TrainedReader(catalogue, alone=alone, follow_ups=follow_ups)
            return LanguageReader(trained, others), True
    return LanguageReader(SignalReader(signals, decider(signals)), others), False


def preview_indexing(settings: EngineSettings) -> IndexingReport:
    """Tell what opening the engine would change in the indexes, without a model, writing no document.

    Raises:
        ConfigurationError: corpus or data directory cannot be used.

    """
    from retrieval.catalogue import Catalogue
    from retrieval.indexing_report import preview

    folder = settings.data / store_of(settings.corpora)
    if settings.database is None:
        catalogue = Catalogue.copy_of(folder / CATALOGUE_NAME)
    else:
        catalogue = _open_catalogue(settings, folder)
    try:
        return preview(catalogue, corpora_of(settings))
    finally:
        catalogue.close()
