"""The départements of France by name, so that the code that was meant can be offered (the codes of INSEE)."""

from typing import Final

from public_aids.engine.source.spellings import name_meant

# From 01 on; Corsica has two letters instead of 20.
_METROPOLITAN: Final = """
ain aisne allier alpes_de_haute_provence hautes_alpes alpes_maritimes ardeche ardennes ariege aube aude aveyron
bouches_du_rhone calvados cantal charente charente_maritime cher correze - cote_d_or cotes_d_armor creuse dordogne
doubs drome eure eure_et_loir finistere gard haute_garonne gers gironde herault ille_et_vilaine indre indre_et_loire
isere jura landes loir_et_cher loire haute_loire loire_atlantique loiret lot lot_et_garonne lozere maine_et_loire
manche marne haute_marne mayenne meurthe_et_moselle meuse morbihan moselle nievre nord oise orne pas_de_calais
puy_de_dome pyrenees_atlantiques hautes_pyrenees pyrenees_orientales bas_rhin haut_rhin rhone haute_saone
saone_et_loire sarthe savoie haute_savoie paris seine_maritime seine_et_marne yvelines deux_sevres somme tarn
tarn_et_garonne var vaucluse vendee vienne haute_vienne vosges yonne territoire_de_belfort essonne hauts_de_seine
seine_saint_denis val_de_marne val_d_oise
"""
_CODES: Final = {
    **{name: f"{number:02}" for number, name in enumerate(_METROPOLITAN.split(), 1)},
    "corse_du_sud": "2A", "haute_corse": "2B", "guadeloupe": "971", "martinique": "972", "guyane": "973",
    "la_reunion": "974", "reunion": "974", "saint_pierre_et_miquelon": "975", "mayotte": "976",
}  # fmt: skip


def code_meant(text: str) -> str:
    """`Loire-Atlantique` as `44`, `5` as `05`, `2a` as `2A`; what may be a code of another kind only in capitals."""
    return _CODES.get(name_meant(text)) or text.strip().upper().zfill(2)
