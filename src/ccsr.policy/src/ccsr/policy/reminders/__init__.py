"""Reminders to providers whose word on their vacancies has become old."""
