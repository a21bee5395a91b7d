export const programmes = {
  title: "プログラム",
};
