# Two threads that sleep, started and joined.
import threading
import time

from say import say


# [threads-start]
def ask(shop, answer):
    say(f"ask {shop}")
    time.sleep(answer)  # a call that blocks
    say(f"{shop} has answered")


def two_shops():
    hill = threading.Thread(target=ask, args=("hill", 2))
    hill.start()
    time.sleep(0.1)
    lake = threading.Thread(target=ask, args=("lake", 1))
    lake.start()
    time.sleep(0.1)
    say("both are asked")
    hill.join()
    lake.join()
# [threads-start]


two_shops()
say("both have answered")
