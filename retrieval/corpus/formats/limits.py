"""What a child process may use while it reads files that nobody has vouched for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file; the memory is the whole process's."""

    seconds: float = 120
    """On the clock, after which the parent ends the child: a thousand pages of PDF take a minute."""
    processor_seconds: int = 100
    bytes: int = 1024 * 1024 * 1024
    """Of address space: the libraries take a quarter, a file of 64 MiB and its tree the rest."""


def confine(limits: Limits) -> None:
    """Take from this process what reading needs not: more memory, files to write, children, a core dump."""
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(kind)
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (lowest, lowest))


def allow_time(limits: Limits) -> None:
    """Let this process run `processor_seconds` from now on; the system ends it after that."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + limits.processor_seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )
