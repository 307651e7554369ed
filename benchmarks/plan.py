"""How long a plan of ten years takes in process, for a person with two running contracts.

    python benchmarks/plan.py [--rounds N] [--check]

Each round plans from nothing but the compiled rules: no sum is kept from one to the next. `--check` exits 1 when the
median is over the target.
"""

import argparse
import statistics
import sys
import time
from datetime import date

from public_aids.engine.decide.plan import plan
from public_aids.engine.decide.profile import Profile, read_profile
from public_aids.engine.rulebook.cache import load_cached
from public_aids.engine.rulebook.load import DEFAULT_RULES
from public_aids.engine.rulebook.model import Rulebook

TARGET, YEARS = 0.05, 10  # seconds
PROFILE = b"""
statut: installe_liberal
specialite: medecine_generale
conventionne: true
secteur: 1
zone_cabinet_principal: ZIP
date_installation: 2018-03-01
medecin_traitant: true
premiere_installation_liberale: false
montant_fmt_socle_annuel_eur: 60000
cree_cabinet_secondaire: true
cabinet_secondaire_nouvelle_implantation: true
cabinet_secondaire_activite_reelle: true
zone_cabinet_secondaire: ZIP
date_creation_cabinet_secondaire: 2026-05-10
medecin_traitant_au_cabinet_secondaire: true
activite_hopital_proximite: false
mois_stagiaire_temps_plein_par_an: 0
contrats:
  - dispositif: coscom
    date_signature: 2024-06-15
  - dispositif: caim
    date_signature: 2022-09-01
"""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=20)
    arguments.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    rules = load_cached(DEFAULT_RULES)
    profile = read_profile("plan", PROFILE, rules.facts)
    median = statistics.median(measure(rules, profile) for _ in range(asked.rounds))
    print(f"plan of {YEARS} years, two running contracts: {median * 1000:.1f} ms   target {TARGET * 1000:.0f} ms")
    return int(asked.check and median > TARGET)


def measure(rules: Rulebook, profile: Profile) -> float:
    """The time of one plan, in seconds."""
    start = time.perf_counter()
    plan(rules, profile, date(2026, 1, 1), YEARS)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
