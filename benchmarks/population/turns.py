"""Ways that take turns, and ratios with the targets they are held to."""

import time
from collections.abc import Callable, Mapping

Ways = Mapping[str, Callable[[], object]]


def take_turns(ways: Ways, rounds: int) -> dict[str, float]:
    """The shortest time of each way, in seconds. They take turns, so that a busy machine slows them alike."""
    shortest: dict[str, float] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            taken = time.perf_counter() - start
            shortest[name] = min(taken, shortest.get(name, taken))
    return shortest


class Ratios:
    """Prints what is measured; `missed` are the ratios that are not what they should be."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def at_least(self, what: str, ratio: float, target: float) -> None:
        self._judge(what, ratio, ratio >= target, f"at least {target:g}")

    def at_most(self, what: str, ratio: float, target: float) -> None:
        self._judge(what, ratio, ratio <= target, f"at most {target:g}")

    def holds(self, what: str, true: bool) -> None:
        print(f"  {what}: {'yes' if true else 'NO'}")
        if not true:
            self.missed.append(what)

    def tell(self, what: str, ratio: float, more: str = "") -> None:
        """A ratio without a target."""
        print(f"  {what:66} {ratio:5.2f}{more}")

    def _judge(self, what: str, ratio: float, met: bool, target: str) -> None:
        self.tell(what, ratio, f"   target {target}{'' if met else '   MISSED'}")
        if not met:
            self.missed.append(what)
