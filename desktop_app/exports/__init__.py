"""The article as files: HTML, Word, Markdown, the clipboard, the provenance sheet."""
