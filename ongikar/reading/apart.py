"""Reading a document in a process of its own, under a ceiling of time and memory.

The reading itself is bounded: what it costs grows with the document and no faster. This is for what nobody thought of:
a document that costs too much ends its own process, and whoever brought it is told what to do.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

from ongikar.reading import UnreadableCharter, read_charter
from ongikar.reading.refusals import NOT_NOW, TOO_MUCH
from ongikar.reading.sheet import CharterSheet

SECONDS, WAIT, BYTES = 20, 90, 512 * 1024**2
"""Of the processor; by the clock, where the machine does other things as well; and of memory. The largest charter seen
takes a fifth of a second and 30 MB."""
CEILING = 3  # how the process ends that met its ceiling and can still say so
log = logging.getLogger(__name__)


def read_apart(data: bytes, name: str, *, on: date | None = None) -> CharterSheet:
    """As read_charter, in a process of its own. Raises UnreadableCharter also where that was stopped."""
    try:
        done = subprocess.run(  # noqa: S603  this program and nothing that was brought
            [sys.executable, "-m", __name__],
            input=pickle.dumps((data, name, on)),
            capture_output=True,
            cwd=Path(str(files("ongikar"))).parent,
            timeout=WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableCharter(*TOO_MUCH) from None
    except OSError as error:
        log.error("no process to read a document in: %s", error.strerror)
        raise UnreadableCharter(*NOT_NOW) from error
    if done.returncode:
        log.warning("a document of %s bytes was not read: the process ended with %s", len(data), done.returncode)
        raise UnreadableCharter(*TOO_MUCH)
    read: CharterSheet | tuple[str, str] = pickle.loads(done.stdout)  # noqa: S301  our own process wrote it
    if isinstance(read, CharterSheet):
        return read
    raise UnreadableCharter(*read)


def limit(seconds: int = SECONDS, memory: int = BYTES) -> None:
    """Put this process under the ceiling; on Windows, which has none for a process, the clock of `read_apart` is all."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _main() -> int:
    data, name, on = pickle.load(sys.stdin.buffer)  # noqa: S301  what read_apart wrote
    limit()
    try:
        read: CharterSheet | tuple[str, str] = read_charter(data, name, on=on)
    except UnreadableCharter as refused:
        read = refused.message_bn, refused.message_en
    except (MemoryError, RecursionError):
        return CEILING
    pickle.dump(read, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
