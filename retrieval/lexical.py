"""The index of words, with tantivy; the only module that meets it."""

from __future__ import annotations

import math
import shutil
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

import tantivy

from retrieval.analysers import analyser_of, english_analyser, untagged
from retrieval.errors import StorageError
from retrieval.languages import ENGLISH, KNOWN
from retrieval.panics import panics_as_errors
from retrieval.seals import seal, unseal
from retrieval.units import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from retrieval.units import Unit

ANALYSER = "words"
"""Units are read into words before tantivy sees them, by their language; it parts them at blanks."""

HEAP_BYTES = 32_000_000
"""Memory of the writer; tantivy asks for at least 15 MB a thread."""

FUZZY_FROM, FUZZY_TWICE_FROM = 5, 8
"""Word lengths from which one and two edits are forgiven, the "AUTO" rule of Lucene's descendants
(3 and 6 there) made stricter: one edit in a word of four letters is mostly another word."""

FUZZY_BOOST = 0.6
"""Weight of a near spelling against the exact one."""

CACHED_TEXTS = 8_192
"""Texts whose words are kept: those of a few hundred questions' candidates, some ten megabytes."""


def edits_forgiven(word: str) -> int:
    """Return how many edits apart another spelling of this word may be."""
    word = untagged(word)
    if any(character.isdigit() for character in word):
        return 0
    return (len(word) >= FUZZY_FROM) + (len(word) >= FUZZY_TWICE_FROM)


class TantivyIndex:
    """BM25 over units, one writer; its state is itself a document, so that a commit changes both at once."""

    def __init__(self, folder: Path, index: tantivy.Index, schema: tantivy.Schema) -> None:
        self._folder = folder
        self._index = index
        self._schema = schema
        self.words = lru_cache(maxsize=CACHED_TEXTS)(self._words)

    @classmethod
    def open(cls, folder: Path) -> TantivyIndex:
        """Open the index in a folder; a damaged one is thrown away, since it is a copy."""
        schema = _schema()
        for attempt in ("as it is", "afresh"):
            try:
                if not unseal(folder):
                    raise ValueError("its files are not what they were when it was closed")  # noqa: TRY301
                folder.mkdir(parents=True, exist_ok=True)
                with panics_as_errors():
                    index = tantivy.Index(schema, str(folder))
                    index.register_tokenizer(ANALYSER, _at_blanks())
                    opened = cls(folder, index, schema)
                    opened.state()
            except (ValueError, OSError, RuntimeError) as error:
                if attempt == "afresh":
                    raise StorageError(f"cannot write the word index in {folder}: {error}") from error
                shutil.rmtree(folder, ignore_errors=True)
            else:
                return opened
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Seal the files; there is nothing to release: tantivy maps them and holds no lock while it reads."""
        seal(self._folder)

    def state(self) -> tuple[str, int] | None:
        """Return the fingerprint and the revision that the index reflects, read through a query."""
        searcher = self._index.searcher()
        found = searcher.search(tantivy.Query.term_query(self._schema, "kind", "state"), 1).hits
        if not found:
            return None
        document = searcher.doc(found[0][1])
        return str(document.get_first("key")), int(document.get_first("revision") or 0)

    def clear(self) -> None:
        """Empty the index.

        Raises:
            StorageError: the index cannot be written.

        """
        with _storage_errors("write"):
            with self._index.writer(HEAP_BYTES, 1) as writer:
                writer.delete_all_documents()
                writer.commit()
            self._index.reload()

    def apply(self, removed: Sequence[str], added: Iterable[Unit], state: tuple[str, int]) -> None:
        """Take the units of some documents out, put others in and record the state, in one commit.

        `removed` names every document of which units may be here that are to go, also those that are added anew.

        Raises:
            StorageError: the index cannot be written.

        """
        with _storage_errors("write"):
            with self._index.writer(HEAP_BYTES, 1) as writer:
                for key in removed:
                    writer.delete_documents_by_term("key", key)
                for unit in added:
                    document = tantivy.Document()
                    document.add_text("id", unit.id)
                    document.add_text("key", unit.key)
                    document.add_text("corpus", unit.corpus)
                    document.add_text("kind", unit.kind.value)
                    document.add_text("language", unit.language)
                    document.add_text(unit.kind.value, " ".join(self.words(unit.text, unit.language)))
                    writer.add_document(document)
                writer.delete_documents_by_term("kind", "state")
                marker = tantivy.Document()
                marker.add_text("kind", "state")
                marker.add_text("key", state[0])
                marker.add_unsigned("revision", state[1])
                writer.add_document(marker)
                writer.commit()
            self._index.reload()

    def _words(self, text: str, language: str = ENGLISH) -> tuple[str, ...]:
        """Return the index's words of a text in that language, in order: lower case, stemmed."""
        return analyser_of(language).words(text)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that the units are in, in alphabetical order; English where there is none."""
        searcher = self._index.searcher()
        held = [language for language in sorted(KNOWN) if searcher.doc_freq("language", language)]
        return tuple(held) or (ENGLISH,)

    def rarity(self, word: str) -> float:
        """Return the inverse document frequency of a word over sentences, as in BM25; > 0, higher is rarer.

        A word that only stands in another spelling is as rare as one that stands once.
        """
        searcher = self._index.searcher()
        sentences = max(1, searcher.num_docs)
        # Sentences taken out count in the frequency until tantivy merges their segment away.
        frequency = min(sentences, max(1, searcher.doc_freq(UnitKind.SENTENCE.value, word)))
        return math.log(1 + max(0.0, sentences - frequency + 0.5) / (frequency + 0.5))

    def search(
        self,
        words: Sequence[str],
        kind: UnitKind,
        limit: int,
        *,
        key: str = "",
        corpora: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return the units with the highest BM25 for any of the words, best first; near spellings count less.

        With a `key` only units of that document are looked at, with `corpora` only units of these.
        """
        return self._best(
            [query for word in dict.fromkeys(words) for query in self._queries(word, kind.value)],
            limit,
            self._limits(key, corpora),
        )

    def search_phrases(
        self,
        phrases: Sequence[Sequence[str]],
        kind: UnitKind,
        limit: int,
        *,
        corpora: Sequence[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return the units with the highest BM25 for any of the phrases, of two words or more, best first."""
        return self._best(
            [
                tantivy.Query.phrase_query(self._schema, kind.value, list(phrase))
                for phrase in dict.fromkeys(map(tuple, phrases))
            ],
            limit,
            self._limits("", corpora),
        )

    def _limits(self, key: str, corpora: Sequence[str] | None) -> list[tantivy.Query]:
        """Return what a unit has to be besides alike: of that document, of these corpora."""
        limits = []
        if key:
            limits.append(tantivy.Query.term_query(self._schema, "key", key))
        if corpora is not None:
            limits.append(tantivy.Query.term_set_query(self._schema, "corpus", list(corpora)))
        return [tantivy.Query.const_score_query(limit, 0.0) for limit in limits]

    def _best(
        self, queries: Sequence[tantivy.Query], limit: int, limits: Sequence[tantivy.Query]
    ) -> list[tuple[str, float]]:
        if not queries:
            return []
        searcher = self._index.searcher()
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
        if limits:
            either = tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in (either, *limits)])
        with _storage_errors("read"):
            return [
                (str(searcher.doc(address).get_first("id")), float(score))
                for score, address in searcher.search(either, limit, count=False).hits
            ]

    def _queries(self, word: str, field: str) -> list[tantivy.Query]:
        exact = tantivy.Query.term_query(self._schema, field, word)
        edits = edits_forgiven(word)
        if not edits:
            return [exact]
        near = tantivy.Query.fuzzy_term_query(self._schema, field, word, distance=edits)
        return [exact, tantivy.Query.boost_query(near, FUZZY_BOOST)]


class PlainWords:
    """Texts by their number in one index in memory: BM25 as tantivy has it (k1 1.2, b 0.75), nothing else."""

    def __init__(self, index: tantivy.Index, analyser: tantivy.TextAnalyzer, schema: tantivy.Schema) -> None:
        self._index = index
        self._analyser = analyser
        self._schema = schema

    @classmethod
    def holding(cls, texts: Sequence[str]) -> PlainWords:
        """Index these texts."""
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name=ANALYSER, index_option="freq")
        schema, analyser = builder.build(), english_analyser()
        index = tantivy.Index(schema)
        index.register_tokenizer(ANALYSER, analyser)
        with _storage_errors("write"):
            with index.writer(HEAP_BYTES, 1) as writer:
                for number, text in enumerate(texts):
                    document = tantivy.Document()
                    document.add_unsigned("number", number)
                    document.add_text("text", text)
                    writer.add_document(document)
                writer.commit()
            index.reload()
        return cls(index, analyser, schema)

    def search(self, question: str, limit: int) -> list[tuple[int, float]]:
        """Return the numbers of the texts with the highest BM25 for any word of the question, best first."""
        words = dict.fromkeys(self._analyser.analyze(question))
        either = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", word)) for word in words
        ]
        searcher = self._index.searcher()
        with _storage_errors("read"):
            hits = searcher.search(tantivy.Query.boolean_query(either), limit, count=False).hits
            return [
                (int(searcher.doc(address).get_first("number") or 0), float(score)) for score, address in hits
            ]


@contextmanager
def _storage_errors(deed: str) -> Iterator[None]:
    try:
        with panics_as_errors():
            yield
    except (ValueError, OSError, RuntimeError) as error:
        raise StorageError(
            f"cannot {deed} the word index ({error}); free some space and run quoth index --rebuild"
        ) from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("corpus", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("revision", stored=True)
    for kind in UnitKind:
        builder.add_text_field(kind.value, tokenizer_name=ANALYSER, index_option="position")
    return builder.build()


def _at_blanks() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
