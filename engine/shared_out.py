"""The same work on many things, on several processors."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")
CHUNKS = 8  # for each process, so that none waits for the other at the end


def shared_out(
    act: Callable[[A], B], things: Sequence[A], workers: int, *, worth: int = 2, first_here: bool = False
) -> Iterator[B]:
    """What `act` gives for each thing, in their order; in this process alone for fewer than are `worth` a second one.

    Processes are forked, so that they begin with all that `act` holds; only what it gives is sent. `first_here`: it
    imports and compiles, for the first thing, what all others need.
    """
    from multiprocessing import get_all_start_methods, get_context

    if workers < 2 or len(things) < worth or "fork" not in get_all_start_methods():
        yield from map(act, things)
        return
    from concurrent.futures import ProcessPoolExecutor

    if first_here:
        yield act(things[0])
    places = range(first_here, len(things))
    with ProcessPoolExecutor(workers, get_context("fork"), _begin, (act, things)) as pool:
        yield from pool.map(_act, places, chunksize=max(len(places) // (workers * CHUNKS), 1))


_shared: list[Any] = []  # of a process that was forked


def _begin(act: object, things: object) -> None:
    _shared[:] = [act, things]


def _act(at: int) -> Any:
    act, things = _shared
    return act(things[at])
