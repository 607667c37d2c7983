"""Pages that people read: self-contained HTML, no request to any host."""
