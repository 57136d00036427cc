#pragma once

#include <string_view>

namespace zahide::sqlite {

inline constexpr std::string_view ticket_copies = R"sql(
-- The last copy of a ticket's paper that the desk asked a kiosk for.
ALTER TABLE tickets ADD COLUMN copy_id TEXT;
ALTER TABLE tickets ADD COLUMN copy_device TEXT REFERENCES devices (id) CHECK ((copy_device IS NULL) = (copy_id IS NULL));
ALTER TABLE tickets ADD COLUMN copy_asked_by TEXT CHECK ((copy_asked_by IS NULL) = (copy_id IS NULL));
ALTER TABLE tickets ADD COLUMN copy_asked_at INTEGER CHECK ((copy_asked_at IS NULL) = (copy_id IS NULL));
ALTER TABLE tickets ADD COLUMN copy_end TEXT CHECK (copy_end IS NULL OR (copy_id IS NOT NULL AND copy_end IN ('printed', 'sent', 'not_printed', 'unknown')));
CREATE INDEX tickets_with_copies ON tickets (copy_device) WHERE copy_id IS NOT NULL AND copy_end IS NULL;
)sql";

} // namespace zahide::sqlite
