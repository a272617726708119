"""The built-in schemas, one module each.

Their files lie in the top-level ``schemas/`` folder, where users read and copy them. In a wheel they are copied beside this
file; in a checkout or an editable install this package's path is extended to that folder.
"""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2] / "schemas"
if _CHECKOUT.is_dir():
    __path__.append(str(_CHECKOUT))
