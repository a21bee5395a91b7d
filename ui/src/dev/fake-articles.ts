import type { Commands } from "../api/generated/commands";
import type { ArticlesView, ArticleView, CommandError } from "../api/generated/contract";

type Answered = "articles" | "save_article" | "order_articles" | "remove_article";
type Handlers = { [N in Answered]: (request: Commands[N]["request"]) => Commands[N]["view"] };

function row(code: string, name_ja: string, name_en: string, beneficiaries_figure: string, in_use: boolean): ArticleView {
  return { programme: { code, name_ja, name_en, beneficiaries_figure, from_year: null, until_year: null }, in_use };
}

/** Answers the commands of this area from memory. */
export function articlesCommands(): Handlers {
  let programmes = [
    row("placement", "職業紹介事業", "Job placement", "participants_recommended", true),
    row("integration", "難民の日本社会への統合を促す事業", "Integration of refugees into Japanese society", "new_contacts_interviewed", true),
    row("other", "その他目的を達成するために必要な事業", "Other activities needed to reach the purpose", "", false),
  ];
  const figures = [
    { id: "participants_recommended", ja: "推薦した参加者", en: "Participants recommended" },
    { id: "new_contacts_interviewed", ja: "新規の参加者のうち面談した人", en: "… of the new contacts, interviewed" },
  ];
  const view = (): ArticlesView => ({ programmes, figures });
  const refuse = (code: CommandError["code"], field: string): never => {
    throw { code, field } satisfies CommandError;
  };
  return {
    articles: view,
    save_article: ({ programme, new: isNew }) => {
      if (programme.name_ja.trim() === "") refuse("empty", "name_ja");
      const known = programmes.some((one) => one.programme.code === programme.code);
      if (isNew && known) refuse("already_there", "code");
      programmes = known
        ? programmes.map((one) => (one.programme.code === programme.code ? { ...one, programme } : one))
        : [...programmes, { programme, in_use: false }];
      return view();
    },
    order_articles: ({ codes }) => {
      programmes = [...programmes].sort((a, b) => codes.indexOf(a.programme.code) - codes.indexOf(b.programme.code));
      return view();
    },
    remove_article: ({ code }) => {
      programmes = programmes.filter((one) => one.programme.code !== code);
      return view();
    },
  };
}
