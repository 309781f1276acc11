"""Faces: found by family, subset by HarfBuzz, embedded as bare CFF or TrueType."""
