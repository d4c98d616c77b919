"""What is read of other people's files, with its places: nothing of terms."""
