//! From characters to tokens.

use super::{Operator, parse::ParseError};

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Named(String),
    /// A name that is no operator here: a function, a step of a path.
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
    Slash,
    Dot,
    DotDot,
}

/// Splits an expression into tokens.
///
/// # Errors
/// [`ParseError`] with the character or name it stumbled over.
pub fn tokens(text: &str) -> Result<Vec<Token>, ParseError> {
    let letters: Vec<char> = text.chars().collect();
    let mut lexer = Lexer { letters: &letters, at: 0, found: Vec::new() };
    while let Some(letter) = lexer.peek(0) {
        lexer.next_token(letter)?;
    }
    Ok(lexer.found)
}

struct Lexer<'a> {
    letters: &'a [char],
    at: usize,
    found: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at.saturating_add(ahead)).copied()
    }

    fn push(&mut self, token: Token, letters: usize) {
        self.found.push(token);
        self.at = self.at.saturating_add(letters);
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let taken: String =
            self.letters.get(self.at..).unwrap_or_default().iter().take_while(|letter| belongs(**letter)).collect();
        self.at = self.at.saturating_add(taken.chars().count());
        taken
    }

    fn next_token(&mut self, letter: char) -> Result<(), ParseError> {
        let next = self.peek(1);
        match letter {
            _ if letter.is_whitespace() => self.at = self.at.saturating_add(1),
            '0'..='9' => self.number()?,
            '.' if next.is_some_and(|next| next.is_ascii_digit()) => self.number()?,
            '.' if next == Some('.') => self.push(Token::DotDot, 2),
            '.' => self.push(Token::Dot, 1),
            '"' | '\'' | '“' | '”' | '‘' | '’' => self.text(letter)?,
            '$' if next == Some('{') => self.named()?,
            '(' => self.push(Token::Open, 1),
            ')' => self.push(Token::Close, 1),
            ',' => self.push(Token::Comma, 1),
            '/' if next == Some('/') => return Err(ParseError::Unsupported("//".to_owned())),
            '/' => self.push(Token::Slash, 1),
            '+' => self.push(Token::Operator(Operator::Add), 1),
            '-' | '−' => self.push(Token::Operator(Operator::Subtract), 1),
            '=' => self.push(Token::Operator(Operator::Equal), 1),
            '!' if next == Some('=') => self.push(Token::Operator(Operator::Unequal), 2),
            '<' if next == Some('=') => self.push(Token::Operator(Operator::AtMost), 2),
            '<' => self.push(Token::Operator(Operator::Less), 1),
            '>' if next == Some('=') => self.push(Token::Operator(Operator::AtLeast), 2),
            '>' => self.push(Token::Operator(Operator::Greater), 1),
            '*' if self.after_operand() => self.push(Token::Operator(Operator::Multiply), 1),
            '[' | ']' | '@' | '|' | '*' | ':' => return Err(ParseError::Unsupported(letter.to_string())),
            _ if begins_name(letter) => self.name()?,
            _ => return Err(ParseError::Broken(letter.to_string())),
        }
        Ok(())
    }

    /// Whether what stands before is an operand: then `*`, `and`, `div` … are operators (XPath 1.0, section 3.7).
    fn after_operand(&self) -> bool {
        !matches!(self.found.last(), None | Some(Token::Operator(_) | Token::Open | Token::Comma | Token::Slash))
    }

    fn number(&mut self) -> Result<(), ParseError> {
        let digits = self.take_while(|letter| letter.is_ascii_digit() || letter == '.');
        let number = digits.parse().map_err(|_| ParseError::Broken(digits))?;
        self.push(Token::Number(number), 0);
        Ok(())
    }

    /// A text in quotes. Word processors turn quotes round; they are taken as meant.
    fn text(&mut self, quote: char) -> Result<(), ParseError> {
        let ends: &[char] = match quote {
            '"' => &['"'],
            '\'' => &['\''],
            '“' | '”' => &['”', '“'],
            _ => &['’', '‘'],
        };
        self.at = self.at.saturating_add(1);
        let inside = self.take_while(|letter| !ends.contains(&letter));
        if self.peek(0).is_none() {
            return Err(ParseError::Broken(quote.to_string()));
        }
        self.push(Token::Text(inside), 1);
        Ok(())
    }

    fn named(&mut self) -> Result<(), ParseError> {
        self.at = self.at.saturating_add(2);
        let name = self.take_while(|letter| letter != '}');
        if self.peek(0).is_none() {
            return Err(ParseError::Broken("${".to_owned()));
        }
        // `${last-saved#name}` asks the form that was sent before.
        if name.contains('#') {
            return Err(ParseError::Unsupported(name));
        }
        self.push(Token::Named(name.trim().to_owned()), 1);
        Ok(())
    }

    fn name(&mut self) -> Result<(), ParseError> {
        let mut name = self.take_while(in_name);
        if self.peek(0) == Some(':') && self.peek(1).is_some_and(begins_name) {
            self.at = self.at.saturating_add(1);
            name = format!("{name}:{}", self.take_while(in_name));
        }
        if self.peek(0) == Some(':') {
            return Err(ParseError::Unsupported(format!("{name}::")));
        }
        let operator = match name.as_str() {
            "or" => Some(Operator::Or),
            "and" => Some(Operator::And),
            "div" => Some(Operator::Divide),
            "mod" => Some(Operator::Remainder),
            _ => None,
        };
        let token = match operator {
            Some(operator) if self.after_operand() => Token::Operator(operator),
            _ => Token::Name(name),
        };
        self.push(token, 0);
        Ok(())
    }
}

fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn in_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}
