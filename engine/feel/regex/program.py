"""The tree of a pattern -> a list of instructions for the matcher, of bounded length."""

from typing import assert_never

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex.classes import CharTest
from public_aids.engine.feel.regex.pattern import BackReference, Choice, Edge, Group, One, Pattern, Repeat, Sequence
from public_aids.engine.record import Record

MAX_INSTRUCTIONS = 5_000


class Take(Record):
    """Goes on past one character that passes."""

    test: CharTest


class Fork(Record):
    """Goes on in two places, the first preferred."""

    first: int
    second: int


class Jump(Record):
    to: int


class Save(Record):
    """Keeps where the text is now: slot 2n where group n begins, 2n + 1 where it ends."""

    slot: int


class Repeated(Record):
    """Goes on past the text of a group."""

    group: int


class Check(Record):
    """Goes on at the start or the end of the text, or of a line."""

    end: bool
    lines: bool


class Done(Record):
    pass


Instruction = Take | Fork | Jump | Save | Repeated | Check | Done


def program_of(pattern: Pattern) -> tuple[Instruction, ...]:
    code: list[Instruction] = [Save(0)]
    _emit(pattern, code)
    return (*code, Save(1), Done())


def _emit(pattern: Pattern, code: list[Instruction]) -> None:
    if len(code) > MAX_INSTRUCTIONS:
        raise NullError("l'expression régulière est trop longue", "the regular expression is too long")
    match pattern:
        case One(test):
            code.append(Take(test))
        case Sequence(parts):
            for part in parts:
                _emit(part, code)
        case Choice(options):
            _emit_choice(options, code)
        case Repeat(part, least, most, lazy):
            for _ in range(least):
                _emit(part, code)
            _emit_more(part, None if most is None else most - least, lazy, code)
        case Group(part, index):
            if index:
                code.append(Save(2 * index))
            _emit(part, code)
            if index:
                code.append(Save(2 * index + 1))
        case BackReference(index):
            code.append(Repeated(index))
        case Edge(end, lines):
            code.append(Check(end, lines))
        case _:
            assert_never(pattern)


def _emit_choice(options: tuple[Pattern, ...], code: list[Instruction]) -> None:
    ends: list[int] = []
    for option in options[:-1]:
        fork = len(code)
        code.append(Jump(0))
        _emit(option, code)
        ends.append(len(code))
        code.append(Jump(0))
        code[fork] = Fork(fork + 1, len(code))
    _emit(options[-1], code)
    for end in ends:
        code[end] = Jump(len(code))


def _emit_more(part: Pattern, count: int | None, lazy: bool, code: list[Instruction]) -> None:
    """The part up to `count` times more, or any number of times."""
    forks: list[int] = []
    for _ in range(1 if count is None else count):
        forks.append(len(code))
        code.append(Jump(0))
        _emit(part, code)
    if count is None:
        code.append(Jump(forks[0]))
    for fork in forks:
        code[fork] = Fork(len(code), fork + 1) if lazy else Fork(fork + 1, len(code))
