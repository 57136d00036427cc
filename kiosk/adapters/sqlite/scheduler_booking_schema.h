#pragma once

#include <string_view>

namespace zahide::sqlite {

// What appointments need: on top of version 6 of the scheduler's schema, in steps of their own.

inline constexpr std::string_view booking_settings = R"sql(
ALTER TABLE centers ADD COLUMN hold_at_kiosk_minutes INTEGER NOT NULL DEFAULT 3 CHECK (hold_at_kiosk_minutes > 0);
ALTER TABLE centers ADD COLUMN hold_at_desk_minutes INTEGER NOT NULL DEFAULT 10 CHECK (hold_at_desk_minutes > 0);
ALTER TABLE centers ADD COLUMN hold_extensions_max INTEGER NOT NULL DEFAULT 3 CHECK (hold_extensions_max >= 0);
ALTER TABLE centers ADD COLUMN check_in_before_minutes INTEGER NOT NULL DEFAULT 30 CHECK (check_in_before_minutes >= 0);
ALTER TABLE centers ADD COLUMN check_in_after_minutes INTEGER NOT NULL DEFAULT 10 CHECK (check_in_after_minutes >= 0);
ALTER TABLE centers ADD COLUMN cancelled_closed_minutes INTEGER NOT NULL DEFAULT 0 CHECK (cancelled_closed_minutes >= 0);
ALTER TABLE centers ADD COLUMN code_tries_max INTEGER NOT NULL DEFAULT 5 CHECK (code_tries_max > 0);
ALTER TABLE centers ADD COLUMN code_tries_window_minutes INTEGER NOT NULL DEFAULT 10 CHECK (code_tries_window_minutes > 0);
ALTER TABLE centers ADD COLUMN filling TEXT NOT NULL DEFAULT 'fewest' CHECK (filling IN ('fewest', 'evenly'));

-- What an appointment for a service takes; a service without a row has no appointments.
CREATE TABLE service_needs (
    center TEXT NOT NULL,
    service TEXT NOT NULL,
    interpreting TEXT NOT NULL CHECK (interpreting IN ('never', 'when_needed')),
    room_kind TEXT,
    duration_minutes INTEGER NOT NULL CHECK (duration_minutes > 0),
    gap_before_minutes INTEGER NOT NULL CHECK (gap_before_minutes >= 0),
    gap_after_minutes INTEGER NOT NULL CHECK (gap_after_minutes >= 0),
    grid_minutes INTEGER NOT NULL CHECK (grid_minutes > 0),
    notice_minutes INTEGER NOT NULL CHECK (notice_minutes >= 0),
    days_ahead INTEGER NOT NULL CHECK (days_ahead >= 0),
    PRIMARY KEY (center, service),
    FOREIGN KEY (center, service) REFERENCES services (center, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE service_roles (
    center TEXT NOT NULL,
    service TEXT NOT NULL,
    position INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('interpreter', 'lawyer', 'psychologist', 'social_worker')),
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (center, service, role),
    UNIQUE (center, service, position),
    FOREIGN KEY (center, service) REFERENCES service_needs (center, service) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE professionals (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('interpreter', 'lawyer', 'psychologist', 'social_worker')),
    gender TEXT NOT NULL CHECK (gender IN ('unknown', 'woman', 'man')),
    languages TEXT NOT NULL,
    staff TEXT,
    PRIMARY KEY (center, id),
    UNIQUE (center, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE schedules (
    center TEXT NOT NULL,
    professional TEXT NOT NULL,
    position INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    every_weeks INTEGER NOT NULL CHECK (every_weeks > 0),
    PRIMARY KEY (center, professional, position),
    FOREIGN KEY (center, professional) REFERENCES professionals (center, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE working_hours (
    center TEXT NOT NULL,
    professional TEXT NOT NULL,
    schedule INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('work', 'break')),
    position INTEGER NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute INTEGER NOT NULL CHECK (from_minute >= 0),
    to_minute INTEGER NOT NULL CHECK (to_minute > from_minute AND to_minute <= 1440),
    PRIMARY KEY (center, professional, schedule, kind, position),
    FOREIGN KEY (center, professional, schedule) REFERENCES schedules (center, professional, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE rooms (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (center, id),
    UNIQUE (center, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE room_names (
    center TEXT NOT NULL,
    room TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (center, room, language),
    FOREIGN KEY (center, room) REFERENCES rooms (center, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A person who is away, a room that is closed.
CREATE TABLE absences (
    center TEXT NOT NULL REFERENCES centers (id) ON DELETE CASCADE,
    resource_kind TEXT NOT NULL CHECK (resource_kind IN ('professional', 'room')),
    resource TEXT NOT NULL,
    position INTEGER NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT NOT NULL CHECK (to_date >= from_date),
    from_minute INTEGER CHECK (from_minute BETWEEN 0 AND 1440),
    to_minute INTEGER CHECK (to_minute BETWEEN 0 AND 1440),
    PRIMARY KEY (center, resource_kind, resource, position)
) STRICT, WITHOUT ROWID;
)sql";

inline constexpr std::string_view bookings = R"sql(
-- A slot kept while somebody decides; owner '' is nobody: kept closed after a cancellation.
CREATE TABLE holds (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    owner TEXT NOT NULL,
    service TEXT NOT NULL,
    language TEXT NOT NULL,
    gender TEXT NOT NULL CHECK (gender IN ('any', 'woman', 'man')),
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL CHECK (end_at > start_at),
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    extensions INTEGER NOT NULL CHECK (extensions >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_of_owner ON holds (center, owner);
CREATE INDEX holds_expiring ON holds (expires_at);

CREATE TABLE appointments (
    id TEXT PRIMARY KEY NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    claim TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL CHECK (length(code) = 9),
    state TEXT NOT NULL CHECK (state IN ('pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow', 'waitlist')),
    service TEXT NOT NULL,
    language TEXT NOT NULL,
    gender TEXT NOT NULL CHECK (gender IN ('any', 'woman', 'man')),
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL CHECK (end_at > start_at),
    channel TEXT NOT NULL CHECK (channel IN ('kiosk', 'desk')),
    device TEXT REFERENCES devices (id),
    booked_at INTEGER NOT NULL,
    moves INTEGER NOT NULL CHECK (moves >= 0),
    arrived_at INTEGER,
    ended_at INTEGER,
    ticket TEXT REFERENCES tickets (id) ON DELETE SET NULL,
    UNIQUE (center, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX appointments_starting ON appointments (center, start_at);
CREATE INDEX appointments_of_ticket ON appointments (ticket);

ALTER TABLE tickets ADD COLUMN appointment TEXT REFERENCES appointments (id) ON DELETE SET NULL;
ALTER TABLE tickets ADD COLUMN meant_for TEXT NOT NULL DEFAULT '';
CREATE INDEX tickets_of_appointment ON tickets (appointment);

-- Whose time a claim (a hold's, later the appointment's) takes: whole cells of five minutes, counted since 1970 UTC. This
-- is the only place that says who is taken; a row is never changed but once, when it is released.
CREATE TABLE reservations (
    claim TEXT NOT NULL,
    center TEXT NOT NULL REFERENCES centers (id),
    resource_kind TEXT NOT NULL CHECK (resource_kind IN ('professional', 'room')),
    resource TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('professional', 'interpreter', 'room')),
    position INTEGER NOT NULL,
    first_cell INTEGER NOT NULL,
    last_cell INTEGER NOT NULL,
    released_at INTEGER,
    PRIMARY KEY (claim, resource_kind, resource),
    CHECK ((part = 'room') = (resource_kind = 'room')),
    CHECK (last_cell - first_cell BETWEEN 0 AND 143) -- 12 hours: the longest appointment with its gaps; cell_offsets has as many
) STRICT, WITHOUT ROWID;
CREATE INDEX reservations_taking ON reservations (center, first_cell) WHERE released_at IS NULL;
CREATE INDEX reservations_of_resource ON reservations (center, resource_kind, resource, first_cell) WHERE released_at IS NULL;

-- No double booking, by constraint: a resource's cell is there once. SQLite knows no exclusion over ranges, so triggers keep
-- one row for each cell of each reservation that is not released. PostgreSQL says the same in one line of reservations:
--   EXCLUDE USING gist (center WITH =, resource_kind WITH =, resource WITH =, tstzrange(from_at, to_at) WITH &&)
--       WHERE (released_at IS NULL)
CREATE TABLE taken_cells (
    center TEXT NOT NULL,
    resource_kind TEXT NOT NULL,
    resource TEXT NOT NULL,
    cell INTEGER NOT NULL,
    PRIMARY KEY (center, resource_kind, resource, cell)
) STRICT, WITHOUT ROWID;

-- 0 to 143: a trigger's statement can't count by itself.
CREATE TABLE cell_offsets (cell_offset INTEGER PRIMARY KEY NOT NULL) STRICT;
INSERT INTO cell_offsets WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n < 143) SELECT n FROM counted;
CREATE TRIGGER cell_offsets_stay BEFORE DELETE ON cell_offsets BEGIN SELECT RAISE(ABORT, 'the offsets of cells stay as they are'); END;
CREATE TRIGGER cell_offsets_keep BEFORE UPDATE ON cell_offsets BEGIN SELECT RAISE(ABORT, 'the offsets of cells stay as they are'); END;
)sql";

// RAISE comes before the key of taken_cells would: under INSERT OR REPLACE and OR IGNORE the key alone gives way.
inline constexpr std::string_view booking_constraints = R"sql(
CREATE TRIGGER reservations_take_free_cells BEFORE INSERT ON reservations BEGIN
    SELECT RAISE(ABORT, 'this is reserved under that claim already') WHERE EXISTS (SELECT 1 FROM reservations
        WHERE claim = NEW.claim AND resource_kind = NEW.resource_kind AND resource = NEW.resource);
    SELECT RAISE(ABORT, 'the resource is taken at that time') WHERE NEW.released_at IS NULL AND EXISTS (SELECT 1 FROM taken_cells
        WHERE center = NEW.center AND resource_kind = NEW.resource_kind AND resource = NEW.resource
            AND cell BETWEEN NEW.first_cell AND NEW.last_cell);
END;
CREATE TRIGGER reservations_take AFTER INSERT ON reservations WHEN NEW.released_at IS NULL BEGIN
    INSERT INTO taken_cells (center, resource_kind, resource, cell)
        SELECT NEW.center, NEW.resource_kind, NEW.resource, NEW.first_cell + cell_offset FROM cell_offsets
        WHERE cell_offset <= NEW.last_cell - NEW.first_cell;
END;
CREATE TRIGGER reservations_stay BEFORE UPDATE OF claim, center, resource_kind, resource, part, position, first_cell, last_cell ON reservations BEGIN
    SELECT RAISE(ABORT, 'a reservation is never changed: release it and reserve anew');
END;
CREATE TRIGGER reservations_release_once BEFORE UPDATE OF released_at ON reservations BEGIN
    SELECT RAISE(ABORT, 'a released reservation stays released: reserve anew') WHERE OLD.released_at IS NOT NULL;
    SELECT RAISE(ABORT, 'the appointment needs its reservations') WHERE EXISTS (SELECT 1 FROM appointments
        WHERE claim = OLD.claim AND state NOT IN ('cancelled', 'waitlist'));
END;
CREATE TRIGGER reservations_release AFTER UPDATE OF released_at ON reservations WHEN NEW.released_at IS NOT NULL BEGIN
    DELETE FROM taken_cells WHERE center = OLD.center AND resource_kind = OLD.resource_kind AND resource = OLD.resource
        AND cell BETWEEN OLD.first_cell AND OLD.last_cell;
END;
CREATE TRIGGER reservations_needed BEFORE DELETE ON reservations WHEN OLD.released_at IS NULL BEGIN
    SELECT RAISE(ABORT, 'the appointment needs its reservations') WHERE EXISTS (SELECT 1 FROM appointments
        WHERE claim = OLD.claim AND state NOT IN ('cancelled', 'waitlist'));
END;
CREATE TRIGGER reservations_remove AFTER DELETE ON reservations WHEN OLD.released_at IS NULL BEGIN
    DELETE FROM taken_cells WHERE center = OLD.center AND resource_kind = OLD.resource_kind AND resource = OLD.resource
        AND cell BETWEEN OLD.first_cell AND OLD.last_cell;
END;

-- The cells follow the reservations, and nothing else changes them.
CREATE TRIGGER taken_cells_reserved BEFORE INSERT ON taken_cells BEGIN
    SELECT RAISE(ABORT, 'reserve the time: the cells follow') WHERE NOT EXISTS (SELECT 1 FROM reservations
        WHERE center = NEW.center AND resource_kind = NEW.resource_kind AND resource = NEW.resource AND released_at IS NULL
            AND first_cell BETWEEN NEW.cell - 143 AND NEW.cell AND last_cell >= NEW.cell);
END;
CREATE TRIGGER taken_cells_stay BEFORE UPDATE ON taken_cells BEGIN SELECT RAISE(ABORT, 'reserve the time: the cells follow'); END;
CREATE TRIGGER taken_cells_needed BEFORE DELETE ON taken_cells BEGIN
    SELECT RAISE(ABORT, 'release the reservation: the cells follow') WHERE EXISTS (SELECT 1 FROM reservations
        WHERE center = OLD.center AND resource_kind = OLD.resource_kind AND resource = OLD.resource AND released_at IS NULL
            AND first_cell BETWEEN OLD.cell - 143 AND OLD.cell AND last_cell >= OLD.cell);
END;

-- An appointment lies in the time that is reserved for it.
CREATE TRIGGER appointments_reserved BEFORE INSERT ON appointments BEGIN
    SELECT RAISE(ABORT, 'another appointment has that claim, id or code') WHERE EXISTS (SELECT 1 FROM appointments
        WHERE claim = NEW.claim OR id = NEW.id OR (center = NEW.center AND code = NEW.code));
    SELECT RAISE(ABORT, 'reserve the time of the appointment first') WHERE NEW.state NOT IN ('cancelled', 'waitlist') AND NOT EXISTS (
        SELECT 1 FROM reservations WHERE claim = NEW.claim AND center = NEW.center AND released_at IS NULL
            AND first_cell * 300000 <= NEW.start_at AND (last_cell + 1) * 300000 >= NEW.end_at);
END;
CREATE TRIGGER appointments_stay_reserved BEFORE UPDATE OF center, claim, start_at, end_at ON appointments
    WHEN NEW.center <> OLD.center OR NEW.claim <> OLD.claim OR NEW.start_at <> OLD.start_at OR NEW.end_at <> OLD.end_at BEGIN
    SELECT RAISE(ABORT, 'another appointment has that claim') WHERE NEW.claim <> OLD.claim
        AND EXISTS (SELECT 1 FROM appointments WHERE claim = NEW.claim);
    SELECT RAISE(ABORT, 'reserve the time of the appointment first') WHERE NOT EXISTS (
        SELECT 1 FROM reservations WHERE claim = NEW.claim AND center = NEW.center AND released_at IS NULL
            AND first_cell * 300000 <= NEW.start_at AND (last_cell + 1) * 300000 >= NEW.end_at);
END;
CREATE TRIGGER appointments_stay_released BEFORE UPDATE OF state ON appointments WHEN NEW.state NOT IN ('cancelled', 'waitlist') BEGIN
    SELECT RAISE(ABORT, 'reserve the time of the appointment first') WHERE NOT EXISTS (
        SELECT 1 FROM reservations WHERE claim = NEW.claim AND released_at IS NULL);
END;
)sql";

} // namespace zahide::sqlite
