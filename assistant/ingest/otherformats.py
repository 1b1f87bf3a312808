"""Kinds of files that are not read, each with what to do about it."""

_SAVED_AS = "{name} 的格式（{suffix}）不读；请用 {program} 或 WPS 打开，另存为 {kind} 后再放入。"
_WORD, _EXCEL, _POWERPOINT = (
    _SAVED_AS.replace("{program}", program).replace("{kind}", kind)
    for program, kind in (("Word", ".docx"), ("Excel", ".xlsx"), ("PowerPoint", ".pptx"))
)
_FIXED_LAYOUT = (
    "{name} 是 OFD 版式文件，不读；请用 OFD 阅读器打开，导出（转换）为 pdf 或 txt 后再放入。"
)
_PICTURE = (
    "{name} 是图片，没有文字可读；请装上识别组件（pip install rapidocr）后重新建索引，"
    "或先用文字识别软件识别成文字，存为 txt 或 docx 后再放入。"
)
# Pictures of text, read where text in pictures can be recognised.
PICTURES = frozenset((".jpg", ".jpeg", ".jfif", ".png", ".bmp", ".tif", ".tiff", ".webp"))
_ARCHIVE = "{name} 是压缩包，不读；请解压后放入其中的文档。"
_ANY = (
    "{name} 的类型（{suffix}）不支持；"
    "请转换为 pdf、docx、xlsx、pptx、txt、md、html 或 jsonl 后再放入。"
)
_REMEDIES = {
    suffix: remedy
    for suffixes, remedy in (
        (".doc .dot .docm .dotx .dotm .wps .wpt .rtf .odt", _WORD),
        (".xls .xlt .xlsb .xltx .xltm .et .ett .ods", _EXCEL),
        (".ppt .pps .pot .ppsx .ppsm .potx .potm .dps .dpt .odp", _POWERPOINT),
        (".ofd", _FIXED_LAYOUT),
        (".jpg .jpeg .jfif .png .gif .bmp .tif .tiff .webp .heic", _PICTURE),
        (".zip .rar .7z .tar .gz .tgz .bz2 .xz", _ARCHIVE),
    )
    for suffix in suffixes.split()
}


def remedy(name: str, suffix: str) -> str:
    """Why a file of this kind is not read, and what to do; `suffix` is in small letters.

    >>> remedy("通知.doc", ".doc")
    '通知.doc 的格式（.doc）不读；请用 Word 或 WPS 打开，另存为 .docx 后再放入。'
    """
    return _REMEDIES.get(suffix, _ANY).format(name=name, suffix=suffix)
