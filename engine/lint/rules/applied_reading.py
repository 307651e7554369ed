"""What stands in the file is what the reading that is applied says; answers are drawn from what stands."""

from collections.abc import Iterator

from public_aids.engine.lint.context import Context
from public_aids.engine.rulebook.coherence.finding import Finding, Path
from public_aids.engine.rulebook.coherence.stated import said_by
from public_aids.engine.rulebook.model import Dated, Reading, Scheme
from public_aids.engine.rulebook.readings import Value, standing_value
from public_aids.engine.text import Text

CODES = ("R420",)


def of_scheme(scheme: Scheme, _: Context) -> Iterator[Finding]:
    for position, divergence in enumerate(scheme.divergences):
        for at, reading in enumerate(divergence.readings):
            if reading.id == divergence.applied:
                for path, about, value in said_by(divergence, reading, ("divergences", position, "readings", at)):
                    standing = standing_value(scheme, about)
                    if standing is not None and not _agree(standing, value):
                        yield _differs(reading, path, about)


def _differs(reading: Reading, path: Path, about: str) -> Finding:
    message = Text(
        f"la lecture appliquée `{reading.id}` ne dit pas ce qui se trouve à `{about}`",
        f"the reading `{reading.id}`, which is applied, does not say what stands at `{about}`",
    )
    cure = Text(
        "changez l'un des deux, ou la lecture nommée par `applied`",
        "change one of the two, or the reading that `applied` names",
    )
    return Finding("R420", path, message, (cure,))


def _agree(standing: object, value: Value) -> bool:
    """Whether the value is one of those that stand there: of a dated value, any version."""
    if isinstance(standing, Dated):
        return any(version == value for _, version in standing.versions)
    return standing == value
