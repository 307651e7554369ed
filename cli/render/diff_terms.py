"""What the parts of a rule are called in sentences about changes."""

from typing import Final

from cli.render.words import KIND, PER, PRECISION, RENEWAL
from engine.text import Text

RELATION: Final = {
    "incompatible": Text("ne se cumule pas avec", "may not be held with"),
    "compatible": Text("se cumule avec", "may be held with"),
    "succession": Text("peut être suivi de", "may be followed by"),
}
CODES: Final[dict[str, Text]] = {
    **{str(key): said for table in (KIND, PER, RENEWAL) for key, said in table.items()},
    "exact": Text("montant exact", "exact sum"),
    "ceiling": Text("plafond (« jusqu'à »)", "ceiling (“up to”)"),
    "approximate": Text("montant approximatif (« environ »)", "approximate sum (“about”)"),
    "unquantified": PRECISION["unquantified"],
    "all_of": Text("toutes ses parties sont exigées", "all its parts are required"),
    "any_of": Text("une de ses parties suffit", "one of its parts is enough"),
    "same_period": Text("sur la même période", "over the same period"),
    "career": Text("sur toute la carrière", "over a whole career"),
    "signature": Text("les règles du jour de la signature", "the rules of the day of signature"),
    "evaluation": Text("les règles du jour de l'évaluation", "the rules of the day of evaluation"),
}
THINGS: Final = {
    "conditions": Text("condition", "condition"),
    "amounts": Text("montant", "amount"),
    "limits": Text("limite à une fois dans une carrière", "limit to once in a career"),
    "relations": Text("relation", "relation"),
    "obligations": Text("obligation", "obligation"),
    "warnings": Text("avertissement", "warning"),
    "notes": Text("note", "note"),
    "objectives": Text("objectif", "objective"),
    "other_names": Text("autre nom", "other name"),
    "divergences": Text("désaccord des sources", "disagreement of the sources"),
    "facts": Text("fait", "fact"),
    "documents": Text("document", "document"),
    "contacts": Text("contact", "contact"),
}
FIELDS: Final = {
    "name": Text("nom", "name"),
    "acronym": Text("sigle", "acronym"),
    "kind": Text("nature", "kind"),
    "rules_as_of": Text("règles applicables", "rules that apply"),
    "payer": Text("payeur", "payer"),
    "opens_on": Text("jour d'ouverture", "opening day"),
    "length": Text("durée", "length"),
    "renewal": Text("renouvellement", "renewal"),
    "renewals_before": Text("reconductions avant le", "renewals before"),
    "kept_if_signed_by": Text("dernière signature menée à son terme", "last signature kept to its term"),
    "others_end_on": Text("fin des contrats signés ensuite", "end of contracts signed later"),
    "label": Text("libellé", "label"),
    "text": Text("texte", "text"),
    "when": Text("si", "if"),
    "source": Text("source", "source"),
    "needs": Text("ce qu'il faut", "what it takes"),
    "rate": Text("taux", "rate"),
    "cap": Text("au plus", "at most"),
    "base": Text("base", "base"),
    "per": Text("période", "period"),
    "precision": Text("précision", "precision"),
    "only_if": Text("seulement si", "only if"),
    "had_if": Text("déjà eu si", "already had if"),
    "taken_if": Text("déjà pris si", "already taken if"),
    "supplements": Text("complète", "supplements"),
    "granted_by": Text("montant accordé dit par", "sum granted said by"),
    "payments": Text("calendrier des versements", "schedule of payments"),
    "during": Text("portée", "scope"),
    "applied": Text("lecture appliquée", "reading applied"),
    "because": Text("raison", "reason"),
    "readings": Text("lectures", "readings"),
    "replaced_by": Text("remplacé par", "replaced by"),
    "values": Text("valeurs admises", "allowed values"),
    "minimum": Text("minimum", "minimum"),
    "maximum": Text("maximum", "maximum"),
    "unit": Text("unité", "unit"),
    "derived": Text("se déduit de", "derives from"),
}
