"""One file of named arrays: written once, mapped into memory when read, so that opening costs nothing by size."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]
MAGIC = b"draftbot"
ALIGNED = 64


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> str:
    """Writes the arrays and returns the file's hash; on the disk once this returns.

    Layout: eight bytes of magic, eight of the header's length, the header (JSON: name, type, shape, offset from the
    first array), then each array at a multiple of 64 bytes.
    """
    entries, offset = [], 0
    for name, array in arrays.items():
        offset = _aligned(offset)
        entries.append({"name": name, "type": array.dtype.str, "shape": array.shape, "offset": offset})
        offset += array.nbytes
    header = json.dumps(entries).encode()
    header += b" " * (_aligned(len(header) + 16) - len(header) - 16)
    digest = sha256()
    with path.open("wb") as file:

        def put(content: bytes | memoryview) -> None:
            digest.update(content)
            file.write(content)

        put(MAGIC + len(header).to_bytes(8, "little") + header)
        written = 0
        for entry, array in zip(entries, arrays.values(), strict=True):
            put(b"\0" * (int(str(entry["offset"])) - written))
            put(
                np.ascontiguousarray(array).tobytes()
                if array.nbytes < 1 << 20
                else np.ascontiguousarray(array).data.cast("B")
            )
            written = int(str(entry["offset"])) + array.nbytes
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def map_arrays(path: Path) -> Arrays:
    """The arrays of a file, read when touched; raises OSError or ValueError where the file is not whole."""
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(whole[:8]) != MAGIC:
        raise ValueError(f"{path} is no file of arrays")
    start = 16 + int.from_bytes(whole[8:16], "little")
    entries = json.loads(bytes(whole[16:start]))
    return {entry["name"]: _view(whole, start, entry) for entry in entries}


def _view(whole: memoryview, start: int, entry: Mapping[str, Any]) -> NDArray[Any]:
    count = int(np.prod(entry["shape"], dtype=np.int64))
    flat = np.frombuffer(whole, dtype=entry["type"], count=count, offset=start + entry["offset"])
    return flat.reshape(entry["shape"])


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNED) * ALIGNED
