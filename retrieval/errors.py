"""What can go wrong in the engine, each error saying what is wrong and what to do."""


class RetrievalError(Exception):
    """Base of every expected failure; `str()` is one line for the user, with the remedy in it."""


class ConfigurationError(RetrievalError):
    """A setting, path or model that the operator has to correct; commands exit with status 2."""


class CorpusError(ConfigurationError):
    """The corpus folder is missing, unreadable or holds nothing that can be quoted."""


class ModelError(ConfigurationError):
    """The embedding model is missing, or its weights are not the ones that were expected."""


class DataDirectoryError(ConfigurationError):
    """The data directory cannot be written, read or understood."""


class DataDirectoryLockedError(DataDirectoryError):
    """Another process holds the data directory."""


class StorageError(RetrievalError):
    """Writing or reading the data directory failed while running (disk full, taken away)."""


class UnknownSourceError(RetrievalError):
    """No document has the asked name; the message names the nearest ones."""
