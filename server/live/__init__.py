"""Runs. Games and rounds meet the hour, the disk and the lines here; the rules stay in the core."""
