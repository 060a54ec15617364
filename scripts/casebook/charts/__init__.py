"""Pictures of numbers: Vega-Lite drawings as small SVG that takes its colours from the site.

``drawing`` is the only module that knows the charting library, ``marks`` says
what is drawn, ``svg`` makes the result fit for a page or a file of its own.
"""
