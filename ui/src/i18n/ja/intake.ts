export const intake = {
  title: "取り込み",
};
