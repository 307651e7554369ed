"""`population.toml`, read and checked against the facts."""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar

from public_aids.engine.feel.syntax import Expr
from public_aids.engine.feel.types import BOOLEAN
from public_aids.engine.rulebook.expressions import names_for
from public_aids.engine.rulebook.model import ContractRole, Fact
from public_aids.engine.rulebook.parsed import Expressions
from public_aids.engine.rulebook.population.model import ContractDraw, Distributions, Draw, Weights
from public_aids.engine.rulebook.population.places import Keys
from public_aids.engine.rulebook.population.values import (
    WrongError,
    between,
    share,
    step,
    table,
    weights,
    years,
    years_after,
)
from public_aids.engine.source.diagnostic import BrokenError, Diagnostic
from public_aids.engine.source.nearest import did_you_mean
from public_aids.engine.source.place import Place
from public_aids.engine.text import Text

T = TypeVar("T")
WAYS: Final = {  # to draw a fact of each type; the others are not drawn
    "boolean": ("true",),
    "number": ("values", "between"),
    "date": ("years", "years_after"),
    "choice": ("values",),
    "code": ("values",),
}
_KEYS: Final = frozenset(("known", "step", "when")).union(*WAYS.values())
_OF_CONTRACTS: Final = ("share", "years", "values")
_HUNDRED: Final = range(90, 111)  # the sums of weights that were meant as percentages


def read_distributions(path: str, data: bytes, facts: Mapping[str, Fact], role: ContractRole) -> Distributions:
    """Raises `BrokenError` with everything that is wrong."""
    found, problems = distributions_from(path, data, facts, role)
    errors = tuple(one for one in problems if one.severity == "error")
    if found is None or errors:
        raise BrokenError(errors)
    return found


def distributions_from(
    path: str, data: bytes, facts: Mapping[str, Fact], role: ContractRole
) -> tuple[Distributions | None, tuple[Diagnostic, ...]]:
    """What a file says, None where it is no TOML, and everything that is wrong or doubtful in it."""
    try:
        written = keys_and_values(path, data)
    except BrokenError as error:
        return None, error.diagnostics
    reading = _Reading(Keys(path, data.decode()), facts, role)
    return reading.distributions(written), tuple(reading.problems)


def keys_and_values(path: str, data: bytes) -> dict[str, Any]:
    """What is written, whatever it means. Raises `BrokenError` for what is no TOML."""
    try:
        return tomllib.loads(data.decode("utf-8"), parse_float=Decimal)
    except ValueError as error:
        message = Text(f"ce fichier n'est pas du TOML ({error})", f"this file is not TOML ({error})")
        raise BrokenError((Diagnostic("B401", message, Place(path, 1, 1, 1, 1)),)) from None


class _Reading:
    def __init__(self, keys: Keys, facts: Mapping[str, Fact], role: ContractRole) -> None:
        self.problems: list[Diagnostic] = []
        self._keys, self._facts, self._role = keys, facts, role

    def distributions(self, written: Mapping[str, Any]) -> Distributions:
        self._known_keys((), written, frozenset(("facts", "contracts")))
        draws: list[Draw] = []
        of_facts = self._tried(("facts",), lambda: table(written.get("facts", {}))) or {}
        for at, (name, one) in enumerate(of_facts.items()):
            above = tuple(of_facts)[:at]  # those that are wrong, too: each is told once
            found = self._tried(("facts", name), lambda name=name, one=one, above=above: self._draw(name, one, above))  # type: ignore[misc]
            draws += [found] if found is not None else []
        contracts = self._tried(("contracts",), lambda: self._contracts(table(written.get("contracts", {}))))
        return Distributions(tuple(draws), contracts)

    def _draw(self, name: str, written: Any, above: tuple[str, ...]) -> Draw | None:
        fact = self._facts.get(name)
        if fact is None:
            raise WrongError(f"fait inconnu `{name}`", f"unknown fact `{name}`", *did_you_mean(name, self._facts))
        self._known_keys(("facts", name), table(written), _KEYS)
        allowed = WAYS.get(fact.type, ())
        ways = [key for key in written if any(key in keys for keys in WAYS.values())]
        if len(ways) != 1 or ways[0] not in allowed:
            listed = ", ".join(f"`{way}`" for way in allowed)
            cures = (
                (Text(f"écrivez une de ces clés : {listed}", f"write one of these keys: {listed}"),) if listed else ()
            )
            raise WrongError(f"rien ne dit comment tirer `{name}`", f"nothing says how to draw `{name}`", *cures)
        parts = {key: self._part(("facts", name, key), written[key], fact, above) for key in written if key in _KEYS}
        after = parts.pop("years_after", None)
        if after is not None:
            parts["after"], parts["years"], parts["until"] = after
        return None if None in parts.values() else Draw(fact, **parts)

    def _contracts(self, written: Mapping[str, Any]) -> ContractDraw | None:
        if not written:
            return None
        self._known_keys(("contracts",), written, frozenset(("known", *_OF_CONTRACTS)))
        fact = self._facts.get(self._role.fact)
        scheme = next((field for field in fact.fields if field.name == self._role.scheme), None) if fact else None
        missing = next((key for key in _OF_CONTRACTS if key not in written), None)
        if scheme is None or missing is not None:
            name = missing or self._role.fact or "roles.contracts"
            raise WrongError(f"`{name}` manque", f"`{name}` is missing")
        keys = [key for key in written if key in ("known", *_OF_CONTRACTS)]
        parts = {key: self._part(("contracts", key), written[key], scheme, ()) for key in keys}
        return None if None in parts.values() else ContractDraw(**parts)

    def _part(self, where: tuple[str, ...], written: Any, fact: Fact, above: tuple[str, ...]) -> Any:
        """What a key says; None for what is wrong, once it is reported."""
        match where[-1]:
            case "known" | "true" | "share":
                return self._tried(where, lambda: share(written))
            case "values":
                return self._tried(where, lambda: self._weights(where, written, fact))
            case "between":
                return self._tried(where, lambda: between(written, fact))
            case "step":
                return self._tried(where, lambda: step(written))
            case "years":
                return self._tried(where, lambda: years(written))
            case "years_after":
                return self._tried(where, lambda: years_after(written, above))
            case _:
                return self._tried(where, lambda: self._when(written))

    def _weights(self, where: tuple[str, ...], written: Any, fact: Fact) -> Weights:
        found = weights(written, fact)
        total = sum(weight for _, weight in found)
        if total in _HUNDRED and total != 100:
            cure = Text("corrigez l'une d'elles", "correct one of them")
            wrong = WrongError(f"ces parts font {total}, et non 100", f"these shares add up to {total}, not 100", cure)
            self._report(where, wrong, "warning")
        return found

    def _when(self, written: Any) -> Expr:
        read = Expressions(names_for(self._facts.values(), ("on",))).read(str(written), BOOLEAN)
        for problem in read.problems:
            raise WrongError(problem.message.fr, problem.message.en, *problem.cures)
        return read.expr

    def _known_keys(self, where: tuple[str, ...], written: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in written.keys() - known:
            wrong = WrongError(f"clé inconnue `{key}`", f"unknown key `{key}`", *did_you_mean(key, known))
            self._report((*where, key), wrong)

    def _tried(self, where: tuple[str, ...], read: Callable[[], T]) -> T | None:
        try:
            return read()
        except WrongError as wrong:
            self._report(where, wrong)
            return None

    def _report(
        self, where: tuple[str, ...], wrong: WrongError, severity: Literal["error", "warning"] = "error"
    ) -> None:
        place, line = self._keys.at(where)
        self.problems.append(Diagnostic("B401", wrong.message, place, wrong.cures, severity, line))
