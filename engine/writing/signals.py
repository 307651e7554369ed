"""Requests to stop, which wait until files are whole."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory

_STOP = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def held() -> Iterator[list[int]]:
    """What asks the process to stop is put in the list that this gives, and obeyed at the end."""
    received: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    heeded = [one for one in _STOP if signal.getsignal(one) is not signal.SIG_IGN]
    former = {one: signal.signal(one, lambda number, _: received.append(number)) for one in heeded}
    try:
        yield received
    finally:
        for one, handler in former.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        if received:
            signal.raise_signal(received[0])


@contextmanager
def temporary_folder() -> Iterator[str]:
    """An empty folder that is gone afterwards, where SIGTERM or SIGHUP ends the process too."""

    def stop(number: int, _: object) -> None:
        sys.exit(128 + number)

    main = threading.current_thread() is threading.main_thread()
    terminal = [one for one in _STOP if main and signal.getsignal(one) is signal.SIG_DFL]
    for one in terminal:
        signal.signal(one, stop)
    try:
        with TemporaryDirectory(prefix="schemes-") as place:
            yield place
    finally:
        for one in terminal:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def removed_when_stopped(path: str) -> Iterator[None]:
    """Removes a file where SIGTERM or SIGHUP ends the process, even while native code keeps Python waiting.

    Python hears a signal between two steps of its own only; a thread that reads the pipe of signals hears it at once.
    """
    terminal = [one for one in _STOP if one != signal.SIGINT and signal.getsignal(one) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread() or os.name == "nt" or not terminal:
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)

    def watch() -> None:
        while number := os.read(reading, 1):
            if number[0] in terminal:
                with suppress(OSError):
                    os.unlink(path)
                os._exit(128 + number[0])

    thread = threading.Thread(target=watch, daemon=True)
    former = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for one in terminal:
        signal.signal(one, lambda *_: None)
    thread.start()
    try:
        yield
    finally:
        for one in terminal:
            signal.signal(one, signal.SIG_DFL)
        signal.set_wakeup_fd(former)
        os.close(writing)
        thread.join()
        os.close(reading)
