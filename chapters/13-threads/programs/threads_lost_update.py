# Two threads read before either of them writes: one visitor is lost.
import threading

# [threads-lost-update]
visitors = 0
both_have_read = threading.Barrier(2)


def count():
    global visitors
    before = visitors  # 0 in both threads
    both_have_read.wait()
    visitors = before + 1  # 1 in both threads
# [threads-lost-update]


doors = [threading.Thread(target=count) for _ in range(2)]
for door in doors:
    door.start()
for door in doors:
    door.join()
print(f"2 visitors came, {visitors} was counted")
