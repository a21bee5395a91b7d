//! What is known of a participant beyond name and birth; the lists of codes.

use casework::codes::CodeList;
use office::EnteredCode;

use crate::{
    error::{CommandError, ErrorCode},
    host::Host,
    show,
    views::profile::{CodeListsView, CodeRequest, SaveCodeRequest},
};

type Answer<T> = Result<T, CommandError>;

pub fn code_lists(host: &Host, (): ()) -> Answer<CodeListsView> {
    let lists = host.office.read(|desk| {
        let today = desk.today();
        let list = |list: &CodeList| Ok(show::profile::code_list(*list, desk.code_list(*list)?, today));
        CodeList::ALL.iter().map(list).collect()
    })?;
    Ok(CodeListsView { lists })
}

pub fn save_code(host: &Host, request: SaveCodeRequest) -> Answer<CodeListsView> {
    let list = list(&request.list)?;
    let SaveCodeRequest { code, ja, en, valid_from, valid_until, kind_of, .. } = request;
    let entered = EnteredCode { ja, en, valid_from, valid_until, kind_of };
    host.office.write(|desk| {
        if code.is_empty() { desk.add_code(list, &entered).map(drop) } else { desk.change_code(list, &code, &entered) }
    })?;
    code_lists(host, ())
}

pub fn remove_code(host: &Host, request: CodeRequest) -> Answer<CodeListsView> {
    let list = list(&request.list)?;
    host.office.write(|desk| desk.remove_code(list, &request.code))?;
    code_lists(host, ())
}

fn list(name: &str) -> Answer<CodeList> {
    CodeList::from_id(name).ok_or_else(|| CommandError::at(ErrorCode::UnknownCode, "list"))
}
