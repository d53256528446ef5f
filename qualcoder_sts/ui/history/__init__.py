"""The audit trail: who changed what, when; earlier steps can be taken back."""
