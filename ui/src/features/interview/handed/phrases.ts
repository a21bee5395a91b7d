import type { AnswerWords } from "../../../asking/answer";

/** Our own few words on the screen of a participant. Everything else there is the form's. */
export interface Phrases {
  readonly next: string;
  readonly back: string;
  readonly done: string;
  /** After every answer. */
  readonly kept: string;
  readonly notKept: string;
  readonly skip: string;
  /** Calmly, where the form gives no words of its own. */
  readonly check: string;
  /** At the end. */
  readonly thanks: string;
  readonly giveBack: string;
  readonly clear: string;
  readonly choose: string;
  readonly noMatch: string;
  readonly add: string;
  readonly remove: string;
  readonly undo: string;
  readonly up: string;
  readonly down: string;
  readonly keepOrder: string;
  readonly understood: string;
}

const phrases = {
  ja: {
    next: "つぎへ",
    back: "もどる",
    done: "おわる",
    kept: "答えは保存されています。",
    notKept: "まだ保存できていません。スタッフに知らせてください。",
    skip: "答えたくない質問は、答えなくていいです。",
    check: "この答えを、もういちど見てください。",
    thanks: "ありがとうございました。",
    giveBack: "パソコンをスタッフに返してください。",
    clear: "消す",
    choose: "文字を入れてさがす",
    noMatch: "見つかりません",
    add: "もう一つ書く",
    remove: "これを消す",
    undo: "元にもどす",
    up: "上へ",
    down: "下へ",
    keepOrder: "この順番でいい",
    understood: "わかりました",
  },
  en: {
    next: "Next",
    back: "Back",
    done: "Done",
    kept: "Your answers are kept.",
    notKept: "Not saved yet. Please tell the staff.",
    skip: "You do not have to answer.",
    check: "Please look at this answer again.",
    thanks: "Thank you.",
    giveBack: "Please give the computer back to the staff.",
    clear: "Clear",
    choose: "Type to find",
    noMatch: "Nothing found",
    add: "Add one more",
    remove: "Remove this one",
    undo: "Undo",
    up: "Up",
    down: "Down",
    keepOrder: "This order is right",
    understood: "I understand",
  },
  fr: {
    next: "Suivant",
    back: "Retour",
    done: "Terminer",
    kept: "Vos réponses sont gardées.",
    notKept: "Pas encore enregistré. Prévenez l’équipe, s’il vous plaît.",
    skip: "Vous n’êtes pas obligé(e) de répondre.",
    check: "Regardez encore cette réponse, s’il vous plaît.",
    thanks: "Merci.",
    giveBack: "Rendez l’ordinateur à l’équipe, s’il vous plaît.",
    clear: "Effacer",
    choose: "Écrire pour chercher",
    noMatch: "Rien trouvé",
    add: "En ajouter un autre",
    remove: "Enlever celui-ci",
    undo: "Annuler",
    up: "Monter",
    down: "Descendre",
    keepOrder: "Cet ordre est bon",
    understood: "J’ai compris",
  },
  ar: {
    next: "التالي",
    back: "رجوع",
    done: "انتهيت",
    kept: "إجاباتك محفوظة.",
    notKept: "لم يُحفظ بعد. من فضلك أخبر الموظف.",
    skip: "لست مضطرًا للإجابة.",
    check: "من فضلك انظر إلى هذه الإجابة مرة أخرى.",
    thanks: "شكرًا لك.",
    giveBack: "من فضلك أعد الحاسوب إلى الموظف.",
    clear: "مسح",
    choose: "اكتب للبحث",
    noMatch: "لا توجد نتائج",
    add: "إضافة واحد آخر",
    remove: "إزالة هذا",
    undo: "تراجع",
    up: "إلى الأعلى",
    down: "إلى الأسفل",
    keepOrder: "هذا الترتيب صحيح",
    understood: "فهمت",
  },
  fa: {
    next: "بعدی",
    back: "بازگشت",
    done: "پایان",
    kept: "جواب‌های شما نگه داشته شده است.",
    notKept: "هنوز ذخیره نشده است. لطفاً به همکاران ما بگویید.",
    skip: "مجبور نیستید جواب بدهید.",
    check: "لطفاً این جواب را دوباره نگاه کنید.",
    thanks: "متشکریم.",
    giveBack: "لطفاً کامپیوتر را به همکار ما برگردانید.",
    clear: "پاک کردن",
    choose: "برای جستجو بنویسید",
    noMatch: "چیزی پیدا نشد",
    add: "یکی دیگر اضافه کنید",
    remove: "این را بردارید",
    undo: "برگرداندن",
    up: "بالا",
    down: "پایین",
    keepOrder: "این ترتیب درست است",
    understood: "فهمیدم",
  },
  uk: {
    next: "Далі",
    back: "Назад",
    done: "Готово",
    kept: "Ваші відповіді збережено.",
    notKept: "Ще не збережено. Скажіть, будь ласка, працівникам.",
    skip: "Ви не зобов’язані відповідати.",
    check: "Подивіться, будь ласка, на цю відповідь ще раз.",
    thanks: "Дякуємо.",
    giveBack: "Віддайте, будь ласка, комп’ютер працівникам.",
    clear: "Стерти",
    choose: "Пишіть, щоб знайти",
    noMatch: "Нічого не знайдено",
    add: "Додати ще",
    remove: "Прибрати це",
    undo: "Повернути",
    up: "Вище",
    down: "Нижче",
    keepOrder: "Цей порядок правильний",
    understood: "Зрозуміло",
  },
  my: {
    next: "ရှေ့သို့",
    back: "နောက်သို့",
    done: "ပြီးပါပြီ",
    kept: "သင့်အဖြေတွေကို သိမ်းထားပါတယ်။",
    notKept: "မသိမ်းရသေးပါ။ ဝန်ထမ်းကို ပြောပါ။",
    skip: "မဖြေချင်ရင် မဖြေလည်း ရပါတယ်။",
    check: "ဒီအဖြေကို ထပ်ကြည့်ပါ။",
    thanks: "ကျေးဇူးတင်ပါတယ်။",
    giveBack: "ကွန်ပျူတာကို ဝန်ထမ်းထံ ပြန်ပေးပါ။",
    clear: "ဖျက်ပါ",
    choose: "ရိုက်ပြီး ရှာပါ",
    noMatch: "မတွေ့ပါ",
    add: "နောက်တစ်ခု ထည့်ပါ",
    remove: "ဒါကို ဖယ်ပါ",
    undo: "ပြန်ထားပါ",
    up: "အပေါ်သို့",
    down: "အောက်သို့",
    keepOrder: "ဒီအစီအစဉ် မှန်ပါတယ်",
    understood: "နားလည်ပါတယ်",
  },
  ti: {
    next: "ቀጽል",
    back: "ተመለስ",
    done: "ወዲአ",
    kept: "መልስታትኩም ተዓቂቡ ኣሎ።",
    notKept: "ገና ኣይተዓቀበን። በጃኹም ንሰራሕተኛ ንገሩ።",
    skip: "ክትምልሱ ግዴታ የብልኩምን።",
    check: "በጃኹም ነዚ መልሲ ደጊምኩም ርኣዩዎ።",
    thanks: "የቐንየልና።",
    giveBack: "በጃኹም ኮምፒዩተር ንሰራሕተኛ መልሱ።",
    clear: "ደምስስ",
    choose: "ንምድላይ ጽሓፉ",
    noMatch: "ዝተረኽበ የለን",
    add: "ሓደ ወስኽ",
    remove: "ነዚ ኣውጽእ",
    undo: "መልስ",
    up: "ንላዕሊ",
    down: "ንታሕቲ",
    keepOrder: "እዚ ቅደም ተኸተል ልክዕ እዩ",
    understood: "ተረዲኡኒ",
  },
  am: {
    next: "ቀጣይ",
    back: "ተመለስ",
    done: "ጨርሻለሁ",
    kept: "መልሶችዎ ተቀምጠዋል።",
    notKept: "ገና አልተቀመጠም። እባክዎ ለሠራተኛ ይንገሩ።",
    skip: "መመለስ ግዴታ አይደለም።",
    check: "እባክዎ ይህን መልስ እንደገና ይመልከቱ።",
    thanks: "እናመሰግናለን።",
    giveBack: "እባክዎ ኮምፒውተሩን ለሠራተኛ ይመልሱ።",
    clear: "አጥፋ",
    choose: "ለመፈለግ ይጻፉ",
    noMatch: "ምንም አልተገኘም",
    add: "ሌላ ጨምር",
    remove: "ይህን አስወግድ",
    undo: "መልስ",
    up: "ወደ ላይ",
    down: "ወደ ታች",
    keepOrder: "ይህ ቅደም ተከተል ትክክል ነው",
    understood: "ገብቶኛል",
  },
} as const satisfies Record<string, Phrases>;

type Known = keyof typeof phrases;

export const phraseLanguages = Object.keys(phrases) as Known[];

/** Languages whose words somebody who speaks them from childhood has read. */
const READ: ReadonlySet<string> = new Set<Known>(["ja", "en"]);

/** The phrases for a language; in a language that has none, easy Japanese and English side by side. */
export function phrasesIn(code: string): { words: Phrases; lang: string | undefined; read: boolean } {
  const base = code.split("-")[0]?.toLowerCase() ?? "";
  const known = phraseLanguages.find((each) => each === base);
  if (known !== undefined) return { words: phrases[known], lang: known, read: READ.has(known) };
  return { words: inBoth, lang: undefined, read: true };
}

const inBoth = Object.fromEntries(
  (Object.keys(phrases.ja) as (keyof Phrases)[]).map((key) => [key, `${phrases.ja[key]} / ${phrases.en[key]}`]),
) as unknown as Phrases;

/** Our words at a question, out of the phrases. */
export function answerWords(words: Phrases, locale: string): AnswerWords {
  return {
    locale,
    clear: words.clear,
    choose: words.choose,
    noMatch: words.noMatch,
    gone: "",
    dateHint: "2024/6/20",
    timeHint: "14:30",
    day: "",
    time: "",
    today: "",
    up: words.up,
    down: words.down,
    keepOrder: words.keepOrder,
    orderHint: "",
    acknowledge: words.understood,
    range: (start, end) => `${start} – ${end}`,
  };
}
