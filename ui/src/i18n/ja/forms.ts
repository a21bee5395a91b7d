export const forms = {
  title: "面談票",
};
