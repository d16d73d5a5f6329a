#pragma once

#include <map>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "progress_file.hpp"
#include "terminal.hpp"

namespace grader {

/// How far a part of the task server is the student's own.
enum class PartState {
  unwritten,  ///< the stub, or a function of it is left
  written,    ///< its checks have not held yet
  changed,    ///< changed since its checks held
  own,        ///< its checks hold
};

/// A part of the student's server.
struct ServerMilestone {
  std::string exercise;
  PartState state;
};

/// The parts of the student's server, in the order of the chapter; none if
/// the course has no such chapter.
std::vector<ServerMilestone> server_milestones(const Course&,
                                               const StudentProgress&);

/// "unwritten", "written", "changed", "own": the state in JSON.
const char* to_string(PartState);

/// One line for each part: whether it is the student's own.
std::string server_map(const std::vector<ServerMilestone>&, const Style&);

/// How many parts are the student's own, and what comes next, in one line.
std::string server_map_line(const std::vector<ServerMilestone>&,
                            bool whole_server_holds);

/// The text of each part, by exercise.
using ServerTexts = std::map<std::string, std::string>;

/// The parts of the student's server, as they are.
/// @throws InputError if one is missing
ServerTexts own_server_parts(const Course&);

/// What a whole server that has held is remembered by.
std::string server_hash(const ServerTexts&);

}  // namespace grader
