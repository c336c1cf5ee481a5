"""The checks: brief, SEO, readability, style, fidelity, grammar, typography."""
