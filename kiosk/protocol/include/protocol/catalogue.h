#pragma once

#include "domain/catalogue.h"
#include "protocol/codec.h"

#include <vector>

namespace zahide::protocol {

// domain::Catalogue itself is a message: the answer to GET /v1/centers/{c}/catalogue.

/// GET /v1/centers/{c}/services
struct ServiceList {
    std::vector<domain::Service> services;
    friend bool operator==(ServiceList const&, ServiceList const&) = default;
};

} // namespace zahide::protocol
