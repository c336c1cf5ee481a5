"""Text out of .txt .md .docx .odt .rtf .pdf .html; encodings; the brief line."""

from desktop_app.sources.read import READABLE_SUFFIXES, read_bytes, read_source, source_from_text

__all__ = ["READABLE_SUFFIXES", "read_bytes", "read_source", "source_from_text"]
