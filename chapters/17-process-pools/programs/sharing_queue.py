# Two workers take tasks from one queue and put results into another.
from multiprocessing import Process, Queue


# [sharing-queue-worker]
def work(tasks, results):
    while (number := tasks.get()) is not None:
        results.put(number * number)
# [sharing-queue-worker]


# [sharing-queue-parent]
def main():
    tasks, results = Queue(), Queue()
    workers = [Process(target=work, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for number in range(1, 7):
        tasks.put(number)
    for _ in workers:
        tasks.put(None)
    print(*sorted(results.get() for _ in range(6)))
    for worker in workers:
        worker.join()
# [sharing-queue-parent]


if __name__ == "__main__":
    main()
