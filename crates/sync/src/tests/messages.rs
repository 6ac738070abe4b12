//! Requests and their bodies, identifiers, cursors.

use std::str::FromStr;

use crate::message::{self, ApiError, Head};
use crate::request::RequestToSign;
use crate::vectors::recorded;
use crate::{BatchId, Cursor, DeviceId, Digest, ErrorCode, IdError, TeamId, TokenId};

#[test]
fn identifiers_have_one_text() {
    #[track_caller]
    fn check(text: &str, expected: Result<[u8; 16], IdError>) {
        assert_eq!(DeviceId::from_str(text).map(DeviceId::to_bytes), expected);
    }
    check("aaaaaaaaaaaaaaaaaaaaaaaaaa", Ok([0; 16]));
    check(
        &DeviceId::from_bytes([0xab; 16]).to_string(),
        Ok([0xab; 16]),
    );
    check("", Err(IdError::Length));
    check("aaaaaaaaaaaaaaaaaaaaaaaaaaa", Err(IdError::Length));
    check("AAAAAAAAAAAAAAAAAAAAAAAAAA", Err(IdError::Alphabet));
    check("1aaaaaaaaaaaaaaaaaaaaaaaaa", Err(IdError::Alphabet));
    check("éaaaaaaaaaaaaaaaaaaaaaaaa", Err(IdError::Alphabet));
    // The last character holds three bits: another one with the same three is another text.
    check("aaaaaaaaaaaaaaaaaaaaaaaaab", Err(IdError::Alphabet));
}

#[test]
fn bodies_skip_keys_of_a_newer_side() {
    let head: Head = message::decode(&recorded("message-head").expect("recorded")).expect("a head");
    let mut newer = message::encode(&head);
    assert_eq!(newer[0], 0xa8, "eight keys");
    newer[0] = 0xa9;
    newer.extend([0x18, 99, 0x82, 0x81, 0x01, 0x61, b'x']);
    assert_eq!(message::decode(&newer), Ok(head));
}

#[test]
fn bodies_refuse_what_follows_them() {
    let mut body = recorded("message-head").expect("recorded");
    body.push(0);
    assert!(message::decode::<Head>(&body).is_err());
}

#[test]
fn error_words_read_back() {
    for word in [
        "too-many",
        "team-full",
        "cursor",
        "internal",
        "from-the-future",
    ] {
        let error = ApiError {
            code: ErrorCode::from_word(word),
            retry_after_s: None,
        };
        assert_eq!(error.code.as_str(), word);
        assert_eq!(message::decode(&message::encode(&error)), Ok(error));
    }
}

#[test]
fn each_field_of_a_request_is_signed() {
    let request = RequestToSign {
        origin: "https://team.example",
        team: &TeamId::NONE,
        token: &TokenId::from_bytes([1; 16]),
        method: "PUT",
        path: "/v1/log/x",
        if_match: "abc",
        content: &Digest::of(b"body"),
    };
    let others = [
        RequestToSign {
            origin: "https://other.example",
            ..request
        },
        RequestToSign {
            team: &TeamId::from_bytes([1; 32]),
            ..request
        },
        RequestToSign {
            token: &TokenId::from_bytes([2; 16]),
            ..request
        },
        RequestToSign {
            method: "POST",
            ..request
        },
        RequestToSign {
            path: "/v1/log/y",
            ..request
        },
        RequestToSign {
            if_match: "",
            ..request
        },
        RequestToSign {
            content: &Digest::of(b"other"),
            ..request
        },
        // Moving a byte across the border of two fields is another request.
        RequestToSign {
            path: "/v1/log/xa",
            if_match: "bc",
            ..request
        },
    ];
    for other in others {
        assert_ne!(other.to_bytes(), request.to_bytes());
    }
}

#[test]
fn a_cursor_depends_on_everything_before_it() {
    let (team, batch) = (TeamId::from_bytes([1; 32]), BatchId::from_bytes([2; 16]));
    let start = Cursor::start(&team);
    let one = start.after(&batch, &Digest::of(b"one")).expect("room");
    assert_eq!(one.position, 1);
    assert_ne!(Cursor::start(&TeamId::NONE), start);
    assert_ne!(start.after(&batch, &Digest::of(b"two")), Some(one));
    assert_ne!(
        start.after(&BatchId::from_bytes([3; 16]), &Digest::of(b"one")),
        Some(one)
    );
    assert_ne!(
        one.after(&batch, &Digest::of(b"one"))
            .map(|next| next.digest),
        Some(one.digest)
    );
    let last = Cursor {
        position: u64::MAX,
        ..start
    };
    assert_eq!(last.after(&batch, &Digest::of(b"one")), None);
}
