"""Reads a tagged table with libhxl and checks it against the HXL core schema.

    hxl_check.py TABLE.csv

Prints JSON: the tags, what the schema finds fault with, and the numbers of the column #indicator+value.
"""

import json
import sys

import hxl
from hxl.input import InputOptions


def main(path: str) -> None:
    local = InputOptions(allow_local=True)
    faults: list[str] = []
    # No schema named: the one that libhxl brings along, so that nothing is fetched.
    schema = hxl.schema(callback=lambda fault: faults.append(f"{fault.rule.tag_pattern}: {fault.rule.description}"))
    whole = schema.validate(hxl.data(path, local))
    table = hxl.data(path, local)
    tags = [column.display_tag for column in table.columns]
    values = [row.get("#indicator+value") for row in table]
    values = [int(value) if value else None for value in values]
    print(json.dumps({"valid": whole, "faults": faults, "tags": tags, "values": values}))


main(*sys.argv[1:])
