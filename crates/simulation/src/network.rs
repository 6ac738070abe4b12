//! The way to the endpoint, and all that can happen on it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use engine::ports::{HttpRequest, HttpResponse, TransportError};
use sync::ErrorCode;

use crate::chance::Chance;
use crate::endpoint::{SimEndpoint, refusal};

/// Where the endpoint is.
pub const ORIGIN: &str = "https://endpoint.example";
/// How long a request takes, milliseconds.
const REQUEST_MS: i64 = 20;

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: it is answered.
    None,
    /// It never arrives.
    LoseRequest,
    /// It arrives, and its answer is lost: a lost acknowledgement.
    LoseAnswer,
    /// It arrives twice; the second answer is the one seen.
    Twice,
    /// It is lost, and arrives once more, much later.
    Later,
    /// The answer's body ends early.
    Cut,
    /// One bit of the answer's body is another.
    Flip,
    /// The endpoint refuses it.
    Refuse(u16, ErrorCode),
    /// Something else on the way answers with this status and this body.
    Stranger(u16, Vec<u8>),
}

/// Decides what happens to each request.
pub type Script = Box<dyn FnMut(&HttpRequest) -> Fault>;

/// The network all devices share.
pub struct Network {
    /// At its end.
    pub endpoint: RefCell<SimEndpoint>,
    script: RefCell<Script>,
    late: RefCell<Vec<HttpRequest>>,
    chance: Chance,
    world_ms: Rc<Cell<i64>>,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").finish_non_exhaustive()
    }
}

impl Network {
    /// A network where nothing goes wrong yet.
    #[must_use]
    pub fn new(chance: Chance, world_ms: Rc<Cell<i64>>) -> Self {
        Self {
            endpoint: RefCell::default(),
            script: RefCell::new(Box::new(|_| Fault::None)),
            late: RefCell::default(),
            chance,
            world_ms,
        }
    }

    /// From now on the script decides.
    pub fn follow(&self, script: impl FnMut(&HttpRequest) -> Fault + 'static) {
        *self.script.borrow_mut() = Box::new(script);
    }

    /// From now on nothing goes wrong.
    pub fn calm(&self) {
        self.late.borrow_mut().clear();
        self.follow(|_| Fault::None);
    }

    /// Carries a request to the endpoint and the answer back.
    ///
    /// # Errors
    /// When one of them is lost.
    pub fn carry(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        self.world_ms
            .set(self.world_ms.get().saturating_add(REQUEST_MS));
        let fault = (self.script.borrow_mut())(&request);
        let late: Vec<HttpRequest> = self.late.borrow_mut().drain(..).collect();
        let answer = self.meet(fault, request);
        for request in late {
            if self.chance.per_mille(500) {
                let _ = self.deliver(&request);
            } else {
                self.late.borrow_mut().push(request);
            }
        }
        answer
    }

    fn meet(&self, fault: Fault, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        match fault {
            Fault::None => Ok(self.deliver(&request)),
            Fault::LoseRequest => Err(TransportError::Unreachable),
            Fault::LoseAnswer => {
                let _ = self.deliver(&request);
                Err(TransportError::TimedOut)
            }
            Fault::Twice => {
                let _ = self.deliver(&request);
                Ok(self.deliver(&request))
            }
            Fault::Later => {
                self.late.borrow_mut().push(request);
                Err(TransportError::TimedOut)
            }
            Fault::Cut => Ok(self.cut(self.deliver(&request))),
            Fault::Flip => Ok(self.flip(self.deliver(&request))),
            Fault::Refuse(status, code) => Ok(refusal(status, code, Some(30))),
            Fault::Stranger(status, body) => Ok(HttpResponse {
                status,
                headers: Vec::new(),
                body,
            }),
        }
    }

    fn deliver(&self, request: &HttpRequest) -> HttpResponse {
        self.endpoint
            .borrow_mut()
            .answer(request, self.world_ms.get())
    }

    fn cut(&self, mut response: HttpResponse) -> HttpResponse {
        let length = self.chance.below(response.body.len());
        response.body.truncate(length);
        response
    }

    fn flip(&self, mut response: HttpResponse) -> HttpResponse {
        let place = self.chance.below(response.body.len());
        if let Some(byte) = response.body.get_mut(place) {
            *byte ^= 1 << self.chance.below(8);
        }
        response
    }
}
