"""Text that wants to be something else, the forms that take it, and what a page or a file must never make of it."""

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pypdf import PdfReader

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
EVIL = f"=1+1{MARKUP}\u202ehcirp\u2066\u200bЅоuth"  # the last word is half Cyrillic
BRIEF = '@A"><b onx=1>\u202e\u2067'
CONTROL = "\t=a\x00b\x1b\x07\ufeff\u2029\u2028\r\n\x85c"
LONG = "<i>" + "ж\u0301" * 5_000
PARTS = {"together": EVIL, "short": BRIEF, "control": CONTROL, "long": LONG}
LONE = "%ED%A0%80%FF%00%C0%AF"  # a lone surrogate, and bytes that are no UTF-8, as a form would send them
LONE_IN_JSON = "\\ud800"

_TURNS = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)
_NUMBER = re.compile(r"[-+][\d.,\s\u00a0]*%?")
# What a form needs to be taken at all, where a few words would not do.
_SANE = {
    **{"paper": "", "names": "ivan hanna", "member": "ivan", "whole": "C-1", "id": "H-9", "code": "HT-9", "line": ""},
    **{"laboratory": "North", "kit": "", "seal_in": "", "listed": "0.5", "least": "", "reopen": "", "other": ""},
    **dict.fromkeys(("low", "high", "speaker", "side", "via", "of", "hedge", "parties", "encoding"), ""),
    **{"start": "0", "end": "9", "earlier": "", "condition": ""},
}
_TEXTS = frozenset({"text", "search", "", "url", "email", "tel"})
_AS_TYPED = frozenset({"value", "name"})  # of a form: what comes back must be what was typed


@dataclass
class Form:
    """A form of a page: where it goes, and its fields with the value that a hurried person would leave in each."""

    action: str
    is_upload: bool
    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)


class Seen(HTMLParser):
    """A page as a browser reads it: its forms, its links, and whatever in it is alive and is not ours."""

    def __init__(self, text, path):
        super().__init__(convert_charrefs=True)
        self.path, self.forms, self.links, self.wrong = path, [], [], []
        self._form = self._select = self._bare = self._listed = None
        self._area = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self._check(tag, attrs, told)
        self._area = tag == "textarea"
        if tag == "a":
            self.links.append(told.get("href") or "")
        elif tag == "form" and (told.get("method") or "get").lower() == "post":
            self._form = Form(told.get("action") or self.path, "multipart" in (told.get("enctype") or ""))
            self.forms.append(self._form)
        elif self._form is not None and told.get("name"):
            self._take(tag, told)
        elif tag == "option" and self._select:
            self._option(told)
        elif tag == "option" and self._listed:  # what a field suggests is taken
            self._form.texts[self._listed], self._listed = told.get("value") or "", None

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = False

    def handle_data(self, data):
        if self._bare is not None:
            self._choose(data.strip(), is_chosen=self._bare)
            self._bare = None
        if not self._area and _TURNS.search(data.replace("\r", "")):
            self.wrong.append(f"text {_TURNS.search(data).group()!r} in {data[:60]!r}")

    def _check(self, tag, attrs, told):
        if tag == "script" and not (told.get("src") or "").startswith("/static/"):
            self.wrong.append("a script that is not ours")
        if tag in ("style", "iframe", "object", "embed", "base", "i") or (tag, told.get("src")) == ("img", "x"):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.wrong.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "formaction") and re.match(r"\s*(javascript|data):", value or ""):
                self.wrong.append(f"{name}={value[:40]!r}")
            if name not in _AS_TYPED and not name.startswith("data-") and _TURNS.search(value or ""):
                self.wrong.append(f"<{tag} {name}> holds {_TURNS.search(value).group()!r}")

    def _take(self, tag, told):
        name, kind, form = told["name"], (told.get("type") or "").lower(), self._form
        value = told.get("value") or ""
        if tag == "select":
            self._select = name
            form.values.setdefault(name, "")
            form.choices.setdefault(name, [])
        elif tag == "textarea":
            form.texts[name] = "some words"
        elif tag == "button":
            form.values.setdefault(name, value)
            form.choices.setdefault(name, []).append(value)
        elif kind in ("radio", "checkbox"):
            if "checked" in told or not form.values.get(name):
                form.values[name] = value
        elif kind == "file":
            form.files.append(name)
        elif kind in _TEXTS and tag == "input":
            self._listed = name if "list" in told else None
            form.texts[name] = value or _SANE.get(
                name, "1" if told.get("inputmode") in ("numeric", "decimal") else "some words"
            )
        elif tag == "input":
            form.values[name] = value or {"date": "2026-11-20", "datetime-local": "2026-11-20T10:00"}.get(kind, "1")

    def _option(self, told):
        value = told.get("value")
        if value is None:
            self._bare = "selected" in told  # the words are the value
        elif value:
            self._choose(value, is_chosen="selected" in told)

    def _choose(self, value, *, is_chosen):
        self._form.choices[self._select].append(value)
        if is_chosen or not self._form.values[self._select]:
            self._form.values[self._select] = value


def wrong_in(answer, page):
    """Say what is wrong with an answer: a failure, a page that is alive, a file that would run.

    page    the answer as it was seen, where it is a page
    """
    if answer.status_code >= 500:
        return [f"status {answer.status_code}"]
    if page is not None:
        return page.wrong
    content = b"".join(answer) if answer.streaming else answer.content
    if "attachment" in answer.headers.get("Content-Disposition", ""):
        return list(_wrong_in_file(content, answer.headers["Content-Disposition"]))
    is_json = answer.headers.get("Content-Type", "").startswith("application/json")
    return _wrong_in_json(content) if is_json else []


def seen_in(answer, path):
    """See an answer as a page, where it is one."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return Seen(answer.content.decode(), path) if is_page else None


def _wrong_in_file(content, disposition):
    name = re.fullmatch(r'attachment; filename="([a-zA-Z0-9._-]+)"', disposition)
    if name is None:
        yield f"a name of a file that is not ours: {disposition[:80]!r}"
        return
    ending = name.group(1).rpartition(".")[2]
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(content.decode())))
        yield from (f"a formula in csv: {cell[:40]!r}" for row in rows for cell in row if _runs(cell))
    elif ending == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for one in book.namelist():
                if re.search(rb"<f[ >]|<hyperlink|TargetMode=.External", book.read(one)):
                    yield f"a formula or a link in xlsx: {one}"
    elif ending == "json":
        yield from _wrong_in_json(content)
    elif ending == "pdf":
        reader = PdfReader(io.BytesIO(content))
        text = "".join(page.extract_text() for page in reader.pages)
        if any(mark in text for mark in "\u202e\u2066\u2067"):
            yield "a mark that turns text in pdf"
        if {"/OpenAction", "/AA", "/AcroForm"} & set(reader.trailer["/Root"]):
            yield "a pdf that does something when it is opened"
        if any("/Annots" in page for page in reader.pages):
            yield "a pdf with links"


def _runs(cell):
    return cell[:1] in "=+-@\t\r" and bool(cell) and not _NUMBER.fullmatch(cell)


def _wrong_in_json(content):
    def refuse(word):
        raise AssertionError(word)

    try:
        json.loads(content.decode(), parse_constant=refuse)
    except (ValueError, AssertionError) as error:
        return [f"no JSON: {error}"]
    return []
