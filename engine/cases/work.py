"""The mutation of many schemes."""

from collections.abc import Iterator, Mapping

from public_aids.engine.cases.model import CaseFile
from public_aids.engine.cases.mutation import Mutation, mutate
from public_aids.engine.rulebook.model import Rulebook
from public_aids.engine.shared_out import shared_out


def mutations_of(
    rules: Rulebook, files: Mapping[str, CaseFile], schemes: tuple[str, ...], workers: int
) -> Iterator[Mutation]:
    """What the cases of each scheme notice, in the order asked."""

    def mutation(scheme: str) -> Mutation:
        found = rules.scheme(scheme)
        assert found is not None
        return mutate(found, rules, files)

    return shared_out(mutation, schemes, workers)
