"""A profile as the YAML that a person would write: a fact a line, in the order of `facts.yaml`."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from public_aids.engine.decide.profile import Profile
from public_aids.engine.feel.values import Value
from public_aids.engine.rulebook.model import Fact


def profile_yaml(profile: Profile, facts: Mapping[str, Fact]) -> str:
    lines: list[str] = []
    for name in facts:
        if name in profile:
            lines += _fact(name, profile[name])
    return "".join(f"{line}\n" for line in lines) or "{}\n"


def _fact(name: str, value: Value) -> Iterator[str]:
    if not isinstance(value, (list, tuple)):
        yield f"{name}: {scalar(value)}"
    elif not value or not isinstance(value[0], Mapping):
        yield f"{name}: [{', '.join(scalar(one) for one in value)}]"
    else:
        yield f"{name}:"
        for record in value:
            assert isinstance(record, Mapping)
            for index, (field, one) in enumerate(record.items()):
                yield f"  {'- ' if index == 0 else '  '}{field}: {scalar(one)}"


def scalar(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case str() if value.isidentifier() and value.lower() not in ("true", "false", "null", "yes", "no", "on", "off"):
            return value
        case _:
            escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
