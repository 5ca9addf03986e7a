"""The clause reader: how an agreement is built, and what each of its sentences lays down."""
