//! Tables as files, and files as tables: a worker is started, told what to do, and heard until it is done. The screen goes on meanwhile.

use std::cell::RefCell;
use std::rc::Rc;

use engine::message::table::{Asked, Book, Format, RawSheet, Refusal, Told};
use futures_channel::oneshot;

use crate::browser::side_worker::SideWorker;

type Answer = Rc<RefCell<Option<oneshot::Sender<Told>>>>;

/// The file of these tables. `progress` hears how far it is, in hundredths.
///
/// # Errors
/// It is too large for its format, or the worker could not do its work.
pub async fn write(
    format: Format,
    book: Book,
    progress: impl Fn(u8) + 'static,
) -> Result<Vec<u8>, Refusal> {
    match ask(&Asked::Write { format, book }, progress).await {
        Told::Done(file) => Ok(file),
        Told::Refused(refusal) => Err(refusal),
        _ => Err(Refusal::Fault),
    }
}

/// What stands in a file.
///
/// # Errors
/// It is protected, broken, too large or empty, or the worker could not do its work.
pub async fn read(file: Vec<u8>) -> Result<Vec<RawSheet>, Refusal> {
    match ask(&Asked::Read(file), |_| {}).await {
        Told::Read(sheets) => Ok(sheets),
        Told::Refused(refusal) => Err(refusal),
        _ => Err(Refusal::Fault),
    }
}

/// The last word of a worker that is asked.
async fn ask(asked: &Asked, progress: impl Fn(u8) + 'static) -> Told {
    const FAULT: Told = Told::Refused(Refusal::Fault);
    let Ok(asked) = postcard::to_allocvec(asked) else {
        return FAULT;
    };
    let (answer, answered) = oneshot::channel();
    let answer: Answer = Rc::new(RefCell::new(Some(answer)));
    let give = |answer: &Answer, told: Told| {
        if let Some(answer) = answer.borrow_mut().take() {
            // Who asked may have gone.
            let _ = answer.send(told);
        }
    };
    let heard = {
        let answer = Rc::clone(&answer);
        move |bytes: Vec<u8>| match postcard::from_bytes(&bytes) {
            Ok(Told::Progress(part)) => progress(part),
            Ok(told) => give(&answer, told),
            Err(_) => give(&answer, FAULT),
        }
    };
    let died = move || give(&answer, FAULT);
    let Some(worker) = SideWorker::of_sheets(heard, died) else {
        return FAULT;
    };
    worker.post(&asked);
    let told = answered.await;
    drop(worker);
    told.unwrap_or(FAULT)
}
