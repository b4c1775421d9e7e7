"""What draftbot does beside its two sentences, one task a file; the command line and the review app call these."""
