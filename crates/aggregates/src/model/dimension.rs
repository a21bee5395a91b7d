use std::collections::{BTreeMap, BTreeSet};

use super::{ModelError, TOTAL};

/// One way to break a count down: a closed list of codes in which every innermost code lies under coarser ones, and all
/// of them under [`TOTAL`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    name: String,
    // The total first, a parent before its children: the order in which a table is written.
    nodes: Vec<Node>,
    leaves: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    code: String,
    parent: Option<usize>,
    children: Vec<usize>,
}

impl Dimension {
    /// Takes codes that lie directly under the total, in the order given.
    ///
    /// # Errors
    /// [`ModelError`] for an empty list, a code that stands twice, is empty or says `Total`.
    pub fn flat<C: Into<String>>(name: &str, codes: impl IntoIterator<Item = C>) -> Result<Self, ModelError> {
        Self::nested(name, codes.into_iter().map(|code| vec![code.into()]))
    }

    /// Takes the innermost codes, each followed by the codes it lies under from fine to coarse: month, quarter.
    ///
    /// # Errors
    /// [`ModelError`] as for [`flat`](Self::flat); also when a code lies under two different ones, or stands on two levels.
    pub fn nested(name: &str, paths: impl IntoIterator<Item = Vec<String>>) -> Result<Self, ModelError> {
        let mut under: BTreeMap<String, (usize, String)> = BTreeMap::new();
        let mut order: Vec<Vec<String>> = Vec::new();
        let mut innermost = BTreeSet::new();
        for path in paths {
            let Some(leaf) = path.first() else { return Err(ModelError::Empty { dimension: name.to_owned() }) };
            if !innermost.insert(leaf.clone()) {
                return Err(ModelError::Twice { dimension: name.to_owned(), code: leaf.clone() });
            }
            for (level, code) in path.iter().enumerate() {
                check_code(name, code)?;
                let parent = path.get(level + 1).map_or(TOTAL, String::as_str).to_owned();
                let placed = under.entry(code.clone()).or_insert_with(|| (level, parent.clone()));
                if placed.0 != level {
                    return Err(ModelError::TwoLevels { dimension: name.to_owned(), code: code.clone() });
                }
                if placed.1 != parent {
                    return Err(ModelError::TwoParents { dimension: name.to_owned(), code: code.clone() });
                }
            }
            order.push(path);
        }
        Self::grow(name, &order)
    }

    /// Takes periods that follow each other, and adds what had come together by the end of each: `..q2` is the first and
    /// the second. Who publishes cumulative figures protects the periods between them as well, since anybody can subtract.
    ///
    /// # Errors
    /// [`ModelError`] as for [`flat`](Self::flat).
    pub fn cumulative<C: Into<String>>(name: &str, periods: impl IntoIterator<Item = C>) -> Result<Self, ModelError> {
        let periods: Vec<String> = periods.into_iter().map(Into::into).collect();
        let flat = Self::flat(name, periods.clone())?;
        let last = periods.len();
        let so_far = |end: usize| periods.get(end).map(|code| format!("..{code}"));
        let paths = periods.iter().enumerate().map(|(place, code)| {
            let first_sum = place.max(1);
            let sums = (first_sum..last.saturating_sub(1)).filter_map(so_far);
            std::iter::once(code.clone()).chain(sums).collect::<Vec<_>>()
        });
        Self::grow(&flat.name, &paths.collect::<Vec<_>>())
    }

    fn grow(name: &str, paths: &[Vec<String>]) -> Result<Self, ModelError> {
        if paths.is_empty() {
            return Err(ModelError::Empty { dimension: name.to_owned() });
        }
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            for (level, code) in path.iter().enumerate() {
                let parent = path.get(level + 1).map_or(TOTAL, String::as_str);
                let list = children.entry(parent).or_default();
                if !list.contains(&code.as_str()) {
                    list.push(code);
                }
            }
        }
        let mut dimension = Self { name: name.to_owned(), nodes: Vec::new(), leaves: Vec::new() };
        dimension.plant(TOTAL, None, &children);
        Ok(dimension)
    }

    fn plant(&mut self, code: &str, parent: Option<usize>, children: &BTreeMap<&str, Vec<&str>>) {
        let here = self.nodes.len();
        self.nodes.push(Node { code: code.to_owned(), parent, children: Vec::new() });
        if let Some(above) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            above.children.push(here);
        }
        match children.get(code) {
            Some(below) => below.iter().for_each(|child| self.plant(child, Some(here), children)),
            None => self.leaves.push(here),
        }
    }

    /// Returns its name, which is the name of its column.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns how many codes there are on all levels, with the total.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Says whether there is no code; a dimension that was made has at least one.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns all codes: the total first, each coarser code before those under it.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().map(|node| node.code.as_str())
    }

    /// Returns the place of a code in [`codes`](Self::codes).
    pub fn place(&self, code: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.code == code)
    }

    /// Returns the innermost codes, each followed by the codes it lies under, as [`nested`](Self::nested) takes them.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let path = |&leaf: &usize| self.upwards(leaf).map(|place| self.code(place).to_owned());
        self.leaves.iter().map(|leaf| path(leaf).filter(|code| code != TOTAL).collect()).collect()
    }

    pub(crate) fn code(&self, place: usize) -> &str {
        self.nodes.get(place).map_or(TOTAL, |node| &node.code)
    }

    pub(crate) fn leaves(&self) -> &[usize] {
        &self.leaves
    }

    pub(crate) fn children(&self, place: usize) -> &[usize] {
        self.nodes.get(place).map_or(&[], |node| &node.children)
    }

    /// Returns a code's place and the places of all codes it lies under.
    pub(crate) fn upwards(&self, place: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), |&place| self.nodes.get(place).and_then(|node| node.parent))
    }
}

fn check_code(dimension: &str, code: &str) -> Result<(), ModelError> {
    let fits =
        !code.trim().is_empty() && code != TOTAL && code.chars().count() <= 100 && !code.contains(char::is_control);
    if fits { Ok(()) } else { Err(ModelError::BadCode { dimension: dimension.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(dimension: &Dimension) -> Vec<&str> {
        dimension.codes().collect()
    }

    #[test]
    fn months_are_written_under_their_quarter() {
        let path = |month: &str, quarter: &str| vec![month.to_owned(), quarter.to_owned()];
        let months = Dimension::nested("month", [path("m04", "q1"), path("m07", "q2"), path("m05", "q1")]);

        let months = months.expect("a tree");
        assert_eq!(codes(&months), ["Total", "q1", "m04", "m05", "q2", "m07"]);
        assert_eq!(Dimension::nested("month", months.paths()).expect("the same tree"), months);
    }

    #[test]
    fn cumulative_periods_end_in_the_total() {
        let quarters = Dimension::cumulative("quarter", ["q1", "q2", "q3", "q4"]).expect("four quarters");

        assert_eq!(codes(&quarters), ["Total", "..q3", "..q2", "q1", "q2", "q3", "q4"]);
    }

    #[test]
    fn a_list_that_cannot_be_added_up_is_refused() {
        let path = |month: &str, quarter: &str| vec![month.to_owned(), quarter.to_owned()];
        assert!(matches!(Dimension::flat("g", ["f", "f"]), Err(ModelError::Twice { .. })));
        assert!(matches!(Dimension::flat("g", ["Total"]), Err(ModelError::BadCode { .. })));
        assert!(matches!(Dimension::flat::<&str>("g", []), Err(ModelError::Empty { .. })));
        let one_under_two = Dimension::nested(
            "m",
            [
                vec!["a".to_owned(), "q".to_owned(), "h1".to_owned()],
                vec!["b".to_owned(), "q".to_owned(), "h2".to_owned()],
            ],
        );
        assert!(matches!(one_under_two, Err(ModelError::TwoParents { .. })));
        assert!(matches!(Dimension::nested("m", [path("a", "b"), path("b", "c")]), Err(ModelError::TwoLevels { .. })));
    }
}
