# Breakfast with a direct await for each dish.
import asyncio

from breakfast import fetch_the_paper, make
from say import say


# [tasks-await]
async def breakfast():
    coffee = await make("coffee", 2)
    toast = await make("toast", 1)
    egg = await make("egg", 1.5)
    await fetch_the_paper()
    say(f"breakfast: {coffee}, {toast}, {egg}")
# [tasks-await]


asyncio.run(breakfast())
