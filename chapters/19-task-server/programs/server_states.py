# A dictionary of tasks, and a report that comes too late.

# [server-states]
tasks = {}


def on_progress(task_id, percent):
    tasks[task_id].update(state="running", progress=percent)


def on_result(task_id, result):
    tasks[task_id].update(state="completed", progress=100, result=result)


tasks[1] = {"state": "pending", "progress": 0}
on_progress(1, 90)
on_result(1, 10)
on_progress(1, 95)  # it was still in the progress queue
print(f"after a late report: {tasks[1]['state']}, {tasks[1]['progress']} %")
# [server-states]
