"""English words of counting, hedging and attributing."""

from homeward.talks.claims.words.lexicon import Words

MONTHS = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?|JANUARY|FEBRUARY|MARCH|APRIL"
    r"|MAY|"
    r"JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?:\s*[-–—]\s*|\s+(?:and|to|or)\s+){_DAY})?"
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

# "repeated its call for", "renewed his offer"
_AGAIN = (
    r"(?:reiterat|repeat|renew|restat|issu|reaffirm|voic|confirm|express|underlin|stress)(?:ed|es|s|d) (?:an?|the"
    r"|its|his"
    r"|her|their)(?: (?!that)[\w-]+){0,2}?"
)

ENGLISH = Words(
    numbers={
        **{word: float(value) for value, word in enumerate(_SMALL + _TEENS, start=1)},
        **{word: 10.0 * value for value, word in enumerate(_TENS, start=2)},
        "hundred": 100.0,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "dozen": 12.0,
    },
    before=(
        (r"at (?:the very )?least|(?:no|not) (?:fewer|less|lower) than|(?:a )?minimum(?: of)?|from at least", "min"),
        (
            r"(?:no|not) (?:more|greater|later|longer|older) than|at (?:the )?most|up to|as many as"
            r"|(?:a )?maximum(?: of)?",
            "max",
        ),
        (
            r"less than|fewer than|(?:under|below) the age of|under|below|younger than|within|just under"
            r"|not exceeding|no longer than",
            "max",
        ),
        (
            r"(?:over|above) the age of|(?:well |slightly |just |a little )?(?:more than|over)|upwards of"
            r"|in excess of|above|exceed(?:s|ed|ing)?"
            r"|older than|greater than|longer than",
            "more than",
        ),
        (
            r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close to|an estimated|estimated at"
            r"|circa"
            r"|in the region of|something like|perhaps",
            "about",
        ),
    ),
    after=(
        (r"or more|and (?:over|above|more)|or older|at (?:the )?least|plus", "min"),
        (r"or (?:fewer|less|under|younger)|and under|at (?:the )?most|maximum", "max"),
        (r"or so|-odd|approximately|or thereabouts", "about"),
    ),
    plain=r"all|exactly|just|only|precisely|a total of|another|a further|the other|the remaining|a record",
    joined=r"to|or|and",
    exchanged=r"for",
    not_values=(
        rf"{_DAYS}\s+(?:of\s+)?{MONTHS}(?:,?\s+\d{{4}})?",
        rf"{MONTHS}\s+{_DAYS}(?!\d)(?:,?\s+\d{{4}})?",
        rf"{MONTHS}\s+\d{{4}}",
        r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}",
        r"\d{1,2}[:.]\d{2}\s*(?:a\.?m\.?|p\.?m\.?|GMT|UTC|local|BST|CES?T|EES?T|E[SD]T|MSK)|\d{4}\s*(?:GMT|UTC)"
        r"|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\s*(?:a\.?m\b"
        r"|p\.?m\b)",
        r"(?:in|since|by|of|until|from|early|late|mid|during|summer|autumn|fall|winter|spring)[- ](?:19|20)\d\d"
        r"(?!\s*(?:people|prisoners|bodies|soldiers|troops|children|names|civilians))(?:[-–](?:\d{2}|\d{4}))?",
        r"(?:articles?|paragraphs?|para\.|sections?|clauses?|points?|items?|annex(?:es)?|appendix|chapters?"
        r"|pages?|p\.|"
        r"resolutions?|protocols?|rounds?|tables?|figures?|versions?|rooms?|floors?|camps?|no\.|nos\.|number|route|"
        r"highway|block|gate|zone|phase|stage|step|group|unit|day|part|order|decree|law|brigade|category)"
        r"\s+(?:no\.?\s*)?(?:\d+|one|two|three|four|five)(?:\.\d+)*(?:\s*(?:,|and|to|-|–)\s*\d+)*\b(?!\s+(?:people"
        r"|prisoners|bodies))",
        r"\d+(?:st|nd|rd|th)\b|\d+s\b",
        r"(?:tel|phone|fax)\b\.?:?[\d\s()+.-]{5,}|week\s+\d+\b",
        r"(?:a |the )?\w+[- ](?:minutes?|min)(?:ute)?\s+read",
        r"\d+[- ]year[- ]old(?!s)",
        r"(?:\d+|\w+)\s+(?:minutes?|hours?|days?|weeks?|months?|years?|decades?)\s+(?:ago|earlier|later|late"
        r"|previously)",
        r"(?:the |these |those |both |all |its |their )?(?:two|three)\s+(?:warring |rival |opposing |neighbou?ring )?"
        r"(?:sides|parties|delegations?|countries|nations|states|capitals|governments|leaders|presidents|teams|armies"
        r"|neighbou?rs|foes|enemies|negotiators|ministers)\b",
        r"(?:no |any|every|some)one|one (?:of|another|side|day|by one|party|who|that)|the one|one(?:'s|self)",
        r"\w+-(?:page|storey|seat|room|mile|man|star|member|letter)\b",
        r"24/7|nine/eleven|fifty-fifty|one-sided|\w+-one\b",
    ),
    verbs=(
        (
            r"said|says|saying|told|tells|telling|add(?:ed|s|ing)|not(?:ed|es|ing)|announc(?:ed|es|ing)|stat(?:ed|es"
            r"|ing)"
            r"|confirm(?:ed|s|ing)|wrote|writes|writing|explain(?:ed|s|ing)|stress(?:ed|es|ing)|insist(?:ed|s|ing)"
            r"|argu(?:ed|es|ing)|indicat(?:ed|es|ing)|declar(?:ed|es|ing)|emphasi[sz](?:ed|es|ing)|warn(?:ed|s|ing)"
            r"|recall(?:ed|s|ing)|admit(?:ted|s|ting)|acknowledg(?:ed|es|ing)|remark(?:ed|s|ing)|clarif(?:ied|ies"
            r"|ying)"
            r"|point(?:ed|s) out|specif(?:ied|ies|ying)|repl(?:ied|ies|ying)|answer(?:ed|s)|read|reads|continued"
            r"|concluded|say|warn|insist|believe|argue|stress|think|estimate(?= that)|note(?= that)"
            r"|claim(?= that)|sp(?:oke|eaks) of"
            r"|puts?(?= (?:the|its|their|his|her) (?:[\w'’-]+ ){1,7}?at)"
            r"|hinted|signal+ed|cautioned|conced(?:ed|es)|contend(?:ed|s)|regret(?:ted|s)(?= that)"
            r"|suggest(?:ed|s)(?= (?:that )?(?:[\w'’-]+ ){1,5}?(?:was|were|is|are|had|has|may|might|could)\b)"
            r"|(?:hints?|cautions?|counters|recalls?|testifies|laments?|jokes|shrugs|sighs)(?= that\b)"
            r"|countered|complain(?:ed|s)|estimate[ds]?(?= (?:that|the|it|some|there|about|around))"
            r"|mention(?:ed|s)|outlined|quipped|recount(?:ed|s)|respond(?:ed|s)|retorted|testif(?:ied|ies)"
            r"|went on|elaborated|echoed"
            r"|lament(?:ed|s)|call(?:ed|s)(?! for| on| upon| off)|describ(?:ed|es)|brand(?:ed|s)|hail(?:ed|s)"
            r"|prais(?:ed|es)"
            r"|condemn(?:ed|s)|thank(?:ed|s)|criticis(?:ed|es)|criticiz(?:ed|es)|express(?:ed|es)|voic(?:ed|es)"
            r"|welcom(?:ed|es)|wondered|predict(?:ed|s)|f(?:ound|inds) that|thinks?|expect(?:s|ed)?(?= that)"
            r"|(?<=he )expect(?:s|ed)(?= (?:the|them|this|a|an|some|more|all|no)\b)|joked"
            r"|shared|tell(?:s)? us"
            r"|reiterat(?:ed|es|ing)|maintain(?:ed|s)|underlin(?:ed|es|ing)|underscor(?:ed|es)|comment(?:ed|s)"
            r"|observ(?:ed|es) that|believ(?:ed|es)|disclos(?:ed|es)|reveal(?:ed|s)|post(?:ed|s)|tweeted"
            r"|assur(?:ed|es|ing)(?! [^.;:]{0,60}\b(?:would|will|shall)\b)|affirm(?:ed|s|ing)|assert(?:ed|s|ing)"
            r"|repeat(?:ed|s|ing)|summed up|sums up"
            r"|inform(?:ed|s|ing)|brief(?:ed|s|ing)|let it be known|(?:makes?|made|making) (?:it )?(?:clear|plain"
            r"|known)|puts? it|shot back|reckon(?:ed|s)|reason(?:ed|s)"
            r"|boast(?:ed|s)|object(?:ed|s)(?! to)|protest(?:ed|s)"
            r"|(?:name|gave|cite)[sd]?(?= (?:a|the) (?:\w+ )?figure)"
            r"|(?:is|are|was|were|remains?|remained) (?:\w+ )?(?:convinced|confident|sure|certain|adamant|hopeful"
            r"|optimistic|worried|concerned|aware|afraid|doubtful|sceptical|skeptical|proud)(?= that)"
            r"|(?:hopes?|fears?|doubts?|knows?|knew|underst(?:ood|ands?)|holds?|held|felt|feels?)(?= that)",
            "said",
        ),
        (r"report(?:ed|s|ing)", "reported"),
        (
            r"alleg(?:ed|es|ing)|claim(?:ed|s|ing)|accus(?:ed|es|ing)|accuse|blam(?:ed|es|ing)"
            r"|charg(?:ed|es)(?= that\b| (?-i:[A-Z])[\w'’-]+ (?:[\w'’-]+ )?with\b)"
            r"|fault(?:ed|s)(?= (?:(?-i:[A-Z])|the ))"
            r"|(?:held|holds?|hold) (?:[\w'’-]+ ){1,4}responsible|point(?:ed|s) (?:the|a) finger",
            "alleged",
        ),
        (
            r"pledg(?:ed|es?|ing)|promis(?:ed|es?|ing)|vow(?:ed|s|ing)?|undert(?:ook|akes?|aken)|guarantee(?:d|s)?"
            r"|committed (?:itself|himself|herself|themselves)? ?to|(?:(?:is|are|was|were|remain(?:s|ed)?|stands?"
            r"|stood) )?"
            r"(?<!not )(?:ready|prepared) (?:to(?= (?:hand|release|return|free|transfer|exchange|swap|give|open"
            r"|stop))|for)"
            r"|(?:is|are|was|were) (?:ready|prepared) to"
            rf"|{_AGAIN} (?:pledge|promise|commitment|readiness|willingness|determination)(?= (?:to|that)\b)"
            r"|commits? to|sw(?:ore|ears?)(?= to\b)|undertaking to"
            r"|assur(?:ed|es|ing)(?= [^.;:]{0,60}\b(?:would|will|shall)\b)"
            r"|g(?:ave|ives?|iven|iving) (?:(?:an?|its|his|her|their|every|written|firm|fresh|public)\s){0,3}"
            r"(?:assurances?|undertakings?|guarantees?|commitments?|word)(?= (?:that|to|it|he|she|they)\b)",
            "pledged",
        ),
        (
            r"propos(?:ed|es?|ing)|offer(?:ed|s|ing)?|suggest(?:ed|s|ing)?|float(?:ed|s|ing)|put forward|tabled"
            r"|moot(?:ed|s)|rais(?:ed|es) the (?:idea|possibility|prospect) of"
            r"|pitch(?:ed|es)(?= (?:the|an?|his|her|its) )"
            r"|invit(?:ed|es|ing)|recommend(?:ed|s|ing)?|submitted|unveil(?:ed|s)(?= (?:an?|the|its|his|her) )"
            r"|(?:lays|laid|sets|set) out (?:an?|the|its|his|her) (?:[\w-]+ ){0,2}(?:plan|proposal|offer|scheme)"
            r"|advanc(?:ed|es) (?:an?|the|its|his|her) (?:[\w-]+ ){0,2}(?:plan|proposal|idea|formula)"
            rf"|{_AGAIN} (?:offer|proposal|invitation)|champion(?:ed|s)|(?:is|are|was|were) offering",
            "proposed",
        ),
        (
            r"demand(?:ed|s|ing)?|(?<=he )want(?:ed|s)(?! to (?:know|say|stress))|ask(?:ed"
            r"|s)?(?= (?:(?-i:[A-Z])\w+|the (?:\w+ ){1,2})\s?to\b)|call(?:ed|s|ing)? (?:for|on|upon)|urg(?:ed|es?"
            r"|ing)|insist(?:ed|s|ing)? on"
            r"|requir(?:ed|es)"
            r"|requested|requests(?= (?:that|the|a|an)\b)|appeal(?:ed|s|ing)?(?= (?:to|for)\b)"
            r"|(?:press|push|lobb|plead|hold|held|petition|campaign)(?:ed|es|s|ing|ied|ies|ying)? (?:out )?(?:for"
            r"|with)\b|(?<!we )(?<!I )(?<!had )ask(?:ed|s|ing)? for|sought"
            r"|seeks(?= (?:the|an?|to have|access|guarantees|assurances|its|their)\b)"
            r"|(?:plead|beg)s? (?:for|with)|begg?ed|pleaded|implor(?:ed|es)|exhort(?:ed|s)|entreat(?:ed|s)"
            r"|want(?:ed|s)(?= (?:the (?:\w+ )?(?:return|release|list|names|withdrawal|bodies)"
            r"|(?:all|every|any|its|their) )"
            r"|[^,.;]{1,40}\b(?:returned|released|freed|brought|handed|named|published|included)\b)"
            r"|ma(?:de|kes?|king) (?:[\w'’-]+ ){1,4}(?:conditional|a condition)|order(?:ed|s)(?= (?:the|its|his|all) )"
            r"|insist(?=s? on\b)"
            rf"|{_AGAIN} (?:calls?|demands?|appeals?|requests?|pleas?)(?= (?:for|that|to|on)\b)",
            "demanded",
        ),
        (
            r"agree(?:d|s|ing)?|reached (?:an? )?(?:agreement|deal|understanding)|str(?:uck|ikes?) a deal"
            r"|seal(?:ed|s) a deal|clinch(?:ed|es)?|sign(?:ed|s)"
            r"|(?:have|has|had) come to terms|settled on|accept(?:ed|s)|consent(?:ed|s)|endors(?:ed|es)"
            r"|ratif(?:ied|ies)|initial(?:l)?ed|(?:gave|given|gives) (?:its|their|his|her|the) (?:consent|assent"
            r"|nod|approval|blessing)"
            r"|sign(?:ed|s) (?:up to|off on)|concluded an? (?:\w+ )?(?:agreement|deal|accord|arrangement)"
            r"|(?:hammered|thrashed) out|concurred|str(?:uck|ikes?) an? (?:agreement|bargain|accord|understanding)"
            r"|came to an? (?:agreement|understanding|arrangement)|shook hands on",
            "agreed",
        ),
        (
            r"reject(?:ed|s|ing)?|refus(?:ed|es?|ing)(?! to (?:comment|say|name|elaborate|answer))|(?:did|does|do"
            r"|would|will|has|have) not (?:accept|agree)(?:ed)?"
            r"|declin(?:ed|es?|ing)(?! to (?:comment|say|name|elaborate|give|answer|discuss))|turn(?:ed|s"
            r"|ing) (?:[\w'’-]+ ){0,4}?down|ruled out|rules out"
            r"|rul(?:ed|es|ing) (?:[\w'’-]+ ){1,4}?out|rebuff(?:ed|s)|didn['’]t accept|spurn(?:ed|s)|snubb?(?:ed|s)"
            r"|sh(?:ot|oots?) down|veto(?:ed|es)"
            r"|(?:brush|wav)(?:ed|es) (?:[\w'’-]+ ){0,5}?(?:aside|away|off)|balk(?:ed|s) at"
            r"|str(?:uck|ikes?) (?:[\w'’-]+ ){0,3}?(?:out|down)|thr(?:ew|ows?) out|walk(?:ed|s) away from"
            r"|pull(?:ed|s) out of|(?:said|says) no(?= to\b|[.;,]|$)"
            r"|oppos(?:ed|es)|resist(?:ed|s)|vot(?:ed|es?) (?:against|down)|boycott(?:ed|s)|would not hear of"
            r"|dismiss(?:ed|es|ing) (?:the |an? |its |their |his |her |(?-i:[A-Z])[\w-]+['’]s? )(?:[\w'’-]+ ){0,3}?"
            r"(?:offer|proposal|idea|plan|demand|terms|formula|call|request|ultimatum|deadline|suggestion)s?\b",
            "rejected",
        ),
        (
            r"den(?:y|ied|ies|ying)|refut(?:ed|es|ing)|disput(?:ed|es|ing)|dismiss(?:ed|es|ing)|rebut(?:ted|s)"
            r"|repudiat(?:ed|es)|disavow(?:ed|s)|contradict(?:ed|s)|rubbish(?:ed|es)|scotch(?:ed|es)"
            r"|(?:call|brand|describ|label|denounc)(?:l?ed|es|s) (?:[\w'’\"“”-]+ ){1,9}?(?:as )?(?:an? |the )?"
            r"[\"“]?(?:\w+ )?"
            r"(?:lies?|fabricat\w+|invent\w+|false\w*|untrue|baseless|groundless|unfounded|nonsense|fiction|fakes?"
            r"|slander\w*|absurd|propaganda|disinformation)\b",
            "denied",
        ),
        (
            r"counted|witnessed|saw|watched"
            r"|heard(?= (?:[\w-]+ ){0,2}(?:explosion|shot|shell|gun|blast|artillery|siren)\w*)|(?:can|could) see",
            "observed",
        ),
    ),
    denying=r"claims?|allegations?|accusations?|reports?|charges?|suggestions? that|rumou?rs",
    units=(
        (r"per ?cent|percent(?:age points?)?|%", "percent"),
        (r"bod(?:y|ies)|remains|corpses", "bodies"),
        (
            r"people|persons?|prisoners?|detainees?|captives?|hostages?|soldiers?|troops|servicemen|servicewomen"
            r"|fighters"
            r"|civilians?|children|child|teenagers|women|men|woman|man|boys|girls|journalists?|clergy|officers"
            r"|wounded"
            r"|injured|sick|dead|killed|relatives|families|patients|refugees|residents|advisers|interpreters|sailors"
            r"|pilots|medics|defenders|returnees|minors|mothers|sons|daughters|POWs?",
            "people",
        ),
        (r"names?|entries", "names"),
        (r"years? (?:of age|old)|years?[- ]olds", "years of age"),
        (r"minutes?", "minutes"),
        (r"hours?", "hours"),
        (r"days?", "days"),
        (r"weeks?", "weeks"),
        (r"months?", "months"),
        (r"years?", "years"),
        (r"stages?|phases?|steps?|rounds?|parts?", "steps"),
        (r"buses|coaches|trucks|lorries|vehicles|wagons|trains?|ambulances", "vehicles"),
        (r"kilomet(?:er|re)s?|km|miles?|met(?:er|re)s?", "distance"),
        (r"dollars|euros?|pounds|roubles|rubles|hryvnias?", "money"),
    ),
    sources=r"in (?:his|her) (?:own )?words|as (?:he|she) put it|according to(?! (?:plan|schedule|custom)\b)"
    r"|in the words of|citing|quoting",
    persons=r"chair\w*|director|coordinator|founder|senator|judge|admiral|author|minister|president|head|chief"
    r"|negotiator|spokes(?:man|woman|person)|envoy|ombuds\w+|mediator"
    r"|advis[eo]r|aide"
    r"|secretary|commander|general|colonel|leader|deputy|lawmaker|representative|chancellor|governor|mayor"
    r"|commissioner"
    r"|ambassador|premier",
    matters=r"talks|negotiat\w+|meetings?|memorand\w+|cease-?fires?|truces?|exchang\w+|swap\w*|prisoners?"
    r"|captives?|detainees?"
    r"|POWs?|delegat\w+|bodies|remains|agreements?|deals?|summits?|rounds?|lists?|proposals?|sanctions|withdraw\w*"
    r"|monitors?|hostages?|treaty|treaties|convoys?|corridors?|missing|peace|children|civilians|answered"
    r"|responded|demands|terms|numbers?|figures?|totals?|sides?|articles?|seized|captured|freed|released|returned"
    r"|handed"
    r"|deported|killed|wounded|promise[sd]?|pledge[sd]?|offer|truth|mediators?|negotiators?|interpreters|conditions?",
    pronouns=r"he|she|they|it",
    offices=(
        r"chair(?:man|woman|person)|director|coordinator|founder|senator|judge|admiral|author|MP|minist(?:er|ry"
        r"|ries)|president|office|commission(?:er)?|committee|agency|service|centre|center"
        r"|headquarters|staff"
        r"|delegation|negotiators?|spokes(?:man|woman|person|people)|officials?|diplomats?|envoys?|ombuds(?:man"
        r"|woman|person)"
        r"|mediators?|government|society|council|adviser|advisor|aide|chief|head|secretary|commander|general|colonel"
        r"|police|court|prosecutors?|parliament|institute|department|authority|authorities|bureau|mission|reporter"
        r"|correspondent|witness(?:es)?|source|sources|team|lawmakers?|deput(?:y|ies)|leader|army|military"
        r"|administration"
        r"|representatives?|association|union|group|organi[sz]ation|foundation|chancellor|governor|mayor|analysts?"
        r"|experts?"
        r"|lawyers?|mothers?|relatives|doctors?|side|kremlin|host|air force|forces|navy|intelligence|embassy"
        r"|charity|think[- ]tank|watchdog|database"
        r"|groups|campaigners|activists|researchers|scientists|investigators|observers|rescuers|economists"
        r"|historians|coast ?guard|treasury|assembly|chamber|federation|bank|bloc"
        r"|hospital|senate|congress|secretariat|presidency|cabinet|city hall|municipality|company|university|tribunal"
        r"|directorate|inspectorate|alliance|league|network|church|board|watch|fund|residents|families|villagers"
        r"|survivors"
        r"|command|registry|commissariat|clinic|morgue|laborator(?:y|ies)|bishop|archbishop|cardinal|patriarch"
        r"|rabbi|imam|pastor"
        r"|emir|sultan|king|queen|prince|councillors?|photographer|nurse|teacher|pensioner|widow|father|sister|brother"
        r"|aunt|uncle|grandmother|farmer|volunteers?|veterans?|captain|major|sergeant|lieutenant|brigadier|coroner"
        r"|pathologist|archivist|engineer"
        r"|neighbours|neighbors|locals|parents|monitors|workers|negotiating team|politicians?|legislators?|statesman"
    ),
    hedges=(
        "might",
        "may",
        "could",
        "should",
        "would",
        "possibly",
        "perhaps",
        "probably",
        "expected to",
        "considering",
    ),
    conditions=r"if|unless|provided(?: that)?|on condition that|as long as|only when|in the event (?:of|that)"
    r"|in case",
    commits=(
        r"(?:will|would|shall|['’]ll)\s+(?:also\s+|now\s+|\w+ly\s+"
        r"|be able to\s+)?(?:not\s+)?(?:be\s+)?(?:hand(?:ed)?|releas\w+|free\w*"
        r"|return\w*|transfer\w*|give|given|allow\w*|send|sent|reopen\w*|suspend\w*|stop\w*|lift\w*|exchang\w+"
        r"|provid\w+"
        r"|publish\w*|halt\w*|paus\w+|observ\w+|respect\w*|grant\w*|admit\w*|refrain|pull(?:ed)? back|pay|paid"
        r"|deliver\w*|surrender\w*|withdraw\w*|bring|brought|hold fire|cease|let|left|open\w*|repatriat\w+|swap\w*)"
    ),
)
