"""Means over clustered items: intervals, differences, and how small a difference a run can see."""
