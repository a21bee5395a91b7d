//! The command line: for scripts, servers and tests. docs/cli.md lists commands, output and exit codes.

mod audit;
mod backup;
mod failure;
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

use clap::{Parser, Subcommand, ValueEnum};
use office::{Language, Office, Places, SystemClock};
use serde_json::Value;

use failure::Failure;

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
    Sample(sample::Sample),
    /// 保管庫が無傷かを確かめる / Check that a vault is whole
    Verify(verify::Verify),
    /// バックアップを作り、読み返して確かめる / Make a backup and read it back
    Backup(backup::Backup),
    /// バックアップを調べ、--yes を付ければ戻す / Look at a backup, and restore it with --yes
    Restore(restore::Restore),
    /// 表計算のファイルやCSVから取り込む / Bring in a spreadsheet or CSV file
    Import(import::Import),
    /// 保管庫の中の数字 / The figures of a vault
    #[command(subcommand)]
    Figures(figures::FiguresCommand),
    /// 面談票(XLSForm、ODK XForm)を調べる / Look at a form for interviews (XLSForm, ODK XForm)
    #[command(subcommand)]
    Form(form::FormCommand),
    /// 年度の事業報告書を書き出す / Write the activity report of a fiscal year
    Report(report::Report),
    /// 法定の管理簿: 記載もれ、職業紹介事業報告の件数、暗号化した書き出し / Ledgers of the placement law: what is missing, counts, sealed export
    #[command(subcommand)]
    Ledger(ledger::LedgerCommand),
    /// 人数の表を公表できる形にする(保管庫は使わない) / Protect a table of counts for publishing (uses no vault)
    Protect(protect::Protect),
    /// 公表する表から小さな人数が割り出せないかを調べる(保管庫は使わない) / Tell what can be worked out from a published table (uses no vault)
    Audit(audit::Audit),
    /// 名前で参加者を探す(文字や綴りを問わず) / Find participants by name, in any script or spelling
    Search(search::Search),
    /// 複数の端末の数字を、誰にも端末ごとの数を見せずに合わせる / Sum the figures of several laptops, nobody seeing those of one
    #[command(subcommand)]
    Sync(sync::SyncCommand),
}

/// Languages of a report.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Lang {
    /// 日本語 / Japanese
    Ja,
    /// 英語 / English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Ja => Self::Ja,
            Lang::En => Self::En,
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
        Command::Form(form::FormCommand::Check(arguments)) => form::run(&arguments),
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
