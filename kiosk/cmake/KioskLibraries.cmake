kiosk_external(ext_icu icu-uc icu-i18n)
kiosk_external(ext_fribidi fribidi)
kiosk_external(ext_freetype freetype2)
kiosk_external(ext_harfbuzz harfbuzz)
kiosk_external(ext_sdl sdl2)
kiosk_external(ext_sqlite sqlite3)
kiosk_external(ext_sodium libsodium)
kiosk_external(ext_png libpng)
kiosk_external(ext_qrencode libqrencode)
kiosk_external(ext_simdjson simdjson)

# Debian's libcups has no pkg-config file.
find_package(Cups REQUIRED)
add_library(ext_cups INTERFACE)
target_link_libraries(ext_cups INTERFACE Cups::Cups)

find_package(OpenSSL REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)

# Debian's libimgui-dev is a static library that needs libstb; its headers stand in <imgui.h>.
kiosk_external(ext_imgui imgui)

if(KIOSK_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
  find_library(KIOSK_RAPIDCHECK rapidcheck REQUIRED)
  # What text is compared with.
  kiosk_external(ext_raqm raqm)
  kiosk_external(ext_pango pangoft2)
  add_library(ext_rapidcheck INTERFACE)
  target_link_libraries(ext_rapidcheck INTERFACE "${KIOSK_RAPIDCHECK}")
endif()
