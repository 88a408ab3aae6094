"""setuptools as the builder, but for one thing: in an editable install, our folder comes first on the path.

Otherwise another package that is imported as `autograd`, such as HIPS's, hides ours without a word; as it is, ours says what to do.
"""

import base64
import hashlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403  (what a builder offers)

FOLDER = Path(__file__).resolve().parents[1]


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """setuptools' wheel, whose .pth file has the folder on one line, for editors, and on another puts it first, for Python."""
    name = build_meta.build_editable(wheel_directory, config_settings, metadata_directory)
    path = Path(wheel_directory, name)
    with ZipFile(path) as wheel:
        files = {info.filename: wheel.read(info) for info in wheel.infolist()}
    (pth,) = (file for file in files if file.endswith(".pth"))
    files[pth] = f"import sys; sys.path.insert(0, {str(FOLDER)!r})\n{FOLDER}\n".encode()
    (record,) = (file for file in files if file.endswith(".dist-info/RECORD"))
    digest = base64.urlsafe_b64encode(hashlib.sha256(files[pth]).digest()).rstrip(b"=").decode()
    lines = [line for line in files[record].decode().splitlines() if not line.startswith(f"{pth},")]
    files[record] = "\n".join([*lines, f"{pth},sha256={digest},{len(files[pth])}", ""]).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as wheel:
        for file, content in files.items():
            wheel.writestr(file, content)
    return name
