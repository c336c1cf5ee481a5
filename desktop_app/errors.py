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


class WordTemplateError(IntertitreError):
    """A client's Word template is no Word document, or damaged (`path`)."""

    id = "output.template"
    exit_code = 5


class WordTemplateMissingError(WordTemplateError):
    """A client's Word template is not there any more, or cannot be read (`path`)."""

    id = "output.template_missing"


class WordTemplateMacrosError(WordTemplateError):
    """A client's Word template holds macros, which no article should carry (`path`)."""

    id = "output.template_macros"


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


class EndpointError(WriterError):
    """The AI service did not deliver (`host`, `model`); what it had sent is kept."""

    id = "endpoint.failed"


class EndpointRefusedError(EndpointError):
    """Nothing answers at this address (`host`)."""

    id = "endpoint.refused"


class EndpointDnsError(EndpointError):
    """The host's name is not known, or there is no network (`host`)."""

    id = "endpoint.dns"


class EndpointTlsError(EndpointError):
    """No safe connection can be made (`host`)."""

    id = "endpoint.tls"
    retryable = False


class EndpointNoTlsError(EndpointError):
    """The server answers, but without encryption: its address begins with http (`host`)."""

    id = "endpoint.no_tls"
    retryable = False


class EndpointKeyError(EndpointError):
    """The service does not take this key (`host`)."""

    id = "endpoint.key"
    retryable = False


class EndpointQuotaError(EndpointError):
    """The account has no credit left (`host`)."""

    id = "endpoint.quota"
    retryable = False


class EndpointModelError(EndpointError):
    """The service does not know this model (`host`, `model`)."""

    id = "endpoint.model"
    retryable = False


class EndpointRequestError(EndpointError):
    """The service refuses the request as it is (`host`, `status`)."""

    id = "endpoint.request"
    retryable = False


class EndpointTimeoutError(EndpointError):
    """The service stayed silent too long (`host`, `seconds`)."""

    id = "endpoint.timeout"


class EndpointRateError(EndpointError):
    """The service wants fewer requests (`host`, `seconds` to wait, 0 when it does not say)."""

    id = "endpoint.rate"


class EndpointServerError(EndpointError):
    """The service itself failed (`host`, `status`)."""

    id = "endpoint.server"


class EndpointCutError(EndpointError):
    """The answer stopped before its end (`host`)."""

    id = "endpoint.cut"


class EndpointLengthError(EndpointError):
    """The model reached its longest answer before the article's end (`host`, `model`)."""

    id = "endpoint.length"


class EndpointFilteredError(EndpointError):
    """The service's content filter stopped the answer (`host`)."""

    id = "endpoint.filtered"
    retryable = False


class EndpointEmptyError(EndpointError):
    """The answer holds no text (`host`, `model`)."""

    id = "endpoint.empty"


class EndpointGarbledError(EndpointError):
    """The answer is not what the protocol says (`host`)."""

    id = "endpoint.garbled"


class EndpointTooLongError(EndpointError):
    """Source and article do not fit the model's context (`model`, `needed`, `context`)."""

    id = "endpoint.too_long"
    retryable = False


class EndpointEndlessError(EndpointError):
    """The model does not stop writing (`model`, `words`)."""

    id = "endpoint.endless"
    retryable = False


class EndpointRepeatsError(EndpointError):
    """The model says the same again and again (`model`)."""

    id = "endpoint.repeats"


class NotAServiceError(EndpointError):
    """Something answers, but it is no OpenAI-compatible service (`host`)."""

    id = "endpoint.not_a_service"
    retryable = False


class EndpointBudgetError(EndpointError):
    """The ceiling of requests or tokens for one article is reached (`requests`, `tokens`)."""

    id = "endpoint.budget"
    retryable = False


class LocalModelError(EndpointError):
    """The model file cannot be run (`path`, `reason`: broken, crashed, package, timeout)."""

    id = "endpoint.local"
    retryable = False


class NoEndpointError(InputError):
    """The AI writer is wanted, but no service or model has been chosen."""

    id = "usage.no_endpoint"


class EndpointAddressError(InputError):
    """An address that is none (`value`)."""

    id = "usage.endpoint_address"


class PlainHttpError(InputError):
    """The text would cross the network unprotected (`host`)."""

    id = "usage.plain_http"


class HostNotAllowedError(InputError):
    """The user has not yet agreed that texts go to this host (`host`)."""

    id = "usage.host"


class ReplyError(InputError):
    """The pasted answer holds no article (`path`)."""

    id = "input.reply"
