//! Wire formats, chain, roster, plan. Pure.
