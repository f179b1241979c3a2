//! Owns the proof that a request comes from Slack, and now.

use crate::domain::Moment;
use crate::domain::text::Text;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Seconds that Slack's clock and ours may be apart, with the way between: Slack's own advice.
const SKEW: i64 = 5 * 60;

/// Why a request is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// No signature of the kind we know.
    Unsigned,
    /// Signed, but too long ago or ahead of time.
    Stale,
    /// Somebody else's signature, or another body's.
    Wrong,
}

impl Unproven {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Stale => "stale",
            Self::Wrong => "wrong",
        }
    }
}

/// Checks `X-Slack-Request-Timestamp` and `X-Slack-Signature` against the body as it came, in constant time.
pub fn verify(
    secret: &Text,
    now: Moment,
    timestamp: Option<&str>,
    signature: Option<&str>,
    body: &[u8],
) -> Result<(), Unproven> {
    let timestamp = timestamp.ok_or(Unproven::Unsigned)?;
    let seconds: i64 = timestamp.parse().map_err(|_| Unproven::Unsigned)?;
    let signed = signature.and_then(|signature| unhex(signature.strip_prefix("v0=")?));
    let signed = signed.ok_or(Unproven::Unsigned)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).expect("a key of any length");
    for part in [b"v0:", timestamp.as_bytes(), b":", body] {
        mac.update(part);
    }
    mac.verify_slice(&signed).map_err(|_| Unproven::Wrong)?;
    // Only now: whoever cannot sign need not learn what our clock says.
    let apart = now.timestamp().checked_sub(seconds).map(i64::saturating_abs);
    if apart.is_some_and(|apart| apart <= SKEW) { Ok(()) } else { Err(Unproven::Stale) }
}

/// 32 bytes from 64 hexadecimal digits.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    let mut bytes = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |at: usize| char::from(pair[at]).to_digit(16);
        *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    /// From Slack's own page on signatures.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const STAMP: &str = "1531420618";
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    fn at(seconds: i64) -> Moment {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn slacks_own_example_holds_for_five_minutes_either_way_and_for_its_body_alone() {
        let secret = Text::new(SECRET);
        let stamp: i64 = STAMP.parse().unwrap();
        let check = |now, body: &str| verify(&secret, at(now), Some(STAMP), Some(SIGNATURE), body.as_bytes());
        for seconds in [0, 300, -300] {
            assert_eq!(check(stamp + seconds, BODY), Ok(()));
        }
        for seconds in [301, -301, 360, -360] {
            assert_eq!(check(stamp + seconds, BODY), Err(Unproven::Stale));
        }
        assert_eq!(check(stamp, &BODY.replace("roadrunner", "roadrunnes")), Err(Unproven::Wrong));
        assert_eq!(check(stamp, ""), Err(Unproven::Wrong));
    }

    #[test]
    fn what_is_no_signature_is_none() {
        let secret = Text::new(SECRET);
        let check = |stamp, signature| verify(&secret, at(1_531_420_618), stamp, signature, BODY.as_bytes());
        let short = &SIGNATURE[..SIGNATURE.len() - 2];
        let other = SIGNATURE.replace("v0=", "v1=");
        let not_hex = SIGNATURE.replace('a', "g");
        let wide = format!("{short}é");
        for signature in
            [None, Some(""), Some("v0="), Some(short), Some(&*other), Some(&*not_hex), Some(&*wide)]
        {
            assert_eq!(check(Some(STAMP), signature), Err(Unproven::Unsigned), "{signature:?}");
        }
        for stamp in [None, Some(""), Some("soon"), Some("1531420618.5"), Some("99999999999999999999")] {
            assert_eq!(check(stamp, Some(SIGNATURE)), Err(Unproven::Unsigned), "{stamp:?}");
        }
        // Another moment's signature is not this one's.
        assert_eq!(check(Some("1531420619"), Some(SIGNATURE)), Err(Unproven::Wrong));
        assert_eq!(check(Some("-9223372036854775808"), Some(SIGNATURE)), Err(Unproven::Wrong));
    }
}
