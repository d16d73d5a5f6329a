"""Runs under the preloaded runtime: the times are exact."""
import asyncio
import threading
import time


async def job(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} {time.monotonic() - start:.3f}")


async def main():
    await asyncio.gather(job("A", 0.7), job("B", 0.1))
    await asyncio.to_thread(time.sleep, 3)
    print(f"thread {time.monotonic() - start:.3f}")


def wait_and_print():
    done.wait(5)
    print(f"event {time.monotonic() - start:.3f}")


start = time.monotonic()
asyncio.run(main())
done = threading.Event()
waiting = threading.Thread(target=wait_and_print)
waiting.start()
waiting.join()
