#include "base/verify.h"
#include "crypto/cryptography.h"
#include "encoding.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::crypto {

namespace {

constexpr std::size_t key_file_bytes_max = 256;

class Ed25519Key final : public ports::DeviceKey {
public:
    explicit Ed25519Key(std::span<unsigned char const> seed) { crypto_sign_seed_keypair(m_public.data(), m_secret.data(), seed.data()); }
    Ed25519Key(Ed25519Key const&) = delete;
    Ed25519Key& operator=(Ed25519Key const&) = delete;
    ~Ed25519Key() override { sodium_memzero(m_secret.data(), m_secret.size()); }

    [[nodiscard]] std::string public_key() const override { return encode_base64url(m_public); }

    [[nodiscard]] std::string sign(std::string_view message) const override
    {
        std::array<unsigned char, crypto_sign_BYTES> signature {};
        crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<unsigned char const*>(message.data()), message.size(), m_secret.data());
        return encode_base64url(signature);
    }

private:
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> m_public {};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> m_secret {};
};

class Descriptor {
public:
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    [[nodiscard]] int value() const { return m_value; }

private:
    int m_value;
};

tl::unexpected<Error> refuse(std::string const& file, std::string_view what)
{
    return fail(ErrorCode::unavailable, std::string(what) + " (" + std::strerror(errno) + ")", file, "check the path and its permissions");
}

Result<Secret> read_seed(Descriptor const& descriptor, std::string const& file)
{
    struct stat status { };
    if (::fstat(descriptor.value(), &status) != 0)
        return refuse(file, "the device's key can't be read");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fail(ErrorCode::invalid, "others may read the device's key", file, "chmod 600 the file; make a new key if others could have read it");
    std::string content(key_file_bytes_max, '\0');
    auto const size = ::read(descriptor.value(), content.data(), content.size());
    if (size < 0)
        return refuse(file, "the device's key can't be read");
    content.resize(static_cast<std::size_t>(size));
    while (content.ends_with('\n'))
        content.pop_back();
    return Secret(std::move(content));
}

/// Written beside and linked into place, so that a power cut leaves a whole key or none, and so that two first starts
/// at once agree on one.
Result<void> create_seed(std::string const& file, Random& random)
{
    std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed {};
    random.fill(seed);
    Secret const text(encode_base64url(seed) + "\n");
    sodium_memzero(seed.data(), seed.size());
    std::string const beside = file + ".new";
    ::unlink(beside.c_str());
    {
        Descriptor const descriptor(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
        auto const& content = text.reveal();
        if (descriptor.value() < 0 || ::write(descriptor.value(), content.data(), content.size()) != static_cast<ssize_t>(content.size())
            || ::fsync(descriptor.value()) != 0)
            return refuse(file, "the device's key can't be written");
    }
    bool const linked = ::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST;
    int const error = errno;
    ::unlink(beside.c_str());
    errno = error;
    if (!linked)
        return refuse(file, "the device's key can't be written");
    auto const slash = file.rfind('/');
    Descriptor const folder(::open(slash == std::string::npos ? "." : file.substr(0, slash + 1).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.value() < 0 || ::fsync(folder.value()) != 0)
        return refuse(file, "the folder of the device's key can't be written");
    return {};
}

} // namespace

Result<std::unique_ptr<ports::DeviceKey>> open_device_key(std::string const& file, Random& random)
{
    ZAHIDE_VERIFY(sodium_init() >= 0);
    if (::access(file.c_str(), F_OK) != 0 && errno == ENOENT)
        ZAHIDE_TRY_VOID(create_seed(file, random));
    Descriptor const descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.value() < 0)
        return refuse(file, "the device's key can't be read");
    auto const text = ZAHIDE_TRY(read_seed(descriptor, file));
    auto seed = decode_base64url(text.reveal(), crypto_sign_SEEDBYTES);
    if (!seed)
        return fail(ErrorCode::invalid, "the file holds no device key", file, "remove it: a new one is made, which must be enrolled again");
    std::unique_ptr<ports::DeviceKey> key = std::make_unique<Ed25519Key>(*seed);
    sodium_memzero(seed->data(), seed->size());
    return key;
}

} // namespace zahide::crypto
