"""The types of what functions of lists give back: units go through `min`, `max`, `sum`, `mean`."""

from collections.abc import Callable

from public_aids.engine.feel import types
from public_aids.engine.feel.checking.comparing import compare, same_unit
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.literals import constant
from public_aids.engine.feel.checking.presence import Assumed, not_empty
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.syntax import Call
from public_aids.engine.source.nearest import write
from public_aids.engine.text import Text

Rule = Callable[[Call, tuple[Typed, ...], Assumed, Report], types.Type]


def items_of(node: Call, arguments: tuple[Typed, ...], report: Report) -> tuple[types.Type, bool]:
    """The type of the items of one list, or of several arguments; whether they came as a list."""
    if len(arguments) == 1 and isinstance(arguments[0].type, types.ListType | types.AnyType):
        of = arguments[0].type
        return (of.item if isinstance(of, types.ListType) else types.ANY), True
    joined = arguments[0].type
    for argument in arguments[1:]:
        joined = _mixed(node, arguments[0], argument, report) or types.join(joined, argument.type) or types.ANY
    return loose(joined), False


def _mixed(node: Call, first: Typed, other: Typed, report: Report) -> types.Type | None:
    """T308 for two arguments of different kinds, T304 for two units."""
    if not types.same_kind(first.type, other.type):
        words, one, two = report.words(node.function), types.type_name(first.type), types.type_name(other.type)
        report.add("T308", node, Text(f"`{words}` mêle {one.fr} et {two.fr}", f"`{words}` mixes {one.en} and {two.en}"))
        return types.ANY
    if isinstance(first.type, types.NumberType) and isinstance(other.type, types.NumberType):
        return None if same_unit(first, other, first.type.unit, other.type.unit, node.span, report) else types.ANY
    return None


def loose(of: types.Type) -> types.Type:
    """Without the allowed values: what is computed from them is not one of them."""
    return types.NumberType(of.unit) if isinstance(of, types.NumberType) else of


def aggregate(*kinds: str, result: types.Type | None = None) -> Rule:
    """Of items of these kinds; an empty list has no result."""

    def rule(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
        item, in_list = items_of(node, arguments, report)
        if not _wants(node, item, kinds, report):
            return types.ANY
        inner = item.of if isinstance(item, types.OptionalType) else item
        found = loose(inner) if result is None else result
        certain = not in_list or not_empty(arguments[0].expr, assumed)
        return found if certain and not isinstance(item, types.OptionalType) else types.OptionalType(found)

    return rule


def _wants(node: Call, item: types.Type, kinds: tuple[str, ...], report: Report) -> bool:
    """Whether the items are of these kinds; T308 when they are not."""
    if types.kind(item) in (*kinds, "any"):
        return True
    words, found = report.words(node.function), types.type_name(item)
    message = Text(f"`{words}` ne s'applique pas à {found.fr}", f"`{words}` does not apply to {found.en}")
    report.add("T308", node, message)
    return False


def element(result: types.Type) -> Rule:
    """`list contains` and `index of`: what is looked for is compared with each item."""

    def rule(_: Call, arguments: tuple[Typed, ...], __: Assumed, report: Report) -> types.Type:
        of = arguments[0].type
        if isinstance(of, types.ListType):
            item = Typed(arguments[0].expr, of.item)
            compare("=", item, arguments[1], arguments[1].expr.span, report)
        return result

    return rule


def same_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    return arguments[0].type


def cut_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    """A position in the list, or none where the list is shorter."""
    return types.OptionalType(arguments[0].type)


def longer_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    first = arguments[0].type
    item: types.Type | None = first.item if isinstance(first, types.ListType) else types.ANY
    for argument in arguments[1:]:
        item = None if item is None else types.join(item, argument.type)
    return types.ListType(item or types.ANY)


def joined_lists(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    items = [one.type.item if isinstance(one.type, types.ListType) else one.type for one in arguments]
    item: types.Type | None = items[0]
    for other in items[1:]:
        item = None if item is None else types.join(item, other)
    return types.ListType(item or types.ANY)


def flat(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    item: types.Type = arguments[0].type
    while isinstance(item, types.ListType):
        item = item.item
    return types.ListType(item)


def partition(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    size = constant(arguments[1].expr)
    pieces = types.ListType(arguments[0].type)
    return pieces if size is not None and size >= 1 and size == int(size) else types.OptionalType(pieces)


def sorted_list(node: Call, arguments: tuple[Typed, ...], assumed: Assumed, report: Report) -> types.Type:
    precedes = arguments[1].type
    if isinstance(precedes, types.FunctionType) and not isinstance(precedes.result, types.BooleanType | types.AnyType):
        found = types.type_name(precedes.result)
        message = Text(
            f"cette fonction rend {found.fr}, pas une condition", f"this function gives {found.en}, no condition"
        )
        report.add("T308", arguments[1].expr, message, write("function(x, y) x < y"))
    return arguments[0].type


def conditions(node: Call, arguments: tuple[Typed, ...], report: Report) -> types.Type:
    item, _ = items_of(node, arguments, report)
    _wants(node, item, ("boolean",), report)
    return types.BOOLEAN
