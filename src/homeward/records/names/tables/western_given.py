"""Given names of the West: one national form between bars, each with its Cyrillic spelling; nicknames after the tilde.

The last forms of many lines are the East Slavic ones, for people who write their name in its western form.
"""

GIVEN = """
john: John Jon Джон | Johann Johannes Johan Иоганн Йоганн Йоханн Иоханнес Йоганнес Йохан | Jean Жан | Juan Хуан |
Giovanni Gianni Джованни Джанни Джованні Джанні | Jan Ян | João Жуан Жоао | Sean Shaun Shawn Шон | Ian Иэн Йен Ієн |
Ivan Иван Іван Iván | Ioannis Иоанн Іоанн Ioann | Hans Ганс Ханс Hannes Ханнес ~ Johnny Jack Джонни Джек Джонні
Juanito Хуанито Nino Jonny Jacky Hansi Vanya Ваня ; jack: Jack Джек ; james: James Джеймс | Jaime Хайме | Diego Диего
Дієго | Giacomo Джакомо | Jacques Жак | Santiago Сантьяго Сантьяґо | ~ Jim Jimmy Джим Джимми Джиммі Jamie Джейми Jake
Джейк ; robert: Robert Роберт Rupert Руперт | Roberto Роберто | Robert Робер ~ Bob Bobby Rob Robbie Боб Бобби Роб
Боббі Bert Берт ; william: William Уильям Вильям Вільям Уілльям Уиллиам | Wilhelm Вильгельм Вільгельм | Guillaume
Гийом Гійом | Guillermo Гильермо Гільєрмо | Guglielmo Гульельмо | Willem Виллем ~ Bill Billy Will Willy Billie Билл
Билли Уилл Вилли Білл Біллі Вілл Liam Лиам ; richard: Richard Ричард Річард | Richard Ришар Рішар | Ricardo Рикардо
Рікардо | Riccardo Риккардо | Ryszard Рышард | Richard Рихард Ріхард ~ Dick Rick Ricky Дик Рик Рікі Richie Річі ;
charles: Charles Чарльз Чарлз | Charles Шарль | Karl Carl Карл | Carlos Карлос | Carlo Карло | Karol Кароль ~ Charlie
Chuck Чарли Чарлі Carlito ; george: George Джордж | Georges Жорж | Georg Георг Ґеорґ | Jorge Хорхе | Giorgio Джорджо
Джорджио | Jerzy Ежи Єжи | Jürgen Юрген Йорг Jörg Jurgen Juergen Йоргос | Heorhii Georgy Георгий Георгій Georgiy
Georgii Heorhiy ; joseph: Joseph Джозеф | Joseph Жозеф | Josef Йозеф Иосиф | José Jose Хосе | Giuseppe Джузеппе |
Józef Jozef Юзеф | Yosyp Iosif Josyp Yosip Иосиф Йосип Осип Osyp Osip ~ Joe Joey Джо Джоуи Джої Pepe Пепе Beppe Pino
Sepp Joe ; thomas: Thomas Томас | Thomas Тома | Tomás Tomas Томас | Tommaso Томмазо | Tomasz Томаш | Khoma Foma Хома
Фома | Toma Тома ~ Tom Tommy Том Томми Томмі ; michael: Michael Майкл | Michael Михаэль Міхаель | Michel Мишель Мішель
| Miguel Мигель Мігель | Michele Микеле Мікеле | Michał Michal Михал Міхал | Mikhail Mykhailo Mykhaylo Михаил Михайло
Mikhailo Mihail ~ Mike Mick Mickey Майк Мики Мік Mikey Misha Миша ; daniel: Daniel Дэниел Дэниэл Деніел Даниэль
Данієль Даніель | Daniele Даниэле Данієле | Danylo Danilo Daniil Данило Данила Даниил Danil Danyil ~ Dan Danny Дэн
Дэнни Ден Денні Dani ; david: David Дэвид Дейвид Девід Дейвід | David Давид Давід | Davide Давиде | Dawid Давид |
Davyd Давид ~ Dave Dave Davy Дэйв Дейв ; paul: Paul Пол | Paul Поль | Paul Пауль | Pablo Пабло | Paolo Паоло | Paweł
Pawel Павел | Paulo Пауло | Pavlo Pavel Павел Павло ~ Paulie Paco_ ; peter: Peter Питер Пітер | Peter Петер | Pierre
Пьер П'єр | Pedro Педро | Pietro Пьетро | Piotr Пётр Петр Петро Пьотр | Petro Petr Pyotr Петр Пётр Петро Petar ~ Pete
Пит Піт Pierrot ; andrew: Andrew Эндрю Ендрю | André Andre Андре | Andreas Андреас | Andrés Andres Андрес | Andrea
Андреа | Andrzej Анджей | Andrii Andrey Andriy Andrei Андрей Андрій ~ Andy Drew Энди Енді ; alexander: Alexander
Aleksander Александер Олександер Александр Алегзандер | Alexandre Александр | Alejandro Алехандро | Alessandro
Алессандро | Alexandros Александрос | Oleksandr Aleksandr Александр Олександр Aliaksandr Олександр ~ Alex Al Sandy
Алекс Sasha Саша Sandro Сандро Xander Lex ; alexandra: Alexandra Александра Алегзандра | Alejandra Алехандра |
Alessandra Алессандра | Oleksandra Aleksandra Александра Олександра ~ Sandra Сандра Alex Sasha Саша ; alexis: Alexis
Алексис Алексіс | Alexey Aleksei Oleksii Alexei Aleksey Oleksiy Алексей Олексій | Alexius | Alejo ~ Alex ; anthony:
Anthony Antony Энтони Ентоні | Antoine Антуан | Anton Антон | Antonio Антонио Антоніо | Antoni Антоний Антоні |
António Антониу Антоніу | Anton Антон Антін Antin ~ Tony Тони Тоні Toni Toño ; nicholas: Nicholas Nicolas Николас
Ніколас | Nicolas Николя Ніколя | Nikolaus Николаус Klaus Claus Клаус | Nicolás Николас | Niccolò Nicola Никколо
Никола | Mikołaj Миколай | Mykola Nikolai Nikolay Mikola Николай Микола Микалай ~ Nick Nicky Ник Нік Nico Нико Нік ;
matthew: Matthew Мэтью Мэттью Метью Меттью | Matthias Маттиас Маттіас Матиас | Mathieu Matthieu Матье Матьє | Mateo
Матео | Matteo Маттео | Mateusz Матеуш | Matías Матиас | Matvii Matvey Matviy Матвей Матвій Матфей ~ Matt Мэтт Метт
Matty ; mark: Mark Марк Marc Marcus Markus Маркус | Marcos Маркос | Marco Марко | Marek Марек | Marcin Марцин | Marko
Марк Марко ; luke: Luke Люк | Luc Люк | Lucas Лукас | Lukas Лукас | Luca Лука | Łukasz Lukasz Лукаш | Luka Лука ;
philip: Philip Phillip Филип Филипп Філіп Філіпп | Philippe Филипп Філіп Філіпп | Felipe Фелипе Феліпе | Filippo
Филиппо | Philipp Филипп Філіпп | Filip Филипп Філіп Пилип Pylyp Filipp ~ Phil Фил Філ Pip ; stephen: Stephen Steven
Стивен Стівен Стефен | Stephan Stefan Штефан Стефан | Étienne Etienne Этьен Етьєн | Esteban Эстебан Естебан | Stefano
Стефано | Stepan Степан Stiopan ~ Steve Стив Стів Stevie ; simon: Simon Саймон | Simon Симон Сімон | Simone Симоне |
Szymon Шимон | Simón Симон | Semen Semyon Семён Семен Semion ; timothy: Timothy Тимоти Тімоті | Tymofii Timofey
Тимофей Тимофій Tymofiy ~ Tim Тим Тім Timmy ; theodore: Theodore Теодор | Theodor Теодор | Teodoro Теодоро | Fedir
Fyodor Fedor Федор Фёдор Федір Теодор ~ Ted Teddy Тед Теді Theo Тео ; edward: Edward Эдвард Едвард | Édouard Edouard
Эдуар | Eduardo Эдуардо Едуардо | Eduard Эдуард Едуард | Edoardo Эдоардо ~ Ed Eddie Ted Ned Эд Эдди Ед Едді ; edmund:
Edmund Эдмунд | Edmond Эдмон | Edmundo Эдмундо ; henry: Henry Генри Хенри Генрі | Heinrich Генрих Хайнрих Генріх
Гайнріх | Henri Анри Анрі | Enrique Энрике Енріке | Enrico Энрико | Henryk Генрик Хенрик | Hendrik Хендрик ~ Harry
Hank Гарри Гаррі Heinz Хайнц Гайнц Quique ; frederick: Frederick Фредерик Фредерік | Friedrich Фридрих Фрідріх |
Frédéric Frederic Фредерик | Federico Федерико Федеріко | Fryderyk Фридерик ~ Fred Freddy Fritz Фред Фредді Фриц Фріц
; francis: Francis Фрэнсис Френсіс | François Francois Франсуа | Francisco Франсиско Франціско | Francesco Франческо |
Franz Франц | Franciszek Францишек ~ Frank Фрэнк Френк Paco Пако Pancho Панчо Curro Kiko Cisco Frankie ; frank: Frank
Фрэнк Френк Франк ; lawrence: Lawrence Laurence Лоуренс Лоренс | Laurent Лоран | Lorenz Лоренц | Lorenzo Лоренсо
Лоренцо | Lavrentii Лаврентий Лаврентій Лаврин ~ Larry Ларри Ларрі ; louis: Louis Луи Луї Льюис | Lewis Льюис Льюїс |
Luis Луис Луїс | Luigi Луиджи Луїджі | Ludwig Людвиг Людвіг | Ludwik Людвик ~ Lou Louie ; leon: Leo Лео | León Leon
Леон ; leonard: Leonard Леонард | Leonardo Леонардо | Léonard Леонар ~ Len Lenny Leo ; gregory: Gregory Грегори
Грегорі | Grégoire Gregoire Грегуар | Gregorio Грегорио | Grzegorz Гжегож | Gregor Грегор | Hryhorii Grigory Grigori
Григорий Григорій Hryhoriy Grigoriy ~ Greg Грег ; victor: Victor Виктор Віктор | Viktor Виктор Віктор | Víctor Виктор
| Vittorio Витторио | Wiktor Виктор ~ Vic Vicky ; vincent: Vincent Винсент Вінсент | Vincent Венсан Винцент | Vicente
Висенте | Vincenzo Винченцо | Wincenty Винценты ~ Vince Vinnie ; eugene: Eugene Юджин | Eugène Эжен Ежен | Eugen Ойген
Эуген Ойген | Eugenio Эухенио Эудженио | Yevhen Evgeny Evgeni Yevgeny Evgenii Yevgeni Евгений Євген Євгеній ~ Gene
Джин Джін ; eugenia: Eugenia Евгения Юджиния | Eugénie Eugenie Эжени | Yevheniia Evgenia Yevgenia Evgeniya Євгенія
Евгения ; arthur: Arthur Artur Артур | Arturo Артуро ~ Art ; albert: Albert Альберт Альбер | Alberto Альберто ~ Al
Bert ; alfred: Alfred Альфред | Alfredo Альфредо ~ Al Fred ; adam: Adam Адам Адам | Adán Адан ; abraham: Abraham
Эйбрахам Авраам Абрахам | Abram Абрам | Avraam Аврам ~ Abe ; samuel: Samuel Сэмюэл Семюел Самуэль Самуель | Samuele
Самуэле | Samuil Самуил Самійло Самуїл ~ Sam Sammy Сэм Сем ; benjamin: Benjamin Бенджамин Бенджамін Бенжамен |
Benjamín Бенхамин | Beniamino Беньямино | Veniamin Вениамин Веніамін ~ Ben Benny Бен Бенни ; jonathan: Jonathan
Джонатан | Jonatan Йонатан ~ Jon Jonny Джон ; joshua: Joshua Джошуа | Josué Хосуэ ~ Josh Джош ; zachary: Zachary
Закари | Zacharie Захари | Zakhar Захар Захарий ~ Zach Zack ; isaac: Isaac Айзек Исаак Ісаак | Isaak Исаак ;
christopher: Christopher Кристофер Крістофер | Christoph Кристоф | Christophe Кристоф | Cristóbal Кристобаль |
Cristoforo Кристофоро | Krzysztof Кшиштоф ~ Chris Крис Кріс Kit ; christian: Christian Кристиан Крістіан Кристиан |
Cristian Кристиан | Christian Кристиан Крістьян ~ Chris ; patrick: Patrick Патрик Патрік | Patricio Патрисио |
Patrizio ~ Pat Paddy Пэт ; martin: Martin Мартин Мартін | Martin Мартен | Martín Мартин | Martino Мартино | Marcin ~
Marty ; maximilian: Maximilian Максимилиан Максиміліан | Maximilien Максимильен | Massimiliano ~ Max Макс ; maxim:
Maxim Maxime Максим Максим | Maksym Maksim Максим | Máximo Максимо | Massimo Массимо ~ Max Макс ; oliver: Oliver
Оливер Олівер | Olivier Оливье Олів'є | Oliverio ~ Ollie ; oscar: Oscar Оскар Oskar | Óscar Оскар ; otto: Otto Отто ;
ralph: Ralph Ральф Ralf Рольф | Raoul Рауль | Raúl Raul Рауль ; raymond: Raymond Рэймонд Реймонд | Raymond Реймон |
Ramón Ramon Рамон | Raimund Раймунд | Raimondo ~ Ray Рэй Рей ; roger: Roger Роджер | Roger Роже | Rogelio Рохелио |
Rüdiger Рюдигер ; ronald: Ronald Рональд | Ronaldo ~ Ron Ronnie Рон ; donald: Donald Дональд ~ Don Donnie ; douglas:
Douglas Дуглас ~ Doug ; gerald: Gerald Джеральд | Gérald Жеральд | Gerhard Герхард Ґергард | Gerard Джерард | Gérard
Жерар | Gerardo Херардо ~ Gerry Jerry Джерри ; jeremy: Jeremy Джереми Джеремі | Jérémy Жереми | Yeremiia Еремей Єремія
Иеремия Jeremiah Джеремайя ~ Jerry ; jerome: Jerome Джером | Jérôme Jerome Жером | Jerónimo Херонимо | Hieronymus
Иероним | Hieronim ; kenneth: Kenneth Кеннет ~ Ken Kenny Кен ; keith: Keith Кит Кіт ; kevin: Kevin Кевин Кевін ;
brian: Brian Bryan Брайан Браян ; bruce: Bruce Брюс ; dennis: Dennis Деннис Денніс | Denis Дени Дені Дени | Denys
Денис ~ Denny Den ; dominic: Dominic Dominick Доминик Домінік | Dominique Доминик | Domingo Доминго | Domenico
Доменико | Dominik Доминик ; emil: Emil Эмиль Еміль | Émile Emile Эмиль | Emilio Эмилио Еміліо ; eric: Eric Erik Эрик
Ерік | Éric Эрик | Erich Эрих Еріх ; ernest: Ernest Эрнест Ернест | Ernst Эрнст | Ernesto Эрнесто Ернесто ~ Ernie Эрни
; felix: Felix Феликс Фелікс | Félix Феликс ; ferdinand: Ferdinand Фердинанд | Fernando Фернандо | Fernand Фернан |
Hernán Эрнан ; gabriel: Gabriel Габриэль Габріель Гэбриел | Gabriele Габриэле | Havrylo Gavriil Гавриил Гаврило ~ Gabe
; gaston: Gaston Гастон ; gilbert: Gilbert Гилберт | Gilbert Жильбер | Gilberto Хильберто ; gunther: Günther Günter
Guenther Gunter Gunther Гюнтер Гюнтер Гунтер ; gustav: Gustav Густав | Gustave Гюстав | Gustavo Густаво ; guy: Guy Гай
| Guy Ги | Guido Гвидо ; harold: Harold Гарольд Харольд | Harald Харальд Гаральд ~ Hal Harry ; herbert: Herbert
Герберт Херберт ; hermann: Hermann Герман Херман Hermann | Armand Арман | Armando Армандо | Herman Герман ; hugo: Hugo
Гуго Хуго Уго Юго | Hugh Хью Г'ю | Ugo Уго | Hugues Юг ; howard: Howard Говард Ховард ; horace: Horace Хорас | Horacio
Орасио ; hector: Hector Гектор Хектор | Héctor Эктор ; ignatius: Ignatius Игнатиус | Ignacio Игнасио Ігнасіо | Ignaz
Игнац | Ihnat Игнат Гнат Ігнат Игнатий ~ Nacho Начо ; ines: Inés Ines Инес ; jason: Jason Джейсон ; jeffrey: Jeffrey
Geoffrey Джеффри Джеффрі | Geoffroy Жоффруа | Gottfried Готфрид ~ Jeff Geoff Джефф ; jesse: Jesse Джесси Джессі ;
jesus: Jesús Jesus Хесус | Jésus Жезю ~ Chucho Chuy ; javier: Javier Xavier Хавьер Хав'єр Хавєр | Xavier Ксавье Ксав'є
| Xaver Ксавер | Ksawery Ксаверий ~ Xavi Javi ; joachim: Joachim Йоахим Иоахим Йоахім | Joachim Жоашен | Joaquín
Joaquin Хоакин Хоакін | Gioacchino Джоаккино | Yakym Аким Яким ~ Quino ; konrad: Konrad Conrad Конрад ; konstantin:
Konstantin Constantine Константин Константін | Constantin Константен | Constantino | Kostiantyn Константин Костянтин ~
Kostya ; kurt: Kurt Curt Курт ; lothar: Lothar Лотар ; manuel: Manuel Мануэль Мануель | Emmanuel Emanuel Эммануэль
Еммануель | Emanuele Эмануэле ~ Manolo Manny Маноло ; manfred: Manfred Манфред ; marcel: Marcel Марсель | Marcello
Марчелло | Marcelo Марсело ; mario: Mario Марио Маріо | Marius Мариус | Mariusz Мариуш ; maurice: Maurice Морис Моріс
| Moritz Мориц Моріц | Mauricio Маурисио | Maurizio Маурицио ; norman: Norman Норман ; neil: Neil Neal Нил Ніл ;
nathan: Nathan Нейтан Нэйтан Натан ~ Nat Nate ; nathaniel: Nathaniel Натаниэль Натаніель Натаниел ~ Nat ; owen: Owen
Оуэн Овен ; pascal: Pascal Паскаль | Pasquale Паскуале | Pascual Паскуаль ; rafael: Rafael Рафаэль Рафаель | Raphael
Raphaël Рафаэль | Raffaele Раффаэле ~ Rafa Rafe ; reinhard: Reinhard Рейнхард Райнхард Райнгард | Reinhardt ; rainer:
Rainer Reiner Райнер ; rene: René Rene Рене ; rodrigo: Rodrigo Родриго Родріго ; roland: Roland Роланд | Rolando
Роландо | Orlando Орландо ; roman: Roman Роман | Román Роман | Romain Ромен | Romano Романо ; rudolf: Rudolf Rudolph
Рудольф | Rodolfo Родольфо | Rodolphe Родольф ~ Rudi Rudy Руди Рольф Rolf ; salvador: Salvador Сальвадор | Salvatore
Сальваторе | Sauveur ~ Chava ; scott: Scott Скотт ; sebastian: Sebastian Себастьян Себастіан Себастиан | Sébastien
Sebastien Себастьен | Sebastián Себастьян | Sebastiano ; serge: Serge Серж | Sergio Серхио Серджо Серхіо | Sergius |
Serhii Sergey Sergei Сергей Сергій Serhiy Sergiy ~ Serj ; siegfried: Siegfried Зигфрид Зігфрід ; sigmund: Sigmund
Siegmund Зигмунд Зігмунд | Zygmunt Зыгмунт ; silvester: Sylvester Сильвестр Сільвестр | Sylvestre Сильвестр |
Silvestre ~ Sly ; stanislav: Stanislaw Stanisław Станислав | Stanislaus | Stanislas Станислас | Stanislav Станислав
Станіслав ~ Stan ; terence: Terence Terrence Теренс ~ Terry Терри ; tobias: Tobias Тобиас Тобіас | Toby Тоби ; ulrich:
Ulrich Ульрих Ульріх ~ Uli Uwe ; uwe: Uwe Уве ; urban: Urban Урбан | Urbain Урбен ; valentin: Valentin Валентин
Валентін | Valentine Валентайн | Valentín Валентин | Valentino Валентино | Valentyn Валентин ; valerian: Valerian
Валериан ; vasily: Basil Бэзил Базиль Basile | Basilio Василио | Vasyl Vasily Vasiliy Василий Василь Vasili | Bazyli ;
vladimir: Vladimir Владимир Володимир Volodymyr | Włodzimierz Влодзимеж ~ Vlad ; wladyslaw: Władysław Wladyslaw
Владислав | Ladislaus Ladislas Ладислав | Vladyslav Vladislav Владислав ; walter: Walter Уолтер Волтер Вальтер |
Gualtiero Гуальтьеро | Gauthier Готье | Walther Вальтер ~ Walt ; werner: Werner Вернер | Warner ; wolfgang: Wolfgang
Вольфганг ~ Wolf ; casimir: Casimir Казимир Казимір | Kazimierz Казимеж | Casimiro ; boleslaw: Bolesław Boleslaw
Болеслав ; zbigniew: Zbigniew Збигнев Збігнєв ; wojciech: Wojciech Войцех | Adalbert Адальберт Войтех ; jaroslaw:
Jarosław Jaroslaw Ярослав | Yaroslav Ярослав Iaroslav Jaroslav ; boguslaw: Bogusław Boguslaw Богуслав ; bogdan: Bogdan
Богдан | Bohdan Богдан ; janusz: Janusz Януш ; leszek: Leszek Лешек Lech Лех ; tadeusz: Tadeusz Тадеуш | Thaddeus
Таддеус Thaddäus | Tadei Фаддей Тадей ; zygfryd: Zygfryd Зыгфрыд ; waldemar: Waldemar Вальдемар ; slawomir: Sławomir
Slawomir Славомир ; miroslaw: Mirosław Miroslaw Мирослав | Myroslav Miroslav Мирослав ; cyril: Cyril Сирил Сіріл |
Cyrille Сириль | Kyrylo Kirill Кирилл Кирило Kiril ; clement: Clement Клемент Klemens Клеменс | Clément Клеман |
Clemente Клементе | Klym Клим Климент ; claude: Claude Клод | Claudio Клаудио Клаудіо | Claudius ; clara: Clara Klara
Клара | Claire Клэр Клер | Chiara Кьяра ; cesar: César Cesar Сезар Сесар | Cesare Чезаре | Caesar ; alan: Alan Allan
Allen Алан Аллан Аллен Ален Алан | Alain Ален ; alvaro: Álvaro Alvaro Альваро ; alonso: Alonso Alfonso Альфонсо Алонсо
| Alphonse Альфонс | Alfons Альфонс ; angel: Ángel Angel Анхель | Angelo Анджело | Ange ; arnold: Arnold Арнольд |
Arnaud Арно | Arnaldo ; august: August Август Аугуст | Auguste Огюст | Augusto Аугусто ; augustine: Augustine Августин
| Agustín Агустин | Augustin Огюстен | Agostino ; bartholomew: Bartholomew Бартоломью | Bartolomé Бартоломе |
Bartłomiej Бартломей | Bartolomeo | Varfolomii Варфоломей ~ Bart ; basil: Basil Бэзил ; bernard: Bernard Бернард
Бернар | Bernhard Бернхард Бернгард | Bernardo Бернардо ~ Bernie Bernd Бернд ; bertrand: Bertrand Бертран ; bruno:
Bruno Бруно ; bastien: Bastien Бастьен ; dieter: Dieter Дитер Дітер | Dietrich Дитрих Дітріх ; dirk: Dirk Дирк Derek
Дерек ; dmitry: Demetrius Деметриус Demetrio Деметрио | Dmytro Dmitry Dmitri Dmitrii Dmitriy Дмитрий Дмитро Дмітрій |
Dimitri Димитри Demetrios ~ Dima Дима ; ewald: Ewald Эвальд ; elias: Elias Элиас Еліас | Elijah Элайджа Илайджа | Élie
Elie Эли | Elía | Illia Ilya Илья Ілля Ilia ; ezekiel: Ezekiel Эзекиел ; emmanuel: Emmanuel Эммануэль ; fabian: Fabian
Фабиан | Fabien Фабьен | Fabio Фабио | Fabián Фабиан ; gonzalo: Gonzalo Гонсало ; heinz: Heinz Хайнц Гейнц ; helmut:
Helmut Хельмут Гельмут ; hilary: Hilary Хилари Гіларі | Hilaire Илер | Ilarion Илларион ; horst: Horst Хорст Горст ;
isidore: Isidore Исидор | Isidro Исидро ; ismael: Ismael Исмаэль ; juergen: Jürgen Juergen Jurgen Юрген ; kaspar:
Kaspar Caspar Каспар Casper ; karlheinz: Karlheinz Карлхайнц ; julian: Julian Джулиан Джуліан Юлиан | Julien Жюльен |
Julián Хулиан | Giuliano Джулиано | Yulian Юлиан Юліан ; julius: Julius Юлиус Джулиус | Jules Жюль | Julio Хулио Хуліо
| Giulio Джулио | Yulii Юлий Юлій ; justin: Justin Джастин Джастін | Justin Жюстен | Justo ; lucian: Lucien Люсьен |
Luciano Лучано Лусиано | Lucian Люциан ; kyle: Kyle Кайл ; ryan: Ryan Райан ; tyler: Tyler Тайлер ; aaron: Aaron Аарон
Эрон ; austin: Austin Остин ; connor: Connor Conor Коннор ; dylan: Dylan Дилан ; ethan: Ethan Итан ; evan: Evan Эван ;
gary: Gary Гэри Гері ; graham: Graham Грэм Грем Грэхем ; harvey: Harvey Харви ; jordan: Jordan Джордан ; larry: Larry
Ларри ; logan: Logan Логан ; mason: Mason Мейсон ; noah: Noah Ноа Ной Ноах ; ross: Ross Росс ; roy: Roy Рой ; russell:
Russell Рассел ~ Russ ; sidney: Sidney Sydney Сидни Сідней ; stuart: Stuart Stewart Стюарт ; trevor: Trevor Тревор ;
wayne: Wayne Уэйн Вейн ; wesley: Wesley Уэсли ; craig: Craig Крейг ; clifford: Clifford Клиффорд ~ Cliff ; duncan:
Duncan Дункан ; eliot: Elliot Eliot Эллиот ; hubert: Hubert Хуберт Губерт Юбер ; leopold: Leopold Леопольд ; theobald:
Thibault Тибо ; yves: Yves Ив Ів ; gilles: Gilles Жиль ; thierry: Thierry Тьерри ; loic: Loïc Лоик ; herve: Hervé
Herve Эрве ; joel: Joel Джоэл Джоел | Joël Жоэль ; didier: Didier Дидье Дідьє ; damien: Damien Дамьен | Damian Дамиан
| Demian Демьян Дем'ян ; mary: Mary Мэри Мері | Maria Мария Марія | María Мария | Marie Мари Марі | Marija | Maryja |
Mariia Mariya Maria Мария Марія Maria ~ Molly Polly Mia Мия Maruja Mariette Masha Маша ; mariana: Mariana Марианна
Маріана Мар'яна | Marianne Марианна Маріанна | Mariana Мариана ; margaret: Margaret Маргарет | Marguerite Маргерит |
Margarete Margarethe Маргарете | Margarita Маргарита | Margherita Маргерита | Małgorzata Malgorzata Малгожата |
Marharyta Маргарита ~ Maggie Meg Peggy Мэгги Меггі Greta Grete Грета Gretchen Rita Рита Margot Марго Madge ; anna:
Anna Анна Ганна | Anne Ann Энн Анн Енн | Ana Ана | Hannah Ханна Ганна Hanna | Hanna Анна Ганна Ханна Ann ~ Annie Nancy
Энни Anita Анита Annette Аннет Anya Аня Nina_ ; elizabeth: Elizabeth Elisabeth Элизабет Елізабет | Élisabeth Элизабет
| Isabel Isabelle Isabella Изабель Исабель Изабелла Ізабель | Elisabetta Элизабетта | Elżbieta Elzbieta Эльжбета |
Yelyzaveta Elizaveta Yelizaveta Елизавета Єлизавета ~ Liz Lizzie Beth Betty Lisa Eliza Elsa Bess Бетти Лиза Элиза
Эльза Elise Элиза Elsie ; isabel: Isabel Исабель Ісабель | Isabelle Изабель Ізабель | Isabella Изабелла Ізабелла |
Izabela Изабела ~ Bella Belle Белла ; catherine: Catherine Katherine Kathryn Katharine Кэтрин Кетрін Катрін |
Catherine Катрин | Katharina Catharina Katarina Катарина | Catalina Каталина | Caterina Катерина | Katarzyna Катажина
| Kateryna Katerina Ekaterina Yekaterina Екатерина Катерина Catarina ~ Kate Cathy Katie Kathy Kitty Кейт Кэти Кетті
Kati Käthe Karen Катя Katya ; helen: Helen Хелен Гелен | Helena Helene Хелена Гелена | Hélène Элен Елен | Elena Элена
Елена | Ellen Эллен | Olena Elena Yelena Елена Олена Helena Alena Алёна Алена ~ Nell Nelly Lena Лена ; julia: Julia
Джулия Джулія Юлия | Julie Жюли Джули | Julia Хулия Хулія | Giulia Джулия | Julia Юлия | Yuliia Yulia Julia Iuliia
Юлия Юлія Juliya ~ Jules Julie ; victoria: Victoria Виктория Вікторія | Viktoria Виктория Вікторія | Victoire Виктуар
| Vittoria Виттория | Wiktoria Виктория | Viktoriia Viktoria Виктория Вікторія Viktoriya ~ Vicky Vicki Вики ; diana:
Diana Диана Даяна Діана | Diane Диана Диан | Diana Диана Діана ; irene: Irene Айрин Ирен | Irène Ирен Ірен | Irina
Iryna Ирина Ірина Irena Ирена | Irene Ирене ~ Ira ; natalie: Natalie Натали Наталі | Nathalie Натали | Natalia Наталия
Наталья Наталія | Nataliia Natalya Наталия Наталья Наталія Nataliya ~ Natasha Наташа Nat Tasha ; olga: Olga Ольга |
Olha Ольга | Helga Хельга ; sophia: Sophia Sofia София Софія Софи | Sophie Софи Софі | Zofia Зофья | Sofía София |
Sofiia Sofiya София Софія Софья ~ Sophy ; theresa: Theresa Teresa Тереза Тереса | Thérèse Therese Терез ~ Terry Tess
Tessa Тесс ; susan: Susan Сьюзан Сьюзен | Suzanne Сюзанна Сюзанн | Susanna Susanne Сусанна Зузанна | Susana Сусана |
Zuzanna Зузанна ~ Sue Susie Suzy Сью ; martha: Martha Марта | Marta Марта | Marthe Март | Marfa Марфа ; magdalena:
Magdalena Магдалена | Madeleine Мадлен | Madeline Мэдлин Magdalene ~ Lena Magda Магда Maddie ; laura: Laura Лора Лаура
| Laure Лор | Laura Лаура ; lucy: Lucy Люси Люсі | Lucie Люси | Lucía Lucia Лусия Лучия Люция | Łucja Луция ~ Lu ;
emily: Emily Эмили Емілі | Émilie Emilie Эмили | Emilia Эмилия Эмилья Емілія ~ Em Emma ; emma: Emma Эмма Емма | Ema ;
eve: Eve Ив Ева | Eva Ева Эва Єва | Ève Эв | Ewa Эва | Yeva Ева Єва ; dorothy: Dorothy Дороти Дороті | Dorothea
Доротея | Dorothée Доротея | Dorota Дорота | Dora Дора ~ Dot Dolly ; barbara: Barbara Барбара | Bárbara Барбара |
Varvara Варвара ~ Barb Babs ; caroline: Caroline Кэролайн Каролин Каролайн | Carolina Каролина | Karoline Каролина |
Karolina Каролина Кароліна ~ Carrie Carol ; charlotte: Charlotte Шарлотта Шарлот Шарлотт | Carlota Карлота | Carlotta
~ Lottie Lotte Charlie ; christina: Christina Кристина Крістіна | Christine Кристин Кристина Крістін | Cristina
Кристина | Krystyna Кристина Крыстына | Khrystyna Kristina Кристина Христина ~ Chris Tina Chrissie ; agatha: Agatha
Агата | Agathe Агат | Agata Агата | Agafia Агафья ; agnes: Agnes Агнес Агнесса | Agnès Аньес | Agnieszka Агнешка |
Inés Ines Инес ; alice: Alice Элис Аліса Еліс | Alice Алис | Alicia Алисия | Alicja Алиция | Alisa Алиса Аліса ;
angela: Angela Анджела Ангела | Angèle Анжель | Ángela Анхела | Anzhela Анжела ~ Angie ; antonia: Antonia Антония
Антонія | Antoinette Антуанетта | Antonina Антонина Антоніна ~ Toni Nina ; beatrice: Beatrice Беатрис Беатриче |
Béatrice Беатрис | Beatriz Беатрис | Beatrix Беатрикс ~ Bea Trixie ; bridget: Bridget Бриджит | Brigitte Брижит
Бригитта | Brígida ; cecilia: Cecilia Сесилия Цецилия | Cécile Cecile Сесиль | Cäcilie ; claudia: Claudia Клаудия
Клаудіа | Claude | Klavdiia Клавдия Клавдія ; deborah: Deborah Дебора ~ Debbie Deb Дебби ; edith: Edith Эдит Едіт |
Édith Эдит | Edyta Эдита ; eleanor: Eleanor Элинор Елеонор | Éléonore Элеонора | Eleonora Элеонора ~ Nell Ellie Nora
Нора ; esther: Esther Эстер Естер ; florence: Florence Флоренс Флоранс | Florencia Флоренсия ; frances: Frances
Фрэнсис Френсіс | Françoise Francoise Франсуаза | Francisca Франсиска | Francesca Франческа | Franziska Франциска ~
Fran Fanny Paca Paquita ; gertrude: Gertrude Гертруда | Gertrud Гертруд ~ Trudy Gerti ; gisela: Gisela Гизела |
Giselle Жизель ; grace: Grace Грейс | Gracia Грасия | Grazia Грация ; heidi: Heidi Хайди | Adelheid Адельхайд |
Adelaide Аделаида | Adélaïde ; henrietta: Henrietta Генриетта | Henriette Анриетта Генриетта ; ingrid: Ingrid Ингрид
Інгрід ; inga: Inga Инга Інга Inge Инге ; jane: Jane Джейн | Jeanne Жанна Жанн | Juana Хуана | Giovanna Джованна |
Johanna Иоганна Йоханна Йоганна | Joanna Иоанна Йоанна Джоанна | Joan Джоан | | Zhanna Жанна Joanne Джоанн ~ Jenny
Janet Дженет Джанет Janie ; jennifer: Jennifer Дженнифер Дженніфер | Geneviève Женевьева ~ Jenny Jen Дженни ; jessica:
Jessica Джессика Джессіка ~ Jess Jessie ; joyce: Joyce Джойс ; judith: Judith Джудит Юдит Жюдит | Judyta ~ Judy Jude
Джуди ; kimberly: Kimberly Кимберли ~ Kim ; linda: Linda Линда Лінда ; lydia: Lydia Лидия Лідія | Lidia Лидия | Lidiia
Лидия Лідія ; louise: Louise Луиза | Luise Луиза | Luisa Луиса Луиза | Ludwika Людвика ~ Lou Lulu ; lilian: Lillian
Lilian Лилиан | Liliane Лилиан | Liliana Лилиана ~ Lily Лили Lil ; ludmila: Ludmila Людмила | Liudmyla Lyudmila
Ludmilla Людмила Liudmila ; marina: Marina Марина | Maryna Marina Марина ; melanie: Melanie Мелани Мелані | Mélanie
Мелани | Melania Мелания Меланія ; monica: Monica Моника Моніка | Monika Моника Моніка | Monique Моник | Mónica Моника
; nadine: Nadine Надин | Nadia Надия Надя | Nadiia Nadezhda Надежда Надія Nadiya ; nicole: Nicole Николь Ніколь |
Nicoletta Николетта ~ Nicky ; olivia: Olivia Оливия Олівія | Olivie ; pamela: Pamela Памела ~ Pam ; patricia: Patricia
Патрисия Патриция Патриція | Patrizia Патриция | Patrycja ~ Pat Patty Tricia Пэт ; paula: Paula Паула Пола | Paule
Поль | Paola Паола | Paulina Паулина | Pauline Полин | Polina Полина Поліна ; rebecca: Rebecca Ребекка Rebekah |
Rébecca Ребекка | Revekka Ревекка ~ Becky Бекки ; regina: Regina Регина Регіна | Régine Режин | Reina ; renate: Renate
Рената | Renata Рената | Renée Renee Рене ; rosa: Rosa Роза Роса | Rose Роуз Роз | Róża Ружа | Roza Роза ~ Rosie
Rosita ; rosemary: Rosemary Розмари | Rosemarie Розмари | Rosamaria ; ruth: Ruth Рут | Rut ; sarah: Sarah Сара | Sara
Сара | Sara Сара ~ Sally Sadie ; sabine: Sabine Забине Сабина | Sabina Сабина Сабіна ; silvia: Sylvia Silvia Сильвия
Сільвія | Sylvie Сильви ; stephanie: Stephanie Стефани Стефані | Stéphanie Стефани | Stefania Стефания Стефанія |
Estefanía Эстефания ~ Steph ; tatiana: Tatiana Татьяна Татиана | Tetiana Tatyana Татьяна Тетяна Tatiana Тетьяна ~
Tanya Таня ; ursula: Ursula Урсула | Úrsula Урсула | Ursule ~ Uschi ; valentina: Valentina Валентина | Valentine
Валентин | Valentyna Валентина ; valeria: Valeria Валерия Валерія | Valerie Валери | Valérie Валери | Valeriia Валерия
Валерія ; vera: Vera Вера | Véra Вера | Vira Вера Віра ; veronica: Veronica Вероника Вероніка | Veronika Вероника
Вероніка | Véronique Вероник | Weronika Вероника ; virginia: Virginia Вирджиния Вірджинія Виргиния | Virginie Виржини
~ Ginny ; vivian: Vivian Вивиан Вівіан | Vivienne Вивьен ; yvonne: Yvonne Ивонн Івонна | Iwona Ивона | Ivonne Ивонна ;
zoe: Zoe Зоуи Зои Зоя | Zoé Зоэ | Zoia Zoya Зоя ; angelina: Angelina Анджелина Ангелина Ангеліна | Angeline Анжелин |
Anhelina Ангелина Ангеліна ; anastasia: Anastasia Анастасия Анастасія | Anastasie | Anastasiia Anastasiya Анастасия
Анастасія ~ Stacy Stacey Настя Nastya ; oksana: Oksana Оксана Aksana Аксана | Xenia ; daria: Daria Дария Дарья Дар'я |
Darya Дарья Дарія Dariia ~ Dasha ; svetlana: Svetlana Светлана Світлана Svitlana ; lyubov: Liubov Lyubov Любовь Любов
~ Luba Lyuba Люба ; galina: Galina Галина Halyna Halina Halyna ; larisa: Larisa Larysa Лариса Larissa ; tamara: Tamara
Тамара ; nina: Nina Нина Ніна ; taisia: Taisia Таисия Таїсія Taisiia Thaïs ; sergio_: Sergio Серхио ; carmen: Carmen
Кармен ; concepcion: Concepción Консепсьон ~ Concha Conchita Кончита ; consuelo: Consuelo Консуэло ~ Chelo ; dolores:
Dolores Долорес ~ Lola Лола Lolita ; mercedes: Mercedes Мерседес ~ Merche ; pilar: Pilar Пилар ; guadalupe: Guadalupe
Гуадалупе ~ Lupe Lupita ; rocio: Rocío Rocio Росио ; soledad: Soledad Соледад ; esperanza: Esperanza Эсперанса ;
alvin: Alvin Элвин ; ramiro: Ramiro Рамиро ; ruben: Rubén Ruben Рубен ; gerardo: Gerardo Херардо ; ignacio: Ignacio
Игнасио Ігнасіо ; emiliano: Emiliano Эмилиано ; mauro: Mauro Мауро ; fabrizio: Fabrizio Фабрицио | Fabrice Фабрис ;
silvio: Silvio Сильвио ; sandro: Sandro Сандро ; tiziana: Tiziana Тициана ; chiara: Chiara Кьяра ; ilse: Ilse Ильзе
Ільзе ; hildegard: Hildegard Хильдегард ~ Hilde Хильда ; elfriede: Elfriede Эльфрида ; erika: Erika Erica Эрика Еріка
; sigrid: Sigrid Зигрид ; ute: Ute Уте ; antje: Antje Антье ; jutta: Jutta Ютта ; leonid: Leonid Leonide Леонид Леонід
; lev: Lev Лев | Leo Лео ; yuri: Yurii Yuri Yury Юрий Юрій Yuriy Iurii | George Джордж ; yehor: Yehor Egor Yegor Егор
Єгор | George ; jacob: Jacob Джейкоб Джекоб | Jakob Якоб | Jakub Якуб | Jacques Жак | Giacomo Джакомо | Jacobo Хакобо
| James | Yakiv Yakov Яков Яків Iakov ~ Jake Джейк ; yana: Yana Jana Яна | Iana ; ivanna: Ivanna Іванна Иванна |
Joanna ; janina: Janina Yanina Янина Яніна ; xenia: Xenia Ксения Ксенія Kseniia Kseniya Ksenia | Ксенья ; valery:
Valerii Valery Валерий Валерій Valeriy Valeri | Valéry Валери | Valerio Валерио | Walery ; igor: Igor Ihor Игорь Ігор
Ihar ; oleg: Oleg Oleh Олег ; vyacheslav: Vyacheslav Viacheslav Вячеслав В'ячеслав Wiaczesław ; yaroslava: Yaroslava
Ярослава ; vitaly: Vitaly Vitalii Vitaliy Виталий Віталій | Vital Виталь ; artem: Artem Artyom Артем Артём | Artemius
; ruslan: Ruslan Руслан ; taras: Taras Тарас ; nazar: Nazar Назар Назарій Nazarii Nazariy | Nazarius ; gleb: Hlib Gleb
Глеб Гліб ; nikita: Nikita Mykyta Никита Микита | Nicetas ; arseny: Arsenii Arseny Арсений Арсен Арсеній ; rostislav:
Rostyslav Rostislav Ростислав ; mstislav: Mstyslav Мстислав ; inna: Inna Инна Інна ; alla: Alla Алла ; lyudmyla_: Мила
; zinaida: Zinaida Зинаида Зінаїда | Zénaïde ; raisa: Raisa Раиса Раїса ; nelly: Nelly Неллі Нелли ; evdokia:
Yevdokiia Евдокия Євдокія Eudoxia ; kira: Kira Кира Кіра ; karina: Karina Карина Каріна ; alina: Alina Алина Аліна ;
yulian_: Юліана Juliana Юлиана | Giuliana
"""
