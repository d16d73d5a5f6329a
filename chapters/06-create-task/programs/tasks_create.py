# Breakfast with a task for each dish.
import asyncio

from breakfast import fetch_the_paper, make
from say import say


# [tasks-create]
async def breakfast():
    coffee = asyncio.create_task(make("coffee", 2))
    toast = asyncio.create_task(make("toast", 1))
    egg = asyncio.create_task(make("egg", 1.5))
    await fetch_the_paper()
    say(f"breakfast: {await coffee}, {await toast}, {await egg}")
# [tasks-create]


asyncio.run(breakfast())
