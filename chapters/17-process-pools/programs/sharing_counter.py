# recorded: measured
# Four processes count together: read and write, and then in one step.
from multiprocessing import Process, Value

TIMES = 50_000


# [sharing-counter]
def in_two_steps(counter):
    counter.value += 1


def in_one_step(counter):
    with counter.get_lock():
        counter.value += 1


def worker(counter, add_one):
    for _ in range(TIMES):
        add_one(counter)


def count(how, add_one):
    counter = Value("l", 0)
    workers = [Process(target=worker, args=(counter, add_one))
               for _ in range(4)]
    for process in workers:
        process.start()
    for process in workers:
        process.join()
    print(f"{how:14} {counter.value:6} of {4 * TIMES}")
# [sharing-counter]


if __name__ == "__main__":
    count("in two steps:", in_two_steps)
    count("in one step:", in_one_step)
