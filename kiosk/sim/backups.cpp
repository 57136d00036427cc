#include "backups.h"

#include "sqlite/database.h"
#include "sqlite/scheduler_backup.h"

#include <array>
#include <utility>

namespace zahide::sim {

Backups::Backups(Machine& machine, Oracle& oracle, Counts& counts, Mutant mutant)
    : m_machine(machine)
    , m_oracle(oracle)
    , m_counts(counts)
    , m_mutant(mutant)
{
}

void Backups::make(std::size_t name)
{
    std::string const file = "backup-" + std::to_string(name) + ".db";
    auto const made = sqlite::back_up_scheduler(scheduler_file, file, m_machine.clock.now(), { m_machine.disk.files(), m_machine.disk.name() });
    if (made)
        m_made.emplace(name, Backup { file, m_oracle.moment() });
    else if (made.error().code != ErrorCode::unavailable)
        m_oracle.fail_promise(0, "no backup can be made: " + made.error().line());
    m_oracle.note(made ? "a backup is made" : "no backup is made: " + made.error().line());
}

void Backups::put_back(std::size_t name, Dice const& dice)
{
    auto const found = m_made.find(name);
    if (found == m_made.end() || m_wanted)
        return;
    m_wanted = found->second;
    m_oracle.put_back_begins();
    m_dice = dice;
    m_is_former_lost = m_dice.percent(40);
    m_oracle.note("the scheduler is to be put back to " + m_wanted->file + (m_is_former_lost ? ": its file is lost" : ""));
    if (!m_is_former_lost)
        return;
    auto image = m_machine.disk.image();
    for (auto const* suffix : { "", "-wal", "-journal" })
        image.erase(std::string(scheduler_file) + suffix);
    m_machine.disk.restore(image);
}

bool Backups::may_start()
{
    auto const begun = sqlite::begun_restore(scheduler_file, m_machine.disk.files());
    if (!begun && begun.error().code != ErrorCode::unavailable)
        m_oracle.fail_promise(0, "the note of a restore can't be read: " + begun.error().line());
    if (!begun)
        return false;
    if (*begun && !m_wanted)
        m_wanted = m_tried; // its note was thought to be gone
    if (*begun && !m_wanted)
        m_oracle.fail_promise(0, "a restore has begun that nobody wanted");
    if (!m_wanted)
        return true;
    if (m_mutant == Mutant::restore_note_ignored && *begun)
        return true;
    // Nobody insists on it while the former file is as it was.
    if (m_tried && !*begun && !m_is_former_lost && m_dice.percent(20)) {
        m_oracle.note("nobody wants the backup any more");
        m_wanted.reset();
        return true;
    }
    return try_to_restore();
}

bool Backups::try_to_restore()
{
    auto& disk = m_machine.disk;
    bool const is_cut = m_dice.percent(50);
    if (is_cut)
        disk.switch_off_after(static_cast<std::uint64_t>(m_dice.between(1, 100)), m_dice.percent(60) ? sqlite::Outage::power_cut : sqlite::Outage::crash);
    m_tried = m_wanted;
    auto const restored = sqlite::restore_scheduler(m_wanted->file, scheduler_file, m_machine.clock.now(), { disk.files(), disk.name() });
    if (is_cut)
        disk.switch_off_after(0, sqlite::Outage::crash);
    m_oracle.note(restored ? "the backup is put back" : "it isn't put back: " + restored.error().line());
    if (disk.is_off()) {
        ++m_counts.crashes;
        disk.switch_on();
    }
    if (restored) {
        m_is_put_back = true;
        m_wanted.reset();
        spoil();
        return true;
    }
    // Its clock may stand before the backup; and a disk may be full, or off.
    bool const is_for_later = restored.error().code == ErrorCode::unavailable || restored.error().code == ErrorCode::conflict;
    if (!is_for_later)
        m_oracle.fail_promise(0, "a backup can't be put back: " + restored.error().line());
    return false;
}

void Backups::opened(ports::Storage const& storage)
{
    ports::Lineage lineage;
    auto const read = storage.read([&](ports::Transaction const& snapshot) -> Result<void> {
        lineage = ZAHIDE_TRY(snapshot.feed().lineage());
        return {};
    });
    if (!read)
        return; // the next start tells
    bool const is_another = !m_generation.empty() && lineage.generation != m_generation;
    m_generation = lineage.generation;
    if (!std::exchange(m_is_put_back, false) && !is_another)
        return;
    if (!m_tried)
        return m_oracle.fail_promise(0, "the scheduler is in another life by itself");
    ++m_counts.restores;
    static_cast<void>(storage.read([&](ports::Transaction const& snapshot) -> Result<void> {
        m_oracle.put_back(m_tried->moment, snapshot);
        return {};
    }));
    m_tried.reset();
}

/// The planted bugs of restore, on what it made.
void Backups::spoil()
{
    sqlite::DatabaseOptions options;
    options.path = scheduler_file;
    options.vfs = m_machine.disk.name();
    options.mode = sqlite::OpenMode::existing;
    std::string statements;
    if (m_mutant == Mutant::restore_same_life)
        statements = "UPDATE lineage SET generation = '" + m_generation + "';";
    if (m_mutant == Mutant::restore_lends_again)
        statements = "DELETE FROM number_blocks WHERE lost = 1; UPDATE number_days SET next_number = coalesce((SELECT max(last_number) + 1 "
                     "FROM number_blocks WHERE number_blocks.center = number_days.center AND number_blocks.local_date = number_days.local_date), 1);";
    if (m_mutant == Mutant::restore_awaits_nobody)
        statements = "UPDATE devices SET awaited_since = NULL;";
    if (statements.empty())
        return;
    auto const database = sqlite::Database::open(options);
    if (!database || !(*database)->execute(statements))
        m_oracle.note("the bug could not be planted");
}

} // namespace zahide::sim
