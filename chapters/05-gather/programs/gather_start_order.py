# When jobs start: inside co_spawn, and on the next turn.
import asyncio


# [gather-start-order]
async def child(name):
    print(f"{name} starts")
    await asyncio.sleep(0)
    print(f"{name} ends")


async def parent():
    asyncio.get_running_loop().call_soon(print, "posted earlier")
    spawned = asyncio.create_task(child("the spawned child"))
    print("the parent has spawned a child")
    await asyncio.gather(child("A"), child("B"))
    await spawned
# [gather-start-order]


asyncio.run(parent())
