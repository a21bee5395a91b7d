//! The interview template: questions as data, with a version that finished interviews keep.

/// A question. Ids are stable: an answer stays readable when the words change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Stable id.
    pub id: &'static str,
    /// Section in Japanese and English.
    pub section: (&'static str, &'static str),
    /// Words in Japanese and English.
    pub words: (&'static str, &'static str),
    /// What helps to ask it well; may be empty.
    pub hint: (&'static str, &'static str),
    /// Lines of the answer field.
    pub lines: u32,
    /// Kept only after consent (要配慮個人情報 and what comes close to it).
    pub sensitive: bool,
}

/// A template: its version and its questions in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// Grows with each change; finished interviews carry it.
    pub version: u32,
    /// In order.
    pub questions: &'static [Question],
}

impl Template {
    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&'static Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}

/// The longest answer that is kept, in characters: more than a day of typing.
pub const ANSWER_MAX: usize = 200_000;

const NOW: (&str, &str) = ("いまの暮らし", "Life now");
const WORK: (&str, &str) = ("仕事と学び", "Work and learning");
const AHEAD: (&str, &str) = ("これから", "What comes next");
const CARE: (&str, &str) = ("配慮が必要なこと", "What needs care");

const fn ask(
    id: &'static str,
    section: (&'static str, &'static str),
    words: (&'static str, &'static str),
    hint: (&'static str, &'static str),
) -> Question {
    Question { id, section, words, hint, lines: 4, sensitive: false }
}

const fn sensitive(question: Question) -> Question {
    Question { sensitive: true, ..question }
}

/// The template that comes with the program. It asks nothing about the reasons of flight.
pub const STANDARD: Template = Template {
    version: 1,
    questions: &[
        ask(
            "wish",
            NOW,
            ("今日いちばん話したいことは何ですか", "What would you most like to talk about today?"),
            ("相手のことばのまま書きます。", "Write it down in the person's own words."),
        ),
        ask(
            "living",
            NOW,
            ("住まいと毎日の暮らしはどうですか", "How are your home and your daily life?"),
            ("住む所、いっしょに暮らす人、困っていること。", "Where they live, with whom, what is difficult."),
        ),
        ask(
            "contact",
            NOW,
            ("安全に連絡できる方法は何ですか", "What is a safe way to reach you?"),
            ("連絡してはいけない相手や時間も聞きます。", "Ask also whom and when not to contact."),
        ),
        ask(
            "experience",
            WORK,
            ("これまでどんな仕事をしてきましたか", "What work have you done so far?"),
            ("国、期間、仕事の中身。", "Country, how long, what the work was."),
        ),
        ask("education", WORK, ("どんなことを学んできましたか", "What have you learned and studied?"), ("", "")),
        ask(
            "japanese",
            WORK,
            ("日本語はどのくらい使えますか", "How much Japanese can you use?"),
            (
                "聞く・話す・読む・書くを分けて。試験があれば級と日付。",
                "Listening, speaking, reading and writing apart; test level and date if any.",
            ),
        ),
        ask(
            "strengths",
            WORK,
            ("得意なこと、人によく頼まれることは何ですか", "What are you good at, what do people ask you for?"),
            ("", ""),
        ),
        ask("hope", AHEAD, ("どんな仕事や暮らしを望みますか", "What work and what life do you hope for?"), ("", "")),
        ask("obstacles", AHEAD, ("それを難しくしているものは何ですか", "What makes that difficult?"), ("", "")),
        ask(
            "next_step",
            AHEAD,
            ("次に何を、だれが、いつまでにしますか", "What is the next step, who takes it, by when?"),
            ("ひとつでよいので、はっきりと。", "One is enough, but clear."),
        ),
        sensitive(ask(
            "permit",
            CARE,
            ("在留資格と就労許可について", "Residence status and work permission"),
            (
                "在留カードや指定書を見せてもらえたら、期限も。",
                "If they show the card or the designation paper: note its last day.",
            ),
        )),
        sensitive(ask(
            "health",
            CARE,
            (
                "からだやこころのことで、知っておいてほしいことはありますか",
                "Is there anything about your health that we should know?",
            ),
            ("話したくないことは聞きません。", "Do not press."),
        )),
        sensitive(ask(
            "safety",
            CARE,
            ("安全のために気をつけることはありますか", "Is there anything we must be careful about for your safety?"),
            ("名前や写真の扱い、会わせてはいけない人。", "Use of name and picture, people they must not meet."),
        )),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_ids_are_unique() {
        let mut ids: Vec<_> = STANDARD.questions.iter().map(|question| question.id).collect();
        ids.sort_unstable();
        ids.dedup();

        assert_eq!(ids.len(), STANDARD.questions.len());
    }

    #[test]
    fn every_question_is_there_in_both_languages() {
        for question in STANDARD.questions {
            assert!(!question.words.0.is_empty() && !question.words.1.is_empty(), "{}", question.id);
            assert_eq!(question.hint.0.is_empty(), question.hint.1.is_empty(), "{}", question.id);
        }
    }
}
