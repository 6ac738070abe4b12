//! A voice recorded by the device itself. It stays in the browser's memory until it is sealed.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, MediaRecorder, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::contents::Content;

/// How often what was recorded is handed over, in milliseconds.
const SLICE_MS: i32 = 1_000;

/// A recording under way. Dropped, it ends and the microphone is let go.
pub struct Recording {
    recorder: MediaRecorder,
    stream: MediaStream,
    pieces: Rc<RefCell<Vec<Blob>>>,
    _on_data: Closure<dyn FnMut(BlobEvent)>,
}

impl Recording {
    /// Asks for the microphone and begins; none where there is none, or the person or the browser refuses.
    pub async fn begin() -> Option<Self> {
        let wanted = MediaStreamConstraints::new();
        wanted.set_audio(&JsValue::TRUE);
        let devices = super::window().navigator().media_devices().ok()?;
        let asked = devices.get_user_media_with_constraints(&wanted).ok()?;
        let stream: MediaStream = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        Self::of(stream.clone()).or_else(|| {
            let_go(&stream);
            None
        })
    }

    fn of(stream: MediaStream) -> Option<Self> {
        let recorder = MediaRecorder::new_with_media_stream(&stream).ok()?;
        let pieces = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&pieces);
        let on_data = Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
            if let Some(piece) = event.data() {
                kept.borrow_mut().push(piece);
            }
        });
        recorder.set_ondataavailable(Some(on_data.as_ref().unchecked_ref()));
        recorder.start_with_time_slice(SLICE_MS).ok()?;
        Some(Self {
            recorder,
            stream,
            pieces,
            _on_data: on_data,
        })
    }

    /// Ends it; none where the browser kept nothing.
    pub async fn finish(self) -> Option<Content> {
        let (sender, receiver) = futures_channel::oneshot::channel();
        let stopped = Closure::once_into_js(move || {
            // Who asked may have gone.
            let _ = sender.send(());
        });
        self.recorder.set_onstop(Some(stopped.unchecked_ref()));
        self.recorder.stop().ok()?;
        receiver.await.ok()?;
        let media_type = self.recorder.mime_type();
        // "audio/webm;codecs=opus": what it is, without how.
        let media_type = media_type.split(';').next().unwrap_or_default();
        let pieces: Array = self.pieces.borrow().iter().collect();
        Content::of_parts(&pieces, media_type)
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        self.recorder.set_ondataavailable(None);
        let_go(&self.stream);
    }
}

/// Whether this browser records.
pub fn is_there() -> bool {
    let window = super::window();
    let has = |name: &str| js_sys::Reflect::has(&window, &name.into()).unwrap_or(false);
    has("MediaRecorder") && window.navigator().media_devices().is_ok()
}

fn let_go(stream: &MediaStream) {
    for track in stream.get_audio_tracks() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}
