"""A task server in one file, right in all that the acceptance suite asks, and
wrong in one thing if it is told so: --fault NAME. The suite is tested with
it (check_suite.py). It needs nothing but Python.
"""

import argparse
import asyncio
import ctypes
import itertools
import json
import os
import signal
import sys
import threading
import time

# fault: the check that must not hold, its verdict, and the diagnosis
FAULTS = {
    "exits": ("Flow.Listens", "left_early", ""),
    "never-listens": ("Flow.Listens", "time_limit", "not-listening"),
    "floods": ("Flow.TakesATask", "output_limit", ""),
    "crashes": ("Flow.TakesATask", "crashed", ""),
    "hangs": ("Flow.TakesATask", "time_limit", ""),
    "computes-on-the-loop": ("Flow.ComputesInAWorker", "time_limit",
                             "computes-on-the-loop"),
    "no-processes": ("Flow.ComputesInAWorker", "wrong", "no-processes"),
    "late-progress": ("Flow.ShowsProgress", "wrong", "late-progress"),
    "progress-goes-back": ("Flow.ShowsProgress", "wrong", ""),
    "no-result": ("Flow.KeepsTheResult", "wrong", "no-result"),
    "never-running": ("Flow.TellsTheState", "wrong", "never-running"),
    "not-awaited": ("Flow.CleansUp", "wrong", "not-awaited"),
    "ends-with-1": ("Flow.CleansUp", "wrong", ""),
    "a-500": ("Clients.SendBrokenJson", "wrong", "a-500"),
    "accepted": ("Clients.AskForUnknownKinds", "wrong", "accepted"),
    "no-header-limit": ("Clients.NeverEndTheirHeader", "wrong",
                        "no-header-limit"),
    "no-body-limit": ("Clients.SendAnEndlessBody", "wrong",
                      "no-body-limit"),
    "waits-for-ever": ("Clients.SendHalfARequest", "wrong",
                       "waits-for-ever"),
    "one-stops-all": ("Clients.StayAndSayNothing", "time_limit",
                      "one-stops-all"),
    "one-read-is-a-request": ("Clients.WriteByteByByte", "wrong",
                              "one-read-is-a-request"),
    "answers-in-any-order": ("Clients.SendManyAtOnce", "wrong", ""),
    "forgotten-task": ("Workers.TaskOfAKilledOneIsNotForgotten", "wrong",
                       "forgotten-task"),
    "not-replaced": ("Workers.IdleOneIsReplaced", "wrong", "not-replaced"),
    "retries-for-ever": ("Workers.DeadlyTaskIsGivenUp", "wrong",
                         "retries-for-ever"),
    "lost-tasks": ("Load.TenThousandTasks", "wrong", "lost-tasks"),
    "no-back-pressure": ("Load.PushesBack", "wrong", "no-back-pressure"),
    "no-retry-after": ("Load.PushesBack", "wrong", ""),
    "reader-first": ("End.ThousandsWait", "time_limit", "reader-first"),
    "waits-for-nobody": ("End.ATaskRuns", "time_limit",
                         "waits-for-nobody"),
    "waits-for-the-dead": ("End.TheWholeGroupIsTold", "time_limit",
                           "waits-for-the-dead"),
    "orphans": ("End.KilledLeavesNoOrphan", "wrong", "orphans"),
}

MOST_WAITING = 20_000
MOST_ATTEMPTS = 3
MOST_HEADER = 16 * 1024
MOST_BODY = 1024 * 1024
REQUEST_SECONDS = 5
DRAIN_SECONDS = 2
FINAL = ("completed", "failed", "cancelled")
REASONS = {200: "OK", 202: "Accepted"}


# ---- a worker: one JSON line in, some out -------------------------------


def compute(task, report):
    kind = task["kind"]
    if kind == "noop":
        return None
    if kind == "sleep":
        for part in range(1, 11):
            time.sleep(task["ms"] / 10_000)
            report(part * 10, None)
        return {"slept_ms": task["ms"]}
    if kind == "sum":
        return {"sum": sum(range(task["n"] + 1))}
    if kind == "primes":
        found = [n for n in range(2, task["limit"] + 1)
                 if all(n % k for k in range(2, int(n ** 0.5) + 1))]
        report(50, {"primes": len(found)})
        return {"primes": len(found)}
    raise ValueError(f"there is no kind {kind}")


def outcome(task, report):
    try:
        return {"result": compute(task, report)}
    except Exception as error:
        return {"error": repr(error)[:200]}


def work(fault):
    if fault != "orphans":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if fault != "waits-for-the-dead":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def say(what):
        print(json.dumps(what), flush=True)

    for line in sys.stdin:
        held_back = []

        def report(percent, partial):
            said = {"progress": percent, "partial": partial}
            if fault == "late-progress":
                held_back.append(said)
            elif fault == "progress-goes-back":
                say({**said, "progress": 100 - percent})
            else:
                say(said)

        done = outcome(json.loads(line), report)
        for said in held_back:
            say(said)
        say(done)
    if fault == "waits-for-the-dead":
        say({"ended": True})
    if fault in ("orphans", "not-awaited"):
        time.sleep(30)


# ---- the server ---------------------------------------------------------


class Server:
    def __init__(self, fault, workers):
        self.fault = fault
        self.workers = workers
        self.tasks = {}
        self.ids = itertools.count(1)
        self.queue = asyncio.Queue()
        self.ending = False

    async def start_worker(self):
        return await asyncio.create_subprocess_exec(
            sys.executable, __file__, "--worker", "--fault", self.fault,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)

    async def keep_worker(self):
        while not self.ending:
            worker = await self.start_worker()
            died = asyncio.create_task(worker.wait())
            task = None
            while not died.done():
                got = asyncio.create_task(self.queue.get())
                await asyncio.wait({got, died},
                                   return_when=asyncio.FIRST_COMPLETED)
                if not got.done():
                    got.cancel()
                    break
                task = got.result()
                if task is None:
                    worker.stdin.close()
                    if self.fault == "waits-for-the-dead":
                        break
                    if self.fault != "not-awaited":
                        await worker.wait()
                    return
                if not await self.run(worker, task):
                    break
            if self.fault == "waits-for-the-dead":
                if not await worker.stdout.readline():
                    await asyncio.Event().wait()
                return
            await died
            if self.fault == "not-replaced":
                return

    async def run(self, worker, task):
        """False: the worker has died."""
        if self.fault != "never-running":
            task["state"] = "running"
        task["attempts"] += 1
        try:
            worker.stdin.write(json.dumps(task["asked"]).encode() + b"\n")
            await worker.stdin.drain()
        except ConnectionError:
            pass
        while line := await worker.stdout.readline():
            said = json.loads(line)
            if "progress" in said:
                task["progress"] = said["progress"]
                if said["partial"]:
                    task["partial_results"].append(said["partial"])
            elif self.fault == "no-result":
                return True
            else:
                task.update(said)
                task["state"] = "failed" if "error" in said else "completed"
                if task["state"] == "completed":
                    task["progress"] = 100
                return True
        if self.fault == "forgotten-task":
            return False
        task["progress"] = 0
        if task["attempts"] < MOST_ATTEMPTS or \
                self.fault == "retries-for-ever":
            task["state"] = "pending"
            self.queue.put_nowait(task)
        else:
            task.update(state="failed", error="its workers died")
        return False

    def run_in_thread(self, task):
        def report(percent, partial):
            task["state"] = "running"
            task["progress"] = percent

        def run():
            task.update(outcome(task["asked"], report))
            task.update(state="completed", progress=100)

        threading.Thread(target=run, daemon=True).start()

    # ---- what is asked --------------------------------------------------

    def post(self, body):
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError) as error:
            if self.fault == "a-500":
                return 500, {"error": "?"}
            return 400, {"error": str(error)}
        if not isinstance(asked, dict):
            return 422, {"error": "no JSON object"}
        if self.fault == "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        if self.fault == "hangs":
            time.sleep(3600)
        if self.fault == "floods":
            while True:
                os.write(1, b"tea " * 4096)
        if self.queue.qsize() >= MOST_WAITING and \
                self.fault != "no-back-pressure":
            return 503, {"error": "full"}
        number = next(self.ids)
        task = {"task_id": str(number), "state": "pending", "progress": 0,
                "attempts": 0, "partial_results": [], "asked": asked}
        self.tasks[task["task_id"]] = task
        if self.fault == "accepted":
            if asked.get("kind") not in ("noop", "sleep", "sum", "primes"):
                asked = task["asked"] = {"kind": "noop"}
        if self.fault == "computes-on-the-loop" and \
                asked.get("kind") == "sleep":
            asyncio.get_running_loop().call_later(
                0.1, lambda: compute(asked, lambda *_: None))
        elif self.fault == "no-processes":
            self.run_in_thread(task)
        elif self.fault != "lost-tasks" or number % 1_000:
            self.queue.put_nowait(task)
        return 202, {"task_id": task["task_id"], "state": task["state"]}

    def answer(self, method, target, body):
        if target == "/task":
            if method != "POST":
                return 405, {"error": "POST only"}
            return self.post(body)
        task = self.tasks.get(target.removeprefix("/task/"))
        if not target.startswith("/task/") or not task:
            return 404, {"error": "not there"}
        if method != "GET":
            return 405, {"error": "GET only"}
        return 200, task

    # ---- HTTP -----------------------------------------------------------

    async def read_body(self, reader, header):
        lengths = header.get("content-length", ["0"])
        if "chunked" in header.get("transfer-encoding", []):
            body = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                body += (await reader.readexactly(size + 2))[:-2]
                if self.fault == "no-body-limit":
                    body = b""
                elif len(body) > MOST_BODY:
                    return 413, b""
            return 0, body
        if len(lengths) > 1 or not lengths[0].isdigit():
            return 400, b""
        if int(lengths[0]) > MOST_BODY:
            return 413, b""
        return 0, await reader.readexactly(int(lengths[0]))

    async def read_request(self, reader):
        """A status if there is something wrong, and the request."""
        if self.fault == "one-read-is-a-request":
            head, _, body = (await reader.read(65_536)).partition(
                b"\r\n\r\n")
            return self.read_head(head)[:3] + (body,)
        if self.fault == "no-header-limit":
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                piece = await reader.read(1 << 16)
                if not piece:
                    raise ConnectionError
                head = (head + piece)[-64:]
            return 400, "", "", b""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return 431, "", "", b""
        status, method, target, header = self.read_head(head)
        if status:
            return status, method, target, b""
        status, body = await self.read_body(reader, header)
        return status, method, target, body

    def read_head(self, head):
        line, *lines = head.decode("latin-1").strip().split("\r\n")
        words = line.split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1."):
            return 400, "", "", {}
        header = {}
        for name, _, value in (each.partition(":") for each in lines):
            header.setdefault(name.lower(), []).append(value.strip())
        return 0, words[0], words[1], header

    async def serve(self, reader, writer):
        limit = None if self.fault == "waits-for-ever" else REQUEST_SECONDS
        try:
            while True:
                status, method, target, body = await asyncio.wait_for(
                    self.read_request(reader), limit)
                if status:
                    await self.send(writer, status, {"error": "wrong"})
                    break
                await self.send(writer, *self.answer(method, target, body))
        except asyncio.TimeoutError:
            await self.send(writer, 408, {"error": "too slow"})
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass
        finally:
            writer.close()

    async def send(self, writer, status, what):
        if self.fault == "answers-in-any-order" and status == 404:
            await asyncio.sleep(0)
            status = 200
        body = json.dumps(what).encode()
        retry = "Retry-After: 1\r\n" if status == 503 and \
            self.fault != "no-retry-after" else ""
        writer.write(
            f"HTTP/1.1 {status} {REASONS.get(status, 'Refused')}\r\n"
            f"Content-Type: application/json\r\n{retry}"
            f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()

    async def serve_one_at_a_time(self, lock, reader, writer):
        async with lock:
            await self.serve(reader, writer)

    # ---- from start to end ----------------------------------------------

    async def run_until_told(self, port):
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, told.set)
        count = 0 if self.fault == "no-processes" else self.workers
        places = [asyncio.create_task(self.keep_worker())
                  for _ in range(count)]
        handler = self.serve
        if self.fault == "one-stops-all":
            lock = asyncio.Lock()

            async def handler(reader, writer):
                await self.serve_one_at_a_time(lock, reader, writer)
        if self.fault == "never-listens":
            await told.wait()
        listener = await asyncio.start_server(
            handler, "127.0.0.1", port, limit=MOST_HEADER)
        await told.wait()
        listener.close()
        if self.fault == "reader-first":
            # What the workers say is read by nobody.
            for place in places:
                place.cancel()
            await asyncio.Event().wait()
        self.ending = True
        if self.queue.qsize() > 0:
            await asyncio.sleep(DRAIN_SECONDS)
        while not self.queue.empty():
            self.queue.get_nowait()
        for _ in places:
            self.queue.put_nowait(None)
        await asyncio.gather(*places)
        if self.fault == "waits-for-nobody":
            await asyncio.Event().wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--fault", default="none",
                        choices=["none", *FAULTS])
    parser.add_argument("--worker", action="store_true")
    arguments = parser.parse_args()
    if arguments.worker:
        return work(arguments.fault)
    if arguments.fault == "exits":
        sys.exit("the tea is not ready")
    asyncio.run(Server(arguments.fault,
                       arguments.workers).run_until_told(arguments.port))
    if arguments.fault == "not-awaited":
        os._exit(0)
    return 1 if arguments.fault == "ends-with-1" else 0


if __name__ == "__main__":
    sys.exit(main())
