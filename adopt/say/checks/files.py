"""What is said of files and rows that can't be read."""

from __future__ import annotations

from adopt.say.checks.words import Words
from adopt.say.translate import later

FILES = {
    "file_refused": Words(
        later("It isn't used: {why}{detail}."),
        later("Put a file that can be read in its place, or take it out of the folder."),
    ),
    "rows_rejected": Words(
        later(
            '{n} of {of} rows can\'t be read; the checks go without them. The first: row {row}, column {column}, "{cell}": {why}.'
        ),
        later("Download the report again, or mend these rows; 'adopt identify' lists all of them."),
    ),
    "file_alone": Words(
        later(
            "Of the files of its kind the checks look at this one, the newest, alone. They don't look at {names}."
        ),
        later(
            "Nothing to do if these are older downloads. What is of another account or marketplace belongs into a folder of its own "
            "inside, with an adopt.toml in it ('adopt init' writes one)."
        ),
    ),
    "file_elsewhere": Words(
        later("It isn't used: its offers are those of {place}, and yours are in {ours}."),
        later("Export it for your marketplace, or take it out of the folder."),
    ),
    "files_read": Words(
        later("Read wholly: {files} files with {rows} rows ({names})."), later("Nothing to do.")
    ),
    "no_files": Words(
        later("There is no file beside the ads reports."),
        later("Download what the rows without data ask for."),
    ),
}
