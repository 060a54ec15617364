"""Renderers: corpus in, pages and assets out; one module for each kind of page."""
