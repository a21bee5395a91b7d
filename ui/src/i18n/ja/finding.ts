export const finding = {
  title: "検索",
  /** Why somebody was found; read out after the name that answers. */
  why: {
    same_letters: "同じ名前",
    other_order: "順番ちがい",
    other_script: "別の文字での読み",
    other_spelling: "別の綴り",
    similar: "似た名前",
    part: "名前の一部",
    beginning: "前方一致",
  },
  foundBy: "見つかった理由",
  bestFirst: "よく合う順",
};
