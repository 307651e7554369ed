"""The regular expressions of XPath: their own matcher, held against Python's where the two languages agree."""

import contextlib
import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from public_aids.engine.feel.errors import NullError
from public_aids.engine.feel.regex import MAX_PATTERN, Regex, compile_pattern
from public_aids.engine.text import Text

texts = st.text(alphabet="ab\n", max_size=12)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join).map("({})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map("({})".format),
    )


patterns = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", r"\n", "aa", "(?:^a)", "(?:b$)"]), _joined, max_leaves=6
)


@given(patterns, texts)
def test_it_finds_what_python_finds(pattern: str, text: str) -> None:
    expected = re.search(pattern.replace("$", r"\Z"), text)
    assert compile_pattern(pattern, "").matches(text) == (expected is not None)


@given(patterns, texts)
def test_it_replaces_what_python_replaces(pattern: str, text: str) -> None:
    theirs = re.compile(pattern.replace("$", r"\Z"))
    if theirs.search("") is not None:
        with pytest.raises(NullError):
            compile_pattern(pattern, "").replace(text, "[$0]")
    else:
        assume(not any(match.group() == "" for match in theirs.finditer(text)))
        assert compile_pattern(pattern, "").replace(text, "[$0]") == theirs.sub(r"[\g<0>]", text)
        assert "".join(compile_pattern(f"({pattern})", "").split(text)) == theirs.sub("", text)


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "expected"),
    [
        (r"^\p{Lu}\p{Ll}+$", "", "Éric", True),
        (r"^\P{L}+$", "", "123", True),
        (r"\p{IsGreek}", "", "α", True),
        (r"^[\d-[5]]+$", "", "1234", True),
        (r"^[\d-[5]]+$", "", "15", False),
        (r"^[^\d\s]+$", "", "a b", False),
        (r"^[a-c\-x]+$", "", "a-x", True),
        (r"^\i\c*$", "", "été_1", True),
        (r"^\w+$", "", "a_b", False),
        ("^b$", "", "a\nb", False),
        ("^b$", "m", "a\nb", True),
        ("^$", "m", "a\n", False),
        ("a.b", "", "a\nb", False),
        ("a.b", "s", "a\nb", True),
        ("a b c", "x", "abc", True),
        ("a[ ]b", "x", "a b", True),
        ("straße", "i", "STRASSE", False),
        ("É", "i", "é", True),
        (r"^(a|b)\1$", "", "bb", True),
        (r"^(a|b)\1$", "", "ab", False),
        (r"^(a)?\1b$", "", "b", True),
        (r"^(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\10$", "", "abcdefghijj", True),
        (r"^(a)\10$", "", "aa0", True),
    ],
)
def test_classes_flags_and_references(pattern: str, flags: str, text: str, expected: bool) -> None:
    assert compile_pattern(pattern, flags).matches(text) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "(",
            ")",
            "[",
            "]",
            "a{",
            "a{2,1}",
            "a}",
            "*",
            "a**",
            "^*",
            "[b-a]",
            "[]",
            "[a",
            "\\",
            r"\q",
            r"\p{",
            r"\p{Xx}",
        ),
        *(
            r"\p{",
            r"\p{Xx}",
            r"\1",
            r"(a\1)",
            r"[\1]",
            r"(a)\2",
            "a{99999}",
            "(?=a)",
            "(?<n>a)",
            "x" * (MAX_PATTERN + 1),
        ),
        *("(" * 60 + ")" * 60, "((((a{100}){100}){100}){100})", r"[a-\d]", "[[a]]"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(NullError):
        compile_pattern(pattern, "")


@pytest.mark.parametrize("flags", ["p", "q", "smixg", "I"])
def test_what_is_no_flag_is_refused(flags: str) -> None:
    with pytest.raises(NullError):
        compile_pattern("a", flags)


@pytest.mark.parametrize(
    ("pattern", "text", "replacement", "expected"),
    [
        ("a.*?a", "abracadabra", "*", "*c*bra"),
        ("(a)|b", "ab", "<$1>", "<a><>"),
        ("a", "aaa", r"\$\\", "$\\$\\$\\"),
        ("(b)", "abc", "$12", "ab2c"),
        ("b", "abc", "$1", "ac"),
    ],
)
def test_replacements(pattern: str, text: str, replacement: str, expected: str) -> None:
    assert compile_pattern(pattern, "").replace(text, replacement) == expected


@pytest.mark.parametrize("replacement", ["$", "$a", "\\", r"\n"])
def test_what_is_no_replacement_is_refused(replacement: str) -> None:
    with pytest.raises(NullError):
        compile_pattern("a", "").replace("a", replacement)


BACK = (r"^(.*)\1$", r"(.*)(.*)\2\1$", r"(a*)*\1b", r"(.+)\1+x", r"(.)\1{900}", r"(a|ab)+\1$", r"(.)(.)(.)\3\2\1z")


@pytest.mark.parametrize("pattern", BACK)
@pytest.mark.parametrize("text", ["ab" * 2_000, "a" * 4_000 + "b", "x" * 90_000])
def test_references_back_have_a_step_limit(pattern: str, text: str) -> None:
    for act in (Regex.matches, Regex.split, lambda regex, text: regex.replace(text, "$1")):
        began = time.process_time()
        with contextlib.suppress(NullError):
            act(compile_pattern(pattern, ""), text)
        assert time.process_time() - began < 10  # without the limit: minutes


def test_a_search_that_takes_too_long_says_so() -> None:
    with pytest.raises(NullError) as stopped:
        compile_pattern(r"^(.*)\1$", "").matches("ab" * 2_000)
    assert stopped.value.text == Text("la recherche est trop longue", "the search takes too long")
