"""Yes, no, unknown in numpy arrays: 2, 0, 1. So the least of some answers is `and`, the largest is `or` (Kleene)."""

from functools import reduce

import numpy
from openfisca_core.indexed_enums import Enum, EnumArray

NO, UNKNOWN, YES = 0, 1, 2
NO_NUMBER = -1
Answers = numpy.ndarray


def every(*answers: Answers) -> Answers:
    return reduce(numpy.minimum, answers)


def either(*answers: Answers) -> Answers:
    return reduce(numpy.maximum, answers)


def negation(answers: Answers) -> Answers:
    return YES - answers


def certain(condition: numpy.ndarray) -> Answers:
    """The answers of a condition that is never unknown."""
    return numpy.where(condition, numpy.int32(YES), numpy.int32(NO))


def answered(condition: numpy.ndarray, known: numpy.ndarray) -> Answers:
    return numpy.where(known, certain(condition), UNKNOWN)


def one_of(values: EnumArray, *members: Enum) -> Answers:
    """Enumerations here have `inconnu` as their first member."""
    found = reduce(numpy.logical_or, (values == member for member in members))
    return answered(found, values != values.possible_values.inconnu)


def number(condition: numpy.ndarray, values: numpy.ndarray) -> Answers:
    """A condition on numbers, which are -1 where they are not known."""
    return answered(condition, values != NO_NUMBER)


def day(condition: numpy.ndarray, values: numpy.ndarray) -> Answers:
    """A condition on days, which are NaT where they are not known."""
    return answered(condition, numpy.logical_not(numpy.isnat(values)))
