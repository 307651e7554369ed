"""`python -m cli`: the same as `schemes`."""

from cli.main import main

main()
