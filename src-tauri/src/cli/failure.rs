//! Why a command failed: its exit code, and the sentence that says what to do.

use std::io;

use office::{ImportRefusal, OfficeError, SessionError};

use super::{figures, tables};

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
    pub const fn code(&self) -> u8 {
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

    pub fn text(&self) -> String {
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
