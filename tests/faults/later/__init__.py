"""A later version: its changes of the database succeed, fail or die, as LATER says."""
