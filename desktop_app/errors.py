"""Everything that can go wrong, each with an id, parameters and whether trying again may help.

The sentence and the action a writer reads are the catalog entries "error.<id>" and
"error.<id>.action"; nothing here is in a language.
"""

from __future__ import annotations

from typing import ClassVar

from desktop_app.model import ErrorInfo


class IntertitreError(Exception):
    """The root of all errors this program raises on purpose.

    `details` holds the technical cause, shown only on request.
    """

    id: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False
    exit_code: ClassVar[int] = 1

    def __init__(self, *, details: str = "", **params: object) -> None:
        """Keep the parameters that the message names."""
        super().__init__(self.id, params)
        self.params = params
        self.details = details

    @property
    def message_id(self) -> str:
        """The catalog entry that says this error in words."""
        return f"error.{self.id}"

    def info(self) -> ErrorInfo:
        """Give this error as the report carries it."""
        return ErrorInfo(self.id, self.params, self.retryable)


class InputError(IntertitreError):
    """Something about what was handed in; nothing has been written."""

    exit_code = 2


class UsageError(InputError):
    """An option that cannot be understood (`option`, `value`)."""

    id = "usage.option"


class NotYetError(InputError):
    """An option of the agreed surface that this version does not carry yet (`option`)."""

    id = "usage.not_yet"


class LengthError(InputError):
    """A length that is no length, or whose bounds are the wrong way round (`value`)."""

    id = "usage.words"


class MissingFileError(InputError):
    """The file does not exist (`path`)."""

    id = "input.missing"


class FolderError(InputError):
    """A folder where a file is wanted (`path`)."""

    id = "input.folder"


class UnreadableFileError(InputError):
    """The system does not let us read the file (`path`)."""

    id = "input.unreadable"


class EmptySourceError(InputError):
    """The file holds no text (`path`)."""

    id = "input.empty"


class NotTextError(InputError):
    """The file's bytes are no text (`path`)."""

    id = "input.not_text"


class BrokenFileError(InputError):
    """The file is not what its suffix says, or is damaged (`path`, `format`)."""

    id = "input.broken"


class PasswordError(InputError):
    """The file is locked by a password (`path`)."""

    id = "input.password"


class ScanError(InputError):
    """A PDF of pictures, without a text layer (`path`)."""

    id = "input.scan"


class TooLargeError(InputError):
    """More than this program takes (`path`, `size_mb`, `limit_mb`)."""

    id = "input.too_large"


class UnknownFormatError(InputError):
    """A suffix no reader knows (`path`, `suffix`, `known`)."""

    id = "input.format"


class NotFrenchError(InputError):
    """A source in another language, which the offline writer cannot take (`path`, `language`)."""

    id = "input.not_french"


class OutputFormatError(InputError):
    """A suffix no export knows (`path`, `suffix`, `known`)."""

    id = "output.format"


class OutputFolderError(InputError):
    """The output's folder does not exist (`path`, `folder`)."""

    id = "output.folder"


class OutputReadOnlyError(InputError):
    """The output's folder or file cannot be written (`path`, `folder`)."""

    id = "output.read_only"


class OutputError(IntertitreError):
    """A finished article could not be written where asked (`path`, `saved`)."""

    id = "output.failed"
    exit_code = 5
    retryable = True


class ChangedOnDiskError(IntertitreError):
    """The file to be replaced was changed by somebody else since it was read (`path`)."""

    id = "output.changed"
    exit_code = 5


class NewerFileError(InputError):
    """A file that a later version of this program wrote (`path`, `schema`)."""

    id = "input.newer"


class WriterError(IntertitreError):
    """The writer failed; what it had written is kept."""

    id = "writer.failed"
    exit_code = 4
    retryable = True


class DataMissingError(IntertitreError):
    """A file the set-up assembles is not there (`path`)."""

    id = "data.missing"
    exit_code = 2


class GrammarUnavailableError(IntertitreError):
    """LanguageTool cannot be asked (`reason`: java, folder, start, crash, timeout)."""

    id = "grammar.unavailable"
    retryable = True


class HashMismatchError(IntertitreError):
    """An assembled file is not the one that was reviewed (`name`, `expected`, `found`)."""

    id = "setup.hash"


class DownloadError(IntertitreError):
    """A file the set-up assembles cannot be fetched (`name`)."""

    id = "setup.download"
    retryable = True
