#pragma once

#include "domain/print_job.h"
#include "ports/device_store.h"
#include "sqlite/database.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace zahide::sqlite {

/// In the header of a device's file: "ZHDV".
inline constexpr std::int32_t device_application_id = 0x5A484456;

/// A device's schema. What keeps the promises is constraints, not checks before an insert.
inline constexpr std::array<Migration, 5> device_migrations { Migration { R"sql(
CREATE TABLE lease (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    local_date TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1),
    last INTEGER NOT NULL CHECK (last >= first AND last <= 9999),
    next INTEGER NOT NULL CHECK (next >= first AND next <= last + 1),
    expires_at INTEGER NOT NULL,
    machine TEXT NOT NULL
) STRICT;

CREATE TABLE lease_request (
    local_date TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    machine TEXT NOT NULL
) STRICT;

CREATE TABLE ticket (
    id TEXT PRIMARY KEY,
    visit TEXT NOT NULL,
    number INTEGER NOT NULL,
    local_date TEXT NOT NULL,
    lease TEXT NOT NULL REFERENCES lease (id),
    given_at INTEGER NOT NULL,
    UNIQUE (local_date, number)
) STRICT;

-- What was promised and has not arrived. AUTOINCREMENT: a sequence is never used again.
CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER
) STRICT;

-- What the scheduler refused for good, for a person to look at.
CREATE TABLE parked (
    sequence INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    code TEXT NOT NULL,
    parked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    ticket TEXT NOT NULL REFERENCES ticket (id),
    mark TEXT NOT NULL CHECK (mark IN ('original', 'copy')),
    state TEXT NOT NULL CHECK (state IN ('journalled', 'sending', 'printed', 'not_printed', 'unknown', 'sent')),
    trouble TEXT NOT NULL,
    journalled_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX print_job_ticket ON print_job (ticket);
CREATE INDEX print_job_open ON print_job (journalled_at) WHERE ended_at IS NULL;

CREATE TABLE catalogue (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    json TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;
)sql" },
    Migration { R"sql(
-- Papers of appointments and of their tickets, whose numbers are the scheduler's: whose such a paper is, is not kept.
ALTER TABLE print_job RENAME TO print_job_before;
DROP INDEX print_job_ticket;
DROP INDEX print_job_open;
CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    ticket TEXT REFERENCES ticket (id),
    mark TEXT NOT NULL CHECK (mark IN ('original', 'copy')),
    state TEXT NOT NULL CHECK (state IN ('journalled', 'sending', 'printed', 'not_printed', 'unknown', 'sent')),
    trouble TEXT NOT NULL,
    journalled_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
INSERT INTO print_job SELECT id, ticket, mark, state, trouble, journalled_at, ended_at FROM print_job_before;
DROP TABLE print_job_before;
CREATE INDEX print_job_ticket ON print_job (ticket);
CREATE INDEX print_job_open ON print_job (journalled_at) WHERE ended_at IS NULL;

-- Bookings that were sent and whose paper is not journalled yet: to be undone when nobody waits for them any more.
CREATE TABLE booking (
    hold TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    appointment TEXT,
    made_at INTEGER NOT NULL
) STRICT;
)sql" },
    Migration { R"sql(
-- What has arrived and no backup of the scheduler is known to hold, to be delivered again when the scheduler was put back.
CREATE TABLE delivered (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    sequence INTEGER NOT NULL UNIQUE,
    key TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL,
    revision INTEGER
) STRICT;

CREATE TABLE scheduler_life (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation TEXT NOT NULL
) STRICT;
)sql" },
    Migration { R"sql(
-- By how much the scheduler's clock was ahead of this machine's, the last time it was too much.
CREATE TABLE clock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    offset_ms INTEGER NOT NULL
) STRICT;
)sql" },
    Migration { R"sql(
-- Slots lent ahead. Promised ones keep their id alone, so that the scheduler is never told that they are given back.
CREATE TABLE slot_lease (
    id TEXT PRIMARY KEY,
    end_at INTEGER NOT NULL,
    json TEXT NOT NULL,
    machine TEXT NOT NULL
) STRICT;

CREATE TABLE slot_request (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    machine TEXT NOT NULL
) STRICT;
)sql" } };

inline constexpr std::string_view outbox_columns = "SELECT sequence, key, target, body, made_at, expires_at FROM outbox ";
[[nodiscard]] ports::OutboxEntry read_outbox_entry(Statement& row);

/// Kept as the words of domain/print_job.h.
template<>
struct Column<domain::PrintJobState> {
    static void bind(Statement& statement, int parameter, domain::PrintJobState value) { statement.bind_text(parameter, to_string(value)); }
    static domain::PrintJobState read(Statement& statement, int column);
};

template<>
struct Column<domain::PrintTrouble> {
    static void bind(Statement& statement, int parameter, domain::PrintTrouble value) { statement.bind_text(parameter, to_string(value)); }
    static domain::PrintTrouble read(Statement& statement, int column);
};

template<>
struct Column<domain::PrintMark> {
    static void bind(Statement& statement, int parameter, domain::PrintMark value);
    static domain::PrintMark read(Statement& statement, int column);
};

} // namespace zahide::sqlite
