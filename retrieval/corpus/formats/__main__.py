"""The child process: reads one file after another from its standard input, within limits."""

from retrieval.corpus.formats.serving import serve

if __name__ == "__main__":
    serve()
