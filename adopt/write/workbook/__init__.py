"""The review workbook: one file per sheet, and one for how they look."""
