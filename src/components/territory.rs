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

/// What is left free at the edges, and how far apart two places next to each other are.
const EDGE: (f64, f64) = (8.0, 6.0);
const PART: (f64, f64) = (0.84, 0.5);

/// The place of a station that stands at so much of the width and of the height of the schema, both from 0 to 1.
pub fn place_at((across, down): (f64, f64)) -> (u8, u8) {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let percent = |place: f64| place.round().clamp(0.0, 100.0) as u8;
    (
        percent((across * 100.0 - EDGE.0) / PART.0),
        percent((down * f64::from(HEIGHT) - EDGE.1) / PART.1),
    )
}

/// The radius of a disc: its surface is as its cases.
fn radius(cases: u32, most: u32) -> f64 {
    let part = f64::from(cases) / f64::from(most.max(1));
    1.0 + 5.0 * part.sqrt()
}

/// The height of the letters of a label, and about how wide one is.
const LETTERS: f64 = 2.4;
const LETTER: f64 = 1.25;

/// A disc as it is drawn, with the middle of its label.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    x: f64,
    y: f64,
    r: f64,
    is_hollow: bool,
    text: String,
    label: (f64, f64),
}

/// Half the sides of what is not to be written over, around its middle.
#[derive(Debug, Clone, Copy)]
struct Taken {
    middle: (f64, f64),
    half: (f64, f64),
}

impl Taken {
    /// How much of two lies on each other.
    fn shared(&self, other: &Self) -> f64 {
        let along = |one: f64, other: f64, halves: f64| (halves - (one - other).abs()).max(0.0);
        let wide = along(self.middle.0, other.middle.0, self.half.0 + other.half.0);
        let high = along(self.middle.1, other.middle.1, self.half.1 + other.half.1);
        wide * high
    }
}

/// The discs with their labels, each where it lies on the least of the others: below its disc, above it, to its right or left. Pure.
fn drawn(discs: Vec<Disc>) -> Vec<Drawn> {
    let most = discs.iter().map(|disc| disc.cases).max().unwrap_or(0);
    let place = |disc: Disc| Drawn {
        r: radius(disc.cases, most),
        x: EDGE.0 + f64::from(disc.x) * PART.0,
        y: EDGE.1 + f64::from(disc.y) * PART.1,
        is_hollow: disc.is_hollow,
        text: match disc.cases {
            0 => disc.label,
            cases => format!("{} {cases}", disc.label),
        },
        label: (0.0, 0.0),
    };
    let mut drawn: Vec<Drawn> = discs.into_iter().map(place).collect();
    let around = |one: &Drawn| Taken {
        middle: (one.x, one.y),
        half: (one.r, one.r),
    };
    let mut taken: Vec<Taken> = drawn.iter().map(around).collect();
    for one in &mut drawn {
        let letters = u32::try_from(one.text.chars().count()).unwrap_or(u32::MAX);
        let half = (f64::from(letters) * LETTER / 2.0, LETTERS / 2.0);
        let (beside, over) = (one.r + half.0 + 0.6, one.r + half.1 + 0.4);
        let ways = [
            (one.x, one.y + over),
            (one.x, one.y - over),
            (one.x + beside, one.y),
            (one.x - beside, one.y),
        ];
        let cost = |middle: (f64, f64)| {
            let label = Taken { middle, half };
            let outside = (half.0 - middle.0).max(0.0) + (middle.0 + half.0 - 100.0).max(0.0);
            taken.iter().map(|other| label.shared(other)).sum::<f64>() + 10.0 * outside
        };
        let best = ways
            .into_iter()
            .min_by(|one, other| cost(*one).total_cmp(&cost(*other)));
        one.label = best.unwrap_or((one.x, one.y));
        taken.push(Taken {
            middle: one.label,
            half,
        });
    }
    drawn
}

/// The schema.
#[component]
pub fn Territory(
    /// The stations that have a place on it.
    discs: Vec<Disc>,
    /// What it shows, in a sentence.
    summary: String,
) -> impl IntoView {
    let disc = |one: Drawn| {
        view! {
            <g>
                <circle class="territory-disc" class:is-hollow=one.is_hollow cx=one.x.to_string() cy=one.y.to_string() r=one.r.to_string() />
                <text class="territory-label" x=one.label.0.to_string() y=(one.label.1 + LETTERS / 3.0).to_string() text-anchor="middle">{one.text}</text>
            </g>
        }
    };
    view! {
        <figure class="territory">
            <figcaption>{summary}</figcaption>
            <svg viewBox=format!("0 0 100 {HEIGHT}") aria-hidden="true">{drawn(discs).into_iter().map(disc).collect_view()}</svg>
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

    #[test]
    fn a_station_stands_where_the_schema_was_touched() {
        for (x, y) in [(0, 0), (100, 100), (37, 81)] {
            let disc = Disc {
                x,
                y,
                label: String::new(),
                cases: 0,
                is_hollow: false,
            };
            let drawn = drawn(vec![disc]).remove(0);
            let touched = (drawn.x / 100.0, drawn.y / f64::from(HEIGHT));
            assert_eq!(place_at(touched), (x, y));
        }
        assert_eq!(place_at((-1.0, 2.0)), (0, 100), "outside is the edge");
    }

    #[test]
    fn labels_of_neighbours_do_not_lie_on_each_other() {
        let disc = |x: u8, label: &str| Disc {
            x,
            y: 50,
            label: label.to_owned(),
            cases: 5,
            is_hollow: false,
        };
        let drawn = drawn(vec![
            disc(40, "Farébersviller"),
            disc(52, "Folschviller"),
            disc(0, "Thionville-Fameck"),
        ]);
        let label = |one: &Drawn| Taken {
            middle: one.label,
            half: (LETTER * 7.0, LETTERS / 2.0),
        };
        let [first, second, edge] = drawn.as_slice() else {
            unreachable!("three discs")
        };
        assert!(label(first).shared(&label(second)) < 0.01, "{drawn:?}");
        assert!(
            edge.label.0 > 8.0,
            "what stands at the edge is written inwards"
        );
    }
}
