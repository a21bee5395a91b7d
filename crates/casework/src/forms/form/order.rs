//! The order in which values are worked out.

use super::Node;
use crate::forms::expr::Expr;

/// Places of nodes in an order in which each comes after those it depends on, else in the order of the form.
///
/// # Errors
/// The nodes that wait for one another.
pub fn in_order(nodes: &[Node]) -> Result<Vec<usize>, Vec<usize>> {
    let needs: Vec<Vec<usize>> = nodes.iter().map(needs).collect();
    let mut done = vec![false; nodes.len()];
    let mut order = Vec::with_capacity(nodes.len());
    loop {
        let before = order.len();
        for (place, needs) in needs.iter().enumerate() {
            let waits = needs.iter().any(|need| !done.get(*need).copied().unwrap_or(true));
            if let Some(own) = done.get_mut(place)
                && !*own
                && !waits
            {
                *own = true;
                order.push(place);
            }
        }
        if order.len() == nodes.len() {
            return Ok(order);
        }
        if order.len() == before {
            return Err(circle(&needs, done));
        }
    }
}

/// Of those that are not done, those on which others that are not done depend: the rest only waits behind the circle.
fn circle(needs: &[Vec<usize>], mut done: Vec<bool>) -> Vec<usize> {
    loop {
        let open = |place: usize| !done.get(place).copied().unwrap_or(true);
        let needed =
            |place: usize| needs.iter().enumerate().any(|(other, needs)| open(other) && needs.contains(&place));
        let behind = (0..needs.len()).find(|place| open(*place) && !needed(*place));
        match behind {
            Some(place) => done.iter_mut().skip(place).take(1).for_each(|done| *done = true),
            None => return (0..needs.len()).filter(|place| open(*place)).collect(),
        }
    }
}

fn needs(node: &Node) -> Vec<usize> {
    let calculation = node.asked().and_then(|asked| asked.calculation.as_ref());
    let expressions = [node.relevant.as_ref(), node.count.as_ref(), calculation];
    let named = expressions.into_iter().flatten().flat_map(Expr::nodes);
    // `position(..)` names the repeat that one stands in, which comes first anyway.
    named.chain(node.parent).collect()
}
