/** What is read or shown to a participant before the personal questions, in plain words and short sentences. */
export interface ConsentScript {
  /** The language's own name for itself. */
  readonly name: string;
  readonly dir: "ltr" | "rtl";
  readonly sentences: readonly string[];
  /** The question at the end; the answer may be yes or no. */
  readonly question: string;
}

export const consentScripts = {
  ja: {
    name: "日本語",
    dir: "ltr",
    sentences: [
      "お仕事さがしを手伝うために、いくつか質問をします。",
      "体や心のこと、信じていること、つらい経験など、とても個人的な質問もあります。",
      "答えたくない質問には、答えなくてかまいません。いつでもやめることができます。",
      "お話は書きとめて、このパソコンの中に、鍵をかけて保管します。",
      "読むのは、あなたを手伝うスタッフだけです。ほかの人に見せるときは、先にあなたに聞きます。",
      "「はい」でも「いいえ」でも、お手伝いの内容は変わりません。",
      "あとで気持ちが変わったら、いつでも言ってください。",
    ],
    question: "個人的な質問への答えを、書きとめて保管してもいいですか。",
  },
  en: {
    name: "English",
    dir: "ltr",
    sentences: [
      "We will ask you some questions so that we can help you look for work.",
      "Some questions are very personal. For example: your health, your beliefs, or hard things that happened to you.",
      "You do not have to answer. You can skip any question. You can stop at any time.",
      "We write down what you say. We keep it locked on this computer.",
      "Only the staff who help you read it. We ask you first before we show it to anyone else.",
      "You can say yes or no. We will help you in the same way.",
      "If you change your mind later, tell us at any time.",
    ],
    question: "May we write down and keep your answers to the personal questions?",
  },
  fr: {
    name: "Français",
    dir: "ltr",
    sentences: [
      "Nous allons vous poser des questions pour vous aider à chercher du travail.",
      "Certaines questions sont très personnelles. Par exemple : votre santé, vos croyances, ou des choses difficiles que vous avez vécues.",
      "Vous n’êtes pas obligé(e) de répondre. Vous pouvez passer une question. Vous pouvez arrêter à tout moment.",
      "Nous écrivons ce que vous dites. Nous le gardons sous clé dans cet ordinateur.",
      "Seules les personnes de l’équipe qui vous aident le lisent. Avant de le montrer à quelqu’un d’autre, nous vous demandons d’abord.",
      "Vous pouvez dire oui ou non. Nous vous aiderons de la même façon.",
      "Si vous changez d’avis plus tard, dites-le-nous à tout moment.",
    ],
    question: "Pouvons-nous écrire et garder vos réponses aux questions personnelles ?",
  },
  ar: {
    name: "العربية",
    dir: "rtl",
    sentences: [
      "سنطرح عليك بعض الأسئلة لكي نساعدك في البحث عن عمل.",
      "بعض الأسئلة شخصية جدًا. مثلًا: صحتك، أو معتقداتك، أو أشياء صعبة حدثت لك.",
      "لست مضطرًا للإجابة. يمكنك أن تترك أي سؤال. ويمكنك التوقف في أي وقت.",
      "نكتب ما تقوله، ونحفظه مقفلًا في هذا الحاسوب.",
      "لا يقرأه إلا الموظفون الذين يساعدونك. ونسألك أولًا قبل أن نعرضه على أي شخص آخر.",
      "يمكنك أن تقول نعم أو لا. وسنساعدك بالطريقة نفسها.",
      "إذا غيّرت رأيك لاحقًا، فأخبرنا في أي وقت.",
    ],
    question: "هل تسمح لنا بأن نكتب إجاباتك عن الأسئلة الشخصية ونحفظها؟",
  },
  fa: {
    name: "فارسی",
    dir: "rtl",
    sentences: [
      "ما چند سؤال از شما می‌پرسیم تا بتوانیم در پیدا کردن کار به شما کمک کنیم.",
      "بعضی سؤال‌ها خیلی شخصی هستند. مثلاً: سلامتی شما، باورهای شما، یا اتفاق‌های سختی که برای شما افتاده است.",
      "مجبور نیستید جواب بدهید. می‌توانید هر سؤالی را رد کنید. می‌توانید هر وقت خواستید ادامه ندهید.",
      "ما حرف‌های شما را می‌نویسیم و قفل‌شده در این کامپیوتر نگه می‌داریم.",
      "فقط همکارانی که به شما کمک می‌کنند آن را می‌خوانند. پیش از نشان دادن آن به هر کس دیگر، اول از شما می‌پرسیم.",
      "می‌توانید بله یا نه بگویید. ما به همان شکل به شما کمک می‌کنیم.",
      "اگر بعداً نظرتان عوض شد، هر وقت خواستید به ما بگویید.",
    ],
    question: "آیا اجازه می‌دهید جواب‌های شما به سؤال‌های شخصی را بنویسیم و نگه داریم؟",
  },
  uk: {
    name: "Українська",
    dir: "ltr",
    sentences: [
      "Ми поставимо вам кілька запитань, щоб допомогти вам знайти роботу.",
      "Деякі запитання дуже особисті. Наприклад: про ваше здоров’я, ваші переконання або важкі події у вашому житті.",
      "Ви не зобов’язані відповідати. Ви можете пропустити будь-яке запитання. Ви можете зупинитися будь-коли.",
      "Ми записуємо ваші відповіді. Ми зберігаємо їх під замком у цьому комп’ютері.",
      "Їх читають лише працівники, які вам допомагають. Перш ніж показати їх комусь іншому, ми спершу запитаємо вас.",
      "Ви можете сказати «так» або «ні». Ми допомагатимемо вам так само.",
      "Якщо згодом ви передумаєте, скажіть нам про це будь-коли.",
    ],
    question: "Чи можна нам записати і зберігати ваші відповіді на особисті запитання?",
  },
  my: {
    name: "မြန်မာ",
    dir: "ltr",
    sentences: [
      "သင် အလုပ်ရှာတဲ့အခါ ကူညီနိုင်ဖို့ မေးခွန်းတချို့ မေးပါမယ်။",
      "တချို့မေးခွန်းတွေက အလွန်ကိုယ်ရေးကိုယ်တာ ဆန်ပါတယ်။ ဥပမာ - သင့်ကျန်းမာရေး၊ သင့်ယုံကြည်မှု၊ သင်ကြုံခဲ့ရတဲ့ ခက်ခဲတဲ့အဖြစ်အပျက်တွေ။",
      "မဖြေချင်ရင် မဖြေလည်း ရပါတယ်။ မေးခွန်းတိုင်းကို ကျော်နိုင်ပါတယ်။ အချိန်မရွေး ရပ်နိုင်ပါတယ်။",
      "သင်ပြောတာကို ရေးမှတ်ပြီး ဒီကွန်ပျူတာထဲမှာ သော့ခတ်ပြီး သိမ်းထားပါတယ်။",
      "သင့်ကို ကူညီတဲ့ ဝန်ထမ်းတွေပဲ ဖတ်ပါတယ်။ တခြားသူကို မပြခင် သင့်ကို အရင်မေးပါမယ်။",
      "လက်ခံလည်း ရပါတယ်။ လက်မခံလည်း ရပါတယ်။ ကျွန်ုပ်တို့ အတူတူပဲ ကူညီပါမယ်။",
      "နောက်မှ စိတ်ပြောင်းသွားရင် အချိန်မရွေး ပြောပါ။",
    ],
    question: "ကိုယ်ရေးကိုယ်တာ မေးခွန်းတွေရဲ့ အဖြေကို ရေးမှတ်ပြီး သိမ်းထားခွင့် ပြုပါသလား။",
  },
  ti: {
    name: "ትግርኛ",
    dir: "ltr",
    sentences: [
      "ስራሕ ንምድላይ ክንሕግዘኩም ገለ ሕቶታት ክንሓተኩም ኢና።",
      "ገለ ሕቶታት ኣዝዩ ውልቃዊ እዩ። ንኣብነት፦ ብዛዕባ ጥዕናኹም፣ እምነትኩም፣ ወይ ዘጋጠመኩም ከቢድ ነገር።",
      "ክትምልሱ ግዴታ የብልኩምን። ዝኾነ ሕቶ ክትሓልፍዎ ትኽእሉ ኢኹም። ኣብ ዝኾነ ግዜ ከተቋርጹ ትኽእሉ ኢኹም።",
      "ንስኹም ትብልዎ ክንጽሕፎ ኢና። ኣብዚ ኮምፒዩተር ተቖሊፉ ይዕቀብ።",
      "ዘንብብዎ እቶም ዝሕግዙኹም ሰራሕተኛታት ጥራይ እዮም። ንኻልእ ሰብ ቅድሚ ምርኣይና፣ መጀመርታ ንዓኹም ክንሓተኩም ኢና።",
      "እወ ወይ ኣይፋል ክትብሉ ትኽእሉ ኢኹም። ብሓደ ዓይነት ክንሕግዘኩም ኢና።",
      "ድሒርኩም ሓሳብኩም እንተ ቐይርኩም፣ ኣብ ዝኾነ ግዜ ንገሩና።",
    ],
    question: "ናይቲ ውልቃዊ ሕቶታት መልስኹም ክንጽሕፎን ክንዕቅቦን ትፈቕዱ ዶ?",
  },
  am: {
    name: "አማርኛ",
    dir: "ltr",
    sentences: [
      "ሥራ ሲፈልጉ ልንረዳዎ እንድንችል አንዳንድ ጥያቄዎች እንጠይቅዎታለን።",
      "አንዳንድ ጥያቄዎች በጣም የግል ናቸው። ለምሳሌ፦ ስለ ጤናዎ፣ ስለ እምነትዎ፣ ወይም ስላጋጠመዎት ከባድ ነገር።",
      "መመለስ ግዴታ አይደለም። ማንኛውንም ጥያቄ መዝለል ይችላሉ። በማንኛውም ጊዜ ማቆም ይችላሉ።",
      "የሚሉትን እንጽፋለን። በዚህ ኮምፒውተር ውስጥ ተቆልፎ ይቀመጣል።",
      "የሚያነቡት እርስዎን የሚረዱ ሠራተኞች ብቻ ናቸው። ለሌላ ሰው ከማሳየታችን በፊት አስቀድመን እርስዎን እንጠይቃለን።",
      "አዎ ወይም አይ ማለት ይችላሉ። በተመሳሳይ መንገድ እንረዳዎታለን።",
      "በኋላ ሐሳብዎን ከቀየሩ በማንኛውም ጊዜ ይንገሩን።",
    ],
    question: "ለግል ጥያቄዎቹ የሚሰጡትን መልስ እንድንጽፍና እንድናስቀምጥ ይፈቅዳሉ?",
  },
} as const satisfies Record<string, ConsentScript>;

export type ScriptLanguage = keyof typeof consentScripts;

export const scriptLanguages = Object.keys(consentScripts) as ScriptLanguage[];

/** The first of the participant's languages that has a script, else the language of the screen. */
export function scriptFor(languages: readonly string[], screen: ScriptLanguage): ScriptLanguage {
  const base = languages.map((code) => code.split("-")[0] ?? code);
  return base.map((code) => scriptLanguages.find((known) => known === code)).find((found) => found !== undefined) ?? screen;
}
