"""`python -m public_aids`: the command `schemes`."""

from public_aids.cli.__main__ import main

if __name__ == "__main__":
    main()
