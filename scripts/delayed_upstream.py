#!/usr/bin/env python3
"""A DNS responder on loopback that answers every question after a delay; stands for an upstream on the internet.

usage: delayed_upstream.py PORT MILLISECONDS

A gets 192.0.2.1, AAAA 2001:db8::1, everything else an empty answer; all live for a day. One thread: answers wait in the order in
which they came, so the delay costs no timers.
"""
import collections, select, socket, struct, sys, time

port, delay = int(sys.argv[1]), float(sys.argv[2]) / 1000
TTL = 86400
RDATA = {1: bytes([192, 0, 2, 1]), 28: bytes.fromhex("20010db8000000000000000000000001")}
SOA = b"\0" + struct.pack("!HHIH", 6, 1, TTL, 22) + b"\0\0" + struct.pack("!IIIII", 1, 3600, 600, TTL, TTL)


def answer(query):
    at = 12
    while query[at]:
        at += query[at] + 1
    question = query[12:at + 5]
    kind = struct.unpack_from("!H", query, at + 1)[0]
    if kind in RDATA:
        counts, records = (1, 1, 0, 0), b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, TTL, len(RDATA[kind])) + RDATA[kind]
    else:
        counts, records = (1, 0, 1, 0), SOA
    return query[:2] + b"\x81\x80" + struct.pack("!HHHH", *counts) + question + records


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
server.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
server.bind(("127.0.0.1", port))
server.setblocking(False)
waiting = collections.deque()
while True:
    patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    readable, _, _ = select.select([server], [], [], patience)
    try:
        while readable:
            octets, client = server.recvfrom(4096)
            if len(octets) > 16:
                waiting.append((time.monotonic() + delay, answer(octets), client))
    except BlockingIOError:
        pass
    now = time.monotonic()
    while waiting and waiting[0][0] <= now:
        _, octets, client = waiting.popleft()
        try:
            server.sendto(octets, client)
        except OSError:
            pass        # the client went away, or its buffer is full: it will ask again
