Whoever comes for the first time finds on the home page what there is to do and where; one button puts it away, the menu of the name has it again.
