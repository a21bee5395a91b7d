"""Makes the spreadsheets of forms.txt, and XForms of them with pyxform, the reference for XLSForm.

    python3 -m venv venv && venv/bin/pip install openpyxl==3.1.5 pyxform==4.5.0
    venv/bin/python make.py
"""

import datetime
import pathlib
import re
import zipfile

from openpyxl import Workbook
from pyxform.xls2xform import convert

HERE = pathlib.Path(__file__).parent
MADE = HERE / "made"
SHEETS = ("survey", "choices", "settings")
# So that the same form is the same file.
LONG_AGO = datetime.datetime(2024, 1, 1)


def forms():
    """Name and sheets of each form."""
    text = (HERE / "forms.txt").read_text(encoding="utf-8")
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        name, _, body = part.partition("\n")
        sheets, here, later = {}, None, []
        for line in body.rstrip("\n").split("\n"):
            if line in SHEETS:
                here = sheets.setdefault(line, [])
            elif line.startswith("calculation "):
                own, _, formula = line.removeprefix("calculation ").partition(" = ")
                later.append((own, formula))
            elif here is not None:
                here.append([cell.strip() if len(here) == 0 else cell for cell in re.split(r" ?\| ?", line)])
        for own, formula in later:
            calculate(sheets["survey"], own, formula)
        yield name.strip(), sheets


def calculate(survey, own, formula):
    """Puts a calculation into its row, with a column of its own if there is none."""
    if "calculation" not in survey[0]:
        survey[0].append("calculation")
    row = next((row for row in survey if len(row) > 1 and row[1] == own), None)
    if row is None:
        row = ["calculate", own]
        survey.append(row)
    row += [""] * (len(survey[0]) - len(row))
    row[survey[0].index("calculation")] = formula


def typed(text):
    """Whole numbers and truth values are what a spreadsheet makes of them."""
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    return {"TRUE": True, "FALSE": False}.get(text, text or None)


def main():
    MADE.mkdir(exist_ok=True)
    for name, sheets in forms():
        book = Workbook()
        book.remove(book.active)
        book.properties.created = book.properties.modified = LONG_AGO
        for sheet in SHEETS:
            if sheet in sheets:
                page = book.create_sheet(sheet)
                for row in sheets[sheet]:
                    page.append([typed(cell) for cell in row])
        path = MADE / f"{name}.xlsx"
        book.save(path)
        settle(path)
        converted = convert(xlsform=str(path), form_name="data")
        (MADE / f"{name}.xml").write_text(converted.xform, encoding="utf-8")
        print(name, len(converted.xform), *converted.warnings, sep=" | ")


def settle(path):
    """Packs again with one time for all parts."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for filename, content in parts:
            if filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(filename, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


main()
