A result list can be saved as CSV or as an Excel workbook, in the reader's language, with its progress and a way to cancel; names that a spreadsheet would take for formulas are harmless in it.
