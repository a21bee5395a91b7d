//! The command line: for scripts, servers and tests. docs/cli.md lists commands, output and exit codes.

mod audit;
mod backup;
mod figures;
mod form;
mod import;
mod ledger;
mod passphrase;
mod protect;
mod report;
mod restore;
mod sample;
mod search;
mod sync;
mod tables;
mod verify;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use office::{ImportRefusal, Language, Office, OfficeError, Places, ReportFormat, SessionError, SystemClock};
use serde_json::Value;

/// 止まり木: 難民の就労を支える人のための、手元で暗号化されるケース記録。引数なしでウィンドウが開きます。
/// Tomarigi: casework for people who help refugees find work, encrypted on this computer. Without arguments the window opens.
#[derive(Debug, Parser)]
#[command(version, name = "tomarigi", after_help = AFTER)]
pub struct Arguments {
    /// 開く保管庫のフォルダー(ウィンドウ用) / Folder of the vault to open in the window
    #[arg(long, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// 何をするか / What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER: &str = "\
パスフレーズは標準入力の1行目から読みます(引数にはしません)。
The passphrase is read from the first line of standard input, never from an argument.

終了コード / exit codes: 0 ok · 1 失敗 failed · 2 引数 usage · 3 パスフレーズ違い wrong passphrase · 4 破損 damaged ·
5 承認が必要 approval needed · 6 使用中 in use · 7 ディスク disk · 8 新しい版 newer version · 9 保管庫なし no vault ·
10 ファイルを読めない・表を守れない spreadsheet, form or table not taken · 11 合計を開かない sum not opened";

/// What the command line can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 見本の組織を作る(--vault なしではウィンドウで開く) / Make the sample organisation (without --vault: open it in the window)
    Sample(Sample),
    /// 保管庫が無傷かを確かめる / Check that a vault is whole
    Verify(Verify),
    /// バックアップを作り、読み返して確かめる / Make a backup and read it back
    Backup(Backup),
    /// バックアップを調べ、--yes を付ければ戻す / Look at a backup, and restore it with --yes
    Restore(Restore),
    /// 表計算のファイルやCSVから取り込む / Bring in a spreadsheet or CSV file
    Import(Import),
    /// 保管庫の中の数字 / The figures of a vault
    #[command(subcommand)]
    Figures(FiguresCommand),
    /// 面談票(XLSForm、ODK XForm)を調べる / Look at a form for interviews (XLSForm, ODK XForm)
    #[command(subcommand)]
    Form(FormCommand),
    /// 年度の事業報告書を書き出す / Write the activity report of a fiscal year
    Report(Report),
    /// 法定の管理簿: 記載もれ、職業紹介事業報告の件数、暗号化した書き出し / Ledgers of the placement law: what is missing, counts, sealed export
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// 人数の表を公表できる形にする(保管庫は使わない) / Protect a table of counts for publishing (uses no vault)
    Protect(Protect),
    /// 公表する表から小さな人数が割り出せないかを調べる(保管庫は使わない) / Tell what can be worked out from a published table (uses no vault)
    Audit(Audit),
    /// 名前で参加者を探す(文字や綴りを問わず) / Find participants by name, in any script or spelling
    Search(Search),
    /// 複数の端末の数字を、誰にも端末ごとの数を見せずに合わせる / Sum the figures of several laptops, nobody seeing those of one
    #[command(subcommand)]
    Sync(SyncCommand),
}

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// 新しい保管庫のフォルダー / Folder of the new vault
    #[arg(long, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// 参加者の数 / How many participants
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub people: Option<u32>,
    /// 乱数の種 / Seed of the random numbers
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 書き出すファイル、またはフォルダー / File to write, or a folder for it
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// バックアップのファイル / File of the backup
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// 標準入力はパスフレーズでなく復旧コード / Standard input is the recovery code, not the passphrase
    #[arg(long)]
    pub recovery: bool,
    /// 今の保管庫と入れ替える / Replace the vault that is there
    #[arg(long)]
    pub yes: bool,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 何の一覧か / What it lists
    #[arg(value_enum)]
    pub what: ImportWhat,
    /// .xlsx、.csv、またはタブ区切りのファイル / An .xlsx, .csv or tab-separated file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 調べるだけで何も書かない / Only look, write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// 重複の疑いがある行も取り込む / Bring in rows that resemble somebody, too
    #[arg(long)]
    pub add_duplicates: bool,
    /// 行にクラスがないときのクラス(名前か番号) / Cohort of rows that name none: its name or number
    #[arg(long, value_name = "COHORT")]
    pub cohort: Option<String>,
    /// 初回接点の日付がない行に使う日付 / Day of the first contact where the file has none
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub first_contact: Option<String>,
    /// 03/04/2024 のような日付の順 / Order of days such as 03/04/2024
    #[arg(long, value_enum)]
    pub day_order: Option<Order>,
    /// 何枚目のシートか(1から) / Number of the sheet, from 1
    #[arg(long, value_name = "N")]
    pub sheet: Option<usize>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// What a spreadsheet lists.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ImportWhat {
    /// 参加者 / Participants
    Participants,
    /// 企業 / Companies
    Companies,
    /// 授業などの回 / Sessions of cohorts
    Sessions,
    /// 出席 / Attendance
    Attendance,
}

/// Orders of the parts of a day.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Order {
    /// 日/月/年 / Day, month, year
    Dmy,
    /// 月/日/年 / Month, day, year
    Mdy,
}

/// What is done with a form.
#[derive(Debug, Subcommand)]
pub enum FormCommand {
    /// 取り込めるか、何が対象外かを調べる(保管庫は使わない) / Tell whether it can be taken in and what is not supported (uses no vault)
    Check(FormCheck),
}

/// Arguments of `form check`.
#[derive(Debug, Args)]
pub struct FormCheck {
    /// XLSForm(.xlsx)またはODK XForm(.xml)のファイル / An XLSForm (.xlsx) or ODK XForm (.xml)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// 報告書の言語 / Language of the report
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Lang,
    /// 形式 / Format
    #[arg(long, value_enum, default_value = "docx")]
    pub format: Format,
    /// 書き出すファイル / File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// What is done with the ledgers of the placement law.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// 記載もれを、記録の番号で並べる(名前は出さない) / List what is missing by numbers of records, without names
    Missing(LedgerYear),
    /// 職業紹介事業報告書(様式第8号)の件数と手数料 / Counts of the yearly report on placement, and fees
    Counts(LedgerYear),
    /// 暗号化して書き出す(標準入力の2行目がそのパスフレーズ) / Write a ledger encrypted; its passphrase is the second line of standard input
    Export(LedgerExport),
}

/// Which ledgers.
#[derive(Debug, Args)]
pub struct LedgerYear {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `ledger export`.
#[derive(Debug, Args)]
pub struct LedgerExport {
    /// どの管理簿か / Which ledger
    #[arg(value_enum)]
    pub ledger: WhichLedger,
    /// Of which vault and year.
    #[command(flatten)]
    pub of: LedgerYear,
    /// 言語 / Language
    #[arg(long, value_enum, default_value = "ja")]
    pub lang: Lang,
    /// 形式 / Format
    #[arg(long, value_enum, default_value = "pdf")]
    pub format: LedgerFormat,
    /// 書き出すファイル(age形式) / File to write, in the format of age
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// Ledgers.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum WhichLedger {
    /// 求人管理簿 / Openings
    Openings,
    /// 求職管理簿 / Seekers
    Seekers,
    /// 手数料管理簿 / Fees
    Fees,
}

/// What is encrypted.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum LedgerFormat {
    /// PDF
    Pdf,
    /// Word
    Docx,
}

/// What is done with figures. Listed and shown they are exact and for inside; only a release may leave.
#[derive(Debug, Subcommand)]
pub enum FiguresCommand {
    /// 数字の一覧 / The figures there are
    List(FiguresList),
    /// 年度の数字、または funnel(推薦から定着まで) / A figure of a year, or funnel (from recommendation to a kept job)
    Show(FiguresShow),
    /// 年度の表を守って公表し、台帳に残す / Protect and publish the tables of a year, and keep them in the ledger
    Publish(FiguresPublish),
    /// 公表の台帳 / The ledger of releases
    Releases(FiguresReleases),
}

/// Arguments of `figures publish`.
#[derive(Debug, Args)]
pub struct FiguresPublish {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度 / Fiscal year
    #[arg(long)]
    pub year: i32,
    /// 人数の守りかた / How counts of people are protected
    #[arg(long, value_enum, default_value = "rounding")]
    pub profile: ProtectProfile,
    /// だれのための公表か / For whom the release is
    #[arg(long, value_name = "TEXT")]
    pub audience: String,
    /// 公表する5未満の人数を承認した人(英小文字の符号) / Who approved the small counts that the exact figures show (a code)
    #[arg(long, value_name = "CODE")]
    pub approver: Option<String>,
    /// 承認した数字(数字のid=値) / A small count that was approved (id of the figure = value)
    #[arg(long, value_name = "FIGURE=COUNT", value_parser = figures::approved, requires = "approver")]
    pub approve: Vec<(String, u64)>,
    /// 何も残さず、公表されるものを見る / Look at what would leave and keep nothing in the ledger
    #[arg(long, conflicts_with_all = ["approver", "approve"])]
    pub preview: bool,
    /// ファイルを置くフォルダー / Folder for the files
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures releases`.
#[derive(Debug, Args)]
pub struct FiguresReleases {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures list`.
#[derive(Debug, Args)]
pub struct FiguresList {
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `figures show`.
#[derive(Debug, Args)]
pub struct FiguresShow {
    /// 数字のid、または funnel / Id of a figure, or funnel
    #[arg(value_name = "FIGURE")]
    pub figure: String,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// funnelをどこまで追うか / Until when a funnel is followed
    #[arg(long, value_enum, default_value = "today")]
    pub followed: FollowedUntil,
    /// funnelを何で分けるか / By what a funnel is split
    #[arg(long, value_name = "DIMENSION", value_parser = figures::dimension)]
    pub by: Option<tally::funnel::Dimension>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Until when a funnel is followed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FollowedUntil {
    /// 今日まで / Until today
    Today,
    /// その年度の末日まで / Until the last day of the year
    YearEnd,
}

/// Arguments of `protect`.
#[derive(Debug, Args)]
pub struct Protect {
    /// 最も細かい人数のCSV / CSV of the innermost counts
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// 表の軸のJSON / JSON of the dimensions
    #[arg(long, value_name = "TABLE.json")]
    pub dims: PathBuf,
    /// 丸めるか、隠すか / Round, or hide
    #[arg(long, value_enum, default_value = "rounding")]
    pub profile: ProtectProfile,
    /// 書き出すCSV(もとの人数も含む) / CSV to write (it holds the exact counts as well)
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 書き出す証明書(JSON) / Certificate to write (JSON)
    #[arg(long, value_name = "FILE")]
    pub certificate: PathBuf,
    /// 丸めの秘密の種。なければ表の内容から決まる / Secret seed of the rounding; without one the table's own content decides
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// How a table is protected.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ProtectProfile {
    /// 5の倍数に丸める / Round to multiples of five
    Rounding,
    /// 1~4を隠す / Hide counts from 1 to 4
    Suppression,
}

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// 最も細かい人数のCSV / CSV of the innermost counts
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// 表の軸のJSON / JSON of the dimensions
    #[arg(long, value_name = "TABLE.json")]
    pub dims: PathBuf,
    /// 何を隠したかのCSV / CSV of what is hidden
    #[arg(long, value_name = "PATTERN.csv")]
    pub pattern: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `search`.
#[derive(Debug, Args)]
pub struct Search {
    /// 名前、またはその一部 / A name or a part of one
    pub query: String,
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 多くても何人まで / The most people to list
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub limit: u32,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// One laptop's part in combining figures.
#[derive(Debug, Subcommand)]
pub enum SyncCommand {
    /// この端末の名刺(公開鍵)を作る / Make the card of this laptop (its public keys)
    Card(SyncCard),
    /// 事務局: 組織を作るか変え、招待のファイルを書き出す / Office: make or change the organisation, write the invitation
    Invite(SyncInvite),
    /// 招待のファイルで組織に参加する / Take part in an organisation with its invitation
    Join(SyncJoin),
    /// 年度の数を、封をして渡す / Hand in the counts of the year, sealed
    Contribute(SyncVault),
    /// 鍵を持つ人: 渡されたものを確かめ、合計だけを開く / Key holder: check what was handed in, open only the sum
    Verify(SyncVault),
    /// 事務局: 二人の合計を合わせ、組織の表を保管庫に入れる / Office: put both sums together, keep the table in the vault
    Combine(SyncVault),
    /// この端末の役割と、待っているファイル / What this laptop does, and what waits
    Status(SyncVault),
    /// サーバーの鍵を見る(通信は挨拶だけ) / Look at the keys of a server (nothing but a greeting is sent)
    Keys(SyncKeys),
    /// 置き場所のパスワードを、このコンピューターの資格情報ストアに入れる / Keep the password of the place in the credential store of this computer
    Password(SyncVault),
}

/// Arguments of `sync keys`.
#[derive(Debug, Args)]
pub struct SyncKeys {
    /// サーバーのアドレス / Address of the server
    #[arg(long, value_name = "ADDRESS")]
    pub place: String,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `sync card`.
#[derive(Debug, Args)]
pub struct SyncCard {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// この端末の呼び名 / What this laptop is called
    #[arg(long)]
    pub name: String,
    /// 書き出すファイル / File to write
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `sync invite`.
#[derive(Debug, Args)]
pub struct SyncInvite {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 組織の名前 / Name of the organisation
    #[arg(long)]
    pub name: String,
    /// 年度(2024 = 2024年4月~2025年3月) / Fiscal year (2024 = April 2024 to March 2025)
    #[arg(long)]
    pub year: i32,
    /// 鍵を持つ人の名刺のファイル(2つ) / Card file of a key holder (give two)
    #[arg(long, value_name = "FILE", required = true)]
    pub holder: Vec<PathBuf>,
    /// 数を渡す端末の名刺のファイル / Card file of a laptop that hands in
    #[arg(long, value_name = "FILE")]
    pub laptop: Vec<PathBuf>,
    /// ファイルを置くフォルダーかサーバーのアドレス / Folder in which the files lie, or address of the server
    #[arg(long, value_name = "PLACE")]
    pub place: String,
    /// 書き出す招待のファイル / File of the invitation to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `sync join`.
#[derive(Debug, Args)]
pub struct SyncJoin {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 招待のファイル / File of the invitation
    #[arg(long, value_name = "FILE")]
    pub invitation: PathBuf,
    /// ファイルを置くフォルダーかサーバーのアドレス / Folder in which the files lie, or address of the server
    #[arg(long, value_name = "PLACE")]
    pub place: String,
    /// 事務局が読み上げた10の言葉(なければ見るだけ) / The ten words that the office read aloud (without them: only look)
    #[arg(long)]
    pub words: Option<String>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Arguments of the other parts of `sync`.
#[derive(Debug, Args)]
pub struct SyncVault {
    /// 保管庫のフォルダー / Folder of the vault
    #[arg(long, value_name = "DIR")]
    pub vault: PathBuf,
    /// 標準入力の2行目が、置き場所のパスワード / The second line of standard input is the password of the place
    #[arg(long)]
    pub place_password: bool,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Languages of a report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Lang {
    /// 日本語 / Japanese
    Ja,
    /// 英語 / English
    En,
}

/// Formats of a report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// 図表を含む数値 / The figures for other programs
    Json,
    /// 文書 / A document
    Docx,
    /// 印刷用 / For printing
    Pdf,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
        }
    }
}

impl From<Format> for ReportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::Docx => Self::Docx,
            Format::Pdf => Self::Pdf,
        }
    }
}

/// Runs a command and says on standard error what went wrong, if anything did.
pub fn run(command: Command) -> ExitCode {
    let done = match command {
        Command::Sample(arguments) => sample::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Form(FormCommand::Check(arguments)) => form::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Ledger(command) => ledger::run(&command),
        Command::Protect(arguments) => protect::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Sync(command) => sync::run(&command),
        Command::Figures(command) => figures::run(&command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say(&failure.text());
            ExitCode::from(failure.code())
        }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// No passphrase came.
    NoPassphrase,
    /// The vault.
    Session(SessionError),
    /// The use case refused.
    Office(OfficeError),
    /// Writing the result.
    Output(io::ErrorKind),
    /// One copy of the key file was damaged.
    KeysMended,
    /// Documents are not as they were written.
    DocumentsDamaged(usize),
    /// A form cannot be taken in; what was found is on standard output.
    FormRefused(usize),
    /// A table of counts cannot be read.
    Table(tables::TableProblem),
    /// A table of counts cannot be made safe.
    Refused(aggregates::publish::Refusal),
    /// What readers find out cannot be told.
    Unprotected(aggregates::Unprotected),
    /// It was stopped.
    Cancelled,
    /// A file that was named cannot be read.
    Input(io::ErrorKind),
    /// A sum is not opened; why is on standard output.
    SumRefused,
}

impl From<SessionError> for Failure {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Store(_) => Self::Session(error.into()),
            error => Self::Office(error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error.kind())
    }
}

impl Failure {
    const fn code(&self) -> u8 {
        use SessionError as S;
        match self {
            Self::NoPassphrase | Self::Session(S::WrongSecret | S::RecoveryTypo | S::WeakPassphrase) => 3,
            Self::KeysMended
            | Self::DocumentsDamaged(_)
            | Self::Session(
                S::KeysDamaged
                | S::KeysMissing
                | S::StoreMissing
                | S::StoreDamaged
                | S::StoreStale
                | S::BackupDamaged
                | S::NotABackup,
            ) => 4,
            Self::Office(OfficeError::Release(_)) => 5,
            Self::Session(S::InUse) => 6,
            Self::Session(S::DiskFull | S::ReadOnly | S::FolderGone) | Self::Output(_) => 7,
            Self::Session(S::Newer) => 8,
            Self::Session(S::NoVault) => 9,
            Self::Office(OfficeError::Import(_) | OfficeError::TablesRefused { .. })
            | Self::FormRefused(_)
            | Self::Table(_)
            | Self::Refused(_)
            | Self::Unprotected(_) => 10,
            Self::SumRefused => 11,
            _ => 1,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::NoPassphrase => String::from(
                "標準入力の1行目にパスフレーズがありません。 / No passphrase on the first line of standard input.",
            ),
            Self::Session(error) => format!("{}{error}.", advice(*error)),
            Self::Office(OfficeError::Release(_)) => String::from(
                "小さな人数を公表する承認がありません。ウィンドウの「数字 > 事業報告書」で承認してください。 / Small counts of people are not approved for publishing. Approve them in the window: Figures > Activity report.",
            ),
            Self::Office(OfficeError::Import(refusal)) => spreadsheet(*refusal),
            Self::Office(OfficeError::TablesRefused { why, coarsen }) => figures::refused(why, coarsen),
            Self::Office(error) => format!("できませんでした / Not done: {error}."),
            Self::Output(kind) => format!("書き込めませんでした / Could not write the file: {kind}."),
            Self::KeysMended => String::from(
                "鍵ファイルの写しの片方が破損していたので、もう片方から直しました。ディスクの故障を疑い、バックアップを取ってください。 / One copy of the key file was damaged and has been mended from the other. Suspect the disk and make a backup.",
            ),
            Self::DocumentsDamaged(damaged) => format!(
                "書類 {damaged} 件のファイルが破損しています。ほかの記録は無傷です。バックアップから戻してください。 / The files of {damaged} documents are damaged; all else is whole. Restore them from a backup."
            ),
            Self::FormRefused(count) => format!(
                "この面談票は取り込めません。直すところ {count} か所。 / This form cannot be taken in: {count} to mend."
            ),
            Self::Table(problem) => {
                format!(
                    "この表は読めません。何も書いていません。 / The table cannot be read; nothing was written: {problem}."
                )
            }
            Self::Refused(reason) => format!(
                "この表は公表できる形にできません。区分をまとめるか、軸を減らしてください(効果の大きい順:{first})。何も書いていません。 / The table cannot be made safe; nothing was written: {reason}. What helps most comes first: {first}.",
                first = reason.coarsen().join(", ")
            ),
            Self::Unprotected(reason) => format!("この表は調べられません。 / The table cannot be audited: {reason}."),
            Self::Cancelled => String::from("中止しました / Cancelled."),
            Self::Input(kind) => format!("ファイルを読めません / Cannot read the file: {kind}."),
            Self::SumRefused => String::from(
                "合計を開きません。端末が3台以上、20人以上、前に開いた合計と3台以上違うときだけ開きます。 / The sum is not opened: it needs 3 laptops, 20 people, and 3 laptops of difference from every sum that was opened before.",
            ),
        }
    }
}

/// The Japanese half of the message, with what to do.
const fn advice(error: SessionError) -> &'static str {
    use SessionError as S;
    match error {
        S::WrongSecret => "パスフレーズが違います。何も変更していません。 / ",
        S::InUse => "この保管庫は別のウィンドウかプログラムで開いています。閉じてからもう一度。 / ",
        S::KeysDamaged | S::KeysMissing | S::StoreMissing | S::StoreDamaged => {
            "保管庫が破損しているか欠けています。何も上書きしていません。バックアップから戻してください。 / "
        }
        S::StoreStale => {
            "保管庫が最後に閉じたときの状態ではありません。古いコピーが戻された可能性があります。何も変更していません。ウィンドウで開いて確かめてください。 / "
        }
        S::BackupDamaged | S::NotABackup => "バックアップのファイルが破損しているか、バックアップではありません。 / ",
        S::DeviceNoStore | S::DeviceLocked | S::DeviceNothing | S::DeviceFailed => {
            "このコンピューターの秘密情報の保管場所(キーリング)から鍵を読めません。復旧コードなら開きます。 / "
        }
        S::Forbidden => "この職員の役割ではできません。 / ",
        S::NoVault => "そのフォルダーに保管庫はありません。 / ",
        S::VaultExists => "そのフォルダーには保管庫がもうあります。別のフォルダーを指定してください。 / ",
        S::Newer => "新しい版のTomarigiで作られた保管庫です。プログラムを更新してください。 / ",
        S::DiskFull => "ディスクがいっぱいです。空きを作ってからもう一度。 / ",
        S::ReadOnly => "フォルダーに書き込めません。 / ",
        _ => "できませんでした。 / ",
    }
}

/// Why a spreadsheet is not brought in, and what to do.
fn spreadsheet(refusal: ImportRefusal) -> String {
    use intake::Refusal as R;
    let advice = match refusal {
        ImportRefusal::NoHeading => {
            "見出しの行が見つかりません。氏名などの見出しを1行に書いてください。 / No row of headings was found. Name the columns in one row, for example Name."
        }
        ImportRefusal::File(R::Encrypted) => {
            "パスワードで保護されています。Excelで開き、パスワードなしで保存し直してください。 / It is protected by a password. Open it in Excel and save it without one."
        }
        ImportRefusal::File(
            R::OldExcel | R::BinaryExcel | R::OpenDocument | R::Numbers | R::WebPage | R::NotASpreadsheet,
        ) => {
            "読めるのは .xlsx、.csv、タブ区切りだけです。.xlsx で保存し直してください。 / Only .xlsx, .csv and tab-separated text are read. Save it as .xlsx."
        }
        ImportRefusal::File(
            R::TooLarge | R::UnpacksTooLarge | R::TooManyRows | R::TooManyColumns | R::TooMuch | R::TooSlow,
        ) => "大きすぎます。分けて取り込んでください。 / It is too large. Bring it in parts.",
        ImportRefusal::Stopped => "中止しました。何も書いていません。 / It was stopped; nothing was written.",
        _ => "ファイルを読めません。 / The file cannot be read.",
    };
    format!("{advice} ({})", refusal.code())
}

/// The office of a vault's folder.
fn office(vault: &Path) -> Office {
    let places =
        Places { vault: vault.to_owned(), sample: vault.join("sample"), preferences: vault.join("preferences.json") };
    Office::new(places, Arc::new(SystemClock))
}

/// A line on standard error.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// The result on standard output.
fn answer(json: bool, value: &Value, text: &str) -> Result<(), Failure> {
    let mut out = io::stdout();
    if json {
        writeln!(out, "{value}")?
    } else {
        writeln!(out, "{text}")?
    }
    Ok(())
}
