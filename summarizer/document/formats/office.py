"""Old and foreign office formats, through LibreOffice when it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from summarizer.document.decode import Decoded
from summarizer.document.formats.docx import load_docx
from summarizer.errors import InputError

_COMMANDS = ("soffice", "libreoffice")
# Where the installers for macOS and Windows put it without naming it on the path.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 180
_NAMES = {"doc": "an old Word file (.doc)", "rtf": "an RTF file", "odt": "an OpenDocument file (.odt)"}


def load_office(data: bytes, name: str, kind: str) -> Decoded:
    """Have LibreOffice write ``data`` (doc, rtf or odt) as .docx, and read that.

    Raises :class:`InputError` when LibreOffice is missing, fails or takes longer than three minutes.
    """
    command = find_libreoffice()
    if command is None:
        raise InputError(
            f"{name} is {_NAMES[kind]}, which needs LibreOffice to be read.",
            "Install LibreOffice, or open the file in Word or WPS and save it as .docx.",
        )
    # A profile of its own: it neither waits for a running LibreOffice nor runs the user's macros.
    with tempfile.TemporaryDirectory(prefix="summarize-") as folder:
        source = Path(folder) / f"report.{kind}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        arguments = [
            command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        hint = "Open it in Word or WPS and save it as .docx."
        try:
            run = subprocess.run(
                arguments,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "HOME": folder},
            )
        except subprocess.TimeoutExpired:
            raise InputError(f"LibreOffice took more than {_SECONDS} s over {name}.", hint) from None
        except OSError as error:
            raise InputError(f"LibreOffice could not be started for {name} ({error}).", hint) from error
        written = source.with_suffix(".docx")
        if not written.exists():
            said = run.stderr.decode(errors="replace").strip().splitlines()
            raise InputError(
                f"LibreOffice could not read {name} ({said[-1] if said else 'it did not say why'}).", hint
            )
        return load_docx(written.read_bytes(), name)


def find_libreoffice() -> str | None:
    """The command that starts LibreOffice, None when it is not installed."""
    found = next((path for command in _COMMANDS if (path := shutil.which(command))), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)
