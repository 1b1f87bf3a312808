"""What the system says of a file that cannot be read or written, in Chinese."""

import errno
import gzip
import sqlite3
import zlib

_BY_NUMBER = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "文件太大",
    errno.ENAMETOOLONG: "名字太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
    errno.ELOOP: "链接绕成了圈",
    errno.ESTALE: "网络文件夹已断开",
}
_BY_WORDS = (  # of SQLite, whose errors have no number that is the system's
    ("locked", "正被别的程序占用"),
    ("full", "磁盘已满"),
    ("readonly", "没有写的权限"),
    ("unable to open", "打不开这个文件"),
    ("not a database", "内容已损坏"),
    ("malformed", "内容已损坏"),
    ("disk I/O", "磁盘读写出错"),
)


def file_trouble(error: Exception) -> str:
    """Why a file cannot be read or written; the error's own words where none are known for it.

    >>> file_trouble(PermissionError(13, "Permission denied", "a.txt"))
    '没有权限'
    """
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return "压缩的内容不完整或已损坏"
    if isinstance(error, UnicodeDecodeError):
        return f"从第 {error.start + 1} 个字节起不是 UTF-8 文字"
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0) or error.strerror or str(error)
    if isinstance(error, sqlite3.Error):
        told = str(error)
        return next((ours for words, ours in _BY_WORDS if words in told), told)
    return str(error)
