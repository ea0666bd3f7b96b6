"""Pairs of invented written names that no table of ours holds: what is tested on them is rules, not tables.

Every pair is made anew from a seed: a person, then another spelling of the same person, or a relative or stranger.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from tests.records.names.standards import RUSSIAN, UKRAINIAN, transliterate

Pair = tuple[str, str, str]  # phenomenon, and two written names
Person = tuple[int, int, int]  # rows of given name, father's name and surname

# Ukrainian and Russian given name, then the patronymic in both
GIVEN = [row.split() for row in """
    Аверкій Аверкий Аверкійович Аверкиевич | Мелетій Мелетий Мелетійович Мелетиевич
    Лонгин Лонгин Лонгинович Лонгинович
    Протасій Протасий Протасійович Протасиевич | Велимир Велимир Велимирович Велимирович
    Савватій Савватий Савватійович Савватиевич | Гурій Гурий Гурійович Гуриевич | Зосим Зосим Зосимович Зосимович
    Амвросій Амвросий Амвросійович Амвросиевич | Ферапонт Ферапонт Ферапонтович Ферапонтович
    Драгомир Драгомир Драгомирович Драгомирович | Бажен Бажен Баженович Баженович
    Ратибор Ратибор Ратиборович Ратиборович | Тимон Тимон Тимонович Тимонович | Вукол Вукол Вуколович Вуколович
""".replace("\n", "|").split("|") if row.strip()]  # fmt: skip
_SURNAMES = [row.split() for row in """
    Жмурченко Жмурченко | Кодацький Кодацкий | Пилявський Пилявский | Тюлюпа Тюлюпа | Бурдейченко Бурдейченко
    Хряпов Хряпов | Гречишкін Гречишкин | Мацюра Мацюра | Обідний Обидный | Скочиляс Скочиляс | Фещенко Фещенко
    Цекалов Цекалов | Чемодурів Чемодуров | Шпичинецький Шпичинецкий | Щедринов Щедринов | Юзвенко Юзвенко
    Ясиновський Ясиновский | Ладанюк Ладанюк | Рогатинський Рогатинский | Крижанюк Крыжанюк
""".replace("\n", "|").split("|") if row.strip()]  # fmt: skip
_SUFFIXES = ("енко", "ук", "ський", "ів")
_STEMS = ("Бурмист", "Гармат", "Драбин", "Копайгор", "Ліхтар", "Мурован", "Оглобл", "Черешн")
_FOREIGN = [[form.strip() for form in row.split("|")] for row in """
    ხვედელიძე ბადრი | Khvedelidze Badri | Хведелидзе Бадри
    ჩოხონელიძე უშანგი | Chokhonelidze Ushangi | Чохонелидзе Ушанги
    წულაძე გივი | Tsuladze Givi | Цуладзе Гиви
    ბოჭორიშვილი ცოტნე | Bochorishvili Tsotne | Бочоришвили Цотне
    ღონღაძე ნუკრი | Ghonghadze Nukri | Гонгадзе Нукри
    Թումասյան Լիպարիտ | Tumasyan Liparit | Тумасян Липарит
    Ջանոյան Պարգև | Janoyan Pargev | Джаноян Паргев
    Շահվերդյան Վահրամ | Shahverdyan Vahram | Шахвердян Ваграм
    Bəylərov Tahmasib | Baylarov Tahmasib | Бейларов Тахмасиб
    Şıxlinski Qorxmaz | Shikhlinski Gorkhmaz | Шихлинский Горхмаз
    Türkoğlu Bülent | Turkoglu Bulent | Тюркоглу Бюлент
    Yağcı Ertuğrul | Yagci Ertugrul | Ягджи Эртугрул
    Sayfiddinov Olimjon | Sayfiddinov Olimjon | Сайфиддинов Олимджон
    Өтегенов Дәуіт | Otegenov Dauit | Отегенов Дауит
    한범석 | Han Beomseok | Хан Пом Сок
    백충식 | Paek Ch'ungsik | Пэк Чхун Сик
    毛泉 | Mao Quan | Мао Цюань
    范长海 | Fan Changhai | Фань Чанхай
    פינקלברג אביטל | Finkelberg Avital | Финкельберг Авиталь
    שטיינמץ דורית | Steinmetz Dorit | Штейнмец Дорит
    الزنكلوني شعيب | al-Zankaluni Shuaib | аз-Занкалуни Шуаиб
    بوعزيزي طالوت | Bouazizi Talut | Буазизи Талут
    Brockhurst Percival | Brockhurst Percival | Брокхёрст Персиваль
    Grünwaldt Ekkehard | Gruenwaldt Ekkehard | Грюнвальдт Эккехард
""".strip().splitlines()]  # fmt: skip


def make_same(seed: int, most: int = 60) -> Iterator[Pair]:
    """Give pairs of spellings of one person."""
    random = Random(seed)
    for _ in range(most):
        person = _person(random)
        given, father, surname = _parts(person, 0)
        latin, russian_latin = _latin(random, 0), _latin(random, 1)
        yield "standard", _written(person, 0), latin(_written(person, 0))
        yield "standard", _written(person, 1), russian_latin(_written(person, 1))
        yield "two standards", latin(_written(person, 0)), _latin(random, 0)(_written(person, 0))
        yield "two languages", _written(person, 0), _written(person, 1)
        yield "two languages, across scripts", _written(person, 0), russian_latin(_written(person, 1))
        yield "no patronymic", _written(person, 0), latin(f"{surname} {given}")
        yield "other order", _written(person, 0), latin(f"{given} {father} {surname}")
        yield "initials", _written(person, 0), f"{surname} {given[0]}.{father[0]}."
        yield "genitive", _written(person, 0), _genitive(person)
        yield "damaged", _written(person, 0), _damage(random, _written(person, 0))
        yield "look-alikes", _written(person, 0), _written(person, 0).translate(_ALIKE)
    for row in _FOREIGN:
        yield from (("other scripts", row[0], form) for form in row[1:])
        yield "other scripts", row[1], row[2]


def make_other(seed: int, most: int = 60) -> Iterator[Pair]:
    """Give pairs of names of two people: relatives, neighbours in the alphabet, strangers."""
    random = Random(seed)
    for _ in range(most):
        person, stranger = _strangers(random)
        given, father, surname = person
        latin = random.choice((str, _latin(random, 0)))
        written = _written(person, 0)
        yield "brothers", written, latin(_written((stranger[0], father, surname), 0))
        yield "father and son", written, latin(_written((father, given, surname), 0))
        yield "other father", written, latin(_written((given, stranger[1], surname), 0))
        yield "other surname", written, latin(_written((given, father, stranger[2]), 0))
        yield "strangers", written, latin(_written(stranger, 0))
        stem, ends = random.choice(_STEMS), random.sample(_SUFFIXES, 2)
        rest = " ".join(_parts(person, 0)[:2])
        yield "other suffix", f"{stem}{ends[0]} {rest}", latin(f"{stem}{ends[1]} {rest}")
    for row, other in pairwise(_FOREIGN):
        yield "namesakes", row[1], f"{row[1].split()[0]} {other[1].split()[-1]}"


_ALIKE = str.maketrans("асеіорху", "aceiopxy")


def _strangers(random: Random) -> tuple[Person, Person]:
    """Draw two people who share no part of their names."""
    names, surnames = random.sample(range(len(GIVEN)), 4), random.sample(range(len(_SURNAMES)), 2)
    return (names[0], names[1], surnames[0]), (names[2], names[3], surnames[1])


def _person(random: Random) -> Person:
    given, father = random.sample(range(len(GIVEN)), 2)
    return given, father, random.randrange(len(_SURNAMES))


def _parts(person: Person, language: int) -> tuple[str, str, str]:
    given, father, surname = person
    return GIVEN[given][language], GIVEN[father][2 + language], _SURNAMES[surname][language]


def _written(person: Person, language: int) -> str:
    given, father, surname = _parts(person, language)
    return f"{surname} {given} {father}"


def _latin(random: Random, language: int) -> Callable[[str], str]:
    table = random.choice(list((UKRAINIAN, RUSSIAN)[language].values()))
    return lambda text: " ".join(transliterate(word, table) for word in text.split())


def _genitive(person: Person) -> str:
    given, father, surname = _parts(person, 0)
    ends = (("ський", "ського"), ("цький", "цького"), ("ий", "ого"), ("ів", "ова"), ("ко", "ка"), ("а", "и"), ("", "а"))
    declined = next(surname.removesuffix(old) + new for old, new in ends if surname.endswith(old))
    return f"{declined} {given[:-1] + 'я' if given.endswith('й') else given + 'а'} {father}а"


def _damage(random: Random, text: str) -> str:
    """Drop, double, swap or change one letter inside one word."""
    words = text.split()
    place = random.randrange(len(words))
    word = words[place]
    k = random.randrange(1, len(word) - 2)
    words[place] = word[:k] + random.choice(("", word[k] * 2, word[k + 1] + word[k], "о" + word[k])) + word[k + 1 :]
    if len(words[place]) > len(word) and words[place][k : k + 2] == word[k + 1] + word[k]:
        words[place] = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    return " ".join(words)
