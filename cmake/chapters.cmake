# Chapters are read in the order of their numbers. A chapter sees its own
# pieces of the course library and those of earlier chapters, never later
# ones: the include path is the rule. No number is written in C++ code, so a
# chapter is renumbered by moving its folders.
file(GLOB course_chapter_folders RELATIVE ${CMAKE_SOURCE_DIR}/chapters
     CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/chapters/[0-9][0-9]-*)
list(SORT course_chapter_folders)

# The include folders of a chapter: its own and those before it.
function(course_chapter_includes chapter out)
  set(includes "")
  foreach(folder ${course_chapter_folders})
    list(APPEND includes ${CMAKE_SOURCE_DIR}/chapters/${folder})
    if(folder STREQUAL chapter)
      break()
    endif()
  endforeach()
  set(${out} ${includes} PARENT_SCOPE)
endfunction()

# What a file needs of the warm headers: Beast is a tier of its own.
function(course_tier_of source out)
  file(STRINGS ${source} beast REGEX "#include <boost/beast" LIMIT_COUNT 1)
  if(beast)
    set(${out} http PARENT_SCOPE)
  else()
    set(${out} asio PARENT_SCOPE)
  endif()
endfunction()

# The programs of the chapter on the task server stand on its parts.
function(course_uses_task_server chapter out)
  if(chapter MATCHES "-task-server$")
    set(${out} ON PARENT_SCOPE)
  else()
    set(${out} OFF PARENT_SCOPE)
  endif()
endfunction()

# program_NAME for each program of a chapter; nothing of it is in `all`, so
# that a student's first build stays short.
function(course_programs chapter)
  course_chapter_includes(${chapter} includes)
  course_uses_task_server(${chapter} on_task_server)
  if(on_task_server)
    list(APPEND includes ${CMAKE_SOURCE_DIR}/capstone
         ${CMAKE_SOURCE_DIR}/capstone/server)
  endif()
  file(GLOB sources CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/chapters/${chapter}/programs/*.cpp)
  foreach(source ${sources})
    get_filename_component(name ${source} NAME_WE)
    # A program that shows a compiler's error has nothing to build.
    file(STRINGS ${source} broken REGEX "recorded: compile-error"
         LIMIT_COUNT 1)
    course_compile_command(${source} "${includes}")
    if(broken)
      continue()
    endif()
    add_executable(program_${name} EXCLUDE_FROM_ALL ${source})
    # A program that measures what single operations cost is built as one
    # would ship it: optimised, on plain Asio, without virtual time.
    file(STRINGS ${source} optimised REGEX "recorded: .*optimised"
         LIMIT_COUNT 1)
    if(optimised)
      target_compile_options(program_${name} PRIVATE -O2 -DNDEBUG -fPIC -Wall
                                                     -Wextra)
      target_link_libraries(program_${name} PRIVATE Threads::Threads fmt::fmt)
    else()
      course_tier_of(${source} tier)
      if(on_task_server)
        set(tier http)
      endif()
      course_use_tier(program_${name} ${tier})
      target_link_libraries(program_${name} PRIVATE course_program_${tier})
    endif()
    if(on_task_server)
      target_link_libraries(program_${name} PRIVATE task_server_parts)
    endif()
    target_include_directories(program_${name} PRIVATE ${includes})
    set_target_properties(
      program_${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY
                                 ${CMAKE_BINARY_DIR}/programs)
    set_property(GLOBAL APPEND PROPERTY course_programs program_${name})
  endforeach()
endfunction()

# library_CHAPTER: the tests of the chapter's pieces of the course library,
# and each header compiled on its own, as a reader includes it.
function(course_library_tests chapter)
  course_chapter_includes(${chapter} includes)
  file(GLOB headers CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/chapters/${chapter}/course/*.hpp)
  file(GLOB sources CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/tests/${chapter}/course/*.cpp)
  if(NOT sources)
    return()
  endif()
  set(test_sources ${sources})
  foreach(header ${headers})
    get_filename_component(name ${header} NAME_WE)
    set(alone ${CMAKE_BINARY_DIR}/alone/${chapter}/${name}.cpp)
    file(GENERATE OUTPUT ${alone} CONTENT "#include <course/${name}.hpp>\n")
    list(APPEND sources ${alone})
  endforeach()
  # One executable is of one tier: http as soon as one of its files asks.
  set(tier asio)
  foreach(source ${headers} ${test_sources})
    course_tier_of(${source} source_tier)
    if(source_tier STREQUAL "http")
      set(tier http)
    endif()
  endforeach()
  string(REGEX REPLACE "^[0-9]+-" "" slug ${chapter})
  course_test_executable(library_${slug} ${tier} EXCLUDE_FROM_ALL ${sources})
  set_property(GLOBAL APPEND PROPERTY course_tests library_${slug})
  target_include_directories(library_${slug} PRIVATE ${includes})
endfunction()

function(course_chapters)
  foreach(chapter ${course_chapter_folders})
    course_programs(${chapter})
    course_library_tests(${chapter})
  endforeach()
  get_property(programs GLOBAL PROPERTY course_programs)
  add_custom_target(programs DEPENDS ${programs})
endfunction()
