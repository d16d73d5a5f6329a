# A pool in a program that does not ask whether it is a worker.
# recorded: measured
import multiprocessing
import sys


def greet():
    print("hello from the worker")


# [process-no-guard]
context = multiprocessing.get_context("spawn")
sys.stderr = sys.stdout
print("the program begins")
process = context.Process(target=greet)
process.start()
process.join()
print(f"the worker ended with status {process.exitcode}")
# [process-no-guard]
