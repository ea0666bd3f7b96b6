"""Arabic and Persian names: original spelling first, then usual Latin and Cyrillic spellings.

Names with one Latin spelling but other letters (راشد and رشيد) are separate lines, and that spelling stands in both.
"""

# What may follow "servant of".
DIVINE = """
allah: الله Allah llah lah lla ullah Алла лла ла Аллах allagh олло оллох ; ilah: إله اله Ilah Илах Илах elah ilāh ;
karim: كريم Karim Kareem Kerim Карим Керим Krim ; rahman: رحمن رحمان Rahman Rahmane Rehman Рахман Рагман Rakhman
Rahmon Рахмон ; rahim: رحيم Rahim Raheem Рахим Rakhim Rehim Рагим ; aziz: عزيز Aziz Azeez Азиз Asis ; malik: ملك مالك
Malik Malek Малик Малек Melik ; salam: سلام Salam Salaam Салам Selam Salom Салом Саллам ; hamid: حميد Hamid Hameed
Хамид Гамид Khamid ; majid: مجيد Majid Majeed Маджид Magid Madjid Меджид ; hakim: حكيم Hakim Hakeem Хаким Khakim ;
halim: حليم Halim Haleem Халим Khalim ; latif: لطيف Latif Lateef Латиф ; qadir: قادر Qadir Kader Qader Kadir Кадир
Кадер Кадыр Gader Gadir Qodir ; ghani: غني Ghani Gani Гани Ghany ; ghafur: غفور Ghafour Ghafur Гафур Gafur Ghafoor ;
ghaffar: غفار Ghaffar Ghafar Гаффар Гафар ; fattah: فتاح Fattah Fatah Фаттах Fettah ; jabbar: جبار Jabbar Джаббар
Gabbar Jabar Djabbar ; jalil: جليل Jalil Jaleel Джалиль Galil Jelil Djalil ; qahhar: قهار Qahhar Kahhar Каххар Qahar ;
salaam: سلم Salm ; samad: صمد Samad Самад ; samii: سميع Sami Samie Сами ; sattar: ستار Sattar Саттар Satar ; shakur:
شكور Shakur Шакур Shakoor Chakour ; wahhab: وهاب Wahhab Wahab Ваххаб Вахаб Ouahab Ouahhab Вагаб Vahhab ; wahid: واحد
وحيد Wahid Waheed Вахид Ouahid Vahid ; wadud: ودود Wadud Wadood Вадуд ; wali: ولي Wali Вали ; razzaq: رزاق Razek Razik
Razzaq Razak Razzak Раззак Разак Rezzak Razaq ; rashid: رشيد Rashid Rasheed Рашид Rachid ; raouf: رؤوف روف Raouf Rauf
Рауф Raoof ; rauf: رؤف ; basit: باسط Basit Басит Basset Baset ; bari: باري Bari Бари ; hadi: هادي Hadi Хади Hady ;
haq: حق Haq Haqq Hak Хак Haqe ; hafiz: حفيظ حافظ Hafiz Hafeez Хафиз Hafez ; khaliq: خالق Khaliq Khalek Халик Khaleq
Khalik ; mumin: مؤمن مومن Mumin Moumen Мумин Momen ; muttalib: مطلب Muttalib Mutalib Муталлиб Motaleb Mottaleb ;
munim: منعم Munim Moneim Monem Муним Monim Монеим ; majeed: ماجد Majed ; mohsin: محسن Mohsen Muhsin ; muhsin: محسن
Mohsen Muhsin Мухсин ; nasir: ناصر Nasser Nasir Насер Насир Naser ; nabi: نبي Nabi Наби Naby ; nur: نور Nur Nour Нур ;
qayyum: قيوم Qayyum Qayum Каюм Каюм ; quddus: قدوس Quddus Kuddus Куддус ; hasib: حسيب Hasib Хасиб ; hussein: حسين
Hussein Hossein Хусейн Husayn ; ali: علي Ali Али ; alim: عليم Alim Алим Aleem ; adhim: عظيم Azim Azeem Азим Adhim ;
hai: حي Hai Hayy Hay Хай ; tawwab: تواب Tawab Tawwab Тавваб ; zahir: ظاهر زاهر Zahir Zaher Захир ; zahra: زهرة زهره
Zahra Zahrah Zohra ; amir: أمير امير Amir Амир ; rida: رضا Reza Rida Ridha
"""

# What may stand before "of the faith".
OF_FAITH = """
nur: نور Nur Nour Noor Нур Nor Nouri نورال Нурэ ; salah: صلاح Salah Salaah Салах Sala Saleh Sal Saladd Selah Sallah ;
badr: بدر Badr Бадр Badar Bedr Badri Badre ; shams: شمس Shams Шамс Chams Shems Chems Sham ; ala: علاء علا Ala Alaa Ала
Alae Aala Allaa Alla ; izz: عز Izz Ezz Azz Иззэ Изз Iz Ez Азз Izze Izz ; fakhr: فخر Fakhr Фахр Fakhar Fakher Fahr ;
jamal: جمال Jamal Gamal Djamel Джамаль Джамал Гамаль Jemal Jamel Djamal ; khayr: خير Khayr Khair Kheir Хайр Kheyr Hayr
Khayre Khaire ; sayf: سيف Sayf Saif Seif Сейф Сайф Seyf Saef ; muhyi: محيي محي Muhyi Mohi Mohie Muhi Мухи Mohy Mohyi
Muhyee Mohieo ; taj: تاج Taj Tag Тадж Tadj Tedj ; husam: حسام Husam Hussam Hossam Хусам Houssam Hosam ; sharaf: شرف
Sharaf Шараф Charaf Cheref Sheraf ; nasr: نصر Nasr Наср Nasser Nasir Nacer Насер Насир Nassr ; nasir: ناصر نصير Nasir
Nasser Насир Nasreh Naser ; kamal: كمال Kamal Kemal Камаль Kamel Камал ; imad: عماد Imad Emad Имад Эмад Imed ; najm:
نجم Najm Nagm Наджм Nejm Nadjm ; baha: بهاء بها Baha Бахa Баха Bahaa Bahae ; zayn: زين Zayn Zain Zein Зейн Зайн Zine ;
burhan: برهان Burhan Borhan Бурхан Bourhan ; siraj: سراج Siraj Serag Сирадж Seraj ; nizam: نظام Nizam Nezam Низам ;
shihab: شهاب Shihab Shehab Шихаб Chihab ; diya: ضياء ضيا Diya Dia Ziya Zia Дия Зия Diaa Diae Ziaa ; sadr: صدر Sadr
Sadre Садр ; saad: سعد Saad Saʿd Саад Sad Саʻд Saadd ; jalal: جلال Jalal Galal Джалаль Джалал Djalal Djelal Jalel ;
mujahid: مجاهد Mujahid ; majd: مجد Majd Magd Маджд ; muin: معين Muin Moin Муин Moein ; qutb: قطب Qutb Kutb Кутб Qotb ;
rukn: ركن Rukn Рукн Rokn ; shuja: شجاع Shuja Шуджа ; zahir: ظهير Zahir Захир ; amin: أمين امين Amin Амин ; asad: أسد
اسد Asad Асад ; fayz: فيض Fayz Faiz ; ghiyath: غياث Ghiyath Ghias Гияс ; hamid: حميد Hamid Хамид ; islam: إسلام ;
rashid: رشيد Rashid Рашид Rachid ; safi: صفي Safi Сафи ; taqi: تقي Taqi Таки ; tahsin: تحسين Tahsin
"""

NAMES = """
muhammad: محمد Muhammad Mohammed Mohammad Mohamed Mohamad Muhammed Mohamet Mahomet Mohd Muhamad Muhamed Mouhamed
Mehmed Мухаммед Мухаммад Мохаммед Мохамед Мохаммад Магомед Магомет Муххамед Мухамед Мохамад Мохаммад ; mahmud: محمود
Mahmud Mahmoud Mahmood Mehmood Mehmud Mahmut Махмуд Махмут Махмоуд Makhmud ; ahmad: أحمد Ahmad Ahmed Ahmet Akhmed
Akhmad Hmed Ахмад Ахмед Ахмет ; hamid: حميد Hamid Hameed Hamied Хамид Гамид Khamid ; hamid_long_a: حامد Hamed Hamid
Haamid Хамед Хамид ; hamad: حمد Hamad Hamd Хамад ; hammad: حماد Hammad Hamad Хаммад Хамад ; hamdi: حمدي Hamdi Hamdy
Хамди ; hamdan: حمدان Hamdan Hamdane Хамдан ; hammud: حمود Hammud Hammoud Hamoud Humud Хаммуд Хамуд ; hammudi: حمودي
Hammoudi Hamoudi Хаммуди ; ali: علي علی Ali Aly Али Алі Алы ; aliyy_a: علاء Alaa Ala Ала Alà ; alya: علياء عليا Alia
Alya Aliaa Алия ; hasan: حسن Hasan Hassan Hasen Хасан Гасан Хассан Khasan ; hassan: حسان Hassan Hasan Hassane Хассан
Хасан Hassaan ; husayn: حسين حسین Hussein Hussain Husayn Husain Hossein Hosein Hoseyn Hussien Houssein Hocine Husein
Huseyn Hosayn Хусейн Гусейн Хуссейн Хоссейн Хосейн Хусаин Hosain Hossain Хосейн ; husni: حسني Husni Hosni Hosny
Houssni Хусни Хосни ; muhsin: محسن Muhsin Mohsen Mohsin Mohcine Мухсин Мохсен ; ihsan: إحسان Ihsan Ehsan Ихсан Эхсан ;
tahsin: تحسين Tahsin Tahseen Тахсин ; umar: عمر Umar Omar Omer Umer Умар Омар Омер ; amr: عمرو Amr Amro Amrou Амр Амру
; amir: أمير Amir Ameer Emir Амир Эмир ; amir_long_a: عامر Amer Aamir Aamer Amir Амер Амир ; ammar: عمار Ammar Amar
Аммар Амар ; imran: عمران Imran Emran Omran Umran Имран Умран Омран ; uthman: عثمان Uthman Othman Osman Usman Othmane
Ottman Atmane Осман Усман Отман Othmane Усмон Утман ; abbas: عباس Abbas Abbass Аббас Abas ; abdu: عبده Abdo Abdou
Abduh Абдо Абду ; abed: عابد Abed Abid Абед Абид ; ubayd: عبيد Ubayd Obeid Obaid Ubaid Обейд Убейд Obayd Убайд ;
ubaydallah: عبيدالله Ubaydullah Obaidullah Ubaidullah Убайдулла Обейдулла Obeidallah ; karim: كريم کریم Karim Kareem
Kerim Krim Карим Керим Карім ; karima: كريمة Karima Kareema Karimah Карима ; ikram: إكرام Ikram Ikrame Икрам ; akram:
أكرم Akram Акрам ; makram: مكرم Makram Макрам ; rashid: رشيد Rashid Rasheed Rachid Raschid Рашид Рашід ;
rashid_long_a: راشد Rashid Rashed Raashid Rached Рашид Рашед ; rushdi: رشدي Rushdi Rushdy Roshdy Rochdi Рушди ;
rashad: رشاد Rashad Rachad Рашад ; salim: سليم Salim Saleem Selim Slim Салим Селим ; salim_long_a: سالم Salem Salim
Saalim Салем Салим ; salma: سلمى سلمي Salma Сальма Салма ; salman: سلمان Salman Salmane Салман Сальман ; salam: سلام
Salam Salaam Салам ; salama: سلامة Salama Salameh Salamah Салама Саламе ; sulayman: سليمان Sulayman Suleiman Soliman
Slimane Sulaiman Suleyman Soleiman Sleiman Sulaymān Solaiman Souleymane Solayman Suliman Сулейман Солиман Сулайман
Слиман Soleyman ; muslim: مسلم Muslim Moslem Muslem Муслим ; islam: إسلام Islam Eslam Ислам Islem ; said: سعيد Said
Saeed Saïd Saied Sayeed Saaid Саид Сеид Сайд Саед ; saad: سعد Saad Sa'd Sad Саад Сад Саʿд ; saada: سعادة Saadeh Saada
Саада ; masud: مسعود Masud Massoud Masood Masoud Messaoud Mesud Mas'ud Масуд Массуд Масоуд ; suad: سعاد Suad Souad
Soad Суад ; saud: سعود Saud Saoud Sauod Сауд ; sayyid: السيد سيد Sayyid Sayed Sayyed Said Syed Sayid Sid Seyyed Seyed
Сайид Сайед Сеид Сейед Саид ; sami: سامي Sami Samy Сами ; samir: سمير Samir Sameer Samer Самир Семир ; samir_long_a:
سامر Samer Samir Самер Самир ; samira: سميرة Samira Sameera Samirah Самира ; samara: سامراء ; usama: أسامة Usama Osama
Oussama Usamah Ossama Усама Осама ; yusuf: يوسف Yusuf Yousef Youssef Yusef Youssuf Yousuf Yosef Yousif Yousouf Youcef
Yusof Jusuf Юсуф Юсеф Йусуф Юсиф Юсуп Йосеф ; yasir: ياسر Yasir Yasser Yaser Yassir Ясир Ясер Яссер Йасир ; yasin:
ياسين Yasin Yassin Yaseen Yassine Yacine Ясин Яссин Йасин ; yahya: يحيى يحيي Yahya Yahia Yehia Jahja Яхья Йахья Яхия
Yehya ; yaqub: يعقوب Yaqub Yacoub Yaqoub Yakub Yaakoub Yaacoub Якуб Яакуб Yaʿqub Yaqoob ; yunus: يونس Yunus Younes
Younis Yunis Yonis Youness Юнус Юнис Юнес ; musa: موسى موسي Musa Moussa Mousa Moosa Муса Мусса ; isa: عيسى عيسي Isa
Issa Eissa Essa Eisa Aissa Иса Исса Эйса Айса ; ibrahim: إبراهيم ابراهیم Ibrahim Ebrahim Brahim Ibraheem Ibrahem
Ибрагим Ибрахим Эбрахим Ібрагім Brahime ; ismail: إسماعيل Ismail Ismaeel Esmail Ismael Ismaiel Isma'il Smail Esmaeil
Ismaïl Ismayil Ismaeil Esmaeel Исмаил Эсмаил Исмаэль Исмайил Ісмаїл ; ishaq: إسحاق اسحق Ishaq Ishak Eshaq Ishac Isaac
Исхак Эсхак ; idris: إدريس Idris Idriss Edris Driss Идрис Эдрис ; ilyas: إلياس Ilyas Elias Ilyes Elyas Eliyas Ильяс
Илияс Элиас ; ayyub: أيوب Ayyub Ayoub Ayyoub Ayub Aiyub Айюб Аюб Айюб Eyüp ; dawud: داود داوود Dawud Daoud Dawood
David Davud Daud Dawoud Дауд Давуд ; harun: هارون Harun Haroun Haroon Харун ; zakariya: زكريا Zakariya Zakaria
Zakariyya Zacharia Zekeriya Закария Закарья ; luqman: لقمان Luqman Lokman Loqman Лукман Локман ; adam: آدم Adam Adem
Адам ; nuh: نوح Nuh Nouh Nooh Noh Нух ; lut: لوط Lut Loot ; fatima: فاطمة فاطمه Fatima Fatimah Fatma Fatema Fatimeh
Fatemeh Fatemah Фатима Фатма Фатема Фатемех ; aisha: عائشة عايشة عايشه Aisha Aysha Aicha Ayesha Aishah Aesha Ayşe Аиша
Айша Aïcha ; khadija: خديجة Khadija Khadijah Khadidja Hadija Kadija Khadeeja Хадиджа Хадижа Khadiga Хадидже ; zaynab:
زينب Zaynab Zainab Zeinab Zeineb Zeynab Zainub Zineb Zaineb Zeynep Зейнаб Зайнаб Зейнеб Зинеб ; maryam: مريم Maryam
Mariam Meryem Mariem Meriem Miriam Марьям Мариам Мерьем Мариям Myriam ; amina: أمينة Amina Ameena Aminah Amineh Amena
Амина Эмине Emine ; amina_long_a: آمنة امنه Amina Amna Amneh Aminah Amena Амина Амна ; amin: أمين Amin Ameen Emin
Amine Lamine Амин Эмин ; mamun: مأمون Mamun Mamoun Maamoun Mamoon Мамун ; maymun: ميمون Maymun Maimoun ; iman: إيمان
Iman Eman Imane Иман Эман ; layla: ليلى ليلي ليلا Layla Leila Laila Leyla Laylah Leilah Лейла Лайла ; nur: نور Nur
Nour Noor Нур ; nura: نورة نورا Noura Nura Nora Norah Nourah Нура ; nuri: نوري Nuri Nouri Noori Noury Нури ; munir:
منير Munir Mounir Monir Muneer Moneer Мунир Монир ; munira: منيرة Munira Mounira Monira Muneera Мунира ; anwar: أنور
Anwar Enver Anouar Anwer Анвар Анвер Энвер ; jamal: جمال Jamal Gamal Jamaal Djamel Djamal Jemal Cemal Jamel Джамал
Джамаль Гамаль Джамель ; jamil: جميل Jamil Gamil Jameel Djamil Cemil Jemil Gameel Джамиль Джамил Гамиль ; jamila:
جميلة Jamila Gamila Jameela Djamila Jamileh Jemila Cemile Джамиля Джамила Гамиля ; jabir: جابر Jabir Jaber Gaber
Djaber Джабер Джабир Габер ; jabr: جبر Jabr Gabr Джабр ; jabbar: جبار Jabbar Jabar Джаббар ; jafar: جعفر Jafar Jaafar
Ja'far Gaafar Djaafar Jaffar Jafer Джафар Джаафар Гаафар Cafer ; jalal: جلال Jalal Galal Jalaal Djalal Djelal Celal
Джалал Джалаль Галаль ; jawad: جواد Jawad Javad Djawad Gawad Джавад ; jihad: جهاد Jihad Jehad Gehad Cihad Джихад ;
jasim: جاسم Jasim Jassim Jasem Jassem Gassim Джасим Джасем ; junayd: جنيد Junayd Junaid Juneid Джунейд Джунайд ;
majid: مجيد Majid Majeed Mejid Madjid Маджид Меджид ; majid_long_a: ماجد Majed Majid Maged Maajid Magid Маджид Маджед
Магед ; majda: ماجدة Majida Magda Majda ; qasim: قاسم Qasim Kassem Qassem Kasim Qassim Casem Gasim Kasem Qasem Kacem
Gassem Ghasem Касим Касем Кассем Касым Гасем Гасим ; qadir: قادر Qadir Qader Kader Kadir Qadeer Кадир Кадер ; qadi:
قاضي Qadi Kadi Qadhi Kadhi Qazi Кади Казы Cadi Qady Kady ; qais: قيس Qais Qays Kais Kays Qaiss Кайс Qeis ; qahtani:
قحطاني Qahtani Kahtani Qahtany Kahtany Кахтани Gahtani Qahtaniy ; hamza: حمزة حمزه Hamza Hamzah Hamzeh Hamze Khamza
Хамза Гамза Хамзе ; hisham: هشام Hisham Hicham Hesham Hishaam Hişam Хишам Хишем Хешам Hichem ; hashim: هاشم Hashim
Hashem Hachem Hachim Хашим Хашем Гашим ; hadi: هادي Hadi Hady Hedi Хади ; huda: هدى هدي Huda Hoda Houda Hudah Худа
Хода ; mahdi: مهدي مهدی Mahdi Mehdi Mahdy Mehdy Махди Мехди ; hani: هاني Hani Hany Хани Haney ; hanan: حنان Hanan
Hanane Hanaan Ханан ; hana: هناء هنا Hana Hanaa Хана ; hayfa: هيفاء هيفا Haifa Hayfa Хайфа ; haytham: هيثم Haytham
Haitham Haythem Heitham Haissam Хайтам Хейтам Хайсам Хейсам ; habib: حبيب Habib Habeeb Хабиб Khabib Габиб ; habiba:
حبيبة Habiba Хабиба ; hafiz: حافظ Hafiz Hafez Hafidh Хафиз Хафез ; hakim: حكيم Hakim Hakeem Хаким Гаким ;
hakim_long_a: حاكم Hakem Hakim Хакем ; halim: حليم Halim Haleem Халим ; harith: حارث Harith Hareth Haris Harth Харис
Харит ; hatim: حاتم Hatim Hatem Hattem Хатем Хатим ; haidar: حيدر Haidar Haydar Heydar Haider Hyder Hayder Хайдар
Хейдар Гейдар Хайдер ; hikmat: حكمت Hikmat Hekmat Hikmet Хикмат Хикмет ; husam: حسام Husam Hussam Hosam Hossam Houssam
Хусам Хуссам Хосам ; haddad: حداد Haddad Hadad El-Haddad Хаддад Гаддад ; haj: حاج Haj Hajj Hadj Hag Хадж Haji ; haji:
حاجي Haji Hajji Hadji Хаджи Hacı ; khalid: خالد Khalid Khaled Halid Khaalid Chaled Халид Халед Khalyd ; khalida: خالدة
Khalida Khaleda Халида ; khalil: خليل Khalil Halil Khaleel Khelil Халиль Халил Kalil ; khalifa: خليفة Khalifa Khalifah
Khalifeh Halifa Халифа ; khalaf: خلف Khalaf Халаф ; khaldun: خلدون Khaldun Khaldoun Khaldoon Халдун ; khatib: خطيب
Khatib Khateeb Hatib Хатиб ; khayr: خير Khair Kheir Khayr Хейр ; khayri: خيري Khairi Khairy Khayri Kheiri Хайри ;
khudr: خضر Khidr Khodr Khader Khedr Khoder Khudr Хидр Хадер Хедр ; khuri: خوري Khoury Khouri Khury Kouri Хури ; nasir:
ناصر Nasir Nasser Naser Nassir Nacer Насер Насир Насср Насcер ; nasir_short: نصير Nasir Naseer Nassir Насир ; nasr:
نصر Nasr Nassr Наср ; nassar: نصار Nassar Nasar Нассар ; mansur: منصور Mansur Mansour Mansoor Мансур Mansoer ; nabil:
نبيل Nabil Nabeel Nabyl Набиль Набил ; nabila: نبيلة Nabila Nabeela Набиля Набила ; nadim: نديم Nadim Nadeem Надим ;
nadir: نادر Nadir Nader Надир Надер ; nadia: نادية ناديا Nadia Nadiya Nadya Надия Надя ; naji: ناجي Naji Nagi Nagy
Наджи Наги ; najib: نجيب Najib Naguib Nagib Najeeb Nadjib Necip Наджиб Нагиб ; najah: نجاح Najah Nagah ; najm: نجم
Najm Negm Наджм ; najla: نجلاء نجلا Najla Naglaa Наджла ; nasim: نسيم Nasim Naseem Nassim Насим ; naim: نعيم Naim
Naeem Naïm Наим ; nizar: نزار Nizar Nezar Низар ; nidal: نضال Nidal Nedal Nidhal Нидаль Нидал ; nimr: نمر Nimr Nimer
Nemer Нимр ; numan: نعمان Numan Noman Nouman Nu'man Nuuman Нуман Номан ; marwan: مروان Marwan Merouane Marouane Marvan
Mervan Марван Мерван ; mahir: ماهر Mahir Maher Mahar Махер Махир ; malik: مالك Malik Malek Maalik Малик Малек ;
malik_short: ملك Malik Malak Малик Малак ; malak: ملاك Malak Малак ; mazin: مازن Mazin Mazen Мазен Мазин ; masri: مصري
Masri Masry Misri Мasri Масри Мисри Messri ; mustafa: مصطفى مصطفي Mustafa Mustapha Moustafa Mostafa Mostefa Moustapha
Moustaf Mustafah Мустафа Мостафа ; murtada: مرتضى مرتضي Murtada Murtaza Mortada Morteza Mortaza Муртада Муртаза
Мортеза ; mujahid: مجاهد Mujahid Mojahed Moujahed Муджахид Моджахед ; mukhtar: مختار Mukhtar Mokhtar Moukhtar Muhtar
Мухтар Мохтар ; muhannad: مهند Muhannad Mohannad Mohanad Muhanad Муханнад Моханнад ; muin: معين Muin Moin Moein Mouin
Муин ; murad: مراد Murad Mourad Morad Murat Мурад Мурат ; muayyad: مؤيد Muayyad Moayad Muayad Муайяд ; muammar: معمر
Muammar Moammar Muamar Муаммар ; muadh: معاذ Muadh Moaz Muath Muaz Mouaz Муаз Моаз ; mutasim: معتصم Mutasim Moatasem
Motasem Mutassim Мутасим ; mutaz: معتز Mutaz Moataz Motaz Muataz Мутаз Моатаз ; munther: منذر Mundhir Munther Monzer
Munzir Mounzer Мунзир Мунзер Мунтер ; mundhir: منظر ; mishal: مشعل Mishal Meshal Mashal Mishaal Мишаль Машаль ;
mashari: مشاري Mishari Meshari Машари ; faysal: فيصل Faysal Faisal Feisal Faysel Feysal Faycal Fayçal Фейсал Файсал
Файсаль Фейсаль ; fahd: فهد Fahd Fahad Фахд Фахад ; fahmi: فهمي Fahmi Fahmy Фахми ; fadil: فاضل Fadil Fadel Fadhil
Fazil Fadhel Фадель Фадиль Фазиль ; fadi: فادي Fadi Fady Фади ; faraj: فرج Faraj Farag Faradj Фарадж Фараг ; faris:
فارس Faris Fares Fariss Фарис Фарес ; farid: فريد Farid Fareed Ferid Фарид ; farida: فريدة Farida Fareeda Фарида ;
faruq: فاروق Faruq Farouk Faruk Farouq Farooq Farook Фарук ; fawzi: فوزي Fawzi Fawzy Fouzi Faouzi Fevzi Фавзи Фаузи ;
fawaz: فواز Fawaz Fawwaz Fouaz Фаваз ; fayiz: فايز Fayez Faiz Fayiz Faez Faïz Файез Фаиз ; fuad: فؤاد فواد Fuad Fouad
Foad Fuat Фуад Фоад ; fathi: فتحي Fathi Fathy Fethi Фатхи Фетхи ; fatih: فاتح Fatih Fateh Фатих ; tariq: طارق Tariq
Tarek Tarik Tareq Tarique Тарик Тарек ; tahir: طاهر Tahir Taher Tahar Тахер Тахир Тагир ; taha: طه Taha Таха ; talal:
طلال Talal Talaal Талал Таляль ; talib: طالب Talib Taleb Талиб Талеб ; talha: طلحة Talha Talhah Тальха Талха ; tamim:
تميم Tamim Tameem Тамим ; tamir: تامر Tamer Tamir Тамер Тамир ; tawfiq: توفيق Tawfiq Tawfik Toufik Taufik Tewfik
Taoufik Tawfeek Tevfik Tofik Тауфик Тавфик Тофик Тофиг ; turki: تركي Turki Turky Турки ; taysir: تيسير Taysir Tayseer
Taissir Тайсир Тейсир ; zayd: زيد Zayd Zaid Zeid Зейд Зайд ; zayid: زايد Zayed Zayid Zaied Зайед ; ziyad: زياد Ziyad
Ziad Zyad Ziyaad Зияд Зиад ; zuhayr: زهير Zuhayr Zuhair Zouhair Zoheir Zuheir Zohair Зухейр Зухайр ; zahra: زهراء زهرا
Zahra Zahraa Zehra Zohra Захра Зехра ; zahir: زاهر Zahir Zaher Захер Захир ; zaki: زكي Zaki Zaky Zeki Заки ; zain: زين
Zain Zein Zayn Zine Зейн Зайн ; bashir: بشير Bashir Basheer Bachir Beshir Башир Бешир ; bashar: بشار Bashar Bashshar
Bachar Башар ; basim: باسم Basim Basem Bassem Bassim Басем Басим Бассем ; basim_short: بسيم Basim Baseem Bassim Басим
; bassam: بسام Bassam Basam Bessam Бассам Басам ; basil: باسل Basil Basel Bassel Bassil Басель Басиль ; badr: بدر Badr
Bader Badar Бадр Бадер ; badri: بدري Badri Badry Бадри ; bakr: بكر Bakr Bakir Baker Бакр ; abubakr: أبوبكر Abubakr
Abubakar Aboubakr Aboubacar Abubaker Abu-Bakr Абубакр Абубакар Абу-Бакр ; baqir: باقر Baqir Bagher Baqer Bakir Бакир
Багер ; bilal: بلال Bilal Belal Billal Bilel Bilaal Билал Билаль Белал ; burhan: برهان Burhan Borhan Бурхан ; kamal:
كمال Kamal Kemal Kamaal Камаль Камал Кемаль ; kamil: كامل Kamil Kamel Kaamil Камиль Камель Камил ; kamil_short: كميل
Kamil Kameel Kumayl Komeil Камиль Кумейль ; kazim: كاظم Kazim Kadhim Kazem Kadhem Kadim Казим Казем Кадим ; kinan:
كنان Kinan Kenan Кинан ; latif: لطيف Latif Lateef Латиф ; lutfi: لطفي Lutfi Lotfi Loutfi Lutfy Лутфи Лютфи ; labib:
لبيب Labib Лабиб ; lina: لينا Lina Лина ; adil: عادل Adil Adel Aadil Адель Адиль ; adnan: عدنان Adnan Adnane Аднан ;
adib: أديب Adib Adeeb Адиб ; afif: عفيف Afif Афиф ; akil: عقيل Aqil Akil Aqeel Акиль ; anas: أنس Anas Anass Анас Энес
; asad: أسد Asad Assad Esad Асад Ассад ; asad_long: أسعد Asaad Assaad As'ad Асаад ; asim: عاصم Asim Asem Assem Асем
Асим ; ashraf: أشرف Ashraf Achraf Ашраф Эшреф ; asma: أسماء اسما Asma Asmaa Esma Асма ; ata: عطا عطاء Ata Atta Ата ;
atiya: عطية Atiya Attia Atiyah Atieh Атия ; awad: عوض Awad Awadh Авад Аwad ; ayman: أيمن Ayman Aymen Aiman Aimen Айман
Аймен ; aziz: عزيز Aziz Azeez Азиз ; aziza: عزيزة Aziza Азиза ; azzam: عزام Azzam Azam Аззам ; azmi: عزمي Azmi Azmy
Азми ; izzat: عزت Izzat Ezzat Izzet Иззат Эззат ; iyad: إياد Iyad Eyad Iad Ияд Эяд Айяд ; ayad: عياد Ayad Ayyad Аяд ;
imad: عماد Imad Emad Imed Имад Эмад ; isam: عصام Isam Essam Issam Esam Issam Исам Эссам Иссам ; ghassan: غسان Ghassan
Gassan Rassan Гассан ; ghazi: غازي Ghazi Gazi Гази ; ghada: غادة Ghada Гада ; ghanim: غانم Ghanim Ghanem Ganem Ганем
Ганим ; raid: رائد رايد Raid Raed Raeed Раид Раед ; raad: رعد Raad Ra'd Раад ; rafiq: رفيق Rafiq Rafik Rafeeq Rafic
Refik Рафик ; rafi: رافع رفيع Rafi Rafeh Рафи ; ragheb: راغب Raghib Ragheb Рагиб Рагеб ; rahim: رحيم Rahim Raheem
Рахим ; rahman: رحمن Rahman Рахман ; rajab: رجب Rajab Ragab Recep Rajeb Раджаб Раджеб Рагаб ; rami: رامي Rami Ramy
Рами ; ramadan: رمضان Ramadan Ramazan Ramadhan Ramzan Рамадан Рамазан Рамзан ; ramzi: رمزي Ramzi Ramzy Рамзи ; rana:
رنا رانا Rana Рана ; rania: رانيا رانية Rania Ranya Рания ; rashida: رشيدة Rashida Rasheeda Rachida Рашида ; rida: رضا
Rida Reda Ridha Reza Riza Redha Rza Рида Реда Реза Риза Рза ; ridwan: رضوان Ridwan Redwan Radwan Redouane Ridvan
Rizwan Rıdvan Ридван Радван Редуан Ризван ; riyad: رياض Riyad Riad Riyadh Reyad Riyaz Рияд Риад Рияз ; sabah: صباح
Sabah Sabbah Сабах ; sabir: صابر Sabir Saber Сабер Сабир ; sabri: صبري Sabri Sabry Сабри ; sadiq: صادق Sadiq Sadek
Sadik Sadeq Sadegh Садик Садек Садег ; saddam: صدام Saddam Саддам ; safa: صفاء صفا Safa Safaa Сафа ; safwan: صفوان
Safwan Safouane Сафван ; salah: صلاح Salah Salaah Selah Салах ; salih: صالح Salih Saleh Salih Salleh Saalih Салех
Салих Салих ; saqr: صقر Saqr Sakr Сакр ; sana: سناء سنا Sana Sanaa Сана ; sayf: سيف Sayf Saif Seif Sief Сейф Сайф ;
shadi: شادي Shadi Chadi Shady Шади ; shahin: شاهين Shahin Shaheen Chahine Shahine Chahin Şahin Шахин Шахін Шагин ;
shakir: شاكر Shakir Shaker Chaker Шакир Шакер ; shami: شامي Shami Chami Shamy Шами Chamy ; shamil: شامل Shamil Shamel
Шамиль ; sharif: شريف Sharif Shareef Cherif Sherif Şerif Chérif Шариф Шериф ; shihab: شهاب Shihab Shehab Chihab Шихаб
; shafiq: شفيق Shafiq Shafik Chafik Шафик ; shukri: شكري Shukri Shoukry Choukri Shokri Şükrü Шукри ; suhayl: سهيل
Suhayl Suhail Souheil Sohail Suheil Сухейль Сухайль ; suhayla: سهيلة Suhaila Soheila ; sufyan: سفيان Sufyan Sofiane
Soufiane Sufian Суфьян Софиан ; sultan: سلطان Sultan Soltan Султан Солтан ; umayma: أميمة Umayma Omaima ; wael: وائل
وايل Wael Wail Waël Waiel Ваэль Ваиль Ваел ; walid: وليد Walid Waleed Oualid Valid Velid Валид ; wasim: وسيم Wasim
Waseem Wassim Ouassim Васим ; wisam: وسام Wisam Wissam Wesam Ouissam Висам ; wafa: وفاء وفا Wafa Wafaa Вафа ; wahid:
وحيد Wahid Waheed Vahid Вахид ; yazid: يزيد Yazid Yazeed Yezid Язид Йазид ; yazan: يزن Yazan Yazen Язан ; tayyib: طيب
Tayyib Tayeb Tayyeb Tayib Tayyip Тайеб Тайиб ; najjar: نجار Najjar Naggar Najar Nadjar Наджар Наджжар ; sabbagh: صباغ
Sabbagh Саббаг ; sayigh: صايغ Sayegh Sayigh Сайег ; hallaq: حلاق Hallaq Hallak Халлак ; halabi: حلبي Halabi Halaby
Халаби ; homsi: حمصي Homsi Homsy Хомси Хумси ; hashimi: هاشمي Hashimi Hashemi Hachemi Hashmi Хашими Хашеми ; husayni:
حسيني Husayni Husseini Hosseini Husaini Hoseini Hussaini Хусейни Хоссейни Хуссейни ; hasani: حسني Hasani Hassani
Хасани ; iraqi: عراقي Iraqi Iraki Ираки ; baghdadi: بغدادي Baghdadi Bagdadi Багдади ; basri: بصري Basri Басри ;
tikriti: تكريتي Tikriti Tikrity Тикрити ; jazairi: جزائري جزايري Jazairi Djazairi Джазаири ; maghribi: مغربي Maghribi
Maghrabi Maghrebi Moghrabi Магриби Маграби ; filastini: فلسطيني Filastini Falastini ; urduni: أردني Urduni Ordoni ;
sudani: سوداني Sudani Soudani Судани ; tunisi: تونسي Tunisi Tounsi Tounisi Туниси ; yamani: يمني يماني Yamani Yemeni
Ямани ; hijazi: حجازي Hijazi Higazi Hegazi Хиджази Хегази ; najdi: نجدي Najdi Наджди ; ghamdi: غامدي Ghamdi Gamdi
Гамди ; zahrani: زهراني Zahrani Захрани ; utaybi: عتيبي Utaybi Otaibi Oteibi Otaiby Отейби Утейби Утайби ; harbi: حربي
Harbi Харби ; shammari: شمري Shammari Shamri Shammary Шаммари ; dosari: دوسري Dosari Dossari Dawsari Досари Даусари ;
mutayri: مطيري Mutairi Mutayri Moteiri Мутейри Мутайри ; anazi: عنزي Anazi Enezi Anezi Анази ; subaii: سبيعي Subaie
Subaii Субаи ; asiri: عسيري Asiri Assiri Asseri Асири ; juburi: جبوري Juburi Jubouri Jabouri Joubouri Джубури ;
dulaymi: دليمي Dulaimi Dulaymi Dulaimy Дулейми Дулайми ; tamimi: تميمي Tamimi Temimi Тамими ; rubaii: ربيعي Rubaie
Rubaye Рубаи ; zubaydi: زبيدي Zubaidi Zubaydi Zubeidi Зубейди Зубайди ; saadi: سعدي Saadi Sa'di Саади ; kurdi: كردي
Kurdi Kourdi Курди ; turkmani: تركماني Turkmani ; ansari: أنصاري Ansari Ensari Ансари ; qurashi: قرشي قريشي Qurashi
Qureshi Quraishi Koraichi Курайши Куреши ; ghazali: غزالي Ghazali Gazali Газали ; rifai: رفاعي Rifai Rifaie Refaie
Rifa'i Рифаи ; sharqawi: شرقاوي Sharqawi Charkaoui Sharkawi Шаркави ; masrawi: مصراوي ; farsi: فارسي Farsi ; khatibi:
خطيبي Khatibi ; bayati: بياتي Bayati Баяти ; hamawi: حموي Hamawi Hamaoui Хамави ; darwish: درويش Darwish Darwich
Derviş Darvish Дервиш Дарвиш ; sabah_: صبّاح Sabbah ; asali: عسلي Asali ; ayyash: عياش Ayyash Ayache Айяш ; barakat:
بركات Barakat Баракат ; bitar: بيطار Bitar Bittar Битар ; dabbagh: دباغ Dabbagh Даббаг ; daher: ضاهر Daher Dahir Дахер
; fayyad: فياض Fayyad Fayad Файяд ; hariri: حريري Hariri Harīrī Харири ; hawi: حاوي Hawi Hawy ; hajjar: حجار Hajjar
Haggar Хаджар ; issawi: عيساوي Issawi Issaoui ; jundi: جندي Jundi Joundi Гунди Джунди ; kanaan: كنعان Kanaan Canaan
Канаан ; karam: كرم Karam Карам ; maalouf: معلوف Maalouf Malouf Маалуф ; mualim: معلم Muallim Moallem Муаллем ; nahas:
نحاس Nahhas Nahas Наххас ; omari: عمري Omari Umari Омари Умари ; qabbani: قباني Qabbani Kabbani Каббани ; qawasmi:
قواسمي Qawasmi Qawasmeh ; rantisi: رنتيسي Rantisi Рантиси ; sabra: صبرا Sabra ; sakakini: سكاكيني Sakakini ; shaaban:
شعبان Shaaban Chaaban Shaban Şaban Шаабан Шабан ; shahada: شحادة Shehadeh Shahada Shehada Шехаде Шахада ; tawil: طويل
Tawil Taweel Тавиль ; yazji: يازجي Yazigi Yazji ; zidan: زيدان Zidan Zidane Zeidan Zaidan Зидан Зейдан Зайдан ; zuabi:
زعبي Zoubi Zuabi Zu'bi Зуаби ; dariush: داریوش Dariush Darioush Daryoush Дариуш Дарьюш ; kurush: کوروش Kourosh Koroush
Kurosh Куруш Курош ; rustam: رستم Rostam Rustam Рустам Ростам ; behruz: بهروز Behrouz Behruz Behrooz Бехруз ; bahram:
بهرام Bahram Бахрам ; bizhan: بیژن Bijan Bizhan Бижан ; farhad: فرهاد Farhad Ferhad Фархад ; firuz: فیروز Firouz Firuz
Firooz Фируз Пируз ; hushang: هوشنگ Hooshang Houshang Hushang Хушанг ; iraj: ایرج Iraj Ирадж ; jamshid: جمشید Jamshid
Джамшид ; javid: جاوید Javid Джавид ; khosrow: خسرو Khosrow Khosro Khosrau Хосров ; manuchehr: منوچهر Manouchehr
Manuchehr Манучехр ; mehran: مهران Mehran Мехран ; mehrdad: مهرداد Mehrdad Мехрдад ; navid: نوید Navid Навид ; omid:
امید Omid Umid Омид ; parviz: پرویز Parviz Parwiz Парвиз ; payam: پیام Payam Паям ; reza: رضا Reza Riza Реза ; sohrab:
سهراب Sohrab Suhrab Сохраб ; siavash: سیاوش Siavash Сиявуш Сиаваш ; shahram: شهرام Shahram Шахрам ; shirin: شیرین
Shirin Ширин ; shapur: شاپور Shapour Shapur Шапур ; vahid: وحید Vahid Вахид ; yazdan: یزدان Yazdan ; ardashir: اردشیر
Ardeshir Ardashir Ардешир ; arash: آرش Arash Араш ; babak: بابک Babak Бабак ; cyrus_: سیروس Sirous Cyrus Sirus Сирус ;
azita: آزیتا Azita ; maryam_: مریم Maryam ; mina: مینا Mina Мина ; nasrin: نسرین Nasrin Насрин ; parisa: پریسا Parisa
; nazanin: نازنین Nazanin ; gholam: غلام Gholam Ghulam Golam Гулам Голам ; gul: گل Gul Gol Гуль ; khan: خان Khan Хан ;
shah: شاه Shah Шах ; mirza: میرزا ميرزا Mirza Мирза ; zaman: زمان Zaman Заман ; wazir: وزير وزیر Wazir Vazir Вазир ;
durrani: درانی Durrani Дуррани ; ahmadi: احمدی أحمدي Ahmadi Ahmedi Ахмади ; mohammadi: محمدی محمدي Mohammadi Muhammadi
Mohammady Мохаммади Мухаммади ; rezai: رضایی رضائي Rezaei Rezaee Rezai Резаи ; karimi: کریمی كريمي Karimi Карими ;
rahimi: رحیمی رحيمي Rahimi Рахими ; hashemi: هاشمی Hashemi Хашеми ; jafari: جعفری جعفري Jafari Jaafari Джафари ;
moradi: مرادی Moradi Muradi Моради ; ebrahimi: ابراهیمی Ebrahimi Ibrahimi Эбрахими Ибрахими ; amiri: امیری أميري Amiri
Амири ; akbari: اکبری أكبري Akbari Акбари ; akbar: أكبر اکبر Akbar Ekber Акбар ; asghar: اصغر أصغر Asghar Asgar Асгар
; haidari: حيدري حیدری Haidari Heidari Heydari Хайдари Хейдари ; sadiqi: صادقی Sadeghi Sadiqi Садеги ; najafi: نجفی
نجفي Najafi Наджафи ; qasimi: قاسمی قاسمي Qasimi Ghasemi Qassimi Kassimi Касими Гасеми ; musawi: موسوي موسوی Musawi
Mousavi Moussawi Musavi Мусави Муссави ; tabatabai: طباطبائی Tabatabai Tabatabaei Табатабаи ; shirazi: شيرازي شیرازی
Shirazi Ширази ; tehrani: تهرانی Tehrani Тегерани ; isfahani: اصفهانی Esfahani Isfahani ; luay: لؤي Luay Louay Loai
Loay Луай Лоай ; ghaith: غيث Ghaith Gaith Ghayth Гейс Гайс Гайт ; hazim: حازم Hazim Hazem Хазем Хазим ; atif: عاطف
Atif Atef Атеф Атиф ; firas: فراس Firas Feras Фирас ; yasmin: ياسمين Yasmin Yasmine Jasmine Jasmin Yasmeen Ясмин ;
hala: هالة Hala Halah Хала ; raghad: رغد Raghad Рагад ; sawsan: سوسن Sawsan Sausan Sawssan Савсан Саусан ; buthayna:
بثينة Buthayna Buthaina Bouthaina Bothaina Бусейна Бутейна ; safiya: صفية Safiya Safia Safiyya Сафия ; hafsa: حفصة
Hafsa Hafsah Хафса ; sumaya: سمية Sumaya Soumaya Sumayya Somaya Сумая Сумайя ; amira: أميرة Amira Ameera Amirah Амира
; kawthar: كوثر Kawthar Kaouthar Kawther Каусар Кавсар ; warda: وردة Warda Wardah Варда ; nada: ندى Nada Нада ; nuha:
نهى Nuha Noha Нуха Ноха ; najwa: نجوى Najwa Nagwa Наджва Нагва ; muna: منى Muna Mona Mouna Муна Мона ; maha: مها Maha
Маха ; lama: لمى Lama Лама ; lubna: لبنى Lubna Lobna Loubna Лубна ; salwa: سلوى Salwa Saloua Сальва ; suha: سهى Suha
Soha Суха ; shaima: شيماء Shaima Shaimaa Chaima Шейма Шайма ; farah: فرح Farah Фарах ; fadwa: فدوى Fadwa Fadoua Фадва
; reem: ريم Reem Rim Rym Рим ; ruba: ربى Ruba Roba Руба ; dina: دينا Dina Дина ; duaa: دعاء Duaa Doaa Dua Дуа ;
khulud: خلود Khulud Khouloud Kholoud Хулуд ; hanin: حنين Hanin Haneen Ханин ; israa: إسراء Israa Esraa Isra Исра Эсраа
; aya: آية Aya Ayah Айя Ая ; alaa_f: آلاء Alaa Aala ; abir: عبير Abir Abeer Абир ; afaf: عفاف Afaf Афаф ; majdi: مجدي
Majdi Magdi Magdy Маджди Магди ; midhat: مدحت Midhat Medhat Мидхат Медхат ; raafat: رأفت Raafat Rafat Raafet Раафат
Рафат ; rifat: رفعت Rifat Refaat Rifaat Рифат Рефаат ; shawqi: شوقي Shawqi Shawki Chawki Shawky Шауки Шавки ; subhi:
صبحي Subhi Sobhi Sobhy Субхи Собхи ; safwat: صفوت Safwat Сафват ; talat: طلعت Talat Talaat Талаат Талат ; awni: عوني
Awni Aouni Авни Ауни ; ghalib: غالب Ghalib Ghaleb Galib Галиб Галеб ; marwa: مروة Marwa Marwah Maroua Марва ; mamduh:
ممدوح Mamduh Mamdouh Мамдух ; nawfal: نوفل Nawfal Naoufel Nofal Науфаль ; wajdi: وجدي Wajdi Wagdi Ваджди ; wadi: وديع
Wadi Wadie Вади ; khudayr: خضير Khudair Khudayr Khodair Худейр ; jibran: جبران Jibran Gibran Gebran Джебран Джибран ;
girgis: جرجس Girgis Guirguis Gerges Jirjis Гиргис Джирджис ; butrus: بطرس Butrus Boutros Botros Бутрос ; hanna: حنا
Hanna Ханна ; mikhail: ميخائيل Mikhail Mikhael Michail Михаил ; uday: عدي Uday Oday Odai Удей Удай ; qusay: قصي Qusay
Qusai Kusai Кусей Кусай ; miqdad: مقداد Miqdad Mekdad Mokdad Микдад ; thamir: ثامر Thamir Thamer Самир Тамер Самер ;
thabit: ثابت Thabit Thabet Sabit Сабит Табет ; diyab: ذياب Diyab Diab Dhiab Дияб Зияб ; suhayb: صهيب Suhayb Suhaib
Sohaib Сухейб Сухайб ; falah: فلاح Falah Фалах ; hilal: هلال Hilal Helal Хиляль Хилал ; nayif: نايف Nayef Naif Nayif
Найеф Наиф ; bandar: بندر Bandar Bander Бандар ; mutaib: متعب Mutaib Miteb Moteb Мутаиб ; rakan: راكان Rakan Ракан ;
rayan: ريان Rayan Rayyan Райян Раян ; diya: ضياء Diya Dia Diaa Ziya Zia Дия Зия ; samarrai: سامرائي Samarrai Samaraie
Samarraie Самарраи ; ubaydi: عبيدي Ubaydi Obeidi Obaidi Ubaidi Обейди Убейди ; azzawi: عزاوي Azzawi Azawi Azzaoui
Аззави ; janabi: جنابي Janabi Jenabi Ganabi Джанаби ; mosuli: موصلي Mosuli Mousuli Mawsili Mosli Маусили Мосули ;
dimashqi: دمشقي Dimashqi Dimashki Димашки ; suri: سوري Suri Souri Сури ; bakri: بكري Bakri Bakry Бакри ; kaabi: كعبي
Kaabi Kabi Кааби ; saidi: ساعدي Saedi Saadi Saidi Саиди ; amiri_long_a: عامري Amiri Ameri Амери Амири ; balushi: بلوشي
Balushi Baloushi Балуши ; nuaimi: نعيمي Nuaimi Naimi Noaimi Нуайми Нуэйми ; mansuri: منصوري Mansouri Mansuri Mansoori
Мансури ; kubaysi: كبيسي Kubaisi Kubaysi Kobeissi Кубейси ; rawi: راوي Rawi Raoui Рави ; ani: عاني Ani Аани ; zaydi:
زيدي Zaidi Zaydi Zeidi Зейди Зайди ; yasiri: ياسري Yasiri Yasseri Ясири ; sadr: صدر Sadr Садр ; maliki: مالكي Maliki
Malki Maleki Малики ; khalidi: خالدي Khalidi Khaldi Халиди ; rashidi: رشيدي Rashidi Rachidi Рашиди ; rashdi: راشدي
Rashdi Rashidi Rashedi Рашиди ; salihi: صالحي Salihi Salhi Салихи Салехи ; yusufi: يوسفي Yusufi Youssefi Yousefi Юсуфи
Юсефи ; ibrahimi: إبراهيمي Ibrahimi Brahimi Ибрахими ; mahmudi: محمودي Mahmoudi Mahmudi Махмуди ; hamidi: حميدي Hamidi
Hameedi Хамиди ; shaykh: شيخ Sheikh Shaykh Cheikh Шейх ; imam: إمام Imam Emam Имам ; muqbil: مقبل Muqbil Moqbel
Мукбиль ; ramadani: رمضاني Ramadani Ramezani Рамадани ; sabri_: صابري Sabiri Saberi ; tamam: تمام Tamam Tammam Тамам ;
anis: أنيس انيس Anis Anees Anis Анис ; manar: منار Manar Манар ; sharaf_: شرف Sharaf Charaf Шараф ; yasar: يسار Yasar
Yassar Ясар ; alim_long_a: عالم Alim Alem Aalim Алем Алим ; alim: عليم Alim Aleem Алим ; hafiz_short: حفيظ Hafiz
Hafeez Hafidh Хафиз ; qadir_short: قدير Qadir Qadeer Kadir Кадир ; hudhayfa: حذيفة Hudhayfa Hudhaifa Huzaifa Huthaifa
Hodeifa Houdhaifa Houdaifa Хузейфа Хузайфа ; ikrima: عكرمة Ikrima Ikrimah Ekrema Икрима ; labid: لبيد Labid Labeed
Lebid Лабид ; qutayba: قتيبة Qutayba Qutaiba Qutaibah Kutaiba Kutayba Koteiba Кутейба Кутайба ; ibtisam: ابتسام
Ibtisam Ibtissam Ebtesam Ebtisam Ибтисам ; urwa: عروة Urwa Orwa Urwah Ourwa Урва ; ruqayya: رقية Ruqayya Ruqaya Rokaya
Roukaya Ruqayyah Rukaya Рукайя Рукия ; banna: بنا Banna Бана Банна ; zaytun: زيتون Zaytun Zaytoun Zeitoun Zaitun
Zaitoun Zeitun Зейтун Зайтун ; nawwaf: نواف Nawwaf Nawaf Наваф Навваф ; awwad: عواد Awwad Awad Aouad Аввад Авад ;
samih: سامح Samih Sameh Самих Самех ; arafat: عرفات Arafat Арафат ; musab: مصعب Musab Mosab Mus'ab Мусаб ; muawiya:
معاوية Muawiya Mu'awiya Moawia Муавия ; mufid: مفيد Mufid Moufid Mofid Муфид ; munsif: منصف Munsif Moncef Mounsif
Монсеф Мунсиф ; nazih: نزيه Nazih Nazeeh Назих ; humam: همام Humam Hammam Hommam Хумам Хаммам ; wajih: وجيه Wajih
Wageeh Wagih Ваджих ; waddah: وضاح Waddah Wadah Ваддах ; amjad: أمجد امجد Amjad Amged Amjed Амджад Амджед ; thair:
ثائر Thaer Thair Саир Таир ; hasib_: حسيب Hasib Haseeb Хасиб ; shawkat: شوكت Shawkat Shaukat Chawkat Шаукат Шавкат ;
irfan: عرفان Irfan Erfan Ирфан ; fadl: فضل Fadl Fadel Fazl Фадль Фазл ; qadri: قدري Qadri Kadri Qadry Кадри ; mubarak:
مبارك Mubarak Mobarak Moubarak Мубарак ; mahfuz: محفوظ Mahfuz Mahfouz Mahfoudh Махфуз ; matar: مطر Matar Mattar Матар
; man: معن Maan Ma'n Маан ; munib: منيب Munib Mounib Moneeb Муниб ; maytham: ميثم Maytham Maitham Meisam Maysam Майсам
Мейсам ; maysara: ميسرة Maysara Maisara Майсара Мейсара ; yusri: يسري Yusri Yousri Yosry Юсри ; yusra: يسرى Yusra
Yousra Yosra Юсра ; ahlam: أحلام Ahlam Ахлам ; arwa: أروى Arwa Aroua Арва ; asil: أسيل Asil Aseel Асиль ; afnan: أفنان
Afnan Афнан ; amal_: أمل امل Amal Amel Амаль ; anwar_pl: أنوار Anwar Анвар ; basima: باسمة Basima Basma Басима ;
basma: بسمة Basma Besma Басма ; batul: بتول Batul Batoul Batool Батуль Батул ; bushra: بشرى Bushra Boushra Bochra
Бушра ; taghrid: تغريد Taghrid Taghreed Тагрид ; thurayya: ثريا Thuraya Thurayya Soraya Souraya Сурайя Сорая ; jinan:
جنان Jinan Jenan Джинан ; halima: حليمة Halima Haleema Халима ; khawla: خولة Khawla Khaoula Khaula Хаула Хавла ;
dalal: دلال Dalal Даляль Далаль ; rabab: رباب Rabab Рабаб ; rahma: رحمة Rahma Rahmah Рахма ; rawan: روان Rawan Rouan
Раван ; zina_: زينة Zina Zeina Zeinah Зина Зейна ; sara: سارة Sara Sarah Сара ; sahar: سحر Sahar Сахар ; samar: سمر
Samar Самар ; siham: سهام Siham Seham Сихам ; shahd: شهد Shahd Shahed Шахд ; duha: ضحى Duha Doha Dhuha Духа Духа ;
abla: عبلة Abla Ablah Абла ; fatin: فاتن Faten Fatin Фатен Фатин ; faiza: فايزة Faiza Fayza Faizah Фаиза Файза ;
lamya: لمياء Lamia Lamya Lamiaa Ламия ; maram: مرام Maram Марам ; manal: منال Manal Маналь ; maysa: ميساء Maysa Maisa
Maysaa Майса Мейса ; nawal: نوال Nawal Naoual Наваль ; hiba: هبة Hiba Heba Hibah Хиба ; hind: هند Hind Hend Хинд ;
aws: أوس Aws Aous Аус ; labib: لبيب Labib Labeeb Лабиб ; lutf: لطف Lutf Lotf Лутф ; shukr: شكر Shukr ; salman_: سلمان
Salman Selman Салман Сальман ; saddam: صدام Saddam Sadam Саддам ; sakhr: صخر Sakhr Сахр ; duraid: دريد Duraid Dorayd
Дурейд ; sinan: سنان Sinan Sinane Синан ; bakkar: بكار Bakkar Bakar Баккар ; haydara: حيدرة Haidara Haydara Хайдара ;
walid_: وليد Walid Waleed Oualid Валид ; nizar: نزار Nizar Nezar Низар ; tarabulsi: طرابلسي Tarabulsi Traboulsi
Tarabolsi Тарабулси Траболси ; bayruti: بيروتي Beiruti Bayrouti Beyrouti Бейрути ; kuwaiti: كويتي Kuwaiti Kuwaity
Кувейти ; libi: ليبي Libi Lybi Либи ; hawrani: حوراني Hawrani Hourani Haurani Хаурани Хурани ; saydawi: صيداوي Saidawi
Saydawi Сайдави ; nabulsi: نابلسي Nabulsi Nabulsy Naboulsi Набулси ; khalili: خليلي Khalili Khaleeli Халили ;
ghazzawi: غزاوي Ghazzawi Ghazawi Газзави Газави ; daghistani: داغستاني Daghistani Dagestani Дагестани ; shishani:
شيشاني Shishani Chichani Шишани ; afghani: أفغاني Afghani Афгани ; hindi: هندي Hindi Hendi Хинди ; qarni: قرني Qarni
Karni Карни ; balawi: بلوي Balawi Балави ; shahri: شهري Shahri Shehri Chehri Шахри Шехри ; hazimi: حازمي Hazmi Hazimi
Хазми Хазими ; ajami: عجمي Ajami Ajmi Агами Аджами ; hajiri: هاجري Hajri Hajeri Хаджри ; marri: مري Marri Murri Марри
; suwaydi: سويدي Suwaidi Suweidi Swaidi Сувейди Сувайди ; mazrui: مزروعي Mazrouei Mazrui Mazrouie Мазруи ; dhahiri:
ظاهري Dhaheri Dhahiri Zahiri Дахери Захири ; dib: ديب Dib Deeb Dieb Диб ; kaylani: كيلاني Kilani Kaylani Keilani
Килани Кейлани ; saqqa: سقا Saqqa Sakka Saka Сакка ; attar: عطار Attar Atar Аттар ; lahham: لحام Lahham Laham Лаххам
Лахам ; khayyat: خياط Khayyat Khayat Хайят Хаят ; jazzar: جزار Jazzar Gazzar Djezzar Джаззар ; tahhan: طحان Tahhan
Tahan Таххан ; awda: عودة Awda Odeh Auda Ауда Одех ; hamada: حمادة Hamada Hamadeh Хамада Хамаде ; shalabi: شلبي
Shalabi Chalabi Shalaby Шалаби ; badawi: بدوي Badawi Badawy Bedoui Бадави ; saidi_upper: صعيدي Saidi Saeedi Сайиди ;
tantawi: طنطاوي Tantawi Tantawy Тантави ; dasuqi: دسوقي Dasuqi Desouki Dessouki Desouky Дасуки ; ghunaym: غنيم Ghunaim
Ghoneim Ghonim Гонейм Гунейм ; hilali: هلالي Hilali Helali Хилали ; khazraji: خزرجي Khazraji Хазраджи ; hamdani:
حمداني Hamdani Хамдани ; taiy: طائي Taie Tai Taiy Таи ; qaysi: قيسي Qaisi Qaysi Kaissi Кайси Кейси ; aqili: عقيلي
Aqili Aqeeli Акили ; asadi: أسدي Asadi Assadi Асади ; kinani: كناني Kinani Kanani Кинани ; khafaji: خفاجي Khafaji
Khafagi Хафаджи ; yaqubi: يعقوبي Yaqubi Yacoubi Yaqoubi Якуби ; sabbagh: صباغ Sabbagh Sabagh Sebbagh Саббаг Сабаг ;
hijazi: حجازي Hijazi Hegazy Hegazi Hejazi Higazi Хиджази Хегази ; dawsari: دوسري Dawsari Dosari Dossary Dosary Досари
Даусари ; utaybi: عتيبي Utaybi Otaibi Otaiby Utaibi Oteibi Отейби Утейби ; juburi: جبوري Juburi Jubouri Jaburi Jabouri
Jbouri Gubouri Джубури Джабури ; qabbani: قباني Qabbani Kabbani Qabani Каббани
"""
