"""What a browser sees that opens an invitation's link.

What the invitation says stands behind the link's `#`, which no browser sends: the page is the same
for everybody, runs nothing and fetches nothing.
"""

from __future__ import annotations

from typing import Final

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>An invitation for rm-desktop</title>
</head>
<body>
<main>
<h1>This is an invitation for rm-desktop</h1>
<p>Open the app on your laptop, choose ‘I have an invitation’ and paste this link.</p>
<p>Do you not have the app yet? Ask who invited you for its folder. With Python 3.11 or newer,
this starts it there:</p>
<pre>python3 packaging/dev.py run</pre>
<p>This page has learned nothing from the link. Pass the link on to nobody else.</p>
</main>
</body>
</html>
"""
