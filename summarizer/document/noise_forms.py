"""The table of page noise: what pages, forums, newspapers and printers put around a report and between its lines.

Every form has a real instance beside it, and sentences of reports it must leave alone. All are simplified; a traditional text is
folded before it is searched. Words and patterns only: what is done with them stands in noise.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarizer.document import noise_words as words

Place = Literal["anywhere", "edge", "tail", "run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseForm:
    """``pattern`` is searched line by line; the text of its group ``noise`` (or the whole match) is dropped.

    ``place`` says where: anywhere; before the first and after the last line of the report (edge, tail); or only in a run of
    lines that are noise too (run), since the words alone could be the report's. ``keeps`` are lines that must stay.
    """

    name: str
    pattern: re.Pattern[str]
    example: str
    keeps: tuple[str, ...]
    place: Place = "anywhere"


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^{words.SPACE}+(?:{pattern}){words.SPACE}$", re.MULTILINE)


FORMS: tuple[NoiseForm, ...] = (
    # bars of what visitors press
    NoiseForm(
        name="controls",
        pattern=_line(
            rf"(?=[^\n]{{1,160}}$){words.SEPARATOR}*{words.CONTROLS}*(?:{words.CERTAIN_CONTROL}|{words.SIZE}{words.SPACE}[:：]){words.SEPARATOR}*{words.CONTROLS}*"
        ),
        example="分享到： 微信 新浪微博 QQ空间",
        keeps=("打印、复印收费全部取消", "首页办事、扫码办事全面推行", "中小微企业", "下一页精彩由大家书写"),
    ),
    NoiseForm(
        name="bracketed control",
        pattern=_line(
            rf"(?:[\[【（(]{words.SPACE}(?:{words.CERTAIN_CONTROL}|{words.CONTROL}){words.SPACE}[\]】）)]{words.SPACE})+"
        ),
        example="【打印】 【关闭】",
        keeps=("【工业】", "（一）打印产业园", "【打印产业】新建产业园2个"),
    ),
    NoiseForm(
        name="size of type",
        pattern=re.compile(
            rf"[\[【（(]{words.SPACE}{words.SIZE}{words.SPACE}(?:[:：]{words.SEPARATOR}*{words.CONTROLS}*|(?:{words.SEPARATOR}*{words.CONTROL}){{1,8}}{words.SEPARATOR}*?)[\]】）)]"
        ),
        example="政府工作报告【字号：大 中 小】",
        keeps=("规范户外广告字号（字体大小统一）", "推进招牌【字号】保护"),
    ),
    NoiseForm(
        name="two controls",
        pattern=_line(
            rf"(?=[^\n]{{1,120}}$){words.BAR}*(?:{words.PRESSED}{words.BAR}+){{1,20}}{words.PRESSED}{words.BAR}*"
        ),
        example="下载 打印 收藏 关闭",
        keeps=("大\t中\t小", "微信、微博、客户端"),
        place="edge",
    ),
    NoiseForm(
        name="one control",
        pattern=_line(
            rf"{words.SEPARATOR}*{words.PRESSED}?{words.SEPARATOR}*[+-]?|{words.LABEL}{words.SPACE}[:：]"
        ),
        example="【字号：\n加大\n还原\n减小\n】",
        keeps=("打印", "大", "政务公开", "还原"),
        place="run",
    ),
    NoiseForm(
        name="menu",
        pattern=_line(
            rf"(?=[^\n]{{1,200}}$)(?:(?:网站)?首页(?:{words.BAR}+{words.ITEM}){{2,}}|(?:{words.ITEM}{words.BAR}+){{0,9}}{words.MENU}{words.BAR}+{words.MENU}(?:{words.BAR}+{words.ITEM}){{0,9}}){words.BAR}*"
        ),
        example="首页|市情概况|政务公开|网上办事|公众参与",
        keeps=("地区生产总值|320亿元|7.5%|全市第一", "指标|单位|2030年|增长", "首页|栏目设置更加规范。"),
        place="edge",
    ),
    NoiseForm(
        name="place in the site",
        pattern=_line(
            r"(?:当前位置|您现在的位置|您所在的位置|您的位置|所在位置)[:：][^。\n]{0,120}(?:(?:\n+[ \t]*[^\n。>]{1,14})?\n+[ \t]*[>＞»][ \t]*(?:\n+[ \t]*(?![^\n]*报告)[^\n。，>]{2,14}(?=\n))?)*"
        ),
        example="当前位置:首页 > 政务公开",
        keeps=("当前位置：我区处于转型的关键期，任务艰巨。",),
    ),
    NoiseForm(
        name="crumbs",
        pattern=_line(r"(?:网站)?首页(?:[ \t]*[>＞»][ \t]*[^>＞»。\n]{2,20})+"),
        example="首页 > 政务公开 > 政府工作报告",
        keeps=("首页设计>内容建设。",),
    ),
    # what a site knows of the article
    NoiseForm(
        name="label",
        pattern=_line(
            rf"[-·•(（\[【]{{0,2}} ?{words.LABEL}{words.SPACE}[:：](?!{words.SPACE}(?:{words.DATE}{words.SPACE}[\u4e00-\u9fff—至]))[^\s。！？；][^。！？；\n]{{0,120}}"
        ),
        example="来源:区政府办公室",
        keeps=(
            "来源：上级补助120万元，本级安排80万元。",
            "作者：全区作家协会会员出版著作12部；获奖5次",
            "时间：2030年1月8日至12日，召开区人民代表大会会议。",
        ),
        place="edge",
    ),
    NoiseForm(
        name="index table",
        pattern=_line(rf"{words.INDEX}[:：\t ][^。！？；\n]{{0,120}}"),
        example="索 引 号\t11210200/2030-001\t主题分类\t政府工作报告",
        keeps=("主题分类更加清晰，公开范围不断扩大。", "公开方式：采取线上公开。"),
        place="edge",
    ),
    NoiseForm(
        name="labels",
        pattern=_line(
            rf"(?:{words.CERTAIN_LABEL}{words.SPACE}[:：][^。！？；\n]{{0,40}}{words.LABEL}|{words.LABEL}{words.SPACE}[:：][^。！？；\n]{{0,40}}?{words.CERTAIN_LABEL}){words.SPACE}[:：][^。！？；\n]{{0,80}}"
        ),
        example="发布日期：2030-02-16 08:56 来源：区政府办 浏览次数：12",
        keeps=("来源：专项债券12亿元。作者：略", "浏览量：全年达到120万次；点击率：提高5个百分点。"),
    ),
    NoiseForm(
        name="label and value below",
        pattern=_line(
            rf"(?:(?:{words.SOURCE}|{words.INDEX}){words.SPACE}[:：]{words.SPACE}\n+{words.SPACE}(?!{words.LABEL})(?![^\n]*(?:报告|总结|计划|代表|同志|[:：]))[^\n。，！；\t]{{2,25}}|(?:{words.POSTED}){words.SPACE}[:：]{words.SPACE}\n+{words.SPACE}{words.DATE}(?:{words.SPACE}{words.CLOCK})?|(?:{words.COUNTS}){words.SPACE}[:：]{words.SPACE}\n+{words.SPACE}[\d,]{{1,9}} ?次?|(?:{words.STAFF}){words.SPACE}[:：]{words.SPACE}\n+{words.SPACE}{words.NAMES})"
        ),
        example="责任编辑：\n李莎莎",
        keeps=("来源：\n财政收入增长5%，税收占80%。", "来源：\n2030年工作报告"),
        place="edge",
    ),
    NoiseForm(
        name="posted at",
        pattern=_line(
            rf"[-(（\[【]?{words.DATE}{words.SPACE}{words.CLOCK}(?:{words.SPACE}(?:{words.LABEL}|{words.CONTROL})[^。！？；\n]{{0,80}})?[)）\]】]?|{words.DATE}{words.SPACE}{words.LABEL}{words.SPACE}[:：][^。！？；\n]{{0,80}}|[-·]?{words.CERTAIN_POSTED}{words.SPACE}[:：]?{words.SPACE}{words.DATE}(?:{words.SPACE}{words.CLOCK})?"
        ),
        example="2030年02月10日 07时41分",
        keeps=("2030年1月8日", "2030年1月8日在区第十七届人民代表大会第四次会议上", "2030-2035年发展规划"),
    ),
    NoiseForm(
        name="staff",
        pattern=re.compile(
            rf"(?:^|(?<=[。！？”])){words.SPACE}+(?P<noise>[\[【（(]?{words.SPACE}+{words.EDITOR}{words.SPACE}[:：]{words.SPACE}(?:{words.NAMES})?{words.SPACE}[\]】）)]?){words.SPACE}$",
            re.MULTILINE,
        ),
        example="扎实推进。（责编：张三、李四）",
        keeps=("责任编辑：落实三审三校制度。", "建立责任编辑制度", "培训责编：网络编辑等人才120人"),
    ),
    # captions, newspapers, copies
    NoiseForm(
        name="caption",
        pattern=_line(
            rf"[^\n]{{0,100}}?[（(]?(?:{words.MEDIUM})?{words.REPORTER}(?:[ :：]{{1,3}}{words.NAMES}|[\u4e00-\u9fff]{{2,3}}(?:、[\u4e00-\u9fff]{{2,3}}){{0,3}}) ?(?<![拍录航])(?:摄|/摄|摄影|供图)[)）]?"
        ),
        example="张某某作政府工作报告。本报记者 戴某 摄",
        keeps=(
            "邀请媒体记者来我区采访拍摄",
            "举办记者摄影展12场。",
            "中央媒体记者进行拍摄",
            "组织本报记者等摄影爱好者采风5次。",
        ),
    ),
    NoiseForm(
        name="byline after a sentence",
        pattern=re.compile(
            rf"(?<=[。！？”])(?P<noise>{words.SPACE}+[（(]?(?:{words.MEDIUM})?{words.REPORTER}[ :：]{{0,3}}{words.NAMES} ?(?<![拍录航])(?:摄|/摄|摄影|供图)[)）]?){words.SPACE}$",
            re.MULTILINE,
        ),
        example="完成投资12亿元。新华社记者 王某 摄",
        keeps=("人民满意。邀请媒体记者进行拍摄", "获得好评。中央媒体记者报道120次"),
    ),
    NoiseForm(
        name="byline",
        pattern=_line(
            rf"(?:[\u4e00-\u9fff]{{2,4}}作(?:政府)?工作报告。)?[（(]?{words.MEDIUM}(?:·{words.MEDIUM})?{words.REPORTER}[ :：]{{1,3}}{words.NAMES}[)）]?"
        ),
        example="任某某作政府工作报告。某某日报记者 盛某某",
        keeps=("中央电视台记者 报道我区经验做法。", "引进新华社记者站"),
        place="edge",
    ),
    NoiseForm(
        name="continued on another page",
        pattern=re.compile(
            r"(?<=[^\s。！？；：])[ \t]*[▲▼●■◆]?[（(【]? ?下转 ?第? ?(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版[^）)】\n。]{0,8}[）)】]?[ \t]*\n+[ \t\u3000]*[▲▼●■◆]?[（(【]? ?[上紧]接 ?第? ?(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版[^）)】\n。]{0,8}[）)】]?[ \t\u3000]*\n*"
        ),
        example="推动高质量（下转第三版）\n（上接第一版）发展取得实效。",
        keeps=("下转第三车间生产。", "推动上接国家、下转基层的机制。"),
    ),
    NoiseForm(
        name="continued",
        pattern=re.compile(
            r"[▲▼●■◆]?[（(【] ?(?:下转|上接|紧接) ?第? ?(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版[^）)】\n。]{0,8}[）)】]|^[ \t\u3000]*[▲▼●■◆]? ?(?:下转|上接|紧接) ?第? ?(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,3}) ?版[ \t\u3000]*$",
            re.MULTILINE,
        ),
        example="（上接第一版）",
        keeps=("（上接第一阶段改革）", "上接第一版规划，编制新规划。"),
    ),
    NoiseForm(
        name="anti-copy mark",
        pattern=re.compile(r"(?<=[。；！？”])[ \t]*(?P<noise>[a-z]{1,3}\d{1,3})[ \t]*$", re.MULTILINE),
        example="…扎实推进。hd9",
        keeps=("细颗粒物浓度下降。pm2.5", "新建基站120个，覆盖5g", "启动项目。A12"),
    ),
    NoiseForm(
        name="reading of a rare character",
        pattern=re.compile(
            r"(?<=[\u4e00-\u9fff])(?P<noise>[(（](?=[^)）]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])(?:[bpmfdtnlgkjqxryw]|[zcs]h?|h)?[iuü]?[aeoiuāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][aeiouāáǎàēéěèīíǐìōóǒòūúǔù]?(?:ng?|r)?[)）])"
        ),
        example="氹(dàng)仔",
        keeps=(
            "引进雀巢（Nestlé）研发中心",
            "打造咖啡（café）街区",
            "加入WTO（世贸组织）",
            "建设（Zürich）中心",
            "演员李明（lǐ míng）获奖",
        ),
    ),
    NoiseForm(
        name="advertised site",
        pattern=_line(
            r"[【\[（(<《] ?(?:https?://|www\.)[^\s】\])）>》]{3,80}[】\])）>》]|[0-9a-f]{32}[:：]?"
        ),
        example="【www.example.com--报告】",
        keeps=("网址：https://www.example.com，访问量120万次。", "【官网www.example.com】上线服务300项"),
    ),
    # forums
    NoiseForm(
        name="forum",
        pattern=_line(
            rf"TA的每日心情.*|签到天数[:：] ?\d+ ?天.*\[LV.*|(?:发表于|本帖最后由)[ \t]?.{{0,20}}\d{{4}}[-年]\d.{{0,20}}|页[:：]{words.SPACE}\n?{words.SPACE}\[\d+\](?: ?\[?\d+\]?)*"
        ),
        example="TA的每日心情 | 开心 2019-3-23 07:35 |",
        keeps=("发表于国家级刊物的论文120篇。", "签到天数：全年培训12天。"),
    ),
    NoiseForm(
        name="forum member",
        pattern=_line(r"版主|楼主|管理员|- ?(?:积分|帖子|主题|精华|威望|金钱)|- ?\d{1,9}"),
        example="签到天数: 17 天\n版主\n- 积分\n- 3485",
        keeps=("- 3485", "版主", "管理员", "- 主题"),
        place="run",
    ),
    NoiseForm(
        name="rule of a table",
        pattern=_line(r"(?:-[- \t]*)?[|+][-|+ \t]*"),
        example="---|",
        keeps=("---", "——", "|35|"),
    ),
    NoiseForm(
        name="sharing site",
        pattern=_line(
            r"(?:导语[:：])?[^。\n]{0,60}(?:网友上传|不代表本站|本站观点|小编为(?:大家|您|你))[^\n]{0,90}|[^。\n]{0,30}小编(?:整理|收集|精心|给大家)[^\n]{0,60}"
        ),
        example="以下是小编为大家整理的政府工作报告,欢迎阅读。",
        keeps=("积极回应网友关切,收集整理网友留言320条。", "导语：今年是关键之年。", "评选“最美小编”12名。"),
    ),
    # around the text
    NoiseForm(
        name="next and previous article",
        pattern=_line(r"[\[【<《]?[上下]一(?:篇|条|则)[\]】>》]?[:：][^。！？；\n]{0,90}"),
        example="上一篇：区政府召开常务会议",
        keeps=("下一篇文章由实干书写。", "写好下一篇：乡村振兴"),
    ),
    NoiseForm(
        name="related articles",
        pattern=_line(
            rf"[·•\[【]*{words.RELATED}[\]】]?[:： >＞»]*(?:\n+{words.SPACE}(?!(?:附件|附表|附录|名词|注释|备注|说明)|[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]|(?:各位|同志))[^\n。；\t]{{4,70}}(?=\n|\Z)){{0,20}}"
        ),
        example="相关链接：\n某区政府召开常务会议研究部署安全生产工作\n某区2030年重点工作推进会召开",
        keeps=("相关文章：发表120篇。", "相关信息"),
        place="tail",
    ),
    NoiseForm(
        name="scan",
        pattern=_line(
            r"[^。！；\n\d]{0,12}(?:扫一扫|扫描(?:上方|下方)?二维码|扫码)[^。！；\n\d]{0,6}(?:手机|微信|公众号|本页|当前页|本文|关注|分享|打开)[^。！；\n\d]{0,15}"
        ),
        example="扫一扫在手机打开当前页",
        keeps=(
            "扫码办事系统上线,手机可办事项300项。",
            "扫一扫、码上办等服务覆盖全区",
            "推广扫一扫支付12万笔。",
        ),
        place="edge",
    ),
    NoiseForm(
        name="scan this page",
        pattern=_line(
            r"扫一扫[,， ]?(?:在)?手机(?:上)?(?:打开|查看|浏览|阅读)(?:当前页|本页|此页|网页)?|扫一扫[,， ]?分享(?:当前页|本页|此文|本文)"
        ),
        example="扫一扫在手机打开当前页",
        keeps=("扫一扫手机查看办理进度,办件12万件。", "扫一扫分享充电设施120处"),
    ),
    NoiseForm(
        name="visitors",
        pattern=_line(
            r"您是(?:本站)?第? ?[\d,]* ?位(?:访问者|访客|浏览者|读者|来访者)[^。\n]{0,10}|欢迎您?(?:访问|光临)[^。\n]{2,30}(?:网站|门户|网)[！!]?.{0,40}"
        ),
        example="您是第12345位访问者",
        keeps=("您是第一位的，人民至上。", "欢迎访问者12万人次。"),
        place="edge",
    ),
    NoiseForm(
        name="licence numbers",
        pattern=_line(
            r"[^。\n]{0,100}(?:ICP备(?:案)?(?:编号|号)?[:： ]?\d{5,}|公网安备[ :：]?\d{8,}|网站标识码[:： ]?[a-zA-Z]{0,2}\d{6,}|政府网站标识码)[^。\n]{0,100}"
        ),
        example="版权所有：某市人民政府 晋ICP备05000123号",
        keeps=("完成ICP备案网站120家", "开展公网安备检查12次。"),
    ),
    NoiseForm(
        name="footer",
        pattern=_line(
            r"(?:版权所有|(?:主办|承办|协办|技术支持|运维|维护)(?:单位)?[:： \u3000]|网站维护|Copyright ?(?:©|\(c\)|[\d:：])|©)[^。；\n]{0,100}|[^。；\n]{0,40}版权所有[^。；\n]{0,40}|版权所有[^\n]{0,60}(?:转载|必究)[^\n]{0,20}|建议(?:您)?使用[^。\n]{0,60}(?:浏览器|分辨率)[^\n]{0,40}|[\u4e00-\u9fff]{3,20}(?:门户网站|政府网站?|政务网)"
        ),
        example="主办：某某区人民政府办公室 承办：区信息中心",
        keeps=(
            "主办：全年主办国际马拉松等赛事3场。",
            "承办全国性会议12场。",
            "承办各类诉讼案件52件",
            "版权所有者权益得到保护；登记量12万件",
        ),
        place="tail",
    ),
    NoiseForm(
        name="address",
        pattern=_line(
            r"(?:(?:通讯|联系|办公)?地址|(?:联系|办公|值班|网站)?电话|邮政编码|邮编|传真|(?:电子)?邮箱|E-?mail)[:：][^。；\n]{0,100}"
        ),
        example="主办：某区人民政府\n地址：某区人民路1号 邮编：116000",
        keeps=("地址：全区新增地名标志120处。", "电话：12345热线办理诉求9.6万件"),
        place="run",
    ),
    NoiseForm(
        name="rights of the site",
        pattern=_line(
            r"(?:(?:版权|免责|特别|本网)?声明[:： ]?)?[^\n]{0,60}(?:凡(?:本网|本站|注明)|本网站?(?:转载|刊载|所有|未注明)|本站(?:转载|所有|提供|部分)|转载(?:请|须|时)注明|未经(?:本网|本站|书面)授权)[^\n]{0,300}|(?:版权声明|免责声明)(?:[:： ][^\n]{0,120})?"
        ),
        example="版权声明：凡本网注明来源的作品，版权均属本网所有。",
        keeps=(
            "加强著作权法宣传，查处侵犯版权案件32起，版权登记增长15%。",
            "未经授权使用商标案件查处12起。",
            "推动公有领域数据开放，保护版权产业。",
        ),
        place="tail",
    ),
    NoiseForm(
        name="cookies",
        pattern=_line(r"[^\n]{0,120}(?<![A-Za-z])[Cc]ookies?[^\n]{0,200}"),
        example="本网站使用Cookie以改善您的体验，继续浏览即表示同意。",
        keeps=("本网站使用说明完善，用户体验提升5%。",),
        place="edge",
    ),
    # a wiki's licence, which stands at its end and comes in pieces
    NoiseForm(
        name="licence of a wiki",
        pattern=re.compile(
            r"^[ \t]*本作品(?:是|由|来自|属于|(?=[\s\S]{0,60}(?:公有领域|知识共享)))(?=[\s\S]{0,700}(?:著作权法|公有领域|知识共享))(?:(?!各位代表|^[一二三四五六七八九十]、)[\s\S]){0,2500}\Z",
            re.MULTILINE,
        ),
        example="本作品是中华人民共和国的\n法律…著作权法…公有领域…",
        keeps=("本作品在全国获奖，宣传著作权法12场。", "推进版权登记，公有领域作品开放120件。"),
        place="tail",
    ),
    # page numbers of printed texts
    NoiseForm(
        name="page number",
        pattern=_line(
            r"[—–－-]{1,2} ?\d{1,3} ?[—–－-]{1,2}|第 ?\d{1,3} ?页(?:[,，/ ]*共 ?\d{1,3} ?页)?|\d{1,3} ?/ ?\d{1,3} ?页|(?:\[\d{1,2}\] ?){2,}(?:下一页)?"
        ),
        example="— 12 —",
        keeps=("- 3485", "—12%", "第3页共20条意见全部办结", "-3.5", "第3页规划图", "1/3以上"),
    ),
)
