# What holds for every target: the language level, the warnings, the sanitizers, the places of what is built.

option(KIOSK_TESTS "Build the tests" ON)
option(KIOSK_PROGRAMS "Build the programs (off where only unit tests are wanted)" ON)
option(KIOSK_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
option(KIOSK_UNITY "Compile a module's sources, and a module's tests, as one (four times quicker; file by file it shows what an include lacks)" OFF)
set(KIOSK_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=, or empty")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1" CACHE STRING "" FORCE)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# A program that needs little of a module doesn't load that module's libraries: some cost a quarter of a millisecond at a start.
add_link_options("LINKER:--as-needed")

find_program(KIOSK_CCACHE ccache)
if(KIOSK_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" "CCACHE_NOHASHDIR=1" "${KIOSK_CCACHE}")
endif()

add_library(kiosk_flags INTERFACE)
target_compile_options(kiosk_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Werror
  "$<$<CONFIG:Release>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=>")
# g++ 12 sees dangling pointers and restrict overlaps in libstdc++ own inlined string code (GCC bugs 105329, 105651) and an
# uninitialized value in every std::optional that was tested before (GCC bug 80635); clang-tidy and ASan look for the real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(kiosk_flags INTERFACE -Wno-restrict -Wno-dangling-pointer -Wno-maybe-uninitialized)
endif()
if(KIOSK_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 100)
  # Of a class in a .cpp, and of a name at the top of another .cpp, there is nothing to say where all are one file.
  target_compile_options(kiosk_flags INTERFACE -Wno-shadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(kiosk_flags INTERFACE -Wno-subobject-linkage)
  endif()
endif()
if(KIOSK_SANITIZE)
  target_compile_options(kiosk_flags INTERFACE "-fsanitize=${KIOSK_SANITIZE}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(kiosk_flags INTERFACE "-fsanitize=${KIOSK_SANITIZE}")
endif()

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
