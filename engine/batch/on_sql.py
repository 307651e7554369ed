"""Columns as SQL, and a plan as one readable query.

Facts are cast once, in the first common table. Then each level of names is a table of its own, so that a condition is
written once, under its name, with what it says and where that is written.
"""

from datetime import date
from decimal import Decimal
from typing import assert_never

from sqlglot import exp

from public_aids.engine.batch import algebra, dialects
from public_aids.engine.batch.dialects import Dialect, Sql, call, cast, parenthesised, whole
from public_aids.engine.batch.nodes import kind_of

COMPARISONS = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}


def type_name(kind: algebra.Kind) -> str:
    """The type of a column, in words that sqlglot translates."""
    match kind:
        case algebra.Truth():
            return "BOOLEAN"
        case algebra.Number(0, bound):
            return "INT" if bound < 2**31 else "BIGINT"
        case algebra.Number(scale, bound):
            return f"DECIMAL({min(36, max(1, bound.adjusted() + 2) + scale)}, {scale})"
        case algebra.Day():
            return "DATE"
        case algebra.Words():
            return "TEXT"
        case _:
            assert_never(kind)


class Writer:
    """Columns written for one database."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect: Dialect = dialect

    def write(self, column: algebra.Column) -> Sql:
        match column:
            case algebra.Source(name):
                return exp.column(name)
            case algebra.Const(value, kind):
                return self._literal(value, kind)
            case algebra.Not(of):
                return exp.Not(this=self.inner(of))
            case algebra.All(of):
                return dialects.joined(exp.And, [self.write(one) for one in of])
            case algebra.Any(of):
                return dialects.joined(exp.Or, [self.write(one) for one in of])
            case algebra.Compare(op, left, right):
                return COMPARISONS[op](
                    this=dialects.operand(self.write(left)), expression=dialects.operand(self.write(right))
                )
            case algebra.OneOf(of, values):
                return exp.In(this=self.inner(of), expressions=[self.write(value) for value in values])
            case algebra.IsNull(of):
                return exp.Is(this=self.inner(of), expression=exp.Null())
            case algebra.IsTrue(of):
                return exp.Coalesce(this=self.write(of), expressions=[exp.false()])
            case algebra.IsFalse(of):
                return exp.Coalesce(this=exp.Not(this=self.inner(of)), expressions=[exp.false()])
            case algebra.Case(branches, otherwise):
                ifs = [exp.If(this=self.write(condition), true=self.write(value)) for condition, value in branches]
                return exp.Case(ifs=ifs, default=self.write(otherwise))
            case algebra.Plus(left, right):
                return exp.Add(this=dialects.operand(self.write(left)), expression=self.inner(right))
            case algebra.Minus(left, right):
                return exp.Sub(this=self.inner(left), expression=self.inner(right))
            case algebra.Times(left, right):
                return exp.Mul(this=self.inner(left), expression=self.inner(right))
            case algebra.Divide(of, by):
                return dialects.quotient(self.write(of), by, self.dialect)
            case algebra.Rounded():
                return self._rounded(column)
            case algebra.Share(of, by):
                kind = kind_of(of)
                assert isinstance(kind, algebra.Number)
                return dialects.share(self.write(of), kind.scale, by, self.dialect)
            case algebra.Count(of):
                return self._counted(of)
            case algebra.AddMonths(of, months):
                return dialects.months_later(self.write(of), months, self.dialect)
            case algebra.AddDays(of, days):
                return dialects.days_later(self.write(of), days, self.dialect)
            case algebra.PartOf(of, part):
                return cast(dialects.part_of(self.write(of), part, self.dialect), "INT")
            case algebra.WholeMonths(start, end):
                return self._whole_months(start, end)
            case algebra.MonthsElapsed(start, end):
                return self._months_elapsed(start, end)
            case algebra.TextTest():
                return self._text_test(column)
            case algebra.Listed(entries):
                return self._listed(entries)
            case _:
                assert_never(column)

    def inner(self, column: algebra.Column) -> Sql:
        """The same as a part of something else."""
        return parenthesised(self.write(column))

    def _literal(self, value: bool | Decimal | str | date | None, kind: algebra.Kind) -> Sql:
        match value:
            case None:
                return cast(exp.Null(), type_name(kind))
            case bool():
                return exp.true() if value else exp.false()
            case Decimal():
                return dialects.decimal_literal(value, self.dialect)
            case str():
                return exp.Literal.string(value)
            case date():
                return cast(exp.Literal.string(value.isoformat()), "DATE")
            case _:
                assert_never(value)

    def _counted(self, of: tuple[algebra.Column, ...]) -> Sql:
        total = self._one(of[0])
        for one in of[1:]:
            total = exp.Add(this=total, expression=self._one(one))
        return total

    def _one(self, condition: algebra.Column) -> Sql:
        return exp.Case(ifs=[exp.If(this=self.write(condition), true=whole(1))], default=whole(0))

    def _rounded(self, column: algebra.Rounded) -> Sql:
        value, places = self.write(column.of), column.kind.scale
        if column.how == "half_up":
            return call("ROUND", value, whole(places))
        factor, unit = whole(10**places), dialects.decimal_literal(Decimal(1).scaleb(-places), self.dialect)
        scaled = exp.Mul(this=parenthesised(value), expression=factor) if places else parenthesised(value)
        found = self._to_whole(column.how, scaled)
        return exp.Mul(this=parenthesised(found), expression=unit) if places else found

    def _to_whole(self, how: str, scaled: Sql) -> Sql:
        """A number to a whole one; half a unit is written out, since no two databases name it alike."""
        negative = exp.LT(this=parenthesised(scaled.copy()), expression=whole(0))
        half = exp.Literal.number("0.5")
        match how:
            case "floor":
                return call("FLOOR", scaled)
            case "ceiling":
                return call("CEIL", scaled)
            case "down":
                return _either_way(negative, call("CEIL", scaled.copy()), call("FLOOR", scaled))
            case "up":
                return _either_way(negative, call("FLOOR", scaled.copy()), call("CEIL", scaled))
            case "half_down":
                up = call("FLOOR", exp.Add(this=parenthesised(scaled.copy()), expression=half))
                return _either_way(
                    negative, up, call("CEIL", exp.Sub(this=parenthesised(scaled), expression=half.copy()))
                )
            case _:
                low = call("FLOOR", scaled)
                rest = exp.Paren(this=exp.Sub(this=parenthesised(scaled.copy()), expression=low.copy()))
                odd = exp.NEQ(this=call("MOD", low.copy(), whole(2)), expression=whole(0))
                tie = exp.And(this=exp.EQ(this=rest.copy(), expression=half.copy()), expression=odd)
                over = exp.Or(this=exp.GT(this=rest, expression=half), expression=exp.Paren(this=tie))
                return _either_way(over, exp.Add(this=low.copy(), expression=whole(1)), low)

    def _month_number(self, day: algebra.Column) -> Sql:
        if isinstance(day, algebra.Const) and isinstance(day.value, date):
            return whole(day.value.year * 12 + day.value.month)
        year = dialects.part_of(self.write(day), "year", self.dialect)
        month = dialects.part_of(self.write(day), "month", self.dialect)
        return exp.Paren(this=exp.Add(this=exp.Mul(this=year, expression=whole(12)), expression=month))

    def _apart(self, start: algebra.Column, end: algebra.Column) -> Sql:
        return exp.Sub(this=self._month_number(end), expression=self._month_number(start))

    def _day(self, day: algebra.Column) -> Sql:
        if isinstance(day, algebra.Const) and isinstance(day.value, date):
            return whole(day.value.day)
        return dialects.part_of(self.write(day), "day", self.dialect)

    def _whole_months(self, start: algebra.Column, end: algebra.Column) -> Sql:
        apart = self._apart(start, end)
        forwards = exp.GT(this=exp.Paren(this=apart.copy()), expression=whole(0))
        backwards = exp.LT(this=exp.Paren(this=apart.copy()), expression=whole(0))
        short = exp.LT(this=self._day(end), expression=self._day(start))
        over = exp.GT(this=self._day(end), expression=self._day(start))
        less = exp.Sub(this=apart.copy(), expression=whole(1))
        more = exp.Add(this=apart.copy(), expression=whole(1))
        branches = [
            exp.If(this=exp.And(this=forwards, expression=short), true=less),
            exp.If(this=exp.And(this=backwards, expression=over), true=more),
        ]
        return cast(exp.Case(ifs=branches, default=apart), "INT")

    def _months_elapsed(self, start: algebra.Column, end: algebra.Column) -> Sql:
        apart = self._apart(start, end)
        short = exp.LT(this=self._day(end), expression=self._day(start))
        next_day = dialects.days_later(self.write(end), 1, self.dialect)
        not_last = exp.NEQ(this=dialects.part_of(next_day, "day", self.dialect), expression=whole(1))
        less = exp.Sub(this=apart.copy(), expression=whole(1))
        branch = exp.If(this=exp.And(this=short, expression=not_last), true=less)
        return cast(exp.Case(ifs=[branch], default=apart), "INT")

    def _text_test(self, column: algebra.TextTest) -> Sql:
        of, text = self.write(column.of), exp.Literal.string(column.text)
        length = whole(len(column.text))
        match column.test:
            case "starts":
                return exp.EQ(this=exp.Substring(this=of, start=whole(1), length=length), expression=text)
            case "ends":
                return exp.EQ(this=exp.Right(this=of, expression=length), expression=text)
            case "contains":
                return exp.GT(this=exp.StrPosition(this=of, substr=text), expression=whole(0))
            case _:
                assert_never(column.test)

    def _listed(self, entries: tuple[tuple[algebra.Column, str], ...]) -> Sql:
        empty = exp.Literal.string("")
        parts = [
            exp.Case(
                ifs=[exp.If(this=self.write(condition), true=exp.Literal.string(f"{word} "))], default=empty.copy()
            )
            for condition, word in entries
        ]
        if not parts:
            return empty
        joined: Sql = parts[0]
        for part in parts[1:]:
            joined = exp.DPipe(this=joined, expression=part)
        return call("TRIM", joined)


def _either_way(condition: Sql, yes: Sql, no: Sql) -> Sql:
    return exp.Case(ifs=[exp.If(this=condition, true=yes)], default=no)
