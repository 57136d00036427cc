#include "base/verify.h"
#include "sqlite/database.h"

namespace zahide::sqlite {

Transaction::Transaction(Database* database)
    : m_database(database)
{
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Transaction::~Transaction()
{
    // A failure such as a full disk may have rolled back by itself.
    if (m_database != nullptr && m_database->in_transaction())
        m_database->undo("ROLLBACK");
}

Result<void> Transaction::commit()
{
    ZAHIDE_VERIFY(m_database != nullptr && m_database->in_transaction());
    ZAHIDE_TRY(m_database->run("COMMIT"));
    m_database = nullptr;
    return {};
}

Savepoint::Savepoint(Database* database)
    : m_database(database)
{
}

Savepoint::Savepoint(Savepoint&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
{
}

Savepoint::~Savepoint()
{
    if (m_database != nullptr && m_database->in_transaction())
        m_database->undo("ROLLBACK TO part; RELEASE part");
}

Result<void> Savepoint::release()
{
    ZAHIDE_VERIFY(m_database != nullptr);
    ZAHIDE_TRY(m_database->run("RELEASE part"));
    m_database = nullptr;
    return {};
}

} // namespace zahide::sqlite
