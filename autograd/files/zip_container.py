"""The container of PyTorch's checkpoints: a zip archive of one folder, nothing in it compressed.

``data.pkl`` is the structure, ``data/0``, ``data/1``, ... the numbers, ``byteorder`` their byte order, ``version`` that of the format. The
archive's own checksums tell of damage.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Any, BinaryIO

import numpy as np

__all__ = ["ZIP", "Archive", "Unreadable", "write_archive"]

ZIP = b"PK\x03\x04"  # the beginning of a record, and so of the file
ALIGNMENT = 64  # bytes, so that the numbers can be mapped into memory; PyTorch's
PADDING = 0x4246  # the number of the extra field that makes room for it


class Unreadable(Exception):
    """What is wrong with a file."""


class Archive:
    """The records of an archive, each of which is known to be where the directory says, with a right checksum when it is read.

    Records do not overlap and are not compressed, so that what they hold is never more than the file.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            self.file, self.zip = file, zipfile.ZipFile(file)
            self.entries = self._checked()
            self.checked = any(entry.CRC for entry in self.entries.values())  # or written after torch.serialization.set_crc32_options(False)
            roots = [name.partition("/")[0] for name in self.entries if name.endswith("/data.pkl") and name.count("/") == 1]
            if len(roots) != 1:
                raise Unreadable("it is a zip archive, but not one of torch.save: those have one folder, with a record data.pkl in it")
            self.root = roots[0]
            for name, entry in self.entries.items():  # the few and small ones, which say what the numbers mean
                if not name.startswith(f"{self.root}/data/"):
                    self._into(bytearray(entry.file_size), entry)
        except _DAMAGE as error:
            raise _damaged(error) from None

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries: dict[str, zipfile.ZipInfo] = {}
        free = 0
        for entry in sorted(self.zip.infolist(), key=lambda entry: entry.header_offset):
            if entry.filename in entries:
                raise Unreadable(f"its zip archive has two records {entry.filename!r:.100}")
            if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
                raise Unreadable(
                    f"its record {entry.filename!r:.100} is compressed, which torch.save does not do: pack the archive again, uncompressed"
                )
            if entry.header_offset < free:
                raise Unreadable(f"its record {entry.filename!r:.100} overlaps another")
            free = entry.header_offset + zipfile.sizeFileHeader + entry.file_size  # type: ignore[attr-defined]
            entries[entry.filename] = entry
        if free > self.zip.start_dir:
            raise Unreadable("its records reach beyond its end")
        return entries

    def __contains__(self, name: str) -> bool:
        return f"{self.root}/{name}" in self.entries

    def size(self, name: str) -> int:
        """The number of bytes of a record."""
        if name not in self:
            raise Unreadable(f"it has no record {name!r:.100}")
        return self.entries[f"{self.root}/{name}"].file_size

    def read(self, name: str) -> Any:
        """The bytes of a record, as an array that owns them."""
        array = np.empty(self.size(name), np.uint8)
        try:
            self._into(array.data, self.entries[f"{self.root}/{name}"])
        except _DAMAGE as error:
            raise _damaged(error) from None
        return array

    def _into(self, buffer: bytearray | memoryview, entry: zipfile.ZipInfo) -> None:
        """Fill a buffer of the right size, straight from the file, and compare the record's own name and the checksum with the directory."""
        self.file.seek(entry.header_offset)
        begin, flags, name_length, extra_length = struct.unpack("<4s2xH18x2H", self.file.read(zipfile.sizeFileHeader))  # type: ignore[attr-defined]
        name = self.file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437")
        self.file.seek(extra_length, 1)
        count = self.file.readinto(buffer)  # type: ignore[attr-defined]
        if begin != ZIP or name != entry.orig_filename or count != entry.file_size or (flags | entry.flag_bits) & 1:
            raise Unreadable(f"its record {entry.filename!r:.100} is not what the directory says, or encrypted")
        if self.checked and zlib.crc32(buffer) != entry.CRC:
            raise Unreadable(f"its record {entry.filename!r:.100} is damaged: bad CRC-32")


_DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, OverflowError, RuntimeError, ValueError, struct.error)


def _damaged(error: Exception) -> Unreadable:
    return Unreadable(f"its zip archive is damaged, or not whole ({error!s:.200})")


def write_archive(file: Any, records: dict[str, Any]) -> None:
    """Write records, bytes or C-contiguous arrays by name, to a file that has ``write``."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in records.items():
            data = memoryview(content).cast("B") if memoryview(content).nbytes else b""
            entry = zipfile.ZipInfo(f"archive/{name}")  # of the year 1980: the same content makes the same file
            large = len(data) >= zipfile.ZIP64_LIMIT
            begin = archive.start_dir + zipfile.sizeFileHeader + len(entry.filename) + 20 * large + 4  # type: ignore[attr-defined]
            length = -begin % ALIGNMENT
            entry.extra = struct.pack("<HH", PADDING, length) + b"Z" * length
            with archive.open(entry, "w", force_zip64=large) as record:
                record.write(data)
