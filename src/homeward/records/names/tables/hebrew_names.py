"""Hebrew names: Hebrew letters and the spellings of that form; after the bar, the biblical forms of other languages."""

GIVEN = """
amit: עמית Amit Амит ; alon_: אלון Alon Allon Алон ; yarden: ירדן Yarden Ярден ; shahar: שחר Shahar Shachar Шахар ;
moran: מורן Moran Моран ; hila: הילה Hila Хила ; inbal: ענבל Inbal Инбаль ; liat: ליאת Liat Лиат ; galit: גלית Galit
Галит ; einat: עינת Einat Эйнат ; erez: ארז Erez Эрез ; gal: גל Gal Галь ; dan_: דן Dan Дан ; matan: מתן Matan Матан ;
ro_i: רועי Roi Roy Ro'i Рои ; yotam: יותם Yotam Йотам ; zohara: זוהרה Zohara Зохара ; alexander_he: אלכסנדר Alexander
Aleksander Александр ; moshe: משה Moshe Moshé Мошe Моше Moishe Мойше Мойша Moyshe Mosche | Moses Моисей Мойсей Moise
Moïse Mozes ~ Мойся Moshik Moishele ; eliyahu: אליהו Eliyahu Eliahu Элияху Элиягу Элияу Еліягу | Elijah Elias Илья
Ілля Илия Ilya Ilia Elia ~ אלי Eli Эли ; yosef: יוסף Yosef Йосеф Йосэф Iosef Yossef Yoseph Йосиф | Joseph Иосиф Осип
Йосип Jose Iosif Josef Józef ~ יוסי Yossi Yosi Йоси Йосси Joe ; yaakov: יעקב Yaakov Ya'akov Yaacov Яаков Yaaqov Jaakov
Якоб Yakov Iaakov | Jacob Яков Яків Jakob Jacques Jakub Iakov ~ קובי Kobi Коби יענקל Yankel Янкель Yankl ; avraham:
אברהם Avraham Авраам Авраhам Аврахам Avrohom Avrum Аврум Avrom | Abraham Абрам Абрахам Abram Авраам Ibrahim ~ אבי Avi
Ави Abe ; yitzhak: יצחק Yitzhak Yitzchak Ицхак Itzhak Izhak Itzchak Yitshak Ітцхак Іцхак | Isaac Исаак Айзек Ісаак
Isaak Izaak ~ איציק Itzik Ицик Айзик ; rivka: רבקה Rivka Ривка Rivkah Rifka Рівка | Rebecca Ревекка Rebekah Rebeca
Rebekka Ребекка ~ Rivky Рива Riva Бекки Becky ; rachel: רחל Rachel Rahel Рахель Rakhel Ruhl Рохл Рохель | Рахиль
Рейчел Raquel Rachael Рашель ~ Рая Rochel Rachele ; leah: לאה Leah Lea Лея Леа Лія Леya | Lia Лия Лиа Léa ; sara: שרה
Sara Sarah Сара Сарра Sora Сора | Sarah Сара ~ Sarit Сарит ; miriam: מרים Miriam Мирьям Мириам Miryam Mirjam Mirium
Маріам | Mary Maria Мария Марія Мариам Marie ~ מירי Miri Мири Мирра Mira ; yonatan: יונתן יהונתן Yonatan Йонатан
Yehonatan Йехонатан Ионатан Yonathan Jonatan Єгонатан | Jonathan Джонатан Іонатан ~ יוני Yoni Йони ; shimon: שמעון
Shimon Шимон Shim'on Schimon Симон Shimeon | Simeon Simon Симеон Симон Семён Семен Семеон Simón ~ שימי Shimi ; david:
דוד דויד David Давид Довид Dovid Давід | Dawid Davide Дэвид Дейвид ~ דודי Dudi Дуди Dave Dudu ; shlomo: שלמה Shlomo
Шломо Schlomo Shloma Shloime Шлойма | Solomon Соломон Salomon Salomón Shelomo ; shmuel: שמואל Shmuel Шмуэль Schmuel
Shmuil Шмуель Шмуил Шмуль Shemuel | Samuel Самуил Самуэль Самуїл Samuil ~ Shmulik Шмулик שמוליק Sam Сэм ; daniel:
דניאל Daniel Даниэль Даниель | Данила Даниил Данило Danil Daniil Deniel Дэниел Даніель Daniele ~ דני Dani Danny Дани
Дэнни ; michael: מיכאל Michael Михаэль Mikhael Michoel Mihael Міхаель Мішель | Mikhail Михаил Михайло Майкл Michel
Miguel Michal_ Mihail ~ מיקי Miki Mickey Мики ; gavriel: גבריאל Gavriel Гавриэль Gavri'el | Gabriel Гавриил Габриэль
Гаврило Gavril ~ גבי Gabi Габи ; rafael: רפאל Rafael Refael Рафаэль Рефаэль Raphael Рафаель | Raffaele Рафаил Rafail ~
רפי Rafi Рафи ; uriel: אוריאל Uriel Уриэль Уріель ~ אורי Uri Ури ; uri: אורי Uri Ури Ouri Урі ; aharon: אהרן אהרון
Aharon Ахарон Агарон Aron Арон Aharn Арн | Aaron Аарон Арон Aron ~ Arik ארי ; yehuda: יהודה Yehuda Йехуда Иегуда
Yehudah Єгуда Jehuda Егуда Йегуда Yuda | Judah Jude Иуда Juda Юда ~ יודי Yudi Judy ; levi: לוי Levi Леви Levy Леві
Lewi ; reuven: ראובן Reuven Реувен Ruven Рувен Re'uven | Reuben Рувим Ruben Рубен ~ רובי Ruvik ; dan: דן Dan Дан ;
naftali: נפתלי Naftali Нафтали Naphtali Naftoli Нафталі ; gad: גד Gad Гад ; asher: אשר Asher Ашер Osher ; binyamin:
בנימין Binyamin Биньямин Benyamin Binjamin Біньямін Binyomin | Benjamin Вениамин Бенджамин Бенямин Веніамін Beniamin ~
בני Benny Beni Бени Бенни Ben Бен ; zvulun: זבולון Zvulun Звулун | Zebulon Zebulun Завулон ; yehoshua: יהושע Yehoshua
Йехошуа Иехошуа Yeshua Йегошуа | Joshua Иисус_Навин Джошуа Josua ~ שוקי Shuki ; nahum: נחום Nahum Nachum Нахум Naum
Наум Nochum ; nathan: נתן Natan Натан Noson | Nathan Нафан Нейтан ; natanel: נתנאל Netanel Нетанэль Natanel Нетанель |
Nathaniel Nathanael Нафанаил Натаниэль ; noah: נח Noach Noah Ноах Ной Ноа ; noa: נועה נעה Noa Ноа ; haim: חיים Haim
Chaim Хаим Khaim Haym Hayim Хаїм Chayim Jaim | Ефим Yefim ; hava: חוה Chava Hava Хава Chavah | Eve Eva Ева Єва ;
hanna: חנה Hana Chana Hanna Hannah Хана Chanah Ханна Khana | Anna Анна Ганна Anne Ann ; ester: אסתר Ester Esther Эстер
Естер Эсфирь Esfir Эстэр Esti ~ אסתי Эся ; yael: יעל Yael Яэль Яель Jael Ya'el ; tamar: תמר Tamar Тамар | Tamara
Тамара ~ תמי Tami Тами ; dvora: דבורה Dvora Devora Двора Дебора Dvorah Dvoira Двойра | Deborah Debora Дебора ~ Debbie
; ruth: רות Rut Ruth Рут Руфь ; naomi: נעמי Naomi Noemi Наоми Ноеми Ноэми Neomi ; shoshana: שושנה Shoshana Шошана
Shoshanah Шошанна | Susan Susanna Сусанна Сюзанна Suzanne ~ שושי Shoshi ; malka: מלכה Malka Малка Malkah ; batya: בתיה
Batya Батья Batia Басья Basya Басся | Bithiah ; golda: גולדה Golda Голда Гольда ; zahava: זהבה Zahava Захава Zehava
Захаба ; tzipora: ציפורה צפורה Tzipora Ципора Tsipora Zipora Циппора Zippora Tzippora | Сепфора ~ ציפי Tzipi Tsipi
Ципи Ципа ; yehudit: יהודית Yehudit Йехудит Иудит Ієгудит | Judith Юдифь Джудит Judit ; michal: מיכל Michal Михаль
Mikhal Михал ; avigail: אביגיל Avigail Авигаиль Авигайль | Abigail Абигейл Авигея Abigayle ; adina: עדינה Adina Адина
; aliza: עליזה Aliza Ализа ; orly: אורלי Orly Orli Орли ; ofra: עפרה Ofra Офра ; ofer: עופר Ofer Офер ; oren: אורן
Oren Орен ; eitan: איתן Eitan Эйтан Eytan Etan Етан Ейтан | Ethan Итан ; ehud: אהוד Ehud Эхуд Егуд ~ אודי Udi Уди ;
elad: אלעד Elad Элад ; elazar: אלעזר Elazar Elazar Эльазар Элазар El'azar Лейзер Leizer Leyzer | Eleazar Елеазар
Лазарь Lazar Lazarus ; eliezer: אליעזר Eliezer Элиэзер Еліезер Элиезер ; elisha: אלישע Elisha Элиша Елисей Eliseo ;
elisheva: אלישבע Elisheva Элишева | Elizabeth Елизавета Элизабет Єлизавета Elisabeth ; emanuel: עמנואל Emanuel
Эмануэль Imanuel | Emmanuel Иммануил Эммануил Immanuel Manuel ; efraim: אפרים Efraim Эфраим Ephraim Ефрем Ephrem
Efroim ; ezra: עזרא Ezra Эзра Езра Ездра ; amir: אמיר Amir Амир ; amos: עמוס Amos Амос ; amnon: אמנון Amnon Амнон ;
ariel: אריאל Ariel Ариэль Аріель ~ אריק Arik Арик ; arye: אריה Arye Aryeh Арье Ариэ Арьє Arie ; assaf: אסף Asaf Assaf
Асаф ; avner: אבנר Avner Авнер Abner ; avi: אבי Avi Ави ; avshalom: אבשלום Avshalom Авшалом | Absalom Авессалом ;
barak: ברק Barak Барак ; baruch: ברוך Baruch Барух Boruch Barukh Борух ; boaz: בועז Boaz Боаз ; betzalel: בצלאל
Betzalel Бецалель Bezalel ; dov: דב Dov Дов Ber Бер ; doron: דורון Doron Дорон ; dror: דרור Dror Дрор ; gideon: גדעון
Gideon Гидеон Gidon Гидон Гідеон | Гедеон ~ גידי Gidi ; gil: גיל Gil Гиль ; gilad: גלעד Gilad Гилад Гілад Gil'ad ;
guy: גיא Guy Гай ; hillel: הלל Hillel Гиллель Хиллель ; ido: עידו עדו Ido Идо Іддо ; igal: יגאל Yigal Igal Игаль Ігаль
Jigal ; ilan: אילן Ilan Илан Ілан ; ilana: אילנה Ilana Илана Ілана ; israel: ישראל Israel Yisrael Исраэль Израиль
Ісраель Изриэль Yisroel Ізраїль Srul Срул ; itamar: איתמר Itamar Итамар Ітамар ; itai: איתי Itai Itay Итай Ітай Ittai
; lior: ליאור Lior Лиор Ліор ; liora: ליאורה Liora Лиора ; lev: לב Lev Лев ; meir: מאיר Meir Меир Meyer Меїр Майер
Meier Mayer Меер ; menachem: מנחם Menachem Menahem Менахем Mendel Мендель Menakhem Menachim ~ Мендл Mendl ; menashe:
מנשה Menashe Менаше | Manasseh Манассия ; mordechai: מרדכי Mordechai Mordehai Мордехай Mordekhai Mordecai Мордко Motl
~ מוטי Moti Motti Моти Мотл ; nadav: נדב Nadav Надав ; nehemia: נחמיה Nehemia Nechemia Нехемия | Nehemiah Неемия ;
nechama: נחמה Nechama Nehama Нехама ; nimrod: נמרוד Nimrod Нимрод ; nir: ניר Nir Нир ; nissim: ניסים נסים Nissim Nisim
Ниссим Нисим ; noam: נועם נעם Noam Ноам ; ofir: אופיר Ofir Офир Ophir ; omer: עומר Omer Омер ; omri: עמרי Omri Омри ;
or: אור Or Ор ; ovadia: עובדיה Ovadia Овадия Ovadya | Obadiah Авдий ; oded: עודד Oded Одед ; pesach: פסח Pesach Песах
Pesakh ; pinchas: פנחס פינחס Pinchas Pinhas Пинхас Pinkhas Пінхас Pinchos | Phineas Финеес ; ran: רן Ran Ран ; ronen:
רונן Ronen Ронен ; roni: רוני Roni Рони Ronny ; ron: רון Ron Рон ; sagi: שגיא Sagi Саги ; shai: שי Shai Шай Shay ;
shalom: שלום Shalom Шалом Sholom Шолом ; sharon: שרון Sharon Шарон ; shaul: שאול Shaul Шауль Shaoul Шаул | Saul Саул
Савл ; shimshon: שמשון Shimshon Шимшон Schimschon | Samson Самсон Sampson ; shira: שירה Shira Шира ; shlomit: שלומית
Shlomit Шломит | Salome ; simcha: שמחה Simcha Simha Симха ; tal: טל Tal Таль ; tali: טלי Tali Тали ; tomer: תומר Tomer
Томер ; tova: טובה Tova Това Toba ; tuvia: טוביה Tuvia Тувия Tuvya Тевье Tevye | Tobias Товия Tobiah ; tzvi: צבי Tzvi
Zvi Цви Tsvi Hirsh Гирш Hirsch Hersh Герш ; uzi: עוזי Uzi Узи ~ עוזיאל Uziel Узиэль ; yair: יאיר Yair Яир Jair Яїр
Yaïr ; yariv: יריב Yariv Ярив ; yaron: ירון Yaron Ярон ; yehezkel: יחזקאל Yehezkel Yechezkel Йехезкель Хацкель |
Ezekiel Иезекииль Єзекіїль Хаскель ; yehiel: יחיאל Yehiel Yechiel Йехиэль Ехиэль Єхіель Jechiel Йехиель ; yekutiel:
יקותיאל Yekutiel Йекутиэль ; yeshayahu: ישעיהו ישעיה Yeshayahu Йешаяху Yeshaya Шая Йешая | Isaiah Исайя Исаия Ісая ;
yirmiyahu: ירמיהו ירמיה Yirmiyahu Ирмияху Yirmeya | Jeremiah Иеремия Еремей Єремія ; yishai: ישי Yishai Ишай Yishay |
Jesse Иессей ; yishmael: ישמעאל Yishmael Ишмаэль | Ishmael Измаил ; yoav: יואב Yoav Йоав Joav | Joab ; yoel: יואל Yoel
Йоэль Йоель | Joel Иоиль Джоэл ; yohanan: יוחנן Yohanan Yochanan Йоханан | John Иоанн ; yona: יונה Yona Йона Iona Ионa
| Jonah Jonas Иона Йона ; yoram: יורם Yoram Йорам ; yossi: יוסי Yossi Yosi Йоси Йосси ; yuval: יובל Yuval Юваль ;
zecharia: זכריה Zecharia Захария Zekharia | Zechariah Захарий Zachary Zacharias Захар ; zeev: זאב Zeev Ze'ev Зеев Зев
Zev Wolf Вольф ; zelig: זליג Zelig Зелиг Selig Зеліг ; ziv: זיו Ziv Зив ; zelda: זלדה Zelda Зелда Зельда ; bella: בלה
Bella Bela Белла Бела Бэла ; bracha: ברכה Bracha Braha Браха ; chaya: חיה Chaya Haya Хая Chaia Хайя ; dalia: דליה
Dalia Далия Dalya ; dina: דינה Dina Дина Діна | Dinah ; edna: עדנה Edna Эдна ; etti: אתי Etti Eti Эти ; frida: פרידה
Frida Фрида Freida Фріда ; gila: גילה Gila Гила ; hadas: הדס Hadas Адас Хадас ; hadassa: הדסה Hadassa Hadassah Хадасса
Адасса ; hagit: חגית Hagit Хагит ; idit: עידית Idit Идит ; irit: אירית Irit Ирит ; keren: קרן Keren Керен ; limor:
לימור Limor Лимор ; maya: מאיה Maya Майя ; mazal: מזל Mazal Мазаль ; meital: מיטל Meital Мейталь ; nurit: נורית Nurit
Нурит ; orit: אורית Orit Орит ; osnat: אסנת Osnat Аснат Оснат ; pnina: פנינה Pnina Пнина Penina ; raya: רעיה Raya Рая
; ronit: רונית Ronit Ронит ; rina: רינה Rina Рина ; rosa: רוזה Roza Rosa Роза ; sigal: סיגל Sigal Сигаль ; smadar:
סמדר Smadar Смадар ; varda: ורדה Varda Варда ; vered: ורד Vered Веред ; yafa: יפה Yafa Yaffa Яфа Яффа ; yocheved:
יוכבד Yocheved Йохевед | Jochebed Иохаведа ; zina: זינה Zina Зина ; fishel: פישל Fishel Фишель ; gershon: גרשון
Gershon Гершон Gerschon | Gershom Гирсон ; getzel: געצל Getzel Гецель ; hersh: הרש הירש Hersh Hirsh Гирш Герш Хирш
Hersch ; leib: לייב ליב Leib Лейб Leyb Лейба Loeb ; lipa: ליפא Lipa Липа ; mendel: מנדל מענדל Mendel Мендель Mendl ;
shraga: שרגא Shraga Шрага Feivel Файвел Фейвель ; velvel: וולוול Velvel Велвел ; zalman: זלמן Zalman Залман Salman
"""

SURNAMES = """
ashkenazi: אשכנזי Ashkenazi Ashkenazy Ашкенази Aškenazi ; tannenbaum: טננבאום Tannenbaum Tenenbaum Тененбаум Таненбаум
Tenenboim ; miller: מילר Miller Miler Миллер ; berger: ברגר Berger Бергер ; shohat: שוחט Shohat Shochat Шохат ;
edelstein: אדלשטיין Edelstein Edelshtein Эдельштейн ; revivo: רביבו Revivo Rebibo Ревиво ; bitan: ביטן Bitan Bittan
Битан ; harari: הררי Harari Харари ; nachmias: נחמיאס Nahmias Nachmias Нахмиас ; zarfati: צרפתי Tzarfati Zarfati
Sarfati Царфати ; yemini: ימיני Yemini Йемини ; bachar: בכר Bachar Bahar Бахар ; sasi: ששי Sasi ; elgrably: אלגרבלי
Elgrabli Elgrably Эльграбли ; gutnik: גוטניק Gutnik Гутник ; lifshitz: ליפשיץ Lifshitz Lifschitz Lipschitz Лифшиц ;
rappaport: רפפורט Rappaport Rapoport Раппопорт Рапопорт ; finkelstein: פינקלשטיין Finkelstein Finkelshtein
Финкельштейн ; mandel: מנדל Mandel Мандель ; kushnir: קושניר Kushnir Кушнир ; vainer: ויינר Weiner Vainer Вайнер ;
blau: בלאו Blau Блау ; brodsky: ברודסקי Brodsky Brodski Бродский ; cohen: כהן Cohen Kohen Коэн Коен Cohn Kohn Kahn Kon
Кон Koen Cahen Cohan Kahane | Kogan Коган Каган Kagan Кахан Kahan Каганович ; levi: לוי Levi Levy Леви Леві Halevi
Levie Lévy Lewi | Левит Levit Levitt ; mizrahi: מזרחי Mizrahi Mizrachi Мизрахи Мізрахі Misrahi Mizrakhi ; peretz: פרץ
Peretz Perez Перец Perets ; biton: ביטון Biton Bitton Битон Бітон ; dahan: דהן Dahan Даан Дахан ; avraham: אברהם
Avraham Abraham Авраам Аврахам ; avrahami: אברהמי Avrahami Abrahami Авраhами Аврахами ; friedman: פרידמן Friedman
Fridman Фридман Freedman Friedmann Фрідман Фридманн ; malka: מלכה Malka Малка ; azoulay: אזולאי Azoulay Azulai Azulay
Азулай Azoulai ; katz: כץ Katz Kats Кац Kac ; yosef: יוסף Yosef Йосеф Joseph ; amar: עמר Amar Амар ; ohayon: אוחיון
Ohayon Охайон Ohayun ; hadad: חדד Hadad Haddad Хадад Хаддад ; gabay: גבאי Gabbai Gabay Габай Gabai Габбай ; ben_david:
בן_דוד Ben-David Бен-Давид ; ben_ami: בן_עמי Ben-Ami Бен-Ами ; ben_shimon: בן_שמעון Ben-Shimon Бен-Шимон ; ben_gurion:
בן_גוריון Ben-Gurion Бен-Гурион ; ben_haim: בן_חיים Ben-Haim Ben-Chaim Бен-Хаим ; adler: אדלר Adler Адлер ; levin:
לוין Levin Левин Levine Lewin Левін ; segal: סגל Segal Сегаль Сегал Segall Siegel Chagall Шагал ; golan: גולן Golan
Голан ; klein: קליין Klein Кляйн Клейн Klain ; berkowitz: ברקוביץ ברקוביץ' Berkowitz Berkovich Беркович Berkovitz
Беркович Беркович ; abramovich: אברמוביץ אברמוביץ' Abramovich Abramowitz Abramovitz Абрамович ; abutbul: אבוטבול
Abutbul Aboutboul Абутбуль ; shapira: שפירא שפירה Shapira Shapiro Шапира Шапиро Schapira Shapir ; rosenberg: רוזנברג
Rosenberg Rozenberg Розенберг ; rosen: רוזן Rosen Rozen Розен ; rosenblum: רוזנבלום Rosenblum Rozenblum Розенблюм
Розенблум ; rosenfeld: רוזנפלד Rosenfeld Rozenfeld Розенфельд ; rosenthal: רוזנטל Rosenthal Rozental Rosental
Розенталь ; goldberg: גולדברג Goldberg Гольдберг Голдберг ; goldstein: גולדשטיין Goldstein Goldshtein Гольдштейн
Голдстейн Goldshteyn ; goldman: גולדמן Goldman Goldmann Гольдман Голдман ; goldenberg: גולדנברג Goldenberg Гольденберг
Голденберг ; greenberg: גרינברג Greenberg Grinberg Гринберг Грінберг Gruenberg Grünberg ; green: גרין Green Grin Грин
; greenspan: גרינשפן Greenspan Grinshpan Гриншпан ; weiss: וייס ויס Weiss Вайс Вейс Weis Vais Veis ; weinstein:
ויינשטיין וינשטיין Weinstein Vainshtein Вайнштейн Вейнштейн Weinshtein ; weinberg: וינברג ויינברג Weinberg Vainberg
Вайнберг Вейнберг ; weitzman: ויצמן וייצמן Weizman Weitzman Вейцман Вайцман Weizmann ; wasserman: וסרמן Wasserman
Vaserman Вассерман Васерман ; zuckerman: צוקרמן Zuckerman Zukerman Цукерман Tsukerman ; feldman: פלדמן Feldman
Feldmann Фельдман Фелдман ; fisher: פישר Fisher Fischer Фишер Фішер ; stern: שטרן Stern Shtern Штерн Стерн ; shulman:
שולמן Shulman Schulman Шульман Шулман ; schwartz: שוורץ שורץ Schwartz Shvartz Шварц Schwarz Shvarts Swartz ;
shwartzman: שוורצמן Shvartsman Schwartzman Шварцман ; spiegel: שפיגל Spiegel Shpigel Шпигель ; stein: שטיין Stein
Shtein Штейн Стайн Штайн ; steinberg: שטיינברג שטינברג Steinberg Shteinberg Штейнберг Штайнберг ; steiner: שטיינר
Steiner Штайнер Штейнер ; kaplan: קפלן Kaplan Каплан ; kaufman: קאופמן קופמן Kaufman Kaufmann Кауфман Koyfman Койфман
; kesler: קסלר Kessler Kesler Кесслер Кеслер ; kirsch: קירש Kirsch Kirsh Кирш ; kramer: קרמר Kramer Крамер Cramer ;
landau: לנדאו Landau Ландау Landoi ; lieberman: ליברמן Lieberman Liberman Либерман Либерман Лиberman Ліберман ;
lerner: לרנר Lerner Лернер ; margalit: מרגלית Margalit Маргалит ; margolis: מרגוליס Margolis Маргулис Марголис
Margulis ; mandelbaum: מנדלבאום Mandelbaum Мандельбаум ; meir: מאיר Meir Меир Meyer ; mor: מור Mor Мор ; moyal: מויאל
Moyal Мояль ; nahmani: נחמני Nahmani Nachmani Нахмани ; nir: ניר Nir Нир ; netanyahu: נתניהו Netanyahu Нетаньяху ; oz:
עוז Oz Оз ; ovadia: עובדיה Ovadia Овадия ; pinto: פינטו Pinto Пинто ; polak: פולק Polak Pollack Поллак Полак Pollak ;
rabin: רבין Rabin Рабин ; rabinovich: רבינוביץ רבינוביץ' Rabinovich Rabinowitz Рабинович Rabinovitz Rabinowicz ;
rubin: רובין Rubin Рубин ; rubinstein: רובינשטיין Rubinstein Rubinshtein Рубинштейн Rubenstein ; sasson: ששון Sasson
Сассон Sason ; sela: סלע Sela Села ; shalom: שלום Shalom Шалом ; shamir: שמיר Shamir Шамир ; sharabi: שרעבי Sharabi
Шараби ; shaked: שקד Shaked Шакед ; sharon: שרון Sharon Шарон ; shemesh: שמש Shemesh Шемеш ; shor: שור Shor Schorr Шор
; sofer: סופר Sofer Софер Soffer ; suissa: סויסה Suissa Swissa Суисса ; swisa: סוויסה Swisa ; tal: טל Tal Таль ;
toledano: טולדנו Toledano Толедано ; turgeman: תורג'מן תורגמן Turgeman Turjeman Турджеман ; vaknin: וקנין ואקנין
Vaknin Waknin Вакнин ; yifrah: יפרח Yifrah Ифрах ; zohar: זוהר Zohar Зоар Зохар ; zion: ציון Zion Tzion Цион ; alon:
אלון Alon Алон ; almog: אלמוג Almog Альмог ; amsalem: אמסלם Amsalem Амсалем ; asulin: אסולין Asulin Assouline Асулин ;
atias: אטיאס Atias Attias Атиас ; barak: ברק Barak Барак ; bar: בר Bar Бар ; bar_lev: בר_לב Bar-Lev Бар-Лев ; baruch:
ברוך Baruch Барух ; benayoun: בניון Benayoun Бенайон ; buzaglo: בוזגלו Buzaglo Bouzaglo Бузагло ; dayan: דיין Dayan
Даян ; edri: אדרי Edri Edry Эдри ; elbaz: אלבז Elbaz Эльбаз ; eliyahu: אליהו Eliyahu Элияху ; elkayam: אלקיים Elkayam
Элькаям ; engel: אנגל Engel Энгель ; epstein: אפשטיין Epstein Эпштейн Epshtein Эпштайн ; even: אבן Even Эвен ; ezra:
עזרא Ezra Эзра ; frank: פרנק Frank Франк ; frenkel: פרנקל Frenkel Frankel Френкель Fraenkel Франкель ; fuchs: פוקס
Fuchs Fuks Фукс Fux ; gilboa: גלבוע Gilboa Гильбоа ; ginzburg: גינזבורג גינצבורג Ginzburg Ginsburg Гинзбург Гинсбург
Ginsberg ; glazer: גלזר Glazer Glaser Глазер ; gottlieb: גוטליב Gottlieb Gotlib Готлиб ; gross: גרוס Gross Гросс ;
gur: גור Gur Гур ; gutman: גוטמן Gutman Guttman Гутман Gutmann ; halperin: הלפרין Halperin Гальперин Halpern Альперин
Alperin ; harel: הראל Harel Харель Гарель ; hasson: חסון Hasson Хасон ; hazan: חזן Hazan Chazan Хазан Хазанов ;
heller: הלר Heller Хеллер Геллер Geller ; hoffman: הופמן Hoffman Hoffmann Гофман Хоффман Хофман ; horowitz: הורוביץ
הורוביץ' Horowitz Hurwitz Горовиц Гурвиц Хоровиц Гурвич Horovitz Gurvich ; itzhaki: יצחקי Itzhaki Yitzhaki Ицхаки
Izhaki ; jacobson: יעקובסון Jacobson Yakobson Якобсон ; kadosh: קדוש Kadosh Кадош ; karni: קרני Karni Карни ; keren:
קרן Keren Керен ; khalfon: חלפון Halfon Khalfon Хальфон ; koren: קורן Koren Корен ; lavi: לביא Lavi Лави ; maimon:
מימון Maimon Маймон ; marciano: מרציאנו Marciano Марциано ; matzliach: מצליח Matzliach Mazliah Мацлиах ; michaeli:
מיכאלי Michaeli Михаэли ; morad: מורד Morad ; naim: נעים Naim Наим ; nissan: ניסן Nissan Нисан ; nussbaum: נוסבאום
Nussbaum Nusbaum Нусбаум Нуссбаум ; oren: אורן Oren Орен ; paz: פז Paz Паз ; perlman: פרלמן Perlman Перельман Перлман
; regev: רגב Regev Регев ; reznik: רזניק Reznik Резник ; rom: רום Rom ; roth: רוט Roth Рот ; rothschild: רוטשילד
Rothschild Ротшильд ; sabag: סבג Sabag Сабаг Sabbag ; sade: שדה Sade Sadeh Саде ; saban: סבן Saban Сабан ; schneider:
שניידר Schneider Shneider Шнайдер Шнейдер ; shitrit: שטרית שיטרית Shitrit Sheetrit Шитрит Chetrit ; singer: זינגר
Singer Zinger Зингер Сингер ; sokolov: סוקולוב Sokolov Соколов ; tamir: תמיר Tamir Тамир ; tzur: צור Tzur Цур Zur ;
vardi: ורדי Vardi Варди ; weber: ובר Weber Вебер ; wolf: וולף Wolf Вольф ; yaakov: יעקב Yaakov Яаков ; yaakobi: יעקובי
Yaakobi Yaacobi Якоби Яакоби ; yehuda: יהודה Yehuda Йехуда ; yosefi: יוספי Yosefi ; zamir: זמיר Zamir Замир ; zilber:
זילבר Zilber Silber Зильбер ; zilberman: זילברמן Zilberman Silberman Зильберман ; zilberstein: זילברשטיין Zilberstein
Silberstein Зильберштейн ; zimmerman: צימרמן Zimmerman Циммерман Zimmermann Tsimmerman
"""
