#include "backend.h"
#include "link.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::printer {

namespace {

using domain::PrintJobState;
using domain::PrintTrouble;

/// Files need no look; a folder that came back is found by the next paper anyway.
constexpr Milliseconds file_look_interval { 60'000 };
constexpr std::size_t job_id_characters = 8;

class FileBackend final : public Backend {
public:
    FileBackend(PrinterOptions options, ports::Log& log)
        : m_options(std::move(options))
        , m_log(log)
    {
    }

    domain::PrintOutcome print(ports::PrintJob const& job, Ticks, std::function<void()> const& started) override
    {
        started();
        auto const paper = encode_paper(job.picture, job.cut, AutomaticStatus::off);
        auto const written = std::holds_alternative<FileTarget>(m_options.target) ? append(paper) : add(job, paper);
        report(written);
        if (!written)
            return { PrintJobState::not_printed, PrintTrouble::disk };
        return { PrintJobState::printed, PrintTrouble::none };
    }

    void look() override
    {
        auto const* file = std::get_if<FileTarget>(&m_options.target);
        std::filesystem::path const folder = file == nullptr ? std::get<FolderTarget>(m_options.target).path : parent(file->path);
        if (::access(folder.c_str(), W_OK | X_OK) != 0)
            report(failure("papers can't be written", folder));
        else
            report({});
    }

    ports::PrinterStatus status() const override { return m_status; }
    Milliseconds look_interval() const override { return file_look_interval; }

private:
    static std::filesystem::path parent(std::filesystem::path const& path) { return path.has_parent_path() ? path.parent_path() : "."; }

    static tl::unexpected<Error> failure(std::string const& what, std::filesystem::path const& path)
    {
        return fail(
            ErrorCode::unavailable, what + ": " + errno_text(errno), path.string(), "check that the folder exists, has room and may be written", Retry::later);
    }

    static Result<void> write_all(int descriptor, std::span<std::uint8_t const> bytes, std::filesystem::path const& path)
    {
        while (!bytes.empty()) {
            ssize_t const count = ::write(descriptor, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failure("the paper can't be written", path);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        if (::fsync(descriptor) != 0)
            return failure("the paper can't be made durable", path);
        return {};
    }

    static Result<void> sync_folder(std::filesystem::path const& folder)
    {
        Descriptor const descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!descriptor.is_open() || ::fsync(descriptor.get()) != 0)
            return failure("the folder can't be made durable", folder);
        return {};
    }

    /// A paper that could not be written whole is taken back: the file ends where it ended before.
    Result<void> append(EncodedPaper const& paper) const
    {
        auto const& path = std::get<FileTarget>(m_options.target).path;
        Descriptor const descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
        struct stat before { };
        if (!descriptor.is_open() || ::fstat(descriptor.get(), &before) != 0)
            return failure("the paper can't be written", path);
        if (!S_ISREG(before.st_mode))
            return fail(ErrorCode::invalid, "not a regular file", path.string(), "write device:" + path.string() + " to print on a device");
        auto written = write_all(descriptor.get(), paper.bytes, path);
        if (!written) {
            (void)::ftruncate(descriptor.get(), before.st_size);
            return written;
        }
        return before.st_size == 0 ? sync_folder(parent(path)) : Result<void> {};
    }

    Result<void> add(ports::PrintJob const& job, EncodedPaper const& paper) const
    {
        auto const& folder = std::get<FolderTarget>(m_options.target).path;
        std::string const name = job.label + "-" + job.id.value().text().substr(0, job_id_characters);
        std::filesystem::path const path = folder / (name + ".escpos");
        std::string const temporary = (folder / ("." + name + ".new")).string();
        {
            Descriptor const descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
            if (!descriptor.is_open())
                return failure("the paper can't be written", path);
            ZAHIDE_TRY_VOID(write_all(descriptor.get(), paper.bytes, path));
        }
        if (m_options.write_preview)
            ZAHIDE_TRY_VOID(m_options.write_preview(folder / (name + ".png"), job.picture));
        if (::rename(temporary.c_str(), path.c_str()) != 0)
            return failure("the paper can't be put in its place", path);
        return sync_folder(folder);
    }

    void report(Result<void> const& done)
    {
        m_status = done ? ports::PrinterStatus { ports::PrinterState::ready, ports::PaperState::ok }
                        : ports::PrinterStatus { ports::PrinterState::not_there, ports::PaperState::unknown };
        std::string const line = done ? std::string() : done.error().line();
        if (!done && line != m_last_failure)
            m_log.warning("papers can't be written", { { "where", done.error().where }, { "what", done.error().what }, { "mend", done.error().mend } });
        m_last_failure = line;
    }

    PrinterOptions m_options;
    ports::Log& m_log;
    ports::PrinterStatus m_status;
    std::string m_last_failure;
};

} // namespace

std::unique_ptr<Backend> make_file_backend(PrinterOptions options, ports::Log& log)
{
    return std::make_unique<FileBackend>(std::move(options), log);
}

} // namespace zahide::printer
