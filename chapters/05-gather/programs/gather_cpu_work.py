# Jobs that compute and never wait.
import asyncio
import time

from work import work_for


# [gather-cpu-work]
async def resize(picture, seconds):
    work_for(seconds)  # a computation: nothing to wait for, no await
    return picture


async def in_turn():
    return [await resize("portrait", 0.4), await resize("icon", 0.3)]


async def together():
    return await asyncio.gather(
        resize("portrait", 0.4), resize("icon", 0.3)
    )
# [gather-cpu-work]


async def timed(name, way):
    start = time.monotonic()
    pictures = await way()
    seconds = time.monotonic() - start
    print(f"{name:<8}  {seconds:.1f} s  {', '.join(pictures)}")


async def main():
    await timed("in turn", in_turn)
    await timed("together", together)


asyncio.run(main())
