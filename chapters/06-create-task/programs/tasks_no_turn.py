# Work between create_task and the first await, without and with a turn.
import asyncio

from say import say
from work import work_for


# [tasks-no-turn]
async def download():
    say("download: starts")
    await asyncio.sleep(2)
    say("download: ends")


async def publish(give_a_turn):
    task = asyncio.create_task(download())
    if give_a_turn:
        await asyncio.sleep(0)
    work_for(1)  # checks rights, prepares a folder
    say("prepared")
    await task
# [tasks-no-turn]


async def compare():
    await publish(give_a_turn=False)
    say("-- with a turn for the loop")
    await publish(give_a_turn=True)


asyncio.run(compare())
