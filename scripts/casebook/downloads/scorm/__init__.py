"""A quiz as a SCORM 1.2 package, which a learning platform runs and whose result it records.

Source: SCORM 1.2, content aggregation model and run-time environment. One
learning object; status, score and each answer are reported through the
platform's API, and the pass mark is in the manifest.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree as ET

from casebook.base.packing import packed
from casebook.training.quizzes import PASS_MARK, Quiz

_FOLDER = Path(__file__).resolve().parent
_FILES = ("index.html", "quiz.js", "style.css")
_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"


def package(quiz: Quiz) -> bytes:
    """The package as a zip file."""
    data = {**asdict(quiz), "pass": PASS_MARK}
    script = "window.QUIZ = " + json.dumps(data, ensure_ascii=False, indent=1) + ";\n"
    files = {file: (_FOLDER / file).read_text("utf-8") for file in _FILES}
    made = {"imsmanifest.xml": manifest(quiz.id, quiz.title), **files, "questions.js": script}
    return packed(made)


def manifest(name: str, title: str) -> str:
    """What tells the platform what is in the package, and where it begins."""
    ET.register_namespace("", _CP)
    ET.register_namespace("adlcp", _ADL)
    root = ET.Element(f"{{{_CP}}}manifest", identifier=f"casebook-{name}", version="1.0")
    about = _add(root, "metadata")
    _add(about, "schema").text = "ADL SCORM"
    _add(about, "schemaversion").text = "1.2"
    courses = _add(root, "organizations", default="course")
    course = _add(courses, "organization", identifier="course")
    _add(course, "title").text = title
    item = _add(course, "item", identifier="quiz", identifierref="quiz-files", isvisible="true")
    _add(item, "title").text = title
    ET.SubElement(item, f"{{{_ADL}}}masteryscore").text = str(PASS_MARK)
    resources = _add(root, "resources")
    resource = _add(
        resources, "resource", identifier="quiz-files", type="webcontent", href="index.html"
    )
    resource.set(f"{{{_ADL}}}scormtype", "sco")
    for file in (*_FILES, "questions.js"):
        _add(resource, "file", href=file)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_CP}}}{tag}", attributes)
