#pragma once

#include <string_view>

namespace zahide::sqlite {

inline constexpr std::string_view contact_schema = R"sql(
-- What a device told of itself at each contact, and when that showed that its disk was an old one.
ALTER TABLE devices ADD COLUMN promises INTEGER NOT NULL DEFAULT 0 CHECK (promises >= 0);
ALTER TABLE devices ADD COLUMN renewed_at INTEGER;
ALTER TABLE devices ADD COLUMN clock_off_minutes INTEGER NOT NULL DEFAULT 0;

-- Ends of leases that were given back: never given to anybody, and never lent again.
CREATE TABLE returned_numbers (
    lease TEXT PRIMARY KEY NOT NULL REFERENCES leases (id),
    first_number INTEGER NOT NULL,
    last_number INTEGER NOT NULL CHECK (last_number >= first_number),
    returned_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER returned_numbers_not_given BEFORE INSERT ON returned_numbers
WHEN EXISTS (SELECT 1 FROM tickets WHERE tickets.lease = NEW.lease AND tickets.number BETWEEN NEW.first_number AND NEW.last_number)
BEGIN SELECT RAISE(ABORT, 'a number that is given back was given'); END;
CREATE TRIGGER tickets_not_returned BEFORE INSERT ON tickets
WHEN EXISTS (SELECT 1 FROM returned_numbers WHERE lease = NEW.lease AND NEW.number BETWEEN first_number AND last_number)
BEGIN SELECT RAISE(ABORT, 'the number was given back'); END;

CREATE TABLE clean_up (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL,
    purge_held_until INTEGER
) STRICT;
)sql";

inline constexpr std::string_view device_rivals = R"sql(
-- When another machine with the device's key was last refused.
ALTER TABLE devices ADD COLUMN rival_at INTEGER;
)sql";

} // namespace zahide::sqlite
