/** A question of the invented standard form: id, section, question, hint, lines, sensitive. */
export type Invented = [id: string, section: [string, string], question: [string, string], hint: [string, string], lines: number, sensitive: boolean];

const now: [string, string] = ["今の暮らし", "Life now"];
const work: [string, string] = ["これまでの仕事", "Work so far"];
const hopes: [string, string] = ["これから", "From here on"];
const none: [string, string] = ["", ""];

export const invented: Invented[] = [
  ["living", now, ["今の住まいと暮らしについて聞かせてください。", "Where and how do you live now?"], ["住所は聞かない", "Do not ask for the address"], 3, false],
  ["family", now, ["日本に家族や頼れる人はいますか。", "Is there family or somebody to rely on in Japan?"], none, 2, false],
  ["health", now, ["働くうえで配慮が必要なことはありますか。", "Is there anything about your health that work should allow for?"], ["答えたくなければ飛ばす", "Skip it if they would rather not answer"], 3, true],
  ["education", work, ["学んだことを教えてください。", "What did you study?"], none, 2, false],
  ["jobs", work, ["これまでにした仕事を、新しい順に教えてください。", "Which jobs have you had, newest first?"], ["期間と役割も", "With periods and roles"], 6, false],
  ["skills", work, ["得意なことは何ですか。", "What are you good at?"], none, 3, false],
  ["japanese", work, ["日本語をどこで、どのくらい学びましたか。", "Where and how long have you learned Japanese?"], none, 1, false],
  ["wish", hopes, ["どんな仕事をしたいですか。", "What work would you like to do?"], none, 4, false],
  ["when", hopes, ["いつから働けますか。", "From when can you work?"], ["在留期限と就労許可を確かめる", "Check the permit and the work permission"], 1, false],
  ["worries", hopes, ["心配していることはありますか。", "Is there anything that worries you?"], none, 4, true],
];
