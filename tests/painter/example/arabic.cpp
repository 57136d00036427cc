// Arabic, Persian and Turkish in a plain Dear ImGui window: ./arabic out.bmp draws one frame with SDL's renderer and saves it.
#include "painter/painter.h"
#include <fstream>
#include <imgui.h>
#include <SDL.h>
#include <vector>

using namespace zahide;

struct NoIcons : painter::IconSource {
    Result<painter::IconImage> load(std::string_view /*name*/) override { return fail(ErrorCode::not_found, "no pictograms here"); }
};

text::FontSource font_file(std::string const& name)
{
    std::ifstream file("/usr/share/fonts/truetype/noto/" + name, std::ios::binary);
    auto bytes = std::make_shared<std::string>(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    return { name, { bytes, reinterpret_cast<std::byte const*>(bytes->data()) }, bytes->size() };
}

int main(int count, char** arguments)
{
    // The fonts, then which of them a language is set in, best first.
    text::FontSet set { { font_file("NotoNaskhArabic-Regular.ttf"), font_file("NotoSans-Regular.ttf") }, { { LanguageTag("ar"), {}, { 0, 1 } } } };
    auto engine = text::Engine::create(text::Fonts::create(std::move(set)).value()).value();
    NoIcons icons;
    painter::Painter painter(engine, icons);
    SDL_Surface* const target = SDL_CreateRGBSurfaceWithFormat(0, 640, 320, 32, SDL_PIXELFORMAT_ABGR8888); // or a window's renderer
    SDL_Renderer* const renderer = SDL_CreateSoftwareRenderer(target);
    ImGui::CreateContext();
    ImGui::GetIO().DisplaySize = { 640, 320 };
    ImGui::GetIO().Fonts->Build();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({ 20, 20 });
    ImGui::SetNextWindowSize({ 600, 280 });
    ImGui::Begin("Dear ImGui", nullptr, ImGuiWindowFlags_NoTitleBar);
    painter.begin(*ImGui::GetWindowDrawList());
    for (char const* const paragraph : { "أهلاً وسهلاً بكم، رقم 42", "خوش آمدید، لطفاً بنشینید", "Hoş geldiniz" }) {
        text::Layout const& layout = engine.layout(paragraph, { .language = LanguageTag("ar"), .size_px = 30, .width_px = 580 });
        painter.text(layout, { ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y }, { 255, 255, 255 });
        ImGui::Dummy({ 580, layout.height_px }); // an item as any other: it takes its room, scrolls and can be clicked
    }
    ImDrawList const& list = *ImGui::GetWindowDrawList(); // one window; a program goes through all of ImGui::GetDrawData()
    ImGui::End(); // and ImGui::Render(), where all windows are drawn
    for (ImDrawCmd const& command : list.CmdBuffer) {
        SDL_Texture* texture = nullptr; // 0 is plain color, n + 1 page n of the atlas; ImGui's own font isn't used here
        if (auto const page = reinterpret_cast<std::uintptr_t>(command.GetTexID()); page > 0) {
            std::vector<Uint32> pixels; // a program keeps its textures, and updates what atlas().dirty() names
            for (std::uint8_t const coverage : painter.atlas().page(page - 1))
                pixels.push_back(0xFFFFFFU | static_cast<Uint32>(coverage) << 24U);
            texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, text::atlas_page_px, text::atlas_page_px);
            SDL_UpdateTexture(texture, nullptr, pixels.data(), text::atlas_page_px * 4);
            SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        }
        SDL_RenderGeometryRaw(renderer, texture, &list.VtxBuffer[0].pos.x, sizeof(ImDrawVert), reinterpret_cast<SDL_Color const*>(&list.VtxBuffer[0].col),
            sizeof(ImDrawVert), &list.VtxBuffer[0].uv.x, sizeof(ImDrawVert), list.VtxBuffer.Size, list.IdxBuffer.Data + command.IdxOffset,
            static_cast<int>(command.ElemCount), sizeof(ImDrawIdx));
    }
    return count > 1 && SDL_SaveBMP(target, arguments[1]) == 0 ? 0 : 1;
}
