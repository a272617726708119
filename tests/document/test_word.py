"""What Word shows of a document, and nothing that it does not show."""

import contextlib
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import add_item, add_list, lines_of_word, saved, with_member, word_body

from summarizer.document.formats import load
from summarizer.document.formats.equation_field import equation
from summarizer.errors import InputError

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def lines(*paragraphs: str) -> list[str]:
    """The lines of a document whose body is ``paragraphs`` (the content of each as WordprocessingML)."""
    return lines_of_word(word_body("".join(f"<w:p>{p}</w:p>" for p in paragraphs)))


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def notes(data: bytes) -> list[str]:
    decoded = load(data, "a.docx").decoded
    assert {note.kind for note in decoded.notes} <= {"part-missing"}
    return [str(note.message) for note in decoded.notes]


# Fields

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


FIELDS = {
    "a field with a result": (BEGIN + code("REF _Ref1 \\h") + SEPARATE + run("第二部分") + END, "第二部分"),
    "a page number": (BEGIN + code("PAGE") + SEPARATE + run("7") + END, "7"),
    "a field without a result": (BEGIN + code("XE &quot;投资&quot;") + END, ""),
    "a field inside the result of another": (
        BEGIN + code("HYPERLINK &quot;http://a.b&quot;") + SEPARATE + run("目标") + BEGIN + code("PAGEREF x") + SEPARATE + run("12")
        + END + END, "目标12"),
    "a field inside the code of another": (
        BEGIN + code("IF") + BEGIN + code("DATE") + SEPARATE + run("2031") + END + code("= 2031 是 否") + SEPARATE + run("是") + END, "是"),
    "a simple field": (f'<w:fldSimple w:instr=" SEQ 表 ">{run("3")}</w:fldSimple>', "3"),
    "a simple field without a result": ('<w:fldSimple w:instr=" EQ \\f(3,4) "/>', "3/4"),
    "code split over runs": (BEGIN + code("EQ \\o\\ac") + code("(○,") + run("2") + code(")") + END, "②"),
    "a symbol": (BEGIN + code("SYMBOL 61692 \\f Wingdings") + END, "✓"),
    "a button": (BEGIN + code("MACROBUTTON NoMacro 请在此填写") + END, "请在此填写"),
    "a check box": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
        '</w:fldChar></w:r>' + code("FORMCHECKBOX") + END, "☑"),
    "a choice": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/>'
        '</w:ddList></w:ffData></w:fldChar></w:r>' + code("FORMDROPDOWN") + END, "乙"),
    "a field that never ends": (BEGIN + code("REF x") + run("照常"), "照常"),
    "an end without a begin": (run("照常") + SEPARATE + END, "照常"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "shown"), FIELDS.values(), ids=FIELDS)
def test_a_field_shows_its_result_and_never_its_code(parts: str, shown: str) -> None:
    assert lines(run("前") + parts + run("后"), run("下一段。")) == [f"前{shown}后", "下一段。"]


def test_a_field_over_several_paragraphs_shows_its_result() -> None:
    got = lines(
        BEGIN + code("TOC \\o") + SEPARATE + run("一、工作回顾"),
        run("二、主要任务"),
        END + run("三、自身建设"),
    )
    assert got == ["一、工作回顾", "二、主要任务", "三、自身建设"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\o\ac(○,1)", "①"), (r"\O\AC(◯,35)", "㉟"), (r"\o\ac(○,三)", "㊂"), (r"\o\ac(□,√)", "☑"), (r"\o\ac(○,甲)", "(甲)"), (r"\o\ac(\s\do 2(○),\s\up 1(12))", "⑫"),
        (r"\f(1,2)", "1/2"), (r"3\f(1,2)", "3 1/2"), (r"\f(1+2,3)", "(1+2)/3"), (r"\f(甲\,乙;12)", "(甲,乙)/12"),
        (r"10\s\up5(4)", "10⁴"), (r"x\s\do3(2)", "x₂"), (r"\o(\s\up 5(市政府),\s\do 2(办公室))", "市政府办公室"),
        (r"\* jc2 \* &quot;Font:宋体&quot; \* hps10 \o\ad(\s\up 9(zhèng),政)".replace("&quot;", '"'), "政"),
        (r"\o\ad(\s\up 9(ㄓㄥ),政府)", "政府"), (r"\f(1,2) \* MERGEFORMAT", "1/2"),
        (r"\r(3,8)", "³√8"), (r"\r(2)", "√2"), (r"\b\lc\[\rc\](5)", "[5]"), (r"\i\su(i=1,5,x)", "∑_(i=1)⁵x"), (r"\a\al\co2(1,2)", "1 2"),
        (r"\o(1,2)", "1 2"), (r"\x\to(甲)", "甲"), (r"\d\fo10()", ""), ("\\f(", ""), ("\\", ""),
    ],
)  # fmt: skip
def test_equation_fields_are_drawn_as_text(written: str, shown: str) -> None:
    assert equation(written) == shown


@given(st.text(alphabet="\\fosracbudp()[]{},; 1２亿○", max_size=60))
def test_any_equation_field_gives_text_without_switches(written: str) -> None:
    assert "\\\\" not in equation(written.replace("\\\\", ""))


def test_a_field_whose_figure_is_not_in_the_file_is_named() -> None:
    data = word_body(f"<w:p>{run('合计')}{BEGIN}{code('= SUM(ABOVE)')}{END}{run('亿元。')}</w:p>")
    assert lines_of_word(data) == ["合计亿元。"]
    assert notes(data) == [
        "A field in a.docx has no stored result, so what Word shows for it is not in the text: = SUM(ABOVE)"
    ]


# Characters


def test_ruby_gives_its_base() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('zhèng')}</w:rt><w:rubyBase>{run('政')}</w:rubyBase></w:ruby></w:r>"
    assert lines(ruby + run("府")) == ["政府"]


RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (run("10") + run("4", RAISED) + run("千瓦"), "10⁴千瓦"), (run("12万m") + run("2", RAISED), "12万m²"),
        (run("10") + run("-", RAISED) + run("3", RAISED), "10⁻³"), (run("2") + run("x+y", RAISED), "2^(x+y)"),
        (run("工作法") + run("1", RAISED) + run("320亿元"), "工作法¹320亿元"), (run("1") + run("st", RAISED), "1st"),
        (run("工作法") + run("[1]", RAISED), "工作法[1]"), (run("CO") + run("2", LOWERED) + run("排放"), "CO2排放"),
        (run("log") + run("2", LOWERED) + run("8"), "log₂8"), (run("PM") + run("2.5", LOWERED) + run("浓度"), "PM2.5浓度"),
        (run("10") + run("4", '<w:position w:val="6"/><w:sz w:val="16"/>'), "10⁴"), (run("10") + run("4", '<w:position w:val="6"/>'), "104"),
        (run("10") + run("4", '<w:sz w:val="16"/>'), "104"), (run("log") + run("2", '<w:position w:val="-4"/><w:sz w:val="12"/>') + run("8"), "log₂8"),
        (run("10") + run("4", '<w:rStyle w:val="Raised"/>'), "10⁴"), (run("10") + run("4", '<w:vertAlign w:val="baseline"/>'), "104"),
    ],
)  # fmt: skip
def test_raised_and_lowered_figures_never_join_the_figures_beside_them(parts: str, shown: str) -> None:
    style = f'<w:style w:type="character" w:styleId="Raised"><w:rPr>{RAISED}</w:rPr></w:style>'
    assert lines_of_word(word_body(f"<w:p>{parts}</w:p>", style)) == [shown]


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"), ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "℃"), (run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "≥"),
        ("<w:r><w:t>2030</w:t><w:noBreakHyphen/><w:t>2035</w:t></w:r>", "2030-2035"), ("<w:r><w:t>320</w:t><w:softHyphen/><w:t>亿</w:t></w:r>", "320亿"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>12</w:t></w:r>", "甲 12"),
    ],
)  # fmt: skip
def test_characters_that_stand_in_no_text_are_read(part: str, shown: str) -> None:
    assert lines(run("前") + part + run("后")) == [f"前{shown}后"]


@pytest.mark.parametrize("mark", ["<w:cr/>", "<w:br/>", '<w:br w:type="page"/>', '<w:br w:type="column"/>'])
def test_a_break_parts_lines(mark: str) -> None:
    assert lines(f"<w:r><w:t>前。</w:t>{mark}<w:t>后。</w:t></w:r>") == ["前。", "后。"]


def test_symbols_that_nobody_knows_are_counted() -> None:
    data = word_body('<w:p><w:r><w:t>前</w:t><w:sym w:font="Bookshelf" w:char="F0FE"/></w:r></w:p>')
    assert "1 characters of the symbol font Bookshelf in a.docx" in notes(data)[0]


STYLES = """
<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="paragraph" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "style", "is_shown"),
    [
        ("", "", True), ("<w:vanish/>", "", False), ('<w:vanish w:val="0"/>', "", True), ('<w:vanish w:val="true"/>', "", False),
        ("<w:webHidden/>", "", True), ('<w:rStyle w:val="Secret"/>', "", False), ('<w:rStyle w:val="Child"/>', "", False),
        ('<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>', "", True), ("", "Hidden", False), ('<w:vanish w:val="0"/>', "Hidden", True),
        ('<w:rStyle w:val="Secret"/>', "Hidden", True),  # toggled twice
    ],
)  # fmt: skip
def test_hidden_text_is_not_read(properties: str, style: str, is_shown: bool) -> None:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    body = f"<w:p>{named}{run('增长9%', properties)}</w:p><w:p>{run('增长7%。')}</w:p>"
    shown = "".join(lines_of_word(word_body(body, STYLES)))
    assert shown == ("增长9%增长7%。" if is_shown else "增长7%。")


@pytest.mark.parametrize("kind", ["strike", "dstrike"])
def test_struck_out_words_are_left_out_with_a_note(kind: str) -> None:
    data = word_body(f"<w:p>{run('增长')}{run('9', f'<w:{kind}/>')}{run('7%。')}</w:p>")
    assert lines_of_word(data) == ["增长7%。"]
    assert notes(data) == ["a.docx strikes out some words; they are left out of its text."]
    plain = f'<w:{kind} w:val="0"/>'
    assert notes(word_body(f"<w:p>{run('增长7%。', plain)}</w:p>")) == []


def test_a_document_whose_default_style_is_hidden_shows_what_runs_show() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="D" w:default="1"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = '<w:vanish w:val="0"/>'
    body = f"<w:p>{run('增长9%')}</w:p><w:p>{run('增长7%', shown)}</w:p><w:p>{run('。', shown)}</w:p>"
    document = with_member(
        word_body(body), "word/styles.xml", f"<w:styles {nsdecls('w')}>{styles}</w:styles>".encode()
    )
    assert lines_of_word(document) == ["增长7%。"]


def test_a_paragraph_whose_mark_is_hidden_goes_on_in_the_next() -> None:
    hidden = "<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    assert lines(hidden + run("抓项目。"), run("新建泊位1000个。")) == ["抓项目。新建泊位1000个。"]


# Equations

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(name: str, *parts: str) -> str:
    return f"<m:{name}>{''.join(parts)}</m:{name}>"


@pytest.mark.parametrize(
    ("math", "shown"),
    [
        (e("f", e("num", r("1")), e("den", r("2"))), "1/2"),
        (e("f", e("num", r("a+b")), e("den", r("2"))), "(a+b)/2"),
        (r("3") + e("f", e("num", r("1")), e("den", r("2"))), "3 1/2"),
        (e("sSup", e("e", r("10")), e("sup", r("4"))), "10⁴"),
        (e("sSup", e("e", r("10")), e("sup", r("k"))), "10^(k)"),
        (e("sSub", e("e", r("x")), e("sub", r("12"))), "x₁₂"),
        (e("sSubSup", e("e", r("x")), e("sub", r("1")), e("sup", r("2"))), "x₁²"),
        (e("sPre", e("sub", r("1")), e("sup", r("2")), e("e", r("x"))), "₁²x"),
        (e("rad", e("deg"), e("e", r("2"))), "√2"),
        (e("rad", e("deg", r("3")), e("e", r("8"))), "³√8"),
        (e("d", e("e", r("1")), e("e", r("2"))), "(1|2)"),
        (e("d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>', e("e", r("1"))), "[1"),
        (e("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', e("sub", r("i=1")), e("sup", r("n")), e("e", r("x"))), "∑_(i=1)ⁿ x"),
        (e("m", e("mr", e("e", r("1")), e("e", r("2"))), e("mr", e("e", r("3")), e("e", r("4")))), "[1, 2; 3, 4]"),
        (e("eqArr", e("e", r("a=1")), e("e", r("b=2"))), "a=1; b=2"),
        (e("func", e("fName", r("log")), e("e", r("2"))), "log 2"),
        (e("limLow", e("e", r("max")), e("lim", r("x"))), "maxₓ"),
        (e("acc", '<m:accPr><m:chr m:val="&#x305;"/></m:accPr>', e("e", r("x"))), "x\u0305"),
        (e("phant", '<m:phantPr><m:show m:val="0"/></m:phantPr>', e("e", r("9"))), ""),
        (e("box", e("e", r("7"))), "7"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "holder", ["<m:oMath {0}>{1}</m:oMath>", "<m:oMathPara {0}><m:oMath>{1}</m:oMath></m:oMathPara>"]
)
def test_equations_are_read_as_linear_text(math: str, shown: str, holder: str) -> None:
    assert lines(run("约") + holder.format(MATH, math) + run("。")) == [f"约{shown}。"]


def test_a_fraction_does_not_join_the_figure_before_it() -> None:
    half = e("f", e("num", r("1")), e("den", r("2")))
    assert lines(run("完成3") + f"<m:oMath {MATH}>{half}</m:oMath>") == ["完成3 1/2"]


# Parts, containers


def with_part(data: bytes, name: str, content: bytes, kind: str, type_: str = "") -> bytes:
    """``data`` with a part that the document names rIdX, by the relationship ``kind``."""
    link = f'<Relationship Id="rIdX" Type="{RELATIONSHIPS}/{kind}" Target="{name}"/></Relationships>'
    data = with_member(
        data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link.encode())
    )
    if type_:
        entry = f'<Override PartName="/word/{name}" ContentType="{type_}"/></Types>'
        data = with_member(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", entry.encode()))
    return with_member(data, f"word/{name}", content)


CHUNK = f'<w:altChunk xmlns:r="{RELATIONSHIPS}" r:id="rIdX"/>'
CHUNKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("chunk.txt", lambda: "新建公园3座。\n增长7%。".encode()),
    "web page": (
        "chunk.htm",
        lambda: (
            '<html><head><meta charset="utf-8"></head><body><p>新建公园3座。</p><p>增长7%。</p></body></html>'.encode()
        ),
    ),
    "web archive": (
        "chunk.mht",
        lambda: (
            'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n<html><body><p>新建公园3座。</p><p>增长7%。</p></body></html>\n--b--\n'.encode()
        ),
    ),
    "Word": (
        "chunk.docx",
        lambda: word_body(f"<w:p>{run('新建公园3座。')}</w:p><w:p>{run('增长7%。')}</w:p>"),
    ),
}


@pytest.mark.parametrize(("name", "content"), CHUNKS.values(), ids=CHUNKS)
def test_a_document_inside_is_read_at_its_place(name: str, content: Callable[[], bytes]) -> None:
    data = word_body(f"<w:p>{run('前。')}</w:p>{CHUNK}<w:p>{run('后。')}</w:p>")
    data = with_part(data, name, content(), "aFChunk")
    assert lines_of_word(data) == ["前。", "新建公园3座。", "增长7%。", "后。"]
    assert notes(data) == []


def test_the_rows_of_a_table_inside_stay_rows() -> None:
    inner = docx.Document()
    table = inner.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "财政收入", "35亿元"
    data = with_part(word_body(CHUNK), "chunk.docx", saved(inner), "aFChunk")
    assert lines_of_word(data) == ["财政收入\t35亿元"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("chunk.docx", b"PK\x03\x04" + bytes(40)), ("chunk.bin", b"x"), ("chunk.txt", b"")],
    ids=["damaged", "unknown", "empty"],
)
def test_a_document_inside_that_can_not_be_read_is_named(name: str, content: bytes) -> None:
    data = with_part(word_body(f"<w:p>{run('前。')}</w:p>{CHUNK}"), name, content, "aFChunk")
    assert lines_of_word(data) == ["前。"]
    assert len(notes(data)) == 1
    assert "inside a.docx" in notes(data)[0]


def test_a_document_that_holds_itself_ends() -> None:
    data = word_body(f"<w:p>{run('前。')}</w:p>{CHUNK}")
    for _ in range(3):
        data = with_part(word_body(f"<w:p>{run('前。')}</w:p>{CHUNK}"), "chunk.docx", data, "aFChunk")
    assert lines_of_word(data) == ["前。", "前。"]
    assert len(notes(data)) == 1


CHART = (
    '<w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    f' xmlns:r="{RELATIONSHIPS}" r:id="rIdX"/></w:drawing>'
)
CHART_PART = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>财政收入</a:t></a:r></a:p></c:title><c:v>0.0731</c:v></c:chartSpace>'
SMART = (
    '<w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    f' xmlns:r="{RELATIONSHIPS}" r:dm="rIdX"/></w:drawing>'
)


def _point(key: str, text: str, type_: str = "node") -> str:
    body = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
    return f'<dgm:pt modelId="{key}" type="{type_}">{body}</dgm:pt>'


SMART_PART = (
    '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f"<dgm:ptLst>{_point('2', '抓项目')}{_point('1', '三项行动')}{_point('3', '抓招商')}{_point('0', '', 'doc')}</dgm:ptLst><dgm:cxnLst>"
    '<dgm:cxn srcId="1" destId="3" srcOrd="1"/><dgm:cxn srcId="1" destId="2" srcOrd="0"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>'
    "</dgm:cxnLst></dgm:dataModel>"
)


def test_a_chart_gives_its_title_and_a_note_that_its_figures_are_missing() -> None:
    data = with_part(
        word_body(f"<w:p><w:r>{CHART}</w:r></w:p>"), "charts/chart1.xml", CHART_PART.encode(), "chart"
    )
    assert lines_of_word(data) == ["财政收入"]
    assert notes(data) == ["A chart in a.docx is not read, its figures are not in the text: 财政收入"]


def test_smart_art_gives_its_texts_in_the_order_of_its_outline() -> None:
    data = with_part(
        word_body(f"<w:p><w:r>{SMART}</w:r></w:p>"), "diagrams/data1.xml", SMART_PART.encode(), "diagramData"
    )
    assert lines_of_word(data) == ["三项行动", "抓项目", "抓招商"]
    assert notes(data) == []


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("Excel.Sheet.12", "an embedded spreadsheet"),
        ("Equation.DSMT4", "an equation"),
        ("Package", "an embedded object (Package)"),
    ],
)
def test_an_embedded_object_is_named(program: str, said: str) -> None:
    ole = f'<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{program}"/></w:object>'
    data = word_body(f"<w:p>{run('见附表。')}<w:r>{ole}</w:r></w:p>")
    assert lines_of_word(data) == ["见附表。"]
    assert said in notes(data)[0]


@pytest.mark.parametrize(
    ("width", "height", "is_named"), [(5_000_000, 7_000_000, True), (5_000_000, 900_000, False)]
)
def test_pictures_large_enough_for_a_table_are_named(width: int, height: int, is_named: bool) -> None:
    drawing = (
        '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{width}" cy="{height}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing>'
    )
    data = word_body(f"<w:p><w:r>{drawing}</w:r>{run('见上表。')}</w:p>")
    assert lines_of_word(data) == ["见上表。"]
    said = ["1 large pictures in a.docx are not read: words in them are not in the text."]
    assert notes(data) == (said if is_named else [])


def test_a_master_document_names_the_documents_it_links_to() -> None:
    link = f'<w:subDoc xmlns:r="{RELATIONSHIPS}" r:id="rIdX"/>'
    data = with_part(word_body(f"<w:p>{run('前。')}{link}</w:p>"), "chapter.docx", b"PK", "subDocument")
    assert notes(data) == [
        "word/chapter.docx, a document inside a.docx, is not in the file or can not be read."
    ]


def test_text_boxes_of_one_paragraph_keep_their_order() -> None:
    def box(text: str) -> str:
        return f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>'

    assert lines(box("甲。") + run("前。") + box("乙。"), run("后。")) == ["前。", "甲。", "乙。", "后。"]


def test_word_art_is_read() -> None:
    art = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="政府工作报告"/></v:shape></w:pict></w:r>'
    assert lines(art, run("后。")) == ["政府工作报告", "后。"]


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:smartTag>{}</w:smartTag>", "<w:customXml><w:smartTag>{}</w:smartTag></w:customXml>", "<w:hyperlink>{}</w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:ins w:id="1"><w:smartTag>{}</w:smartTag></w:ins>', "<w:bdo>{}</w:bdo>",
        '<w:moveTo w:id="1">{}</w:moveTo>', '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14">{}</mc:Choice><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>',
    ],
)  # fmt: skip
def test_containers_show_what_they_hold(wrapped: str) -> None:
    assert lines(run("前") + wrapped.format(run("新建公园3座")) + run("后。")) == ["前新建公园3座后。"]


def test_the_placeholder_of_a_control_is_no_text() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
    assert lines(run("报告人:") + control) == ["报告人:"]


def test_a_paragraph_that_was_moved_away_is_not_counted() -> None:
    document = docx.Document()
    add_list(document, [("decimal", "%1.")])
    for text in ("抓项目。", "搬走。", "抓招商。"):
        add_item(document, text, 0)
    moved = document.paragraphs[1]._p
    moved.pPr.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:moveFrom w:id="1" w:author="a"/></w:rPr>'))
    wrapped = parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="2" w:author="a"/>')
    for one in list(moved.r_lst):
        wrapped.append(one)
    moved.append(wrapped)
    assert lines_of_word(saved(document)) == ["1.抓项目。", "2.抓招商。"]


def test_deleted_rows_cells_and_paragraph_marks_are_gone() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    deleted = '<w:del w:id="1" w:author="a"/>'
    body = (
        f"<w:tbl><w:tr>{cell('甲')}{cell('1')}{cell('9', deleted.replace('del', 'cellDel'))}</w:tr>"
        f"<w:tr><w:trPr>{deleted}</w:trPr>{cell('乙')}{cell('2')}</w:tr></w:tbl>"
        f"<w:p><w:pPr><w:rPr>{deleted}</w:rPr></w:pPr>{run('新建公园')}</w:p><w:p>{run('3座。')}</w:p>"
        f"<w:p><w:pPr><w:rPr>{deleted}</w:rPr></w:pPr>{run('末段。')}</w:p>"
    )
    assert lines_of_word(word_body(body)) == ["甲\t1", "新建公园3座。", "末段。"]


def test_text_in_an_element_that_nobody_knows_is_named() -> None:
    data = word_body(f'<w:p>{run("前。")}<x:odd xmlns:x="urn:odd">{run("漏了")}</x:odd></w:p>')
    assert notes(data) == ["a.docx holds text in a kind of element that is not read: odd"]


# Packages


def renamed(data: bytes, main: str) -> bytes:
    """``data`` with another name for the main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        folder, _, name = main.rpartition("/")
        for item in old.namelist():
            content = old.read(item)
            if item in {"_rels/.rels", "[Content_Types].xml"}:
                content = content.replace(b"word/document.xml", main.encode())
            item = {
                "word/document.xml": main,
                "word/_rels/document.xml.rels": f"{folder}/_rels/{name}.rels",
            }.get(item, item)
            new.writestr(item.replace("word/", f"{folder}/") if folder != "word" else item, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "main", ["word/document2.xml", "WORD/Document.xml", "content/report.xml", "xl/document.xml"]
)
def test_the_main_part_is_found_by_any_name(main: str) -> None:
    data = renamed(word_body(f"<w:p>{run('新建公园3座。')}</w:p>"), main)
    loaded = load(data, "a.docx")
    assert (loaded.format, loaded.decoded.text) == ("docx", "新建公园3座。\n")


def test_a_strict_package_is_read_with_its_notes() -> None:
    data = word_body(f"<w:p>{run('10')}{run('4', RAISED)}{run('吨。')}</w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            content = old.read(item).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
                b"http://purl.oclc.org/ooxml/wordprocessingml/",
            )
            new.writestr(item, content.replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"))  # fmt: skip
    assert lines_of_word(out.getvalue()) == ["10⁴吨。"]


def test_comments_are_no_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("新建公园3座。")
    document.add_comment(paragraph.runs[0], text="请核对", author="甲")
    assert lines_of_word(saved(document)) == ["新建公园3座。"]


def test_elements_nested_without_end_are_refused_clearly() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 400 + f"<w:p>{run('深')}</w:p>" + "</w:tc></w:tr></w:tbl>" * 400
    with pytest.raises(InputError, match="nests its parts too deep"):
        load(word_body(deep), "a.docx")


PIECES = [
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", run("3"), BEGIN, SEPARATE, END, code("EQ \\f(1"), "<w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "</w:tr>",
    "</w:tbl>", "<w:sdt>", "</w:sdt>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:ruby/>", "<w:sym/>", '<w:footnoteReference w:id="9"/>', CHART,
    SMART, CHUNK, f"<m:oMath {MATH}><m:f/></m:oMath>", "<w:ins>", "</w:ins>", '<w:numPr><w:numId w:val="1"/></w:numPr>',
    "<w:txbxContent>", "</w:txbxContent>", "<w:footnoteReference/>",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_markup_gives_text_or_a_clear_error(pieces: list[str]) -> None:
    body = ""
    open_names: list[str] = []
    for piece in pieces:  # close what is open, so that most of it is XML
        if piece.startswith("</"):
            if not open_names or open_names[-1] != piece[2:-1]:
                continue
            open_names.pop()
        elif piece.endswith(">") and "</" not in piece and not piece.endswith("/>"):
            open_names.append(piece[1:-1])
        body += piece
    body += "".join(f"</{name}>" for name in reversed(open_names))
    text = "-"
    with contextlib.suppress(InputError):
        text = load(word_body(body), "a.docx").decoded.text
    assert text.strip()
