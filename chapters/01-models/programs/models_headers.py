# Which lines wait and which compute: each line of a small program, timed.
# recorded: measured
import http.server
import os
import tempfile
import threading
import time
import urllib.request


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.1)  # a server on another continent
        self.send_response(200)
        for name, value in [("Expires", "-1"), ("Cache-Control", "private"),
                            ("Content-Type", "text/html")]:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        pass


def timed(what, line):
    """Call `line` and print what it took: time, and time on the processor."""
    begin, processor_begin = time.monotonic(), time.thread_time()
    result = line()
    computed = 1e3 * (time.thread_time() - processor_begin)
    passed = 1e3 * (time.monotonic() - begin)
    print(f"{what:<20} {passed:>8.3f} ms {computed:>8.3f} ms")
    return result


server = http.server.HTTPServer(("127.0.0.1", 0), Page)
threading.Thread(target=server.serve_forever).start()
address = f"http://127.0.0.1:{server.server_port}/"

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "headers_dump.txt")
    print("                         time   processor")
    # [models-headers]
    page = timed("ask for the page", lambda: urllib.request.urlopen(address))
    items = timed("split its headers", lambda: page.headers.items())
    lines = timed("format each", lambda: [f"{k}:{v}" for k, v in items])
    text = timed("join them", lambda: "\n".join(lines))
    file = timed("open a file", lambda: open(path, "w"))
    timed("write the text", lambda: (file.write(text), file.flush()))
    timed("have it on the disk", lambda: os.fsync(file.fileno()))
    # [models-headers]
    file.close()
server.shutdown()
server.server_close()
