//! The content security policy: one line, written to `csp.txt`, sent by the endpoint with every
//! page and script.
//!
//! The page has one inline script, the few lines by which trunk starts the application; its digest
//! is in the policy. Everything else is a file of the same origin. Trusted Types are required, and
//! only four policies may exist: `default` (public/trusted-types.js), and one each for the engine's
//! worker, for the worker that writes tables and for the service worker (public/shell.js, public/engine-loader.js).

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

/// What does not depend on the page. `blob:` is what this page made itself: an attachment looked at.
const DIRECTIVES: [&str; 14] = [
    "default-src 'none'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default permanence-engine permanence-sheets permanence-desk permanence-service-worker",
];

/// The policy for a page.
pub(super) fn policy(page: &str) -> String {
    let mut sources = vec!["script-src 'self' 'wasm-unsafe-eval'".to_owned()];
    sources.extend(inline_scripts(page).iter().map(|script| {
        format!(
            "'sha256-{}'",
            BASE64.encode(&Sha256::digest(script.as_bytes()))
        )
    }));
    let mut directives: Vec<String> = DIRECTIVES.iter().map(ToString::to_string).collect();
    directives.insert(1, sources.join(" "));
    directives.join("; ") + "\n"
}

/// The text of every script element that has text. Browsers take a digest over exactly these bytes.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("<script") {
        let Some(open) = rest[start..].find('>') else {
            break;
        };
        let body = &rest[start + open + 1..];
        let Some(end) = body.find("</script>") else {
            break;
        };
        if !body[..end].is_empty() {
            found.push(&body[..end]);
        }
        rest = &body[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{inline_scripts, policy};

    #[test]
    fn only_scripts_with_text_are_inline() {
        let page = "<script src=\"/a.js\"></script><script type=\"module\">go()</script>";
        assert_eq!(inline_scripts(page), ["go()"]);
    }

    #[test]
    fn the_policy_names_the_digest_and_forbids_the_rest() {
        let policy = policy("<script>alert('Hello, world.');</script>");
        assert!(
            policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"),
            "{policy}"
        );
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' "),
            "{policy}"
        );
        for never in ["'unsafe-inline'", "'unsafe-eval'", "http", "*", "data:"] {
            assert!(!policy.contains(never), "{never}");
        }
    }
}
