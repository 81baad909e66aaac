"""A client that writes the bytes itself, for what a well-behaved one cannot do: bursts, faults, a closed pipe."""

import json
import queue
import subprocess
import threading
import time


class Client:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.notes = queue.Queue()
        self.replies = {}
        self.asked = {}  # what the server asks of us: the methods, counted
        self.next = 0
        self.changed = threading.Condition()
        self.diagnostics = {}
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._drain, daemon=True).start()
        self.log = b""

    def _drain(self):
        for line in self.process.stderr:
            self.log += line

    def _read(self):
        out = self.process.stdout
        while True:
            length = None
            while line := out.readline():
                if line == b"\r\n":
                    break
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if length is None:
                return
            message = json.loads(out.read(length))
            with self.changed:
                if "method" in message and "id" in message:
                    self.asked[message["method"]] = self.asked.get(message["method"], 0) + 1
                    self._write({"id": message["id"], "result": None})
                elif "method" in message:
                    if message["method"] == "textDocument/publishDiagnostics":
                        params = message["params"]
                        self.diagnostics[params["uri"]] = (params.get("version"), params["diagnostics"], time.perf_counter())
                    else:
                        self.notes.put(message)
                else:
                    self.replies[message.get("id")] = message
                self.changed.notify_all()

    def raw(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _write(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def notify(self, method, params=None):
        self._write({"method": method, "params": params})

    def send(self, method, params=None):
        """Sends a request and returns its number."""
        self.next += 1
        self._write({"id": self.next, "method": method, "params": params})
        return self.next

    def reply(self, number, timeout=20):
        self.wait(lambda: number in self.replies, timeout)
        return self.replies.pop(number)

    def ask(self, method, params=None, timeout=20):
        reply = self.reply(self.send(method, params), timeout)
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["result"]

    def wait(self, what, timeout=20):
        with self.changed:
            if not self.changed.wait_for(what, timeout):
                raise TimeoutError(self.log.decode(errors="replace")[-2000:])

    def initialize(self, capabilities=None, **more):
        result = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **more})
        self.notify("initialized", {})
        return result

    def open(self, uri, text, version=1):
        document = {"uri": uri, "languageId": "xfoot", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri, version, *changes):
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def found(self, uri, version, timeout=20):
        """The findings that are published for a version."""
        self.wait(lambda: uri in self.diagnostics and self.diagnostics[uri][0] == version, timeout)
        return self.diagnostics[uri][1]

    def leave(self):
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(5)
