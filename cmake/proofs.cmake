# The tests that prove the whole: exercises, stubs, and the other presets.
function(course_proofs)
  set(grader $<TARGET_FILE:course-grader>)
  add_test(NAME stubs_match COMMAND ${grader} sync --check)
  add_test(NAME verify COMMAND ${grader} verify)
  set_tests_properties(
    stubs_match verify
    PROPERTIES ENVIRONMENT COURSE_ROOT=${CMAKE_SOURCE_DIR} TIMEOUT 3600)
  # They find what virtual time cannot. Includes that are missing are found
  # by clang_tidy, which sees each file without the precompiled header.
  foreach(preset asan tsan)
    add_test(
      NAME preset_${preset}
      COMMAND ${CMAKE_SOURCE_DIR}/cmake/test_preset.sh ${preset}
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(preset_${preset} PROPERTIES TIMEOUT 3600)
  endforeach()
  # These build, and a build uses both processors by itself.
  set_tests_properties(stubs_match verify preset_asan preset_tsan
                       PROPERTIES RUN_SERIAL ON)
endfunction()
