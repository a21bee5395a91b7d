//! Moving answers to another version of a form.

use std::collections::BTreeSet;

use super::{super::Upgrade, form};

#[test]
fn answers_stay_with_their_question_wherever_it_moves_and_go_aside_when_it_is_gone() {
    let old = form(
        "# survey
         type | name | label
         text | name | Name
         integer | age | Age
         text | job | Job
         text | never | Never answered
         begin_repeat | child | Child
         text | first | First name
         end_repeat | |",
    );
    let new = form(
        "# survey
         type | name | label
         begin_group | about | About
         text | name | Full name
         end_group | |
         text | fresh | New
         begin_repeat | child | Child
         integer | born | Born
         end_repeat | |
         text | age | Age",
    );
    let answered = BTreeSet::from(["name", "age", "job", "child[]", "child[1].first", "child[2].first"]);
    let upgrade = Upgrade::between(&old, &new, &answered);
    let ids = |list: &[(String, super::super::Words)]| list.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&upgrade.added), ["fresh", "child[].born"]);
    assert_eq!(ids(&upgrade.gone), ["never"], "what nobody answered is only told");
    let changed: Vec<_> = upgrade.changed.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(changed, ["name", "age"], "other words, another kind of answer");
    let aside: Vec<_> = upgrade.aside.keys().map(String::as_str).collect();
    assert_eq!(aside, ["child[1].first", "child[2].first", "job"]);
    assert_eq!(upgrade.aside["job"]["default"], "Job", "with the words in which it was asked");
}
