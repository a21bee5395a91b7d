"""Answers the questions of a year in DuckDB over the same rows.

Reads the rows from a plain SQLite file and the questions from a JSON file once; then, for each line on standard input,
asks them all for the year that the line names, and prints how many milliseconds that took and the sum of the answers.
"""

import csv
import json
import pathlib
import sqlite3
import sys
import tempfile
import time

import duckdb


def read(plain: sqlite3.Connection, table: str, into: duckdb.DuckDBPyConnection, folder: pathlib.Path) -> None:
    kinds = {row[1]: "BIGINT" if row[2] == "INTEGER" else "VARCHAR" for row in plain.execute(f"PRAGMA table_info({table})")}
    file = folder / f"{table}.csv"
    with file.open("w", newline="") as rows:
        csv.writer(rows).writerows(plain.execute(f"SELECT * FROM {table}"))
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
    into.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{file}', header=false, columns={{{columns}}})")
    file.unlink()


def main(rows: str, questions: str) -> None:
    asked = json.loads(pathlib.Path(questions).read_text())
    store = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder, sqlite3.connect(rows) as plain:
        for table in asked["tables"]:
            read(plain, table, store, pathlib.Path(folder))
    print("ready", flush=True)
    for line in sys.stdin:
        year = int(line)
        days = [f"{year}-04-01", f"{year + 1}-03-31"]
        begun = time.perf_counter()
        total = sum(store.execute(question.replace("?", "$"), days).fetchone()[0] for question in asked["questions"])
        print((time.perf_counter() - begun) * 1000, float(total), flush=True)


main(*sys.argv[1:])
