"""The words of page noise, as parts of the patterns of noise_forms.py: what visitors press, what a site says of an article."""

from __future__ import annotations

import re

SPACE = r"[ \t\u3000\xa0]*"


def _any(words: str) -> str:
    """One of ``words``, which may be set with spaces between their characters; the longest first."""
    ordered = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(r"[ \u3000]?".join(re.escape(c) for c in word) for word in ordered) + ")"


DATE = r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年 ?\d{1,2}月 ?\d{1,2}日)"
CLOCK = r"\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[时點点] ?\d{1,2}分?(?: ?\d{1,2}秒)?)"
NAME = r"[\u4e00-\u9fff]{1,2}·?[\u4e00-\u9fff]{1,4}"
NAMES = rf"{NAME}(?:[ 、,，/]+{NAME}){{0,5}}"
SEPARATOR = r"[ \t\u3000\xa0|｜/·•>＞»:：,，、;；\[\]【】（）()<《》+_-]"

# The same without the commas of a sentence.
BAR = r"[ \t\u3000\xa0|｜/·>＞»\[\]【】（）()]"

ITEM = r"[\u4e00-\u9fffA-Za-z]{2,10}"

# Labels of what a site knows of the article: where from, when posted, how often read, by whom looked after.
SOURCE = _any(
    "来源 信息来源 文章来源 稿件来源 新闻来源 出处 作者 供稿 发布人 发布者 发布单位 发布部门 发布机构 信息提供 撰稿"
)
POSTED = _any("发布时间 发布日期 发表时间 发表日期 更新时间 更新日期 上传时间 录入时间 公开日期 时间 日期")
CERTAIN_POSTED = _any("发布时间 发布日期 发表时间 发表日期 更新时间 更新日期 上传时间 录入时间")
COUNTS = _any(
    "浏览次数 浏览量 浏览数 浏览 点击数 点击率 点击量 点击次数 点击 阅读次数 阅读量 阅读数 阅读 访问次数 访问量 访问 人气"
)
STAFF = _any(
    "责任编辑 网络编辑 值班编辑 责编 编辑 审核人 审核 校对 校核 签发 审签 一审 二审 三审 初审 复审 终审 监制"
)
EDITOR = _any("责任编辑 网络编辑 值班编辑 责编")
SIZE = _any("字号 字体 字体大小 字号大小 文字大小 字体显示 视力保护色")
INDEX = _any(
    """索引号 主题分类 信息分类 体裁分类 组配分类 服务对象 发文机关 发文单位 公开主体 发文字号 文号 成文日期 生成日期 发文日期
    公文种类 公开方式 公开范围 公开时限 公开类别 信息有效性 有效性 效力状态 废止日期 生效日期 主题词 关键词 内容概述"""
)
LABEL = f"(?:{SOURCE}|{POSTED}|{COUNTS}|{STAFF}|{SIZE}|{INDEX})"
CERTAIN_LABEL = f"(?:{CERTAIN_POSTED}|{COUNTS}|{EDITOR}|{SIZE}|索 ?引 ?号)"

# What visitors press. Certain words are nothing else; the others are words of reports too.
CERTAIN_CONTROL = _any(
    """打印本页 打印此页 打印本文 打印文章 打印页面 打印文本 关闭窗口 关闭本页 关闭页面 关闭本窗口 返回顶部 回到顶部 返回首页 返回上页
    返回上一页 返回列表 加入收藏 加入收藏夹 收藏本页 收藏本站 收藏此页 设为首页 我要纠错 内容纠错 推荐给朋友 分享到 分享至 分享到微信
    复制链接 QQ空间 QQ好友 微信好友 新浪微博 腾讯微博 人人网 豆瓣网 百度贴吧 无障碍阅读 无障碍浏览 进入无障碍 无障碍模式 适老版
    适老模式 适老化模式 长者模式 长者版 长者助手 关怀版 关怀模式 老年模式 老年版 网站首页 网站地图 语音播报 上一篇 下一篇 上一页 下一页
    电梯直达 只看该作者 倒序浏览 阅读模式 本网站支持IPv6 网站支持IPv6 点击查看大图 查看原图"""
)
CONTROL = _any(
    """打印 收藏 下载 全屏 关闭 首页 分享 微信 微博 QQ 朋友圈 钉钉 豆瓣 大 中 小 特大 超大 加大 减小 放大 缩小 还原 默认 标准 正常 A A+ A- T
    登录 注册 退出 搜索 邮箱 简体 繁体 繁體 简 繁 English EN 评论 点赞 赞 举报 复制 朗读 播放 暂停 更多 返回 尾页 末页 客户端
    微信公众号 手机版 移动版 电脑版 RSS 无障碍 纠错 保存 转发 智能问答 隐藏 展开 收起"""
)
MENU = _any(
    """政务公开 信息公开 政府信息公开 互动交流 政民互动 政务服务 公众参与 网上办事 办事服务 新闻中心 政务动态 解读回应 政策解读 数据开放
    数据发布 市情概况 区情概况 县情概况 领导之窗 机构职能 联系我们 关于我们 网站声明 隐私声明 使用帮助 政府公报 政务要闻"""
)
PRESSED = f"(?:{CERTAIN_CONTROL}|{CONTROL}|{MENU}|{SIZE})"
CONTROLS = f"(?:{PRESSED}{SEPARATOR}*)"

RELATED = _any(
    "相关链接 相关文章 相关推荐 相关阅读 相关报道 相关新闻 相关信息 相关附件 延伸阅读 推荐阅读 猜你喜欢 热门文章 热点推荐 最新文章"
)
REPORTER = r"(?:特约|实习|见习|全媒体|首席)?(?:记者|通讯员|摄影)"
MEDIUM = r"(?:本报|本网|新华社|新华网|中新社|人民网|[\u4e00-\u9fff·]{2,14}(?:报|社|网|台|客户端))"
