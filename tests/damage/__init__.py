"""Clean issues, a tool that damages them as print and extraction do, and a score of the repair.

Nothing here imports the converter save `bench.convert`: the tool imitates a newspaper's
make-up and a text extractor, and knows nothing of how the repair works.
"""
