"""The entity, and what is known of it: input variables, named as the facts are."""

from datetime import date

from openfisca_core.entities import build_entity
from openfisca_core.model_api import DAY, Enum, Variable

from rivals.openfisca.three_valued import NO_NUMBER, UNKNOWN

Medecin = build_entity("medecin", "medecins", "Médecin", is_person=True)


def _enumeration(name: str, members: str) -> type[Enum]:
    """`inconnu` comes first: it is the default, and the code 0."""
    return Enum(name, [(member, member) for member in f"inconnu {members}".split()])  # type: ignore[return-value]


Statut = _enumeration(
    "Statut",
    "projet_installation installe_liberal remplacant etudiant_medecine praticien_diplome_etranger structure_msp",
)
Specialite = _enumeration(
    "Specialite",
    "medecine_generale radiologie radiotherapie stomatologie anesthesie anatomie_cytologie_pathologiques"
    " medecine_nucleaire cardiologie geriatrie gynecologie_obstetrique autre",
)
OptionTarifaire = _enumeration("OptionTarifaire", "aucune optam optam_co optam_aco")
Zone = _enumeration("Zone", "ZIP ZAC hors_zone")
Dispositif = _enumeration("Dispositif", "caim cstm coscom cotram cde cesp")

ENUMERATIONS = {
    "statut": Statut,
    "specialite": Specialite,
    "option_tarifaire": OptionTarifaire,
    "zone_cabinet_principal": Zone,
    "zone_cabinet_secondaire": Zone,
    "zone_intervention_ponctuelle": Zone,
    "zone_medecins_remplaces": Zone,
    "contrat_1_dispositif": Dispositif,
}
ANSWERS = (
    "conventionne",
    "cabinet_principal_en_qpv",
    "premiere_installation_liberale",
    "aide_premiere_installation_deja_percue",
    "medecin_traitant",
    "cree_cabinet_secondaire",
    "cabinet_secondaire_nouvelle_implantation",
    "cabinet_secondaire_activite_reelle",
    "cabinet_secondaire_en_zip",
    "exercice_regulier_en_zip",
    "tarifs_opposables_consultations_avancees",
    "licence_remplacement",
    "medecins_remplaces_tarifs_opposables",
    "accepte_engagement_zone_deficitaire",
)
WHOLE_NUMBERS = (
    "secteur",
    "demi_journees_consultations_avancees_mois",
    "jours_remplacement_trimestre",
    "annee_etudes_medecine",
    "mois_allocation_cesp",
    "nombre_contrats",
)
NUMBERS = ("montant_fmt_socle_annuel_eur", "part_activite_zip_zac_pct")
DAYS = ("date_installation", "date_creation_cabinet_secondaire", "date_inscription_ordre", "contrat_1_date_signature")


def _variable(name: str, **more: object) -> type[Variable]:
    return type(name, (Variable,), {"entity": Medecin, "definition_period": DAY, "label": name, **more})


INPUTS = (
    *(
        _variable(name, value_type=Enum, possible_values=kind, default_value=kind.inconnu)
        for name, kind in ENUMERATIONS.items()
    ),
    *(_variable(name, value_type=int, default_value=UNKNOWN) for name in ANSWERS),
    *(_variable(name, value_type=int, default_value=NO_NUMBER) for name in WHOLE_NUMBERS),
    *(_variable(name, value_type=float, default_value=float(NO_NUMBER)) for name in NUMBERS),
    *(_variable(name, value_type=date) for name in DAYS),
)
