Find filters services by the age of a child and by whether their annual inspection is overdue.
