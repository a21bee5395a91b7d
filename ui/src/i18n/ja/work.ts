export const work = {
  title: "仕事",
};
