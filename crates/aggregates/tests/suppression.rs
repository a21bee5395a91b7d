//! Hiding keeps what is promised of it, on the example tables.

#[expect(dead_code, reason = "each test file reads some of the examples")]
mod common;

use aggregates::audit::audit_hidden;
use aggregates::suppress::suppress;
use common::{alone, table};

#[test]
fn nothing_small_can_be_worked_out_and_little_else_is_hidden() {
    // The proven optimum is 18, 3, 5, 2 and 4.
    for (name, most) in [("A1", 19), ("B1", 3), ("B2", 5), ("B3", 2), ("B4", 4)] {
        let joint = alone(table(name));
        let hidden = suppress(&joint, &[]).expect("it can be protected");
        let found = audit_hidden(&joint, &hidden).expect("it can be audited");

        assert_eq!((found.lp0_exact, found.lp1_exact, found.int1_exact, found.below_reachable), (0, 0, 0, 0), "{name}");
        assert!(found.extra <= most, "{name}: {} cells that are not small", found.extra);
    }
}
