"""How the languages of the region make a patronymic from the father's name: rules and exceptions.

Rules give more than the usual form (Ігорович and Ігоревич): what no clerk writes harms nobody. Left to others: what
a patronymic sounds like in Latin letters, and its case endings (`given`).
"""

_UKRAINIAN_SPECIAL = {
    "Микола": ("Миколайович", "Миколаївна"),
    "Григорій": ("Григорович", "Григорівна"),
    "Яків": ("Якович", "Яківна", "Яковлевич"),
    "Лев": ("Львович", "Львівна"),
    "Ілля": ("Ілліч", "Іллівна"),
    "Лука": ("Лукич", "Луківна", "Лукович"),
    "Гаврило": ("Гаврилович", "Гаврилівна"),
    "Тиміш": ("Тимошевич", "Тимошович"),
}
_RUSSIAN_SPECIAL = {
    "Павел": ("Павлович", "Павловна", "Палыч"),
    "Пётр": ("Петрович", "Петровна"),
    "Лев": ("Львович", "Львовна", "Левович", "Левовна"),
    "Яков": ("Яковлевич", "Яковлевна"),
    "Михаил": ("Михайлович", "Михайловна", "Михалыч"),
    "Даниил": ("Даниилович", "Данилович", "Данииловна", "Даниловна"),
    "Гавриил": ("Гаврилович", "Гавриилович", "Гавриловна", "Гаврииловна"),
    "Самуил": ("Самуилович", "Самуиловна", "Самойлович", "Самойловна"),
    "Александр": ("Александрович", "Александровна", "Саныч"),
    "Фёдор": ("Фёдорович", "Фёдоровна"),
}
_VOWELS = frozenset("аеёєиіїоуыэюя")


def ukrainian(father: str) -> tuple[str, ...]:
    """Make the patronymics of a Ukrainian given name, sons' and daughters'.

    >>> ukrainian("Сергій"), ukrainian("Дмитро")
    (('Сергійович', 'Сергіївна'), ('Дмитрович', 'Дмитрівна'))
    """
    if father in _UKRAINIAN_SPECIAL:
        return _UKRAINIAN_SPECIAL[father]
    stem = father[:-1]
    if father.endswith("й"):
        return f"{stem}йович", f"{stem}ївна"
    if father.endswith("ь"):
        return f"{father}ович", f"{stem}івна"
    if father.endswith("я"):
        return f"{stem}ьович", f"{stem}івна"
    if father.endswith("а"):
        return f"{stem}ович", f"{stem}ич", f"{stem}івна"
    if father.endswith("о"):
        return f"{stem}ович", f"{stem}івна"
    if father.endswith("ор"):
        return f"{father}ович", f"{father}евич", f"{father}івна"
    return f"{father}ович", f"{father}івна"


def russian(father: str) -> tuple[str, ...]:
    """Make the patronymics of a Russian given name.

    >>> russian("Виталий")
    ('Витальевич', 'Виталиевич', 'Витальевна', 'Виталиевна')
    """
    if father in _RUSSIAN_SPECIAL:
        return _RUSSIAN_SPECIAL[father]
    stem = father[:-1]
    if father.endswith("ий"):
        soft = father[:-2]
        return f"{soft}ьевич", f"{soft}иевич", f"{soft}ьевна", f"{soft}иевна"
    if father.endswith("й"):
        return f"{stem}евич", f"{stem}евна", f"{stem}ич"
    if father.endswith("ь"):
        return f"{stem}евич", f"{stem}евна"
    if father[-1] in "ая":
        return f"{stem}ич", f"{stem}ична", f"{stem}инична", f"{stem}ович"
    if father[-1] in _VOWELS:
        return f"{stem}ович", f"{stem}овна"
    return f"{father}ович", f"{father}овна", f"{father}ыч"


def belarusian(father: str) -> tuple[str, ...]:
    """Make the patronymics of a Belarusian given name.

    >>> belarusian("Мікалай"), belarusian("Ігар")
    (('Мікалаевіч', 'Мікалаеўна'), ('Ігаравіч', 'Ігаровіч', 'Ігараўна'))
    """
    stem = father[:-1]
    if father.endswith("й"):
        return f"{stem}евіч", f"{stem}еўна"
    if father[-1] in "ьяё":
        return f"{stem}евіч", f"{stem}ьевіч", f"{stem}еўна", f"{stem}ьеўна"
    if father[-1] in _VOWELS:
        return f"{stem}авіч", f"{stem}іч", f"{stem}аўна"
    return f"{father}авіч", f"{father}овіч", f"{father}аўна"
