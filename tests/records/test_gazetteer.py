import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.records.gazetteer.coordinates import Point, read_coordinates
from homeward.records.gazetteer.towns import COUNTRIES
from homeward.records.places import read_place

HERE = Point(48.5931, 38.0006)
LATITUDES = st.floats(-89.99, 89.99).filter(lambda x: abs(x) > 0.001)
LONGITUDES = st.floats(-179.99, 179.99).filter(lambda x: abs(x) > 0.001)
VILLAGES = (
    "Іванівка Олександрівка Миколаївка Михайлівка Василівка Петрівка Андріївка Григорівка Павлівка Степанівка"
    " Новоселівка Калинівка Березівка Тарасівка Дмитрівка Софіївка Покровка Веселе Степове Вишневе Кам'янка Яблунівка"
    " Покровське Мирне Червоне Красное Перемога Садове Лугове Зелене Нове Привілля Первомайськ Гаї Городище Хутори"
).split()


def near(point, other, within=1e-4):
    same_latitude = abs(point.latitude - other.latitude) <= within
    return same_latitude and abs(point.longitude - other.longitude) <= within


@pytest.mark.parametrize(
    "written",
    [
        "48.5931, 38.0006",
        "48.5931 38.0006",
        "48,5931; 38,0006",
        "48,5931, 38,0006",
        "48.5931 N 38.0006 E",
        "N48.5931 E38.0006",
        "38.0006 E, 48.5931 N",
        "48.5931° 38.0006°",
        "48.5931° пн. ш., 38.0006° сх. д.",
        "48.5931 с.ш. 38.0006 в.д.",
        "Lat: 48.5931, Lon: 38.0006",
        "широта 48.5931, довгота 38.0006",
        "координати: 48.5931, 38.0006",
        "48°35'35.16\" N 38°00'02.16\" E",
        "48°35′35.16″ с. ш. 38°00′02.16″ в. д.",
        "48°35,586' N, 38°00,036' E",
    ],
)
def test_coordinates_are_read_in_all_forms_of_lists(written):
    point, rest = read_coordinates(written)
    assert near(point, HERE)
    assert rest == ""


def test_south_and_west_count_below_nothing():
    assert read_coordinates("12.0464 S, 77.0428 W")[0] == Point(-12.0464, -77.0428)
    assert read_coordinates("12.0464 ю. ш. 77.0428 з. д.")[0] == Point(-12.0464, -77.0428)
    assert read_coordinates("-12.0464, -77.0428")[0] == Point(-12.0464, -77.0428)


def test_a_name_stays_beside_its_coordinates_and_the_coordinates_are_believed():
    place = read_place("с. Іванівка, Донецька обл. (48.5931, 38.0006)")
    assert place.at == HERE
    assert (place.settlement, place.region) == (
        read_place("Іванівка").settlement,
        read_place("X, Донецька обл.").region,
    )
    assert read_place("Бахмут 48.6000 N 38.0100 E").at == Point(48.6, 38.01)


def test_coordinates_alone_are_a_place_without_a_name():
    place = read_place("48.5931, 38.0006")
    assert (place.settlement, place.written, place.region, place.at) == (None, None, None, HERE)


@pytest.mark.parametrize(
    "written",
    [
        "вул. Миру 12, 34", "12.05.2023", "12.05.2023 13.05.2023", "48.5 38.2", "буд. 48, 38", "91.0000, 38.0000",
        "48.0000, 181.0000", "48°61' N 38°00' E", "0.0000, 0.0000", "48.5931 N 38.0006 N", "48.5931 N, 38.0006",
        "1 2 3", "А1237, 48 38", "48.5931", "тел. 050 123 45 67",
    ],
)  # fmt: skip
def test_other_numbers_are_no_coordinates(written):
    assert read_coordinates(written) == (None, written)


@given(
    LATITUDES, LONGITUDES, st.sampled_from(["{:.4f}, {:.4f}", "{:.4f} {:.4f}", "{:.4f}°; {:.4f}°", "x ({:.5f} {:.5f})"])
)
def test_decimal_degrees_come_back(latitude, longitude, form):
    assert near(read_coordinates(form.format(latitude, longitude))[0], Point(latitude, longitude))


@given(LATITUDES, LONGITUDES, st.sampled_from(["°'\"", "º′″", "°’''"]), st.booleans())
def test_degrees_minutes_and_seconds_come_back(latitude, longitude, signs, longitude_first):
    def write(angle, letters):
        seconds = round(abs(angle) * 3600.0, 1)
        parts = int(seconds // 3600), int(seconds % 3600 // 60), seconds % 60.0
        written = f"{parts[0]}{signs[0]}{parts[1]}{signs[1]}{parts[2]:.1f}{signs[2:]}"
        return f"{written} {letters[angle < 0.0]}"

    both = [write(latitude, "NS"), write(longitude, "EW")]
    point, _ = read_coordinates(" ".join(both[::-1] if longitude_first else both))
    if "60.0" not in "".join(both):
        assert near(point, Point(latitude, longitude), within=3e-5)


@given(st.text(alphabet="0123456789.,;°'\" NSEWсшвд-−lat()", max_size=80))
def test_nonsense_is_coordinates_on_the_earth_or_none(text):
    point, rest = read_coordinates(text)
    assert point is None or (abs(point.latitude) <= 90.0 and abs(point.longitude) <= 180.0)
    assert rest == text if point is None else len(rest) < len(text)
    read_place(text)


def test_a_cell_of_many_numbers_is_read_in_no_time():
    assert read_coordinates("48 " * 20_000)[0] is None
    assert read_coordinates("1" * 60_000 + ".")[0] is None
    assert read_coordinates(" " * 60_000 + "1 1")[0] is None


# ── towns ──


@pytest.mark.parametrize(
    ("names", "point"),
    [
        (("Бахмут", "Bakhmut", "Артёмовск", "Artemivsk", "Бахмут, Україна"), Point(48.59, 38.0)),
        (("м. Бахмут, Донецька обл.", "г. Артёмовск, Бахмутский р-н, Донецкая обл."), Point(48.59, 38.0)),
        (("Київ", "Киев", "Kyiv", "Kiev", "Київ, Украина"), Point(50.45, 30.52)),
        (("Мар'їнка", "Марьинка", "Marinka"), Point(47.94, 37.5)),
        (("Дніпро", "Днепр", "Dnipro", "Dnepropetrovsk"), Point(48.47, 35.04)),
        (("Гуляйполе", "Huliaipole", "Gulyaypole"), Point(47.66, 36.26)),
        (("Москва", "Moscow", "Moskva", "Москва, РФ"), Point(55.75, 37.62)),
        (("Тбілісі", "Тбилиси, Грузия", "Tbilisi, Georgia"), Point(41.69, 44.83)),
    ],
)  # fmt: skip
def test_a_town_of_the_table_is_found_under_each_of_its_names(names, point):
    assert {read_place(name).at for name in names} == {point}


@pytest.mark.parametrize("village", VILLAGES)
def test_a_name_that_many_villages_bear_lies_nowhere_without_a_region(village):
    assert read_place(village).at is None


def test_the_region_tells_homonyms_apart():
    assert read_place("Донецк, Ростовская обл.").at == Point(48.34, 39.95)
    assert read_place("Донецк, Донецкая обл.").at == read_place("Донецк").at == Point(48.02, 37.8)
    assert read_place("Миколаїв, Львівська обл.").at != read_place("Миколаїв").at
    assert read_place("Золочів").at is None
    assert read_place("Бахмут, Сумська обл.").at is None
    assert read_place("Дзержинск").at is None


def test_an_ending_tells_a_town_from_a_village():
    assert read_place("Покровськ").at == read_place("Pokrovsk").at == Point(48.28, 37.18)
    assert read_place("Покровське, Донецька обл.").at is None


def test_every_row_of_the_table_is_read_and_lies_in_its_country():
    box = {
        "Україна": (44.3, 52.4, 22.1, 40.2),
        "Росія": (41.1, 70.0, 19.6, 180.0),
        "Білорусь": (51.2, 56.2, 23.1, 32.8),
    }
    for names, table in COUNTRIES:
        south, north, west, east = box.get(names.split("/")[0], (-90.0, 90.0, -180.0, 180.0))
        towns = [
            part for row in table.strip().replace("\n    ", " ").splitlines() for part in row.split(": ")[1].split(";")
        ]
        for town in towns:
            assert re.fullmatch(r" ?~?[^~\d]+ -?\d+\.\d\d -?\d+\.\d\d", town), town
            latitude, longitude = map(float, town.split()[-2:])
            assert south < latitude < north, town
            assert west < longitude < east, town


def test_every_town_is_found_by_its_own_name_in_its_region():
    for _, table in COUNTRIES:
        for row in table.strip().replace("\n    ", " ").splitlines():
            regions, _, towns = row.partition(": ")
            for town in towns.split(";"):
                names, latitude, longitude = town.strip().lstrip("~").rsplit(" ", 2)
                for name in names.split("/"):
                    place = read_place(f"{name}, {regions.split('/')[0]} обл.")
                    assert place.at == Point(float(latitude), float(longitude)), name
