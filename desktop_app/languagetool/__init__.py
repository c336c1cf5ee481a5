"""The bundled LanguageTool: assembling, starting, warming, watching, asking."""
