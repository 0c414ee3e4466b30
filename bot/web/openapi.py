"""The description of the API in OpenAPI 3.1, written by hand and held against the handlers by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.web.reading import QUESTION_LENGTH
from retrieval.datatypes import LandmarkKind, PassageKind, Reason, Standing

if TYPE_CHECKING:
    from bot.rendering.payload import Json

Schema = dict[str, "Json"]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PROBABILITY: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_DATE_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}


def description(base_url: str = "") -> Schema:
    """Return the document; `base_url` is where the API is to be found, empty: where the document was."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Quoth",
            "version": "1",
            "summary": "Answers questions only in its sources' own words",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base_url or "/"}],
        "security": [{"token": []}, {}],
        "paths": {
            "/api/v1/ask": {"post": _ask()},
            "/api/v1/sources": {
                "get": {
                    "operationId": "listSources",
                    "summary": "List the documents that answers are quoted from",
                    "responses": {"200": _response("The documents, by name", _ref("SourceList")), **_usual()},
                }
            },
            "/api/v1/sources/{name}": {
                "get": {
                    "operationId": "readSource",
                    "summary": "One document with its whole text; a slash in its name may stand as it is",
                    "parameters": [
                        _parameter("name", "Its name, exactly", {"type": "string", "minLength": 1})
                    ],
                    "responses": {"200": _response("The document", _ref("Document")), **_usual("400", "404")},
                }
            },
            "/api/v1/quotes/{id}": {
                "get": {
                    "operationId": "lookUpQuote",
                    "summary": "What has become of a quote that was given earlier",
                    "parameters": [_parameter("id", "Its id", {"type": "string", "minLength": 1})],
                    "responses": {
                        "200": _response("The quote as it stands", _ref("QuoteView")),
                        **_usual("400", "404", "410"),
                    },
                }
            },
            "/api/v1/openapi.json": {
                "get": {
                    "operationId": "describe",
                    "summary": "This document",
                    "responses": {"200": _response("This document", {"type": "object"}), **_usual()},
                }
            },
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
        },
    }


def _ask() -> Schema:
    return {
        "operationId": "ask",
        "summary": "Answer a question with quotations, or say that the sources do not answer it",
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Ask")}}},
        "responses": {
            "200": {
                **_response("An answer or an abstention, as the command line writes it", _ref("Outcome")),
                "headers": {
                    "Quoth-Conversation": {
                        "description": "What a follow-up has to give as its conversation",
                        "required": True,
                        "schema": _TEXT,
                    },
                    "Link": {
                        "description": "The addresses of the quotes, in their order, each with rel=item",
                        "schema": _TEXT,
                    },
                },
            },
            **_usual("400", "404", "408", "413", "504"),
        },
    }


def _schemas() -> Schema:
    span = _object({"start": _COUNT, "end": _COUNT})
    quote: Schema = {
        "source": _TEXT,
        "title": _TEXT_OR_NULL,
        "published": _DATE_OR_NULL,
        "start": _COUNT,
        "end": _COUNT,
        "text": _TEXT,
        "score": _PROBABILITY,
        "highlight": {"oneOf": [span, {"type": "null"}]},
        "id": _TEXT,
        "corpus": _TEXT_OR_NULL,
        "place": {
            "type": "object",
            "required": ["passage", "line", "heading"],
            "additionalProperties": False,
            "properties": {
                "passage": {"type": "integer", "minimum": 1},
                "line": {"type": ["integer", "null"], "minimum": 1},
                "heading": _TEXT_OR_NULL,
                **{kind.value: _TEXT for kind in LandmarkKind},
            },
        },
    }
    source: Schema = {
        "name": _TEXT,
        "version": _TEXT,
        "title": _TEXT_OR_NULL,
        "author": _TEXT_OR_NULL,
        "published": _DATE_OR_NULL,
        "publisher": _TEXT_OR_NULL,
        "url": _TEXT_OR_NULL,
        "language": _TEXT_OR_NULL,
        "corpus": _TEXT,
        "format": _TEXT,
        "passages": _COUNT,
        "characters": _COUNT,
    }
    passage: Schema = {
        "number": {"type": "integer", "minimum": 1},
        "start": _COUNT,
        "end": _COUNT,
        "kind": {"enum": [kind.value for kind in PassageKind]},
        "line": {"type": "integer", "minimum": 1},
        "headings": _list(_TEXT),
    }
    shown = [Standing.CURRENT, Standing.MOVED, Standing.CHANGED]
    return {
        "Ask": {
            "type": "object",
            "required": ["question"],
            "properties": {
                "question": {"type": "string", "maxLength": QUESTION_LENGTH},
                "conversation": {
                    "type": ["string", "null"],
                    "maxLength": QUESTION_LENGTH,
                    "description": "Quoth-Conversation of the answer that this follows; null begins anew",
                },
                "source": {
                    "type": ["string", "null"],
                    "maxLength": QUESTION_LENGTH,
                    "description": "Name of the only document that may be quoted",
                },
            },
        },
        "Outcome": _object(
            {
                "id": {"type": "null"},
                "question": _TEXT,
                "read_as": _TEXT,
                "answered": {"type": "boolean"},
                "confidence": _PROBABILITY,
                "reason": {"enum": [*(reason.value for reason in Reason), None]},
                "differing": {"type": "boolean"},
                "unanswered": _list(_TEXT),
                "quotes": _list(_ref("Quote")),
                "nearest": _list(_ref("Quote")),
            }
        ),
        "Quote": _object(quote),
        "Source": _object(source),
        "SourceList": _object({"sources": _list(_ref("Source"))}),
        "Document": _object({**source, "text": _TEXT, "passages_in_order": _list(_object(passage))}),
        "QuoteView": _object(
            {
                "id": _TEXT,
                "standing": {"enum": [standing.value for standing in shown]},
                "source": _ref("Source"),
                "quote": {"oneOf": [_ref("Quote"), {"type": "null"}]},
            }
        ),
        "Problem": {
            "type": "object",
            "description": "RFC 9457",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {"type": "string", "format": "uri-reference"},
                "title": _TEXT,
                "status": {"type": "integer", "minimum": 400, "maximum": 599},
                "detail": _TEXT,
            },
        },
    }


_MEANINGS = {
    "400": "The request cannot be read",
    "401": "The token is missing or wrong",
    "404": "There is no such thing, or the conversation is over",
    "408": "The request did not arrive in time",
    "410": "The document of this quote is no longer there",
    "413": "The request is too large",
    "429": "Too many requests from this address; Retry-After says when to come back",
    "500": "Something went wrong, and was logged",
    "503": "Not ready, busy or stopping; Retry-After says when to come back",
    "504": "No answer in time",
}


def _usual(*others: str) -> Schema:
    """Return what every operation may answer besides, and these."""
    problem: Json = {"application/problem+json": {"schema": _ref("Problem")}}
    statuses = sorted({*others, "401", "429", "500", "503"})
    return {status: {"description": _MEANINGS[status], "content": problem} for status in statuses}


def _response(meaning: str, schema: Schema) -> Schema:
    return {"description": meaning, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, meaning: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
