# Writes the commit that is built into a header, only where it has changed: cmake -D SOURCE=… -D HEADER=… -P KioskCommit.cmake
execute_process(COMMAND git -C "${SOURCE}" rev-parse --short=12 HEAD OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
endif()
file(CONFIGURE OUTPUT "${HEADER}" CONTENT "#pragma once\n\nnamespace zahide {\n\nconstexpr char const* commit = \"${commit}\";\n\n} // namespace zahide\n" @ONLY)
