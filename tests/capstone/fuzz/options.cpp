// The library of the tests holds the code of Beast, too. Here it is twice
// on purpose: once so that libFuzzer sees its branches.
// NOLINTBEGIN(*-reserved-identifier, readability-identifier-naming)
extern "C" const char* __asan_default_options();

extern "C" const char* __asan_default_options() {
  return "detect_odr_violation=0";
}
// NOLINTEND(*-reserved-identifier, readability-identifier-naming)
