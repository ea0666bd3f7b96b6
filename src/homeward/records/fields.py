"""The fields a list of people can have: what each is called in a heading, in three languages and many habits.

One table: headings of CSV files, forms and JSON follow from it, and so does the order of columns. Offered are the
fields of the bureau records and of the child card (GC I art. 16, GC III arts. 70 and 122, GC IV art. 138, AP I arts.
33 and 78); none is mandatory, and a list without identifiers gets the row's number. What the cells mean is left to
`dates`, `places`, `service`, `body` and `names`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Group = Literal["identity", "birth", "loss", "service", "numbers", "body", "family", "custody"]
Input = Literal["text", "long text", "date", "number", "choice"]
GROUPS: Mapping[Group, str] = {  # in the order of a form
    "identity": "Who the person is",
    "birth": "Birth and home",
    "loss": "Last seen or found",
    "service": "Service",
    "numbers": "Numbers and papers",
    "family": "Family",
    "body": "Body and belongings",
    "custody": "In whose hands",
}
CHOICES: Mapping[str, tuple[str, ...]] = {"sex": ("m", "f")}  # in normal form; other words are read as well


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record about a person."""

    name: str  # the attribute of a Person, and our own heading
    says: str  # in words, for problems and explanations
    group: Group  # what is asked together on a form
    headings: tuple[str, ...]  # folded; the one that stands first wins where several fit
    input: Input = "text"  # how a form asks for it; dates may be partial, numbers may be ranges


# what people write, in any case of letters, where they know nothing
NOTHING_SAID = frozenset(
    {"", "-", "—", "?", "n/a", "na", "none", "null", "нема", "немає", "нет", "н/д", "невідомо", "неизвестно"}
)


def fold_heading(heading: str) -> str:
    """Give a heading without case and signs.

    >>> fold_heading("Дата народження (дд.мм.рррр)")
    'датанародженняддммрррр'
    """
    return heading if heading == "№" else "".join(letter for letter in heading.casefold() if letter.isalnum())


_INPUTS: Mapping[str, Input] = {
    **dict.fromkeys(("birth_date", "last_seen_date"), "date"),
    **dict.fromkeys(("age", "height"), "number"),
    **dict.fromkeys(("marks", "effects", "health", "next_of_kin"), "long text"),
    **dict.fromkeys(CHOICES, "choice"),
}


def _field(name: str, says: str, group: Group, headings: str) -> Field:
    known = tuple(dict.fromkeys((fold_heading(name), *headings.split())))
    return Field(name, says, group, known, _INPUTS.get(name, "text"))


FIELDS = (
    _field(
        "record_id",
        "identifier",
        "identity",
        """id recid personid rowid identifier caseid refno reference number no num code ідентифікатор ідзапису
        номерзапису номерсправи код номер № nпп пп ид идентификатор номерзаписи номердела шифр""",
    ),
    _field(
        "family_name",
        "family name",
        "identity",
        """surname lastname familyname secondname nom прізвище прiзвище призвище фамилия фам family last""",
    ),
    _field("given_name", "given name", "identity", """firstname forename name given first prénom prenom імя iмя имя"""),
    _field(
        "patronymic",
        "patronymic",
        "identity",
        "middlename fathersname fathername middle побатькові отчество батькові отч",
    ),
    _field(
        "full_name",
        "full name",
        "identity",
        "fullname nameinfull personname піб пiб прізвищеімяпобатькові фио фамилияимяотчество names",
    ),
    _field(
        "birth_date",
        "birth date",
        "birth",
        """birthdate dateofbirth dob born birthday birthyear yearofbirth датанародження датар датанар рікнародження
        днар рнар дн датарождения годрождения др гр""",
    ),
    _field("sex", "sex", "identity", "gender стать пол"),
    _field(
        "birth_place",
        "birth place",
        "birth",
        "birthplace placeofbirth bornin місценародження мiсценародження месторождения уродженець уроженец suburb",
    ),
    _field(
        "last_seen_place",
        "place last seen",
        "loss",
        """lastseenplace placelastseen lastplace lastknownplace missingplace placeofdisappearance foundplace place
        місцезникнення місцевтрати останнємісце депропав местоисчезновения местопропажи последнееместо
        місцезагибелі""",
    ),
    _field(
        "last_seen_date",
        "date last seen",
        "loss",
        """lastseendate datelastseen lastseen missingdate dateofdisappearance missingsince founddate lastcontact
        датазникнення датавтрати зникдата останнійзвязок датаисчезновения датапропажи последняясвязь""",
    ),
    _field("rank", "rank", "service", "militaryrank звання військовезвання звание воинскоезвание"),
    _field(
        "unit",
        "unit",
        "service",
        "militaryunit unitnumber частина військовачастина вч часть воинскаячасть войсковаячасть",
    ),
    _field("category", "category", "service", "status kind категорія категория статус"),
    _field(
        "id_number",
        "identity number",
        "numbers",
        """idnumber identitynumber nationalid taxnumber taxid ssn socsecid inn рнокпп іпн ипн инн
        ідентифікаційнийномер идентификационныйномер""",
    ),
    _field(
        "service_number",
        "service number",
        "numbers",
        """servicenumber armynumber personalnumber serialnumber tagnumber dogtag militaryid особистийномер
        номержетона жетон личныйномер номержетону військовийквиток""",
    ),
    _field(
        "document_number",
        "number of a passport or other document",
        "numbers",
        """documentnumber passportnumber documentno документ номердокумента паспорт номерпаспорта passport
        серіяномерпаспорта документособи""",
    ),
    _field("age", "age", "birth", "ageyears years вік возраст роківвік повнихроків полныхлет"),
    _field("nationality", "nationality or citizenship", "identity", "citizenship громадянство гражданство"),
    _field(
        "mother_name",
        "mother's name",
        "family",
        "mothersname mother mothersmaidenname прізвищематері імяматері пібматері мати мать имяматери",
    ),
    _field(
        "next_of_kin",
        "person to inform, and where",
        "family",
        "nextofkin kin contact contactperson родич контактнаособа родственник контактноелицо ближчийродич",
    ),
    _field(
        "residence",
        "last residence",
        "birth",
        "lastresidence address homeaddress адреса місцепроживання адрес местожительства прописка",
    ),
    _field("language", "mother tongue and other languages", "identity", "languages mothertongue мова язык роднойязык"),
    _field("religion", "religion", "identity", "faith denomination релігія віросповідання религия вероисповедание"),
    _field("height", "height", "body", "stature heightcm зріст зрістсм рост ростсм"),
    _field("build", "build", "body", "physique bodybuild статура тілобудова телосложение"),
    _field("hair", "hair", "body", "haircolour haircolor волосся колірволосся волосы цветволос"),
    _field("eyes", "eyes", "body", "eyecolour eyecolor очі колірочей глаза цветглаз"),
    _field("blood_group", "blood group", "body", "bloodgroup bloodtype групакрові группакрови гркр rhesus резус"),
    _field(
        "marks",
        "scars, tattoos, other marks",
        "body",
        """distinguishingmarks distinguishingfeatures scars tattoos tattoo особливіприкмети прикмети особыеприметы
        приметы шрами татуювання шрамы татуировки""",
    ),
    _field(
        "effects",
        "clothing and things carried",
        "body",
        """clothing clothes belongings personaleffects possessions речі особистіречі одяг вещи личныевещи одежда""",
    ),
    _field("health", "state of health", "custody", "healthstate condition станздоровя здоровя состояниездоровья"),
    _field("held_by", "power or authority that holds the person", "custody", "holder power heldby утримує удерживает"),
    _field(
        "held_place",
        "place where the person is held",
        "custody",
        "heldplace camp prison placeofdetention місцеутримання колонія табір местосодержания колония лагерь сизо",
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
