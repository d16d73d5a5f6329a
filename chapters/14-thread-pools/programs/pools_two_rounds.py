# Four jobs on a pool of two threads.
import time
from concurrent.futures import ThreadPoolExecutor

from say import say


# [pools-two-rounds]
def ask(shop, seconds):
    say(f"{shop}: asked")
    time.sleep(seconds)  # a call that blocks
    say(f"{shop}: answered")


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        pool.submit(ask, "hill", 1.0)
        pool.submit(ask, "lake", 1.2)
        pool.submit(ask, "mill", 1.0)
        pool.submit(ask, "park", 1.2)
        say("all are submitted")
    say("all have answered")
# [pools-two-rounds]


main()
