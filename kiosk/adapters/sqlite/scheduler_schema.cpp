#include "scheduler_schema.h"

#include "scheduler_booking_schema.h"
#include "scheduler_contact_schema.h"
#include "scheduler_copy_schema.h"
#include "scheduler_index_schema.h"
#include "scheduler_lineage_schema.h"
#include "scheduler_slot_schema.h"

#include <array>

namespace zahide::sqlite {

namespace {

// Instants are milliseconds since 1970 UTC, days YYYY-MM-DD, times of day minutes, ids and words text, lists of words
// text with a space between. Every row belongs to a center.

constexpr std::string_view centers = R"sql(
CREATE TABLE centers (
    id TEXT PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    zone TEXT NOT NULL,
    public_url TEXT,
    languages TEXT NOT NULL,
    calls_before_no_show INTEGER NOT NULL CHECK (calls_before_no_show > 0),
    between_calls_seconds INTEGER NOT NULL CHECK (between_calls_seconds >= 0),
    overtaken_max INTEGER NOT NULL CHECK (overtaken_max >= 0),
    transfer_place TEXT NOT NULL CHECK (transfer_place IN ('kept', 'end')),
    come_back_place TEXT NOT NULL CHECK (come_back_place IN ('kept', 'end')),
    lease_numbers INTEGER NOT NULL CHECK (lease_numbers > 0),
    wait_samples_min INTEGER NOT NULL CHECK (wait_samples_min > 0)
) STRICT, WITHOUT ROWID;

-- Names and explanations of the center and of what it has: owner is "center.name", "service.legal.detail", ...
CREATE TABLE texts (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (center, owner, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE services (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    icon TEXT NOT NULL,
    color TEXT NOT NULL,
    walk_in INTEGER NOT NULL CHECK (walk_in IN (0, 1)),
    reception INTEGER NOT NULL CHECK (reception IN (0, 1)),
    PRIMARY KEY (center, id),
    UNIQUE (center, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999),
    position INTEGER NOT NULL,
    PRIMARY KEY (center, number),
    UNIQUE (center, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE opening_hours (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
    to_minute INTEGER NOT NULL CHECK (to_minute > from_minute AND to_minute <= 1440),
    PRIMARY KEY (center, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE closures (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    from_minute INTEGER CHECK (from_minute BETWEEN 0 AND 1440),
    to_minute INTEGER CHECK (to_minute BETWEEN 0 AND 1440),
    PRIMARY KEY (center, position)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view people_and_devices = R"sql(
CREATE TABLE staff (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('front_desk', 'coordinator', 'professional')),
    gender TEXT NOT NULL CHECK (gender IN ('unknown', 'woman', 'man')),
    standing TEXT NOT NULL CHECK (standing IN ('active', 'blocked')),
    services TEXT NOT NULL,
    languages TEXT NOT NULL,
    password_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who works at which counter: one person a counter, one counter a person.
CREATE TABLE seats (
    center TEXT NOT NULL REFERENCES centers (id),
    counter INTEGER NOT NULL,
    staff TEXT NOT NULL UNIQUE REFERENCES staff (id),
    since INTEGER NOT NULL,
    PRIMARY KEY (center, counter)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    kind TEXT NOT NULL CHECK (kind IN ('kiosk', 'board')),
    public_key TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('active', 'blocked')),
    speaks TEXT NOT NULL,
    machine TEXT NOT NULL,
    status_at INTEGER,
    version TEXT NOT NULL,
    printer TEXT NOT NULL,
    paper TEXT NOT NULL,
    outbox INTEGER NOT NULL,
    screen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    center TEXT NOT NULL REFERENCES centers (id),
    staff TEXT REFERENCES staff (id),
    device TEXT REFERENCES devices (id),
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    CHECK ((staff IS NULL) <> (device IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_expiring ON sessions (expires_at);
)sql";

constexpr std::string_view numbers = R"sql(
-- The day's next number, counted inside the transaction that hands it out. Numbers end at 9999 and never wrap.
CREATE TABLE number_days (
    center TEXT NOT NULL REFERENCES centers (id),
    local_date TEXT NOT NULL,
    next_number INTEGER NOT NULL CHECK (next_number BETWEEN 1 AND 10000),
    PRIMARY KEY (center, local_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    device TEXT NOT NULL REFERENCES devices (id),
    machine TEXT NOT NULL,
    local_date TEXT NOT NULL,
    lent_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX leases_of_device ON leases (device, local_date);

-- Blocks of numbers as they were handed out: to a lease, or (lease NULL) to the desk. They can't overlap: each begins
-- right after the one it names as the one before, no two name the same one, and only one names none.
CREATE TABLE number_blocks (
    center TEXT NOT NULL REFERENCES centers (id),
    local_date TEXT NOT NULL,
    first_number INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    previous_last INTEGER,
    lease TEXT UNIQUE REFERENCES leases (id),
    PRIMARY KEY (center, local_date, first_number),
    UNIQUE (center, local_date, last_number),
    UNIQUE (center, local_date, previous_last),
    UNIQUE (center, local_date, first_number, last_number),
    FOREIGN KEY (center, local_date, previous_last) REFERENCES number_blocks (center, local_date, last_number),
    CHECK (first_number BETWEEN 1 AND 9999 AND last_number BETWEEN first_number AND 9999),
    CHECK (CASE WHEN previous_last IS NULL THEN first_number = 1 ELSE first_number = previous_last + 1 END)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view visits = R"sql(
CREATE TABLE visits (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    local_date TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'ended', 'left')),
    started_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
    id TEXT PRIMARY KEY NOT NULL,
    visit TEXT NOT NULL REFERENCES visits (id),
    center TEXT NOT NULL REFERENCES centers (id),
    local_date TEXT NOT NULL,
    number INTEGER NOT NULL,
    block_first INTEGER NOT NULL,
    block_last INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'called', 'serving', 'parked', 'done', 'noshow', 'cancelled', 'transferred')),
    service TEXT NOT NULL,
    language TEXT NOT NULL,
    priority TEXT NOT NULL CHECK (priority IN ('none', 'disabled', 'elderly', 'pregnant', 'infant')),
    gender TEXT NOT NULL CHECK (gender IN ('any', 'woman', 'man')),
    urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'private_talk')),
    channel TEXT NOT NULL CHECK (channel IN ('kiosk', 'desk')),
    device TEXT REFERENCES devices (id),
    lease TEXT REFERENCES leases (id),
    given_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    arrival_at INTEGER NOT NULL,
    due_at INTEGER,
    ahead INTEGER NOT NULL CHECK (ahead >= 0),
    overtaken INTEGER NOT NULL CHECK (overtaken >= 0),
    calls INTEGER NOT NULL CHECK (calls >= 0),
    first_called_at INTEGER,
    called_at INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    counter INTEGER,
    called_by TEXT REFERENCES staff (id),
    transferred_to TEXT REFERENCES tickets (id),
    transferred_from TEXT REFERENCES tickets (id),
    notes TEXT NOT NULL,
    UNIQUE (center, local_date, number),
    FOREIGN KEY (center, local_date, block_first, block_last) REFERENCES number_blocks (center, local_date, first_number, last_number),
    CHECK (number BETWEEN block_first AND block_last),
    CHECK ((channel = 'kiosk') = (lease IS NOT NULL) AND (lease IS NULL) = (device IS NULL)),
    CHECK (state NOT IN ('called', 'serving') OR (counter IS NOT NULL AND called_by IS NOT NULL AND called_at IS NOT NULL)),
    CHECK ((state = 'transferred') = (transferred_to IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tickets_at_counter ON tickets (center, counter) WHERE state IN ('called', 'serving');
CREATE INDEX tickets_open ON tickets (center, local_date, number) WHERE state IN ('waiting', 'called', 'serving', 'parked');
CREATE INDEX tickets_of_visit ON tickets (visit);
CREATE INDEX tickets_of_lease ON tickets (lease) WHERE lease IS NOT NULL;
CREATE INDEX tickets_waited ON tickets (center, service, first_called_at)
    WHERE first_called_at IS NOT NULL AND urgency = 'ordinary' AND priority = 'none' AND due_at IS NULL AND transferred_from IS NULL;

CREATE TABLE calls (
    id TEXT PRIMARY KEY NOT NULL,
    ticket TEXT NOT NULL REFERENCES tickets (id),
    center TEXT NOT NULL REFERENCES centers (id),
    local_date TEXT NOT NULL,
    number INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    at INTEGER NOT NULL,
    repeat INTEGER NOT NULL CHECK (repeat >= 0),
    language TEXT NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_of_ticket ON calls (ticket, at, repeat);
CREATE INDEX calls_current ON calls (center, local_date, at) WHERE ended_at IS NULL;

CREATE TABLE help_requests (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    device TEXT NOT NULL REFERENCES devices (id),
    kind TEXT NOT NULL CHECK (kind IN ('come')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done')),
    language TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    done_at INTEGER,
    done_by TEXT REFERENCES staff (id),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX help_requests_open ON help_requests (center, asked_at) WHERE state = 'open';
)sql";

constexpr std::string_view answers_and_feed = R"sql(
CREATE TABLE answered_requests (
    principal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (principal, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answered_requests_by_age ON answered_requests (at);

-- AUTOINCREMENT: a revision is never given again, also when its entry is gone.
CREATE TABLE feed (
    revision INTEGER PRIMARY KEY AUTOINCREMENT,
    center TEXT NOT NULL REFERENCES centers (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    for_staff INTEGER NOT NULL CHECK (for_staff IN (0, 1)),
    for_board INTEGER NOT NULL CHECK (for_board IN (0, 1)),
    for_kiosk INTEGER NOT NULL CHECK (for_kiosk IN (0, 1))
) STRICT;
)sql";

constexpr std::string_view retention = R"sql(
ALTER TABLE centers ADD COLUMN kept_days INTEGER NOT NULL DEFAULT 30 CHECK (kept_days > 0);
CREATE INDEX visits_of_day ON visits (center, local_date);
-- Looked through by the foreign keys whenever a ticket is removed.
CREATE INDEX tickets_transferred_to ON tickets (transferred_to);
CREATE INDEX tickets_transferred_from ON tickets (transferred_from);
)sql";

/// Who holds a ticket's paper may see how it stands: by a token of which only the digest is kept.
constexpr std::string_view ticket_pages = R"sql(
CREATE TABLE ticket_pages (
    token_digest TEXT PRIMARY KEY NOT NULL,
    ticket TEXT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_pages_of_ticket ON ticket_pages (ticket);
)sql";

constexpr std::array<Migration, 19> migrations { { { centers }, { people_and_devices }, { numbers }, { visits }, { answers_and_feed }, { retention },
    { booking_settings }, { bookings }, { booking_constraints }, { lineage_schema }, { ticket_pages }, { device_incidents }, { contact_schema },
    { slot_leases }, { device_rivals }, { covering_indexes }, { ticket_copies }, { after_restore }, { open_and_lent_indexes } } };

} // namespace

std::span<Migration const> scheduler_migrations()
{
    return migrations;
}

} // namespace zahide::sqlite
