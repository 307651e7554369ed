"""Units as a person says them: `days/week` is `jours par semaine`, `days a week`."""

from public_aids.engine.text import Text

_BASES = {
    "EUR": Text("euros", "euros"),
    "years": Text("ans", "years"),
    "semesters": Text("semestres", "semesters"),
    "quarters": Text("trimestres", "quarters"),
    "months": Text("mois", "months"),
    "weeks": Text("semaines", "weeks"),
    "days": Text("jours", "days"),
    "half_days": Text("demi-journées", "half-days"),
    "hours": Text("heures", "hours"),
    "minutes": Text("minutes", "minutes"),
    "seconds": Text("secondes", "seconds"),
}
_PERIODS = {
    "year": Text("an", "year"),
    "semester": Text("semestre", "semester"),
    "quarter": Text("trimestre", "quarter"),
    "month": Text("mois", "month"),
    "week": Text("semaine", "week"),
    "day": Text("jour", "day"),
    "half_day": Text("demi-journée", "half-day"),
    "hour": Text("heure", "hour"),
}


def unit_words(unit: str | None) -> Text:
    """Empty where there is none, and where it only says what is numbered: `year` is that of the fourth year."""
    if unit is None or unit in _PERIODS:
        return Text("", "")
    counted, per, period = unit.partition("/")
    base = _BASES.get(counted, Text(counted, counted))
    if not per:
        return base
    one = _PERIODS.get(period, Text(period, period))
    article = "an" if one.en[0] in "aeiouh" and one.en != "half-day" else "a"
    return Text(f"{base.fr} par {one.fr}", f"{base.en} {article} {one.en}")
