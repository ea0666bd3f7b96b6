"""Armenian and Georgian given names, many of them also the stem of a family name, with their usual spellings."""

ARMENIAN = """
asatr: Ասատր Asatr Asadour Asatour Asatur Асатр ; nersis: Ներսիս Nersis Nerses Nersess Нерсис ; hovhannis_: Հովհաննես
Hovannis Ovanes ; hovhannes: Հովհաննես Յովհաննէս Հովհաննիս Hovhannes Hovhanes Hovanes Hovannes Ohannes Oganes Ovanes
Ованес Ованнес Оганес Оганнес Ованнис Hovannis Hovhannis Ohanes Ованнис Оганнис Ohan ; hovik: Հովիկ Hovik Овик Ховик ;
hakob: Հակոբ Յակոբ Hakob Hagop Agop Akop Акоп Агоп Hakop Jacob Яков Яго ; harutyun: Հարություն Յարութիւն Harutyun
Haroutioun Harutiun Haroutiun Haroutyun Арутюн Artyun Арутун Artin Haruthiun Harootyun Harutun ; hayk: Հայկ Hayk Haik
Haig Айк Хайк Гайк Ike ; hayrapet: Հայրապետ Hayrapet Hairabed Айрапет Airapet Hayrabed Ayrapet ; hamlet: Համլետ Hamlet
Гамлет Хамлет ; hamazasp: Համազասպ Hamazasp Амазасп ; harut: Հարութ Harout Harut Арут ; hrant: Հրանտ Hrant Hrand Грант
Грант Рант Grant ; hrachya: Հրաչյա Hrachya Hratch Grachya Грачья Рачья Hrach Грач Hrachia ; hrayr: Հրայր Hrayr Hrair
Грайр Храйр ; hasmik: Հասմիկ Hasmik Asmik Асмик Hasmig ; heghine: Հեղինե Heghine Эгине Eghine ; hripsime: Հռիփսիմե
Hripsime Рипсиме Hripsimeh ; karapet: Կարապետ Karapet Garabed Карапет Karabet Garabet Garapet ; petros: Պետրոս Petros
Bedros Петрос Bedross ; poghos: Պողոս Poghos Boghos Погос Pogos Bogos ; sargis: Սարգս Sargs Sarks Саргс Սարգիս Sargis
Sarkis Саркис Serkis Sarkiss Саргис ; gevorg: Գեւորգ Գևորգ Gevorg Kevork Геворк Геворг Gevork Kevorg Кеворк ; grigor:
Գրիգոր Grigor Krikor Григор Григорий Gregor ; garegin: Գարեգին Garegin Karekin Гарегин ; gagik: Գագիկ Gagik Kakig
Гагик Kakik ; garnik: Գառնիկ Garnik Karnig Гарник ; gurgen: Գուրգեն Gurgen Gourgen Kourken Гурген Kurken ; gor: Գոր
Gor Гор ; davit: Դավիթ Davit Tavit David Давид Давит ; tigran: Տիգրան Tigran Dikran Тигран Digran ; trdat: Տրդատ Trdat
Drtad Dertad Трдат Тиридат ; vardan: Վարդան Vardan Vartan Вардан ; vahan: Վահան Vahan Ваган Ваан Вахан ; vahe: Վահե
Vahe Ваге Ваэ Vahé Vache ; vahagn: Վահագն Vahagn Vahakn Ваагн Вахагн ; vardges: Վարդգես Vardges Vartkes Вардгес ;
vazgen: Վազգեն Vazgen Vasken Вазген ; varuzhan: Վարուժան Varuzhan Varoujan Varujan Варужан ; vigen: Վիգեն Vigen Viken
Виген ; vrej: Վրեժ Vrej Vrezh Вреж ; avetis: Ավետիս Avetis Avedis Аветис ; avetik: Ավետիք Avetik Avedik Аветик ;
artur: Արթուր Artur Arthur Артур ; artashes: Արտաշես Artashes Ardashes Арташес ; armen: Արմեն Armen Армен ; ara: Արա
Ara Ара ; aram: Արամ Aram Арам ; arshak: Արշակ Arshak Arshag Аршак ; arsen: Արսեն Arsen Арсен ; artak: Արտակ Artak
Ardag Артак ; artavazd: Արտավազդ Artavazd Ardavazt Артавазд ; artem: Արտյոմ Artyom Артем Артём ; ashot: Աշոտ Ashot
Ashod Ашот ; aghasi: Աղասի Aghasi Агаси Agasi ; aleksan: Ալեքսան Aleksan Alexan Алексан ; anahit: Անահիտ Anahit Anahid
Анаит Анаhит Анахит ; ani: Անի Ani Ани ; anush: Անուշ Anush Anoush Ануш ; araksya: Արաքսյա Araksya Аракся ; arpine:
Արփինե Arpine Арпине ; astghik: Աստղիկ Astghik Asdghig Астхик Astkhik Astgik ; armine: Արմինե Armine Армине ; barsegh:
Բարսեղ Barsegh Parsegh Барсег Barseg ; bagrat: Բագրատ Bagrat Pakrad Баграт ; benik: Բենիկ Benik Беник ; edgar: Էդգար
Edgar Эдгар ; eduard: Էդուարդ Eduard Эдуард Edward ; emil: Էմիլ Emil Эмиль ; erik: Էրիկ Erik Эрик ; yeghishe: Եղիշե
Yeghishe Егише Eghishe ; yeghia: Եղիա Yeghia Егия Yeghya ; yervand: Երվանդ Yervand Yervant Ерванд Ervand ; zaven:
Զավեն Zaven Завен ; zakar: Զաքար Zakar Закар Zakaria ; zaruhi: Զարուհի Zaruhi Zarouhi Заруи ; zhirayr: Ժիրայր Zhirayr
Jirayr Жирайр Jirair ; tadevos: Թադևոս Թադեւոս Tadevos Tateos Тадевос Tatevos ; tatul: Թաթուլ Tatul Татул ; toros:
Թորոս Toros Торос ; tatevik: Թաթևիկ Datevig Datevik Տաթևիկ Tatevik Татевик ; levon: Լևոն Լեւոն Levon Leon Левон ;
lusine: Լուսինե Lusine Lousine Лусине ; khachatur: Խաչատուր Khachatur Khachadour Хачатур Khatchadour Xachatur
Khatchatur ; khachik: Խաչիկ Khachik Khatchig Хачик ; khoren: Խորեն Khoren Хорен ; kamo: Կամո Kamo Камо ; karen: Կարեն
Karen Карен ; kirakos: Կիրակոս Kirakos Giragos Киракос ; komitas: Կոմիտաս Komitas Gomidas Комитас ; gayane: Գայանե
Gayane Kayane Гаяне ; gohar: Գոհար Gohar Kohar Гоар Гохар ; ghazar: Ղազար Ghazar Казар Газар Khazar Gazar Kazar Lazar
; ghukas: Ղուկաս Ghukas Ghougas Гукас Gukas ; manuk: Մանուկ Manuk Manoug Манук Manouk ; manuel: Մանվել Manvel Манвел
Мануэл ; margar: Մարգար Margar Markar Маркар Маргар ; mariam: Մարիամ Mariam Мариам ; mane: Մանե Mane Мане ; meruzhan:
Մերուժան Meruzhan Меружан Meroujan ; mesrop: Մեսրոպ Mesrop Mesrob Месроп ; melik: Մելիք Melik Мелик ; melkon: Մելքոն
Melkon Мелкон ; mher: Մհեր Mher Мгер Мхер ; mikael: Միքայել Mikael Mikayel Микаел Микаэл Mikaelyan Mikael ; minas:
Մինաս Minas Минас ; mihran: Միհրան Mihran Мигран Михран Миран ; mkrtich: Մկրտիչ Mkrtich Mkrtch Mgrdich Mgerdich
Megerdich Mekertich Мкртич Mkrtitch Mkrdich Mgrditch Мкртыч ; mkrtch: Մկրտչ Mkrtch Mgrdich Mgrditch Mgerdich Megerdich
Mekertich Mkrtich Мкртч Мкртич ; movses: Մովսես Movses Мовсес ; murad: Մուրադ Murad Mourad Мурад ; mushegh: Մուշեղ
Mushegh Moushegh Мушег Musheg ; nazar: Նազար Nazar Назар ; nazaret: Նազարեթ Nazaret Nazareth Назарет ; narek: Նարեկ
Narek Nareg Нарек ; narine: Նարինե Narine Нарине ; nerses: Ներսես Nerses Нерсес ; nikoghayos: Նիկողայոս Nikoghayos
Никогайос Nigoghos Nikoghos Никогос ; norayr: Նորայր Norayr Norair Норайр ; nune: Նունե Nune Нуне ; nvard: Նվարդ Nvard
Nvart Нвард ; nshan: Նշան Nshan Нշան Ншан ; shahen: Շահեն Shahen Шаген Шахен Шаэн ; shavarsh: Շավարշ Shavarsh Шаварш ;
shushan: Շուշան Shushan Shoushan Шушан ; vosgan: Ոսկան Voskan Vosgan Воскан ; paruyr: Պարույր Paruyr Parouyr Паруйр ;
pavel: Պավել Pavel Павел ; ruben: Ռուբեն Ruben Rouben Roupen Рубен ; robert: Ռոբերտ Robert Роберт ; rafayel: Ռաֆայել
Rafayel Rafael Рафаел Рафаэль ; razmik: Ռազմիկ Razmik Размик ; rubik: Ռուբիկ Rubik Рубик ; sahak: Սահակ Sahak Sahag
Саак Саhак Сахак ; samvel: Սամվել Samvel Самвел ; saro: Սարո Saro Саро ; serob: Սերոբ Serob Serop Сероб Сероп ;
seyran: Սեյրան Seyran Сейран ; siranush: Սիրանուշ Siranush Siranoush Сирануш ; simon: Սիմոն Simon Симон ; smbat: Սմբատ
Smbat Sempad Смбат Sembat ; sos: Սոս Sos Сос ; soghomon: Սողոմոն Soghomon Согомон ; spartak: Սպարտակ Spartak Спартак ;
stepan: Ստեփան Stepan Степан Sdepan Stephan ; suren: Սուրեն Suren Souren Сурен ; sevak: Սևակ Sevak Sevag Севак ;
tateos: Թադէոս Tateos Татеос ; tovmas: Թովմաս Tovmas Товмас ; kajik: Քաջիկ Kajik Каджик ; kerob: Քերոբ Kerob Керոբ
Кероб Kerop ; kristine: Քրիստինե Kristine Кристине ; ofelya: Օֆելյա Ofelya Офелия ; ohan: Օհան Ohan Оган Оhан ; onik:
Օնիկ Onik Оник ; frunzik: Ֆրունզիկ Frunzik Фрунзик ; philip: Փիլիպոս Pilipos Филипос Пилипос ; panos: Փանոս Panos
Панос ; ter: Տեր Ter Der Тер ; jivan: Ջիվան Jivan Дживан ; chakhoyan: Չախոյան Chakhoyan Чахоян ; yeranuhi: Երանուհի
Yeranuhi Ерануи ; yeva: Եվա Yeva Eva Ева ; elen: Էլեն Elen Элен ; ori: Օրի Ori ; abraham: Աբրահամ Abraham Apraham
Абраам Абрам ; adam: Ադամ Adam Atam Адам ; antranik: Անդրանիկ Andranik Antranig Андраник Antranik ; arakel: Առաքել
Arakel Arakel Аракел ; asatur: Ասատուր Asatur Asadour Асатур Astour Астур ; astvatsatur: Աստվածատուր Astvatsatur
Asdvadzadour Аствацатур ; baghdasar: Բաղդասար Baghdasar Bagdasar Багдасар Paghtasar ; danielyan: Դանիել Daniel Taniel
Даниел Даниэл ; isahak: Իսահակ Isahak Исаак ; israel: Իսրայել Israyel Исраел Израел ; galust: Գալուստ Galust Kaloust
Галуст Calouste Galoust ; ghevond: Ղևոնդ Ghevond Гевонд ; keropyan: Քերովբե Kerovpe Керовбе ; malkhas: Մալխաս Malkhas
Малхас ; mardiros: Մարտիրոս Martiros Mardiros Мартирос ; nahapet: Նահապետ Nahapet Nahabed Нагапет Наапет Nahabet ;
ohanjan: Օհանջան Ohanjan Оганджан Ohanjanyan ; shahnazar: Շահնազար Shahnazar Шахназар Chahnazar ; tonoyan: Տոնո Tono
Тоно ; torosyan: Թորոսյան Torosyan Торосян ; ayvaz: Այվազ Ayvaz Айваз Aivaz ; alaverdi: Ալավերդի Alaverdi Алаверди ;
babajan: Բաբաջան Babajan Бабаджан Papajan ; balasan: Բալասան Balasan Баласан ; danelyan: Դանել Danel Данел ; eghiazar:
Եղիազար Yeghiazar Егиазар Eghiazar ; manas: Մանաս Manas ; mirza: Միրզա Mirza Мирза ; sukias: Սուքիաս Sukias Сукиас
Soukias ; gaspar: Գասպար Gaspar Kaspar Гаспар Каспар ; avag: Ավագ Avag Avak Аваг Авак ; davt: Դավթ Davt Davit Tavit
Tavt David Давт ; khachatr: Խաչատր Khachatr Khachatur Khachadour Khatchadour Khatchatour Khachador Хачатр ; sargs:
Սարգս Sargs Sarkis Sarks Sargis Саргс Саркис ; galst: Գալստ Galst Kaloust Kalousd Galust Galoust Галст ; mnatsakan:
Մնացական Mnatsakan Mnatsagan Mnatzagan Мнацакан ; zorayr: Զորայր Zorayr Zorair Зорайр ; vachagan: Վաչագան Vachagan
Vatchagan Вачаган ; vache: Վաչե Vache Vatche Ваче ; hovsep: Հովսեփ Hovsep Hovsepp Овсеп Осеп ; hovnan: Հովնան Hovnan
Овнан ; hambardzum: Համբարձում Hambardzum Hampartsoum Hampartzoum Амбарцум ; hambarts: Համբարձ Hambarts Hambardz
Hamparts ; harutyunyan_: Հարութ Harut Harout Арут ; yeprem: Եփրեմ Yeprem Yeprim Епрем ; nalband: Նալբանդ Nalband
Nalbant Налбанд ; keshish: Քեշիշ Keshish Keshishi Кешиш ; terzi: Թերզի Terzi Терзи ; arzuman: Արզուման Arzuman Арзуман
; arakelyan_: Առաքել Arakel Arakiel Аракел ; hakobjan: Հակոբջան Hakobjan Акопджан ; sahakyan_: Սահակ Sahak Sahag Саак
; tovma: Թովմա Tovma Товма ; tunyan: Թունի Tuni Туни ; yeritsyan: Երից Yerits Yeritz Ериц ; muradyan: Մուրադ Murad
Mourad Мурад ; mnats: Մնաց Mnats Мнац ; barsam: Բարսամ Barsam Parsam Барсам ; grish: Գրիշա Grisha Гриша ; lilit: Լիլիթ
Lilit Lilith Лилит ; mariné: Մարինե Marine Марине ; naira: Նաիրա Naira Наира ; karine: Կարինե Karine Garine Карине ;
hermine: Հերմինե Hermine Эрмине ; satenik: Սաթենիկ Satenik Sathenig Сатеник ; varduhi: Վարդուհի Varduhi Vartuhi
Vartouhi Вардуи ; sona: Սոնա Sona Сона ; nana_: Նանա Nana Нана ; knarik: Քնարիկ Knarik Кнарик ; rima: Ռիմա Rima Рима ;
aida: Աիդա Aida Аида ; vanik: Վանիկ Vanik Ваник ; gegham: Գեղամ Gegham Kegham Гегам ; hovhan: Հովհան Hovhan Ovan Оган
Ован
"""

GEORGIAN = """
mikheil: მიხეილ Mikheil Mikhail Михаил Михеил Михайло Михаїл Mixeil ~ მიშა Миша Misha ; giorgi: გიორგი Giorgi Georgi
Georgy Георгий Гиорги Георгій Гіоргі Gogi Georgii ~ გია Gia Гия გოგა Гога Goga გოჩა ; davit: დავით Davit David Давид
Давит Davith Давід Давіт ~ დათო Dato Дато დათუნა Датуна ; ioseb: იოსებ Ioseb Joseb Иосиф Иосеб Йосип Iosif Joseph ~
სოსო Soso Сосо ; ivane: ივანე Ivane Ivan Иван Иване Іван ~ ვანო Vano Вано ; nikoloz: ნიკოლოზ Nikoloz Nikolai Николай
Николоз Микола Nicholas ~ ნიკა Nika Ника ნიკო Niko Нико კოკა ; aleksandre: ალექსანდრე Aleksandre Alexandre Aleksandr
Александр Александре Олександр Alexander ~ სანდრო Sandro Сандро ალეკო Aleko Алеко ; grigol: გრიგოლ Grigol Grigory
Григорий Григол Григорій ~ გიგლა Gigla გრიშა Гриша ; petre: პეტრე Petre Petr Пётр Петр Петре Петро Peter ; pavle:
პავლე Pavle Pavel Павел Павле Павло ; konstantine: კონსტანტინე Konstantine Konstantin Константин Константине Костянтин
~ კოტე Kote Коте კოსტა Коста ; vasil: ვასილ Vasil Vasili Василий Васил Василь Vasily ~ ვასო Vaso Васо ; simon: სიმონ
Simon Симон Семён Семен ; solomon: სოლომონ Solomon Соломон ~ სოლიკო Солико ; sergo: სერგო Sergo Серго Сергей სერგი
Sergi Сергий Сергій ; tamaz: თამაზ Tamaz Тамаз ; tamar: თამარ Tamar Тамара Тамар თამარა Tamara ~ თაკო Тако Tako ;
ketevan: ქეთევან Ketevan Кетеван Кетевань ~ ქეთი Keti Кети ქეთო Кето Keto ; ekaterine: ეკატერინე Ekaterine Екатерина
Екатерине Катерина Ekaterina Catherine ~ ეკა Eka Эка Ека კატო ; elene: ელენე Elene Елена Елене Олена Elena Helen ;
mariam: მარიამ Mariam Мариам Мария მარია Maria Марія ; nana: ნანა Nana Нана ; natela: ნათელა Natela Натела ~ ნათია ;
natia: ნათია Natia Натия Натіа ; nino: ნინო Nino Нино Ніно Нина Nina ; nato: ნატო Nato Нато ნატალია Natalia Наталия
Наталья ; ana: ანა Ana Anna Анна Ана Ганна ~ ანი Ani Ани ანუკა ; anastasia: ანასტასია Anastasia Анастасия Анастасія ;
sopio: სოფიო Sopio Sophio Софио სოფია Sopia София Sofia Sophia ~ სოფო Sopo Софо ; lela: ლელა Lela Лела ; lia: ლია Lia
Лия Ліа ; levan: ლევან Levan Леван ~ ლევანი ; luka: ლუკა Luka Лука Luke ; lado: ლადო Lado Ладо ; vladimer: ვლადიმერ
Vladimer Vladimir Владимир Владимер Володимир ; zurab: ზურაბ Zurab Зураб ~ ზურა Zura Зура ზაზა ; zviad: ზვიად Zviad
Звиад Звіад ; zaza: ზაზა Zaza Заза ; irakli: ირაკლი Irakli Ираклий Иракли Іраклі Iraklii Heraclius ; iakob: იაკობ
Iakob Jakob Yakob Яков Иакоб Jacob Iakov ; ilia: ილია Ilia Илья Илиа Илия Ілля Ilya ; lasha: ლაშა Lasha Лаша ;
malkhaz: მალხაზ Malkhaz Малхаз Malxaz ; merab: მერაბ Merab Мераб ; mamuka: მამუკა Mamuka Мамука ; nodar: ნოდარ Nodar
Нодар ; nugzar: ნუგზარ Nugzar Нугзар ; otar: ოთარ Otar Отар ; paata: პაატა Paata Паата ; revaz: რევაზ Revaz Реваз ~
რეზო Rezo Резо ; ramaz: რამაზ Ramaz Рамаз ; roman: რომან Roman Роман ; roin: როინ Roin Роин ; rusudan: რუსუდან Rusudan
Русудан ; salome: სალომე Salome Саломе Саломея ; sulkhan: სულხან Sulkhan Сулхан ; teimuraz: თეიმურაზ Teimuraz Теймураз
Tejmuraz ~ თემურ Temur Темур თემო Temo Темо ; tengiz: თენგიზ Tengiz Тенгиз ; tariel: ტარიელ Tariel Тариел Тариэл
Таріел ; tornike: თორნიკე Tornike Торнике ; vakhtang: ვახტანგ Vakhtang Вахтанг Vaxtang ~ ვახო Vakho Вахо ; valeri:
ვალერი Valeri Валерий Валери Валерій ვალერიან ; vazha: ვაჟა Vazha Важа ; archil: არჩილ Archil Арчил ; avtandil:
ავთანდილ Avtandil Автандил ~ ავთო Avto Авто ; akaki: აკაკი Akaki Акакий Акаки Акакій ~ კაკო ; amiran: ამირან Amiran
Амиран ; anzor: ანზორ Anzor Анзор ; badri: ბადრი Badri Бадри ; bakar: ბაქარ Bakar Бакар ; beka: ბექა Beka Бека ;
besik: ბესიკ Besik Бесик ბესარიონ Besarion Виссарион ~ ბესო Beso Бесо ; bidzina: ბიძინა Bidzina Бидзина ; gela: გელა
Gela Гела ; genadi: გენადი Genadi Геннадий Генади ; giga: გიგა Giga Гига ; guram: გურამ Guram Гурам ; gocha: გოჩა
Gocha Гоча ; demetre: დემეტრე Demetre Дмитрий Деметре Дмитро დიმიტრი Dimitri Димитри Dmitry ; emzar: ემზარ Emzar Эмзар
Емзар ; eduard: ედუარდ Eduard Эдуард Едуард ; jaba: ჯაბა Jaba Джаба ; jansug: ჯანსუღ Jansug Джансуг Jansugh ; jemal:
ჯემალ Jemal Джемал ; jumber: ჯუმბერ Jumber Джумбер ; kakha: კახა Kakha Каха კახაბერ Kakhaber Кахабер ; koba: კობა Koba
Коба ; khvicha: ხვიჩა Khvicha Хвича ; shalva: შალვა Shalva Шалва ; shota: შოთა Shota Шота ; eteri: ეთერი Eteri Этери
Етері ; maia: მაია Maia Майя Маиа Maya ; manana: მანანა Manana Манана ; marina: მარინა Marina Марина ; medea: მედეა
Medea Медея ; nestan: ნესტან Nestan Нестан ; dali: დალი Dali Дали ; dodo: დოდო Dodo Додо ; tinatin: თინათინ Tinatin
Тинатин ~ თინა Tina ; khatuna: ხათუნა Khatuna Хатуна ; tsiala: ციალა Tsiala Циала ; tsira: ცირა Tsira Цира
"""
