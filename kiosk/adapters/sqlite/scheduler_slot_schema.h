#pragma once

#include <string_view>

namespace zahide::sqlite {

// What slots lent to devices need, on top of the schema of appointments.

inline constexpr std::string_view slot_leases = R"sql(
ALTER TABLE centers ADD COLUMN slots_per_service INTEGER NOT NULL DEFAULT 2 CHECK (slots_per_service >= 0);

-- A hold with these is lent to that device, which may promise it by itself: its appointment will bear the code.
ALTER TABLE holds ADD COLUMN lent_to TEXT REFERENCES devices (id);
ALTER TABLE holds ADD COLUMN machine TEXT CHECK ((machine IS NULL) = (lent_to IS NULL));
ALTER TABLE holds ADD COLUMN code TEXT CHECK ((code IS NULL) = (lent_to IS NULL) AND (code IS NULL OR length(code) = 9));
CREATE INDEX holds_lent ON holds (lent_to) WHERE lent_to IS NOT NULL;
CREATE UNIQUE INDEX holds_code ON holds (center, code) WHERE code IS NOT NULL;

-- A code is on one paper: an appointment's or one that a device may hand out.
CREATE TRIGGER holds_have_free_codes BEFORE INSERT ON holds WHEN NEW.code IS NOT NULL BEGIN
    SELECT RAISE(ABORT, 'another has that code') WHERE EXISTS (SELECT 1 FROM appointments WHERE center = NEW.center AND code = NEW.code)
        OR EXISTS (SELECT 1 FROM holds WHERE center = NEW.center AND code = NEW.code);
END;
CREATE TRIGGER appointments_have_free_codes BEFORE INSERT ON appointments BEGIN
    SELECT RAISE(ABORT, 'a device may hand out that code') WHERE EXISTS (SELECT 1 FROM holds WHERE center = NEW.center AND code = NEW.code);
END;
)sql";

} // namespace zahide::sqlite
