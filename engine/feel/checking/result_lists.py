"""The types of what functions of lists give back: units go through `min`, `max`, `sum`, `mean`."""

from collections.abc import Callable

from public_aids.engine.feel.checking.comparing import compare, same_unit
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.checking.presence import Assumed, not_empty
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.syntax import Call
from public_aids.engine.feel.types import (
    ANY,
    BOOLEAN,
    AnyType,
    BooleanType,
    FunctionType,
    ListType,
    NumberType,
    OptionalType,
    Type,
    join,
    kind,
    same_kind,
    type_name,
)
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

Rule = Callable[[Call, tuple[Typed, ...], Assumed, Report], Type]


def items_of(node: Call, arguments: tuple[Typed, ...], report: Report) -> tuple[Type, bool]:
    """The type of the items of one list, or of several arguments; whether they came as a list."""
    if len(arguments) == 1 and isinstance(arguments[0].type, ListType | AnyType):
        of = arguments[0].type
        return (of.item if isinstance(of, ListType) else ANY), True
    joined = arguments[0].type
    for argument in arguments[1:]:
        joined = _mixed(node, arguments[0], argument, report) or join(joined, argument.type) or ANY
    return loose(joined), False


def _mixed(node: Call, first: Typed, other: Typed, report: Report) -> Type | None:
    """T308 for two arguments of different kinds, T304 for two units."""
    if not same_kind(first.type, other.type):
        words, one, two = report.words(node.function), type_name(first.type), type_name(other.type)
        report.add("T308", node, Text(f"`{words}` mêle {one.fr} et {two.fr}", f"`{words}` mixes {one.en} and {two.en}"))
        return ANY
    if isinstance(first.type, NumberType) and isinstance(other.type, NumberType):
        return None if same_unit(first, other, first.type.unit, other.type.unit, node.span, report) else ANY
    return None


def loose(of: Type) -> Type:
    """Without the allowed values: what is computed from them is not one of them."""
    return NumberType(of.unit) if isinstance(of, NumberType) else of


def aggregate(*kinds: str, result: Type | None = None) -> Rule:
    """Of items of these kinds; an empty list has no result."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
        item, in_list = items_of(node, arguments, report)
        if not _wants(node, item, kinds, report):
            return ANY
        inner = item.of if isinstance(item, OptionalType) else item
        found = loose(inner) if result is None else result
        certain = not in_list or not_empty(arguments[0].expr, assumed)
        return found if certain and not isinstance(item, OptionalType) else OptionalType(found)

    return rule


def _wants(node: Call, item: Type, kinds: tuple[str, ...], report: Report) -> bool:
    """Whether the items are of these kinds; T308 when they are not."""
    if kind(item) in (*kinds, "any"):
        return True
    words, found = report.words(node.function), type_name(item)
    message = Text(f"`{words}` ne s'applique pas à {found.fr}", f"`{words}` does not apply to {found.en}")
    report.add("T308", node, message)
    return False


def element(result: Type) -> Rule:
    """`list contains` and `index of`: what is looked for is compared with each item."""

    def rule(_: Call, arguments: tuple[Typed, ...], __: Assumed, report: Report) -> Type:
        of = arguments[0].type
        if isinstance(of, ListType):
            item = Typed(arguments[0].expr, of.item)
            compare("=", item, arguments[1], arguments[1].expr.span, report)
        return result

    return rule


def same_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    return arguments[0].type


def cut_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    """A position in the list, or none where the list is shorter."""
    return OptionalType(arguments[0].type)


def longer_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    first = arguments[0].type
    item: Type | None = first.item if isinstance(first, ListType) else ANY
    for argument in arguments[1:]:
        item = None if item is None else join(item, argument.type)
    return ListType(item or ANY)


def joined_lists(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    items = [one.type.item if isinstance(one.type, ListType) else one.type for one in arguments]
    item: Type | None = items[0]
    for other in items[1:]:
        item = None if item is None else join(item, other)
    return ListType(item or ANY)


def flat(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    item: Type = arguments[0].type
    while isinstance(item, ListType):
        item = item.item
    return ListType(item)


def partition(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    size = constant(arguments[1].expr)
    pieces = ListType(arguments[0].type)
    return pieces if size is not None and size >= 1 and size == int(size) else OptionalType(pieces)


def sorted_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> Type:
    precedes = arguments[1].type
    if isinstance(precedes, FunctionType) and not isinstance(precedes.result, BooleanType | AnyType):
        found = type_name(precedes.result)
        message = Text(
            f"cette fonction rend {found.fr}, pas une condition", f"this function gives {found.en}, no condition"
        )
        report.add("T308", arguments[1].expr, message, write("function(x, y) x < y"))
    return arguments[0].type


def conditions(node: Call, arguments: tuple[Typed, ...], report: Report) -> Type:
    item, _ = items_of(node, arguments, report)
    _wants(node, item, ("boolean",), report)
    return BOOLEAN
