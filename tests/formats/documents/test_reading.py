"""Documents of all kinds to text, and a reason for what is none."""

import io
import zipfile

import pytest

from homeward.formats.documents.reading import read_document

WORD = "urn:schemas-word"
TEXT_NS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


PAGE = b"""<!doctype html><html><head><title>x</title></head>
<body><p>Ten &amp; two</p>came <script>no</script></body>"""
DELETED = (
    "<w:p><w:r><w:t>Ten</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:tab/><w:t>came.</w:t></w:r></w:p>"
)
ODT = f'<o xmlns:text="{TEXT_NS}"><text:p>Ten<text:s/>came <text:span>home</text:span></text:p><text:p>.</text:p></o>'


def archive(part: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(part, text)
    return made.getvalue()


def docx(body: str) -> bytes:
    return archive("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET"
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return (out + f"xref\n0 6\n0000000000 65535 f \n{table}{trailer}").encode()


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        ("Десять осіб.\r\nДва дні.".encode(), "text in utf-8", "Десять осіб.\r\nДва дні."),
        ("\ufeffTen came.".encode(), "text in utf-8", "Ten came."),
        ("Ten came.".encode("utf-16"), "text in utf-16", "Ten came."),
        (("Вернулись десять человек, сообщил комитет. " * 9).encode("cp1251"), "text in cp1251", None),
        (PAGE, "HTML", "Ten & two\ncame"),
        (docx(DELETED), "DOCX", "Ten\tcame."),
        (archive("content.xml", ODT), "ODT", "Ten came home\n."),
        (pdf("At least 40 women came home."), "PDF, 1 pages", "At least 40 women came home."),
    ],
    ids="plain marked utf-16 cp1251 html docx odt pdf".split(),
)  # fmt: skip
def test_a_document_gives_its_text(data, kind, text):
    read = read_document("a", data)
    assert read.kind == kind
    assert text is None or read.document.text == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (bytes(range(256)) * 20, "not utf-8"),
        (b"abc\0def", "NUL"),
        (b"%PDF-1.4 nothing", "damaged"),
        (archive("a.txt", "x"), "neither a DOCX nor an ODT"),
        (archive("content.xml", "<a>" + " " * 5_000_000 + "</a>"), "more than a text needs"),
        (archive("content.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "document type"),
        (docx("<w:p/>"), "no text"),
        (docx("<w:p>"), "not well-formed"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"<html><body></body></html>", "no text"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_reason(data, says):
    read = read_document("a", data)
    assert read.document is None
    assert says in read.problems[-1].says


def test_letters_that_nobody_sees_stay_and_are_told():
    read = read_document("a", "Ten\u200b came \u202ehome.".encode())
    assert read.document.text == "Ten\u200b came \u202ehome."
    assert "U+200B, U+202E" in read.problems[0].says


def test_words_of_mixed_letters_are_told_with_their_places():
    [problem] = read_document("a", "Десять полoнених".encode()).problems  # the second o is Latin
    assert "at 7" in problem.says


def test_ten_megabytes_are_read_whole():
    data = b"Ten people came home. " * 460_000
    assert len(read_document("a", data).document.text) == len(data)
