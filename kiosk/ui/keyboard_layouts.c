#include "ui/keyboard_layouts.h"

/* One entry a language; keyboard_layout.h says what the parts mean. A test reads this product's
 * texts and fails with each letter that its language's keyboard lacks. */

#define QWERTY_1 "q w e r t y u i o p"
#define QWERTY_3 "z x c v b n m -"

/* Marks that names need now and then, behind those that are always there. */
#define MARKS "’'“”\"«» -–—·×+ .:!?/()& ,;’¿¡"

/* What the Latin alphabets of Europe have besides, most used first. */
static const char european[] =
    "aáàâäãåæāăą cçčćĉ dđďð eéèêëėęēě gğģĝ hħĥ iíìîïīįı jĵ kķ lłļľĺ nñńňņ oóôöòõøœōő rřŕ sßšśşș "
    "tťțţþ uúüùûūůűų wŵẃẁẅ yýÿŷ zžźż";

const struct keyboard_layout keyboard_layouts[] = {
    {
        .language = "en",
        .rows = {QWERTY_1, "a s d f g h j k l ’", QWERTY_3},
        .comma = ",",
        .stop = ".",
        .forms = "",
        .more = european,
        .sample = "á ñ ü",
        .capitals = true,
    },
    {
        .language = "es",
        .rows = {QWERTY_1, "a s d f g h j k l ñ", QWERTY_3},
        .comma = ",",
        .stop = ".",
        .forms = "aá eé ií oó uúü",
        .more = european,
        .sample = "á é ü",
        .capitals = true,
    },
    {
        .language = "de",
        .rows = {"q w e r t z u i o p ü", "a s d f g h j k l ö ä", "y x c v b n m ß -"},
        .comma = ",",
        .stop = ".",
        .forms = "",
        .more = european,
        .sample = "á é ñ",
        .capitals = true,
    },
    {
        /* All that a vowel can be, with every tone: one hold for one letter. */
        .language = "vi",
        .rows = {QWERTY_1, "a s d f g h j k l đ", QWERTY_3},
        .comma = ",",
        .stop = ".",
        .forms = "aáàảãạâấầẩẫậăắằẳẵặ dđ eéèẻẽẹêếềểễệ iíìỉĩị oóòỏõọôốồổỗộơớờởỡợ "
                 "uúùủũụưứừửữự yýỳỷỹỵ",
        .sample = "ă ơ đ",
        .capitals = true,
    },
    {
        .language = "ru",
        .rows = {"й ц у к е н г ш щ з х", "ф ы в а п р о л д ж э", "я ч с м и т ь б ю"},
        .comma = ",",
        .stop = ".",
        .forms = "её ьъ ,-",
        .sample = "ё ъ",
        .capitals = true,
    },
    {
        /* Vowel marks are behind the hamza. Digits are those that the screens show, the eastern
         * ones behind them. */
        .language = "ar",
        .rows = {"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط", "ذ ء ر لا ى ة و ز ظ د"},
        .comma = "،",
        .stop = ".",
        .forms = "اأإآٱ ىئ يئ وؤ ء\u0651\u064E\u064F\u0650\u064B\u064C\u064D\u0652 ،-؛؟ـ",
        .more = "1١ 2٢ 3٣ 4٤ 5٥ 6٦ 7٧ 8٨ 9٩ 0٠",
        .sample = "أ ئ ؤ",
    },
};

const int keyboard_layout_count = sizeof keyboard_layouts / sizeof *keyboard_layouts;
const char keyboard_marks[] = MARKS;
