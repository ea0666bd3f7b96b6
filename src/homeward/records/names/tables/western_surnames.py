"""Surnames of the West whose Cyrillic spelling does not follow from their letters, or is spelled in several ways."""

SURNAMES = """
smith: Smith Смит Сміт Smyth ; johnson: Johnson Джонсон ; williams: Williams Уильямс Вильямс Вільямс ; brown: Brown
Браун ; jones: Jones Джонс ; davis: Davis Дэвис Девіс ; miller: Miller Миллер Міллер ; wilson: Wilson Уилсон Вильсон
Вілсон ; moore: Moore Мур ; taylor: Taylor Тейлор Тэйлор ; anderson: Anderson Андерсон ; thomas: Thomas Томас ;
jackson: Jackson Джексон ; white: White Уайт Вайт ; harris: Harris Харрис Гаррис Гарріс ; martin: Martin Мартин Мартін
Мартен ; thompson: Thompson Томпсон ; clark: Clark Clarke Кларк ; lewis: Lewis Льюис Льюїс ; robinson: Robinson
Робинсон Робінсон ; walker: Walker Уокер Вокер Волкер ; young: Young Янг ; allen: Allen Аллен Ален ; king: King Кинг
Кінг ; wright: Wright Райт ; scott: Scott Скотт ; green: Green Greene Грин Грін ; baker: Baker Бейкер Бэйкер ; adams:
Adams Адамс ; nelson: Nelson Нельсон Нелсон ; hill: Hill Хилл Гілл ; campbell: Campbell Кэмпбелл Кемпбелл ; mitchell:
Mitchell Митчелл Мітчелл ; roberts: Roberts Робертс ; carter: Carter Картер ; phillips: Phillips Филлипс Філліпс ;
evans: Evans Эванс Еванс ; turner: Turner Тернер Тёрнер ; parker: Parker Паркер ; collins: Collins Коллинз Коллінз ;
edwards: Edwards Эдвардс Едвардс ; stewart: Stewart Stuart Стюарт ; morris: Morris Моррис Морріс ; murphy: Murphy
Мёрфи Мерфи Мерфі ; cook: Cook Cooke Кук ; rogers: Rogers Роджерс ; cooper: Cooper Купер ; peterson: Peterson Петерсон
Питерсон ; reed: Reed Reid Read Рид Рід ; bailey: Bailey Бейли Бейлі ; bell: Bell Белл ; kelly: Kelly Келли Келлі ;
howard: Howard Говард Ховард ; ward: Ward Уорд Ворд ; cox: Cox Кокс ; richardson: Richardson Ричардсон Річардсон ;
wood: Wood Вуд Уд ; watson: Watson Уотсон Ватсон Вотсон ; brooks: Brooks Брукс ; bennett: Bennett Беннет Беннетт ;
gray: Gray Grey Грей Грэй ; james: James Джеймс ; hughes: Hughes Хьюз Г'юз Хьюс ; price: Price Прайс ; foster: Foster
Фостер ; sanders: Sanders Сандерс ; ross: Ross Росс ; long: Long Лонг ; powell: Powell Пауэлл Павелл ; sullivan:
Sullivan Салливан Салліван ; russell: Russell Рассел Рассел ; jenkins: Jenkins Дженкинс Дженкінс ; perry: Perry Перри
Перрі ; butler: Butler Батлер ; barnes: Barnes Барнс ; fisher: Fisher Фишер Фішер ; henderson: Henderson Хендерсон
Гендерсон ; coleman: Coleman Коулман Колман ; simmons: Simmons Симмонс Сіммонс ; patterson: Patterson Паттерсон ;
jordan: Jordan Джордан ; reynolds: Reynolds Рейнольдс ; hamilton: Hamilton Гамильтон Гамільтон Хэмилтон ; graham:
Graham Грэм Грем Грэхем ; wallace: Wallace Уоллес Воллес ; west: West Уэст Вест ; cole: Cole Коул ; hayes: Hayes Хейс
Гейс Хэйс ; gibson: Gibson Гибсон Гібсон ; ford: Ford Форд ; myers: Myers Майерс Маєрс ; hunter: Hunter Хантер Гантер
; shaw: Shaw Шоу ; knight: Knight Найт ; palmer: Palmer Палмер Пальмер ; stone: Stone Стоун ; webb: Webb Уэбб Вебб ;
black: Black Блэк Блек ; holmes: Holmes Холмс Голмс ; rice: Rice Райс ; robertson: Robertson Робертсон ; murray:
Murray Мюррей Мюррей Маррі Муррей ; ellis: Ellis Эллис Елліс ; mason: Mason Мейсон ; hunt: Hunt Хант Гант ; gordon:
Gordon Гордон ; spencer: Spencer Спенсер ; payne: Payne Paine Пейн ; pierce: Pierce Pearce Пирс Пірс ; berry: Berry
Берри ; matthews: Matthews Мэтьюс Метьюс Мэттьюс Меттьюс ; wagner: Wagner Вагнер ; willis: Willis Уиллис Вілліс ; ray:
Ray Рэй Рей ; watkins: Watkins Уоткинс ; olson: Olson Олсон Ольсон ; carroll: Carroll Кэрролл Керролл ; duncan: Duncan
Данкан Дункан ; hart: Hart Харт Гарт ; cunningham: Cunningham Каннингем Каннінгем Каннингхэм ; lane: Lane Лейн ;
andrews: Andrews Эндрюс Ендрюс ; fox: Fox Фокс ; riley: Riley Райли Райлі ; armstrong: Armstrong Армстронг ; greene:
Greene Грин ; lawrence: Lawrence Лоуренс ; elliott: Elliott Eliot Эллиот Елліот ; chapman: Chapman Чепмен Чэпмен ;
austin: Austin Остин ; burke: Burke Бёрк Берк ; burns: Burns Бёрнс Бернс ; crawford: Crawford Кроуфорд Кроуфорд ;
boyd: Boyd Бойд ; kennedy: Kennedy Кеннеди Кеннеді ; warren: Warren Уоррен Воррен ; dixon: Dixon Диксон Діксон ;
hudson: Hudson Хадсон Гудзон Хадсон ; dunn: Dunn Данн ; churchill: Churchill Черчилль Черчілль ; shakespeare:
Shakespeare Шекспир ; byrne: Byrne Бирн Берн ; oconnor: O'Connor О'Коннор ; obrien: O'Brien О'Брайен О'Браєн ; oneill:
O'Neill O'Neil О'Нил О'Ніл О'Нейл ; mcdonald: McDonald MacDonald Макдональд МакДональд ; garcia: García Garcia Гарсия
Гарсіа Гарсія ; rodriguez: Rodríguez Rodriguez Родригес Родрігес Rodrigues ; hernandez: Hernández Hernandez Эрнандес
Ернандес Hernandes ; martinez: Martínez Martinez Мартинес Мартінес ; lopez: López Lopez Лопес Lopes ; gonzalez:
González Gonzalez Гонсалес Gonzales ; perez: Pérez Perez Перес ; sanchez: Sánchez Sanchez Санчес ; ramirez: Ramírez
Ramirez Рамирес Рамірес ; torres: Torres Торрес ; flores: Flores Флорес ; rivera: Rivera Ривера Рівера ; gomez: Gómez
Gomez Гомес ; diaz: Díaz Diaz Диас Діас ; cruz: Cruz Крус ; reyes: Reyes Рейес Реєс ; morales: Morales Моралес ;
gutierrez: Gutiérrez Gutierrez Гутьеррес Гутьєррес ; ortiz: Ortiz Ортис Ортіс ; chavez: Chávez Chavez Чавес ; ruiz:
Ruiz Руис Руїс ; alvarez: Álvarez Alvarez Альварес ; castillo: Castillo Кастильо Кастільйо Кастілло ; jimenez: Jiménez
Jimenez Giménez Хименес Хіменес ; vasquez: Vásquez Vazquez Vázquez Vasquez Васкес ; romero: Romero Ромеро ; herrera:
Herrera Эррера Еррера ; medina: Medina Медина Медіна ; aguilar: Aguilar Агилар Агіляр Агілар ; vargas: Vargas Варгас ;
guzman: Guzmán Guzman Гусман ; mendez: Méndez Mendez Мендес ; munoz: Muñoz Munoz Муньос ; castro: Castro Кастро ;
fernandez: Fernández Fernandez Фернандес ; nunez: Núñez Nunez Нуньес Нуньєс ; ibanez: Ibáñez Ibanez Ибаньес ; pena:
Peña Pena Пенья ; zapata: Zapata Сапата ; vega: Vega Вега ; soto: Soto Сото ; quintero: Quintero Кинтеро Кінтеро ;
guerrero: Guerrero Герреро ; mejia: Mejía Mejia Мехия Мехія ; rojas: Rojas Рохас ; salazar: Salazar Саласар ; villa:
Villa Вилья Вілья ; zuniga: Zúñiga Zuniga Суньига ; caballero: Caballero Кабальеро ; murillo: Murillo Мурильо ;
trujillo: Trujillo Трухильо ; carrillo: Carrillo Каррильо ; mueller: Müller Mueller Muller Мюллер Мюлер ; schmidt:
Schmidt Schmitt Schmid Шмидт Шмідт Шмит ; schneider: Schneider Шнайдер Шнейдер ; fischer: Fischer Фишер Фішер ; weber:
Weber Вебер ; meyer: Meyer Meier Maier Mayer Майер Мейер Маєр ; wagner_de: Wagner Вагнер ; becker: Becker Беккер Бекер
; schulz: Schulz Schultz Schulze Шульц Шульце ; hoffmann: Hoffmann Hofmann Hoffman Гофман Хоффман Хофман Гоффман ;
schaefer: Schäfer Schaefer Schafer Шефер Шефер ; koch: Koch Кох ; bauer: Bauer Бауэр Бауер ; richter: Richter Рихтер
Ріхтер ; klein: Klein Кляйн Клейн ; wolf: Wolf Wolff Вольф ; schroeder: Schröder Schroeder Schroder Шрёдер Шредер ;
neumann: Neumann Нойман Нейман Нойманн ; schwarz: Schwarz Schwartz Шварц ; zimmermann: Zimmermann Zimmerman Циммерман
Циммерманн Циммерманн ; braun: Braun Браун ; krueger: Krüger Krueger Kruger Крюгер ; hofmann: Hofmann Хофман Гофман ;
hartmann: Hartmann Хартман Гартман Хартманн ; lange: Lange Ланге ; werner: Werner Вернер ; krause: Krause Краузе ;
lehmann: Lehmann Леман Леманн ; koehler: Köhler Koehler Kohler Кёлер Келер ; koenig: König Koenig Konig Кёниг Кениг
Кеніг ; huber: Huber Хубер Губер ; kaiser: Kaiser Кайзер ; fuchs: Fuchs Фукс ; scholz: Scholz Шольц ; keller: Keller
Келлер ; vogel: Vogel Фогель ; jung: Jung Юнг ; hahn: Hahn Хан Ган ; schubert: Schubert Шуберт ; winkler: Winkler
Винклер Вінклер ; ziegler: Ziegler Циглер Ціглер ; kuehn: Kühn Kuehn Kuhn Кюн Кун ; strauss: Strauss Strauß Штраус ;
jaeger: Jäger Jaeger Jager Егер Єгер ; boehm: Böhm Boehm Bohm Бём Бем ; goetz: Götz Goetz Гётц Гец ; heinrich:
Heinrich Генрих Хайнрих ; schreiber: Schreiber Шрайбер Шрейбер ; vogt: Vogt Voigt Фогт ; steiner: Steiner Штайнер
Штейнер ; dupont: Dupont Дюпон ; durand: Durand Дюран ; dubois: Dubois Дюбуа ; moreau: Moreau Моро ; laurent: Laurent
Лоран ; simon: Simon Симон ; michel: Michel Мишель ; lefevre: Lefèvre Lefevre Lefebvre Лефевр ; leroy: Leroy Леруа ;
roux: Roux Ру ; bertrand: Bertrand Бертран ; morel: Morel Морель ; fournier: Fournier Фурнье Фурньє ; girard: Girard
Жирар ; bonnet: Bonnet Бонне ; rousseau: Rousseau Руссо ; blanc: Blanc Блан ; guerin: Guérin Guerin Герен ; muller_fr:
Muller Мюллер ; boyer: Boyer Буайе ; garnier: Garnier Гарнье ; chevalier: Chevalier Шевалье Шевальє ; legrand: Legrand
Легран ; gauthier: Gauthier Готье ; perrin: Perrin Перрен ; clement: Clément Clement Клеман ; mercier: Mercier Мерсье
; renaud: Renaud Renault Рено ; vidal: Vidal Видаль ; petit: Petit Пети ; robert: Robert Робер ; richard: Richard
Ришар ; bernard: Bernard Бернар ; beaumont: Beaumont Бомон ; fontaine: Fontaine Фонтен ; lambert: Lambert Ламбер ;
leclerc: Leclerc Леклерк ; marchand: Marchand Маршан ; lacroix: Lacroix Лакруа ; rossi: Rossi Росси Россі ; ferrari:
Ferrari Феррари Феррарі ; esposito: Esposito Эспозито Еспозіто ; bianchi: Bianchi Бьянки Б'янкі ; romano: Romano
Романо ; ricci: Ricci Риччи Річчі ; marino: Marino Марино ; bruno: Bruno Бруно ; greco: Greco Греко ; conti: Conti
Конти ; costa: Costa Коста ; giordano: Giordano Джордано ; mancini: Mancini Манчини ; rizzo: Rizzo Риццо ; lombardi:
Lombardi Ломбарди ; moretti: Moretti Моретти ; nowak: Nowak Новак ; kowalski: Kowalski Kowalska Ковальский Ковальський
; wisniewski: Wiśniewski Wisniewski Вишневский Вишневський Висневский ; wojcik: Wójcik Wojcik Вуйцик Войцик ;
kowalczyk: Kowalczyk Ковальчик ; kaminski: Kamiński Kaminski Каминский Камінський ; lewandowski: Lewandowski
Левандовский Левандовський ; zielinski: Zieliński Zielinski Зелинский Зелінський ; szymanski: Szymański Szymanski
Шиманский Шиманський ; wozniak: Woźniak Wozniak Возняк ; dabrowski: Dąbrowski Dabrowski Домбровский Домбровський ;
kozlowski: Kozłowski Kozlowski Козловский Козловський ; jankowski: Jankowski Янковский Янковський ; mazur: Mazur Мазур
; krawczyk: Krawczyk Кравчик ; piotrowski: Piotrowski Пиотровский Петровский Піотровський ; grabowski: Grabowski
Грабовский Грабовський ; pawlowski: Pawłowski Pawlowski Павловский Павловський ; michalski: Michalski Михальский
Міхальський ; wieczorek: Wieczorek Вечорек ; jablonski: Jabłoński Jablonski Яблонский Яблонський ; wrobel: Wróbel
Wrobel Врубель ; majewski: Majewski Маевский Маєвський ; stepien: Stępień Stepien Стемпень ; jaworski: Jaworski
Яворский Яворський ; malinowski: Malinowski Малиновский Маліновський ; sikorski: Sikorski Сикорский Сікорський ;
rutkowski: Rutkowski Рутковский ; walczak: Walczak Вальчак ; baran: Baran Баран ; duda: Duda Дуда ; szewczyk: Szewczyk
Шевчик
"""
