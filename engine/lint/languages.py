"""Which of the two languages a text is in, by words that only one of them has."""

import re
from typing import Final

_WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")
_WORDS: Final = {
    1: """
        la de le les à du un une dans et est ou vous par pour des au aux ne pas deux être avec sans quel quelle quels
        quelles votre vos sur sous plus déjà même autre avant après jusqu il elle ils elles qui que ce cette ces se sont
        son sa ses leur leurs depuis moins chaque si mais entre en médecin médecins cabinet aide aides montant somme
        jour jours mois année années ans semaine exercer exercice installé installer principal principale secondaire
        secteur santé contrat contrats libéral libérale honoraires majoration forfait forfaitaire première premier
        zonage droit début durée oui non aucun aucune toute tout tous toutes combien quand où êtes avez seul seulement
        hors compris uniquement membre groupe nouvelle nouveau d' l' qu' n' s' c' j' m' t' jusqu' lorsqu'
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """,
    -1: """
        the of and is for to you it do does in not no be first with are by when which what how your from only than that
        at this these who whom under more less least most each both other after before already until since if
        doctor doctors practice practise aid aids lump sum sums day days month months year years week setting up
        private main sector health insurance fund agreement age increase fees supplement established zone's
        yes none any all many was were has have had they their them his her own out over paid share term right
        new included group member team general work
        january february march april may june july august september october november december
    """,
}
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
_SIGN: Final = {word: sign for sign, words in _WORDS.items() for word in words.split()}
_ACCENTS: Final = frozenset("àâçèéêëîïôùûœ")
_SAID_IN_ENGLISH: Final = ("département", "départements")


def french_rather_than_english(text: str) -> int:
    """So many words of French more than of English; below zero for a text in English."""
    return sum(_sign(word.lower().replace("’", "'")) for word in words_of(text))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without those that it quotes."""
    return tuple(_WORD.findall(_QUOTED.sub("", text)))


def _sign(word: str) -> int:
    accented = not _ACCENTS.isdisjoint(word) and word not in _SAID_IN_ENGLISH
    return _SIGN.get(word, int(accented))
