"""People in a spreadsheet with a password, made and opened by LibreOffice.

    spreadsheet.py make LIST.csv BOOK.xlsx PASSWORD
    spreadsheet.py find BOOK.xlsx PASSWORD NAME

Runs with the Python that LibreOffice's bridge (python3-uno) belongs to. `find` fails when nobody of the name is there.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.lang import DisposedException
from com.sun.star.connection import NoConnectException


def said(name: str, value: object) -> PropertyValue:
    return PropertyValue(Name=name, Value=value)


def desktop(pipe: str):
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    while True:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException:
            time.sleep(0.02)


def url(path: str) -> str:
    return pathlib.Path(path).resolve().as_uri()


def make(office, source: str, target: str, password: str) -> None:
    text = said("FilterOptions", "44,34,76,1"), said("FilterName", "Text - txt - csv (StarCalc)"), said("Hidden", True)
    book = office.loadComponentFromURL(url(source), "_blank", 0, text)
    sealed = NamedValue("CryptoType", "Standard"), NamedValue("OOXPassword", password)
    sealed = said("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", sealed))
    book.storeToURL(url(target), (said("FilterName", "Calc MS Excel 2007 XML"), sealed))
    book.close(True)


def find(office, source: str, password: str, name: str) -> None:
    how = said("Hidden", True), said("ReadOnly", True), said("Password", password)
    book = office.loadComponentFromURL(url(source), "_blank", 0, how)
    sheet = book.Sheets.getByIndex(0)
    asked = sheet.createSearchDescriptor()
    asked.SearchString = name
    if sheet.findFirst(asked) is None:
        sys.exit("nobody of that name is in the book")


def end(office) -> None:
    try:
        office.terminate()
    except DisposedException:
        pass  # It is gone before it could answer.


def main(what: str, *rest: str) -> None:
    with tempfile.TemporaryDirectory() as own:
        pipe = pathlib.Path(own).name
        profile = f"-env:UserInstallation={pathlib.Path(own).as_uri()}"
        command = ["soffice", "--headless", "--norestore", "--nologo", profile, f"--accept=pipe,name={pipe};urp;"]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        office = desktop(pipe)
        try:
            {"make": make, "find": find}[what](office, *rest)
        finally:
            end(office)
            running.wait()


main(*sys.argv[1:])
