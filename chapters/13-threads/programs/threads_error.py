# An exception that leaves a thread's function is printed, and that is all.
import threading
import time

from say import say


# [threads-error]
def ask():
    raise RuntimeError("hill is closed")


hill = threading.Thread(target=ask)
hill.start()
time.sleep(1)
say("main goes on")
# [threads-error]
