"""The fields a list of people can have: what each is called in a heading, in three languages and many habits.

One table: headings of CSV files follow from it, and so does the order of columns. No field is mandatory; a list without
identifiers gets the row's number. What the cells mean is left to `dates`, `places`, `service` and `names`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record about a person."""

    name: str  # the attribute of a Person, and our own heading
    says: str  # in words, for problems and explanations
    headings: tuple[str, ...]  # folded; the one that stands first wins where several fit


def fold_heading(heading: str) -> str:
    """Give a heading without case and signs.

    >>> fold_heading("Дата народження (дд.мм.рррр)")
    'датанародженняддммрррр'
    """
    return heading if heading == "№" else "".join(letter for letter in heading.casefold() if letter.isalnum())


def _field(name: str, says: str, headings: str) -> Field:
    return Field(name, says, tuple(dict.fromkeys((fold_heading(name), *headings.split()))))


FIELDS = (
    _field(
        "record_id",
        "identifier",
        """id recid personid rowid identifier caseid refno reference number no num code ідентифікатор ідзапису
        номерзапису номерсправи код номер № nпп пп ид идентификатор номерзаписи номердела шифр""",
    ),
    _field(
        "family_name",
        "family name",
        """surname lastname familyname secondname nom прізвище прiзвище призвище фамилия фам family last""",
    ),
    _field("given_name", "given name", """firstname forename name given first prénom prenom імя iмя имя"""),
    _field("patronymic", "patronymic", "middlename fathersname fathername middle побатькові отчество батькові отч"),
    _field(
        "full_name",
        "full name",
        "fullname nameinfull personname піб пiб прізвищеімяпобатькові фио фамилияимяотчество names",
    ),
    _field(
        "birth_date",
        "birth date",
        """birthdate dateofbirth dob born birthday birthyear yearofbirth датанародження датар датанар рікнародження
        днар рнар дн датарождения годрождения др гр""",
    ),
    _field("sex", "sex", "gender стать пол"),
    _field(
        "birth_place",
        "birth place",
        "birthplace placeofbirth bornin місценародження мiсценародження месторождения уродженець уроженец suburb",
    ),
    _field(
        "last_seen_place",
        "place last seen",
        """lastseenplace placelastseen lastplace lastknownplace missingplace placeofdisappearance foundplace place
        місцезникнення місцевтрати останнємісце депропав местоисчезновения местопропажи последнееместо
        місцезагибелі""",
    ),
    _field(
        "last_seen_date",
        "date last seen",
        """lastseendate datelastseen lastseen missingdate dateofdisappearance missingsince founddate lastcontact
        датазникнення датавтрати зникдата останнійзвязок датаисчезновения датапропажи последняясвязь""",
    ),
    _field("rank", "rank", "militaryrank звання військовезвання звание воинскоезвание"),
    _field("unit", "unit", "militaryunit unitnumber частина військовачастина вч часть воинскаячасть войсковаячасть"),
    _field("category", "category", "status kind категорія категория статус"),
    _field(
        "id_number",
        "identity number",
        """idnumber identitynumber nationalid taxnumber taxid ssn socsecid inn рнокпп іпн ипн инн
        ідентифікаційнийномер идентификационныйномер документ passport""",
    ),
)
FIELD_BY_NAME = {field.name: field for field in FIELDS}


def guess_columns(header: Sequence[str]) -> dict[str, int]:
    """Find which column of a table holds which field; a column is used once.

    >>> guess_columns(("№", "Прізвище", "Ім'я", "По батькові", "Дата народження", "Примітка"))
    {'record_id': 0, 'family_name': 1, 'given_name': 2, 'patronymic': 3, 'birth_date': 4}
    """
    folded = [fold_heading(heading) for heading in header]
    found: dict[str, int] = {}
    for field in FIELDS:
        for name in field.headings:
            if name in folded and folded.index(name) not in found.values():
                found[field.name] = folded.index(name)
                break
    return found
