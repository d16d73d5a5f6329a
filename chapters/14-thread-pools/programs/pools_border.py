# A time-out over blocking calls, and an exception from a thread.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

from say import say


# [pools-border]
def scan(name):
    say(f"{name}: scanning")
    time.sleep(1)
    if name == "torn page":
        raise RuntimeError("paper jam")
    say(f"{name}: done")


async def scan_quickly(pool, name, seconds):
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(
            loop.run_in_executor(pool, scan, name), seconds
        )
    except TimeoutError:
        say(f"{name}: nobody waits any more")
    except RuntimeError as error:
        say(f"{name}: {error}")


async def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        await scan_quickly(pool, "torn page", 5)
        await asyncio.gather(
            scan_quickly(pool, "page 1", 0.4),
            scan_quickly(pool, "page 2", 0.6),
        )
        say("end of main")
# [pools-border]


asyncio.run(main())
