# What await calls, told by the object that is awaited; without any loop.

# [futures-parcel]
class Parcel:
    def __init__(self, here):
        self.here = here

    def __await__(self):
        print("  __await__: here is", self.here)
        if not self.here:
            print("  yield")
            yield self
        print("  return")
        return "a book"
# [futures-parcel]


# [futures-co-await]
async def open_it(parcel):
    print("  coroutine: awaits")
    content = await parcel
    print("  coroutine: has", content)


def resume(coroutine):
    try:
        coroutine.send(None)
    except StopIteration:
        pass


print("it is here")
resume(open_it(Parcel(here=True)))

parcel = Parcel(here=False)
print("it is on its way")
waiting = open_it(parcel)
resume(waiting)
print("it arrives")
parcel.here = True
resume(waiting)
print("end")
# [futures-co-await]
