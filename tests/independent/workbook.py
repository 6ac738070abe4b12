#!/usr/bin/env python3
"""Prints a workbook (XLSX) as JSON, apart from the program: the rows of each sheet by its name.

    workbook.py file.xlsx

A number is a number, a text is a text; a formula is told as {"formula": "…"}. Nothing but the
standard library.
"""

import json
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_of(reference):
    """The place of "C7" in its row, from 0."""
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def texts_of(book):
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in one.iter(MAIN + "t")) for one in root]


def value_of(cell, texts):
    formula = cell.find(MAIN + "f")
    if formula is not None:
        return {"formula": formula.text}
    value = cell.find(MAIN + "v")
    if value is None:
        return None
    if cell.get("t") == "s":
        return texts[int(value.text)]
    return float(value.text) if cell.get("t") in (None, "n") else value.text


def rows_of(sheet, texts):
    for row in ElementTree.fromstring(sheet).iter(MAIN + "row"):
        cells = {column_of(cell.get("r")): value_of(cell, texts) for cell in row.iter(MAIN + "c")}
        yield [cells.get(place) for place in range(max(cells, default=-1) + 1)]


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        texts = texts_of(book)
        links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        files = {link.get("Id"): "xl/" + link.get("Target") for link in links}
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")
        found = {
            sheet.get("name"): list(rows_of(book.read(files[sheet.get(LINK)]), texts))
            for sheet in sheets
        }
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
