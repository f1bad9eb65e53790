"""Nobody sends more than the largest report: a middleware that ends larger requests before they fill the memory."""

from __future__ import annotations

from typing import Any

#: A text of a million characters, written as a form writes it, at most.
LARGEST = 6_000_000
_PATHS = ("/-/read", "/-/keep")


def limited(app: Any) -> Any:
    """Wrap an ASGI application: 413 for bodies of our pages that are too large."""

    async def run(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(_PATHS) or scope["method"] != "POST":
            await app(scope, receive, send)
            return
        body = b""
        more = True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False) and message["type"] == "http.request"
            if len(body) > LARGEST:
                await _refuse(send)
                return
        sent = False

        async def again() -> Any:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await app(scope, again, send)

    return run


async def _refuse(send: Any) -> None:
    said = f"The text is larger than {LARGEST:,} bytes. Read it with: onrecord read FILE\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": said})
