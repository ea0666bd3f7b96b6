"""Words in a name field that are no names, or that tie names together. All in lower case."""

RANKS = frozenset(
    """
    солдат старший молодший сержант ст мол мл рядовий рядовой ряд рекрут матрос мичман мічман старшина прапорщик
    прапорщик прапорник капрал єфрейтор ефрейтор лейтенант капітан капитан майор підполковник подполковник полковник
    генерал генерал-майор генерал-лейтенант адмірал адмирал бригадний головний главный штаб-сержант майстер-сержант
    майстер-старшина старшой младший гвардии гвардії лейт кап полк сж с-т ст-на к-н л-т м-р п/п-к рангу ранга
    пан пані гр громадянин громадянка гражданин гражданка г-н г-жа т тов товариш товарищ доброволець доброволец
    private pvt corporal cpl sergeant sgt lieutenant lt captain capt major maj colonel col general gen staff senior
    junior mr mrs ms miss dr prof soldier
    військовополонений військовослужбовець военнопленный военнослужащий цивільний гражданский полонений
    """.split()
)
CALL_SIGN = frozenset("позивний позивной позывной callsign call-sign псевдо прізвисько кличка alias".split())
DAUGHTER_OR_SON = frozenset(
    """
    oğlu oglu ogly oghlu oqlu оглы огли оглу ұлы улы уулу ogli oʻgli oʻg'li o'g'li ogʻli угли ўғли
    qızı qizi kızı kizi kyzy gizi gyzy qyzy кызы кизи гызы қызы қизи
    """.split()
)
ARTICLES = frozenset("al el an ar as ash ad at az ul аль ал эль ель ан ар ас аш ад ат аз ال".split())
ABD = frozenset("abd abdul abdal abdel abdu عبد абд абду абдул абдель".split())
FATHER_OF = frozenset("abu abou أبو ابو абу umm um oum أم ум умм".split())
SON_OF = frozenset("ibn bin ben bint binti بن ابن بنت ибн бин бен бинт ібн бін".split())
DIN = frozenset("din deen dine dein дин дін الدين eddin eddine uddin aldin".split())
COMPOUND_FAMILIES = frozenset(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 夏侯 东方 東方 皇甫
    尉迟 公孙 慕容 司徒 令狐 长孙 端木
    남궁 황보 제갈 선우 독고 사공 서문
    """.split()
)
