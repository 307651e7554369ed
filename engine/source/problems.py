"""What can be wrong with a text before it means anything: every code from Y101 on, with its cause and its cures.

One table, so that the sentences can be read together. `{name}` stands for the user's own words.
"""

from collections.abc import Mapping
from typing import Final

from public_aids.engine.record import Record
from public_aids.engine.source.diagnostic import Diagnostic
from public_aids.engine.source.place import Source
from public_aids.engine.text import Text


class TextProblem(Record):
    message: Text
    cures: tuple[Text, ...] = ()


def found(source: Source, code: str, start: int, end: int, instead: str | None = None, **words: str) -> Diagnostic:
    """The diagnostic of a problem at the characters `start` to `end` (excluded) of a source.

    `instead` is what they can only be meant to be.
    """
    problem, place = PROBLEMS[code], source.place(start, end)
    shown = {name: " ".join(word.split()) if "\n" in word else word for name, word in words.items()}
    cures = tuple(_filled(cure, shown) for cure in problem.cures)
    excerpt = source.line(place.line)
    return Diagnostic(code, _filled(problem.message, shown), place, cures, excerpt=excerpt, fix=instead)


def _filled(text: Text, words: Mapping[str, str]) -> Text:
    return Text(text.fr.format_map(words), text.en.format_map(words))


def _problem(fr: str, en: str, *cures: tuple[str, str]) -> TextProblem:
    return TextProblem(Text(fr, en), tuple(Text(*cure) for cure in cures))


PROBLEMS: Final[dict[str, TextProblem]] = {
    # The file as bytes.
    "Y101": _problem(
        "le fichier n'est pas en UTF-8 : octet `{byte}`",
        "the file is not UTF-8: byte `{byte}`",
        ("enregistrez-le sous « UTF-8 » dans votre éditeur", 'save it as "UTF-8" in your editor'),
    ),
    "Y102": _problem(
        "le fichier est en {encoding}, pas en UTF-8",
        "the file is {encoding}, not UTF-8",
        ("enregistrez-le sous « UTF-8 » dans votre éditeur", 'save it as "UTF-8" in your editor'),
    ),
    "Y103": _problem(
        "ce fichier n'est pas un texte : il contient un caractère nul",
        "this file is not a text: it has a null character",
        ("donnez un fichier YAML ou JSON enregistré en UTF-8", "give a YAML or JSON file saved as UTF-8"),
    ),
    "Y104": _problem(
        "le fichier est trop long : {size} octets, {limit} au plus",
        "the file is too long: {size} bytes, at most {limit} allowed",
        ("séparez-le en plusieurs fichiers", "split it into several files"),
    ),
    # Characters.
    "Y105": _problem(
        "caractère invisible `{char}`",
        "invisible character `{char}`",
        ("effacez-le et retapez ce qui l'entoure", "delete it and type again what stands around it"),
    ),
    "S212": _problem(
        "{kind} fins de ligne `{char}` ({count} en tout)",
        "{kind_en} line ends `{char}` ({count} in all)",
        (
            "choisissez « LF » ou « CRLF » comme fin de ligne dans votre éditeur, puis enregistrez",
            'choose "LF" or "CRLF" as the end of lines in your editor, then save',
        ),
    ),
    "Y106": _problem(
        "tabulation au début de la ligne",
        "tab at the beginning of the line",
        (
            "décalez la ligne avec des espaces, deux par niveau",
            "indent the line with spaces, two for each level",
        ),
    ),
    "Y107": _problem(
        "espace insécable {where}",
        "non-breaking space {where_en}",
        ("remplacez-le par un espace ordinaire", "replace it with an ordinary space"),
    ),
    # Syntax.
    "Y109": _problem(
        "le guillemet `{quote}` ferme le texte ici, et `{text}` le suit",
        "the quote `{quote}` closes the text here, and `{text}` follows it",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y110": _problem(
        "le texte ne suit pas les règles de YAML à cet endroit",
        "the text does not follow the rules of YAML here",
        (
            "comparez cette ligne et la précédente avec un fichier correct : décalage, deux-points, guillemets",
            "compare this line and the one before with a file that works: indentation, colons, quotes",
        ),
    ),
    "Y111": _problem(
        "`{text}` n'est pas suivi de deux-points",
        "`{text}` is not followed by a colon",
        ("écrivez `{fix}`", "write `{fix_en}`"),
        (
            "si cette ligne continue le texte de la précédente, décalez-la davantage",
            "if this line goes on with the text of the one before, indent it further",
        ),
    ),
    "Y112": _problem(
        "il manque un espace après les deux-points de `{text}`",
        "there is no space after the colon of `{text}`",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y113": _problem(
        "deux fois deux-points suivis d'un espace sur une même ligne : où commence la valeur n'est pas clair",
        "a colon and a space twice on one line: where the value begins is not clear",
        ("mettez la valeur entre guillemets : `{fix}`", "put the value in quotes: `{fix}`"),
    ),
    "Y114": _problem(
        "cette ligne n'est pas décalée comme celles de son niveau",
        "this line is not indented like those of its level",
        (
            "alignez-la sur les lignes de même niveau, avec deux espaces par niveau",
            "line it up with the lines of the same level, with two spaces for each level",
        ),
    ),
    "Y115": _problem(
        "le guillemet `{quote}` ouvert ici n'est jamais fermé",
        "the quote `{quote}` opened here is never closed",
        ("ajoutez `{quote}` à la fin de la valeur", "add `{quote}` at the end of the value"),
        (
            "un `{quote}` à l'intérieur de la valeur s'écrit `{inner}`",
            "write a `{quote}` inside the value as `{inner}`",
        ),
    ),
    "Y116": _problem(
        "le crochet `{open}` ouvert ici n'est pas fermé, ou une virgule manque",
        "the bracket `{open}` opened here is not closed, or a comma is missing",
        (
            "séparez les éléments par des virgules et fermez avec `{close}`",
            "put a comma between the items and close with `{close}`",
        ),
    ),
    "Y117": _problem(
        "une valeur ne peut pas commencer par `{char}`",
        "a value cannot begin with `{char}`",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y118": _problem(
        "`{escape}` ne veut rien dire entre guillemets doubles",
        "`{escape}` means nothing in double quotes",
        (
            "écrivez `\\\\` pour une barre oblique inverse, ou entourez la valeur d'apostrophes `'`",
            "write `\\\\` for a backslash, or put the value in single quotes `'`",
        ),
    ),
    "Y119": _problem(
        "`{text}` suit une valeur qui est déjà complète",
        "`{text}` follows a value that is already complete",
        (
            "mettez toute la valeur entre guillemets, ou écrivez la suite sur une ligne à elle",
            "put the whole value in quotes, or write what follows on a line of its own",
        ),
    ),
    # Structure.
    "Y120": _problem(
        "la clé `{key}` est écrite deux fois : d'abord à la ligne {line}",
        "the key `{key}` is written twice: first on line {line}",
        ("gardez une seule des deux", "keep only one of the two"),
    ),
    "Y121": _problem(
        "étiquette de type `{tag}` : elles sont refusées",
        "type tag `{tag}`: tags are refused",
        ("effacez-la", "delete it"),
        (
            "mettez la valeur entre guillemets si elle commence par « ! »",
            'put the value in quotes if it begins with "!"',
        ),
    ),
    "Y122": _problem(
        "renvoi `{name}` : les ancres et les alias sont refusés",
        "reference `{name}`: anchors and aliases are refused",
        ("écrivez la valeur en toutes lettres à chaque endroit", "write the value out in each place"),
        (
            "mettez la valeur entre guillemets si elle commence par « & » ou « * »",
            'put the value in quotes if it begins with "&" or "*"',
        ),
    ),
    "Y123": _problem(
        "clé de fusion `<<` : elle est refusée",
        "merge key `<<`: it is refused",
        ("recopiez les lignes à fusionner", "copy the lines to be merged"),
    ),
    "Y124": _problem(
        "un second document commence ici",
        "a second document begins here",
        ("effacez la ligne, ou faites-en un autre fichier", "delete the line, or make it another file"),
    ),
    "Y125": _problem(
        "directive `{text}` : elles sont refusées",
        "directive `{text}`: directives are refused",
        ("effacez la ligne", "delete the line"),
    ),
    "Y126": _problem(
        "une clé doit être un texte, et `{text}` n'en est pas un",
        "a key must be a text, and `{text}` is not one",
        ("mettez la clé entre guillemets : `{fix}`", "put the key in quotes: `{fix}`"),
    ),
    "Y127": _problem(
        "plus de {limit} niveaux imbriqués",
        "more than {limit} levels inside one another",
        ("vérifiez les crochets et le décalage des lignes", "check the brackets and the indentation"),
    ),
    "Y128": _problem(
        "plus de {limit} valeurs dans un fichier",
        "more than {limit} values in one file",
        ("séparez-le en plusieurs fichiers", "split it into several files"),
    ),
    "Y129": _problem(
        "trop d'erreurs : les {limit} premières sont données, il y en a {more}",
        "too many errors: the first {limit} are given, there are {more_en}",
        ("corrigez-les et recommencez", "correct them and try again"),
    ),
    # Values with more than one reading.
    "Y130": _problem(
        "`{text}` se lit vrai ou faux pour les uns, comme un texte pour les autres",
        "`{text}` is true or false to some readers, and a text to others",
        ("écrivez `{fix}`", "write `{fix}`"),
        ('ou `"{text}"` pour le texte', 'or `"{text}"` for the text'),
    ),
    "Y131": _problem(
        "`{text}` ressemble à une heure, que certains lisent comme un nombre en base 60",
        "`{text}` looks like a time, which some read as a number in base 60",
        ('écrivez `"{text}"`', 'write `"{text}"`'),
    ),
    "Y132": _problem(
        "le nombre `{text}` n'est pas écrit en chiffres simples",
        "the number `{text}` is not written in plain digits",
        ("écrivez `{fix}` pour le nombre", "write `{fix}` for the number"),
        ('ou `"{text}"` pour un code ou un texte', 'or `"{text}"` for a code or a text'),
    ),
    "Y133": _problem(
        "`{text}` n'est pas un nombre fini",
        "`{text}` is not a finite number",
        ("laissez la valeur vide si elle n'est pas connue", "leave the value empty if it is not known"),
    ),
    "Y134": _problem(
        "le nombre `{text}` est écrit à la française",
        "the number `{text}` is written the French way",
        (
            "écrivez `{fix}` : un point avant les décimales, rien entre les milliers",
            "write `{fix}`: a point before the decimals, nothing between the thousands",
        ),
        ('ou `"{text}"` pour le texte', 'or `"{text}"` for the text'),
    ),
    "Y135": _problem(
        "`{text}` est entre guillemets typographiques, qui feraient partie du texte",
        "`{text}` is in curly quotes, which would be part of the text",
        ("écrivez `{fix}`", "write `{fix}`"),
        ("s'ils font partie du texte, écrivez `{keep}`", "if they are part of the text, write `{keep}`"),
    ),
    "Y136": _problem(
        "`=` seul n'est pas une valeur",
        "`=` alone is not a value",
        ('écrivez `"="`', 'write `"="`'),
    ),
    "Y137": _problem(
        "nombre de plus de {limit} chiffres",
        "number of more than {limit} digits",
        ("mettez-le entre guillemets s'il s'agit d'un texte", "put it in quotes if it is a text"),
    ),
    # Syntax again.
    "Y138": _problem(
        "le tiret d'une liste commence une ligne",
        "the dash of a list begins a line",
        ("écrivez la liste sous la clé, un tiret par ligne", "write the list below the key, one dash a line"),
        ("mettez la valeur entre guillemets si c'est un texte", "put the value in quotes if it is a text"),
    ),
    "Y139": _problem(
        "une virgule ou `{close}` manque ici, entre `{open}` et `{close}`",
        "a comma or `{close}` is missing here, between `{open}` and `{close}`",
        ("séparez les éléments par des virgules", "put a comma between the items"),
        (
            "ou mettez entre guillemets une valeur qui contient une virgule ou un crochet",
            "or put in quotes a value that has a comma or a bracket",
        ),
    ),
    "Y157": _problem(
        "`{text}` n'a pas de deux-points",
        "`{text}` has no colon",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y158": _problem(
        "la valeur de `{key}` contient des signes que YAML prend pour les siens",
        "the value of `{key}` has characters that YAML takes for its own",
        ("mettez-la entre guillemets : `{key}: {fix}`", "put it in quotes: `{key}: {fix}`"),
    ),
    "Y159": _problem(
        "une virgule manque avant `{key}`",
        "a comma is missing before `{key}`",
        ("écrivez `, {key}:`", "write `, {key}:`"),
    ),
    "Y149": _problem(
        "deux-points dans un texte sans guillemets : où il finit n'est pas clair",
        "a colon in a text without quotes: where it ends is not clear",
        ("mettez-le entre guillemets : `{fix}`", "put it in quotes: `{fix}`"),
    ),
    "Y150": _problem(
        "`{key}` revient : ce sont les clés d'un autre élément de la liste, sans tiret devant",
        "`{key}` comes again: these are the keys of another item of the list, without a dash before them",
        (
            "commencez-le par un tiret, sous celui du premier : `- {key}: …`",
            "begin it with a dash, below the first one: `- {key}: …`",
        ),
    ),
    "Y151": _problem(
        "la virgule de `{text}` sépare deux clés, et la seconde n'a pas de valeur",
        "the comma of `{text}` separates two keys, and the second one has no value",
        ("mettez la valeur entre guillemets : `{fix}`", "put the value in quotes: `{fix}`"),
    ),
    "Y152": _problem(
        "un `#` après un espace commence un commentaire : `{close}` n'est pas lu",
        "a `#` after a space begins a comment: `{close}` is not read",
        (
            "mettez la valeur entre guillemets si le `#` en fait partie",
            "put the value in quotes if the `#` is part of it",
        ),
    ),
    "Y153": _problem(
        "cette ligne est décalée sous la ligne {line}, qui est déjà complète",
        "this line is indented below line {line}, which is already complete",
        ("alignez-la sur la ligne {line}", "line it up with line {line}"),
        ("ou décalez la ligne {line} autant qu'elle", "or indent line {line} as far as it"),
    ),
    "Y154": _problem(
        "il manque un espace après le tiret de `{text}`",
        "there is no space after the dash of `{text}`",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y155": _problem(
        "`{char}` n'est pas le tiret d'une liste",
        "`{char}` is not the dash of a list",
        ("écrivez `{fix}`, avec le trait d'union du clavier", "write `{fix}`, with the hyphen of the keyboard"),
    ),
    "Y156": _problem(
        "deux versions de ces lignes, que git n'a pas su réunir",
        "two versions of these lines, which git could not merge",
        (
            "gardez l'une des deux, et effacez les lignes `<<<<<<<`, `=======` et `>>>>>>>`",
            "keep one of the two, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        ),
    ),
    # JSON.
    "Y140": _problem(
        "le texte ne suit pas les règles de JSON à cet endroit",
        "the text does not follow the rules of JSON here",
        ('une clé ou une valeur est attendue : `"clé": valeur`', 'a key or a value is expected: `"key": value`'),
    ),
    "Y141": _problem(
        "virgule de trop avant `{close}`",
        "one comma too many before `{close}`",
        ("effacez-la", "delete it"),
    ),
    "Y142": _problem(
        "`{text}` n'est pas entre guillemets doubles",
        "`{text}` is not in double quotes",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y143": _problem(
        "`{escape}` ne veut rien dire en JSON",
        "`{escape}` means nothing in JSON",
        ("écrivez `\\\\` pour une barre oblique inverse", "write `\\\\` for a backslash"),
    ),
    "Y144": _problem(
        "`{text}` n'est pas un mot de JSON",
        "`{text}` is not a word of JSON",
        ("écrivez `{fix}`", "write `{fix}`"),
    ),
    "Y145": _problem(
        "JSON n'a pas de commentaires",
        "JSON has no comments",
        ("effacez-le, ou enregistrez le fichier en YAML", "delete it, or save the file as YAML"),
    ),
    "Y146": _problem(
        "la clé `{text}` n'est pas suivie de deux-points",
        "the key `{text}` is not followed by a colon",
        ('écrivez `"{text}": valeur`', 'write `"{text}": value`'),
    ),
    "Y147": _problem(
        "une virgule ou `{close}` manque ici, entre `{open}` et `{close}`",
        "a comma or `{close}` is missing here, between `{open}` and `{close}`",
        ("séparez les éléments par des virgules", "put a comma between the items"),
    ),
    "Y148": _problem(
        "`{text}` suit la fin du texte JSON",
        "`{text}` follows the end of the JSON text",
        ("effacez-le", "delete it"),
    ),
}
