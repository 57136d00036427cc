#pragma once

#include <string_view>

namespace zahide::sqlite {

inline constexpr std::string_view lineage_schema = R"sql(
-- Numbers that were perhaps given between a backup and the loss of what came after it. Nobody gets them again; a device
-- that shows that they were lent to it gets its block back.
ALTER TABLE number_blocks ADD COLUMN lost INTEGER NOT NULL DEFAULT 0 CHECK (lost IN (0, 1));

-- Which life of the database this is: another one after each restore. And up to which revision a backup holds everything.
CREATE TABLE lineage (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation TEXT NOT NULL,
    backed_up_revision INTEGER NOT NULL CHECK (backed_up_revision >= 0),
    backed_up_at INTEGER
) STRICT;
INSERT INTO lineage (one, generation, backed_up_revision) VALUES (1, lower(hex(randomblob(16))), 0);
)sql";

inline constexpr std::string_view device_incidents = R"sql(
ALTER TABLE devices ADD COLUMN incident TEXT NOT NULL DEFAULT '';
)sql";

inline constexpr std::string_view after_restore = R"sql(
-- When a backup was put back from which on the device has not told yet what it has promised.
ALTER TABLE devices ADD COLUMN awaited_since INTEGER;
-- When the slot was lent of which the appointment was made.
ALTER TABLE appointments ADD COLUMN lent_at INTEGER;
)sql";

} // namespace zahide::sqlite
