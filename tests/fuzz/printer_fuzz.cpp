// Whatever a printer says: no crash, no endless wait, and "printed" only when the fence's own answer is in it.
#include "base/verify.h"
#include "printer/session.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

using namespace zahide;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::span<std::uint8_t const> const said(data, size);
    constexpr printer::FenceId fence { 'a', 'b', 'c', 'd' };
    constexpr std::array<std::uint8_t, 7> fence_answer { 0x37, 0x22, 'a', 'b', 'c', 'd', 0x00 };
    printer::SessionContext context;
    context.fence = fence;
    context.known.fence = printer::Answers::yes;
    ports::PrintPicture const picture { 8, 2, { 1, 2 } };
    Ticks now;
    auto session = printer::Session::print(context, encode_paper(picture, ports::PaperCut::cut, printer::AutomaticStatus::on), now, now + Milliseconds(20'000));
    std::size_t place = 0;
    for (int step = 0; !session.finished(); ++step) {
        ZAHIDE_VERIFY(step < 100'000);
        session.sent(std::min<std::size_t>(session.pending().size(), 16), now);
        std::size_t const count = std::min<std::size_t>(said.size() - place, 3);
        session.received(said.subspan(place, count), now);
        place += count;
        if (session.wants_drained())
            session.drained(now);
        now = count > 0 ? now + Milliseconds(1) : std::max(session.next_deadline(), now + Milliseconds(1));
        session.time_passed(now);
    }
    bool const has_answer = std::search(said.begin(), said.end(), fence_answer.begin(), fence_answer.end()) != said.end();
    ZAHIDE_VERIFY(session.outcome().state != domain::PrintJobState::printed || has_answer);
    return 0;
}
