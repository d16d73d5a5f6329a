# A pool in a program that does not ask whether it is a worker.
# recorded: measured
import multiprocessing


def greet():
    print("hello from the worker")


# [process-no-guard]
print("the program begins", flush=True)
context = multiprocessing.get_context("spawn")
process = context.Process(target=greet)
try:
    process.start()
except RuntimeError as error:
    print("RuntimeError:", *str(error).split()[:19], flush=True)
    raise SystemExit(1)
process.join()
print(f"the worker ended with status {process.exitcode}")
# [process-no-guard]
