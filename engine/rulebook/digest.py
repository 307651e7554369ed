"""The digest that names contents. `hashlib` loads OpenSSL before it gives the same function: 2 ms of every run."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
