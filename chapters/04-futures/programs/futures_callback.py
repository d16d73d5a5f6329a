# Awaiting a library that calls back, from a thread of its own.
import asyncio
import threading
import time

from say import say


class Terminal:
    """A card terminal as its maker delivers it: it calls back."""

    def charge(self, cents, on_paid):
        def run():
            time.sleep(1)
            on_paid(f"receipt over {cents} cents")

        threading.Thread(target=run).start()


# [futures-callback]
async def pay(terminal, cents):
    loop = asyncio.get_running_loop()
    paid = loop.create_future()

    def on_paid(receipt):  # runs on the terminal's thread
        loop.call_soon_threadsafe(paid.set_result, receipt)

    terminal.charge(cents, on_paid)
    return await paid
# [futures-callback]


async def shop():
    say("pays")
    say(await pay(Terminal(), 250))


asyncio.run(shop())
