"""Gives fault tests the server that misbehaves on command."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="session")
def wire() -> ModuleType:
    """Give the module of the scripted endpoint: Server, says, status."""
    name = "scripted_endpoint"
    if name not in sys.modules:
        path = Path(__file__).with_name("endpoint_server.py")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
