//! The money in words: what contradicts itself, and what sums come to.

use report::funding::{Column, GrantYear, Plan, Remark};

use crate::i18n::amounts::{money, share};
use crate::i18n::dates;
use crate::t;

/// A column, as a sentence names it.
fn column(column: Column) -> &'static str {
    match column {
        Column::Requested => t!(column_requested),
        Column::Agreed => t!(column_agreed),
        Column::Paid => t!(column_paid),
    }
}

/// "A, B et C".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => t!(names_and, first = first.join(", "), last = last),
    }
}

/// Something that contradicts itself, in a sentence.
pub(super) fn remark(remark: &Remark) -> String {
    match remark {
        Remark::StatedTotalDiffers {
            column,
            source,
            stated,
            sum,
        } => stated_otherwise(*column, source, *stated, *sum),
        Remark::PaidAboveAgreed {
            funders,
            agreed,
            paid,
            excess,
        } => paid_above(funders, *agreed, *paid, *excess),
        Remark::PlanDiffers { year, planned, sum } => t!(
            remark_plan,
            year = year.to_string(),
            planned = money(*planned),
            sum = money(*sum)
        ),
        Remark::OutsideConvention { year } => t!(remark_outside, year = year.to_string()),
        Remark::AgreedDiffersFromPlan {
            funder,
            planned,
            agreed,
        } => t!(
            remark_agreed,
            funder = funder,
            planned = money(*planned),
            agreed = money(*agreed)
        ),
        Remark::PaidWithoutAgreement { funder, paid } => {
            let paid = money(*paid);
            t!(remark_without_agreement, funder = funder, paid = paid)
        }
        Remark::OneUnderTwoNames { funder, other } => {
            t!(remark_two_names, funder = funder, other = other)
        }
        payment => about_a_day(payment),
    }
}

fn stated_otherwise(of: Column, source: &str, stated: i64, sum: i64) -> String {
    let by = money(stated.saturating_sub(sum).saturating_abs());
    let is_above = stated > sum;
    let (column, stated, sum) = (column(of), money(stated), money(sum));
    let source = match source.is_empty() {
        true => t!(remark_a_paper),
        false => source,
    };
    match is_above {
        true => t!(
            remark_stated_above,
            source = source,
            column = column,
            stated = stated,
            sum = sum,
            by = by
        ),
        false => t!(
            remark_stated_below,
            source = source,
            column = column,
            stated = stated,
            sum = sum,
            by = by
        ),
    }
}

fn paid_above(funders: &[String], agreed: i64, paid: i64, excess: i64) -> String {
    t!(
        remark_paid_above,
        count = u32::try_from(funders.len()).unwrap_or(u32::MAX),
        funders = listed(funders),
        agreed = money(agreed),
        paid = money(paid),
        each = money(paid.saturating_sub(agreed)),
        excess = money(excess)
    )
}

/// What is odd about the day of a payment.
fn about_a_day(remark: &Remark) -> String {
    match remark {
        Remark::PaidBeforeYear { funder, day } => {
            t!(
                remark_before_year,
                funder = funder,
                day = dates::written(*day)
            )
        }
        Remark::PaidAfterYear { funder, day } => {
            t!(
                remark_after_year,
                funder = funder,
                day = dates::written(*day)
            )
        }
        Remark::PaidLongBeforeOthers {
            funder,
            day,
            months,
        } => t!(
            remark_long_before,
            funder = funder,
            day = dates::written(*day),
            months = *months
        ),
        Remark::PaidWithoutDay { funder, paid } => {
            t!(remark_without_day, funder = funder, paid = money(*paid))
        }
        _ => String::new(),
    }
}

/// A plan in a sentence: what its first and last years come to, and the share of the State.
pub(super) fn plan(plan: &Plan) -> String {
    let part = |place: usize| {
        let total = plan.totals.get(place)?;
        let state = total.saturating_sub(*plan.totals_without_state.get(place)?);
        plan.share(state, place).map(share)
    };
    let last = plan.years.len().saturating_sub(1);
    match (plan.years.first(), plan.years.last(), part(0), part(last)) {
        (Some(first), Some(end), Some(from), Some(to)) if first != end => t!(
            plan_summary,
            first = first.to_string(),
            last = end.to_string(),
            from = from,
            to = to,
            total = money(plan.totals.first().copied().unwrap_or_default())
        ),
        (Some(only), _, Some(from), _) => t!(
            plan_summary_one,
            year = only.to_string(),
            share = from,
            total = money(plan.totals.first().copied().unwrap_or_default())
        ),
        _ => t!(plan_empty).to_owned(),
    }
}

/// The grants of a year in a sentence.
pub(super) fn grants(year: &GrantYear) -> String {
    let totals = year.totals;
    let (requested, agreed, paid) = (
        money(totals.requested),
        money(totals.agreed),
        money(totals.paid),
    );
    match (year.above_agreed, year.unpaid) {
        (0, 0) => t!(
            grants_even,
            requested = requested,
            agreed = agreed,
            paid = paid
        ),
        (above, 0) => t!(
            grants_above,
            requested = requested,
            agreed = agreed,
            paid = paid,
            above = money(above)
        ),
        (0, unpaid) => t!(
            grants_unpaid,
            requested = requested,
            agreed = agreed,
            paid = paid,
            unpaid = money(unpaid)
        ),
        (above, unpaid) => t!(
            grants_both,
            requested = requested,
            agreed = agreed,
            paid = paid,
            above = money(above),
            unpaid = money(unpaid)
        ),
    }
}
