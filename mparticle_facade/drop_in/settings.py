"""Members of the vendor's `Configuration` that ours does without: its logging, and what its generator left there."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mparticle_facade.errors import ConfigurationError

if TYPE_CHECKING:
    from mparticle_facade.configuration import Configuration

_FORMAT = "%(asctime)s %(levelname)s %(message)s"
_DEFAULTS: dict[str, Any] = {
    "api_client": None, "logger_file": None, "logger_format": _FORMAT, "logger_file_handler": None,
    "logger_stream_handler": None, "temp_folder_path": None,
}  # fmt: skip


class Members:
    """The members of one `Configuration`, with what was set on them."""

    _configuration: Configuration
    logger_file_handler: logging.FileHandler | None

    def __init__(self, configuration: Configuration) -> None:
        self.__dict__.update(_DEFAULTS, _configuration=configuration)
        self.api_key_store: dict[str, str] = {}
        self.api_key_prefix: dict[str, str] = {}
        self.logger = {
            "package_logger": logging.getLogger("mparticle_facade"), "urllib3_logger": logging.getLogger("urllib3"),
        }  # fmt: skip
        self.logger_formatter = logging.Formatter(_FORMAT)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "api_client" and value is not None:
            raise ConfigurationError(
                "give the api_client to EventsApi(configuration, api_client), see docs/migration.md"
            )
        self.__dict__[name] = value
        if name == "logger_file":
            self._log_to(value)
        if name == "logger_format":
            self.logger_formatter = logging.Formatter(value)
            if self.logger_file_handler:
                self.logger_file_handler.setFormatter(self.logger_formatter)

    def _log_to(self, path: Any) -> None:
        """Send what this package logs to a file. No handler is added unless one is asked for (P-56)."""
        package = self.logger["package_logger"]
        if self.logger_file_handler is not None:
            package.removeHandler(self.logger_file_handler)
            self.logger_file_handler.close()
        handler = logging.FileHandler(Path(path), encoding="utf-8", delay=True) if path else None
        if handler is not None:
            handler.setFormatter(self.logger_formatter)
            package.addHandler(handler)
        self.logger_file_handler = handler

    def get_api_key_with_prefix(self, identifier: str) -> str | None:
        """The key of ``api_key_store`` with its prefix. The Events API has no use for it."""
        key, prefix = self.api_key_store.get(identifier), self.api_key_prefix.get(identifier)
        return f"{prefix} {key}" if key and prefix else key

    def get_basic_auth_token(self) -> str:
        """The value of the ``Authorization`` header."""
        return f"Basic {self._configuration.basic_auth()}"

    def auth_settings(self) -> dict[str, dict[str, str]]:
        """How a request is authenticated."""
        token = self.get_basic_auth_token()
        return {"basic": {"type": "basic", "in": "header", "key": "Authorization", "value": token}}

    def to_debug_report(self) -> str:
        """What to write in a report of a bug."""
        from mparticle_facade.version import __version__

        return (
            f"Python SDK Debug Report:\nOS: {sys.platform}\nPython Version: {sys.version}\n"
            f"Version of the API: 2\nSDK Package Version: mparticle-facade {__version__}"
        )
