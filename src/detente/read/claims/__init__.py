"""The claim reader: who said what, in whose words."""
