export const undo = {
  title: "取り消し",
  step: (verb: string, subject: string) => `${subject}の${verb}`,
  undo: "取り消す",
  redo: "やり直す",
  of: (step: string) => `「${step}」を取り消す`,
  again: (step: string) => `「${step}」をやり直す`,
  done: (step: string) => `記録しました:${step}`,
  undone: (step: string) => `取り消しました:${step}`,
  redone: (step: string) => `やり直しました:${step}`,
  until: "保管庫を開いてからの変更を、鍵をかけるまで一つずつ取り消せます(Ctrl+Z)。",
};
