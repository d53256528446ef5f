"""Zip containers (docx, odt, xlsx), opened with limits on what they may unpack to."""

import struct
import zipfile
import zlib
from io import BytesIO

from qualcoder_sts.transcripts.readers.errors import (
    DamagedFileError,
    EncryptedFileError,
    OversizedFileError,
)

MOST_UNPACKED = 512 * 1024 * 1024
MOST_MEMBERS = 20_000
# Deflate reaches 1000 : 1 on made-up data; documents stay below 100 : 1, and small files may
# exceed that harmlessly.
MOST_RATIO = 150
RATIO_COUNTS_FROM = 64 * 1024 * 1024

_LOCAL_HEADER = struct.Struct("<26xHH")
_CHUNK = 1024 * 1024
_ENCRYPTED_FLAGS = 0x41  # ordinary and strong encryption


def open_archive(content: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """The container, after its declared and its actual sizes were found harmless.

    Raises ``DamagedFileError``, ``EncryptedFileError`` or ``OversizedFileError``.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise DamagedFileError(name, kind) from error
    if any(member.flag_bits & _ENCRYPTED_FLAGS for member in members):
        raise EncryptedFileError(name, kind)
    declared = sum(member.file_size for member in members)
    _refuse_excess(declared, len(content), name)
    if len(members) > MOST_MEMBERS:
        raise OversizedFileError(name)
    for member in members:
        _check_member(content, member, name, kind)
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str, kind: str) -> bytes:
    """The bytes of a member that must be there."""
    try:
        return archive.read(member)
    except (
        KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
    ) as error:  # fmt: skip
        raise DamagedFileError(name, kind) from error


def _refuse_excess(unpacked: int, packed: int, name: str) -> None:
    if unpacked > MOST_UNPACKED:
        raise OversizedFileError(name)
    if unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed:
        raise OversizedFileError(name)


def _check_member(content: bytes, member: zipfile.ZipInfo, name: str, kind: str) -> None:
    """Unpack once in pieces and throw away: a declared size can be a lie.

    ``zipfile`` itself would unpack everything into memory before it cuts to the declared size.
    """
    packed = _packed_bytes(content, member, name, kind)
    if member.compress_type == zipfile.ZIP_STORED:
        if member.compress_size != member.file_size:
            raise DamagedFileError(name, kind)
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise DamagedFileError(name, kind)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacked = 0
    try:
        while packed and not unpacker.eof:
            unpacked += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
            if unpacked > member.file_size:
                raise OversizedFileError(name)
    except zlib.error as error:
        raise DamagedFileError(name, kind) from error


def _packed_bytes(content: bytes, member: zipfile.ZipInfo, name: str, kind: str) -> bytes:
    header = content[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
    if member.header_offset < 0 or len(header) < _LOCAL_HEADER.size:
        raise DamagedFileError(name, kind)
    name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    return content[start : start + member.compress_size]
