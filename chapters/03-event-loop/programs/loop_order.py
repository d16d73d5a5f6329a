# In which order the loop runs what is ready.
import asyncio

from say import say


# [loop-order]
async def serve():
    loop = asyncio.get_running_loop()

    def first_guest():
        say("first guest")
        loop.call_soon(say, "dessert, first guest")

    loop.call_soon(first_guest)
    loop.call_soon(say, "second guest")
    say("doors open")
    await asyncio.sleep(0.1)  # or the loop ends before they are served
# [loop-order]


asyncio.run(serve())
