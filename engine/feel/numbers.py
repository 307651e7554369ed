"""Numbers: decimals of 34 digits, rounded half to even, as IEEE 754 decimal128 (DMN 1.5, clause 10.3.2.3.1)."""

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

MAX_EXPONENT = 6144
CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=MAX_EXPONENT,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)


def whole(number: Decimal) -> int | None:
    """The integer that the number is, or None. Never builds an integer of more than 34 digits."""
    if number.adjusted() >= CONTEXT.prec or number != number.to_integral_value():
        return None
    return int(number)


def without_padding(number: Decimal) -> Decimal:
    """The number without the zeros that a power pads it with to 34 digits: `10 ** -2` is `0.01`."""
    short = number.normalize(CONTEXT)
    return CONTEXT.quantize(short, Decimal(1)) if whole(short) is not None else short


def plain_text(number: Decimal) -> str:
    """Digits without an exponent, as `string()` gives them."""
    return format(number, "f") if number else format(abs(number), "f")
