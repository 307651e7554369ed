"""The pages of `schemes explain`: one for each code, in French and in English, with examples that run as tests."""
