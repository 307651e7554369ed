"""What comes out: a status for each scheme, and amounts, NaN where there is none or it is not known."""

import numpy
from openfisca_core.model_api import DAY, Enum, Variable, min_, select, where

from rivals.openfisca.contracts import years_before
from rivals.openfisca.facts import Medecin
from rivals.openfisca.three_valued import NO, NO_NUMBER, YES

FREE_OF = {
    "aide_cabinet_secondaire_zip": "sans_contrat_2016",
    "aide_premiere_installation_zac": "sans_contrat_2016",
    "aide_premiere_installation_zip": "sans_contrat_2016",
    "consultations_avancees": "sans_contrat_2016",
    "majoration_fmt_deja_installes": "sans_contrat_2016",
    "majoration_fmt_primo_installes": "sans_contrat_2016",
    "cde": "sans_cde",
    "cesp": "sans_cesp",
}
CLOSED = {"caim": "2025-12-31", "coscom": "2025-12-31", "cotram": "2025-12-31", "cstm": "2025-12-31"}


class Statuses(Enum):
    eligible = "Droit ouvert"
    not_eligible = "Droit fermé"
    undetermined = "À compléter"


STATUS = {"value_type": Enum, "possible_values": Statuses, "default_value": Statuses.not_eligible}


def _output(name: str, **more: object) -> type[Variable]:
    return type(name, (Variable,), {"entity": Medecin, "definition_period": DAY, "label": name, **more})


def _status(scheme: str, free: str) -> type[Variable]:
    def formula(medecin, period):
        answers = min_(medecin(scheme, period), medecin(free, period))
        return select(
            [answers == YES, answers == NO],
            [Statuses.eligible, Statuses.not_eligible],
            default=Statuses.undetermined,
        )

    return _output(f"{scheme}_status", formula=formula, **STATUS)


def _closed(scheme: str, last_day: str) -> type[Variable]:
    """From the day after the last one OpenFisca gives the default value."""
    return _output(f"{scheme}_status", end=last_day, **STATUS)


def paid(medecin, period, scheme, amount):
    """An amount, where the scheme is not refused for another reason than a contract."""
    return where(medecin(scheme, period) == NO, numpy.nan, amount)


def _lump_sum(scheme: str, name: str) -> type[Variable]:
    def formula(medecin, period, parameters):
        return paid(medecin, period, scheme, parameters(period)[scheme][name])

    return _output(f"{scheme}_amount_{name}", value_type=float, default_value=numpy.nan, formula=formula)


class consultations_avancees_amount_forfait(Variable):
    value_type = float
    default_value = numpy.nan
    entity = Medecin
    definition_period = DAY
    label = "Par demi-journée, plafonné, par mois"

    def formula(medecin, period, parameters):
        values = parameters(period).consultations_avancees
        half_days = medecin("demi_journees_consultations_avancees_mois", period)
        amount = min_(half_days * values.by_half_day, values.most)
        known = where(half_days == NO_NUMBER, numpy.nan, amount)
        return paid(medecin, period, "consultations_avancees", known)


class montant_fmt_socle(Variable):
    value_type = float
    default_value = numpy.nan
    entity = Medecin
    definition_period = DAY
    label = "Partie socle du forfait médecin traitant, NaN où elle n'est pas connue"

    def formula(medecin, period):
        base = medecin("montant_fmt_socle_annuel_eur", period)
        return where(base == NO_NUMBER, numpy.nan, base)


class majoration_fmt_deja_installes_amount_majoration(Variable):
    value_type = float
    default_value = numpy.nan
    entity = Medecin
    definition_period = DAY
    label = "Majoration des médecins déjà installés"

    def formula(medecin, period, parameters):
        amount = medecin("montant_fmt_socle", period) * parameters(period).majoration_fmt.rates.afterwards
        return paid(medecin, period, "majoration_fmt_deja_installes", amount)


class majoration_fmt_primo_installes_amount_majoration(Variable):
    value_type = float
    default_value = numpy.nan
    entity = Medecin
    definition_period = DAY
    label = "Majoration des médecins nouvellement installés"

    def formula(medecin, period, parameters):
        rates = parameters(period).majoration_fmt.rates
        installation = medecin("date_installation", period)
        rate = select(
            [
                numpy.isnat(installation),
                installation > years_before(period.start, 1),
                installation > years_before(period.start, 2),
            ],
            [numpy.nan, rates.first_year, rates.second_year],
            default=rates.afterwards,
        )
        amount = medecin("montant_fmt_socle", period) * rate
        return paid(medecin, period, "majoration_fmt_primo_installes", amount)


STATUSES = (
    *(_status(scheme, free) for scheme, free in FREE_OF.items()),
    *(_closed(scheme, last_day) for scheme, last_day in CLOSED.items()),
)
BASES = (montant_fmt_socle,)
AMOUNTS = (
    _lump_sum("aide_cabinet_secondaire_zip", "forfait"),
    _lump_sum("aide_premiere_installation_zac", "forfait"),
    _lump_sum("aide_premiere_installation_zip", "forfait"),
    _lump_sum("cesp", "allocation"),
    consultations_avancees_amount_forfait,
    majoration_fmt_deja_installes_amount_majoration,
    majoration_fmt_primo_installes_amount_majoration,
)
