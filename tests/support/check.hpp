#pragma once

/// What a test of an exercise includes. The two are apart because the warm
/// header holds the fixture, and what it holds every student's file sees:
/// there a duration must be formatted as fmt does it.
#include "check_fixture.hpp"
#include "duration_format.hpp"
