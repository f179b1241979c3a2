//! Finds a marker in bytes however it is written: plain, in either case, as hexadecimal, base64 or in a URL.

use std::collections::BTreeSet;

/// One way in which a marker may stand somewhere.
struct Shape {
    marker: usize,
    how: &'static str,
    bytes: Vec<u8>,
}

/// The places, by name, in which one of the markers stands.
pub fn found(markers: &[Vec<u8>], places: &[(String, Vec<u8>)]) -> Vec<String> {
    let all = markers.iter().enumerate().flat_map(|(marker, bytes)| {
        shapes(bytes).into_iter().map(move |(how, bytes)| Shape { marker, how, bytes })
    });
    // Capitals mean something in base64 and nothing elsewhere.
    let (exact, folded): (Vec<_>, Vec<_>) = all.partition(|shape| shape.how == "base64");
    let (exact, folded) = (Index::of(exact), Index::of(folded));
    let mut found = Vec::new();
    for (place, bytes) in places {
        let hits: BTreeSet<_> = exact.hits(bytes).chain(folded.hits(&bytes.to_ascii_lowercase())).collect();
        let say = |(marker, how): (usize, &str)| {
            format!("{} stands as {how} in {place}", String::from_utf8_lossy(&markers[marker]))
        };
        found.extend(hits.into_iter().map(say));
    }
    found
}

/// Shapes by their first two bytes: files are long, and are read once.
struct Index(Vec<Vec<Shape>>);

impl Index {
    fn of(shapes: Vec<Shape>) -> Self {
        let mut by_start: Vec<Vec<Shape>> = (0..=usize::from(u16::MAX)).map(|_| Vec::new()).collect();
        for shape in shapes {
            by_start[start(&shape.bytes)].push(shape);
        }
        Self(by_start)
    }

    fn hits(&self, bytes: &[u8]) -> std::vec::IntoIter<(usize, &'static str)> {
        let mut hits = Vec::new();
        for at in 0..bytes.len().saturating_sub(1) {
            for shape in &self.0[start(&bytes[at..])] {
                if bytes[at..].starts_with(&shape.bytes) {
                    hits.push((shape.marker, shape.how));
                }
            }
        }
        hits.into_iter()
    }
}

fn start(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn shapes(marker: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hex: String = marker.iter().map(|b| format!("{b:02x}")).collect();
    let plain = |b: &u8| b.is_ascii_alphanumeric();
    let url: String = marker
        .iter()
        .map(|b| if plain(b) { char::from(*b).to_string() } else { format!("%{b:02x}") })
        .collect();
    let mut shapes = vec![
        ("plain", marker.to_ascii_lowercase()),
        ("hex", hex.into_bytes()),
        ("url", url.to_ascii_lowercase().into_bytes()),
        ("form", url.to_ascii_lowercase().replace("%20", "+").into_bytes()),
    ];
    // The same bytes look different by where they begin in a group of three; the ends depend on their neighbours.
    for before in 0..3 {
        let mut padded = vec![0; before];
        padded.extend(marker);
        let encoded = base64(&padded);
        let (from, to) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
        let inside = &encoded[from..to];
        shapes.push(("base64", inside.as_bytes().to_vec()));
        shapes.push(("base64", inside.replace('+', "-").replace('/', "_").into_bytes()));
    }
    shapes
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for group in bytes.chunks(3) {
        let three = [group[0], *group.get(1).unwrap_or(&0), *group.get(2).unwrap_or(&0)];
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for sign in 0..4 {
            encoded.push(char::from(SIGNS[(bits >> (18 - 6 * sign)) as usize & 63]));
        }
    }
    encoded
}

#[test]
fn a_marker_is_found_in_every_shape_and_nowhere_else() {
    let marker = b"Vexillographer Quorn";
    let hidden = [
        "x Vexillographer Quorn y",
        "VEXILLOGRAPHER QUORN",
        "a=56657869 6c6c",
        "56657869 56657869_6C6C6F67726170686572_2051",
        "566578696C6C6F677261706865722051756F726E",
        "q=Vexillographer%20Quorn",
        "q=Vexillographer+Quorn",
        // `printf 'Vexillographer Quorn' | base64`, then with one and with two bytes before it.
        "VmV4aWxsb2dyYXBoZXIgUXVvcm4=",
        "LVZleGlsbG9ncmFwaGVyIFF1b3Ju",
        "LS1WZXhpbGxvZ3JhcGhlciBRdW9ybg==",
    ];
    let found_in = |text: &str| !found(&[marker.to_vec()], &[(String::new(), text.into())]).is_empty();
    let seen: Vec<bool> = hidden.iter().map(|text| found_in(text)).collect();
    assert_eq!(seen, [true, true, false, false, true, true, true, true, true, true]);
}
