"""The rules: their model, how a folder of files is read into it, how it is stored ready."""
