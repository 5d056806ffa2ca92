The subject access report has what stands of a person on desks of inspections, links, exercises, meetings and working parties, and is made for the name of a partner without an account, too.
