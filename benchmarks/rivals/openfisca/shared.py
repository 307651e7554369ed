"""Conditions that several schemes have: variables of their own, computed once."""

import numpy
from openfisca_core.model_api import DAY, Variable

from rivals.openfisca.facts import Medecin, OptionTarifaire, Statut, Zone
from rivals.openfisca.three_valued import UNKNOWN, day, either, every, number, one_of


class installe(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Installé en libéral"

    def formula(medecin, period):
        return one_of(medecin("statut", period), Statut.installe_liberal)


class s_installe(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Installé, ou avec un projet d'installation"

    def formula(medecin, period):
        return one_of(medecin("statut", period), Statut.installe_liberal, Statut.projet_installation)


class honoraires_maitrises(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Secteur 1, ou secteur 2 avec une option de pratique tarifaire maîtrisée"

    def formula(medecin, period):
        secteur, option = medecin("secteur", period), medecin("option_tarifaire", period)
        optam = one_of(option, OptionTarifaire.optam, OptionTarifaire.optam_co, OptionTarifaire.optam_aco)
        return either(number(secteur == 1, secteur), every(number(secteur == 2, secteur), optam))


class cabinet_en_zip(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Cabinet principal en ZIP"

    def formula(medecin, period):
        return one_of(medecin("zone_cabinet_principal", period), Zone.ZIP)


class cabinet_en_zip_ou_qpv(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Cabinet principal en ZIP ou en QPV"

    def formula(medecin, period):
        return either(medecin("cabinet_en_zip", period), medecin("cabinet_principal_en_qpv", period))


class installe_depuis_convention(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Installation depuis l'entrée en vigueur des aides de la convention"

    def formula(medecin, period, parameters):
        installation = medecin("date_installation", period)
        return day(installation >= numpy.datetime64(parameters(period).convention.since), installation)


SHARED = (
    installe,
    s_installe,
    honoraires_maitrises,
    cabinet_en_zip,
    cabinet_en_zip_ou_qpv,
    installe_depuis_convention,
)
