import type { SettingsTab } from "../../router.svelte";

const tabs: Record<SettingsTab, string> = {
  display: "表示",
  organisation: "団体と鍵かけ",
  members: "職員と役割",
  keys: "鍵",
  forms: "面談票",
  backup: "バックアップ",
  journal: "操作の記録",
  keeping: "保存と消去",
  travel: "旅行",
  about: "このプログラム",
};

export const settings = {
  title: "設定",
  sections: "設定の項目",
  tabs,
  organisation: {
    title: "団体",
    name: "団体名",
    nameHint: "事業報告書に印刷されます。",
    founded: "設立日",
    foundedHint: "これより前の日付は記録できません。わからなければ空欄のままでかまいません。",
  },
  locking: {
    minutes: "操作がないときに鍵がかかるまでの時間",
    option: (minutes: number) => `${minutes}分`,
    hint: "席を離れるときは、Ctrl+L ですぐに鍵をかけられます。",
    quickErase: "緊急消去を許す",
    quickEraseHint: "許すと、上の帯と鍵の画面から、このパソコンの保管庫の鍵をだれでも消せます。バックアップがなければ、記録は戻りません。",
    title: "自動の鍵かけ",
    sleepHeard: "パソコンが眠るときに鍵をかけます。",
    sleepDeaf: "パソコンが眠る合図が届きません。眠らせる前に、Ctrl+L で鍵をかけてください。",
    screenHeard: "画面がロックされたときに鍵をかけます。",
    screenDeaf: "画面のロックの合図が届きません。席を離れる前に、Ctrl+L で鍵をかけてください。",
    afterTime: (n: number) => `操作がないまま${n}分たつと鍵をかけます。`,
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
