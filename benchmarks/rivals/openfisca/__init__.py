"""The same rules written for OpenFisca-Core: a tax and benefit system of one entity, the doctor.

Written as a country package is: variables with dated formulas over numpy arrays, legal values in parameters, the day
as the period. OpenFisca has no unknown, so that facts carry it themselves (`three_valued`): the statuses are those of
three values that the others give. Money is its own, floats of 32 bits; they are compared in cents.

It reads and writes through Polars, which is quicker than what its users have at hand, and keeps the codes of
enumerations; its computation is numpy's, on one core.
"""
