"""Intertitre: a text goes in, an SEO-ready French article comes out, traced to its source."""

__version__ = "0.1.0"
