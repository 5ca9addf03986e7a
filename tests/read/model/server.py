"""A server on this machine that speaks the protocol of OpenAI and says what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Server", dict[str, Any]], tuple[int, bytes]]


@dataclass
class Server:
    """What was asked, and what is answered to each question: its items, or a reply of its own."""

    say: Reply | list[Any]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    elsewhere: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    def reply(self, request: dict[str, Any]) -> tuple[int, bytes]:
        """The status and the body of an answer; `elsewhere`: the address that it sends on to."""
        if isinstance(self.say, list):
            return 200, called(request, json.dumps({"items": self.say}))
        return self.say(self, request)


def called(request: dict[str, Any], arguments: str) -> bytes:
    """An answer that calls the tool that was offered, as models do that answer in a declared form."""
    name = request["tools"][0]["function"]["name"]
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return completed({"role": "assistant", "content": None, "tool_calls": [call]}, "tool_calls")


def completed(message: dict[str, Any], reason: str = "stop") -> bytes:
    """An answer with a message."""
    return json.dumps(
        {
            "id": "chat_1",
            "object": "chat.completion",
            "created": 1,
            "model": "small",
            "choices": [{"index": 0, "finish_reason": reason, "message": message}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
    ).encode()


def items(choose: Callable[[str], list[Any]]) -> Reply:
    """Answer with the items that suit the question."""
    return lambda _, request: (
        200,
        called(request, json.dumps({"items": choose(request["messages"][-1]["content"])})),
    )


@contextmanager
def serving(say: Reply | list[Any]) -> Iterator[Server]:
    """Answer on a free port of this machine until the block ends."""
    server = Server(say)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(request)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, body = server.reply(request)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                if server.elsewhere:
                    self.send_header("Location", server.elsewhere)
                self.end_headers()
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                return  # who asked has gone

        def log_message(self, *_: Any) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
        try:
            yield server
        finally:
            server.released.set()
            http.shutdown()
            thread.join()
