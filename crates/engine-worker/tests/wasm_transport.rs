//! What `fetch` is asked, and what becomes of its answers.
#![cfg(target_arch = "wasm32")]

use engine::ports::{HttpRequest, HttpResponse, Transport, TransportError};
use js_sys::{Array, Function};
use permanence_engine_worker::transport::FetchTransport;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// What this worker's `fetch` is until the next test.
fn answer_with(body: &str) -> Array {
    let seen = Array::new();
    let script = format!(
        "globalThis.fetch = async (address, options) => {{
             const request = new Request(address, options);
             {body}
         }};"
    );
    let replace = Function::new_with_args("seen", &script);
    replace
        .call1(&JsValue::NULL, &seen)
        .expect("the worker's own fetch can be replaced");
    seen
}

fn put(timeout_ms: u32) -> HttpRequest {
    HttpRequest {
        method: "PUT",
        path: "/v1/log/1?a=b".to_owned(),
        headers: vec![("authorization", "Bearer t".to_owned())],
        body: vec![1, 2, 3],
        timeout_ms,
    }
}

async fn send(timeout_ms: u32) -> Result<HttpResponse, TransportError> {
    FetchTransport::to("https://endpoint.example")
        .send(put(timeout_ms))
        .await
}

#[wasm_bindgen_test]
async fn a_request_carries_what_it_was_given_and_nothing_of_the_browser() {
    let seen = answer_with(
        "const { method, url, credentials, cache, redirect, referrerPolicy } = request;
         const sent = [...new Uint8Array(await request.arrayBuffer())].join();
         seen.push(method, url, request.headers.get('authorization'), sent);
         seen.push(credentials, cache, redirect, referrerPolicy);
         return new Response('ok', { status: 201, headers: { 'Retry-After': '7' } });",
    );
    let response = send(1_000).await.expect("it is answered");
    assert_eq!(
        (response.status, response.body.as_slice()),
        (201, b"ok".as_slice())
    );
    assert_eq!(response.header("retry-after"), Some("7"));
    let seen: Vec<String> = seen.iter().filter_map(|word| word.as_string()).collect();
    let expected = [
        "PUT",
        "https://endpoint.example/v1/log/1?a=b",
        "Bearer t",
        "1,2,3",
        "omit",
        "no-store",
        "error",
        "no-referrer",
    ];
    assert_eq!(seen, expected);
}

async fn check(script: &str, timeout_ms: u32, expected: Result<HttpResponse, TransportError>) {
    answer_with(script);
    assert_eq!(send(timeout_ms).await, expected, "{script}");
}

#[wasm_bindgen_test]
async fn no_answer_has_a_reason() {
    let refused = "throw new TypeError('failed to fetch');";
    check(refused, 1_000, Err(TransportError::Unreachable)).await;
    let silent = "return new Promise((_, failed) => request.signal.onabort = failed);";
    check(silent, 50, Err(TransportError::TimedOut)).await;
    let cut = "return new Response(new ReadableStream({ pull: (c) => c.error(new TypeError()) }));";
    check(cut, 1_000, Err(TransportError::Unreachable)).await;
    let endless = "return new Response(new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1 << 22)),
    }));";
    check(endless, 60_000, Err(TransportError::Unreachable)).await;
    let empty = "return new Response(null, { status: 204 });";
    let nothing = HttpResponse {
        status: 204,
        ..HttpResponse::default()
    };
    check(empty, 1_000, Ok(nothing)).await;
}

#[wasm_bindgen_test]
async fn a_request_nobody_waits_for_is_aborted() {
    let seen = answer_with(
        "request.signal.onabort = () => seen.push('aborted');
         return new Promise(() => {});",
    );
    let mut waiting = Box::pin(send(60_000));
    let first = std::future::poll_fn(|context| {
        std::task::Poll::Ready(waiting.as_mut().poll(context).is_pending())
    });
    assert!(first.await, "nothing answers");
    drop(waiting);
    assert_eq!(seen.get(0).as_string().as_deref(), Some("aborted"));
}
