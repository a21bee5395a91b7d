"""Answers the questions of a year in DuckDB over the same rows.

Takes a folder with a CSV file for each table, without a head, and what.json: the columns of each table with their kinds,
and the questions. Then, for each line on standard input, asks them all for the year that the line names, and prints how
many milliseconds that took and the sum of the answers.
"""

import json
import pathlib
import sys
import time

import duckdb


def main(place: str) -> None:
    folder = pathlib.Path(place)
    asked = json.loads((folder / "what.json").read_text())
    store = duckdb.connect()
    for table, columns in asked["tables"].items():
        kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns)
        rows = f"read_csv('{folder / table}.csv', header=false, columns={{{kinds}}})"
        store.execute(f"CREATE TABLE {table} AS SELECT * FROM {rows}")
    print("ready", flush=True)
    for line in sys.stdin:
        year = int(line)
        days = [f"{year}-04-01", f"{year + 1}-03-31"]
        begun = time.perf_counter()
        total = sum(store.execute(question.replace("?", "$"), days).fetchone()[0] for question in asked["questions"])
        print((time.perf_counter() - begun) * 1000, float(total), flush=True)


main(*sys.argv[1:])
