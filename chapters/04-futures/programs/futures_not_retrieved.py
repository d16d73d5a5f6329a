# An exception that is set and that nobody asks for.
import asyncio


# [futures-not-retrieved]
async def lunch():
    order = asyncio.get_running_loop().create_future()
    order.set_exception(RuntimeError("oven broken"))
    del order
    print("lunch goes on")
# [futures-not-retrieved]


asyncio.run(lunch())
