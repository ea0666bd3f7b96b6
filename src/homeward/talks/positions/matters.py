"""Who and what memoranda speak of, and what is done: concepts in English, Ukrainian and Russian.

Patterns are beginnings of words. Generic concepts say little by themselves and are often left to be understood.
"""

from collections.abc import Mapping

from homeward.talks.positions.manner import Kind

MATTERS: Mapping[str, tuple[Kind, str, str, str]] = {
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
        "hand(?:s|ed)? (?:over|back)|return\\w*|transfer\\w*|deliver\\w*|give[sn]?(?: back)?",
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
        "visit\\w*|(?:(?:has|have|gets?|receives?|is given|are given) )?access|inspect\\w*",
        "відвід\\w+|(?:отриму\\w+ |ма[єю]\\w* )?доступ\\w*|інспект\\w+",
        "посеща\\w+|посет\\w+|(?:получа\\w+ |име\\w+ )?доступ\\w*|инспект\\w+",
    ),
    "place of detention": (
        "matter",
        "places? of (?:detention|internment|custody)|camps?|prisons?",
        "місц\\w* (?:утримання|тримання|позбавлення волі)",
        "мест\\w* (?:содержания|заключения|лишения свободы)",
    ),
    "notice": (
        "generic",
        "notice|notif\\w+|announcements?|warnings?",
        "повідомл\\w+|попередж\\w+",
        "уведом\\w+|предупре\\w+",
    ),
    "open": (
        "generic",
        "re-?open\\w*|open\\w*|unblock\\w*|(?:lift\\w* the )?blockade|blockade(?= [^,.;]{0,60}lifted)",
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
    "ship": (
        "matter",
        "ships?|vessels?|boats?",
        "суд(?:на|ен|нам|нами)|корабл\\w+",
        "суд(?:а|ов|ам|ами)|корабл\\w+",
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
        "(?:frozen (?:\\w+ )?)?assets?|frozen (?:\\w+ )?funds",
        "(?:заморожен\\w+ (?:\\w+ )?)?актив\\w*|заморожен\\w+ (?:\\w+ )?кошт\\w*",
        "(?:заморожен\\w+ (?:\\w+ )?)?актив\\w*|заморожен\\w+ (?:\\w+ )?средств\\w*",
    ),
    "sanctions": (
        "matter",
        "sanctions?|embargo",
        "санкці\\w+|ембарго",
        "санкци\\w+|эмбарго",
    ),
    "lift": (
        "generic",
        "lift\\w*|eas(?:e|es|ed|ing)|relax\\w*|remov\\w+|cancel\\w*|end(?:s|ed)?(?= sanctions)",
        "скас[оу]в\\w+|пом'?якш\\w+|зніма\\w+|знят\\w+",
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
        "визна(?!ч)\\w+",
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
    # what a state may do
    "alliance": (
        "matter",
        "alliances?|blocs?|pacts?|unions?",
        "союз\\w*|альянс\\w*|блок(?:и|ів|у|ам|ами|ах)",
        "союз\\w*|альянс\\w*|блок(?:и|ов|а|у|ам|ами|ах)",
    ),
    "neutrality": (
        "matter",
        "neutrality|neutral status|non-align\\w+",
        "нейтралітет\\w*|нейтральн\\w+ статус\\w*|позаблоков\\w+",
        "нейтралитет\\w*|нейтральн\\w+ статус\\w*|внеблоков\\w+",
    ),
    "elections": (
        "matter",
        "elections?|ballots?",
        "вибор\\w+",
        "выбор\\w+",
    ),
    "martial law": (
        "matter",
        "martial law|state of emergency",
        "воєнн\\w+ стан\\w*",
        "военн\\w+ положени\\w+",
    ),
    "mobilisation": (
        "matter",
        "mobili[sz]\\w+|conscription|call-?up",
        "мобіліз\\w+|призов\\w*",
        "мобилиз\\w+|призыв\\w*",
    ),
    "weapons": (
        "matter",
        "weapons?|arms|missiles?|munitions?",
        "збро[їєяю]\\w*|озброєн\\w+|ракет\\w*|боєприпас\\w*",
        "оружи\\w+|вооружени\\w+|ракет\\w*|боеприпас\\w*",
    ),
    "language": (
        "matter",
        "languages?",
        "мов(?:а|и|і|у|ою|ам|ами|ах)?",
        "язык\\w*",
    ),
    "foreign": (
        "generic",
        "foreign|third (?:states?|countr\\w+|part\\w+)",
        "іноземн\\w+|трет\\w+ (?:країн|держав|сторін|сторон)\\w*",
        "иностранн\\w+|трет\\w+ (?:стран|государств|сторон)\\w*",
    ),
    "neutral": (
        "generic",
        "neutral|international|independent|impartial",
        "нейтральн\\w+|міжнародн\\w+|незалежн\\w+",
        "нейтральн\\w+|международн\\w+|независим\\w+",
    ),
    "joint": (
        "generic",
        "joint(?:ly)?|mixed|both armies",
        "спільн\\w+|змішан\\w+",
        "совместн\\w+|смешанн\\w+",
    ),
    "mines": (
        "matter",
        "mine-?fields?|mines|de-?min\\w+",
        "мінн\\w+ пол\\w+|розмін\\w+|мін(?:и|ами)",
        "минн\\w+ пол\\w+|разминир\\w+|мин(?:ы|ами)",
    ),
}
