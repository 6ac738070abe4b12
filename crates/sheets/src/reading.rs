//! Files of others as rows of words: workbooks (XLSX, ODS) and text with separators, in UTF-8 or in the Windows code page of western Europe.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Range, Reader, Xlsx, XlsxError};
use exchange::table::{RawSheet, Refusal};

/// Rows and columns of a file that is read, at the most.
const MOST_ROWS: usize = 50_000;
const MOST_COLUMNS: usize = 200;
/// How a zip begins, and so a workbook of today.
const ZIP: &[u8] = b"PK\x03\x04";
/// How a compound file begins: a workbook from before 2007, or one of today under a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// What stands in a file, a sheet after the other; sheets in which nothing stands are left out.
///
/// # Errors
/// It is protected, broken, too large, or empty.
pub fn read(bytes: Vec<u8>) -> Result<Vec<RawSheet>, Refusal> {
    let sheets = if bytes.starts_with(COMPOUND) {
        return Err(Refusal::Protected);
    } else if bytes.starts_with(ZIP) {
        workbook(bytes)?
    } else {
        vec![text(&bytes)?]
    };
    let mut filled = Vec::new();
    for sheet in sheets {
        let rows: Vec<Vec<String>> = sheet.rows.into_iter().map(trimmed).collect();
        let first = rows.iter().position(|row| !row.is_empty());
        let Some(first) = first else { continue };
        let rows: Vec<_> = rows.into_iter().skip(first).collect();
        if rows.len() > MOST_ROWS || rows.iter().any(|row| row.len() > MOST_COLUMNS) {
            return Err(Refusal::TooLarge);
        }
        filled.push(RawSheet {
            name: sheet.name,
            rows,
        });
    }
    if filled.is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(filled)
    }
}

/// A row without blanks at its end.
fn trimmed(row: Vec<String>) -> Vec<String> {
    let mut row: Vec<String> = row.into_iter().map(|cell| cell.trim().to_owned()).collect();
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<RawSheet>, Refusal> {
    let as_ods = bytes
        .windows(ODS.len())
        .take(ODS_WITHIN)
        .any(|window| window == ODS);
    let cursor = Cursor::new(bytes);
    if as_ods {
        let mut book: Ods<_> = Ods::new(cursor).map_err(|error| match error {
            OdsError::Password => Refusal::Protected,
            _ => Refusal::Broken,
        })?;
        return sheets(&mut book);
    }
    let mut book: Xlsx<_> = Xlsx::new(cursor).map_err(|error| match error {
        XlsxError::Password => Refusal::Protected,
        _ => Refusal::Broken,
    })?;
    sheets(&mut book)
}

/// What an ODS file says of itself near its beginning.
const ODS: &[u8] = b"opendocument.spreadsheet";
const ODS_WITHIN: usize = 200;

fn sheets<R: Reader<Cursor<Vec<u8>>>>(book: &mut R) -> Result<Vec<RawSheet>, Refusal> {
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(|_| Refusal::Broken)?;
        if range.height() > MOST_ROWS {
            return Err(Refusal::TooLarge);
        }
        sheets.push(RawSheet {
            rows: rows(&range),
            name,
        });
    }
    Ok(sheets)
}

fn rows(range: &Range<Data>) -> Vec<Vec<String>> {
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(answer) => answer.to_string(),
        Data::DateTime(moment) => {
            let days = moment.as_f64();
            day_of(days).map_or_else(|| days.to_string(), |day| day.to_string())
        }
    }
}

/// The day of a number of days since the end of 1899, as workbooks count them; `None` for hours alone, and for what is no day.
fn day_of(days: f64) -> Option<chrono::NaiveDate> {
    let epoch = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let whole = (1.0..3_000_000.0).contains(&days).then(|| days.floor())?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between one and three million"
    )]
    epoch.checked_add_days(chrono::Days::new(whole as u64))
}

/// A text with separators: whichever of `;`, tab and `,` stands most often in its first line.
fn text(bytes: &[u8]) -> Result<RawSheet, Refusal> {
    let text = decoded(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: char| first.matches(mark).count();
    let mark = [';', '\t', ',']
        .into_iter()
        .max_by_key(|mark| (count(*mark), *mark == ';'));
    let mut builder = csv::ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(mark.unwrap_or(';')).unwrap_or(b';'));
    let mut rows = Vec::new();
    for row in builder.from_reader(text.as_bytes()).into_records() {
        let row = row.map_err(|_| Refusal::Broken)?;
        rows.push(row.iter().map(str::to_owned).collect());
        if rows.len() > MOST_ROWS {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(RawSheet {
        name: String::new(),
        rows,
    })
}

/// UTF-8 where it is that; else the code page of western Europe. Bytes that no text has are no text.
fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'))
    {
        return Err(Refusal::Broken);
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| western(*byte)).collect(),
    })
}

/// A byte of Windows-1252: Latin-1, but for 32 places.
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(' '),
        byte => char::from(byte),
    }
}
