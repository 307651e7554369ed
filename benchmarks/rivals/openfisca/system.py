"""The tax and benefit system, and a reform of it that changes how statuses are made, not what they are."""

from pathlib import Path

import numpy
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.model_api import Reform, Variable, load_parameter_file, min_
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from rivals.openfisca.contracts import CONTRACTS
from rivals.openfisca.facts import INPUTS, Medecin
from rivals.openfisca.outputs import AMOUNTS, BASES, FREE_OF, STATUSES, Statuses
from rivals.openfisca.schemes import SCHEMES
from rivals.openfisca.shared import SHARED

STATUS_OF_ANSWER = numpy.array(
    [Statuses.not_eligible.index, Statuses.undetermined.index, Statuses.eligible.index], dtype=numpy.int16
)


class Aids(TaxBenefitSystem):
    def __init__(self) -> None:
        super().__init__([Medecin])
        self.add_variables(*INPUTS, *SHARED, *CONTRACTS, *SCHEMES, *STATUSES, *BASES, *AMOUNTS)
        self.parameters = load_parameter_file(str(Path(__file__).parent / "parameters.yaml"), "")


class StatusesByCode(Reform):
    """Statuses looked up by the number of the answer: a short cut, where `select` makes an object of each."""

    name = "Statuts par leur code"

    def apply(self) -> None:
        for scheme, free in FREE_OF.items():
            self.update_variable(_by_code(scheme, free))


def _by_code(scheme: str, free: str) -> type[Variable]:
    def formula(medecin, period):
        return EnumArray(STATUS_OF_ANSWER[min_(medecin(scheme, period), medecin(free, period))], Statuses)

    return type(f"{scheme}_status", (Variable,), {"formula": formula})
