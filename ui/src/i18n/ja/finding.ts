export const finding = {
  title: "検索",
};
