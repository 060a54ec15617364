"""The Content-Security-Policy of every page.

One policy fits all pages because no page runs an inline script or has an inline style.
JSON-LD in a page is a data block, which browsers never run.
``wasm-unsafe-eval`` lets the search index run; nothing is fetched from another
host. ``make serve`` leaves the policy out: live reload needs an inline script.
"""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self' blob:; form-action 'self'; base-uri 'none'"
)
