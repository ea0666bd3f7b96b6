"""How a thing is to be done and how strongly: concepts of manner in English, Ukrainian and Russian.

Patterns are beginnings of words. A mode can be ruled out by another (see `OPPOSED` in `vocabulary`); "not" turns round
what its part of the clause says; the other strengths only show between drafts.
"""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["matter", "generic", "mode", "strength"]

MANNER: Mapping[str, tuple[Kind, str, str, str]] = {
    # how it is to be done
    "all for all": (
        "mode",
        "all(?: \\w+)?[- ]for[- ]all",
        "[ву]с[іи]х?(?: \\w+)? на [ву]с[іи]х",
        "вс[её]х?(?: \\w+)? на всех",
    ),
    "one for one": (
        "mode",
        "one[- ](?:for|to)[- ]one|(?:in )?equal numbers?|(?:for every|as many as) (?:[\\w-]+ )?(?:it|they) receiv\\w+",
        "один на одного?|порівну|в рівн\\w+ (?:кільк|числ)\\w+",
        "один на один|поровну|в равн\\w+ (?:колич|числ)\\w+",
    ),
    "at once": (
        "mode",
        "at once|immediate\\w*|forthwith|without delay|on the day (?:of signature|it is signed)|in full|right away",
        "негайно|одразу|невідкладно|у повному обсязі|повністю|без зволікань|[ву] день підписання",
        "немедленно|сразу|незамедлительно|в полном объ[её]ме|полностью|без промедления|в день подписания",
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
    "extendable": (
        "mode",
        "(?:(?:may|can) be (?:extended|prolonged)|extendable)(?: by (?:\\w+ )?(?:consent|agreement))?",
        "може бути (?:продовжен|подовжен)\\w+(?: за (?:\\w+ )?згодою)?",
        "может быть продл\\w+(?: (?:по|с) (?:\\w+ )?согласи\\w+)?",
    ),
    "only if": (
        "mode",
        "only (?:after|if|when|once)|not (?:until|before)",
        "(?:лише|тільки) (?:після|якщо|коли|за умови)",
        "(?:лишь|только) (?:после|если|когда|при условии)",
    ),
    "conditional": (
        "mode",
        "if|provided(?: that)?|unless|once(?! an? | in | every )|on condition|as long as|only after"
        "|subject to|with a mechanism|when"
        "|should \\w+ fail|after(?! (?:[\\w-]+ ){0,2}(?:hour|day|week|month|year|notice|warning|announcement)"
        "|(?: the| its)? sign)",
        "якщо|за умови|після(?! підпис| набут| \\d)(?: того,? як)?|за згодою|з механізмом|коли",
        "если|при условии|после(?! подпис| вступ| \\d)(?: того,? как)?|с согласия|при согласии|с механизмом|когда",
    ),
    "before": (
        "mode",
        "before(?! \\d)|prior to",
        "до того,? як|перед тим,? як",
        "до того,? как|прежде чем|перед тем,? как",
    ),
    "in exchange": (
        "mode",
        "(?:exchang|swapp|trad)ed for(?! all)|in (?:exchange|return) for",
        "в обмін на|обміню\\w+ на",
        "в обмен на|обменива\\w+ на",
    ),
    "keep": (
        "mode",
        "stays?|remains?(?= (?:in|at|under|with|on) )|keeps?|kept|retain\\w*",
        "залиша\\w+|зберіга\\w+",
        "оста[её]тся|остаются|сохраня\\w+",
    ),
    "for good": (
        "mode",
        "for good|permanent\\w*|once and for all|for ever",
        "назавжди|остаточно|безповоротно|постійн\\w+",
        "навсегда|окончательно|бесповоротно|постоянн\\w+",
    ),
    "revocable": (
        "mode",
        "put back in place|snap ?back|reinstat\\w+|re-?impos\\w+|renewed?|renewal|restored|revers\\w+|temporar\\w+",
        "понов\\w+|тимчасов\\w+",
        "возобновл\\w+ (?:их|санкци\\w+)|временн\\w+",
    ),
    "without notice": (
        "mode",
        "without (?:prior |any |advance )?(?:notice|notification|announcement|warning)|unannounced",
        "без (?:попередн\\w+ )?(?:повідомлення|попередження)",
        "без (?:предварительн\\w+ )?(?:уведомления|предупреждения)",
    ),
    "waive claims": (
        "mode",
        "waiv\\w+|renounc\\w+ (?:\\w+ ){0,2}claims?|giv\\w+ up (?:\\w+ ){0,2}claims?",
        "відмов\\w+ від (?:\\w+ ){0,4}(?:вимог|претензі|відшкод|репарац|компенс)\\w*",
        "отказ\\w* от (?:\\w+ ){0,4}(?:претенз|требовани|возмещ|репарац|компенс)\\w*",
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
        "not(?! (?:later|less|more|fewer|earlier|only))|no(?! (?:later|less|more|fewer|earlier|sooner))|no longer|never"
        "|neither|nor|nobody|no one|cannot|refrains?|prohibit\\w*|forbid\\w*|forbade|banned|bans",
        "не(?! (?:пізніше|раніше|менше|більше|лише|тільки))|ні|ані|жодн\\w+|ніхто|заборон\\w+|утрим\\w+ся",
        "не(?! (?:позднее|позже|ранее|раньше|менее|более|меньше|больше|только|лишь))|ни|никто|никак\\w+|запре\\w+"
        "|воздерж\\w+",
    ),
    "in part": (
        "strength",
        "half|a (?:third|quarter|part) of|part of the|partial\\w*",
        "половин\\w+|третин\\w+|чверт\\w+|частков\\w+",
        "половин\\w+|трет\\w+ част\\w+|четверт\\w+ част\\w+|частичн\\w+",
    ),
    "both sides": (
        "strength",
        "both (?:sides|parties)|the (?:sides|parties)|each (?:side|party)|mutual\\w*|parties|from each side",
        "об(?:идві|ох|ома|идвома) стор\\w+|кожн\\w+ (?:зі )?стор\\w+|сторон(?:и|ами)|взаємн\\w+|іншій|по(?= \\d)",
        "об(?:е|еих|еими) сторон\\w*|кажд\\w+ (?:из )?сторон\\w*|сторон(?:ы|ами)|взаимн\\w+|друг другу",
    ),
    "all": (
        "strength",
        "all|(?:every|each)(?! (?:[\\w-]+ )?(?:hour|day|week|month|quarter|year|round))|any|whole|entire"
        "|complete\\w*|full|total",
        "ус[іяею]|усіх|всі|всіх|вся|всю|всій|весь"
        "|кожн\\w+(?! (?:[\\w-]+ )?(?:день|дн|доб|тиж|місяц|рік|рок|етап|раунд))|повн(?:е|ого|ий|а|у|ому)"
        "|будь-як\\w+",
        "все|всех|вся|всю|всей|весь|всего"
        "|кажд\\w+(?! (?:[\\w-]+ )?(?:день|дн|сут|недел|месяц|год|этап|раунд))|полн(?:ое|ого|ый|ая|ую|ому)"
        "|люб\\w+",
    ),
    "only": (
        "strength",
        "only|solely|exclusively",
        "лише|тільки|виключно",
        "лишь|только|исключительно",
    ),
}
