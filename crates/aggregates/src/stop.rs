/// Asked between the questions of a protection and its proof, many times a second: whether to give up. Nothing is left
/// behind then.
pub type Stop<'a> = &'a dyn Fn() -> bool;

/// Goes on to the end.
pub(crate) fn never() -> bool {
    false
}
