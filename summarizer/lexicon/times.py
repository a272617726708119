"""Words that say of which time something is told."""

from __future__ import annotations

from summarizer.lexicon.form import form

# A term of office, a five-year plan, a longer span: 五年来 · “十四五”时期 · 到2030年 · 未来五年
TERM_WORDS = form(
    "term-words",
    r"[三五十][年][来间]|过去的?[三五十]年|(?:今后|未来|此后|接下来的?)[三五十几]年|十[一二三四五六]五|本届|上届|任期|换届|[二两]〇?[三][五〇]|到20[23][05]年|202[16]年至20[23]\d年|长期|中长期|远景",
    "五年来，地区生产总值年均增长7%",
    "今年新建学校5所",
)
# The one year: 今年 · 全年 · 一年来
YEAR_WORDS = form(
    "year-words",
    r"今年|明年|去年|上年|全年|一年来|过去[的]?一年|新的一年|年内|年底前|本年度",
    "全年新建学校5所",
    "每年新建学校5所",
)
# What has lasted until now: …以来 · 连续3年 · 累计
PAST_SPAN = form(
    "past-span",
    r"以来|连续[\d一二三四五六七八九十两]+年|累计|年均",
    "累计新建学校21所",
    "年内新建学校21所",
)
YEAR_NUMBER = form(
    "year-number",
    r"(?<!\d)((?:19|20)\d\d)(?=年)",
    "2016年是开局之年",
    "投资2016万元",
)
