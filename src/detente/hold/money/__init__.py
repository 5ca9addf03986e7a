"""What divisible money makes easy: orders and payment schedules (theorem T-M)."""
