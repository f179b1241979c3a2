//! Reads Rust well enough to see paths: a small lexer, no grammar.

/// A source file as its tokens, without comments and literals.
pub struct Source(Vec<String>);

impl Source {
    pub fn new(text: &str) -> Self {
        Self(tokens(text))
    }

    /// Every path as it is written, `use` groups taken apart: `use a::{b, c::d}` is `a::b` and `a::c::d`.
    pub fn paths(&self) -> Vec<Vec<String>> {
        self.written_paths().into_iter().map(|(path, _)| path).collect()
    }

    /// Every path that leads to the crate's root, from there, as seen from a file that is `module`.
    /// A path that takes the whole crate (`crate::*`, `crate as x`) comes back as `["*"]`.
    pub fn crate_paths(&self, module: &[String]) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        for (path, inline) in self.written_paths() {
            let mut at: Vec<String> = module.iter().cloned().chain(inline).collect();
            let mut rest = path.as_slice();
            let mut relative = false;
            while let Some(first) = rest.first() {
                match first.as_str() {
                    "crate" => at.clear(),
                    "super" => drop(at.pop()),
                    "self" => {}
                    _ => break,
                }
                relative = true;
                rest = &rest[1..];
            }
            if !relative {
                continue;
            }
            if at.is_empty() && rest.is_empty() {
                found.push(vec!["*".to_owned()]);
            } else {
                found.push(at.into_iter().chain(rest.iter().cloned()).collect());
            }
        }
        found
    }

    /// Whether one of these is called as a method.
    pub fn calls(&self, methods: &[&str]) -> bool {
        self.0.windows(3).any(|w| w[0] == "." && methods.contains(&w[1].as_str()) && w[2] == "(")
    }

    /// Whether an attribute switches a lint off.
    pub fn allows_a_lint(&self) -> bool {
        let attribute = |w: &[String]| (w[0] == "[" || w[0] == ",") && w[1] == "allow" && w[2] == "(";
        self.0.windows(3).any(attribute)
    }

    /// Paths of at least one segment, each with the inline modules it stands in.
    fn written_paths(&self) -> Vec<(Vec<String>, Vec<String>)> {
        let tokens = &self.0;
        let mut found = Vec::new();
        let mut depth = 0;
        let mut inline: Vec<(usize, String)> = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            match tokens[i].as_str() {
                "{" => depth += 1,
                "}" => {
                    depth = usize::saturating_sub(depth, 1);
                    inline.retain(|(opened, _)| *opened <= depth);
                }
                "mod" if tokens.get(i + 2).is_some_and(|t| t == "{") => {
                    inline.push((depth + 1, tokens[i + 1].clone()));
                    i += 1;
                }
                first if is_name(first) => {
                    let starts = i == 0 || tokens[i - 1] != "::";
                    // A lone name is a path only where it is imported or renamed.
                    let long = tokens.get(i + 1).is_some_and(|t| t == "::");
                    let imported = i > 0 && tokens[i - 1] == "use";
                    if starts && (long || imported) {
                        let modules: Vec<String> = inline.iter().map(|(_, name)| name.clone()).collect();
                        let mut paths = Vec::new();
                        i = tree(tokens, i, &[], &mut paths);
                        found.extend(paths.into_iter().map(|path| (path, modules.clone())));
                        continue;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        found
    }
}

/// Reads one path or `use` tree that begins at `i`; returns where it ends.
fn tree(tokens: &[String], mut i: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(i).map(String::as_str) {
            Some("{") => {
                i += 1;
                while tokens.get(i).is_some_and(|t| t != "}") {
                    let next = tree(tokens, i, &path, found);
                    // Whatever follows an item (`as x`, a comma) is no path.
                    i = next.max(i + 1);
                    while tokens.get(i).is_some_and(|t| t != "," && t != "}") {
                        i += 1;
                    }
                    if tokens.get(i).is_some_and(|t| t == ",") {
                        i += 1;
                    }
                }
                return i + 1;
            }
            Some("*") => i += 1,
            // `use a::{self}` is `a`.
            Some("self") if !path.is_empty() => i += 1,
            Some(name) if is_name(name) => {
                path.push(name.to_owned());
                i += 1;
            }
            _ => {
                found.push(path);
                return i;
            }
        }
        if tokens.get(i).is_some_and(|t| t == "::") {
            i += 1;
        } else {
            found.push(path);
            return i;
        }
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens: Vec<String> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        let next = chars.get(i + 1).copied();
        if c == '/' && next == Some('/') {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && next == Some('*') {
            i = after_block_comment(&chars, i);
        } else if c == '"' {
            i = after_string(&chars, i);
        } else if c == '\'' {
            i = after_char_or_lifetime(&chars, i);
        } else if c.is_alphabetic() || c == '_' {
            let start = i;
            while i < chars.len() && (chars[i].is_alphanumeric() || chars[i] == '_') {
                i += 1;
            }
            let name: String = chars[start..i].iter().collect();
            let prefix = matches!(name.as_str(), "r" | "b" | "br" | "c" | "cr");
            if prefix && let Some(end) = after_prefixed_literal(&chars, i, name.contains('r')) {
                i = end;
            } else if name != "r" || chars.get(i) != Some(&'#') {
                tokens.push(name);
            }
        } else if c == ':' && next == Some(':') {
            tokens.push("::".to_owned());
            i += 2;
        } else {
            if !c.is_whitespace() && c != '$' && c != '#' {
                tokens.push(c.to_string());
            }
            i += 1;
        }
    }
    tokens
}

fn after_block_comment(chars: &[char], mut i: usize) -> usize {
    let mut depth = 0;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => {
                depth += 1;
                i += 2;
            }
            ('*', Some('/')) => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    i
}

fn after_string(chars: &[char], mut i: usize) -> usize {
    i += 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// `'x'` and `'\n'` are literals; `'a` is a lifetime.
fn after_char_or_lifetime(chars: &[char], i: usize) -> usize {
    if chars.get(i + 1) == Some(&'\\') {
        let close = chars[i + 3..].iter().position(|c| *c == '\'').unwrap_or(0);
        return i + 3 + close + 1;
    }
    if chars.get(i + 2) == Some(&'\'') { i + 3 } else { i + 1 }
}

/// Where a raw, byte or C string ends whose prefix has just been read, if it is one.
fn after_prefixed_literal(chars: &[char], i: usize, raw: bool) -> Option<usize> {
    if chars.get(i) == Some(&'\'') {
        return Some(after_char_or_lifetime(chars, i));
    }
    if !raw {
        return (chars.get(i) == Some(&'"')).then(|| after_string(chars, i));
    }
    let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
    if chars.get(i + hashes) != Some(&'"') {
        return None;
    }
    let body = i + hashes + 1;
    let closes =
        |at: usize| chars[at] == '"' && chars[at + 1..].iter().take_while(|c| **c == '#').count() >= hashes;
    let end = (body..chars.len()).find(|at| closes(*at)).unwrap_or(chars.len());
    Some(end + 1 + hashes)
}
