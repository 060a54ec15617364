"""A checklist as CSV, as a sheet, and as Markdown: one row a check, with room to work."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import xlsxwriter

from casebook.base import csvfile
from casebook.downloads.rows import COLUMNS, STATUSES, WORK, Row
from casebook.model.lists import Checklist


def as_csv(rows: Sequence[Row]) -> str:
    """The columns of the list, and four that are left to whoever works with it."""
    told = ([cell(row) for cell in COLUMNS.values()] for row in rows)
    blank = [STATUSES[0], "", "", ""]
    return csvfile.written([[*COLUMNS, *WORK], *([*row, *blank] for row in told)])


_WIDTHS = {"Check": 9, "Level": 11, "Version": 9, "Section": 22, "Statement": 48, "Link": 40}
_WIDTH = 34  # characters, for every column not named above
_A4 = 9  # the number of this size of paper in Excel
_WORK_WIDTHS = {"Status": 15, "Evidence": 40, "Owner": 18, "Due date": 12}


def as_sheet(checklist: Checklist, rows: Sequence[Row]) -> bytes:
    """An Excel workbook: the list to work in, and a page about it.

    The columns to fill stand right after the statement. Status is chosen from
    a list, the due date must be a date, and both are told in words when wrong.
    The same data gives the same bytes.
    """
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False})
    made = dt.datetime.fromisoformat(checklist.updated[:10])
    book.set_properties({"title": checklist.title, "created": made, "comments": _about(checklist)})
    _list(book, checklist, rows)
    _notes(book, checklist)
    book.close()
    return packed.getvalue()


def _list(book: xlsxwriter.Workbook, checklist: Checklist, rows: Sequence[Row]) -> None:
    sheet = book.add_worksheet(checklist.short)
    head = book.add_format({"bold": True, "bg_color": "#0B5563", "font_color": "#FFFFFF"})
    wrap = book.add_format(
        {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9CDD2"}
    )
    date = book.add_format(
        {"num_format": "yyyy-mm-dd", "valign": "top", "border": 1, "border_color": "#C9CDD2"}
    )
    first = list(COLUMNS)[: list(COLUMNS).index("Statement") + 1]
    headings = [*first, *WORK, *(name for name in COLUMNS if name not in first)]
    last = len(rows)
    for place, name in enumerate(headings):
        width = _WORK_WIDTHS.get(name, _WIDTHS.get(name, _WIDTH))
        sheet.set_column(place, place, width, date if name == "Due date" else wrap)
        sheet.write_string(0, place, name, head)
        for line, row in enumerate(rows, 1):
            if name == "Link":
                sheet.write_url(line, place, row.link, string=row.link)
            elif name in COLUMNS:
                sheet.write_string(line, place, COLUMNS[name](row), wrap)
            else:
                text = STATUSES[0] if name == "Status" else ""
                sheet.write(line, place, text, date if name == "Due date" else wrap)
    _validated(sheet, headings, last)
    sheet.freeze_panes(1, len(first))
    sheet.autofilter(0, 0, last, len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last, headings.index(WORK[-1]))
    said = f"{checklist.title}, version {checklist.version} · AI Governance Casebook · CC BY 4.0"
    sheet.set_footer(f"&L{said}&R&P / &N")


def _validated(sheet: xlsxwriter.worksheet.Worksheet, headings: list[str], last: int) -> None:
    status, due = headings.index("Status"), headings.index("Due date")
    sheet.data_validation(
        1,
        status,
        last,
        status,
        {
            "validate": "list",
            "source": list(STATUSES),
            "error_title": "Status",
            "error_message": "Choose Open, Done or Not applicable.",
        },
    )
    sheet.data_validation(
        1,
        due,
        last,
        due,
        {
            "validate": "date",
            "criteria": ">=",
            "value": dt.date(2000, 1, 1),
            "error_title": "Due date",
            "error_message": "Write a date, such as 2027-03-31.",
        },
    )


def _notes(book: xlsxwriter.Workbook, checklist: Checklist) -> None:
    sheet = book.add_worksheet("About")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 76, wrap)  # fits the width of A4
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    for line, text in enumerate(notes(checklist)):
        sheet.write_string(line, 0, text, wrap)


def notes(checklist: Checklist) -> tuple[str, ...]:
    """What a reader of a loose file must know."""
    legal = ("This is not legal advice. Law differs from country to country.",)
    return (
        _about(checklist),
        checklist.summary,
        *(f"{part.title}. Use it: {part.use_when}" for part in checklist.sections),
        "Nobody is certified by this list, and it gives no score.",
        "Look at the open essential checks first.",
        "Not applicable needs a reason: write it under Evidence.",
        *(legal if checklist.legal_note else ()),
        "Reuse is free under CC BY 4.0: name the AI Governance Casebook and the version.",
    )


def _about(checklist: Checklist) -> str:
    return (
        f"{checklist.title}, version {checklist.version} of {checklist.updated}, "
        "from the AI Governance Casebook."
    )


def as_markdown(checklist: Checklist, rows: Sequence[Row]) -> str:
    """Markdown with boxes to tick, section by section, for issues, wikis and notes."""
    lines = [f"# {checklist.title}", "", checklist.summary, "", _about(checklist)]
    for part in checklist.sections:
        lines += ["", f"## {part.title}", "", f"Use it: {part.use_when}", ""]
        lines += [
            f"- [ ] **[{row.check.id}]({row.link})** {row.check.item.statement} "
            f"({COLUMNS['Level'](row).lower()})"
            for row in rows
            if row.check.section.id == part.id
        ]
    return "\n".join(lines) + "\n"
