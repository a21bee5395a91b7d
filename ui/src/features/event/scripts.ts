/** The sentence about keeping a contact, in the languages met most often. It is read aloud before anything is kept. */
export const scripts: Record<string, { name: string; text: string; rtl?: boolean }> = {
  ja: { name: "日本語", text: "お名前と連絡先を、こちらから連絡するためだけに書き留めてもよいですか。ほかのだれにも伝えません。いつでも消せます。" },
  en: { name: "English", text: "May we write down your name and how to reach you, only to contact you? We tell nobody else. You can have it erased at any time." },
  fr: { name: "Français", text: "Pouvons-nous noter votre nom et votre contact, uniquement pour vous joindre ? Nous ne les donnerons à personne. Vous pouvez les faire effacer à tout moment." },
  ar: { name: "العربية", text: "هل يمكننا أن نكتب اسمك وطريقة الاتصال بك، فقط لكي نتواصل معك؟ لن نخبر أي شخص آخر. يمكنك طلب حذفها في أي وقت.", rtl: true },
  uk: { name: "Українська", text: "Чи можемо ми записати ваше ім’я та контакт, лише щоб зв’язатися з вами? Ми нікому їх не передамо. Ви можете будь-коли попросити їх видалити." },
  ru: { name: "Русский", text: "Можно записать ваше имя и контакт, только чтобы связаться с вами? Мы никому их не передадим. Вы можете в любое время попросить их удалить." },
  es: { name: "Español", text: "¿Podemos anotar su nombre y su contacto, solo para comunicarnos con usted? No se lo diremos a nadie más. Puede pedir que se borre en cualquier momento." },
  zh: { name: "中文", text: "我们可以记下您的名字和联系方式吗?只用来和您联系,不会告诉其他人。您随时可以要求删除。" },
};
