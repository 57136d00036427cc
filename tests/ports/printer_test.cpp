#include "ports/printer.h"

#include <gtest/gtest.h>

namespace zahide::ports {
namespace {

PrintJob good_job()
{
    return { PrintJobId {}, "2026-11-22-214", { 576, 2, std::vector<std::uint8_t>(144) }, PaperCut::cut, Milliseconds(20'000) };
}

TEST(PrintJob, Limits_AreChecked)
{
    EXPECT_TRUE(check_print_job(good_job()));
    auto job = good_job();
    job.label = "../etc";
    EXPECT_FALSE(check_print_job(job));
    job = good_job();
    job.picture.bytes.pop_back();
    EXPECT_FALSE(check_print_job(job));
    job = good_job();
    job.picture.width_dots = print_width_dots_max + 1;
    EXPECT_FALSE(check_print_job(job));
    job = good_job();
    job.picture = {};
    EXPECT_FALSE(check_print_job(job));
}

} // namespace
} // namespace zahide::ports
