"""What people write about marks on a body and things carried, as sets of words that mean the same in three languages.

A mark becomes "scar", "scar/arm", "scar/arm/left"; a thing "ring", "ring/gold": each step says more than the one
before. Motifs, inscriptions, initials, dates and numbers stand by themselves ("=eagle", "=1987-03-14"). A word that no
table knows is kept by its consonants, which Ukrainian, Russian and Latin spellings share. What shared words weigh is
left to `evidence.effects`.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from homeward.records.body import Beginnings, find_meaning, fold
from homeward.records.dates import read_date
from homeward.records.places import skeleton

MOST_WORDS = 24  # of one text
_MARKS = """scar шрам рубец рубц рубец рубці scar cicatri
tattoo тату наколк портак tattoo
mole родим родин невус mole birthmark
missing ампут відсутн отсутств amput missing
burn опік опік ожог burn
fracture перелом fractur
piercing пірсинг пирсинг pierc
implant протез імплант имплант prosth implant
operation операц апенд аппенд surg operat append"""
_PARTS = """arm рук руц лікот локот локт arm elbow
arm/shoulder плеч shoulder
arm/forearm передпліч предплеч forearm
arm/hand кист кіст долон ладон зап’яст запяст hand wrist palm
arm/finger пал finger thumb
leg ног нозі leg
leg/thigh стегн бедр thigh hip
leg/knee колін колен knee
leg/shin гомілк голен shin calf
leg/foot стоп ступн foot ankle
head голов head skull
head/face облич лиц лоб лоб щок щек щоц бров підбор подбор face cheek forehead brow chin
head/neck шия шиї шию шея шеи шее шею neck
trunk/chest груд chest breast
trunk/belly живіт живот abdom belly stomach
trunk/back спин лопат back"""
_SIDES = re.compile(r"(лів[аоуіе]|лев[аоуы]\w|ліворуч|слева|left)|(прав|праворуч|справа|right)")
_MOTIFS = """=cross хрест крест cross
=heart серц сердц heart
=eagle орел орл eagle
=lion лев льв lion
=wolf вовк волк wolf
=skull череп skull
=anchor якір якор anchor
=dragon дракон dragon
=snake змі зме snake
=flower троянд роз квіт цвет rose flower
=star зірк звезд star
=trident тризуб трезуб trident
=sword меч sword
=sun сонц солнц sun"""
_THINGS = """ring каблучк перст кольц кільц обручк ring
watch годинник час watch
cross хрест крест cross crucif
chain ланцюж цепоч chain
bracelet браслет bracelet
phone телефон смартфон phone mobile смартфон
wallet гаман кошел портмоне бумажн wallet purse
knife ніж ножик нож knife
belt ремін ремен ремн пояс belt
boots берц черевик ботин чобот сапог boot shoe
sneakers кросівк кроссовк sneaker trainers
jacket курт бушлат jacket coat
trousers штан брюк джинс trouser pants jeans
shirt сороч рубаш футбол shirt tshirt
sweater светр свитер фліс флис sweater fleece
uniform форм кітел кител камуфл піксел пиксел мультикам uniform camoufl
socks шкарпет носк носок sock
hat шапк кепк балаклав hat cap
helmet шолом каск helmet
vest бронежил плитоноск vest
tag жетон tag
papers паспорт посвідч удостов квиток билет passport
icon ікон икон образок icon
keys ключ key
glasses окуляр очк glasses
patch шеврон нашив patch
lighter запальн зажигал lighter
photo фото photo
rosary чотк четк rosary
spoon ложк spoon
backpack рюкзак наплічн backpack rucksack"""
_QUALITIES = """black чорн черн black
white біл бел white
green зел green
olive олив хакі хаки olive khaki
brown корич brown
blue син блакит голуб blue
red черв красн red
grey сір сер grey gray
yellow жовт желт yellow
gold золот gold
silver сріб сереб silver
leather шкір кож leather
metal метал metal
wood дерев wood"""
_EMPTY = frozenset(
    """на в у з с із со зі та і и й а the an of on in with at and by for его його її ее есть є має имеет has вигляді
    виде вид form shape см мм cm mm довжин длин розмір размер size біля около near частин часть part зовн бок боці
    стороне сторона side напис написом надпис надпись надписью inscription малюнок рисунок image
    picture ім’ям именем named""".split()
)
_NOTHING = frozenset("нет немає нема нету без не no none not without".split())
_ENDING = re.compile(
    r"(?:ами|ями|ого|его|ому|ему|ими|ыми|ах|ях|ом|ем|єм|ым|им|ій|ый|ий|ой|ою|ею|ов|ев|их|ых|а|я|о|е|є|и|і|ы|у|ю|ь)$"
)
_DATE = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\b")
_INITIALS = re.compile(r"\b([^\W\d_])\.\s?([^\W\d_])\.(?:\s?([^\W\d_])\.)?")
_LENGTH = re.compile(r"\b\d+(?:[.,x×х]\d+)*\s*(?:см|мм|cm|mm)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")


def _table(lines: str) -> Beginnings:
    pairs = [(word, line.split()[0]) for line in lines.splitlines() for word in line.split()[1:]]
    return tuple(sorted(set(pairs), key=lambda pair: (-len(pair[0]), pair)))


_MARK_WORDS, _PART_WORDS, _MOTIF_WORDS = _table(_MARKS), _table(_PARTS), _table(_MOTIFS)
_THING_WORDS, _QUALITY_WORDS = _table(_THINGS), _table(_QUALITIES)


@lru_cache(maxsize=1 << 16)
def read_marks(text: str) -> tuple[str, ...] | None:
    """Give what a text says of marks: kind, part of the body, side, motif; None where it says nothing.

    >>> read_marks("шрам на лівій руці") == read_marks("Scar, left arm") == read_marks("рубец на левой руке")
    True
    >>> read_marks("тату на правому плечі: орел")
    ('=eagle', 'tattoo', 'tattoo/arm', 'tattoo/arm/=shoulder', 'tattoo/arm/right')
    >>> read_marks("особых примет нет")
    """
    alone, rest = _take_signs(text)
    words: set[str] = set(alone)
    for phrase in _phrases(rest, _MARK_WORDS):
        for mark, others in _grouped(phrase, _MARK_WORDS):
            words |= _say_mark(mark, others)
    return tuple(sorted(words))[:MOST_WORDS] or None


@lru_cache(maxsize=1 << 16)
def read_effects(text: str) -> tuple[str, ...] | None:
    """Give what a text says of clothing and things: each thing, its colour, material and other words.

    >>> read_effects("Золота каблучка, напис О.П. 14.03.2010") == read_effects("золотое кольцо О.П. 2010-03-14")
    True
    >>> read_effects("чорні берці")
    ('boots', 'boots/black')
    """
    alone, rest = _take_signs(text)
    words: set[str] = set(alone)
    for phrase in _phrases(rest, _THING_WORDS):
        for thing, others in _grouped(phrase, _THING_WORDS):
            said = [find_meaning(word, _QUALITY_WORDS) or _plain(word) for word in others]
            words |= {f"{thing}/{word}" if thing else f"={word}" for word in said if word}
            words |= {thing} if thing else set()
    return tuple(sorted(words))[:MOST_WORDS] or None


def _take_signs(text: str) -> tuple[list[str], str]:
    """Take dates and initials out of a text, which would fall apart at their points."""
    signs = []
    for found in _DATE.findall(text):
        day = read_date(found)
        if day is not None and day.is_full:
            signs.append(f"={day.year}-{day.month:02d}-{day.day:02d}")
    rest = _LENGTH.sub(" ", _DATE.sub(" ", text))
    signs += [f"={anyascii(''.join(found)).casefold()}" for found in _INITIALS.findall(rest)]
    return signs, _INITIALS.sub(" ", rest)


def _phrases(text: str, heads: Beginnings) -> list[list[str]]:
    """Split a text at its signs into words, without phrases that say there is nothing and words that say nothing.

    After a comma the thing described before is meant, unless another one is named: "scar, left arm".
    """
    phrases: list[list[str]] = []
    for sentence in re.split(r"[;.\n]+", fold(text)):
        here = len(phrases)
        for part in re.split(r"[,()\"«»“”]+", sentence):
            words = _WORD.findall(part)
            if _NOTHING.intersection(words):
                continue
            kept = [word for word in words if word not in _EMPTY]
            if len(phrases) > here and not any(find_meaning(word, heads) for word in kept):
                phrases[-1] += kept
            else:
                phrases.append(kept)
    return phrases


def _grouped(words: list[str], heads: Beginnings) -> list[tuple[str | None, list[str]]]:
    """Group the words of a phrase around what they describe: a second mark or thing begins a new group."""
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    for word in words:
        head = find_meaning(word, heads)
        if head is None:
            groups[-1][1].append(word)
        elif groups[-1][0] is None:
            groups[-1] = (head, groups[-1][1])
        elif head != groups[-1][0]:
            groups.append((head, []))
    return groups


def _say_mark(mark: str | None, words: list[str]) -> set[str]:
    """Say one mark in steps: kind, part, side; and its motif, which stands by itself."""
    parts = [part for word in words if (part := find_meaning(word, _PART_WORDS))]
    sides = {"left" if found[1] else "right" for word in words if (found := _SIDES.match(word))}
    others = [word for word in words if not find_meaning(word, _PART_WORDS) and not _SIDES.match(word)]
    said = {find_meaning(word, _MOTIF_WORDS) or f"={_plain(word)}" for word in others} - {"="}
    kind = mark or ("mark" if parts else None)
    return said | {kind, *_places(kind, parts, sides)} if kind else said


def _places(kind: str, parts: list[str], sides: set[str]) -> set[str]:
    said: set[str] = set()
    for part in parts:
        limb, _, detail = part.partition("/")
        said |= {f"{kind}/{limb}", *(f"{kind}/{limb}/{side}" for side in sides)}
        said |= {f"{kind}/{limb}/={detail}"} if detail else set()
    return said


def _plain(word: str) -> str:
    """Give a word that no table knows by its consonants without the ending, or as it sounds where those are too few."""
    if word.isdecimal():
        return word if len(word) > 1 else ""
    consonants = skeleton(_ENDING.sub("", word) if len(word) > 4 else word)
    if len(consonants) > 1:
        return f"~{consonants}"
    sounds = "".join(letter for letter in anyascii(word).casefold() if letter.isalnum())
    return sounds if len(sounds) > 1 else ""
