#include "config/scheduler.h"

#include "toml_reader.h"
#include "words.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <sys/stat.h>

namespace zahide::config {

namespace {

bool is_ip_address(std::string const& text)
{
    std::array<unsigned char, sizeof(in6_addr)> ignored {};
    std::string const without_zone = text.substr(0, text.find('%')); // RFC 4007 §11
    return ::inet_pton(AF_INET, text.c_str(), ignored.data()) == 1 || ::inet_pton(AF_INET6, without_zone.c_str(), ignored.data()) == 1;
}

void read_listen(TableReader listen, SchedulerConfig& config)
{
    listen.text("address", config.listen_address);
    if (!is_ip_address(config.listen_address))
        listen.lose("address", "\"" + config.listen_address + "\" is not an IP address", "write an address of this machine, 0.0.0.0 or ::");
    std::int32_t port = config.listen_port;
    listen.integer("port", port, 0, 65535);
    config.listen_port = static_cast<std::uint16_t>(port);
    CertificateFiles files;
    if (listen.has("certificate") != listen.has("key"))
        listen.lose_table("certificate and key belong together", "give both for TLS, or neither");
    listen.file("certificate", files.certificate);
    listen.file("key", files.key);
    struct stat status { };
    if (!files.key.empty() && ::stat(files.key.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0)
        listen.lose("key", "everybody may read the key " + files.key, "chmod 600 the file; make a new key if others could have read it");
    if (!files.certificate.empty())
        config.certificate = std::move(files);
    listen.finish();
}

void read_backup(TableReader backup, SchedulerConfig& config)
{
    BackupConfig wanted;
    backup.path("directory", wanted.directory, Need::required);
    backup.integer("kept", wanted.kept, 1, 1000);
    backup.integer("every_hours", wanted.every_hours, 1, 24 * 31);
    backup.finish();
    config.backup = std::move(wanted);
}

Result<void> load_centers(TomlFile const& file, toml::table const& root, std::vector<std::string> const& names, SchedulerConfig& config)
{
    for (auto const& name : names) {
        auto center = ZAHIDE_TRY(load_center(file.resolve(name)));
        bool const twice = std::any_of(config.centers.begin(), config.centers.end(), [&](auto const& other) { return other.center.id == center.center.id; });
        if (twice)
            return fail(ErrorCode::invalid, "center \"" + center.center.id.value() + "\" is named twice", file.place(*root.get("centers")), "name each once");
        config.rosters.push_back(ZAHIDE_TRY(load_roster(file.resolve(name), center)));
        config.centers.push_back(std::move(center));
    }
    return {};
}

} // namespace

Result<SchedulerConfig> load_scheduler(std::string const& path)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(path));
    std::optional<Error> error;
    TableReader root(file, file.root(), "", error);
    SchedulerConfig config;
    config.file = path;
    std::vector<std::string> centers;
    root.path("database", config.database, Need::required);
    root.texts("centers", centers, Need::required);
    if (root.has("centers") && centers.empty())
        root.lose("centers", "there is no center", "name at least one center's file");
    read_listen(root.table("listen"), config);
    if (root.has("backup"))
        read_backup(root.table("backup"), config);
    root.path("share", config.share_directory);
    auto log = root.table("log");
    log.word("level", config.log_level);
    log.finish();
    root.finish();
    if (error)
        return fail(std::move(*error));
    ZAHIDE_TRY_VOID(load_centers(file, file.root(), centers, config));
    return config;
}

} // namespace zahide::config
