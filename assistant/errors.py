"""The error tree. Every message is Chinese and says what, where and the remedy.

AssistantError
├── SettingsError            a setting or config file that cannot be used
├── DocumentError            one document cannot be read (it is skipped, the rest is read)
│   ├── EmptyDocument
│   ├── BinaryDocument
│   ├── UnreadableDocument
│   └── DocumentTooLarge
├── DocumentsFolderMissing   there is nothing to read from
├── LibraryError             the data folder
│   ├── DataFolderNotWritable
│   ├── DamagedIndex
│   └── ModelMismatch
├── ArticleNotFound
├── EncoderError             an encoder cannot be loaded or reached
├── LanguageModelError       the configured language model failed
├── QuestionError            a question that cannot be taken (empty, too long, no date)
├── QuestionSetError         a question set that cannot be read: names row and column
├── EvaluationFailed         every question of a run failed: nothing was measured
├── OutputError              a file that a command was told to write and must not
└── PortInUse

An abstention is not an error: it is an Answer.
"""


class AssistantError(Exception):
    """Base of all errors that a user can mend; `str(error)` is the Chinese message."""


class SettingsError(AssistantError):
    """A setting, its value and what was expected."""


class DocumentError(AssistantError):
    """One document cannot be read; the others are."""


class EmptyDocument(DocumentError):
    """A document without text."""


class BinaryDocument(DocumentError):
    """A file that is not text, or whose kind is not read."""


class UnreadableDocument(DocumentError):
    """No permission, an undecodable encoding, or malformed content."""


class DocumentTooLarge(DocumentError):
    """A document above the limit in settings."""


class DocumentsFolderMissing(AssistantError):
    """The folder or file to read does not exist, or the folder cannot be listed."""


class LibraryError(AssistantError):
    """The data folder cannot be used."""


class DataFolderNotWritable(LibraryError):
    """The data folder cannot be made or written."""


class DamagedIndex(LibraryError):
    """A file of the index is missing, truncated or does not match its checksum."""


class ModelMismatch(LibraryError):
    """The index was built by another encoder than the one in use."""


class ArticleNotFound(AssistantError):
    """No article of that id is in the library."""


class EncoderError(AssistantError):
    """An encoder cannot be loaded or reached."""


class LanguageModelError(AssistantError):
    """The configured language model failed or answered unusably."""


class QuestionError(AssistantError):
    """A question that cannot be taken."""


class QuestionSetError(AssistantError):
    """A question set that cannot be read; names file, row and column.

    `mistakes` are the sentences of all that is wrong, where they are more than one.
    """

    mistakes: tuple[str, ...] = ()


class EvaluationFailed(AssistantError):
    """Every question of a run failed: nothing was measured."""


class OutputError(AssistantError):
    """A file that a command was told to write and must not: it holds somebody's work."""


class PortInUse(AssistantError):
    """The address and port cannot be listened on."""
