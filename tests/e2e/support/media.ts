// Files as a phone and an office have them, made for a test: a photo that says where it was taken, a sound, a document.
import type { Page } from "@playwright/test";

/** What a photo's hidden part says. */
export const PLACE_TAKEN = "Salamandre-Cachette";

export interface File {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A JPEG of that size, drawn by the browser: red on its left half, blue on its right. */
async function jpeg(page: Page, width: number, height: number): Promise<Buffer> {
  const bytes = await page.evaluate(
    async ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d")!;
      context.fillStyle = "#c00";
      context.fillRect(0, 0, width! / 2, height!);
      context.fillStyle = "#00c";
      context.fillRect(width! / 2, 0, width! / 2, height!);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
      return [...new Uint8Array(await blob!.arrayBuffer())];
    },
    [width, height],
  );
  return Buffer.from(bytes);
}

/** An entry of a TIFF folder, its value or where it is. */
function entry(tag: number, type: number, count: number, value: Buffer | number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16LE(tag, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.writeUInt32LE(count, 4);
  if (typeof value === "number") {
    bytes.writeUInt32LE(value, 8);
  } else {
    value.copy(bytes, 8);
  }
  return bytes;
}

function folder(entries: Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16LE(entries.length);
  return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
}

/** What a phone writes into a photo: how it was held, by what, and where. */
function exif(orientation: number): Buffer {
  const maker = Buffer.from(`${PLACE_TAKEN}\0`);
  const latitude = Buffer.alloc(24);
  [48, 1, 41, 1, 30, 1].forEach((part, place) => latitude.writeUInt32LE(part, place * 4));
  const firstSize = 2 + 3 * 12 + 4;
  const gpsAt = 8 + firstSize;
  const gpsSize = 2 + 2 * 12 + 4;
  const makerAt = gpsAt + gpsSize;
  const latitudeAt = makerAt + maker.length;
  const first = folder([entry(0x010f, 2, maker.length, makerAt), entry(0x0112, 3, 1, orientation), entry(0x8825, 4, 1, gpsAt)]);
  const gps = folder([entry(1, 2, 2, Buffer.from("N\0\0\0")), entry(2, 5, 3, latitudeAt)]);
  const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from("Exif\0\0"), header, first, gps, maker, latitude]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([marker, body]);
}

/** A photo taken with the phone upright: it lies on its side, and its hidden part says so, and says where it was taken. */
export async function photo(page: Page, width = 2400, height = 1600): Promise<File> {
  const drawn = await jpeg(page, width, height);
  const buffer = Buffer.concat([drawn.subarray(0, 2), exif(6), drawn.subarray(2)]);
  return { name: "IMG_2031.jpg", mimeType: "image/jpeg", buffer };
}

/** A second of silence, and a word in it that nothing sealed may hold. */
export function sound(word: string): File {
  const samples = Buffer.alloc(8_000, 128);
  samples.write(word, 4_000);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return { name: "Message du 3.wav", mimeType: "audio/wav", buffer: Buffer.concat([header, samples]) };
}

/** A document. */
export function pdf(): File {
  return { name: "Certificat.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") };
}

/** Width and height that a JPEG says. */
export function sizeOf(jpeg: Buffer): [number, number] {
  for (let place = 2; place < jpeg.length; ) {
    const marker = jpeg.readUInt16BE(place);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return [jpeg.readUInt16BE(place + 7), jpeg.readUInt16BE(place + 5)];
    }
    place += 2 + jpeg.readUInt16BE(place + 2);
  }
  throw new Error("no picture");
}
