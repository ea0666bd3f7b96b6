"""Chinese syllables and characters: the Pinyin syllables there are, and the characters usual in names by Pinyin."""

FINALS_BY_INITIAL = """
-: a ai an ang ao e ei en eng er o ou
b: a ai an ang ao ei en eng i ian iao ie in ing o u
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f: a an ang ei en eng o ou u
d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t: a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k: a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu u uan ue un
q: i ia ian iang iao ie in ing iong iu u uan ue un
x: i ia ian iang iao ie in ing iong iu u uan ue un
zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch: a ai an ang ao e en eng i ong ou u uai uan uang ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r: an ang ao e en eng i ong ou u uan ui un uo
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
c: a ai an ang ao e en eng i ong ou u uan ui un uo
s: a ai an ang ao e en eng i ong ou u uan ui un uo
y: a an ang ao e i in ing o ong ou u uan ue un
w: a ai an ang ei en eng o u
"""

# Postal, Cantonese and overseas spellings of surnames that follow no rule.
USUAL_SURNAMES = """
jiang:Chiang,Keung sun:Soon li:Lee,Lei,Lie chen:Chan,Tan,Ting lin:Lim,Lam huang:Wong,Hwang,Ng wang:Wong,Ong wu:Ng,Woo
zheng:Cheng,Tay,Cheang zhang:Cheung,Cheong,Teo cai:Tsai,Choi,Choy,Chua liu:Lau,Low xu:Hsu,Tsui,Hui,Koh guo:Kwok,Quek
zhou:Chow,Chou,Chew he:Ho,Hoe ma:Mah liang:Leung,Leong,Neo zhao:Chiu,Chao ye:Yip,Yap feng:Fung,Foong yang:Yeung,Yeo
zhu:Chu,Choo song:Soong,Sung tang:Tong luo:Lo,Law xie:Tse,Hsieh,Chia deng:Tang,Teng cao:Tso,Tsao yuan:Yuen
ouyang:Auyeung peng:Pang pan:Poon,Pun dong:Tung,Toong lu:Lo,Loo yao:Yiu,Yeo fang:Fong ren:Yam shen:Sum,Shum sun:Suen
zeng:Tsang,Chan xiao:Siu,Siew du:To,Toh jia:Ka gao:Ko,Kao su:So,Soh hong:Hung,Ang zhong:Chung mo:Mok kong:Hung,Kung
bai:Pak fu:Foo
"""

# Syllable, then characters, simplified and traditional. A character with two readings stands in two rows.
CHARACTERS = """
ai:爱愛艾蔼靄 an:安岸 ao:敖傲奥奧 ba:巴霸 bai:白百柏佰 ban:班半 bang:邦榜 bao:包宝寶保鲍鮑葆豹堡苞 bei:贝貝北倍蓓
ben:本奔 bi:毕畢碧必壁璧弼 bian:边邊卞扁 biao:彪标標飙飆 bin:斌彬滨濱宾賓 bing:冰兵炳丙秉并 bo:波博柏伯勃帛渤薄
bu:步卜布 cai:才蔡彩采财財菜材 can:灿燦 cang:苍蒼沧滄 cao:曹草操 cen:岑 chai:柴 chan:禅 chang:常昌长長畅暢嫦昶倡
chao:超朝潮巢晁 che:车車 chen:陈陳晨辰臣沉琛宸谌諶忱 cheng:成程城承诚誠呈丞澄铖鋮晟乘 chi:驰馳池迟遲赤炽熾弛
chong:崇冲充宠寵翀 chu:楚初褚储儲出础礎 chuan:川传傳 chuang:创創 chui:垂 chun:春纯純淳椿 ci:慈词詞次 cong:聪聰从從丛叢
cui:崔翠 da:达達大 dai:戴代黛岱 dan:丹旦单單淡 dang:党黨 dao:道导導 de:德得 deng:邓鄧登等灯燈 di:迪帝狄弟第笛娣
dian:典电電点點 diao:刁 die:蝶 ding:丁定鼎顶頂 dong:东東冬董栋棟动動 dou:窦竇斗 du:杜都独獨 duan:段端 dun:敦
duo:多铎鐸朵 e:娥鄂俄 en:恩 er:尔爾二儿兒 fa:发發法 fan:范凡樊帆繁梵泛 fang:方芳房放昉 fei:飞飛菲斐费費非霏妃
fen:芬奋奮芬汾 feng:风風凤鳳丰豐冯馮峰锋鋒封枫楓 fo:佛 fu:福富傅付夫复復芙扶甫辅輔府符伏馥 gai:盖蓋 gan:甘干淦赣
gang:刚剛钢鋼岗崗港纲綱 gao:高皋 ge:葛戈歌格革鸽 gen:根 geng:耿庚更 gong:龚龔宫宮公功弓巩鞏恭贡貢工 gou:勾苟
gu:顾顧古谷固鼓辜 gua:瓜 guan:关關管官冠观觀贯貫 guang:光广廣 gui:桂贵貴归歸圭瑰 guo:国國郭果 hai:海亥
han:韩韓汉漢涵寒翰晗含函菡 hang:航杭 hao:浩豪郝昊好皓号號颢顥灏灝濠 he:何贺賀和河荷赫鹤鶴禾合贺 hei:黑 heng:恒衡亨珩
hong:红紅洪宏鸿鴻虹弘泓烘 hou:侯厚候 hu:胡虎湖沪滬户戶护護瑚琥扈 hua:华華花化画畫骅驊桦樺 huai:怀懷淮
huan:欢歡焕煥环環桓换還寰 huang:黄黃皇煌晃凰 hui:辉輝慧惠会會晖暉卉徽回汇匯绘蕙 huo:霍火活
ji:季吉纪紀基继繼姬冀骥驥计計济濟积積集寄机機籍及际極极记 jia:家佳嘉贾賈甲加夹嫁珈
jian:建健剑劍坚堅简簡俭儉荐鉴鑑舰艦见見键鍵 jiang:江姜蒋蔣将將疆绛绛 jiao:焦娇嬌姣皎骄驕蛟角
jie:杰傑洁潔捷节節介解婕界街劫 jin:金进進近锦錦晋晉津今瑾靳劲勁谨謹 jing:静靜晶京景敬经經荆荊靖菁婧净淨璟井竞競精境
jiong:炯 jiu:久九 ju:菊巨居鞠聚举舉驹駒 juan:娟涓卷 jue:珏觉覺爵决 jun:军軍俊君均峻骏駿钧鈞郡 kai:凯凱开開楷恺愷
kan:阚闞侃 kang:康亢 ke:柯克科可珂轲軻 kong:孔空 kou:寇 ku:库 kuai:蒯 kuan:宽寬 kuang:邝鄺匡况 kui:魁奎葵
kun:坤昆琨鲲鯤 lai:赖賴来來莱萊 lan:兰蘭蓝藍岚嵐澜瀾 lang:郎朗浪琅 lao:劳勞 le:乐樂勒 lei:雷磊蕾垒 leng:冷
li:李力丽麗立利黎礼禮莉理励勵厉厲历歷俐梨璃里離离栗郦酈隶黧莅鹂鸝 lian:连連莲蓮廉联聯练練恋戀 liang:梁良亮粱樑量凉
liao:廖辽遼 lie:烈列 lin:林琳霖临臨麟淋蔺藺邻鄰 ling:玲凌灵靈岭嶺令铃鈴龄齡领領聆伶 liu:刘劉柳六流留浏瀏
long:龙龍隆泷瓏珑 lou:楼樓娄婁 lu:陆陸路鲁魯卢盧芦蘆禄祿鹿露璐吕卢 lv:吕呂绿綠律旅履 lve:略 luan:栾欒 lun:伦倫轮
luo:罗羅骆駱洛络珞 ma:马馬玛瑪 mai:麦麥迈邁 man:满滿曼 mang:芒 mao:毛茂冒 mei:梅美媚枚玫眉妹 men:门門
meng:孟梦夢蒙萌猛盟 mi:米密弥彌 mian:绵綿勉 miao:苗妙缪繆淼 min:敏民闵閔旻闽 ming:明铭銘鸣鳴名茗 mo:莫墨默沫茉 mou:牟
mu:木牧穆慕睦 na:娜纳納那 nan:南楠男 nai:乃耐 neng:能 ni:倪妮尼 nian:年念 ning:宁寧凝甯 niu:牛钮鈕 nong:农農 nuo:诺諾
ou:欧歐区區 pan:潘盘盤攀畔 pang:庞龐 pei:裴培佩沛 peng:彭鹏鵬朋蓬 pi:皮 ping:平萍屏苹 po:坡朴 pu:蒲浦普朴溥
qi:齐齊琪奇祁戚启啟起旗琦棋麒祺岐其淇绮綺气 qian:钱錢前千谦謙倩乾茜 qiang:强強墙 qiao:乔喬巧桥橋俏 qin:秦勤琴钦欽芹沁
qing:青清庆慶卿晴情擎 qiong:琼瓊 qiu:秋邱丘裘仇求球 qu:曲屈瞿渠 quan:全权權泉荃铨銓 que:阙闕 qun:群 ran:冉然 rang:让讓
rao:饶饒 ren:任仁人 ri:日 rong:荣榮容蓉戎融溶嵘嶸熔榕 rou:柔 ru:如汝儒茹 rui:瑞蕊锐銳芮睿 run:润潤 ruo:若 sai:赛賽
san:三 sang:桑 sen:森 sha:沙莎 shan:山珊单單善杉闪姗姍 shang:尚商上 shao:邵少韶绍紹 she:佘 shen:沈申深慎神
sheng:盛胜勝生声聲升圣聖晟昇笙 shi:石施史时時世士诗詩实實师師仕始是示师十适 shou:寿壽守首 shu:舒淑书書树樹叔姝曙
shuai:帅帥率 shuang:双雙爽霜 shui:水 shun:顺順舜 shuo:硕碩朔 si:思司斯四丝絲 song:宋松颂頌嵩崧 su:苏蘇素宿肃肅
sui:隋随隨穗遂 sun:孙孫 suo:索 ta:塔 tai:泰太台邰 tan:谭譚谈談覃檀坦 tang:唐汤湯棠堂 tao:陶涛濤桃滔韬韜 teng:滕腾騰
tian:田天甜 tie:铁鐵 ting:婷廷庭亭霆 tong:童同彤佟通桐仝 tu:涂屠图圖土 tuo:拓 wan:万萬婉晚宛湾丸 wang:王汪旺望
wei:伟偉维維卫衛威魏薇巍炜煒玮瑋韦韋蔚为為味微未唯惟伟尉渭 wen:文温溫闻聞雯稳問 weng:翁 wo:沃
wu:吴吳武伍五午邬鄔巫悟舞梧 xi:西希喜溪席习習曦熙玺璽锡錫夕惜奚郗禧析晞犀 xia:夏霞侠俠
xian:先贤賢显顯宪憲仙献獻冼现現娴嫻羡弦 xiang:向翔祥项項香湘想相象享 xiao:小晓曉肖萧蕭孝笑霄潇瀟筱校箫
xie:谢謝解协協颉邪燮 xin:新鑫欣辛心馨信昕芯 xing:星兴興邢行幸杏形刑 xiong:雄熊 xiu:秀修休绣繡
xu:徐许許旭绪緒虚须須胥栩煦 xuan:宣轩軒璇萱玄选選炫 xue:雪学學薛 xun:勋勳荀迅逊遜寻尋训 ya:亚亞雅娅婭
yan:燕岩颜顏严嚴艳艷彦彥闫閆言炎延焱妍研晏阎閻雁衍嫣 yang:杨楊阳陽洋央扬揚羊仰漾旸 yao:姚瑶瑤耀尧堯遥遙药
ye:叶葉业業野夜烨燁晔 yi:一易义義艺藝怡仪儀毅益宜伊奕逸依亿億意翼轶頤颐忆憶以倚佾懿 yin:银銀尹殷音印寅因茵荫隱
ying:英颖穎应應莹瑩盈影迎营營樱櫻映瑛婴嬰滢 yong:勇永用咏詠泳庸雍涌 you:友有尤游由优優又佑右幼悠
yu:于余玉宇雨喻俞禹育裕昱煜钰鈺郁渝瑜榆语語羽愉虞鱼魚御誉譽毓域予豫预 yuan:元袁园園远遠源媛圆圓原缘緣渊淵苑院
yue:月岳越悦悅跃躍乐樂粤 yun:云雲运運韵韻芸昀允匀筠蕴蘊郓 zai:在载載再 zan:昝赞贊 zang:臧 zao:早 ze:泽澤则則 zeng:曾增
zha:查 zhai:翟 zhan:詹占展战戰湛 zhang:张張章彰璋长長漳掌 zhao:赵趙兆昭招照钊釗肇召 zhe:哲喆浙
zhen:珍振真镇鎮贞貞震甄桢禎祯臻圳 zheng:郑鄭正政征徵峥崢铮錚争諍 zhi:志智治之芝直知支植致质質芷稚职誌枝祉
zhong:中忠钟鐘鍾仲重众眾 zhou:周洲舟州 zhu:朱竹祝珠诸諸柱著主铸鑄筑竺 zhuan:专 zhuang:庄莊壮壯 zhuo:卓
zi:子紫梓资資自姿兹 zong:宗 zou:邹鄒 zu:祖 zuo:左作佐 gui:归鬼炔桂 zhai:宅 mu:母幕 qiu:邱 ouyang:歐阳
"""
