"""Contracts that are held. Where a day is compared with a known one, years are taken off the known side."""

import numpy
from openfisca_core.model_api import DAY, Variable, select
from openfisca_core.periods import Instant, instant

from rivals.openfisca.facts import Dispositif, Medecin
from rivals.openfisca.three_valued import NO_NUMBER, UNKNOWN, answered


def years_before(one: Instant, years: int) -> numpy.datetime64:
    return numpy.datetime64(one.offset(-years, "year").date)


def months_after(days: numpy.ndarray, months: numpy.ndarray) -> numpy.ndarray:
    """The same day of a later month, or the last one of a shorter month."""
    month = days.astype("datetime64[M]")
    later = month + months
    last = (later + 1).astype("datetime64[D]") - 1
    return numpy.minimum(later.astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last)


class contrat_signe(Variable):
    value_type = bool
    entity = Medecin
    definition_period = DAY
    label = "Le contrat est signé, et non prévu"

    def formula(medecin, period):
        return medecin("contrat_1_date_signature", period) <= numpy.datetime64(period.start.date)


class contrat_reconductible_en_cours(Variable):
    value_type = bool
    entity = Medecin
    definition_period = DAY
    label = "Trois ans, et trois de plus à chaque échéance d'avant la dernière reconduction possible"

    def formula(medecin, period, parameters):
        signed = medecin("contrat_1_date_signature", period)
        last = instant(parameters(period).contrats.last_renewal)
        three, six, nine = (signed > years_before(period.start, years) for years in (3, 6, 9))
        return select([signed >= years_before(last, 3), signed >= years_before(last, 6)], [three, six], default=nine)


class contrat_2016_en_cours(Variable):
    value_type = bool
    entity = Medecin
    definition_period = DAY
    label = "Un contrat de la convention de 2016 est en cours"

    def formula(medecin, period, parameters):
        kind, signed = medecin("contrat_1_dispositif", period), medecin("contrat_1_date_signature", period)
        caim = (kind == Dispositif.caim) * (signed > years_before(period.start, 5))
        cotram = (kind == Dispositif.cotram) * (signed > years_before(period.start, 3))
        renewed = ((kind == Dispositif.cstm) + (kind == Dispositif.coscom)) * medecin(
            "contrat_reconductible_en_cours", period
        )
        return (caim + cotram + renewed) * (signed < numpy.datetime64(parameters(period).contrats.closed_on))


class sans_contrat_2016(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aucun contrat de la convention de 2016 en cours"

    def formula(medecin, period):
        return answered(
            numpy.logical_not(medecin("contrat_2016_en_cours", period)),
            medecin("nombre_contrats", period) != NO_NUMBER,
        )


class sans_cde(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aucun CDE en cours : après un an, nul ne sait"

    def formula(medecin, period):
        held = (medecin("contrat_1_dispositif", period) == Dispositif.cde) * medecin("contrat_signe", period)
        new = medecin("contrat_1_date_signature", period) > years_before(period.start, 1)
        known = (medecin("nombre_contrats", period) != NO_NUMBER) * numpy.logical_not(held * numpy.logical_not(new))
        return answered(numpy.logical_not(held), known)


class sans_cesp(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aucun CESP en cours"

    def formula(medecin, period):
        held = (medecin("contrat_1_dispositif", period) == Dispositif.cesp) * medecin("contrat_signe", period)
        months = medecin("mois_allocation_cesp", period)
        paid = months_after(medecin("contrat_1_date_signature", period), months) <= numpy.datetime64(period.start.date)
        running = held * numpy.logical_not(paid * (months != NO_NUMBER))
        return answered(numpy.logical_not(running), medecin("nombre_contrats", period) != NO_NUMBER)


CONTRACTS = (
    contrat_signe,
    contrat_reconductible_en_cours,
    contrat_2016_en_cours,
    sans_contrat_2016,
    sans_cde,
    sans_cesp,
)
