"""The writer that needs no AI: the source’s own sentences, sectioned, headed, described."""
