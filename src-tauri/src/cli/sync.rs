//! `tomarigi sync`: one laptop's part in combining figures. docs/combining.md tells who learns what.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use office::{
    CombinedFigures, CombiningState, CountsChecked, CountsHandedIn, Invitation, NewCombining, Office, OfficeError,
    SecretKind,
};
use serde_json::{Value, json};

use super::{Failure, answer, office, passphrase, say};
use crate::files::write_whole;

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

/// More than any card or invitation.
const LONGEST: u64 = 1024 * 1024;

/// Does the part that was asked for.
///
/// # Errors
/// [`Failure`]; then what was on record is as before.
pub fn run(command: &SyncCommand) -> Result<(), Failure> {
    match command {
        SyncCommand::Card(arguments) => card(arguments),
        SyncCommand::Invite(arguments) => invite(arguments),
        SyncCommand::Join(arguments) => join(arguments),
        SyncCommand::Contribute(arguments) => contribute(arguments),
        SyncCommand::Verify(arguments) => verify(arguments),
        SyncCommand::Combine(arguments) => combine(arguments),
        SyncCommand::Status(arguments) => status(arguments),
        SyncCommand::Keys(arguments) => keys(arguments),
        SyncCommand::Password(arguments) => password(arguments),
    }
}

fn opened(vault: &Path) -> Result<Office, Failure> {
    let office = office(vault);
    office.unlock(&passphrase::read()?, SecretKind::Passphrase)?;
    Ok(office)
}

/// The same with the password of the place, which is forgotten when the program ends.
fn opened_with(arguments: &SyncVault) -> Result<Office, Failure> {
    let office = opened(&arguments.vault)?;
    if arguments.place_password {
        office.keep_place_password(passphrase::read()?, false)?.map_err(|_| Failure::NoPassphrase)?;
    }
    Ok(office)
}

fn keys(arguments: &SyncKeys) -> Result<(), Failure> {
    let keys: Vec<_> = office::look_at_place(&arguments.place)?.iter().map(ToString::to_string).collect();
    let text = keys.iter().map(|key| format!("#sha256={key}")).collect::<Vec<_>>().join("\n");
    answer(arguments.json, &json!({ "keys": keys }), &text)
}

fn password(arguments: &SyncVault) -> Result<(), Failure> {
    let kept = opened(&arguments.vault)?.keep_place_password(passphrase::read()?, true)?;
    let text = match kept {
        Ok(()) => String::from("このコンピューターに保管しました。 / Kept by this computer."),
        Err(fault) => format!("保管できません。 / Not kept: {fault}."),
    };
    answer(arguments.json, &json!({ "kept": kept.is_ok() }), &text)
}

/// A file that somebody else made.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let length = fs::metadata(path).map_err(|error| Failure::Input(error.kind()))?.len();
    if length > LONGEST {
        return Err(Failure::Input(io::ErrorKind::FileTooLarge));
    }
    fs::read(path).map_err(|error| Failure::Input(error.kind()))
}

fn text_of(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path)?).map_err(|_| Failure::Input(io::ErrorKind::InvalidData))
}

/// The place as it is kept: another time the program may start in another folder.
fn place(place: &str) -> Result<String, Failure> {
    if place.contains("://") {
        return Ok(place.to_owned());
    }
    let whole = std::path::absolute(place).map_err(|error| Failure::Input(error.kind()))?;
    whole.into_os_string().into_string().map_err(|_| Failure::Input(io::ErrorKind::InvalidFilename))
}

fn card(arguments: &SyncCard) -> Result<(), Failure> {
    let card = opened(&arguments.vault)?.combining_card(&arguments.name)?;
    if let Some(out) = &arguments.out {
        write_whole(out, card.text.as_bytes())?;
    }
    let words = format!("{}\n{}", card.japanese.join(" "), card.english.join(" "));
    let value = json!({ "card": card.text, "name": card.name, "words": { "ja": card.japanese, "en": card.english } });
    answer(arguments.json, &value, &format!("{}\n{words}", card.text))
}

fn invite(arguments: &SyncInvite) -> Result<(), Failure> {
    let office = opened(&arguments.vault)?;
    let [a, b] = arguments.holder.as_slice() else { return Err(Failure::Input(io::ErrorKind::InvalidInput)) };
    let new = NewCombining {
        name: arguments.name.clone(),
        year: arguments.year,
        holders: [text_of(a)?, text_of(b)?],
        laptops: arguments.laptop.iter().map(|path| text_of(path)).collect::<Result<_, _>>()?,
        place: place(&arguments.place)?,
    };
    for card in new.holders.iter().chain(&new.laptops) {
        let card = office.look_at_card(card)?;
        say(&format!("{}: {} / {}", card.name, card.japanese.join(" "), card.english.join(" ")));
    }
    let made = office.found_combining(&new)?;
    write_whole(&arguments.out, &made.file)?;
    let mut value = invited(&made.invitation);
    if let Some(fields) = value.as_object_mut() {
        fields.insert(String::from("delivered"), json!(made.delivered));
    }
    answer(arguments.json, &value, &in_words(&made.invitation))
}

fn join(arguments: &SyncJoin) -> Result<(), Failure> {
    let office = opened(&arguments.vault)?;
    let file = read(&arguments.invitation)?;
    let (invitation, joined) = match &arguments.words {
        Some(words) => (office.join_combining(&file, &place(&arguments.place)?, words)?, true),
        None => (office.look_at_invitation(&file)?, false),
    };
    let mut value = invited(&invitation);
    if let Some(fields) = value.as_object_mut() {
        fields.insert(String::from("joined"), json!(joined));
    }
    let next = if joined {
        "参加しました。 / This laptop takes part."
    } else {
        "まだ参加していません。事務局に言葉を読み上げてもらい、同じなら --words で指定してください。 / Not joined. Let the office read its words aloud and give them with --words."
    };
    answer(arguments.json, &value, &format!("{}\n{next}", in_words(&invitation)))
}

fn invited(invitation: &Invitation) -> Value {
    let Invitation { name, year, generation, holders, laptops, figures, english, japanese } = invitation;
    json!({
        "organisation": name, "year": year, "generation": generation, "holders": holders, "laptops": laptops,
        "figures": figures, "words": { "ja": japanese, "en": english },
    })
}

fn in_words(invitation: &Invitation) -> String {
    let Invitation { name, year, holders, laptops, figures, english, japanese, .. } = invitation;
    format!(
        "{name} {year}\n鍵を持つ人 / key holders: {}\n端末 / laptops: {}\n数字 / figures: {figures}\n{}\n{}",
        holders.join(", "),
        laptops.join(", "),
        japanese.join(" "),
        english.join(" ")
    )
}

fn contribute(arguments: &SyncVault) -> Result<(), Failure> {
    let CountsHandedIn { year, sequence, bytes, figures, delivered, trouble } =
        opened_with(arguments)?.hand_in_counts()?;
    let value = json!({
        "year": year, "sequence": sequence, "bytes": bytes, "figures": figures, "delivered": delivered,
        "trouble": trouble.map(|fault| fault.code()),
    });
    let text = if delivered {
        format!(
            "{year}年度の {figures} の数字を、封をして渡しました。 / {figures} figures of FY{year} are handed in, sealed."
        )
    } else {
        String::from(
            "置き場所に届きません。次のときに渡します。 / The place cannot be reached; they are handed in the next time.",
        )
    };
    answer(arguments.json, &value, &text)
}

fn verify(arguments: &SyncVault) -> Result<(), Failure> {
    let CountsChecked { state, pass, refusal, taken, left_out, missing, delivered, trouble } =
        opened_with(arguments)?.check_counts()?;
    let value = json!({
        "state": state, "pass": pass, "refusal": refusal, "laptops": taken, "rejected": left_out_of(&left_out),
        "missing": missing, "delivered": delivered, "trouble": trouble.map(|fault| fault.code()),
    });
    let text = match (state, refusal) {
        ("opened", _) => {
            String::from("確かめて、合計だけを事務局に渡しました。 / Checked; only the sum is given to the office.")
        }
        ("waiting", _) => String::from("次は、もう一人の鍵を持つ人の番です。 / The other key holder is next."),
        ("nothing_new", _) => String::from("新しいものはありません。 / There is nothing new."),
        (_, why) => format!("合計を開きません。 / The sum is not opened: {}.", why.unwrap_or_default()),
    };
    answer(arguments.json, &value, &text)?;
    if refusal.is_some() { Err(Failure::SumRefused) } else { Ok(()) }
}

fn left_out_of<T: AsRef<str>>(left_out: &[(String, T)]) -> Vec<Value> {
    left_out.iter().map(|(laptop, why)| json!({ "laptop": laptop, "why": why.as_ref() })).collect()
}

fn combine(arguments: &SyncVault) -> Result<(), Failure> {
    let CombinedFigures { year, round, taken, left_out, missing, cells } = opened_with(arguments)?.combine_counts()?;
    let value = json!({
        "year": year, "round": round, "laptops": taken, "rejected": left_out_of(&left_out), "missing": missing,
        "cells": cells,
    });
    let text = format!(
        "{year}年度の組織の数字を保管庫に入れました。端末 {} 台。 / The figures of the organisation for FY{year} are in the vault: {} laptops.",
        taken.len(),
        taken.len()
    );
    answer(arguments.json, &value, &text)
}

fn status(arguments: &SyncVault) -> Result<(), Failure> {
    let office = opened_with(arguments)?;
    let Some(state) = office.combining_state()? else { return Err(OfficeError::NotCombining.into()) };
    let combined = office.read(|desk| desk.combined_figures(state.year))?.map(|figures| figures.taken);
    let CombiningState {
        name,
        year,
        generation,
        is_office,
        is_holder,
        is_listed,
        sequence,
        agreed,
        send_every,
        sent_at,
        sent: _,
        waiting,
        place,
        reachable,
        trouble,
        laptops,
        holders,
        members: _,
    } = state;
    let value = json!({
        "organisation": name, "year": year, "generation": generation, "office": is_office, "holder": is_holder,
        "listed": is_listed, "sequence": sequence, "waiting": waiting, "place": place, "reachable": reachable,
        "trouble": trouble.map(|fault| fault.code()), "laptops": laptops,
        "holders": holders, "combined": combined, "agreed": agreed, "send_every_hours": send_every, "sent_at": sent_at,
    });
    let text = format!("{name} {year}: {} 台 / laptops, 待っている / waiting {waiting}", laptops.len());
    answer(arguments.json, &value, &text)
}
