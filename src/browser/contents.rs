//! Files that a person chose, and pictures made of them. They stay in the browser's hands: a piece at a time comes into
//! this program's memory.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, HtmlInputElement, ImageBitmap, Url,
};

use super::ink;

/// Bytes in the browser's hands, and what they are.
#[derive(Debug, Clone)]
pub struct Content(Blob);

/// A file that a person chose.
#[derive(Debug, Clone)]
pub struct Picked {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// An address under which this page alone shows a content. It is gone once this is dropped.
#[derive(Debug)]
pub struct Address(String);

/// The file chosen in an input, which then can be asked for the same file again.
pub fn picked(input: &HtmlInputElement) -> Option<Picked> {
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(Picked {
        name: file.name(),
        content: Content(file.into()),
    })
}

/// Offers bytes as a file of that name; false where the browser refuses.
pub fn offer(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    Content::of_bytes(bytes, media_type).is_some_and(|content| content.offer(name))
}

impl Content {
    /// A content put together from its pieces.
    pub fn of_pieces(pieces: &Pieces, media_type: &str) -> Option<Self> {
        Self::of_parts(&pieces.0, media_type)
    }

    /// A content put together from what the browser takes as its parts: bytes, or other contents.
    pub(super) fn of_parts(parts: &Array, media_type: &str) -> Option<Self> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(parts, &options)
            .ok()
            .map(Self)
    }

    /// What is drawn on a canvas, as JPEG.
    pub async fn of_canvas(canvas: &HtmlCanvasElement, quality: f64) -> Option<Self> {
        encoded(canvas, quality).await.map(Self)
    }

    /// A content of bytes that are here.
    fn of_bytes(bytes: &[u8], media_type: &str) -> Option<Self> {
        let pieces = Pieces::default();
        pieces.push(bytes);
        Self::of_pieces(&pieces, media_type)
    }

    /// A drawing whose bytes were kept; its first bytes tell its type.
    pub fn of_drawing(bytes: &[u8]) -> Option<Self> {
        let is_png = bytes.starts_with(b"\x89PNG");
        Self::of_bytes(bytes, if is_png { "image/png" } else { "image/jpeg" })
    }

    /// All of it as text; none where it cannot be read any more, or is none.
    pub async fn text(&self) -> Option<String> {
        String::from_utf8(self.read(0, self.bytes()).await?).ok()
    }

    /// How long it is.
    pub fn bytes(&self) -> u64 {
        self.0.size() as u64
    }

    /// Its type as the browser names it; empty where it does not know.
    pub fn media_type(&self) -> String {
        self.0.type_()
    }

    /// Some of its bytes; none where the file cannot be read any more.
    pub async fn read(&self, from: u64, to: u64) -> Option<Vec<u8>> {
        let part = self.0.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
        let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
        let bytes = Uint8Array::new(buffer.dyn_ref::<ArrayBuffer>()?).to_vec();
        (bytes.len() as u64 == to.saturating_sub(from)).then_some(bytes)
    }

    /// An address to show it under.
    pub fn address(&self) -> Option<Address> {
        Url::create_object_url_with_blob(&self.0).ok().map(Address)
    }

    /// Offers it as a file of that name; false where the browser refuses.
    pub fn offer(&self, name: &str) -> bool {
        self.offer_inner(name).is_some()
    }

    fn offer_inner(&self, name: &str) -> Option<()> {
        let address = self.address()?;
        let anchor = super::document().create_element("a").ok()?;
        let anchor: HtmlAnchorElement = anchor.dyn_into().ok()?;
        anchor.set_href(address.as_str());
        anchor.set_download(name);
        anchor.click();
        Some(())
    }

    /// The picture drawn anew, no longer or wider than `longest`, as JPEG: nothing is left of what else the file said. None
    /// where the browser cannot read it as a picture.
    pub async fn as_photo(&self, longest: u32, quality: f64) -> Option<Self> {
        let reading = super::window()
            .create_image_bitmap_with_blob(&self.0)
            .ok()?;
        let picture: ImageBitmap = JsFuture::from(reading).await.ok()?.dyn_into().ok()?;
        let canvas = super::document().create_element("canvas").ok()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        let (width, height) = fitting(picture.width(), picture.height(), longest);
        canvas.set_width(width);
        canvas.set_height(height);
        draw(&canvas, &picture)?;
        picture.close();
        encoded(&canvas, quality).await.map(Self)
    }
}

/// Pieces of a content as they come.
#[derive(Debug, Default)]
pub struct Pieces(Array);

impl Pieces {
    /// Adds the next one.
    pub fn push(&self, bytes: &[u8]) {
        self.0.push(&Uint8Array::from(bytes));
    }
}

impl Address {
    /// For an image, a sound, a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        // There is nothing to be done about an address that is gone already.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// The same shape, with no side above `longest` and none below one.
fn fitting(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let side = width.max(height).max(1);
    let scaled = |part: u32| {
        let scaled = u64::from(part) * u64::from(longest.min(side)) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

/// What is transparent becomes white, as on paper.
fn draw(canvas: &HtmlCanvasElement, picture: &ImageBitmap) -> Option<()> {
    ink::clear(canvas);
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    ink::context(canvas)?
        .draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, width, height)
        .ok()
}

async fn encoded(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let (sender, receiver) = futures_channel::oneshot::channel();
    let done = Closure::once_into_js(move |blob: JsValue| {
        // Who asked may have gone.
        let _ = sender.send(blob.dyn_into::<Blob>().ok());
    });
    canvas
        .to_blob_with_type_and_encoder_options(
            done.unchecked_ref(),
            "image/jpeg",
            &JsValue::from_f64(quality),
        )
        .ok()?;
    receiver.await.ok().flatten()
}

/// The bytes of what was drawn on a canvas; none where the browser cannot give them.
pub async fn drawn(canvas: &HtmlCanvasElement, quality: f64) -> Option<Vec<u8>> {
    let content = Content::of_canvas(canvas, quality).await?;
    content.read(0, content.bytes()).await
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_made_larger() {
        assert_eq!(fitting(4000, 3000, 2000), (2000, 1500));
        assert_eq!(fitting(3000, 4000, 2000), (1500, 2000));
        assert_eq!(fitting(800, 600, 2000), (800, 600));
        assert_eq!(fitting(10_000, 1, 2000), (2000, 1));
        assert_eq!(fitting(0, 0, 2000), (1, 1));
        assert_eq!(fitting(u32::MAX, u32::MAX, 2000), (2000, 2000));
    }
}
