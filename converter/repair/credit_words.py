"""The words of which credits are made: posts, the verbs of a picture's credit, papers, bodies.

Each constant is a regular expression, to be built into larger ones. Both scripts are in them.
"""

from __future__ import annotations

from typing import Final

from converter.repair.script import HAN_CHAR


def either(words: str) -> str:
    """A regular expression for one of some words; of two that begin alike the longer is first."""
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


HOUSE: Final = either("本报 本報 本刊 本台 本网 本網 本社 本版")
"""What a paper calls itself."""
AGENCY: Final = (
    rf"(?:新华社|新華社|中新社|中央社|路透社|路透|法新社|美联社|美聯社|{HAN_CHAR}{{2,4}}通讯社"
    rf"|{HAN_CHAR}{{2,4}}通訊社|{HAN_CHAR}{{1,3}}社)"
)
_PAPER_ENDS = either("都市报 周刊 电视台 電視臺 电台 通讯社 网 網 融媒")
PAPER: Final = (
    rf"(?:{HOUSE}|{AGENCY}|(?!{HAN_CHAR}{{1,5}}(?:本[报報刊台网網社]|新华社|新華社))"
    rf"{HAN_CHAR}{{1,6}}?(?:[日晚早晨时時周週新商]?[报報]|{_PAPER_ENDS}))"
)
"""What a newspaper or an agency is called."""

RANK: Final = either(
    "首席 资深 資深 学生 學生 特约 特約 特派 见习 見習 实习 實習 全媒体 融媒体 摄影 攝影 文字 体育 體育 驻地 "
    "驻站 驻外 本地 综合 财经 財經 政法 时政 记者站"
)
POST: Final = either(
    "记者 記者 通讯员 通訊員 实习生 實習生 特派员 特派員 评论员 評論員 撰稿人 撰稿 撰文 撰写 作者 "
    "供稿 来稿 投稿 采写 採寫 采访 採訪 采访整理 採訪整理 整理 记录 記錄 口述 讲述 策划 统筹 采集 采集者 "
    "编译 編譯 编辑 編輯 翻译 翻譯 编选 搜集整理 整理报道 数据提供 资料提供 摄影 攝影 摄影报道 攝影報導 "
    "采写报道 制图 製圖 漫画 漫畫 插图 插圖 绘图 繪圖 指导教师 指導教師 指导老师 指導老師 主持人 主持 主讲人 "
    "主讲 主答 编者 編者 文图 圖文 图文 文圖 文字 图片 圖片 特稿 專訪 访谈 訪談 訪問 訪員 观察员 特写 报道组 報導組 "
    "来函 执笔 執筆 采访员 採訪員 解答 笔记 筆記 "
    "文/图 文／图 图/文 图／文 文/摄 文／摄 文/攝 文／攝 文/圖 文／圖 圖/文 圖／文 文并图 文并摄"
)
"""What a person does for the paper."""
REPORTER: Final = either("记者 記者 通讯员 通訊員 实习生 實習生 特派员 特派員")
TITLE: Final = either(
    "教授 博士 医师 醫師 医生 醫生 护士 護士 律师 律師 法官 检察官 警官 教师 教師 老师 老師 主任 校长 校長 "
    "馆长 館長 社员 社員 工人 农民 農民 市民 村民 居民 职工 職工 学生 學生 消费者 读者 讀者 网友 網友 执教 執教"
)
"""What a person is elsewhere: told before the name of one who writes to the paper."""
BODY_END: Final = either(
    "中心 站 部 会 會 局 社 院 校 班 队 隊 室 馆 館 委 台 臺 办 辦 所 厂 廠 组 組 公司 集团 集團 协会 宣 关 "
    "處 处 科 系 股 分场 工厂 小学 中学 大学 学院 学校 小學 中學 大學 學院 學校 驿站 书店 书院 酒店 医院 醫院 "
    "一中 二中 三中 四中 五中 六中 七中 八中 九中 附中 附小 女中 高中 初中 國中 国中 國小 国小 一小 二小 职高 技校 "
    "改良场 改良場 试验所 試驗所 农场 農場 林场 林場 气象台 氣象臺 "
    "诗社 车间 工段 银行 法院 政府 公社 大队 支部 党委 工会 村 乡 鎮 镇 基地 报社 报館 海关"
)
"""How the name of a body ends."""
VERB: Final = either(
    "摄影报道 攝影報導 摄影 攝影 摄 攝 收藏 藏 供图 供圖 制图 製圖 翻拍 航拍 绘图 繪圖 绘 繪 作 图 圖 图片 圖片 "
    "提供 供稿 供給 供给 赠刊 贈刊 寄赠 寄贈 摄赠 攝贈 摄寄 攝寄 寄 报道 報導 插图 插圖 绘制 发"
)
"""What closes a picture's credit."""
PERSON: Final = either(
    "记者 記者 通讯员 通訊員 实习生 實習生 特派员 特派員 市民 读者 讀者 网友 網友 作者 村民 居民 鸟友 鳥友 "
    "球迷 游客 遊客 摄影师 攝影師 志愿者 家长 家長"
)
"""Who is named before the one that took a picture."""
