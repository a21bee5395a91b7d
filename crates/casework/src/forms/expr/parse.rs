//! From tokens to a tree, by operator precedence.

use thiserror::Error;

use super::{
    Expr, Operator, Path, Reference,
    function::Function,
    lex::{Token, tokens},
};

/// Why an expression is not taken. Holds the word it stumbled over.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseError {
    /// It cannot be read.
    #[error("The expression cannot be read at {0}")]
    Broken(String),
    /// It is beyond what is supported.
    #[error("Not supported in an expression: {0}")]
    Unsupported(String),
    /// A function that is not supported.
    #[error("The function {0} is not supported")]
    Function(String),
    /// A function with too few or too many arguments.
    #[error("The function {0} has another number of arguments")]
    Arguments(String),
}

/// How deep parentheses and functions may stand in one another.
const DEEPEST: usize = 64;
/// How many operators an expression may have: a long chain is a deep tree, too.
const OPERATORS: usize = 1000;

/// Reads an expression.
///
/// # Errors
/// [`ParseError`].
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, operators: 0 };
    let expr = parser.expression(0)?;
    match parser.peek() {
        None => Ok(expr),
        Some(token) => Err(ParseError::Broken(shown(token))),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    operators: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self) -> Option<&'a Token> {
        let token = self.peek();
        self.at = self.at.saturating_add(1);
        token
    }

    fn takes(&mut self, token: &Token) -> bool {
        let there = self.peek() == Some(token);
        self.at = self.at.saturating_add(usize::from(there));
        there
    }

    fn expression(&mut self, weakest: u8) -> Result<Expr, ParseError> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEEPEST {
            return Err(ParseError::Unsupported("(((…".to_owned()));
        }
        let mut left = self.operand()?;
        while let Some(Token::Operator(operator)) = self.peek() {
            if operator.strength() <= weakest {
                break;
            }
            self.operators = self.operators.saturating_add(1);
            if self.operators > OPERATORS {
                return Err(ParseError::Unsupported(operator.sign().to_owned()));
            }
            self.at = self.at.saturating_add(1);
            let right = self.expression(operator.strength())?;
            left = Expr::Binary(*operator, Box::new(left), Box::new(right));
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(left)
    }

    fn operand(&mut self) -> Result<Expr, ParseError> {
        match self.take() {
            Some(Token::Number(number)) => Ok(Expr::Number(*number)),
            Some(Token::Text(text)) => Ok(Expr::Text(text.clone())),
            Some(Token::Named(name)) => self.after_named(name),
            // The minus sign binds stronger than any operator of two operands.
            Some(Token::Operator(Operator::Subtract)) => Ok(Expr::Negate(Box::new(self.expression(6)?))),
            Some(Token::Open) => {
                let inner = self.expression(0)?;
                if self.takes(&Token::Close) { Ok(inner) } else { Err(ParseError::Broken("(".to_owned())) }
            }
            Some(Token::Dot) if self.takes(&Token::Slash) => self.down(Path::default()),
            Some(Token::Dot) => Ok(Expr::Here),
            Some(Token::DotDot) => self.up(1),
            Some(Token::Slash) => self.down(Path { absolute: true, ..Path::default() }),
            Some(Token::Name(name)) if self.takes(&Token::Open) => self.call(name),
            Some(Token::Name(name)) => self.step(Path::default(), name),
            Some(token) => Err(ParseError::Broken(shown(token))),
            None => Err(ParseError::Broken("…".to_owned())),
        }
    }

    fn after_named(&self, name: &str) -> Result<Expr, ParseError> {
        match self.peek() {
            Some(Token::Slash) => Err(ParseError::Unsupported(format!("${{{name}}}/"))),
            _ => Ok(Expr::Refer(Reference::Named(name.to_owned()))),
        }
    }

    /// After `..`: further levels up, then names.
    fn up(&mut self, levels: usize) -> Result<Expr, ParseError> {
        let path = Path { up: levels, ..Path::default() };
        if !self.takes(&Token::Slash) {
            return Ok(Expr::Refer(Reference::Path(path)));
        }
        if self.takes(&Token::DotDot) { self.up(levels.saturating_add(1)) } else { self.down(path) }
    }

    /// After a slash: a name must follow.
    fn down(&mut self, path: Path) -> Result<Expr, ParseError> {
        match self.take() {
            Some(Token::Name(name)) => self.step(path, name),
            Some(Token::DotDot) if path.names.is_empty() && !path.absolute => self.up(1),
            Some(token) => Err(ParseError::Unsupported(shown(token))),
            None => Err(ParseError::Broken("/".to_owned())),
        }
    }

    fn step(&mut self, mut path: Path, name: &str) -> Result<Expr, ParseError> {
        if self.peek() == Some(&Token::Open) {
            return Err(ParseError::Unsupported(format!("{name}()")));
        }
        path.names.push(name.to_owned());
        if self.takes(&Token::Slash) { self.down(path) } else { Ok(Expr::Refer(Reference::Path(path))) }
    }

    /// After the opening parenthesis of a function.
    fn call(&mut self, name: &str) -> Result<Expr, ParseError> {
        if name == "current" {
            return self.current();
        }
        let mut arguments = Vec::new();
        if !self.takes(&Token::Close) {
            loop {
                arguments.push(self.expression(0)?);
                if self.takes(&Token::Close) {
                    break;
                }
                if !self.takes(&Token::Comma) {
                    return Err(ParseError::Broken(format!("{name}(")));
                }
            }
        }
        if self.peek() == Some(&Token::Slash) {
            return Err(ParseError::Unsupported(format!("{name}()/")));
        }
        let function = Function::called(name).ok_or_else(|| ParseError::Function(name.to_owned()))?;
        if !function.takes(arguments.len()) {
            return Err(ParseError::Arguments(name.to_owned()));
        }
        Ok(Expr::Call(function, arguments))
    }

    /// `current()` is the question at hand: `current()/../name` begins there, also in a filter of choices.
    fn current(&mut self) -> Result<Expr, ParseError> {
        let unsupported = || ParseError::Unsupported("current()".to_owned());
        if !self.takes(&Token::Close) {
            return Err(unsupported());
        }
        if !self.takes(&Token::Slash) {
            return Ok(Expr::Here);
        }
        if self.takes(&Token::DotDot) { self.up(1) } else { Err(unsupported()) }
    }
}

fn shown(token: &Token) -> String {
    match token {
        Token::Number(number) => number.to_string(),
        Token::Text(_) => "'…'".to_owned(),
        Token::Named(name) => format!("${{{name}}}"),
        Token::Name(name) => name.clone(),
        Token::Operator(operator) => operator.sign().to_owned(),
        Token::Open => "(".to_owned(),
        Token::Close => ")".to_owned(),
        Token::Comma => ",".to_owned(),
        Token::Slash => "/".to_owned(),
        Token::Dot => ".".to_owned(),
        Token::DotDot => "..".to_owned(),
    }
}
