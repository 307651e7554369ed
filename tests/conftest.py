"""How long property tests look: `HYPOTHESIS_PROFILE=ci` is steady, `deep` looks further; the usual one is quick."""

import os

from hypothesis import settings

collect_ignore_glob = ["*.cases.yaml"]  # material of tests: some of these cases fail, as they should

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

os.environ.pop("COLUMNS", None)  # texts are as wide as where no terminal reads them
