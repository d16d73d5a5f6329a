# Another program is run: its lines as they come, its end, a time limit.
# recorded: measured
import asyncio
import os
import signal

# [process-run]
BACKUP = "echo 2 files to copy; echo a.txt; echo b.txt; exit 3"
STUCK = "echo waiting for the disk; sleep 1000"


async def run(script, limit):
    process = await asyncio.create_subprocess_exec(
        "sh", "-c", script, stdout=asyncio.subprocess.PIPE,
        start_new_session=True)
    try:
        async with asyncio.timeout(limit):
            async for line in process.stdout:
                print(f"  {line.decode().rstrip()}")
    except TimeoutError:
        os.killpg(process.pid, signal.SIGTERM)
    status = await process.wait()
    print(f"ended: {status}")


async def main():
    await run(BACKUP, 5)
    await run(STUCK, 0.2)
# [process-run]


asyncio.run(main())
