// The same way with Pango and fontconfig: see first_ours.
#include "rivals.h"

int main()
{
    zahide::text::test::PangoRival pango("Noto Naskh Arabic, Noto Sans", "ar", 36);
    return pango.lay_out("أهلاً وسهلاً بكم في مركز الحي، اختر لغتك من فضلك", 1200, nullptr) > 0 ? 0 : 1;
}
