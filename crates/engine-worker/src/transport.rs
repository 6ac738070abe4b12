//! The way to the endpoint: `fetch`, with nothing of the browser's own added to it.
//!
//! No cookie goes along, nothing is cached, no redirection is followed (a portal's page is not our endpoint), and
//! an answer has a time and a size: a hostile endpoint may delay, it may not fill the memory.

use std::cell::Cell;
use std::rc::Rc;

use engine::ports::{HttpRequest, HttpResponse, Transport, TransportError};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, Response,
};

use crate::scope::scope;

/// The largest answer taken, bytes.
const LARGEST_BYTES: usize = 64 << 20;

/// Requests to one origin.
#[derive(Debug, Clone)]
pub struct FetchTransport {
    origin: String,
}

impl FetchTransport {
    /// To the origin this program was loaded from.
    pub fn same_origin() -> Self {
        Self::to(scope().location().origin())
    }

    /// To an origin, `"https://example.org"`.
    pub fn to(origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
        }
    }
}

impl Transport for FetchTransport {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let deadline = Deadline::new(request.timeout_ms).ok_or(TransportError::Unreachable)?;
        let address = format!("{}{}", self.origin, request.path);
        // Why it failed (refused, cut, redirected, too large) is not told to programs in a page.
        exchange(&address, &request, &deadline)
            .await
            .map_err(|_| deadline.reason())
    }

    fn origin(&self) -> String {
        self.origin.clone()
    }
}

async fn exchange(
    address: &str,
    request: &HttpRequest,
    deadline: &Deadline,
) -> Result<HttpResponse, JsValue> {
    let options = options_of(request)?;
    options.set_signal(Some(&deadline.controller.signal()));
    let promise = scope().fetch_with_str_and_init(address, &options);
    let response: Response = JsFuture::from(promise).await?.dyn_into()?;
    let (status, headers) = (response.status(), headers_of(&response.headers())?);
    Ok(HttpResponse {
        status,
        headers,
        body: body_of(&response).await?,
    })
}

fn options_of(request: &HttpRequest) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    let options = RequestInit::new();
    options.set_method(request.method);
    options.set_headers(&headers);
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    if !request.body.is_empty() {
        options.set_body(&Uint8Array::from(request.body.as_slice()));
    }
    Ok(options)
}

/// Names come in lower case from the browser.
fn headers_of(headers: &Headers) -> Result<Vec<(String, String)>, JsValue> {
    let mut found = Vec::new();
    for pair in js_sys::try_iter(headers)?.into_iter().flatten() {
        let pair = Array::from(&pair?);
        found.push((
            pair.get(0).as_string().unwrap_or_default(),
            pair.get(1).as_string().unwrap_or_default(),
        ));
    }
    Ok(found)
}

/// Reads the body piece by piece, and no further than it may be long.
async fn body_of(response: &Response) -> Result<Vec<u8>, JsValue> {
    let Some(stream) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut body = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        let Ok(bytes) = Reflect::get(&piece, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(body);
        };
        let start = body.len();
        let end = start + bytes.length() as usize;
        if end > LARGEST_BYTES {
            // The request is aborted with the deadline that our caller drops.
            return Err(JsValue::UNDEFINED);
        }
        body.resize(end, 0);
        bytes.copy_to(&mut body[start..]);
    }
}

/// Aborts a request when its time is over, or when nobody waits for it any more.
struct Deadline {
    controller: AbortController,
    is_over: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Deadline {
    fn new(milliseconds: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let is_over = Rc::new(Cell::new(false));
        let (aborting, over) = (controller.clone(), Rc::clone(&is_over));
        let timer = Timeout::new(milliseconds.min(i32::MAX as u32), move || {
            over.set(true);
            aborting.abort();
        });
        Some(Self {
            controller,
            is_over,
            _timer: timer,
        })
    }

    fn reason(&self) -> TransportError {
        if self.is_over.get() {
            TransportError::TimedOut
        } else {
            TransportError::Unreachable
        }
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.controller.abort();
    }
}
