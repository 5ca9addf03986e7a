"""What `detente new` writes: one skeleton for all kinds of deal, and for each kind its own duties and headings."""
