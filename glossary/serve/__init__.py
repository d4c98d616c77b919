"""A folder is shown in the browser while it is written: watched, built in memory, sent to the pages that are open."""
