"""A decision computes its parts when they are read: in any order, and no others."""

import pickle
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from situations import Situation, nominal, rules, situations

from public_aids.engine.decide import decide as module
from public_aids.engine.decide.decide import decide
from public_aids.engine.decide.result import SchemeResult


@given(situations(), st.permutations(SchemeResult._fields), st.permutations(range(len(rules().schemes))))
def test_it_does_not_matter_which_part_is_read_first(situation: Situation, parts: list[str], order: list[int]) -> None:
    profile, on = situation
    found = decide(rules(), profile, on)
    for part in parts:
        for index in order:
            getattr(found.schemes[index], part)
    assert found == decide(rules(), profile, on)


def test_a_part_that_nobody_reads_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "combine", None)
    monkeypatch.setattr(module, "next_turn", None)
    found = decide(rules(), nominal("caim"), date(2026, 3, 15))["caim"]
    assert (found.status, found.failed) == ("not_eligible", ("validity",))


def test_a_decision_that_was_sent_to_another_process_is_the_same() -> None:
    found = decide(rules(), nominal("caim"), date(2026, 3, 15))
    sent = pickle.loads(pickle.dumps(found))
    assert sent == found
    assert "_parts" not in vars(sent)
