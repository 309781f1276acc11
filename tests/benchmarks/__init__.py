"""Speed and memory, run by name and never by the clock in a test.

`python -m tests.benchmarks.page` measures one page; `python -m tests.benchmarks.scale` measures
whether the work grows with the input alone; `python -m tests.benchmarks.editions` measures the
writers of DOCX and EPUB by themselves.
"""
