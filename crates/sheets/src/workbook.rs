//! Tables as a workbook (Office Open XML): typed cells, widths that fit, titles that stay in sight, French formats.

use exchange::table::{Book, Cell, Refusal, Table};
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Rows between two words of progress.
const STEP: usize = 500;
/// What writing cells comes to of all the work, in hundredths; the rest is packing.
const CELLS: usize = 70;
/// Letters that a column is wide, at the least and at the most.
const WIDTHS: (usize, usize) = (8, 60);
/// Letters of the name of a sheet, at the most (the format's own limit).
const LONGEST_NAME: usize = 31;
/// What no name of a sheet may hold (the format's own rule).
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// How cells of each kind look.
struct Formats {
    title: Format,
    whole: Format,
    percent: Format,
    fine_percent: Format,
    cents: Format,
    day: Format,
    minutes: Format,
    text: Format,
}

impl Formats {
    fn new() -> Self {
        let number = |pattern: &str| Format::new().set_num_format(pattern);
        Self {
            title: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            whole: number("#,##0"),
            percent: number("0.0%"),
            fine_percent: number("0.00%"),
            cents: number("#,##0.00\\ \"€\""),
            day: number("dd/mm/yyyy"),
            minutes: number("[h]:mm"),
            text: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

pub(crate) fn write(book: &Book, progress: &mut dyn FnMut(u8)) -> Result<Vec<u8>, Refusal> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let all = book
        .tables
        .iter()
        .map(|table| table.rows.len())
        .sum::<usize>()
        .max(1);
    let mut names: Vec<String> = Vec::new();
    let mut done = 0;
    for table in &book.tables {
        let name = name_of(&table.name, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name).map_err(|error| refusal(&error))?;
        names.push(name);
        write_table(sheet, table, &formats, &mut || {
            done += 1;
            if done % STEP == 0 {
                progress(u8::try_from(done * CELLS / all).unwrap_or(0));
            }
        })
        .map_err(|error| refusal(&error))?;
    }
    let file = workbook.save_to_buffer().map_err(|error| refusal(&error))?;
    progress(100);
    Ok(file)
}

fn refusal(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::RowColumnLimitError => Refusal::TooLarge,
        _ => Refusal::Fault,
    }
}

/// A name that the format takes, and that no sheet before bears.
fn name_of(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted
        .chars()
        .filter(|one| !NOT_IN_NAMES.contains(one) && !one.is_control())
        .collect();
    let clean = clean.trim_matches(['\'', ' ']);
    let clean = if clean.is_empty() { "Table" } else { clean };
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let is_free = |name: &String| {
        taken
            .iter()
            .all(|other| other.to_lowercase() != name.to_lowercase())
    };
    let first = cut(clean, LONGEST_NAME);
    let others = (2..).map(|number: u32| format!("{} {number}", cut(clean, LONGEST_NAME - 4)));
    std::iter::once(first.clone())
        .chain(others.take(taken.len() + 1))
        .find(is_free)
        .unwrap_or(first)
}

fn write_table(
    sheet: &mut Worksheet,
    table: &Table,
    formats: &Formats,
    row_done: &mut dyn FnMut(),
) -> Result<(), XlsxError> {
    let place = |index: usize| u16::try_from(index).map_err(|_| XlsxError::RowColumnLimitError);
    for (column, title) in table.columns.iter().enumerate() {
        sheet.write_string_with_format(0, place(column)?, title, &formats.title)?;
        sheet.set_column_width(place(column)?, width(table, column))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (index, row) in table.rows.iter().enumerate() {
        let line = u32::try_from(index + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (column, cell) in row.iter().enumerate() {
            write_cell(sheet, line, place(column)?, cell, formats)?;
        }
        row_done();
    }
    Ok(())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a workbook holds numbers as floats; amounts of money stay far below 2^53 cents"
)]
fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        // Written as a string, which no program takes for a formula.
        Cell::Text(text) => {
            let cut: String = text.chars().take(32_767).collect();
            sheet.write_string_with_format(row, column, cut, &formats.text)?;
        }
        Cell::Whole(number) => {
            sheet.write_number_with_format(row, column, *number as f64, &formats.whole)?;
        }
        Cell::Percent(tenths) => {
            sheet.write_number_with_format(
                row,
                column,
                *tenths as f64 / 1000.0,
                &formats.percent,
            )?;
        }
        Cell::FinePercent(hundredths) => {
            let share = *hundredths as f64 / 10_000.0;
            sheet.write_number_with_format(row, column, share, &formats.fine_percent)?;
        }
        Cell::Cents(cents) => {
            sheet.write_number_with_format(row, column, *cents as f64 / 100.0, &formats.cents)?;
        }
        Cell::Day(day) => {
            use chrono::Datelike;
            let of_month = |number: u32| u8::try_from(number).unwrap_or(1);
            let year = u16::try_from(day.year()).unwrap_or(0);
            match ExcelDateTime::from_ymd(year, of_month(day.month()), of_month(day.day())) {
                Ok(date) => sheet.write_datetime_with_format(row, column, &date, &formats.day)?,
                // A workbook knows no day before 1900: it stays a text.
                Err(_) => sheet.write_string(row, column, day.to_string())?,
            };
        }
        Cell::Minutes(minutes) => {
            let days = f64::from(*minutes) / 1440.0;
            sheet.write_number_with_format(row, column, days, &formats.minutes)?;
        }
    }
    Ok(())
}

/// About as wide as its widest cell among the first rows.
fn width(table: &Table, column: usize) -> f64 {
    let letters = |cell: &Cell| match cell {
        Cell::Text(text) => text
            .lines()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0),
        Cell::Blank => 0,
        Cell::Day(_) => 10,
        _ => 12,
    };
    let cells = table
        .rows
        .iter()
        .take(STEP)
        .filter_map(|row| row.get(column))
        .map(letters);
    let title = table
        .columns
        .get(column)
        .map_or(0, |title| title.chars().count());
    let widest = cells.chain([title]).max().unwrap_or(0) + 2;
    f64::from(u32::try_from(widest.clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_the_format_takes() {
        assert_eq!(name_of("Activité 2020", &[]), "Activité 2020");
        assert_eq!(name_of("a/b:c?", &[]), "abc");
        assert_eq!(name_of("", &[]), "Table");
        assert_eq!(name_of("Zones", &["zones".to_owned()]), "Zones 2");
        assert_eq!(name_of(&"x".repeat(50), &[]).len(), 31);
    }
}
