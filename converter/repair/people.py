"""How people are named in print: surnames, the shape of a name, a row of names.

A Chinese name is a surname of one character (seldom two) and a given name of one or two. A name of
two characters is often set with a space between them to fill the measure of three ("王　晖"): two
characters that stand alone side by side are one name.
"""

from __future__ import annotations

import re
from typing import Final

from converter.repair.script import HAN_CHAR

SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空"
    "曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖代闫付覃仝仉冼揭丛岳帅缑亢况有琴商牟佘佴伯赏"
    "南盘幺呼颛翦羿丛沃墨哈谯笪年爱阳佟言福邸禚鄢禤訾戢蹇瞿苑展卻初迟隋修原战庹粟辜粘涂鄞钭么朴甯晓滿漆鲜敬藏刀虎折拓脱普印练信但母缴虎隆信来税撒帖俸敏盈"
    "谌諶亓邝丘綦苟栗郇檀麦楼荊尉迮夙"
    "練區龔簡塗闕鄺鄒饒鮮祿麥黎瞿翦釋繆"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳費賀湯羅畢鄔樂於時齊顧黃蕭貝計談龐紀項閔賈婁"
    "顏鐘徐鄧應單諸鈕龔嵇陸榮儲焦隗車寧欒厲劉葉龍葉薊懷賴藺蒙喬陰雙聞黨譚貢勞郟酈莊閻連習魚終蕭豐關"
    "蒯歐聶鞏冷闞簡饒蓋過羋逯溫瑋夏游江卓童沈戴"
    "吳鍾駱萬盧賁烏蒼壽邊廣養紅閆叢帥緱盤顓譙鮑強藍鈄繳樓隨遲樸酆鄖郤暢賓"
)
"""The Hundred Family Surnames with those in common use today, in both scripts."""
_COMPOUNDS = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|令狐|宇文|长孙|長孫|慕容|司徒|南宫|南宮"
    "|夏侯|万俟|萬俟|闻人|聞人|澹台|澹臺|濮阳|濮陽|淳于|单于|單于|端木|独孤|獨孤|宗政|相里|赫连|赫連|赫舍|拓跋"
    "|颛孙|顓孫|赫舍里|轩辕|軒轅|钟离|鍾離|呼延|申屠|公冶|仲孙|仲孫|太叔|鲜于|鮮于|闾丘|閭丘|亓官|司空|百里|东郭|東郭|南门|西门"
)
COMPOUND: Final = re.compile(f"^(?:{_COMPOUNDS})")
_COMPOUND_BEGINS: Final = frozenset(name[0] for name in _COMPOUNDS.split("|"))

_HAN_NAME = re.compile(f"{HAN_CHAR}{{2,4}}|{HAN_CHAR}{{1,8}}(?:[·•・]{HAN_CHAR}{{1,8}}){{1,3}}")
_TRANSCRIBED = re.compile(
    "[额尔德木图其格乌兰巴特仁毕力和呼日勒宝音斯琴阿拉坦娜布敖敦朝鲁孟根那顺达赛罕哈苏扎西才让卓玛措多吉次旦增平顿珠"
    "央宗桑加嘉旺洛丹艾山买提江古丽热依努帕肯克别热合曼额爾德圖烏蘭畢寶爾]{5,8}"
)
"""A Mongolian, Tibetan or Turkic name written without dots is longer than a Chinese one."""
_HAN_AT_END = re.compile(f"{HAN_CHAR}+$")
_LATIN_NAME = re.compile(r"[A-Z][\w.’'-]*(?:[ ·][A-Z][\w.’'-]*){0,3}")
_GAP = re.compile(r"[\s、，,;；]+")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z.’'-])[ \u3000]+(?=[A-Z][a-z.’'])")


def is_name(text: str) -> bool:
    """Whether a text has the shape of one person's name."""
    return bool(
        _HAN_NAME.fullmatch(text) or _LATIN_NAME.fullmatch(text) or _TRANSCRIBED.fullmatch(text)
    )


def has_surname(text: str) -> bool:
    """Whether a text begins as a Chinese person's full name does."""
    first = text[:1]
    return first in SURNAMES or (first in _COMPOUND_BEGINS and bool(COMPOUND.match(text)))


def is_person(text: str) -> bool:
    """Whether a text can hardly be but one person's name: a surname tells, a dot, capitals."""
    if "·" in text or text.isascii():
        return is_name(text)
    return is_name(text) and has_surname(text) and (len(text) < 4 or bool(COMPOUND.match(text)))


def is_whole_name(text: str) -> bool:
    """Whether a text is one person's name and not the beginning of one: 欧阳 alone is none."""
    return is_person(text) and not COMPOUND.fullmatch(text)


def words(text: str) -> list[str]:
    """The words of a row of names and roles; a name in Latin letters is one word."""
    row = _LATIN_GAP.sub("\0", text)
    return [word.replace("\0", " ") for word in _GAP.split(row) if word]


def merged(tokens: list[str]) -> list[str]:
    """Tokens, with two characters that stand alone side by side as one name."""
    out: list[str] = []
    alone = False
    for token in filter(None, tokens):
        single = len(token) == 1
        if single and alone:
            out[-1] += token
            alone = False
        else:
            out.append(token)
            alone = single
    return out


def name_at_end(text: str) -> str:
    """The person's name that closes a text with no space before it, or an empty string.

    The surname tells where it begins: three characters are likelier than two or four.
    """
    tail = _HAN_AT_END.search(text[-8:])
    if not tail:
        return ""
    row = tail.group()
    for size in (4, 3):
        if len(row) >= size and COMPOUND.match(row[-size:]):
            return row[-size:]
    for size in (3, 2):
        if len(row) >= size and row[-size] in SURNAMES:
            return row[-size:]
    return ""
