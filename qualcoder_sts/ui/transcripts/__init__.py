"""The sources panel and importing transcripts."""
