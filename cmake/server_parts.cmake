# The exercises of the chapter *-task-server are parts of the server in
# capstone/. Exercise NAME is capstone/server/NAME.cpp, to which
# solutions/.../NAME/NAME.cpp is a link: the server has each part once, is
# whole where the solutions are not handed out, and the stub is made from
# the code that runs.
#
# A test host is the student's part, the test, and every other object of the
# server. The one that the student writes is left out of the list, not
# overridden: what is missing in the student's file is missing in the host.
set(course_server_chapter "-task-server$")

# The include folders of the server: all chapters, and its own.
function(course_server_includes out)
  list(GET course_chapter_folders -1 last)
  course_chapter_includes(${last} includes)
  set(${out} ${includes} ${CMAKE_SOURCE_DIR}/capstone/server PARENT_SCOPE)
endfunction()

# In a command as JSON: lists of objects in place of their marks. The
# server's are all but those of the named parts.
function(course_fill_objects command out)
  list(JOIN ARGN "|" parts)
  set(server $<TARGET_OBJECTS:task_server_parts>)
  set(server "$<FILTER:${server},EXCLUDE,/(${parts})[.]cpp[.]o$>")
  set(virtual_time $<TARGET_OBJECTS:virtual_time_objects>)
  foreach(mark server virtual_time)
    string(TOUPPER "\"@${mark}_OBJECTS@\"" place)
    string(REPLACE "${place}" "\"$<JOIN:${${mark}},\", \">\"" command
                   "${command}")
  endforeach()
  set(${out} "${command}" PARENT_SCOPE)
endfunction()

# Remembers a part for the recipe of the whole server.
function(course_server_part name edit compile)
  set(object $<TARGET_OBJECTS:task_server_parts>)
  set(object "$<FILTER:${object},INCLUDE,/${name}[.]cpp[.]o$>")
  set_property(GLOBAL APPEND PROPERTY course_server_parts ${name})
  set_property(
    GLOBAL APPEND_STRING
    PROPERTY
      course_server_part_recipes
      "{\"exercise\": \"${name}\", \"edit\": \"${edit}\",
   \"object\": \"${object}\",
   \"compile\": ${compile}},\n  ")
endfunction()

# recipes/capstone.json: how a whole server is made of students' parts. Each
# has a compile command, as in its own recipe, and the object to take where
# a student has none. @OBJECTS@ stands for one object for each part.
function(course_server_recipe)
  get_property(names GLOBAL PROPERTY course_server_parts)
  if(NOT names)
    return()
  endif()
  get_property(parts GLOBAL PROPERTY course_server_part_recipes)
  string(REGEX REPLACE ",\n  $" "" parts "${parts}")
  set(link ${CMAKE_CXX_COMPILER} ${course_link_flags} -Wl,--export-dynamic
           @OBJECTS@ $<TARGET_OBJECTS:task_server_main> @SERVER_OBJECTS@
           $<TARGET_FILE:PNG::PNG> $<TARGET_FILE:SQLite::SQLite3>)
  if(COURSE_SANITIZE)
    list(APPEND link @VIRTUAL_TIME_OBJECTS@)
  endif()
  list(APPEND link $<TARGET_FILE:course_http>
              -Wl,-rpath,$<TARGET_FILE_DIR:course_http>
              $<TARGET_FILE:fmt::fmt> -pthread -o @PROGRAM@)
  course_json_array(link ${link})
  course_fill_objects("${link}" link ${names})
  file(
    GENERATE
    OUTPUT ${CMAKE_BINARY_DIR}/recipes/capstone.json
    CONTENT
      "{\"program\": \"task_server\", \"target\": \"task_server\",
 \"parts\": [
  ${parts}],
 \"link\": ${link}}
")
endfunction()
