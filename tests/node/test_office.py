"""Microsoft's own validator finds nothing wrong with the files for office programs.

Runs in `make node`, which installs the validator of the Open XML SDK as one program, for Linux.
Without it these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from casebook.base.settings import Settings
from casebook.downloads import bundles, document
from casebook.reading.load import Reading
from support.some import some

MODULES = Path(__file__).parent / "node_modules"
VALIDATOR = MODULES / "@xarsh" / "ooxml-validator-linux-x64" / "ooxml-validator"
SETTINGS = Settings("https://casebook.example/")
ENDINGS = {".docx", ".pptx", ".xlsx"}

pytestmark = pytest.mark.skipif(
    not VALIDATOR.is_file(), reason="`make node` installs the validator"
)


def _judged(content: bytes, at: Path) -> list[object]:
    """What the validator finds in a file."""
    at.write_bytes(content)
    ran = subprocess.run([VALIDATOR, at], capture_output=True, text=True, check=True)
    errors: list[object] = json.loads(ran.stdout)["errors"]
    return errors


def test_files_of_exercises_and_lists_are_valid(real: Reading, tmp_path: Path) -> None:
    """Slides, guide and form of the longest and the shortest exercise, and each list as a sheet."""
    corpus = real.corpus
    played = sorted(corpus.exercises(), key=lambda found: len(str(found[0])))
    files = {
        path: content
        for exercise, case in (played[0], played[-1])
        for path, content in bundles.of_exercise(exercise, case, corpus, SETTINGS).items()
    }
    for checklist in corpus.library.checklists.values():
        files.update(bundles.of_list(checklist, corpus, SETTINGS))
    for path, content in some(files.items()):
        if Path(path).suffix in ENDINGS:
            assert isinstance(content, bytes)
            assert _judged(content, tmp_path / Path(path).name) == [], path


def test_the_validator_tells_what_is_wrong(tmp_path: Path) -> None:
    """It can find something: a file that is none, and a run that stands in no paragraph."""
    assert _judged(b"no zip file", tmp_path / "none.docx")
    paper = document.Paper("Title", "Foot", ["<w:r/>"])
    (error,) = _judged(document.saved(paper), tmp_path / "loose.docx")
    assert "invalid child element" in str(error)
