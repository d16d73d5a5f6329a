# clang-format and clang-tidy as tests, so that no style is a matter of taste.
function(course_style_tests)
  add_test(
    NAME clang_format
    COMMAND ${CMAKE_SOURCE_DIR}/cmake/clang_format.sh
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  add_test(
    NAME clang_tidy
    COMMAND ${CMAKE_SOURCE_DIR}/cmake/clang_tidy.sh ${CMAKE_SOURCE_DIR}/build
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(clang_tidy PROPERTIES TIMEOUT 3000)
endfunction()
