"""Look at a .docx from outside before it is unpacked: what is no Word file, locked, or a bomb."""

from __future__ import annotations

import io
import zipfile

from corpus.decode import UnreadableFile

MAX_XML_BYTES = 32 * 1024 * 1024  # unpacked; that of a plan of a hundred pages has two or three
MAX_UNPACKED_BYTES = 256 * 1024 * 1024  # pictures included
MAX_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # container of .doc, and of a .docx that has a password
_PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")


def check_archive(data: bytes, name: str) -> None:
    """Raises UnreadableFile where `data` is not a .docx that can be unpacked safely.

    Sizes are those of the archive's directory; zipfile never reads beyond them.
    """
    if data.startswith(_OLE):
        if _PASSWORD_STREAM in data:
            raise UnreadableFile(
                f"文件《{name}》设有打开密码，未读取。请用 Word 或 WPS 取消密码保护后再放入文件夹。"
            )
        raise UnreadableFile(
            f"文件《{name}》是旧版 Word 格式（.doc），未读取。请用 Word 或 WPS 另存为 .docx 后再放入文件夹。"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    xml_bytes = sum(p.file_size for p in parts if p.filename.lower().endswith((".xml", ".rels")))
    if (
        len(parts) > MAX_PARTS
        or xml_bytes > MAX_XML_BYTES
        or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES
    ):
        raise UnreadableFile(
            f"文件《{name}》解压后过大，超过 {MAX_UNPACKED_BYTES // 1024 // 1024} MB"
            f"（或文字部分超过 {MAX_XML_BYTES // 1024 // 1024} MB），可能是压缩炸弹，未读取。"
            "请核对来源；确需收录的，请拆分后再放入文件夹。"
        )


def damaged(name: str) -> UnreadableFile:
    """The refusal of a file that Word itself would not open."""
    return UnreadableFile(
        f"文件《{name}》已损坏或不是 Word 文档（.docx），未读取。请用 Word 或 WPS 打开并另存为 .docx 后重试。"
    )
