"""Korean syllables that occur in names, the commoner first, and the usual spellings of surnames."""

GIVEN = "".join(
    """
    영 수 정 철 민 성 현 진 희 호 은 지 경 명 미 준 숙 동 순 재 용 옥 종 상 선 남 인 태 승 훈 석 혜 원 금 광 학 연
    주 복 유 서 창 춘 우 길 화 일 기 덕 만 대 병 봉 애 자 아 란 홍 식 환 규 도 한 윤 국 근 득 룡 룡 림 봄 혁 형 하
    예 소 보 빈 은 찬 섭 범 배 건 강 관 권 균 나 난 노 늘 다 단 달 담 두 란 람 량 려 련 렬 령 례 록 린 매 모 목 무
    문 묵 백 별 비 빛 산 삼 설 세 솔 송 슬 시 신 심 쌍 안 암 양 언 업 엄 여 열 염 엽 오 온 완 왕 요 욱 운 웅 월 위
    율 융 음 의 이 익 임 장 저 전 점 제 조 중 즙 직 차 채 천 청 초 총 추 충 치 칠 쾌 탁 탄 택 통 판 평 포 표 풍 필
    해 행 향 헌 협 후 휘 흠 흥 갑 곤 구 군 결 계 고 공 곡 교 능 니 당 라 락 래 로 류 리 름 립 마 말 맹 면 박 반 발
    방 벽 변 부 분 사 샘 생 울 육 을 응 작 잔 잠 족 존 질 집 찬 찰 참 척 첨 쳐 출 탐 터 토 투 특 파 팔 패 편 품 학
    함 합 항 허 험 혈 혼 황 회 효 훤 훌 흔 희 결 겸 꽃 끝 낙 날 내 녀 년 념 농
    """.split()
)
SURNAMES = "".join(
    """
    김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 손 배 백 허 남 심 노 하 곽 성 차 주
    우 구 라 나 민 진 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥 육 인
    맹 제 모 탁 국 어 은 편 용 예 경 봉 사 부 가 복 태 목 형 계 피 두 감 음 빈 동 온 호 범 승 좌 팽 리 림 량 려 렴
    로 련
    """.split()
)
SURNAME_SPELLINGS = """
김:Kim Gim Ghim Kym Ким Кім
이:I Yi Lee Li Ri Rhee Ree Rhie Yee Leigh Lie Ли Лі Ри И Ли́ Лигай Нигай Ний Ни
리:Ri Lee Li Rhee Yi Ли Лі Ри
박:Pak Park Bak Bark Paik Pahk Pac Пак Парк Пакк
최:Choi Choe Choy Chey Chwe Chae Tsoi Tsoy Tzoi Чхве Чхое Чве Цой Чой Цхой
정:Jeong Chong Jung Chung Joung Jong Cheong Cheng Jeung Zheng Чон Чжон Джон Чонг Тен Тхен Дён Дюн Чжун Чен Дён
강:Kang Gang Khang Kahng Кан Канг
조:Jo Cho Joe Joh Чо Джо Чжо Те Тё Дё Чё
윤:Yun Yoon Youn Yune Юн Юнь
장:Jang Chang Zang Чан Чжан Джан Тян Дян Тьян
임:Im Lim Rim Yim Ihm Leem Им Лим Рим Лім
림:Rim Lim Im Yim Лим Рим Лім
한:Han Hahn Haan Хан Ган
오:O Oh Oe О Огай
서:Seo So Suh Su Sur Se Sŏ Со Шегай Шогай Сегай
신:Sin Shin Shinn Син Шин Сін
권:Gwon Kwon Kwun Kweon Gweon Kuon Квон Куон Квен
황:Hwang Whang Hoang Huang Хван Хванг Фан
안:An Ahn Aan Ан Анн
송:Song Soung Сон Сонг
류:Ryu Yu Yoo Ryoo Lyu Liu Lew Rew Рю Лю Ю Югай Люгай Ню
유:Yu Yoo You Ryu Yew Ю Рю Лю Югай
전:Jeon Chon Jun Chun Jeun Cheon Чон Джон Чжон Тен Дён Чен
홍:Hong Houng Хон Хонг
고:Go Ko Koh Goh Ко Го Когай
문:Mun Moon Мун
양:Yang Ян Янг Лян
량:Ryang Yang Рян Лян Ян
손:Son Sohn Сон
배:Bae Pae Bai Pai Bay Бэ Пэ Пя Пегай Пягай
백:Baek Paek Paik Back Baik Бэк Пэк Пяк Бек
허:Heo Ho Hur Huh Her Хо Хегай Хё Гегай
남:Nam Nahm Нам
심:Sim Shim Sym Сим Шим Сім
노:No Roh Noh Ro Rho Но Ро Ногай Логай
로:Ro No Roh Ро Но
하:Ha Hah Ха Хагай
곽:Gwak Kwak Kwag Kwack Квак Куак
성:Seong Song Sung Soung Сон Сен Шен
차:Cha Tscha Чха Ча Чагай
주:Ju Chu Joo Choo Чу Джу Чжу Дю Тю
우:U Woo Wu Ou У Угай
구:Gu Ku Koo Goo Ку Гу Кугай
라:Ra Na Rah Ра Ла На
나:Na Ra Rha Nah На Ра
민:Min Мин
진:Jin Chin Чин Джин Тин
지:Ji Chi Jee Чи Джи Тигай Дигай
엄:Eom Om Um Uhm Ом Эм
채:Chae Chai Чхэ Чэ Чай Цай
원:Won Weon Вон
천:Cheon Chon Chun Чхон Чон Тён Чен
방:Bang Pang Пан Бан
공:Gong Kong Кон Гон
현:Hyeon Hyon Hyun Хён Хен
함:Ham Hahm Хам
변:Byeon Pyon Byun Pyun Пён Бён Пен
염:Yeom Yom Youm Yum Ём Рём Лём
여:Yeo Yo Yuh Ё Ёгай
추:Chu Choo Чху Чу
도:Do To Doh То До
소:So Soh Со
석:Seok Sok Suk Сок
선:Seon Son Sun Сон
설:Seol Sol Sul Соль
마:Ma Mah Ма Магай
길:Gil Kil Киль Гиль
연:Yeon Yon Yun Youn Ён
위:Wi Ви
표:Pyo Пхё Пё
기:Gi Ki Kee Ки Ги
반:Ban Pan Бан Пан
왕:Wang Ван
육:Yuk Yook Юк
맹:Maeng Мэн
탁:Tak Тхак Так
제갈:Jegal Chegal Чегаль Джегаль
남궁:Namgung Namkung Namgoong Намгун
황보:Hwangbo Hwangpo Хванбо
선우:Seonu Sonu Sunwoo Сону
독고:Dokgo Tokko Докко Токко
사공:Sagong Sakong Сагон
"""
