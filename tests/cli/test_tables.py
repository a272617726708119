"""Indicators without a model, and results as tables."""

import csv
import io
import json

import openpyxl
import pytest
from conftest import EXAMPLES, SHORT_REPORT, CommandLine, Endpoint

from summarizer.messages import Words
from summarizer.render.rows import Sheet, csv_text
from summarizer.render.workbook import xlsx_bytes

REPORT = EXAMPLES / "yingkou-xishi-2019.txt"


def test_indicators_that_rules_read_need_no_model(summarize: CommandLine, endpoint: Endpoint) -> None:
    done = summarize(REPORT, "-s", "indicators", "-m", "m", "--base-url", endpoint.url, "-f", "json")
    assert done.returncode == 0
    assert endpoint.requests == []
    assert "are sent there" not in done.stderr
    (result,) = json.loads(done.stdout)["results"]
    first = result["items"][0]["data"]
    assert first == {
        "name": "地区生产总值", "figure": "118亿元", "value": 118, "unit": "亿元", "base_value": 11_800_000_000, "base_unit": "元", "period": "2018",
        "kind": "actual", "change": 5.5, "change_kind": "yoy", "qualifier": "预计",
    }  # fmt: skip
    assert result["coverage"]["uncovered"] == []


def test_the_model_is_asked_only_about_what_rules_leave_open(
    summarize: CommandLine, endpoint: Endpoint
) -> None:
    text = SHORT_REPORT.replace(
        "新增城镇就业4200人以上。", "主要预期目标是:地区生产总值增长6%。今年拟发放惠民券共计3批900万元。"
    )
    summarize.write("r.txt", text)
    done = summarize("r.txt", "-s", "indicators", "-m", "m", "--base-url", endpoint.url, "-f", "json")
    assert done.returncode == 0, done.stderr
    asked = "".join(m["content"] for r in endpoint.requests for m in r["messages"][-1:])
    assert "地区生产总值" not in asked
    names = [i["data"]["name"] for i in json.loads(done.stdout)["results"][0]["items"]]
    assert names.count("地区生产总值") == 2


def test_a_table_has_one_row_an_item_and_opens_with_chinese_intact(summarize: CommandLine) -> None:
    assert summarize(REPORT, "-s", "indicators", "-o", "out.csv").returncode == 0
    data = (summarize.folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert (rows[0]["name"], rows[0]["value"], rows[0]["base_value"], rows[0]["period"]) == (
        "地区生产总值",
        "118",
        "11800000000",
        "2018",
    )
    assert summarize(REPORT, "-s", "indicators", "-o", "out.xlsx").returncode == 0
    page = openpyxl.load_workbook(summarize.folder / "out.xlsx")["indicators"]
    header = [cell.value for cell in page[1]]
    first = dict(zip(header, [cell.value for cell in page[2]], strict=True))
    assert (first["name"], first["value"], first["base_value"]) == ("地区生产总值", 118, 11_800_000_000)
    assert page.max_row == len(rows) + 1


@pytest.mark.usefixtures("report")
def test_several_schemas_are_several_files_or_sheets(summarize: CommandLine, endpoint: Endpoint) -> None:
    flags = ("-s", "tasks", "-s", "problems", "-m", "m", "--base-url", endpoint.url)
    assert summarize("report.txt", *flags, "-o", "out.csv").returncode == 0
    assert sorted(p.name for p in summarize.folder.glob("out*")) == ["out-problems.csv", "out-tasks.csv"]
    assert summarize("report.txt", *flags, "-o", "out.xlsx").returncode == 0
    assert openpyxl.load_workbook(summarize.folder / "out.xlsx").sheetnames == ["tasks", "problems"]
    refused = summarize("report.txt", *flags, "-f", "csv")
    assert refused.returncode == 2
    assert "Give -o a file" in refused.stderr
    assert summarize("report.txt", "-f", "xlsx").returncode == 2


def test_text_is_never_a_formula() -> None:
    table = Sheet("tasks", ("name", "change"), (("=1+1", -5.5), ("@SUM(A1)", None), ("-减少", 3)))
    rows = list(csv.reader(io.StringIO(csv_text(table).lstrip("\ufeff"))))
    assert rows[1:] == [["'=1+1", "-5.5"], ["'@SUM(A1)", ""], ["'-减少", "3"]]
    page = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([table], Words("en"))))["tasks"]
    assert page["A2"].value == "=1+1"
    assert page["A2"].data_type == "s"
    assert page["B2"].value == -5.5


@pytest.mark.usefixtures("report")
def test_tasks_make_a_sheet_that_an_office_can_use(summarize: CommandLine) -> None:
    done = summarize("report.txt", "-s", "tasks", "--no-model", "-o", "任务.xlsx", "--lang", "zh")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(summarize.folder / "任务.xlsx")
    page = book["任务"]
    rows = [tuple(cell.value for cell in row) for row in page.iter_rows()]
    assert rows[0] == ("序号", "任务", "所在章节", "目标", "时限", "责任单位", "原文", "核对")
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["序号"], first["任务"], first["目标"], first["责任单位"], first["核对"]) == (
        1,
        "完成河道治理",
        "12公里",
        None,
        "相符",
    )
    assert first["原文"] == "完成12公里河道治理"
    assert [row[0] for row in rows[1:]] == list(range(1, len(rows)))
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$1:$1"
    assert "政府工作报告任务分解表" in str(page.oddHeader.center.text)


def test_a_unit_that_the_report_charges_stands_in_the_task_sheet(summarize: CommandLine) -> None:
    summarize.write("r.txt", SHORT_REPORT.replace("启动东门市场搬迁。", "由商务局牵头启动东门市场搬迁。"))
    assert summarize("r.txt", "-s", "tasks", "--no-model", "-o", "t.xlsx").returncode == 0
    rows = list(openpyxl.load_workbook(summarize.folder / "t.xlsx")["tasks"].iter_rows(values_only=True))
    assert "商务局" in {row[5] for row in rows}


def test_a_row_is_as_high_as_its_fullest_cell() -> None:
    table = Sheet("t", ("a", "b"), (("短", 1), ("很长的一句话" * 5, 2)), (20, 6))
    page = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([table], Words("en"))))["t"]
    assert page.row_dimensions[2].height in {None, 15}  # None: as rows are
    assert page.row_dimensions[3].height == 45


def test_a_sheet_has_a_name_that_excel_takes() -> None:
    tables = [
        Sheet(name, ("a",), (("x",),))
        for name in ("a/b:c*[d]?" + "很长的名字" * 9, "A/B:C*[D]?" + "很长的名字" * 9, "'")
    ]
    names = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables, Words("en")))).sheetnames
    assert len(set(map(str.lower, names))) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
