#include "scheduler_enrol.h"

#include "ports/keys.h"
#include "scheduler_host.h"

namespace zahide::program {

namespace {

template<class Enum>
Result<Enum> word_of(std::string const& text, std::string const& option)
{
    if (auto const value = value_of<Enum>(text))
        return *value;
    std::string words;
    for (auto const& entry : EnumNames<Enum>::entries)
        words.append(words.empty() ? "" : ", ").append(entry.name);
    return fail(ErrorCode::invalid, "\"" + text + "\" is none of the known words", option, "write one of: " + words);
}

template<class Id>
std::vector<Id> ids_of(std::vector<std::string> const& texts)
{
    std::vector<Id> ids;
    ids.reserve(texts.size());
    for (auto const& text : texts)
        ids.emplace_back(text);
    return ids;
}

/// The login itself where it can be an id; else what can of it, and a digest that keeps "ayşe" and "ayçe" apart.
StaffUserId id_from_login(std::string const& login, ports::Cryptography const& cryptography)
{
    constexpr std::size_t kept_max = 24;
    constexpr std::size_t digest_digits = 12;
    if (is_slug(login))
        return StaffUserId(login);
    std::string id;
    for (char const letter : login.substr(0, kept_max))
        id += is_slug({ &letter, 1 }) ? letter : '-';
    return StaffUserId(id + "-" + cryptography.digest(login).substr(0, digest_digits));
}

} // namespace

Result<std::string> add_device(config::SchedulerConfig const& config, DeviceToEnrol const& device)
{
    if (!crypto::is_public_key(device.public_key))
        return fail(ErrorCode::invalid, "this is not a device's public key", "--public-key", "give what the device's program prints with --show-public-key");
    domain::Device enrolled;
    enrolled.id = DeviceId(device.id);
    enrolled.center = CenterId(device.center);
    enrolled.kind = ZAHIDE_TRY(word_of<domain::DeviceKind>(device.kind, "--kind"));
    enrolled.public_key = device.public_key;
    enrolled.speaks = ids_of<LanguageTag>(device.languages);
    auto const host = ZAHIDE_TRY(SchedulerHost::open(config));
    auto const saved = ZAHIDE_TRY(host->scheduler().execute(domain::SystemPrincipal {}, scheduler::SaveDevice { enrolled }));
    return std::string(name_of(saved.kind)) + " " + saved.id.value() + " is enrolled in " + saved.center.value();
}

Result<std::string> add_staff(config::SchedulerConfig const& config, StaffToEnrol const& staff)
{
    domain::StaffUser user;
    user.login = staff.login;
    user.name = staff.name;
    user.center = CenterId(staff.center);
    user.role = ZAHIDE_TRY(word_of<domain::StaffRole>(staff.role, "--role"));
    user.gender = ZAHIDE_TRY(word_of<domain::Gender>(staff.gender, "--gender"));
    user.services = ids_of<ServiceId>(staff.services);
    user.languages = ids_of<LanguageTag>(staff.languages);
    auto const host = ZAHIDE_TRY(SchedulerHost::open(config));
    user.id = id_from_login(staff.login, host->cryptography());
    Secret const password = staff.password ? *staff.password : ports::make_token(host->random());
    user.password_hash = ZAHIDE_TRY(host->scheduler().hash_password(password));
    auto const saved = ZAHIDE_TRY(host->scheduler().execute(domain::SystemPrincipal {}, scheduler::SaveStaff { user }));
    std::string line = std::string(name_of(saved.role)) + " " + saved.login + " may log in at " + saved.center.value();
    if (!staff.password)
        line += " with the password " + password.reveal();
    return line;
}

} // namespace zahide::program
