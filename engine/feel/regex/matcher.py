"""Runs a program over a text: all threads together, one character at a time.

No two threads stand at the same instruction (with the same captures, where the pattern refers back to them), so the
work is at most the length of the text times that of the program; a budget bounds it besides. A pattern cannot make
it explode, as it can where threads are tried one after the other. Where a pattern refers back there may be a thread
for each pair of characters, and each step costs more, so the budget is smaller.
"""

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex.classes import literal_test
from public_aids.engine.feel.regex.program import Check, Done, Fork, Instruction, Jump, Repeated, Save, Take

MAX_STEPS = 500_000
MAX_STEPS_BACK = 60_000  # where the pattern refers back

Slots = tuple[int, ...]  # where each group begins and ends, -1 where it took no part
Thread = tuple[int, Slots, int]  # instruction, slots, characters of a repeated group already passed


class Matcher:
    def __init__(self, program: tuple[Instruction, ...], groups: int, fold: bool) -> None:
        self.program = program
        self.groups = groups
        self.fold = fold
        self.slots = (-1,) * (2 * groups + 2)
        self.referred = tuple({one.group for one in program if isinstance(one, Repeated)})
        self.left = MAX_STEPS_BACK if self.referred else MAX_STEPS

    def search(self, text: str, start: int = 0) -> Slots | None:
        """The slots of the first match from `start` on, or None. NullError when it takes too long."""
        threads: list[Thread] = []
        found: Slots | None = None
        for at in range(start, len(text) + 1):
            seen = {self._key(thread) for thread in threads}
            if found is None:
                self._add(threads, seen, 0, self.slots, text, at)
            if not threads:
                if found is not None:
                    break
                continue
            threads, matched = self._step(threads, text, at)
            found = matched or found
            if found is not None and not threads:
                break
        return found

    def _step(self, threads: list[Thread], text: str, at: int) -> tuple[list[Thread], Slots | None]:
        """The threads past the character at `at`, and the match of the best thread that is done."""
        following: list[Thread] = []
        seen: set[object] = set()
        self._spend(len(threads))
        for pc, slots, passed in threads:
            instruction = self.program[pc]
            match instruction:
                case Done():
                    return following, slots
                case Take(test):
                    if at < len(text) and test(text[at]):
                        self._add(following, seen, pc + 1, slots, text, at + 1)
                case Repeated(group):
                    self._repeat(following, seen, (pc, slots, passed), group, text, at)
                case _:
                    raise AssertionError(instruction)
        return following, None

    def _repeat(
        self, following: list[Thread], seen: set[object], thread: Thread, group: int, text: str, at: int
    ) -> None:
        pc, slots, passed = thread
        begin, end = slots[2 * group], slots[2 * group + 1]
        if at >= len(text) or not literal_test(text[begin + passed], self.fold)(text[at]):
            return
        if begin + passed + 1 == end:
            self._add(following, seen, pc + 1, slots, text, at + 1)
            return
        waiting = (pc, slots, passed + 1)
        if self._key(waiting) not in seen:
            seen.add(self._key(waiting))
            following.append(waiting)

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise NullError("la recherche est trop longue", "the search takes too long")

    def _key(self, thread: Thread) -> object:
        pc, slots, passed = thread
        if not self.referred:
            return pc
        return (pc, passed, *(slots[2 * group : 2 * group + 2] for group in self.referred))

    def _add(self, threads: list[Thread], seen: set[object], pc: int, slots: Slots, text: str, at: int) -> None:
        """Follows a thread to the characters it waits for, the preferred way first."""
        waiting = [(pc, slots)]
        while waiting:
            pc, slots = waiting.pop()
            key = self._key((pc, slots, 0))
            if key in seen:
                continue
            seen.add(key)
            self._spend(1)
            match self.program[pc]:
                case Jump(to):
                    waiting.append((to, slots))
                case Fork(first, second):
                    waiting += [(second, slots), (first, slots)]
                case Save(slot):
                    waiting.append((pc + 1, (*slots[:slot], at, *slots[slot + 1 :])))
                case Check(end, lines):
                    if _at_edge(text, at, end, lines):
                        waiting.append((pc + 1, slots))
                case Repeated(group) if slots[2 * group] == slots[2 * group + 1]:
                    waiting.append((pc + 1, slots))
                case _:
                    threads.append((pc, slots, 0))


def _at_edge(text: str, at: int, end: bool, lines: bool) -> bool:
    """A line starts after each line feed but the last character of the text, and ends before each line feed."""
    if end:
        return at == len(text) or (lines and text[at] == "\n")
    return at == 0 or (lines and text[at - 1] == "\n" and at < len(text))
