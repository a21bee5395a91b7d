export const handover = {
  title: "引き継ぎ",
};
