"""What memoranda speak of, in English, Ukrainian and Russian: one concept for all ways of saying one thing.

"go home", "are released", "звільняються" and "освобождают" are one concept, so that two sides' different words, also in
two languages, can be laid side by side. Patterns are beginnings of words. Words outside the table are compared as they
are (see `reading`). Topic codes are those of PA-X (Peace Agreements Database, version 3), kept per clause; codes that
begin with X are ours, for what PA-X has no code.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

Kind = Literal["matter", "generic", "mode", "strength"]

# generic: says little by itself, and is often left to be understood
_CONCEPTS: Mapping[str, tuple[Kind, str, str, str]] = {
    # how it is to be done
    "all for all": (
        "mode",
        "all[- ]for[- ]all",
        "[ву]с[іи]х? на [ву]с[іи]х",
        "вс[её]х? на всех",
    ),
    "one for one": (
        "mode",
        "one[- ](?:for|to)[- ]one|(?:in )?equal numbers?|man for man",
        "один на одного?|порівну|в рівн\\w+ (?:кільк|числ)\\w+",
        "один на один|поровну|в равн\\w+ (?:колич|числ)\\w+",
    ),
    "at once": (
        "mode",
        "at once|immediate\\w*|forthwith|without delay|on the day of signature|in full|right away",
        "негайно|одразу|невідкладно|у повному обсязі|повністю|без зволікань",
        "немедленно|сразу|незамедлительно|в полном объ[её]ме|полностью|без промедления",
    ),
    "in steps": (
        "mode",
        "in (?:\\w+ )?(?:steps?|stages?|phases?|instalments?)|step by step|gradual\\w*|phased"
        "|in line with (?:the )?progress|in proportion to",
        "поступово|поетапно|\\w+ етап(?:ами|и)?|крок за кроком|відповідно до (?:ходу|прогресу)",
        "постепенно|поэтапно|\\w+ этап(?:ами|а|ов)?|шаг за шагом|по мере",
    ),
    "without conditions": (
        "mode",
        "(?:and )?without (?:any )?(?:pre)?conditions?|unconditional\\w*",
        "без (?:жодних |будь-яких )?умов|безумовн\\w*",
        "без (?:каких-либо |всяких )?(?:предварительных )?условий|безусловн\\w*",
    ),
    "conditional": (
        "mode",
        "if|provided(?: that)?|unless|once|on condition|as long as|only after|subject to|with a mechanism|when"
        "|should \\w+ fail",
        "якщо|за умови|після того,? як|лише після|за згодою|з механізмом|коли",
        "если|при условии|после того,? как|только после|с согласия|при согласии|с механизмом|когда",
    ),
    "for good": (
        "mode",
        "for good|permanent\\w*|once and for all|for ever",
        "назавжди|остаточно|безповоротно|постійн\\w+",
        "навсегда|окончательно|бесповоротно|постоянн\\w+",
    ),
    "revocable": (
        "mode",
        "put back in place|snap ?back|reinstat\\w+|re-?impos\\w+|renewed?|renewal|revers\\w+|temporar\\w+",
        "понов\\w+|тимчасов\\w+",
        "возобновл\\w+ (?:их|санкци\\w+)|временн\\w+",
    ),
    "without notice": (
        "mode",
        "without (?:prior |any |advance )?(?:notice|notification)|unannounced",
        "без (?:попередн\\w+ )?(?:повідомлення|попередження)",
        "без (?:предварительн\\w+ )?(?:уведомления|предупреждения)",
    ),
    # how strongly
    "may": (
        "strength",
        "may|can be|could|considers?|is discussed|are discussed|discuss\\w*|endeavou?rs?|is ready to|intends?|willing",
        "може|можуть|розгля\\w+|обговор\\w+|прагн\\w+|готов\\w+|намага\\w+",
        "может|могут|рассм\\w+|обсужд\\w+|стрем\\w+|готов\\w+|намерен\\w+",
    ),
    "not": (
        "strength",
        "not|no longer|never|refrains?|prohibit\\w*",
        "не|заборон\\w+|утрим\\w+ся",
        "не|запре\\w+|воздерж\\w+",
    ),
    "all": (
        "strength",
        "all|every|each|any|whole|entire|complete\\w*|full|total",
        "ус[іяею]|усіх|всі|всіх|вся|всю|всій|весь|кожн\\w+|повн(?:е|ого|ий|а|у|ому)|будь-як\\w+",
        "все|всех|вся|всю|всей|весь|всего|кажд\\w+|полн(?:ое|ого|ый|ая|ую|ому)|люб\\w+",
    ),
    "both sides": (
        "strength",
        "both (?:sides|parties)|the (?:sides|parties)|each (?:side|party)|mutual\\w*|parties|from each side",
        "обидві сторони|кожна сторона|сторони|взаємн\\w+|кожна зі сторін|іншій|по",
        "обе стороны|каждая сторона|стороны|взаимн\\w+|каждая из сторон|друг другу",
    ),
    # who and what
    "detainee": (
        "generic",
        "prisoners?(?: of war)?|detainees?|captives?|internees?"
        "|persons? deprived of liberty|(?:held|detained) persons?|people held",
        "полонен\\w+|військовополонен\\w+|затриман\\w+|утримуван\\w+(?: ос[іо]б\\w*)?",
        "пленн\\w+|военнопленн\\w+|удерживаем\\w+(?: лиц\\w*)?|задержанн\\w+|заключ[её]нн\\w+",
    ),
    "soldier": (
        "generic",
        "soldiers?|servicemen|combatants?|fighters?",
        "воїн\\w*|солдат\\w*|військовослужб\\w+",
        "воин\\w*|солдат\\w*|военнослуж\\w+",
    ),
    "civilian": (
        "matter",
        "civilians?",
        "цивільн\\w+(?: ос[іо]б\\w*)?|мирн\\w+ (?:жител|мешкан)\\w+",
        "гражданск\\w+(?: лиц\\w*)?|мирн\\w+ жител\\w+",
    ),
    "woman": (
        "matter",
        "wom[ae]n",
        "жін[ко]\\w+",
        "женщин\\w*",
    ),
    "child": (
        "matter",
        "child\\w*|minors?|boys|girls",
        "діт(?:и|ей|ям|ьми)|дитин\\w*|неповнолітн\\w+",
        "дет(?:и|ей|ям|ьми)|реб[её]н\\w+|несовершеннолетн\\w+",
    ),
    "family": (
        "generic",
        "famil\\w+|relatives|parents",
        "сім'?[єїя]\\w*|родин\\w*|рідн\\w+|батьк\\w+",
        "сем[ьее]\\w*|родн\\w+|родител\\w+",
    ),
    "ill": (
        "matter",
        "(?:(?:very|seriously|severely|gravely|critically) )?(?:ill|sick)",
        "(?:тяжко ?)?хвор\\w+|тяжкохвор\\w+",
        "(?:тяжело ?)?больн\\w+|тяжелобольн\\w+",
    ),
    "wounded": (
        "matter",
        "(?:(?:seriously|severely|gravely) )?(?:wounded|injured)",
        "(?:тяжко ?)?поранен\\w+|тяжкопоранен\\w+",
        "(?:тяжело ?)?ранен\\w+|тяжелоранен\\w+",
    ),
    "remains": (
        "matter",
        "remains|bod(?:y|ies)|the dead|fallen|killed",
        "тіл(?:а|о|ами|ах)?|останк\\w+|загибл\\w+|полегл\\w+",
        "тел(?:а|о|ами|ах)?|останк\\w+|погибш\\w+|павш\\w+",
    ),
    "missing": (
        "matter",
        "missing(?: persons?)?",
        "зникл\\w+(?: безвісти)?",
        "пропавш\\w+(?: без вести)?",
    ),
    # what is done
    "release": (
        "matter",
        "releas\\w+|set free|freed|go(?:es)? home|return(?:s|ed)? home|exchang\\w+|repatriat\\w+|swap\\w*",
        "звільн\\w+|обмін\\w*|обмінюють\\w*|поверта\\w+ додому|репатрі\\w+",
        "освобо\\w+|обмен\\w*|обменива\\w+|возвращ\\w+ домой|репатри\\w+|отпуска\\w+",
    ),
    "give": (
        "generic",
        "hand(?:s|ed)? over|return\\w*|transfer\\w*|deliver\\w*|give[sn]?(?: back)?",
        "переда\\w+|поверта\\w+|поверн\\w+|видач\\w+",
        "переда\\w+|возвращ\\w+|верн\\w+|выдач\\w+",
    ),
    "first": (
        "generic",
        "first|priority|starting with|before others|out of turn",
        "насамперед|першочерг\\w+|поза чергою|в першу чергу",
        "вне очереди|в первую очередь|прежде всего|первоочер\\w+",
    ),
    "ceasefire": (
        "matter",
        "cease-?fires?|truce|armistice|military (?:activity|action|operations) (?:shall |will )?(?:cease|stop)s?"
        "|cease\\w* all (?:military activity|hostilities|fire)|(?:all )?(?:fighting|fire|firing|hostilities) (?:stops?"
        "|ceases?|ends?|(?:is|are) (?:stopped|suspended|halted))|(?:suspension|cessation"
        "|halt) of (?:fire|fighting|hostilities)|silence of arms|pause in (?:fire|fighting)",
        "вогонь припиня\\w+|припинення (?:вогню|бойових дій)|припиня\\w+ (?:вогонь|бойові дії)"
        "|режим\\w* тиші|перемир\\w+",
        "огонь прекращ\\w+|прекращени\\w+ (?:огня|боевых действий)|прекраща\\w+ (?:огонь"
        "|боевые действия)|режим\\w* тишины|перемири\\w+",
    ),
    "retrieve": (
        "matter",
        "(?:collect\\w*|bring\\w* in|brought in|recover\\w*|retriev\\w*|gather\\w*)",
        "забра\\w+|забира\\w+|збир\\w+|зібра\\w+|евакуац\\w+ тіл",
        "забра\\w+|забира\\w+|сбор\\w*|собра\\w+|эвакуац\\w+ тел",
    ),
    "records": (
        "matter",
        "records?|protocols?|places? where [^,.;]{0,60}found",
        "протокол\\w*|місць?,? де [^,.;]{0,60}знайдено",
        "протокол\\w*(?: обнаружения)?|мест\\w*,? где [^,.;]{0,60}найден\\w*",
    ),
    "list": (
        "matter",
        "lists?|annex\\w*|register\\w*",
        "спис[ко]\\w*|перелік\\w*",
        "спис[ко]\\w*|переч[ен]\\w+",
    ),
    "visit": (
        "matter",
        "visit\\w*|access|inspect\\w*",
        "відвід\\w+|доступ\\w*|інспект\\w+",
        "посеща\\w+|посет\\w+|доступ\\w*|инспект\\w+",
    ),
    "place of detention": (
        "matter",
        "places? of (?:detention|internment|custody)|camps?|prisons?",
        "місц\\w* (?:утримання|тримання|позбавлення волі)",
        "мест\\w* (?:содержания|заключения|лишения свободы)",
    ),
    "notice": (
        "generic",
        "notice|notif\\w+",
        "повідомл\\w+|попередж\\w+",
        "уведом\\w+|предупрежд\\w+",
    ),
    "open": (
        "generic",
        "re-?open\\w*|open\\w*|unblock\\w*|lift\\w* the blockade|blockade [^,.;]{0,60}lifted",
        "відкри\\w+|розблок\\w+|зніма\\w+ блокад\\w+",
        "откры\\w+|разблок\\w+|снима\\w+ блокад\\w+|блокад\\w+ [^,.;]{0,60}снима\\w+",
    ),
    "water": (
        "matter",
        "dams?|canals?|water|reservoirs?|pumping",
        "дамб\\w*|гребл\\w*|канал\\w*|вод(?:а|и|у|ою)|водосхов\\w+",
        "дамб\\w*|плотин\\w*|канал\\w*|вод(?:а|ы|у|ой)|водохран\\w+",
    ),
    "port": (
        "matter",
        "ports?|harbou?rs?",
        "порт\\w*",
        "порт\\w*",
    ),
    "crossing": (
        "matter",
        "corridors?|safe passage|evacuat\\w+|crossing point|crossings?|ferry",
        "коридор\\w*|переправ\\w*|евакуац\\w+|безпечн\\w+ про\\w+",
        "коридор\\w*|переправ\\w*|эвакуац\\w+|безопасн\\w+ про\\w+",
    ),
    "pay": (
        "matter",
        "pay\\w*|compensat\\w+|reparations?|repair\\w*|rebuild\\w*|reconstruct\\w+",
        "сплач\\w+|оплач\\w+|відшкод\\w+|репарац\\w+|компенс\\w+|відбудов\\w+|ремонт\\w*",
        "оплач\\w+|выплач\\w+|возмещ\\w+|репарац\\w+|компенс\\w+|восстановлени\\w+|ремонт\\w*",
    ),
    "assets": (
        "matter",
        "(?:frozen )?assets?|frozen funds",
        "(?:заморожен\\w+ )?актив\\w*",
        "(?:заморожен\\w+ )?актив\\w*",
    ),
    "sanctions": (
        "matter",
        "sanctions?|embargo",
        "санкці\\w+|ембарго",
        "санкци\\w+|эмбарго",
    ),
    "lift": (
        "generic",
        "lift\\w*|eas(?:e|es|ed|ing)|relax\\w*|remov\\w+",
        "скасов\\w+|пом'?якш\\w+|зніма\\w+|знят\\w+",
        "отмен\\w+|смягч\\w+|снима\\w+|снят\\w+",
    ),
    "border": (
        "matter",
        "borders?|frontiers?|territor\\w+|sovereign\\w+|annex(?:ed|ation)|as part of",
        "кордон\\w*|територі\\w+|суверен\\w+",
        "границ\\w*|территори\\w+|суверен\\w+",
    ),
    "recognise": (
        "matter",
        "recogni[sz]\\w+|acknowledg\\w+",
        "визна\\w+",
        "призна\\w+",
    ),
    "withdraw": (
        "matter",
        "withdraw\\w*|pull\\w* (?:back|out)",
        "відвод\\w+|відведен\\w+|вивод\\w+|виведен\\w+",
        "отвод\\w+|отведен\\w+|вывод\\w+|выведен\\w+",
    ),
    "troops": (
        "matter",
        "troops?|forces|army|military units?|battalions?",
        "війс[ьк]\\w+|армі\\w+|збройн\\w+ сил\\w*",
        "войск\\w*|арми\\w+|вооруж[её]нн\\w+ сил\\w*",
    ),
    "disarm": (
        "matter",
        "disarm\\w*|demobili[sz]\\w+|demilitari[sz]\\w+|reduces? (?:its )?(?:army|forces)",
        "роззбро\\w+|демобіл\\w+|деміл\\w+|скороч\\w+ (?:армі|війс)\\w+",
        "разоруж\\w+|демобил\\w+|демил\\w+|сокращ\\w+ (?:арми|войск)\\w+",
    ),
    "guarantee": (
        "matter",
        "guarant\\w+|assur\\w+",
        "гарант\\w+",
        "гарант\\w+",
    ),
    "monitor": (
        "matter",
        "monitor\\w*|observ\\w+|watch\\w* over|supervis\\w+|verif\\w+",
        "спостер\\w+|моніторинг\\w*|нагляд\\w*|контролю\\w+|перевіря\\w+",
        "наблюд\\w+|мониторинг\\w*|надзор\\w*|контролир\\w+|проверя\\w+",
    ),
    "mission": (
        "generic",
        "mission|commission|representatives of the neutral",
        "місі\\w+|комісі\\w+",
        "мисси\\w+|комисси\\w+",
    ),
    "amnesty": (
        "matter",
        "amnest\\w+|pardon\\w*",
        "амністі\\w+|помил\\w+",
        "амнисти\\w+|помилован\\w+",
    ),
    "refugees": (
        "matter",
        "refugees?|displaced",
        "біжен\\w+|переселен\\w+|переміщен\\w+",
        "бежен\\w+|переселен\\w+|перемещ[её]нн\\w+",
    ),
    "substitute": (
        "matter",
        "substitut\\w+|in place of an? absent|reserve list",
        "замін\\w+|резервн\\w+ спис\\w+",
        "замен\\w+|резервн\\w+ спис\\w+",
    ),
    "against their will": (
        "matter",
        "against (?:his|her|their) will|refus\\w+ to return",
        "проти (?:його|її|їхньої) волі|відмов\\w+ від повернення",
        "против (?:его|е[её]|их) воли|отказ\\w+ от возвращения",
    ),
    "identify": (
        "matter",
        "identif\\w+|dna|confirms? who they are",
        "ідентиф\\w+|днк|встановл\\w+ ос[іо]б\\w+",
        "идентиф\\w+|днк|установл\\w+ личност\\w+",
    ),
    "taken away": (
        "matter",
        "abducted|deported|taken (?:away|across the border)|transferred by force",
        "депортован\\w+|вивезен\\w+|викраден\\w+",
        "депортирован\\w+|вывезенн\\w+|похищенн\\w+",
    ),
}

OPPOSED = (
    ("all for all", "one for one"),
    ("at once", "in steps"),
    ("at once", "conditional"),
    ("without conditions", "conditional"),
    ("without conditions", "in steps"),
    ("for good", "revocable"),
)

# the first row whose concepts all occur gives the topic
TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("XRefuse", "refusal to return", ("against their will",)),
    ("XSubst", "substitution", ("substitute",)),
    ("XRemVer", "remains with verification", ("remains", "identify")),
    ("XChild", "return of children taken away", ("child", "taken away")),
    ("XTruce", "truce to retrieve the dead", ("ceasefire", "retrieve")),
    ("Ce", "ceasefire", ("ceasefire",)),
    ("TjMis", "the missing and the dead", ("remains",)),
    ("TjMis", "the missing and the dead", ("missing",)),
    ("HrDet", "conditions and visits of detention", ("place of detention",)),
    ("XSanction", "economic sanctions and their renewal", ("sanctions",)),
    ("XAssets", "frozen assets", ("assets",)),
    ("GCh", "children", ("child",)),
    ("TjPrire", "release of prisoners", ("release",)),
    ("TjPrire", "release of prisoners", ("detainee",)),
    ("TjAm", "amnesty", ("amnesty",)),
    ("GRef", "refugees and displaced", ("refugees",)),
    ("Wat", "water", ("water",)),
    ("HrMob", "access and safe passage", ("crossing",)),
    ("HrMob", "access and safe passage", ("port",)),
    ("SsrFf", "withdrawal of forces", ("withdraw",)),
    ("SsrDdr", "demobilisation and reduction of forces", ("disarm",)),
    ("SsrDdr", "demobilisation and reduction of forces", ("troops",)),
    ("StBor", "borders and territory", ("border",)),
    ("StBor", "borders and territory", ("recognise",)),
    ("TjRMa", "material reparation", ("pay",)),
    ("SsrGua", "security guarantees", ("guarantee",)),
    ("ImPK", "mission and monitoring", ("monitor",)),
    ("ProtCiv", "civilians", ("civilian",)),
    ("HrDet", "conditions and visits of detention", ("visit",)),
)


@cache
def concept_pattern() -> re.Pattern[str]:
    """Give one pattern for all concepts, longer ways of saying before shorter; the group's number names the concept."""
    groups = []
    for _, *languages in _CONCEPTS.values():
        either = "|".join(language for language in languages if language)
        groups.append(f"({either})")
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(groups)})(?![\w])", re.IGNORECASE)


def concept_of(match: re.Match[str]) -> str:
    """Name the concept of a match."""
    assert match.lastindex is not None
    return _NAMES[match.lastindex - 1]


def kind_of(concept: str) -> Kind:
    """Give the kind of a concept; what is in no table is a matter of its own."""
    return _CONCEPTS[concept][0] if concept in _CONCEPTS else "matter"


_NAMES = tuple(_CONCEPTS)
