// How every test and the bench start Chromium.

/** The system's own Chromium, quiet: it looks up nothing by itself. */
export const BROWSER = {
  executablePath: process.env.PERMANENCE_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A microphone that hums, and a person who lets it be used.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ],
};

/** Where the person is. */
export const PLACE = { locale: "fr-FR", timezoneId: "Europe/Paris" };
