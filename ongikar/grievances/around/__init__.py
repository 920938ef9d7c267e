"""What stands around the tiers: reminders, ratings, causes and their advice, hearings, media, suggestions."""
