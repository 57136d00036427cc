#include "scheduler_columns.h"
#include "scheduler_repositories.h"

namespace zahide::sqlite {

namespace {

ports::FeedEntry read_feed_entry(Statement& row)
{
    ports::FeedEntry entry;
    read_into(row, entry.revision, entry.change.center, entry.change.kind, entry.change.subject, entry.change.at);
    return entry;
}

std::string_view select_for(ports::Listener listener)
{
    switch (listener) {
    case ports::Listener::staff:
        return "SELECT revision, center, kind, subject, at FROM feed WHERE revision > ? AND center = ? AND for_staff = 1 ORDER BY revision LIMIT ?";
    case ports::Listener::board:
        return "SELECT revision, center, kind, subject, at FROM feed WHERE revision > ? AND center = ? AND for_board = 1 ORDER BY revision LIMIT ?";
    case ports::Listener::kiosk:
        return "SELECT revision, center, kind, subject, at FROM feed WHERE revision > ? AND center = ? AND for_kiosk = 1 ORDER BY revision LIMIT ?";
    }
    return {};
}

bool hears(ports::Audience::Hears hears)
{
    return hears == ports::Audience::Hears::yes;
}

} // namespace

Result<Revision> SqliteChangeFeed::append(ports::FeedChange const& change)
{
    auto const audience = ports::audience_of(change.kind);
    ZAHIDE_TRY(m_database.run("INSERT INTO feed (center, kind, subject, at, for_staff, for_board, for_kiosk) VALUES (?, ?, ?, ?, ?, ?, ?)", change.center,
        change.kind, change.subject, change.at, hears(audience.staff), hears(audience.board), hears(audience.kiosk)));
    return Revision(m_database.last_insert_rowid());
}

Result<std::vector<ports::FeedEntry>> SqliteChangeFeed::after(Revision revision, CenterId const& center, ports::Listener listener, std::size_t count_max) const
{
    return m_database.query(select_for(listener), read_feed_entry, revision, center, static_cast<std::int64_t>(count_max));
}

Result<Revision> SqliteChangeFeed::newest() const
{
    auto const newest = ZAHIDE_TRY(m_database.value<Revision>("SELECT coalesce(max(revision), 0) FROM feed"));
    return newest.value_or(Revision(0));
}

Result<Revision> SqliteChangeFeed::resumable_from() const
{
    auto const from = ZAHIDE_TRY(m_database.value<Revision>("SELECT coalesce(min(revision), 1) - 1 FROM feed"));
    return from.value_or(Revision(0));
}

Result<ports::Lineage> SqliteChangeFeed::lineage() const
{
    auto const read_lineage = [](Statement& row) {
        ports::Lineage lineage;
        read_into(row, lineage.generation, lineage.backed_up);
        return lineage;
    };
    auto const lineage = ZAHIDE_TRY(m_database.query_one("SELECT generation, backed_up_revision FROM lineage", read_lineage));
    return lineage.value_or(ports::Lineage {});
}

Result<void> SqliteChangeFeed::trim(std::size_t count_kept)
{
    ZAHIDE_TRY(m_database.run("DELETE FROM feed WHERE revision <= (SELECT max(revision) FROM feed) - ?", static_cast<std::int64_t>(count_kept)));
    return {};
}

Result<std::optional<ports::CleanUpNote>> SqliteChangeFeed::last_clean_up() const
{
    return m_database.query_one("SELECT at, purge_held_until FROM clean_up WHERE one = 1", [](Statement& row) {
        return ports::CleanUpNote { row.read<Instant>(0), row.read<std::optional<Instant>>(1) };
    });
}

Result<void> SqliteChangeFeed::note_clean_up(ports::CleanUpNote const& note)
{
    ZAHIDE_TRY(m_database.run("INSERT OR REPLACE INTO clean_up (one, at, purge_held_until) VALUES (1, ?, ?)", note.at, note.purge_held_until));
    return {};
}

} // namespace zahide::sqlite
