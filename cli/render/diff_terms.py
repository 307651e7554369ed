"""What the parts of a rule are called in sentences about changes."""

from typing import Final

from public_aids.cli.render.words import KIND, PER, PRECISION, RENEWAL
from public_aids.engine.text import Text

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
