A service's page lists the newest ten documents of each kind, the others one link away; marks
stand without words where there are too many for them; the table of judgements has one
row a report. A page of 60 documents weighs half of what it did.
