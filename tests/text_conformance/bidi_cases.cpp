#include "bidi_cases.h"

#include <array>
#include <fstream>
#include <sstream>

namespace zahide::unicode::test {

namespace {

constexpr auto bidi_test_file = "/usr/share/unicode/BidiTest.txt";
constexpr auto bidi_character_test_file = "/usr/share/unicode/BidiCharacterTest.txt";

std::vector<int> parse_numbers(std::string const& text)
{
    std::vector<int> numbers;
    std::istringstream stream(text);
    for (std::string word; stream >> word;)
        numbers.push_back(word == "x" ? level_removed : std::stoi(word));
    return numbers;
}

} // namespace

bool read_bidi_test(std::function<char32_t(std::string const&)> const& character_of, std::function<void(BidiCase const&)> const& visit)
{
    std::ifstream file(bidi_test_file);
    BidiCase test_case;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        line = line.substr(0, line.find('#'));
        if (line.starts_with("@Levels:"))
            test_case.levels = parse_numbers(line.substr(8));
        else if (line.starts_with("@Reorder:"))
            test_case.order = parse_numbers(line.substr(9));
        auto const semicolon = line.find(';');
        if (semicolon == std::string::npos)
            continue;
        test_case.text.clear();
        std::istringstream stream(line.substr(0, semicolon));
        for (std::string name; stream >> name;)
            test_case.text += character_of(name);
        test_case.where = "BidiTest.txt:" + std::to_string(number);
        int const directions = std::stoi(line.substr(semicolon + 1));
        constexpr std::array direction_of_bit { Direction::automatic, Direction::left_to_right, Direction::right_to_left };
        for (std::size_t bit = 0; bit < direction_of_bit.size(); ++bit) {
            test_case.direction = direction_of_bit[bit];
            if ((directions & 1 << bit) != 0)
                visit(test_case);
        }
    }
    return number > 0;
}

bool read_bidi_character_test(std::function<void(BidiCase const&)> const& visit)
{
    std::ifstream file(bidi_character_test_file);
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        std::array<std::string, 5> fields;
        std::istringstream stream(line);
        for (auto& field : fields)
            std::getline(stream, field, ';');
        constexpr std::array directions { Direction::left_to_right, Direction::right_to_left, Direction::automatic };
        BidiCase test_case { {}, directions.at(std::stoul(fields[1])), std::stoi(fields[2]), parse_numbers(fields[3]), parse_numbers(fields[4]),
            "BidiCharacterTest.txt:" + std::to_string(number) };
        std::istringstream codepoints(fields[0]);
        for (std::string word; codepoints >> word;)
            test_case.text += static_cast<char32_t>(std::stoul(word, nullptr, 16));
        visit(test_case);
    }
    return number > 0;
}

} // namespace zahide::unicode::test
