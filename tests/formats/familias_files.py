"""Small project files in the layout of Familias, invented, written line by line."""

from collections.abc import Mapping, Sequence


def quote(text: object) -> str:
    return f'"{text}"'


def locus(
    name: str,
    table: Mapping[str, float],
    *,
    rates: Sequence[float] = (0.001, 0.002),
    models: Sequence[int] = (4, 4),
    silent: float = 0.0,
    facts: str = "DatabaseSize = 1000 , Dropout probability = 0.05 , Minor allele frequency = 0.001 ",
) -> list[object]:
    lines: list[object] = [quote(name), *rates, *models, len(table) + (silent > 0), 0.1, 0.1, 1e-6, 1e-6]
    lines += ["#TRUE#" if silent else "#FALSE#", silent, f"{len(table)}\t({facts})"]
    return lines + [item for allele, value in table.items() for item in (quote(allele), value)]


def person(name: str, sex: str, *typed: tuple[int, int, int], about: str = "-1") -> list[object]:
    cells = [place for places in typed for place in places]
    return [quote(name), "#FALSE#", about, "#FALSE#", "#TRUE#" if sex == "M" else "#FALSE#", len(typed), *cells]


def tree(number: int, name: str, *relations: tuple[int, int], women: int = 0, men: int = 0) -> list[object]:
    return [number, quote(name), women, men, len(relations), *(place for pair in relations for place in pair)]


def project(
    people: Sequence[Sequence[object]],
    trees: Sequence[Sequence[object]],
    loci: Sequence[Sequence[object]],
    *,
    theta: str = "0",
    known: Sequence[object] = (0, 0, 0),
    more: str = "",
) -> bytes:
    lines: list[object] = [quote("Output from Familias, version 3.3.1"), quote("DO NOT EDIT!"), "3.3.1", quote("")]
    lines += [len(people), *(line for one in people for line in one), quote("Known relations"), *known]
    lines += [len(trees), *(line for one in trees for line in one)]
    lines += [f"#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: {theta} )", len(loci), "#TRUE#", quote("invented")]
    lines += [line for one in loci for line in one]
    return ("\n".join(map(str, lines)) + "\n" + more).encode()


DVI = """
[DVI]
[[Unidentified persons]]
nPersons= 2
[[[Person 1 ]]]
Name= V1
Gender= Male
[[[[DNA data]]]]
nSystems= 2
SystemName= D3S1358
Allele1= 11
Allele2= 12
SystemName= THO1
Allele1= 6
Allele2= 9.3
[[[Person 2 ]]]
Name= V2
Gender= Female
[[[[DNA data]]]]
nSystems= 1
SystemName= D3S1358
Allele1= OL
Allele2= 12
[[Notes]]
nFamilies= 1

[[Reference Families]]
nFamilies= 1
[[[Family 1 ]]]
Name= Reference family 1
[[[[Persons]]]]
nPersons= 2
[[[[[Person 1]]]]]
Name= Mother
Gender= Female
[[[[[[DNA data]]]]]]
nSystems= 1
SystemName= D3S1358
Allele1= 11
Allele2= 13
[[[[[Person 2]]]]]
Name= Brother
Gender= Male
[[[[[[DNA data]]]]]]
nSystems= 0
[[[[Pedigrees]]]]
nPedigrees= 2
[[[[[Pedigree 1]]]]]
Name= Reference pedigree
nRelations= 0
[[[[[Pedigree 2]]]]]
Name= Reference family 1
nRelations= 2
Parent= Mother
Child= Missing person
Parent= Mother
Child= Brother
[Prior]
UseList= Yes
[Advanced]
[[Direct/Identity]]
Dropin= 0
"""
TABLE = {"10": 0.1, "11": 0.2, "12": 0.3, "13": 0.4}
