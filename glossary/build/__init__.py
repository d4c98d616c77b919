"""Files in, files out: the only floor that reads or writes a folder."""
