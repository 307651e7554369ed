"""How files are written: beside their place, then put there, all files of a change or none."""

DO, UNDO = ".schemes-change", ".schemes-undo"  # in a folder whose files are being changed
