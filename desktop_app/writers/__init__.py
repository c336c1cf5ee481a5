"""Who writes: by the rules of French alone, or with a model."""
