# A thread that is asked to stop, and looks for the request.
import threading
import time

from say import say


# [threads-stop]
def watch_the_door(stop):
    while not stop.is_set():
        say("nobody at the door")
        stop.wait(0.5)
    say("the watchman goes home")


stop = threading.Event()
watchman = threading.Thread(target=watch_the_door, args=(stop,))
watchman.start()
time.sleep(1.2)
say("closing time")
stop.set()
watchman.join()
# [threads-stop]
