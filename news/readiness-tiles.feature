The numbers at the top of the readiness board lead to what they count, and their colour says how they stand.
