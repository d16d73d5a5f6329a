# The three ways in which a future can end, and what comes after.
import asyncio


async def told(name, order):
    try:
        print(f"{name}: {await order}")
    except asyncio.CancelledError:
        print(f"{name}: cancelled")
    except Exception as error:
        print(f"{name}: {error}")


# [futures-outcomes]
async def orders():
    loop = asyncio.get_running_loop()
    soup, cake, coffee = (loop.create_future() for _ in range(3))

    soup.set_result("tomato soup")
    cake.set_exception(RuntimeError("oven broken"))
    coffee.cancel()

    await told("soup", soup)
    await told("cake", cake)
    await told("cake again", cake)
    await told("coffee", coffee)
    try:
        soup.set_result("pea soup")
    except asyncio.InvalidStateError as error:
        print("a second result:", error)
# [futures-outcomes]


asyncio.run(orders())
