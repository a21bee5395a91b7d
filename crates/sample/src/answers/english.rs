//! Answers noted down in English.

use super::Sentences;

pub const SENTENCES: &[Sentences] = &[
    (
        "wish",
        &[
            "Wants to know how to look for work here.",
            "Would like help with a CV.",
            "Asks where to study Japanese.",
            "Wants to hear about the training.",
        ],
        &["Not urgent.", "A friend told them about us.", "Has about an hour.", "Hopes to begin this month."],
    ),
    (
        "living",
        &[
            "Shares a flat with a friend.",
            "Lives with the family, three people.",
            "Rents a small room near a station.",
            "Moved last year and has settled in.",
        ],
        &[
            "The rent is a little high.",
            "Gets along with the neighbours.",
            "Sleeps well.",
            "Worries about heating in winter.",
        ],
    ),
    (
        "contact",
        &[
            "Email is best.",
            "Can be called on weekday evenings.",
            "Prefers text messages to calls.",
            "Please contact nobody else.",
        ],
        &[
            "Answers on the next day.",
            "Easy Japanese or English.",
            "Saturdays are fine.",
            "Will say when an interpreter is needed.",
        ],
    ),
    (
        "experience",
        &[
            "Worked in a food factory for three years.",
            "Taught mathematics at a school.",
            "Kept the accounts of a shop.",
            "Tested software in a small team.",
        ],
        &[
            "Led a few colleagues.",
            "Also worked night shifts.",
            "Enjoyed talking with customers.",
            "Only short jobs in Japan so far.",
        ],
    ),
    (
        "education",
        &[
            "Finished secondary school.",
            "Studied business at university.",
            "Has a degree in computing.",
            "Learned electrical work at a vocational school.",
        ],
        &[
            "Has the certificates.",
            "Is having copies sent.",
            "Would like to go on studying.",
            "Took online courses as well.",
        ],
    ),
    (
        "japanese",
        &[
            "Understands most of what is said slowly.",
            "Reads hiragana and katakana.",
            "Manages everyday conversation.",
            "Passed JLPT N4.",
        ],
        &[
            "Writing is difficult.",
            "Wants more chances to speak.",
            "Plans to take the next test.",
            "Phone calls are still hard.",
        ],
    ),
    (
        "strengths",
        &["A good listener.", "Skilled with tools.", "Good with numbers.", "Speaks four languages."],
        &[
            "Friends ask for repairs.",
            "Is often asked to cook.",
            "Helps others with forms.",
            "Does not give up easily.",
        ],
    ),
    (
        "hope",
        &[
            "Wants work that uses past experience.",
            "Looks for a company to stay with.",
            "Would like to work with people.",
            "Wants to learn a trade on the job.",
        ],
        &[
            "A steady life with the family.",
            "Would move to another region.",
            "Wants to use Japanese at work.",
            "A shop of their own one day.",
        ],
    ),
    (
        "obstacles",
        &[
            "Written tests in Japanese.",
            "Does not know how hiring works here.",
            "The qualification is not recognised yet.",
            "The commute takes long.",
        ],
        &[
            "Has few people to ask.",
            "Finds it hard to describe past work.",
            "Waits long for answers.",
            "It is getting better.",
        ],
    ),
    (
        "next_step",
        &[
            "They send a first CV.",
            "We send the dates of the training.",
            "We introduce a Japanese class.",
            "They write down their work history.",
        ],
        &["By Friday next week.", "By the end of the month.", "We call in two weeks.", "They prepare it at home."],
    ),
    (
        "permit",
        &[
            "Saw the residence card.",
            "Saw the designation paper.",
            "An extension is under way.",
            "Checked what it says about work.",
        ],
        &[
            "No copy was kept.",
            "Remind them two months before.",
            "Explained what an employer needs to see.",
            "One point to check next time.",
        ],
    ),
    (
        "health",
        &[
            "Nothing in particular.",
            "Hay fever in spring.",
            "Prefers not to lift heavy things.",
            "Sees a dentist regularly.",
        ],
        &[
            "No effect on work.",
            "Short meetings are better.",
            "Will tell us if needed.",
            "Takes a day off for appointments.",
        ],
    ),
    (
        "safety",
        &["No photographs.", "No letters to the home.", "Use the family name only.", "Chooses the interpreter."],
        &["No other worries.", "Will tell us if that changes.", "Explained and agreed.", "Ask again next time."],
    ),
];
