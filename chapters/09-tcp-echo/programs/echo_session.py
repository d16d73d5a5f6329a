# A session with the echo server: two clients, then Ctrl+C.
import asyncio
import os
import signal

import echo_server


class Client:
    """A client's end of the connection."""

    def __init__(self, name, reader, writer):
        self.name, self.reader, self.writer = name, reader, writer

    async def hear(self):
        line = (await self.reader.readline()).decode().rstrip("\n")
        print(f'  {self.name} hears "{line}"')

    def say(self, text):
        shown = text.replace("\r", "\\r").replace("\n", "\\n")
        print(f'  {self.name} says "{shown}"')
        self.writer.write(text.encode())

    async def hear_the_end(self):
        assert not await self.reader.read()
        print(f"  {self.name} hears: End of file")
        self.writer.close()


async def connect(name, port):
    streams = await asyncio.open_connection("127.0.0.1", port)
    client = Client(name, *streams)
    await client.hear()
    return client


# [tcp-echo-play]
async def play(port):
    ada = await connect("ada", port)
    bob = await connect("bob", port)
    ada.say("hel")
    ada.say("lo\n/stats\n")
    await ada.hear()
    await ada.hear()
    ada.say("/quit\n")
    await ada.hear()
    await ada.hear_the_end()
    bob.say("/stats\r\n")
    await bob.hear()
    os.kill(os.getpid(), signal.SIGINT)  # what Ctrl+C sends
    await bob.hear_the_end()
# [tcp-echo-play]


async def main():
    shared = echo_server.Shared()
    server = await echo_server.serve(0, shared)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(
        play(port), echo_server.stop_at_ctrl_c(server, shared)
    )
    print("stopped")


asyncio.run(main())
