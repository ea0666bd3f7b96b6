"""The words of the pages: found in templates and modules, kept in src/homeward/web/locale, compiled for Django.

python -m tests.web.catalogue        bring the catalogues up to what the pages say now, and compile them
"""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[2] / "src" / "homeward" / "web"
LANGUAGES = ("uk", "ru", "ar")
_KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


def said_by_the_pages():
    """Everything that a page says, with where it says it."""
    found = Catalog()
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        text = path.read_text(encoding="utf-8")
        source = templatize(text) if path.suffix == ".html" else text
        where = path.relative_to(WEB).as_posix()
        for line, message, comments, context in extract("python", BytesIO(source.encode()), keywords=_KEYWORDS):
            found.add(message, None, [(where, line)], auto_comments=comments, context=context)
    return found


def path_of(language, ending):
    return WEB / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def kept(language):
    path = path_of(language, "po")
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue):
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def update():
    """Add what is new, drop what no page says any more, and compile."""
    said = said_by_the_pages()
    for language in LANGUAGES:
        catalogue = kept(language)
        catalogue.update(said, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.project, catalogue.header_comment, catalogue.fuzzy = "Homeward", "# What the pages say.", False
        for message in catalogue:
            message.locations = sorted({(where, None) for where, _ in message.locations})
        path_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
        with path_of(language, "po").open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, omit_header=False)
        path_of(language, "mo").write_bytes(compiled(kept(language)))
        lacking = sum(not all(texts(message)) for message in catalogue if message.id)
        print(f"{language}: {len(catalogue)} messages, {lacking} without a translation")


def texts(message):
    """The translations of a message: one, or one for each plural form."""
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def places(text):
    """What stands in a message for something else."""
    return sorted(set(re.findall(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}", text)))


if __name__ == "__main__":
    update()
