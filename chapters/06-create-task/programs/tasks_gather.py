# Breakfast with gather.
import asyncio

from breakfast import fetch_the_paper, make
from say import say


# [tasks-gather]
async def breakfast():
    coffee, toast, egg = await asyncio.gather(
        make("coffee", 2), make("toast", 1), make("egg", 1.5))
    await fetch_the_paper()
    say(f"breakfast: {coffee}, {toast}, {egg}")
# [tasks-gather]


asyncio.run(breakfast())
