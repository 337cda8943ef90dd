#!/usr/bin/env python3
"""A small web server for tests: ETag, If-None-Match, Range with If-Range, and connections that break.

usage: web.py FOLDER PORT_FILE [CERTIFICATE.pem]

A file FOLDER/NAME.break holds after how many bytes an answer breaks off, once; with NAME.odd
there is another part than was asked for, once. One line of each answer goes to standard output:
method, path, status, bytes."""

import hashlib
import http.server
import os
import re
import ssl
import sys

folder, port_file = sys.argv[1:3]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=(), break_at=None):
        sent = body if break_at is None else body[:break_at]
        # Before the client has a byte of it: it may give this answer up and ask again, which is
        # another thread here, and the lines would stand in another order than the answers.
        print(self.command, self.path, status, len(sent), flush=True)
        self.close_connection = self.close_connection or break_at is not None
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(sent)

    def do_GET(self):
        path = os.path.join(folder, os.path.basename(self.path.split("?")[0]))
        if not os.path.isfile(path):
            return self.answer(404, b"no such file")
        with open(path, "rb") as file:
            body = file.read()
        tag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
        head = [("ETag", tag)]
        break_at = None
        if os.path.exists(path + ".break"):
            with open(path + ".break", encoding="ascii") as file:
                break_at = int(file.read())
            os.remove(path + ".break")
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, b"", head)
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted and self.headers.get("If-Range") == tag:
            start = int(wanted[1])
            if os.path.exists(path + ".odd"):
                os.remove(path + ".odd")
                start += 1
            head.append(("Content-Range", "bytes %d-%d/%d" % (start, len(body) - 1, len(body))))
            return self.answer(206, body[start:], head, break_at)
        return self.answer(200, body, head, break_at)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
with open(port_file + ".new", "w", encoding="ascii") as out:
    out.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
