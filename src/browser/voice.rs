//! The device's own voices. One that sends what it says elsewhere is no voice here.

use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::{listen_forever, window};

/// How something is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manner {
    /// Of the usual speed.
    pub rate: f32,
    /// From 0 to 1.
    pub volume: f32,
}

impl Manner {
    /// How a voice speaks at first: low, a bystander need not hear it.
    pub const FIRST: Self = Self {
        rate: 0.9,
        volume: 0.4,
    };
}

/// Whether the device itself has a voice for a language.
pub fn has(language: &str) -> bool {
    voice(language).is_some()
}

/// Calls when the device has found its voices, which it may look for a while.
pub fn on_voices(handler: impl Fn() + 'static) {
    if let Some(speech) = speech() {
        listen_forever(&speech, "voiceschanged", move |_| handler());
    }
}

/// Says texts one after the other, each in its language, in the place of what is being said. One whose language has no voice is left out.
pub fn say(texts: &[(String, String)], manner: Manner) {
    let Some(speech) = speech() else { return };
    speech.cancel();
    for (language, text) in texts {
        let said = SpeechSynthesisUtterance::new_with_text(text);
        if let (Some(voice), Ok(said)) = (voice(language), said) {
            said.set_lang(&voice.lang());
            said.set_voice(Some(&voice));
            said.set_rate(manner.rate);
            said.set_volume(manner.volume);
            speech.speak(&said);
        }
    }
}

/// Stops at once.
pub fn hush() {
    if let Some(speech) = speech() {
        speech.cancel();
    }
}

fn speech() -> Option<SpeechSynthesis> {
    window().speech_synthesis().ok()
}

fn voice(language: &str) -> Option<SpeechSynthesisVoice> {
    let voices = speech()?.get_voices();
    let is_own = |voice: &SpeechSynthesisVoice| {
        let tag = voice.lang().to_lowercase().replace('_', "-");
        voice.local_service() && tag.split('-').next() == Some(language)
    };
    voices
        .iter()
        .filter_map(|voice| voice.dyn_into::<SpeechSynthesisVoice>().ok())
        .find(is_own)
}
