# For each exercise: the prebuilt test object, and the recipe by which the
# grader turns one student file into a test host: one compile, one link.

# "value" of `key = "value"` in an exercise.toml, or the default. The grader
# reads the whole file with a TOML parser and names its errors.
function(course_toml_string file key default out)
  file(STRINGS ${file} line REGEX "^${key} *= *\"" LIMIT_COUNT 1)
  if(line MATCHES "\"([^\"]*)\"")
    set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
  else()
    set(${out} "${default}" PARENT_SCOPE)
  endif()
endfunction()

function(course_json_array out)
  set(items "")
  foreach(item ${ARGN})
    string(REPLACE "\\" "\\\\" item "${item}")
    string(REPLACE "\"" "\\\"" item "${item}")
    list(APPEND items "\"${item}\"")
  endforeach()
  list(JOIN items ", " items)
  set(${out} "[${items}]" PARENT_SCOPE)
endfunction()

# clangd reads build/compile_commands.json. It holds no precompiled header,
# which only the very same compiler could read.
function(course_compile_command source includes)
  list(TRANSFORM course_definitions PREPEND -D OUTPUT_VARIABLE defines)
  list(TRANSFORM includes PREPEND -I)
  list(TRANSFORM course_includes PREPEND -I OUTPUT_VARIABLE common)
  course_json_array(
    arguments ${CMAKE_CXX_COMPILER} -std=c++20 -Wall -Wextra
    -Wno-unused-parameter ${defines} ${includes} ${common} -c ${source})
  set_property(
    GLOBAL APPEND_STRING
    PROPERTY
      course_compile_commands
      "{\"directory\": \"${CMAKE_SOURCE_DIR}\", \"file\": \"${source}\", \"arguments\": ${arguments}},\n"
  )
endfunction()

function(course_write_compile_commands)
  get_property(entries GLOBAL PROPERTY course_compile_commands)
  string(REGEX REPLACE ",\n$" "\n" entries "${entries}")
  file(CONFIGURE OUTPUT ${CMAKE_SOURCE_DIR}/build/compile_commands.json
       CONTENT "[\n@entries@]\n" @ONLY)
endfunction()

function(course_exercise chapter name)
  set(folder ${CMAKE_SOURCE_DIR}/exercises/${chapter}/${name})
  set(test ${CMAKE_SOURCE_DIR}/tests/${chapter}/${name}/test.cpp)
  course_toml_string(${folder}/exercise.toml edit ${name}.cpp edit)
  course_toml_string(${folder}/exercise.toml tier asio tier)
  if(NOT TARGET course_${tier})
    message(FATAL_ERROR "${folder}/exercise.toml: tier \"${tier}\" is not "
                        "known; the tiers are asio and http")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
                                         ${folder}/exercise.toml)

  if(chapter MATCHES ${course_server_chapter})
    set(is_server_part ON)
    course_server_includes(includes)
  else()
    set(is_server_part OFF)
    course_chapter_includes(${chapter} includes)
  endif()
  list(APPEND includes ${folder})
  set(solution ${CMAKE_SOURCE_DIR}/solutions/${chapter}/${name}/${edit})
  set(test_includes ${includes})
  if(is_server_part)
    list(APPEND test_includes ${CMAKE_SOURCE_DIR}/tests/capstone
         ${CMAKE_SOURCE_DIR}/tests/capstone/support)
  endif()
  foreach(source ${folder}/${edit} ${solution} ${test})
    if(EXISTS ${source})
      course_compile_command(${source} "${test_includes}")
    endif()
  endforeach()

  # The compile command, with placeholders for the file that is checked.
  list(TRANSFORM course_definitions PREPEND -D OUTPUT_VARIABLE defines)
  list(TRANSFORM includes PREPEND -I OUTPUT_VARIABLE paths)
  list(TRANSFORM course_includes PREPEND -I OUTPUT_VARIABLE common)
  set(compile ${CMAKE_CXX_COMPILER} ${course_compile_flags}
              ${course_unit_flags} -ffile-prefix-map=@WORK@/= ${defines}
              -I@WORK@ ${paths} ${common})
  if(COURSE_PCH)
    list(APPEND compile -include-pch ${CMAKE_BINARY_DIR}/tiers/${tier}.pch)
  endif()

  set(link ${CMAKE_CXX_COMPILER} ${course_link_flags} -Wl,--export-dynamic
           @OBJECT@)
  add_custom_target(test_${name})
  add_dependencies(test_${name} course_${tier} host_main)
  if(edit MATCHES "\\.cpp$")
    # A function: its test is compiled once, the student's file on its own.
    list(APPEND compile -c @SOURCE@ -o @OBJECT@)
    add_library(test_object_${name} OBJECT EXCLUDE_FROM_ALL ${test})
    course_use_tier(test_object_${name} ${tier})
    target_include_directories(test_object_${name} PRIVATE ${test_includes})
    add_dependencies(test_${name} test_object_${name})
    list(APPEND link $<TARGET_OBJECTS:test_object_${name}>)
  else()
    # A class or a template: the test includes the student's header.
    list(APPEND compile -c ${test} -o @OBJECT@)
  endif()
  list(APPEND link $<TARGET_OBJECTS:host_main>)
  if(is_server_part)
    list(APPEND link $<TARGET_FILE:task_server_test_support> @SERVER_OBJECTS@
                $<TARGET_FILE:PNG::PNG> $<TARGET_FILE:SQLite::SQLite3>)
    add_dependencies(test_${name} task_server_test_support task_server_parts)
  endif()
  if(COURSE_SANITIZE)
    list(APPEND link @VIRTUAL_TIME_OBJECTS@)
    add_dependencies(test_${name} virtual_time_objects)
  endif()
  list(APPEND link $<TARGET_FILE:course_${tier}>
              -Wl,-rpath,$<TARGET_FILE_DIR:course_${tier}>
              $<TARGET_FILE:fmt::fmt> -pthread -o @HOST@)

  course_json_array(compile ${compile})
  course_json_array(link ${link})
  course_fill_objects("${link}" link ${name})
  if(is_server_part)
    course_server_part(${name} ${edit} "${compile}")
  endif()
  file(
    GENERATE
    OUTPUT ${CMAKE_BINARY_DIR}/recipes/${name}.json
    CONTENT
      "{\"exercise\": \"${name}\", \"edit\": \"${edit}\", \"target\": \"test_${name}\",
 \"compile\": ${compile},
 \"link\": ${link}}
")
  # With sanitizers `verify` builds the tests that it runs; one that runs in
  # no such preset is not built in it.
  if(NOT COURSE_SANITIZE)
    set_property(GLOBAL APPEND PROPERTY course_tests test_${name})
  endif()
endfunction()

function(course_exercises)
  file(GLOB files RELATIVE ${CMAKE_SOURCE_DIR}/exercises CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/exercises/*/*/exercise.toml)
  foreach(file ${files})
    string(REGEX MATCH "^([^/]+)/([^/]+)/" match ${file})
    course_exercise(${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
  endforeach()
  course_server_recipe()
  get_property(tests GLOBAL PROPERTY course_tests)
  add_custom_target(all_tests DEPENDS ${tests})
endfunction()
