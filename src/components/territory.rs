//! The territory as a schema: a disc a station, as large as its cases, where the team put it. It stands beside the table of stations.

use leptos::prelude::*;

/// A station on the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disc {
    /// From the left, 0 to 100.
    pub x: u8,
    /// From the top, 0 to 100.
    pub y: u8,
    /// Its name.
    pub label: String,
    /// Its cases.
    pub cases: u32,
    /// Of the gendarmerie: drawn hollow.
    pub is_hollow: bool,
}

/// The height of the schema, beside a width of 100.
const HEIGHT: u32 = 62;

/// The radius of a disc: its surface is as its cases.
fn radius(cases: u32, most: u32) -> f64 {
    let part = f64::from(cases) / f64::from(most.max(1));
    1.0 + 5.0 * part.sqrt()
}

/// The schema.
#[component]
pub fn Territory(
    /// The stations that have a place on it.
    discs: Vec<Disc>,
    /// What it shows, in a sentence.
    summary: String,
) -> impl IntoView {
    let most = discs.iter().map(|disc| disc.cases).max().unwrap_or(0);
    let disc = |disc: Disc| {
        let r = radius(disc.cases, most);
        let x = 8.0 + f64::from(disc.x) * 0.84;
        let y = 6.0 + f64::from(disc.y) * 0.5;
        let text = match disc.cases {
            0 => disc.label,
            cases => format!("{} {cases}", disc.label),
        };
        view! {
            <g>
                <circle class="territory-disc" class:is-hollow=disc.is_hollow cx=x.to_string() cy=y.to_string() r=r.to_string() />
                <text class="territory-label" x=x.to_string() y=(y + r + 2.6).to_string() text-anchor="middle">{text}</text>
            </g>
        }
    };
    view! {
        <figure class="territory">
            <figcaption>{summary}</figcaption>
            <svg viewBox=format!("0 0 100 {HEIGHT}") aria-hidden="true">{discs.into_iter().map(disc).collect_view()}</svg>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disc_is_as_large_as_its_cases() {
        assert!((radius(0, 57) - 1.0).abs() < f64::EPSILON);
        assert!((radius(57, 57) - 6.0).abs() < f64::EPSILON);
        assert!((radius(0, 0) - 1.0).abs() < f64::EPSILON);
    }
}
