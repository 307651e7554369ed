"""What a check of a folder gives."""

from collections.abc import Mapping

from public_aids.engine.record import Record
from public_aids.engine.source.diagnostic import Diagnostic


class Checked(Record):
    """`files` are all that were read; `uses` has, for each, the files whose change may change what it gets."""

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    uses: Mapping[str, tuple[str, ...]]
