#pragma once

#include "i18n/messages.h"
#include "scheduler/queries.h"

#include <string>
#include <string_view>

namespace zahide::http {

/// The page of a ticket, as HTML that needs no script, in the ticket's language.
[[nodiscard]] std::string ticket_page(scheduler::TicketPage const& page, i18n::Catalogue const& messages);
/// What stands in its place before the ticket is known: in every language there are words for.
[[nodiscard]] std::string unknown_ticket_page(i18n::Catalogue const& messages);
/// Text that may stand anywhere in HTML, attributes included.
[[nodiscard]] std::string escape_html(std::string_view text);

} // namespace zahide::http
