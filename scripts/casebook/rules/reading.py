"""Rules of reading and shape: told by the reader and the models, listed here for the catalogue."""

from __future__ import annotations

from casebook.rules.base import Rule, enter

_TABLE: tuple[tuple[str, str, str, str], ...] = (
    (
        "yaml/unreadable",
        "A file can be opened.",
        "A file that cannot be opened cannot be checked.",
        "Give the path of a YAML file that you may read.",
    ),
    (
        "files/ignored",
        "Everything in `cases/` and in the folders of lists is a file that is read.",
        "A case with another ending would pass the check and have no page.",
        "Give the file the ending `.yml` and put it into the folder itself.",
    ),
    (
        "yaml/too-large",
        "A file is at most 512 KiB.",
        "No one reads a case that long.",
        "Keep the case to what its sources say, or split it into two cases.",
    ),
    (
        "yaml/not-utf8",
        "A file is UTF-8 text.",
        "Other encodings change letters.",
        "Save the file as UTF-8.",
    ),
    (
        "yaml/tab",
        "A file holds no tab.",
        "YAML reads tabs differently from how they look.",
        "Use spaces; YAML indents with two spaces a level.",
    ),
    (
        "yaml/direction-mark",
        "A file holds no hidden mark that turns the direction of text.",
        "Text with such marks can read differently from what it says.",
        "Delete the mark.",
    ),
    (
        "yaml/control-character",
        "A file holds no control character.",
        "They are invisible and break tools.",
        "Delete it; it often comes with pasted text.",
    ),
    (
        "yaml/hidden-character",
        "A file holds no character that nobody can see.",
        "Two words that look alike are then different, and a search does not find them.",
        "Delete it and write the word again.",
    ),
    (
        "yaml/lost-letter",
        "A file holds no sign for a letter that was lost.",
        "The sign `\ufffd` stands where a program could not read a letter.",
        "Look up what the word was, and write it again.",
    ),
    (
        "yaml/syntax",
        "A file can be read as YAML.",
        "Nothing after the mistake can be trusted.",
        "Fix the line named; usually a colon, a quote or some indentation is missing.",
    ),
    (
        "yaml/duplicate-key",
        "A key appears only once in its block.",
        "The second would silently replace the first.",
        "Keep one of the two.",
    ),
    (
        "yaml/alias",
        "A file uses no anchors and aliases.",
        "They make a file hard to read, and a small file very large.",
        "Write the text out.",
    ),
    (
        "yaml/tag",
        "A file uses no tags.",
        "Tags can start code in other programs.",
        "Delete the tag, or quote text that begins with an exclamation mark.",
    ),
    (
        "yaml/lost-text",
        "No text is cut short by a number sign.",
        "YAML takes ` #1` for a comment, and the rest of the sentence would be gone without a word.",
        "Put the text in quotes; if it is a comment, write a space after the `#`.",
    ),
    (
        "yaml/several-documents",
        "A file holds one document.",
        "The second would be lost.",
        "Move it into a separate file.",
    ),
    (
        "yaml/too-deep",
        "A file nests at most 24 levels deep.",
        "No field needs such depth.",
        "Look for stray brackets or indentation.",
    ),
    (
        "yaml/key-not-text",
        "Every key is text.",
        "Lists and blocks cannot be looked up.",
        "Quote text that starts with a bracket, a brace or a question mark.",
    ),
    (
        "yaml/not-a-mapping",
        "A file is a list of `key: value` lines.",
        "A case is made of fields.",
        "Start from what `casebook new` writes.",
    ),
    (
        "shape/missing-key",
        "Required fields are there.",
        "The page cannot be made without them.",
        "Add the field; the format page says what goes into it.",
    ),
    (
        "shape/unknown-key",
        "Every field is one the format knows.",
        "A misspelt field would be left out without a word.",
        "Correct the name or delete the field.",
    ),
    (
        "shape/empty",
        "A field that is there says something.",
        "An empty field promises a text and breaks the promise.",
        "Fill it or delete the line.",
    ),
    (
        "shape/wrong-type",
        "A field holds the kind of value it should.",
        "A list where text is expected cannot be shown.",
        "Look at the format page for the form.",
    ),
    (
        "shape/several-lines",
        "Titles and names are one line.",
        "They appear in headings and lists.",
        "Join the lines.",
    ),
    (
        "shape/control-character",
        "Text holds no control character.",
        "They are invisible and break tools.",
        "Delete it.",
    ),
    (
        "shape/too-long",
        "A text keeps to the length its place allows.",
        "Long titles and summaries are not read.",
        "Shorten it.",
    ),
    (
        "shape/too-short",
        "A title and a summary say enough to stand alone.",
        "They are what readers see in lists.",
        "Say a little more.",
    ),
    (
        "shape/too-few",
        "A list that must not be empty has an entry.",
        "A fact without a source is not a fact.",
        "Add an entry.",
    ),
    (
        "shape/not-an-id",
        "An id or code has the right form.",
        "Ids become addresses.",
        "Use small letters, digits and single hyphens.",
    ),
    (
        "shape/not-an-address",
        "An address is a web address.",
        "Readers follow it.",
        "Write it in full, with https://.",
    ),
    (
        "shape/not-a-date",
        "A date has the form of a date.",
        "Dates are sorted and counted.",
        "Write `2024`, `2024-08`, `2024-08-19` or a range such as `2024-06/2024-07`; add `?` or `~` if unsure.",
    ),
    (
        "shape/not-a-number",
        "A number is written in digits.",
        "Figures are compared and drawn.",
        "Write digits only; the unit goes into `unit`.",
    ),
    (
        "shape/not-true-or-false",
        "A switch is `true` or `false`.",
        "Other words read differently in other tools.",
        "Write `true` or `false`.",
    ),
    (
        "shape/not-a-choice",
        "A field with a few fixed values holds one of them.",
        "The program acts on each of these values and knows no other.",
        "Write one of the values that the message names.",
    ),
)

for _id, _title, _why, _remedy in _TABLE:
    enter(Rule(_id, _title, _why, _remedy, when="reading"))
