import type { FormChoice, FormDefinition, FormItem, FormLanguage, FormQuestion, FormQuestionType } from "../api/generated/contract";
import { invented, type Invented } from "./fake-interviews";

type Extra = Partial<Omit<FormQuestion, "id" | "type" | "label" | "hint">> & { hint?: Record<string, string> };

export function ask(id: string, type: FormQuestionType, label: Record<string, string>, extra: Extra = {}): FormItem {
  return {
    kind: "question",
    id,
    type,
    label,
    hint: {},
    guidance: {},
    appearance: "",
    lines: type === "text" ? 3 : 1,
    list: null,
    other: null,
    range: null,
    required: false,
    sensitive: false,
    audience: "caseworker",
    depends: false,
    ...extra,
  };
}

export function group(id: string, label: Record<string, string>, items: FormItem[], kind: "group" | "repeat" = "group"): FormItem {
  return { kind, id, label, appearance: "", counted: false, items };
}

const language = (code: string, name: string, rtl = false): FormLanguage => ({ code, name, rtl });
const choice = (name: string, label: Record<string, string>): FormChoice => ({ name, label });

function sectionsOf(questions: readonly Invented[]): FormItem[] {
  const titles = [...new Set(questions.map(([, [title]]) => title))];
  return titles.map((title, at) => {
    const own = questions.filter(([, section]) => section[0] === title);
    const label = { ja: own[0]?.[1][0] ?? "", en: own[0]?.[1][1] ?? "" };
    const items = own.map(([id, , [ja, en], [hintJa, hintEn], lines, sensitive]) =>
      ask(id, "text", { ja, en }, {
        hint: hintJa ? { ja: hintJa, en: hintEn } : {},
        lines,
        sensitive,
        audience: sensitive ? "caseworker" : "participant",
      }),
    );
    return group(`section_${at + 1}`, label, items);
  });
}

/** The form that comes with the program, as invented here. */
export const standard: FormDefinition = {
  form: 1,
  version: 1,
  code: "standard",
  title: { ja: "標準の面談", en: "Standard interview" },
  languages: [language("ja", "日本語"), language("en", "English")],
  items: sectionsOf(invented),
  lists: {},
};

/** A form with every kind of question, in four languages. */
export const household: FormDefinition = {
  form: 2,
  version: 3,
  code: "household",
  title: { ja: "世帯と仕事", en: "Household and work", ar: "الأسرة والعمل", my: "အိမ်ထောင်စုနှင့် အလုပ်" },
  languages: [language("ja", "日本語"), language("en", "English"), language("ar", "العربية", true), language("my", "မြန်မာ")],
  lists: {
    yes_no: [
      choice("yes", { ja: "はい", en: "Yes", ar: "نعم", my: "ဟုတ်ကဲ့" }),
      choice("no", { ja: "いいえ", en: "No", ar: "لا", my: "မဟုတ်ပါ" }),
      choice("unsure", { ja: "わからない", en: "Not sure", ar: "لا أعرف", my: "မသိပါ" }),
    ],
    ways: [
      choice("walk", { ja: "歩き", en: "On foot", ar: "مشيًا", my: "လမ်းလျှောက်" }),
      choice("bicycle", { ja: "自転車", en: "Bicycle", ar: "دراجة", my: "စက်ဘီး" }),
      choice("train", { ja: "電車", en: "Train", ar: "قطار", my: "ရထား" }),
      choice("bus", { ja: "バス", en: "Bus", ar: "حافلة", my: "ဘတ်စ်ကား" }),
    ],
    matters: [
      choice("pay", { ja: "給料", en: "Pay", ar: "الأجر", my: "လစာ" }),
      choice("hours", { ja: "働く時間", en: "Hours", ar: "ساعات العمل", my: "အလုပ်ချိန်" }),
      choice("near", { ja: "家から近いこと", en: "Close to home", ar: "القرب من البيت", my: "အိမ်နဲ့နီး" }),
      choice("language", { ja: "日本語を使えること", en: "Using Japanese", ar: "استخدام اليابانية", my: "ဂျပန်စာ သုံးရခြင်း" }),
    ],
    wards: ["足立", "荒川", "板橋", "江戸川", "大田", "葛飾", "北", "江東", "品川", "渋谷", "新宿", "杉並", "墨田"].map((name, at) =>
      choice(`w${at + 1}`, { ja: `${name}区`, en: `Ward ${at + 1}` }),
    ),
  },
  items: [
    ask("welcome", "note", {
      ja: "暮らしと仕事について聞きます。\nどの質問も、とばしてかまいません。",
      en: "These questions are about daily life and work.\nAny of them can be skipped.",
      ar: "هذه الأسئلة عن الحياة اليومية والعمل.\nيمكنك ترك أي سؤال.",
      my: "နေ့စဉ်ဘဝနဲ့ အလုပ်အကြောင်း မေးပါမယ်။",
    }, { audience: "participant" }),
    group("home", { ja: "暮らし", en: "At home", ar: "البيت", my: "အိမ်" }, [
      ask("ward", "select_one", { ja: "どの区に住んでいますか。", en: "Which ward do you live in?" }, { list: "wards" }),
      ask("moved_in", "date", { ja: "いまの家に移った日はいつですか。", en: "When did you move in?", ar: "متى انتقلت إلى بيتك الحالي؟", my: "ဒီအိမ်ကို ဘယ်တုန်းက ပြောင်းလာသလဲ။" }, { audience: "participant" }),
      ask("rooms", "integer", { ja: "部屋はいくつありますか。", en: "How many rooms are there?", ar: "كم عدد الغرف؟", my: "အခန်းဘယ်နှစ်ခန်း ရှိသလဲ။" }, {
        hint: { ja: "台所は数えません", en: "Without the kitchen", ar: "دون المطبخ" },
        audience: "participant",
      }),
      ask("children_any", "select_one", { ja: "お子さんはいますか。", en: "Do you have children?", ar: "هل لديك أطفال؟", my: "ကလေး ရှိပါသလား။" }, {
        list: "yes_no",
        required: true,
        audience: "participant",
      }),
      group("children[]", { ja: "お子さん", en: "Child", ar: "طفل", my: "ကလေး" }, [
        ask("children[].name", "text", { ja: "呼び名", en: "What do you call them?", ar: "اسمه", my: "နာမည်" }, { lines: 1, audience: "participant" }),
        ask("children[].age", "integer", { ja: "年齢", en: "Age", ar: "العمر", my: "အသက်" }, { audience: "participant" }),
        ask("children[].school", "select_one", { ja: "学校に通っていますか。", en: "At school?", ar: "هل يذهب إلى المدرسة؟", my: "ကျောင်းတက်နေပါသလား။" }, { list: "yes_no", audience: "participant", depends: true }),
      ], "repeat"),
    ]),
    group("working", { ja: "仕事", en: "Work", ar: "العمل", my: "အလုပ်" }, [
      ask("matters", "rank", { ja: "仕事で大切なものを、順に並べてください。", en: "Put in order what matters at work.", ar: "رتّب ما يهمك في العمل.", my: "အလုပ်မှာ အရေးကြီးတာကို စီပါ။" }, { list: "matters", audience: "participant" }),
      ask("ways", "select_multiple", { ja: "通勤に使えるものはどれですか。", en: "How can you get to work?", ar: "كيف يمكنك الذهاب إلى العمل؟", my: "အလုပ်ကို ဘယ်လို သွားနိုင်သလဲ။" }, { list: "ways", audience: "participant" }),
      ask("confidence", "range", { ja: "日本語での会話に、どのくらい自信がありますか。", en: "How sure do you feel speaking Japanese?", ar: "ما مدى ثقتك في التحدث باليابانية؟", my: "ဂျပန်စကားပြောရာမှာ ဘယ်လောက် ယုံကြည်သလဲ။" }, {
        range: { start: "0", end: "10", step: "1" },
        audience: "participant",
      }),
      ask("wage", "decimal", { ja: "希望する時給", en: "Hourly pay you hope for" }),
      ask("hours", "integer", { ja: "一週間に働きたい時間", en: "Hours a week you want to work" }),
      ask("weekly", "text", { ja: "一週間の見込み", en: "Pay for a week" }, { lines: 1, depends: true }),
      ask("call_at", "time", { ja: "電話してよい時刻", en: "A good time to call" }),
      ask("next_meeting", "date_time", { ja: "次に会う日時", en: "When to meet next" }),
      ask("worries", "text", { ja: "体や心のことで、心配はありますか。", en: "Any worries about body or mind?" }, { sensitive: true }),
      ask("read_rules", "acknowledge", { ja: "働くときの決まりを説明しました。", en: "The rules at work were explained.", ar: "شُرحت لي قواعد العمل.", my: "အလုပ်စည်းကမ်းတွေကို ရှင်းပြပြီးပါပြီ။" }, { audience: "participant" }),
    ]),
  ],
};
