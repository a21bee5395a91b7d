export const profile = {
  title: "プロフィール",
};
