"""The engine: from a folder of documents to verbatim, attributed quotes; knows no bot and no network."""
