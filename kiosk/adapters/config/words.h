#pragma once

#include "base/enum_names.h"
#include "config/device.h"
#include "ports/log.h"

#include <array>

// How the config spells what is not the domain's.

template<>
struct zahide::EnumNames<zahide::ports::Severity> {
    using Value = zahide::ports::Severity;
    static constexpr std::array<EnumName<Value>, 4> entries { { { Value::debug, "debug" }, { Value::info, "info" }, { Value::warning, "warning" },
        { Value::error, "error" } } };
};

template<>
struct zahide::EnumNames<zahide::config::PrinterAnswers> {
    using Value = zahide::config::PrinterAnswers;
    static constexpr std::array<EnumName<Value>, 3> entries { { { Value::no, "no" }, { Value::yes, "yes" }, { Value::probe, "probe" } } };
};

namespace zahide::config {

enum class PrinterKind : std::uint8_t { none, file, device, network, ipp };

} // namespace zahide::config

template<>
struct zahide::EnumNames<zahide::config::PrinterKind> {
    using Value = zahide::config::PrinterKind;
    static constexpr std::array<EnumName<Value>, 5> entries { { { Value::none, "none" }, { Value::file, "file" }, { Value::device, "device" },
        { Value::network, "network" }, { Value::ipp, "ipp" } } };
};
