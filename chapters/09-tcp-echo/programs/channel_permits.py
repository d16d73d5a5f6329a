# A semaphore: two permits for four downloads.
import asyncio

from say import say


# [tcp-echo-permits]
async def download(permits, file, duration):
    async with permits:
        say(f"{file} begins")
        await asyncio.sleep(duration)
        say(f"{file} ends")


async def four_downloads():
    permits = asyncio.Semaphore(2)
    jobs = [
        download(permits, f"file {i}", i / 10) for i in range(1, 5)
    ]
    await asyncio.gather(*jobs)
# [tcp-echo-permits]


asyncio.run(four_downloads())
