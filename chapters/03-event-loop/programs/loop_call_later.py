# Functions that the loop calls later, and one that it does not call.
import asyncio

from say import say


async def main():
    # [loop-call-later]
    loop = asyncio.get_running_loop()
    loop.call_later(3, say, "the tea has drawn")
    guests = loop.call_later(5, say, "the guests are here")
    loop.call_soon(say, "at the next turn")

    def cancel_guests():
        say("the guests cannot come")
        guests.cancel()

    loop.call_later(4, cancel_guests)
    # [loop-call-later]
    await asyncio.sleep(6)


asyncio.run(main())
