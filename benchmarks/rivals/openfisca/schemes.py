"""The conditions of each scheme, contracts left aside."""

import numpy
from openfisca_core.model_api import DAY, Variable

from rivals.openfisca.contracts import years_before
from rivals.openfisca.facts import Medecin, Specialite, Statut, Zone
from rivals.openfisca.three_valued import UNKNOWN, day, either, every, negation, number, one_of


class aide_cabinet_secondaire_zip(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aide à la création d'un cabinet secondaire en ZIP"

    def formula_2026_01_01(medecin, period, parameters):
        creation = medecin("date_creation_cabinet_secondaire", period)
        specialite = one_of(
            medecin("specialite", period),
            Specialite.radiologie,
            Specialite.radiotherapie,
            Specialite.stomatologie,
            Specialite.anesthesie,
            Specialite.anatomie_cytologie_pathologiques,
            Specialite.medecine_nucleaire,
        )
        return every(
            medecin("installe", period),
            medecin("conventionne", period),
            medecin("honoraires_maitrises", period),
            negation(specialite),
            medecin("cree_cabinet_secondaire", period),
            one_of(medecin("zone_cabinet_secondaire", period), Zone.ZIP),
            medecin("cabinet_secondaire_nouvelle_implantation", period),
            medecin("cabinet_secondaire_activite_reelle", period),
            day(creation >= numpy.datetime64(parameters(period).convention.since), creation),
        )


class premiere_installation(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Conditions des aides à la première installation, zone mise à part"

    def formula_2026_01_01(medecin, period):
        return every(
            medecin("s_installe", period),
            medecin("conventionne", period),
            medecin("honoraires_maitrises", period),
            medecin("installe_depuis_convention", period),
            medecin("premiere_installation_liberale", period),
            negation(medecin("aide_premiere_installation_deja_percue", period)),
        )


class aide_premiere_installation_zip(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aide à la première installation en ZIP"

    def formula_2026_01_01(medecin, period):
        return every(medecin("premiere_installation", period), medecin("cabinet_en_zip", period))


class aide_premiere_installation_zac(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aide à la première installation en ZAC"

    def formula_2026_01_01(medecin, period):
        zac = one_of(medecin("zone_cabinet_principal", period), Zone.ZAC)
        return every(medecin("premiere_installation", period), zac)


class consultations_avancees(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Aide aux consultations avancées en ZIP"

    def formula_2026_01_01(medecin, period):
        return every(
            one_of(medecin("statut", period), Statut.installe_liberal, Statut.remplacant),
            medecin("conventionne", period),
            either(
                medecin("honoraires_maitrises", period), medecin("tarifs_opposables_consultations_avancees", period)
            ),
            one_of(medecin("zone_intervention_ponctuelle", period), Zone.ZIP),
            negation(medecin("cabinet_en_zip", period)),
            negation(medecin("cabinet_secondaire_en_zip", period)),
            negation(medecin("exercice_regulier_en_zip", period)),
        )


class majoration_fmt_deja_installes(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Majoration du forfait médecin traitant des médecins déjà installés"

    def formula_2026_01_01(medecin, period, parameters):
        installation = medecin("date_installation", period)
        long_ago = installation <= years_before(period.start, parameters(period).majoration_fmt.years)
        return every(
            medecin("installe", period),
            medecin("conventionne", period),
            medecin("medecin_traitant", period),
            medecin("cabinet_en_zip_ou_qpv", period),
            either(
                negation(medecin("installe_depuis_convention", period)),
                negation(medecin("premiere_installation_liberale", period)),
                day(long_ago, installation),
            ),
        )


class majoration_fmt_primo_installes(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Majoration du forfait médecin traitant des médecins nouvellement installés"

    def formula_2026_01_01(medecin, period, parameters):
        installation = medecin("date_installation", period)
        recent = installation > years_before(period.start, parameters(period).majoration_fmt.years)
        return every(
            medecin("s_installe", period),
            medecin("conventionne", period),
            medecin("medecin_traitant", period),
            medecin("cabinet_en_zip_ou_qpv", period),
            medecin("premiere_installation_liberale", period),
            medecin("installe_depuis_convention", period),
            day(recent, installation),
        )


class beneficiaire_cde(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Titulaire d'une licence de remplacement, ou inscrit à l'Ordre depuis moins d'un an"

    def formula(medecin, period):
        statut, inscription = medecin("statut", period), medecin("date_inscription_ordre", period)
        today = numpy.datetime64(period.start.date)
        recent = (inscription <= today) * (inscription > years_before(period.start, 1))
        return every(
            one_of(statut, Statut.etudiant_medecine, Statut.remplacant),
            either(
                medecin("licence_remplacement", period),
                every(one_of(statut, Statut.remplacant), day(recent, inscription)),
            ),
        )


class cde(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Contrat de début d'exercice"

    def formula(medecin, period, parameters):
        cde = parameters(period).cde
        days, share = medecin("jours_remplacement_trimestre", period), medecin("part_activite_zip_zac_pct", period)
        return every(
            medecin("beneficiaire_cde", period),
            one_of(medecin("zone_medecins_remplaces", period), Zone.ZIP, Zone.ZAC),
            medecin("medecins_remplaces_tarifs_opposables", period),
            number(days >= cde.days, days),
            number(share >= cde.share, share),
        )


class cesp(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Medecin
    definition_period = DAY
    label = "Contrat d'engagement de service public"

    def formula(medecin, period, parameters):
        statut, studies = medecin("statut", period), medecin("annee_etudes_medecine", period)
        return every(
            one_of(statut, Statut.etudiant_medecine, Statut.praticien_diplome_etranger),
            either(
                one_of(statut, Statut.praticien_diplome_etranger),
                number(studies >= parameters(period).cesp.studies, studies),
            ),
            medecin("accepte_engagement_zone_deficitaire", period),
        )


SCHEMES = (
    aide_cabinet_secondaire_zip,
    premiere_installation,
    aide_premiere_installation_zip,
    aide_premiere_installation_zac,
    consultations_avancees,
    majoration_fmt_deja_installes,
    majoration_fmt_primo_installes,
    beneficiaire_cde,
    cde,
    cesp,
)
