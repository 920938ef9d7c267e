"""The law of time: working days, clocks and the reasons for a date. Pure: no Django, no "now"."""
