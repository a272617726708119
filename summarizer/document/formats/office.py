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
from summarizer.messages import Message, template

_COMMANDS = ("soffice", "libreoffice")
# Where the installers for macOS and Windows put it without naming it on the path.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SECONDS = 180
_SAVE_ANEW = template("Open it in Word or WPS and save it as .docx.")
_NAMES = {
    "doc": template("an old Word file (.doc)"),
    "rtf": template("an RTF file"),
    "odt": template("an OpenDocument file (.odt)"),
    "wordxml": template("a Word file saved as XML"),
}
_ENDINGS = {"wordxml": "xml"}


def load_office(data: bytes, name: str, kind: str) -> Decoded:
    """Have LibreOffice write ``data`` (doc, rtf, odt or wordxml) as .docx, and read that.

    Raises :class:`InputError` when LibreOffice is missing, fails or takes longer than three minutes.
    """
    command = find_libreoffice()
    if command is None:
        raise InputError(
            "{name} is {kind}, which needs LibreOffice to be read.",
            "Install LibreOffice, or open the file in Word or WPS and save it as .docx.",
            name=name,
            kind=Message(_NAMES[kind]),
        )
    # A profile of its own: it neither waits for a running LibreOffice nor runs the user's macros.
    with tempfile.TemporaryDirectory(prefix="summarize-") as folder:
        source = Path(folder) / f"report.{_ENDINGS.get(kind, kind)}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        arguments = [
            command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            run = subprocess.run(
                arguments,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "HOME": folder},
            )
        except subprocess.TimeoutExpired:
            raise InputError(
                "LibreOffice took more than {seconds} s over {name}.", _SAVE_ANEW, seconds=_SECONDS, name=name
            ) from None
        except OSError as error:
            raise InputError(
                "LibreOffice could not be started for {name} ({error}).", _SAVE_ANEW, name=name, error=error
            ) from error
        written = source.with_suffix(".docx")
        if not written.exists():
            said = run.stderr.decode(errors="replace").strip().splitlines()
            raise InputError(
                "LibreOffice could not read {name} ({why}).",
                _SAVE_ANEW,
                name=name,
                why=said[-1] if said else Message("it did not say why"),
            )
        return load_docx(written.read_bytes(), name)


def find_libreoffice() -> str | None:
    """The command that starts LibreOffice, None when it is not installed."""
    found = next((path for command in _COMMANDS if (path := shutil.which(command))), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)
