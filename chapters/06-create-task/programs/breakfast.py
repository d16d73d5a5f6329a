# The three dishes of a breakfast, and the walk to the letter box.
# recorded: no
import asyncio

from say import say


# [tasks-breakfast]
async def make(dish, seconds):
    say(f"{dish}: start")
    await asyncio.sleep(seconds)
    say(f"{dish}: ready")
    return dish


async def fetch_the_paper():
    say("paper: I go")
    await asyncio.sleep(0.5)
    say("paper: I am back")
# [tasks-breakfast]
