# The end of a pool that still has work.
import time
from concurrent.futures import ThreadPoolExecutor

from say import say


# [pools-not-joined]
def write(page):
    time.sleep(0.5)
    say(f"page {page} is written")


def main():
    with ThreadPoolExecutor(max_workers=1) as pool:
        for page in (1, 2, 3):
            pool.submit(write, page)
        time.sleep(0.1)
        say("main has nothing more to do")
# [pools-not-joined]


main()
say("the pool is gone")
