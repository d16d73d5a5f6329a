# What becomes of the other jobs when the program is done.
import asyncio


async def notify():
    try:
        await asyncio.sleep(0.5)
        print("notify: done")
    except asyncio.CancelledError:
        print("notify: cancelled")
        raise


async def charge():
    await asyncio.sleep(0.1)
    raise RuntimeError("card refused")


# [gather-main-ends]
async def check_out():
    try:
        await asyncio.gather(charge(), notify())
    except RuntimeError as error:
        print(f"gather raised: {error}")


asyncio.run(check_out())
print("the loop has ended")
# [gather-main-ends]
