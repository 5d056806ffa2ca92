make screenshots puts each role's main pages into one contact sheet, make page-weight prints what they weigh, shift and answer with; the reader moves no more while it opens.
