//! Expressions of forms: the part of XPath 1.0 that XLSForm uses, with the functions of ODK XForms
//! (<https://getodk.github.io/xforms-spec/>), read into a tree. What is beyond it is refused by name when a form is read,
//! never when it is asked.

mod eval;
mod function;
mod lex;
mod moment;
mod parse;
mod print;
mod value;

pub use eval::{Scope, evaluate, pattern};
pub use function::Function;
pub use moment::{Moment, is_date, is_date_time, is_time};
pub use parse::{ParseError, parse};
pub use print::{path_text, print, quoted};
pub use value::{Value, plain_number};

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number.
    Number(f64),
    /// A text in quotes.
    Text(String),
    /// An answer, or a repeat.
    Refer(Reference),
    /// The answer at hand: `.`.
    Here,
    /// A function.
    Call(Function, Vec<Self>),
    /// Two operands.
    Binary(Operator, Box<Self>, Box<Self>),
    /// A minus sign.
    Negate(Box<Self>),
}

/// What an expression refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// `${name}`, as written.
    Named(String),
    /// A path, as written.
    Path(Path),
    /// A node of the form, after it was looked up.
    Node(usize),
    /// A column of the choices, in a filter.
    Column(String),
}

/// A path without predicates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    /// Begins at the root.
    pub absolute: bool,
    /// How many levels up first.
    pub up: usize,
    /// Then down by these names.
    pub names: Vec<String>,
}

/// Operators in order of their strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `div`
    Divide,
    /// `mod`
    Remainder,
}

impl Operator {
    /// Binds the stronger, the greater.
    pub const fn strength(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal => 3,
            Self::Less | Self::AtMost | Self::Greater | Self::AtLeast => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Remainder => 6,
        }
    }

    /// As it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Remainder => "mod",
        }
    }
}

impl Expr {
    /// Calls `look` with every reference in it.
    ///
    /// # Errors
    /// The first that `look` returns.
    pub fn each_reference<E>(&mut self, look: &mut impl FnMut(&mut Reference) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Refer(reference) => look(reference),
            Self::Call(_, arguments) => arguments.iter_mut().try_for_each(|one| one.each_reference(look)),
            Self::Binary(_, left, right) => {
                left.each_reference(look)?;
                right.each_reference(look)
            }
            Self::Negate(inner) => inner.each_reference(look),
            Self::Number(_) | Self::Text(_) | Self::Here => Ok(()),
        }
    }

    /// The nodes that it refers to.
    pub fn nodes(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut look = |reference: &mut Reference| {
            if let Reference::Node(node) = reference {
                found.push(*node);
            }
            Ok::<(), ()>(())
        };
        // It is only looked at; `each_reference` is the one walk through the tree.
        let _ = self.clone().each_reference(&mut look);
        found
    }
}
