"""Two small lists of invented people, with the truth: Ukrainian on one side, Russian forms on the other."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from homeward.records.person import Person

STEMS = "Бравк Дріл Жутав Кромп Лясов Мервик Нудраж Пестр Рожоб Свіриг Тамрат Хвилоб Чубраж Шергуд Щемел Яндор".split()
ENDS = "енко ук ів ський".split()
GIVEN = (
    ("Микола", "Николай"), ("Олександр", "Александр"), ("Дмитро", "Дмитрий"), ("Сергій", "Сергей"), ("Іван", "Иван"),
    ("Олексій", "Алексей"), ("Євген", "Евгений"), ("Юрій", "Юрий"), ("Василь", "Василий"), ("Андрій", "Андрей"),
)  # fmt: skip
FATHERS = (
    ("Миколайович", "Николаевич"), ("Іванович", "Иванович"), ("Сергійович", "Сергеевич"), ("Петрович", "Петрович"),
    ("Васильович", "Васильевич"), ("Андрійович", "Андреевич"), ("Юрійович", "Юрьевич"),
)  # fmt: skip
TOWNS = (("Київ", "Киев"), ("Харків", "Харьков"), ("Рівне", "Ровно"), ("Суми", "Сумы"), ("Одеса", "Одесса"))
FRONTS = (("Бахмут", "Артёмовск"), ("Авдіївка", "Авдеевка"), ("Херсон", "Херсон"), ("Лиман", "Лиман"))
TO_RUSSIAN = str.maketrans("іїє", "ийе")


def lists(n=60, overlap=0.6, seed=1):
    """Give sought and found records, and the pairs of ids that are one person."""
    random = Random(seed)
    people = [_person(random, number) for number in range(int(n * (2 - overlap)))]
    sought = [pair[0] for pair in people[:n]]
    found = [_blurred(random, pair[1]) for pair in people[-n:]]
    random.shuffle(sought)
    random.shuffle(found)
    first = len(people) - n
    truth = {(f"S{number}", f"F{number}") for number in range(first, n)}
    return sought, found, truth


def _person(random, number):
    given, father, town, front = (random.choice(table) for table in (GIVEN, FATHERS, TOWNS, FRONTS))
    family = random.choice(STEMS) + random.choice(ENDS)
    born = date(1960, 1, 1) + timedelta(days=random.randrange(15_000))
    seen = date(2022, 3, 1) + timedelta(days=random.randrange(700))
    unit = f"А1{random.randrange(10, 40)}7"
    one = Person(
        f"S{number}", family, given[0], father[0], born.isoformat(), "m", town[0], front[0], seen.isoformat(),
        "солдат", unit, "military",
    )  # fmt: skip
    other = Person(
        f"F{number}", family.translate(TO_RUSSIAN), given[1], father[1], born.isoformat(), "m", town[1], front[1],
        (seen + timedelta(days=random.choice((0, 0, 2, 6)))).isoformat(), "рядовой", unit.replace("А", "A"), "military",
    )  # fmt: skip
    return one, other


def _blurred(random, person):
    for field, share in (("patronymic", 0.2), ("birth_date", 0.15), ("birth_place", 0.4), ("unit", 0.5), ("rank", 0.3)):
        if random.random() < share:
            person = replace(person, **{field: None})
    if random.random() < 0.1:
        family = person.family_name
        person = replace(person, family_name=family[:2] + family[3:])
    return person
