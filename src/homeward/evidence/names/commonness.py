"""How common is a name where the lists come from? Three classes of our own, and a default for what no table holds.

Orders of magnitude are all that is claimed: general knowledge of Ukrainian and Russian names, no counted register.
A study with its own counts gives them in a `Background`. Left to others: what the sharing of a name weighs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from homeward.records.names.cyrillic import readings
from homeward.records.names.sounds import key

_SURNAMES = {
    2e-3: "Мельник Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Коваль Олійник Шевчук Поліщук "
    "Иванов Петров Смирнов Кузнецов Іванов Попов",
    7e-4: "Ткачук Лисенко Марченко Савченко Руденко Петренко Бондар Кравчук Клименко Павленко Кузьменко Савчук "
    "Гончаренко Мороз Левченко Приходько Романенко Хоменко Мартинюк Литвиненко Карпенко Козак Мазур "
    "Васильєв Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов "
    "Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов "
    "Воробьёв Сергеев Кириленко Науменко Харченко Данилюк Гаврилюк Пономаренко Кравець Яковенко Тимошенко "
    "Ковальов Мироненко Сидоренко Федоренко Юрченко Панченко Гуменюк Панасюк Костенко Дяченко Колісник Костюк "
    "Кучер Власенко Іщенко Назаренко Семенюк Зінченко Мельничук Ющенко Гончарук Левчук Шульга Білоус Медведев",
}
_GIVEN = {
    4e-2: "Олександр Сергій Володимир Андрій Микола Іван Олексій Дмитро Михайло Віктор Василь Олена Ольга Наталія "
    "Тетяна Ірина Людмила Світлана Марія Анна Катерина Валентина Галина",
    1.5e-2: "Юрій Олег Ігор Анатолій Петро Віталій Максим Павло Роман Євген Вадим Богдан Ярослав Руслан Денис Артем "
    "Антон Станіслав Валерій Леонід Григорій Костянтин Владислав Степан В'ячеслав Тарас Федір Борис Микита Данило "
    "Надія Оксана Любов Віра Юлія Анастасія Вікторія Лариса Ніна Лідія Дарія Софія Яна Інна Алла Марина Раїса Валерія",
}
_RARE_SURNAME, _RARE_GIVEN = 1e-4, 4e-3
_FOREIGN_FAMILY, _FOREIGN_GIVEN = 3e-3, 5e-3
INITIAL = 0.07  # share of people whose name begins with a given sound
NEIGHBOURS = 5.0  # given names within one slip of a given name, the name itself among them


@lru_cache(maxsize=1)
def _surname_shares() -> dict[str, float]:
    return {
        key(reading.sounds): share
        for share, names in _SURNAMES.items()
        for name in names.split()
        for reading in readings(name)
    }


@lru_cache(maxsize=1)
def _given_shares() -> dict[str, float]:
    return {name: share for share, names in _GIVEN.items() for name in names.split()}


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """How common names are where the lists come from, and how many relatives are among the people compared.

    surnames           share of people by sound key of a surname; what is not in it has a default share
    given              share by identity of a given name
    relative_weight    chance that two different people compared are close relatives
    """

    surnames: Mapping[str, float] = field(default_factory=_surname_shares)
    given: Mapping[str, float] = field(default_factory=_given_shares)
    relative_weight: float = 1e-3

    def of_family(self, value: str) -> float:
        """Give the share of people with a surname, by its sound key or foreign identity."""
        if value.startswith("given:"):
            return self.of_given(value.removeprefix("given:"))
        return self.surnames.get(value, _FOREIGN_FAMILY if ":" in value else _RARE_SURNAME)

    def of_given(self, value: str) -> float:
        """Give the share of people with a given name, by its identity, sound key or foreign identity."""
        return self.given.get(value, _FOREIGN_GIVEN if ":" in value else _RARE_GIVEN)
