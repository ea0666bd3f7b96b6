"""Names of Turkic languages and Tajik whose spellings follow no letter rule."""

NAMES = """
ahmad: Əhməd Ahmed Ahmet Axmed Ахмед Ахмат Ахмет Әхмәт Ahmad Аҳмад ; muhammad: Məhəmməd Mehmet Mehmed Muhammet
Mohammed Мухаммед Магомед Мамед Məmməd Mammad Мехмет Мәхәммәт Муҳаммад Muhammad ; ali: Əli Ali Aly Али Алі Эли Ғали
Гали ; heydar: Heydər Heydar Heidar Haydar Hejdar Гейдар Хейдар Ҳайдар Хайдар ; huseyn: Hüseyn Hüseyin Huseyn Huseyin
Hussein Гусейн Хусейн Хюсейин Хюсейн Ҳусейн Құсайын Кусаин Хусаин ; hasan: Həsən Hasan Гасан Хасан Ҳасан Hassan Hesen
; ismail: İsmayıl İsmail Ismayil Ismail Исмаил Исмайил Исмоил Ismoil Смаил ; ibrahim: İbrahim Ibrahim İbrahım Ибрагим
Ибрахим Ibragim Ибраһим Иброҳим Ibrohim Ибрай ; qasim: Qasım Kasım Kasim Gasim Qasim Гасым Касым Қасым Qosim Касим
Kassym ; cafar: Cəfər Cafer Jafar Djafar Джафар Жафар Dzhafar ; elcin: Elçin Elchin Эльчин Ельчін ; rasul: Rəsul Resul
Rasul Расул Rasool ; rashad: Rəşad Reşat Reşad Rashad Рашад Решат Rashod ; gulnara: Gülnarə Gülnara Gulnara Гюльнара
Гульнара Gulnora Гулнора Gulnar ; gunel: Günel Gunel Гюнель Гюнел Gyunel ; shahin: Şahin Shahin Шахин Shaheen ;
farhad: Fərhad Ferhat Farhad Farhod Farkhad Фархад Фарҳод Фарход Ферхат ; leyla: Leyla Leila Layla Лейла Ләйлә Лайло
Laylo Ləyla ; vuqar: Vüqar Vugar Vuqar Вугар Вюгар ; tofiq: Tofiq Tofik Tofig Тофик Тофиг Tevfik ; faiq: Faiq Faik
Faig Фаик Фаиг ; ilqar: İlqar Ilgar İlkar Ильгар Илгар ; nazim: Nazim Nazım Назим Nozim Нозим ; kamal: Kamal Kemal
Kamol Камал Кямал Кемаль Камол Кәмал ; ramiz: Ramiz Рамиз ; rovshan: Rövşən Rovshan Rauşan Ровшан Равшан Ravshan
Rovşan ; teymur: Teymur Timur Temur Teimur Теймур Тимур Темур ; eldar: Eldar Эльдар Eldor Элдор Елдар ; elnur: Elnur
Эльнур ; aysel: Aysel Aisel Айсель Aysəl ; asel_: Асель Әсел Asel Assel ; sevinc: Sevinc Sevinj Sevindj Севиндж Севинч
; nigar: Nigar Nigyar Нигяр Нигар Nigora Нигора ; sevda: Sevda Севда ; aynur: Aynur Ainur Айнур Айнұр ; zulfiya:
Zülfiyyə Zulfiya Zulfiia Зульфия Зулфия ; orxan: Orxan Orhan Orkhan Орхан ; cavid: Cavid Cavit Javid Djavid Джавид
Джавит ; cahangir: Cahangir Jahangir Dzhahangir Cihangir Джахангир Джангир Jahongir Жахонгир Ҷаҳонгир Жаһангир
Джахонгир ; ceyhun: Ceyhun Jeyhun Джейхун Dzheikhun ; yusif: Yusif Yusuf Yusup Yusub Юсиф Юсуф Юсуп Жүсіп Жусуп Жусип
Zhusup Ysup ; yaqub: Yaqub Yakup Yakub Yagub Якуб Ягуб Ёқуб Yoqub Жақып Жакып ; omar: Ömər Ömer Omar Umar Омар Умар
Омер Умир ; osman: Osman Usman Usmon Осман Усман Усмон Оспан ; abdulla: Abdulla Abdullah Абдулла Абдулло Abdullo
Əbdulla ; aydin: Aydın Aydin Aidyn Айдын Aydyn Айдин ; cem: Cem Джем Cemil Джемиль ; cemal: Cemal Jamal Camal Джемаль
Джамал Джамаль Jamol Жамал ; can: Can Джан Jan ; cengiz: Cengiz Çingiz Chingiz Genghis Ченгиз Чингиз Чингис Шыңғыс
Shyngys Chingis Джингиз Дженгиз ; cetin: Çetin Cetin Четин ; caglar: Çağlar Caglar Чаглар ; sukru: Şükrü Sukru Shukru
Шюкрю Шукру ; yildirim: Yıldırım Yildirim Yyldyrym Йылдырым Илдырым Йилдирим ; yildiz: Yıldız Yildiz Йылдыз Илдиз
Йилдиз ; yilmaz: Yılmaz Yilmaz Йылмаз Илмаз Йилмаз ; erdogan: Erdoğan Erdogan Эрдоган Ердоган ; oz: Öz Oz Оз ; ozturk:
Öztürk Ozturk Озтюрк Эзтюрк Oeztuerk ; ozdemir: Özdemir Ozdemir Оздемир Эздемир Oezdemir ; ozgur: Özgür Ozgur Озгюр
Эзгюр ; omer: Ömer Omer Омер Эмер ; gokhan: Gökhan Gokhan Гёкхан Гекхан Гокхан ; ugur: Uğur Ugur Угур ; isik: Işık
Isik Ышик Ышык Ишик ; isil: Işıl Isil Ышыл Ишил ; irmak: Irmak Ырмак ; ozlem: Özlem Ozlem Озлем Эзлем ; gul: Gül Gul
Гюль ; ayse: Ayşe Ayse Aysha Ayshe Айше Aishe ; fatma: Fatma Фатма ; zeynep: Zeynep Zeynab Зейнеп ; emine: Emine Эмине
Еміне Аминə Amine ; murat: Murat Murad Murod Мурат Мурад Мурод Мұрат ; mehmet_: Mehmet Memet Мемет Мехмет ; nurlan:
Nurlan Нурлан Нұрлан ; zhumabay: Жұмабай Жумабай Zhumabay Jumabay Джумабай Jumaboy Жумабой ; nursultan: Нұрсұлтан
Нурсултан Nursultan ; erlan: Ерлан Yerlan Erlan Эрлан ; ermek: Ермек Yermek Ermek Эрмек ; erzhan: Ержан Yerzhan Erzhan
Эржан Yerjan ; qayrat: Қайрат Кайрат Kairat Qairat Kayrat Qayrat ; qanat: Қанат Канат Kanat Qanat ; marat: Марат Marat
; bolat: Болат Булат Bolat Bulat ; daulet: Дәулет Даулет Daulet Davlat Давлат ; dauren: Дәурен Даурен Dauren ; serik:
Серік Серик Serik ; berik: Берік Берик Berik ; talgat: Талғат Талгат Talgat Tolgat ; galym: Ғалым Галым Galym Ghalym
Ğalym ; gani: Ғани Гани Gani Ghani ; aigul: Айгүл Айгуль Айгул Aigul Aygul Aygül Айгюль ; zhanna: Жанна Zhanna ;
zhanar: Жанар Zhanar Janar ; asel: Әсел Асель Асел Assel Asel Aselle ; ainur: Айнұр Айнур Ainur Aynur ; tokayev:
Тоқаев Токаев Tokayev Toqaev ; oktam: Oʻktam O'ktam Ўктам Уктам Uktam Oktam Өктем ; otkir: Oʻtkir Ўткир Уткир Utkir ;
oybek: Oybek Ойбек Aibek Aybek Айбек ; ulugbek: Ulugʻbek Ulug'bek Улуғбек Улугбек Ulugbek Ulughbek ; islom: Islom
Ислом Ислам Islam İslam ; jasur: Jasur Жасур Джасур Zhasur Dzhasur ; javohir: Javohir Жавохир Жавоҳир Джавохир
Dzhavokhir ; jamshid: Jamshid Жамшид Джамшид Ҷамшед Джамшед Dzhamshid Jamshed ; sherzod: Sherzod Шерзод Sherzad Шерзад
; bobur: Bobur Бобур Babur Бабур ; botir: Botir Ботир Batyr Батыр Batir Батир ; bahodir: Bahodir Баҳодир Баходир
Bahadir Бахадир Bakhodir Баҳодур Bahadır Бахадыр ; bahrom: Bahrom Баҳром Бахром Бахрам Bahram Bakhrom ; dilshod:
Dilshod Дилшод Дильшод Dilshad ; dilfuza: Dilfuza Дилфуза Дильфуза ; gulchehra: Gulchehra Гулчеҳра Гульчехра
Gulchekhra Гулчехра ; zuhra: Zuhra Zuxra Зуҳра Зухра Zukhra Zöhrə Зохра ; nodira: Nodira Нодира Надира Nadira ;
shavkat: Shavkat Шавкат ; rustam: Rustam Рустам Rustem Рустем Rüstəm Rostam Рүстем ; alisher: Alisher Алишер Әлішер ;
xurshid: Xurshid Хуршид Khurshid Hurshid ; sanjar: Sanjar Санжар Санджар Sandzhar ; anvar: Anvar Анвар Anwar Ənvər
Enver Энвер Ануар Anuar ; akbar: Akbar Акбар Əkbər Ekber ; akmal: Akmal Акмал Акмаль ; ilhom: Ilhom Илҳом Илхом Ilkhom
Ильхом Ilham İlham Ильхам ; komil: Komil Комил Kamil Камил Камиль ; xolmat: Xolmat Холмат Kholmat ; yoldosh: Yoʻldosh
Йўлдош Юлдаш Yuldash Yoldosh ; joraboy: Joʻra Жўра Ҷӯра Джура Djura Jura Жура ; rahmon: Rahmon Раҳмон Рахмон Rakhmon
Rahman Рахман ; emomali: Эмомалӣ Эмомали Emomali ; firdavs: Firdavs Фирдавс ; parviz: Parviz Парвиз Pərviz Parvez ;
mirzo: Mirzo Мирзо Mirza Мирза ; suhrob: Suhrob Суҳроб Сухроб Sukhrob Sohrab Suxrob ; behruz: Behruz Беҳруз Бехруз
Bekhruz Behrouz ; manucehr: Manuchehr Манучеҳр Манучехр Manuchekhr ; farrux: Farrux Farrukh Фаррух Фарух Farruh ;
gurban: Qurban Gurban Kurban Гурбан Курбан Қурбон Qurbon Курбон Гурбан Құрбан ; saparmurat: Saparmyrat Сапармурат
Saparmurat Safarmurod ; berdi: Berdi Берди Berdy Берды ; azamat: Азамат Azamat ; chyngyz: Чыңгыз Чингиз Chyngyz
Chingiz ; sadyr: Садыр Sadyr ; zhaparov: Жапаров Japarov Джапаров Zhaparov ; almaz: Алмаз Almaz ; nurgul: Нургүл
Нургуль Nurgul Нұргүл ; ainura: Айнура Ainura Aynura ; ilnur: Илнур Ильнур Ilnur ; ildar: Илдар Ильдар Ildar ; ramil:
Рамил Рамиль Ramil ; rinat: Ринат Rinat Rinad ; renat: Ренат Renat ; gabdulla: Габдулла Ғабдолла Gabdulla ; mintimer:
Миңнетимер Минтимер Mintimer ; fazil: Fazil Fazıl Фазиль Фазил Fozil ; qubad: Qubad Губад Кубад ; qara: Qara Kara Гара
Кара Қара
"""
