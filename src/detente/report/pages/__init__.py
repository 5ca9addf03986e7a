"""What the HTML pages are made of: their styles and scripts, as files of their own."""
