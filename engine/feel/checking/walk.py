"""Through the tree of an expression: the type of each node, and everything that is wrong, in one pass."""

from typing import assert_never

from public_aids.engine.feel import syntax
from public_aids.engine.feel.checking.absence import may_be_absent
from public_aids.engine.feel.checking.advice import as_condition
from public_aids.engine.feel.checking.calculating import calculate, negate
from public_aids.engine.feel.checking.calls import call
from public_aids.engine.feel.checking.comparing import compare, same_unit
from public_aids.engine.feel.checking.constancy import Typed
from public_aids.engine.feel.checking.looping import filtered, item_of
from public_aids.engine.feel.checking.members import member
from public_aids.engine.feel.checking.naming import hyphenated, unknown_fact, unknown_function
from public_aids.engine.feel.checking.problem import Report
from public_aids.engine.feel.checking.ranging import interval, membership, within
from public_aids.engine.feel.checking.result_moments import temporal_type
from public_aids.engine.feel.checking.scope import Scope
from public_aids.engine.feel.functions import NAMES
from public_aids.engine.feel.types import (
    ANY,
    BOOLEAN,
    AnyType,
    BooleanType,
    ContextType,
    FunctionType,
    ListType,
    NumberType,
    OptionalType,
    RangeType,
    StringType,
    Type,
    join,
    type_name,
)
from public_aids.engine.text import Text


class Walk:
    def __init__(self, report: Report) -> None:
        self.report = report

    def value(self, expr: syntax.Expr, scope: Scope, hint: Type | None = None) -> Type:
        """The type of an expression whose value must be there; T310 when it may be absent."""
        found = self.type_of(expr, scope, hint)
        if isinstance(found, OptionalType):
            may_be_absent(expr, found.of, self.report)
            return found.of
        return found

    def type_of(self, expr: syntax.Expr, scope: Scope, hint: Type | None = None) -> Type:
        """The type of an expression. `hint` is the type of what it is compared with, if anything."""
        found = self._type(expr, scope, hint)
        return found.of if isinstance(found, OptionalType) and expr in scope.assumed else found

    def _type(self, expr: syntax.Expr, scope: Scope, hint: Type | None) -> Type:
        match expr:
            case syntax.Null():
                return self._null(expr)
            case syntax.Boolean():
                return BOOLEAN
            case syntax.Number(number):
                return NumberType(None, (number,))
            case syntax.String(text):
                return StringType((text,))
            case syntax.Temporal(text):
                return temporal_type(text)
            case syntax.Name(name):
                if name in scope.names:
                    return scope.names[name].type
                unknown_fact(expr, scope.names, hint, self.report)
                return ANY
            case syntax.Path(base):
                return member(expr, self.type_of(base, scope), self.report)
            case syntax.Negation(operand):
                return negate(Typed(operand, self.value(operand, scope)), expr, self.report)
            case syntax.Arithmetic(_, left, right):
                if meant := hyphenated(expr, scope.names, hint, self.report):
                    return meant
                one, other = Typed(left, self.value(left, scope)), Typed(right, self.value(right, scope))
                return calculate(expr, one, other, scope.assumed, self.report)
            case syntax.Comparison():
                return self._comparison(expr, scope)
            case syntax.And(operands):
                return self._operands(operands, scope, True)
            case syntax.Or(operands):
                return self._operands(operands, scope, False)
            case syntax.Between(value, low, high):
                within(self, Typed(value, self.value(value, scope)), low, high, scope)
                return BOOLEAN
            case syntax.In(value, tests):
                return membership(self, value, tests, scope)
            case syntax.UnaryTest(_, operand):
                return RangeType(self.value(operand, scope, hint))
            case syntax.Interval(low, high):
                return interval(self, low, high, scope, hint)
            case syntax.If(condition, then, otherwise):
                return self._choice(expr, condition, then, otherwise, scope, hint)
            case syntax.For(iterations, body):
                inner = self._loops(iterations, scope).with_names({"partial": ListType(ANY)})
                return ListType(self.type_of(body, inner))
            case syntax.Quantified(_, iterations, body):
                self.condition(body, self._loops(iterations, scope))
                return BOOLEAN
            case syntax.ListOf(items):
                return ListType(self._joined(tuple(self.type_of(item, scope, hint) for item in items)))
            case syntax.ContextOf():
                return self._context(expr, scope)
            case syntax.FunctionOf():
                return self._function(expr, scope, ANY)
            case syntax.Call():
                return self._call(expr, scope)
            case syntax.Filter(base, condition):
                return filtered(self, base, condition, scope)
            case syntax.InstanceOf(value):
                self.type_of(value, scope)
                return BOOLEAN
            case _:
                assert_never(expr)

    def _null(self, expr: syntax.Null) -> Type:
        message = Text("`null` n'a pas de place dans une règle", "`null` has no place in a rule")
        cure = Text(
            "un fait absent est inconnu de lui-même : il n'y a rien à tester",
            "a fact that is absent is unknown by itself: there is nothing to test",
        )
        self.report.add("F206", expr, message, cure)
        return ANY

    def condition(self, expr: syntax.Expr, scope: Scope, before: syntax.Expr | None = None) -> None:
        """T302 unless the expression is true or false."""
        found = self.value(expr, scope)
        if not isinstance(found, BooleanType | AnyType):
            name = type_name(found)
            message = Text(f"il faut ici une condition, pas {name.fr}", f"a condition is expected here, not {name.en}")
            self.report.add("T302", expr, message, *as_condition(expr, found, self.report, before))

    def _operands(self, operands: tuple[syntax.Expr, ...], scope: Scope, truth: bool) -> Type:
        """Each operand counts only where those before it have not decided."""
        before: syntax.Expr | None = None
        for operand in operands:
            self.condition(operand, scope, before)
            scope, before = scope.assuming(operand, truth), operand
        return BOOLEAN

    def _comparison(self, expr: syntax.Comparison, scope: Scope) -> Type:
        """The side that is a known name is typed first: it may say what a word on the other side is."""
        left, right = expr.left, expr.right
        if isinstance(left, syntax.Name) and left.name not in scope.names:
            other = self.value(right, scope)
            one = self.value(left, scope, other)
        else:
            one = self.value(left, scope)
            other = self.value(right, scope, one)
        compare(expr.op, Typed(left, one), Typed(right, other), expr.span, self.report)
        return BOOLEAN

    def _choice(
        self,
        expr: syntax.If,
        condition: syntax.Expr,
        then: syntax.Expr,
        otherwise: syntax.Expr,
        scope: Scope,
        hint: Type | None,
    ) -> Type:
        self.condition(condition, scope)
        one = Typed(then, self.type_of(then, scope.assuming(condition, True), hint))
        other = Typed(otherwise, self.type_of(otherwise, scope.assuming(condition, False), hint))
        joined = join(one.type, other.type)
        if joined is None:
            first, second = type_name(one.type), type_name(other.type)
            message = Text(
                f"`then` donne {first.fr} et `else` {second.fr}", f"`then` gives {first.en} and `else` {second.en}"
            )
            cure = Text("les deux doivent être de même nature", "both must be of one kind")
            self.report.add("T301", expr, message, cure)
        elif isinstance(one.type, NumberType) and isinstance(other.type, NumberType):
            same_unit(one, other, one.type.unit, other.type.unit, expr.span, self.report)
        return joined or ANY

    def _joined(self, types: tuple[Type, ...]) -> Type:
        joined: Type | None = types[0] if types else ANY
        for one in types[1:]:
            joined = None if joined is None else join(joined, one)
        return joined or ANY

    def _loops(self, iterations: tuple[syntax.Iteration, ...], scope: Scope) -> Scope:
        for iteration in iterations:
            scope = scope.with_names({iteration.name: item_of(self, iteration, scope)})
        return scope

    def _context(self, expr: syntax.ContextOf, scope: Scope) -> Type:
        fields: list[tuple[str, Type]] = []
        for entry in expr.entries:
            fields.append((entry.key, self.type_of(entry.value, scope)))
            scope = scope.with_names({entry.key: fields[-1][1]})
        return ContextType(tuple(fields))

    def _function(self, expr: syntax.FunctionOf, scope: Scope, item: Type) -> Type:
        """A function; its parameters are items of the list it is given with."""
        parameters = {parameter.name: ANY if parameter.type else item for parameter in expr.parameters}
        return FunctionType(tuple(parameters.values()), self.type_of(expr.body, scope.with_names(parameters)))

    def _call(self, expr: syntax.Call, scope: Scope) -> Type:
        name = expr.function.name if isinstance(expr.function, syntax.Name) else None
        declared = scope.names.get(name) if name is not None else None
        if name is None or (declared and isinstance(declared.type, FunctionType | AnyType)):
            function = self.value(expr.function, scope)
            for argument in expr.arguments:
                self.value(argument, scope)
            return function.result if isinstance(function, FunctionType) else ANY
        assert isinstance(expr.function, syntax.Name)
        arguments = self._arguments(expr, scope)
        if name in NAMES and declared is None:
            return call(expr, name, arguments, scope.assumed, self.report)
        unknown_function(expr.function, scope.names, self.report)
        return ANY

    def _arguments(self, expr: syntax.Call, scope: Scope) -> tuple[Typed, ...]:
        """The first argument says what the others may be: an item of it, a function of its items."""
        hint: Type | None = None
        typed: list[Typed] = []
        for argument in expr.arguments:
            if isinstance(argument, syntax.FunctionOf):
                found = self._function(argument, scope, hint or ANY)
            else:
                found = self.value(argument, scope, hint)
            typed.append(Typed(argument, found))
            if hint is None:
                hint = found.item if isinstance(found, ListType) else found
        return tuple(typed)
