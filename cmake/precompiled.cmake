# What nearly every file includes, parsed once a preset (docs/decisions/0025-what-every-file-includes-is-parsed-once.md): for the
# libraries, and with GoogleTest for the test programs. A preset without DAYBOOK_PRECOMPILE proves that no file relies on it.
set(DAYBOOK_PRECOMPILED
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <deque> <functional> <future> <map> <memory> <mutex>
    <optional> <set> <span> <string> <string_view> <thread> <unordered_map> <unordered_set> <utility> <variant> <vector>
    <fmt/format.h>
    <base/assert.h> <base/clock.h> <base/error.h> <base/ids.h> <base/json_write.h> <base/money.h> <base/result.h> <base/text.h>)

# daybook_precompiled_target(NAME HEADER…): an empty library whose precompiled headers others use.
function(daybook_precompiled_target name)
    set(nothing ${CMAKE_BINARY_DIR}/embedded/${name}.cc)
    file(CONFIGURE OUTPUT ${nothing} CONTENT "// Only its headers are of use.\n" @ONLY)
    add_library(${name} OBJECT ${nothing})
    target_link_libraries(${name} PRIVATE daybook_options fmt::fmt)
    target_precompile_headers(${name} PRIVATE ${DAYBOOK_PRECOMPILED} ${ARGN})
endfunction()

if(DAYBOOK_PRECOMPILE)
    add_compile_options(-fpch-preprocess)  # for ccache
    daybook_precompiled_target(daybook_precompiled)
    daybook_precompiled_target(daybook_precompiled_tests <gtest/gtest.h> <gmock/gmock.h>)
    target_link_libraries(daybook_precompiled_tests PRIVATE GTest::gtest_main GTest::gmock)
    set_target_properties(daybook_precompiled_tests PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(daybook_precompiled_tests PRIVATE -fPIE)  # as programs are compiled
    daybook_quick_to_compile(daybook_precompiled_tests)
endif()

# daybook_precompiled_for(TARGET OF): TARGET uses what OF precompiled.
function(daybook_precompiled_for target of)
    if(DAYBOOK_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM ${of})
    endif()
endfunction()
