import type { ErrorCode } from "../../api/generated/contract";

const codes: Record<ErrorCode, { happened: string; advice: string }> = {
  locked: { happened: "保管庫に鍵がかかっています。", advice: "パスフレーズで開いてください。" },
  wrong_stage: { happened: "今の画面ではこの操作はできません。", advice: "画面を開き直してください。" },
  wrong_secret: {
    happened: "開けませんでした。入力したものが違います。",
    advice: "大文字・小文字、ハイフン、日本語入力の状態を確かめて、もう一度入力してください。",
  },
  recovery_mismatch: {
    happened: "復旧シートのコードと一致しません。",
    advice: "いま印刷または保存したシートを見ながら入力してください。",
  },
  recovery_typo: {
    happened: "復旧コードに書き間違いがあります。",
    advice: "4文字ずつ、シートと見比べてください。",
  },
  weak_passphrase: {
    happened: "このパスフレーズは推測されやすいため使えません。",
    advice: "長くするか、提案されたパスフレーズを使ってください。",
  },
  in_use: {
    happened: "この保管庫は、すでに別のウィンドウで開かれています。",
    advice: "開いている止まり木を閉じてから、もう一度お試しください。何も上書きしていません。",
  },
  keys_damaged: {
    happened: "鍵のファイルが壊れています。",
    advice: "保管庫のフォルダーを触らず、バックアップから鍵のファイルを戻してください。何も上書きしていません。",
  },
  keys_missing: {
    happened: "鍵のファイルが見つかりません。記録のファイルは残っています。",
    advice: "移動や削除をしていないか確かめ、バックアップから鍵のファイルを戻してください。何も上書きしていません。",
  },
  store_missing: {
    happened: "記録のファイルが見つかりません。鍵のファイルは残っています。",
    advice: "移動や削除をしていないか確かめ、バックアップから記録のファイルを戻してください。何も上書きしていません。",
  },
  store_damaged: {
    happened: "記録のファイルが壊れているか、途中で切れています。",
    advice: "保管庫のフォルダーを丸ごと別の場所に写してから、バックアップを戻してください。何も上書きしていません。",
  },
  newer_version: {
    happened: "この保管庫は、より新しい版の止まり木で作られています。",
    advice: "止まり木を新しい版に更新してから開いてください。何も上書きしていません。",
  },
  disk_full: {
    happened: "ディスクの空きがなく、保存できませんでした。",
    advice: "不要なファイルを片付けてから、もう一度お試しください。これまでの記録は無事で、何も上書きしていません。",
  },
  read_only: {
    happened: "保管庫のフォルダーに書き込めません。",
    advice: "フォルダーの書き込み権限を確かめてください。これまでの記録は無事です。",
  },
  folder_gone: {
    happened: "保管庫のフォルダーが見つかりません。",
    advice: "外付けのディスクなら、つなぎ直してからもう一度お試しください。何も上書きしていません。",
  },
  vault_exists: {
    happened: "このコンピューターには、すでに保管庫があります。",
    advice: "止まり木を開き直し、その保管庫のパスフレーズを入力してください。",
  },
  empty: { happened: "まだ入力されていません。", advice: "ここは必ず入力してください。" },
  too_long: { happened: "長すぎます。", advice: "短くしてください。" },
  bad_characters: {
    happened: "使えない文字が含まれています。",
    advice: "見えない制御文字を取り除いて、入力し直してください。",
  },
  no_such_date: {
    happened: "この日付は暦にありません。",
    advice: "2024/6/20 のように、実際にある日付を入力してください。",
  },
  date_incomplete: { happened: "日付が途中までです。", advice: "年・月・日をすべて入力してください。" },
  date_in_future: {
    happened: "未来の日付です。",
    advice: "今日までの日付にしてください。コンピューターの時計も確かめてください。",
  },
  date_too_early: {
    happened: "早すぎる日付です。",
    advice: "年を確かめてください。団体の設立日より前の日付は使えません。",
  },
  before_first_contact: {
    happened: "初回接点より前の日付です。",
    advice: "日付を確かめるか、初回接点の日付を先に訂正してください。",
  },
  unknown_code: { happened: "選択肢にない値です。", advice: "一覧から選び直してください。" },
  out_of_range: { happened: "範囲の外の値です。", advice: "値を確かめてください。" },
  not_found: {
    happened: "見つかりません。",
    advice: "すでに変更された可能性があります。一覧から開き直してください。",
  },
  likely_duplicate: {
    happened: "同じ人かもしれない参加者がいます。",
    advice: "一覧を確かめてから、保存してください。",
  },
  consent_needed: {
    happened: "この回答を残すための同意がありません。",
    advice: "先に本人の同意を記録するか、この質問の回答を空にしてください。",
  },
  nothing_answered: { happened: "まだ何も記入されていません。", advice: "一つ以上の質問に記入してから終えてください。" },
  draft_conflict: {
    happened: "この下書きは別の画面で保存されています。",
    advice: "開き直して、新しい内容を確かめてください。",
  },
  already_withdrawn: { happened: "この同意はすでに撤回されています。", advice: "画面を開き直してください。" },
  unknown_figure: { happened: "その名前の数値はありません。", advice: "波かっこの中の名前を一覧から選び直してください。" },
  approval_needed: {
    happened: "小さな数値の公表には承認が必要です。",
    advice: "小さな数値を確かめて承認してから、書き出してください。",
  },
  approval_outdated: {
    happened: "承認のあとで数値が変わりました。",
    advice: "今の数値を確かめて、もう一度承認してください。",
  },
  bad_request: { happened: "画面とプログラムの版が合っていません。", advice: "止まり木を開き直してください。" },
  internal: {
    happened: "思いがけない問題が起きました。保存済みの記録はそのままです。",
    advice: "もう一度試し、続くようなら止まり木を開き直してください。",
  },
};

export const errors = { codes };
