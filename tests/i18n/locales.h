#pragma once

#include "i18n/messages.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

namespace zahide::i18n {

inline LocaleFile read_locale(std::string const& language)
{
    std::string const name = "locales/" + language + ".arb";
    std::ifstream stream(std::string(ZAHIDE_SOURCE_DIR) + '/' + name);
    EXPECT_TRUE(stream) << name;
    std::ostringstream text;
    text << stream.rdbuf();
    return { name, text.str() };
}

/// The files that ship.
inline std::vector<LocaleFile> shipped_locales()
{
    return { read_locale("en"), read_locale("tr"), read_locale("ar"), read_locale("fa") };
}

} // namespace zahide::i18n
