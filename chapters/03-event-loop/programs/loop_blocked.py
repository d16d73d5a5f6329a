# A coroutine that blocks the loop for five seconds, and its neighbour.
import asyncio
import time

from say import say


# [loop-blocked]
async def answer_the_door():
    await asyncio.sleep(1)
    say("the door is answered; it rang at 1.0 s")


async def cook():
    say("cook: into the cellar")
    time.sleep(5)
    say("cook: back")
# [loop-blocked]


async def main():
    await asyncio.gather(answer_the_door(), cook())


asyncio.run(main(), debug=True)
