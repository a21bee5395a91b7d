export const settings = {
  title: "設定",
  organisation: {
    title: "団体と自動の鍵かけ",
    name: "団体名",
    nameHint: "事業報告書に印刷されます。",
    founded: "設立日",
    foundedHint: "これより前の日付は記録できません。わからなければ空欄のままでかまいません。",
  },
  locking: {
    minutes: "操作がないときに鍵がかかるまでの時間",
    option: (minutes: number) => `${minutes}分`,
    hint: "席を離れるときは、Ctrl+L ですぐに鍵をかけられます。",
  },
  saved: "設定を保存しました。",
  display: {
    title: "表示",
    language: "画面の言語",
    theme: "明るさ",
    themes: { system: "パソコンの設定に合わせる", light: "明るい", dark: "暗い" },
    themeHint: "明るさは、このプログラムを閉じるまで有効です。",
  },
  about: {
    title: "このプログラムについて",
    name: "Tomarigi(止まり木)",
    version: "バージョン",
    licence: "ライセンス",
    licenceText: "GNU Affero General Public License v3.0 以降",
    leaves: "このパソコンの外に出るもの",
    leavesText: "あなたが自分で書き出したもののほかには、何も出ません。このプログラムはインターネットに接続しません。",
    stored: "保管のしかた",
    storedText: "参加者の情報は、このパソコンの中に暗号化して保管されます。パスフレーズか復旧コードがなければ、だれにも読めません。",
  },
};
