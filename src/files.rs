//! Tables as files: a worker is started, told the tables, and heard until the file is there. The screen goes on meanwhile.

use std::cell::RefCell;
use std::rc::Rc;

use engine::message::table::{Asked, Book, Format, Refusal, Told};
use futures_channel::oneshot;

use crate::browser::sheets::SheetsWorker;

type Answer = Rc<RefCell<Option<oneshot::Sender<Result<Vec<u8>, Refusal>>>>>;

/// The file of these tables. `progress` hears how far it is, in hundredths.
///
/// # Errors
/// It is too large for its format, or the worker could not do its work.
pub async fn write(
    format: Format,
    book: Book,
    progress: impl Fn(u8) + 'static,
) -> Result<Vec<u8>, Refusal> {
    let asked = postcard::to_allocvec(&Asked { format, book }).map_err(|_| Refusal::Fault)?;
    let (answer, answered) = oneshot::channel();
    let answer: Answer = Rc::new(RefCell::new(Some(answer)));
    let give = |answer: &Answer, file: Result<Vec<u8>, Refusal>| {
        if let Some(answer) = answer.borrow_mut().take() {
            // Who asked may have gone.
            let _ = answer.send(file);
        }
    };
    let heard = {
        let answer = Rc::clone(&answer);
        move |bytes: Vec<u8>| match postcard::from_bytes(&bytes) {
            Ok(Told::Progress(part)) => progress(part),
            Ok(Told::Done(file)) => give(&answer, Ok(file)),
            Ok(Told::Refused(refusal)) => give(&answer, Err(refusal)),
            Err(_) => give(&answer, Err(Refusal::Fault)),
        }
    };
    let died = move || give(&answer, Err(Refusal::Fault));
    let worker = SheetsWorker::start(heard, died).ok_or(Refusal::Fault)?;
    worker.post(&asked);
    let file = answered.await;
    drop(worker);
    file.unwrap_or(Err(Refusal::Fault))
}
