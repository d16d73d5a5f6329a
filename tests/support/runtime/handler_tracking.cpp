#include "handler_tracking.hpp"

#include "busy.hpp"
#include "scheduler.hpp"

namespace virtual_time {

void handler_begins() noexcept {
  if (local.handler_depth++ == 0 && !local.may_block) {
    busy_watch_begins();
  }
}

void handler_ends() noexcept {
  if (--local.handler_depth == 0 && !local.may_block) {
    busy_watch_ends();
  }
}

}  // namespace virtual_time
