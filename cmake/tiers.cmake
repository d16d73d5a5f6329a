# A tier is a warm precompiled header and the runtime library that holds its
# code. Instantiating templates, not parsing headers, is what makes a small
# Asio program slow to compile: the warm header instantiates the common
# operations once (-fpch-instantiate-templates), their code is emitted once
# into the runtime (-fpch-codegen), and a student's file compiles only what is
# new in it.
#
#   course_tier(asio)  makes  course_asio          the runtime library
#                             course_unit_asio     flags of a file that uses it
#                             course_program_asio  + what a program links
#                             course_host_asio     + GoogleTest's main
set(GTEST_SOURCE /usr/src/googletest/googletest)
set(course_replaceable ${CMAKE_CURRENT_LIST_DIR}/replaceable_symbols.txt)

function(course_precompile tier extra_includes out_pch)
  set(header ${CMAKE_SOURCE_DIR}/tests/support/warm/${tier}.hpp)
  set(pch ${CMAKE_BINARY_DIR}/tiers/${tier}.pch)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/tiers)
  list(TRANSFORM course_definitions PREPEND -D OUTPUT_VARIABLE defines)
  list(TRANSFORM extra_includes PREPEND -I)
  list(TRANSFORM course_includes PREPEND -I OUTPUT_VARIABLE includes)
  list(APPEND includes ${extra_includes})
  add_custom_command(
    OUTPUT ${pch}
    DEPENDS ${header}
    DEPFILE ${pch}.d
    JOB_POOL heavy
    COMMENT "Precompiling the ${tier} tier"
    COMMAND
      ${CMAKE_CXX_COMPILER} ${course_compile_flags} ${defines} ${includes} -g0
      -Wno-pragma-once-outside-header -fpch-instantiate-templates
      -fpch-codegen -MD -MF ${pch}.d -MQ ${pch} -x c++-header ${header} -o
      ${pch}
    VERBATIM)
  add_custom_command(
    OUTPUT ${pch}.o
    DEPENDS ${pch}
    JOB_POOL heavy
    COMMENT "Generating the code of the ${tier} tier"
    COMMAND ${CMAKE_CXX_COMPILER} ${course_compile_flags} -g0 -c ${pch} -o
            ${pch}.o
    VERBATIM)
  add_custom_target(precompile_${tier} DEPENDS ${pch})
  set(${out_pch} ${pch} PARENT_SCOPE)
endfunction()

function(course_tier tier)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OBJECTS;INCLUDES")
  set(pch_object "")
  if(COURSE_PCH)
    course_precompile(${tier} "${arg_INCLUDES}" pch)
    set(pch_object ${pch}.o)
  endif()

  set(objects ${arg_OBJECTS})
  list(TRANSFORM objects REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>")
  add_library(course_${tier} SHARED ${objects} ${pch_object})
  set_target_properties(course_${tier} PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(course_${tier} PUBLIC course_flags Threads::Threads
                                              fmt::fmt)
  # Its calls of its own functions need no look-up by name, which took more
  # than a third of the time of a check.
  target_link_options(
    course_${tier} PRIVATE -Wl,-Bsymbolic-functions
    -Wl,--export-dynamic-symbol-list=${course_replaceable})
  set_property(TARGET course_${tier} APPEND PROPERTY LINK_DEPENDS
                                                     ${course_replaceable})

  add_library(course_unit_${tier} INTERFACE)
  target_compile_options(course_unit_${tier} INTERFACE ${course_unit_flags})
  target_link_libraries(course_unit_${tier} INTERFACE course_${tier})
  if(COURSE_PCH)
    target_compile_options(course_unit_${tier}
                           INTERFACE "SHELL:-include-pch \"${pch}\"")
    set_property(TARGET course_unit_${tier} PROPERTY course_pch ${pch})
  endif()

  # clang's interceptors live in the executable and call on into the next
  # library; the interposers must stand before them, in the executable too.
  add_library(course_program_${tier} INTERFACE)
  target_link_libraries(course_program_${tier} INTERFACE course_unit_${tier})
  target_link_options(course_program_${tier} INTERFACE -Wl,--export-dynamic)
  if(COURSE_SANITIZE)
    target_sources(course_program_${tier}
                   INTERFACE $<TARGET_OBJECTS:virtual_time_objects>)
  else()
    target_sources(course_${tier}
                   PRIVATE $<TARGET_OBJECTS:virtual_time_objects>)
  endif()

  add_library(course_host_${tier} INTERFACE)
  target_link_libraries(course_host_${tier} INTERFACE course_program_${tier})
  target_sources(course_host_${tier} INTERFACE $<TARGET_OBJECTS:host_main>)
endfunction()

# The files of a target are compiled again when the precompiled header of
# their tier changes: CMake does not see it behind a compile option.
function(course_use_tier target tier)
  target_link_libraries(${target} PRIVATE course_unit_${tier})
  get_target_property(pch course_unit_${tier} course_pch)
  if(pch)
    get_target_property(sources ${target} SOURCES)
    set_property(SOURCE ${sources} TARGET_DIRECTORY ${target}
                 APPEND PROPERTY OBJECT_DEPENDS ${pch})
  endif()
endfunction()

# A test executable of the course's own library.
function(course_test_executable name tier)
  add_executable(${name} ${ARGN})
  course_use_tier(${name} ${tier})
  target_link_libraries(${name} PRIVATE course_host_${tier})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()
