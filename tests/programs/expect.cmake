# cmake -D COMMAND=a|b|c -D CODE=2 -D SAYS=regex -P expect.cmake
# The program must end with that code, and say what is wrong in one line: what, where, the mend.
string(REPLACE "|" ";" command "${COMMAND}")
execute_process(COMMAND ${command} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err TIMEOUT 20)
if(NOT code STREQUAL CODE)
  message(FATAL_ERROR "ended with '${code}' instead of ${CODE}: ${out}${err}")
endif()
if(NOT "${out}${err}" MATCHES "${SAYS}")
  message(FATAL_ERROR "says nothing like '${SAYS}': ${out}${err}")
endif()
if(NOT CODE STREQUAL "0" AND NOT err MATCHES "^[^\n]+\n$")
  message(FATAL_ERROR "says it in more than one line: ${err}")
endif()
