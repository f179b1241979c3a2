//! Owns the conversation of `hearken init`: what it asks for, whom it asks, and that it never waits where nobody is.

use crate::domain::text::Text;
use crate::forms::Words;
use crate::forms::words::Arg;
use std::io::{self, BufRead, IsTerminal, Write};

/// Somebody at the keyboard; in tests a script.
pub(super) trait Asker {
    /// A line; empty if they only pressed Enter.
    fn line(&mut self, question: &str) -> io::Result<String>;

    /// The same, and nothing of it is shown.
    fn secret(&mut self, question: &str) -> io::Result<Text>;
}

/// The terminal, where there is one on both sides.
pub(super) struct Terminal;

impl Terminal {
    pub fn here() -> Option<Self> {
        (io::stdin().is_terminal() && io::stdout().is_terminal()).then_some(Self)
    }
}

impl Asker for Terminal {
    fn line(&mut self, question: &str) -> io::Result<String> {
        let mut out = io::stdout();
        write!(out, "{question} ")?;
        out.flush()?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "Nothing more was typed. Begin again"));
        }
        Ok(line.trim().to_owned())
    }

    fn secret(&mut self, question: &str) -> io::Result<Text> {
        rpassword::prompt_password(format!("{question} ")).map(|typed| Text::new(typed.trim()))
    }
}

/// Asks for a value that was not given, in the words for its id, until it will do, and says why it does not; Enter
/// takes `otherwise`.
pub(super) fn value(
    asker: &mut dyn Asker,
    words: &Words,
    (id, args): (&str, &[Arg<'_>]),
    otherwise: &str,
    fits: impl Fn(&str) -> bool,
) -> io::Result<String> {
    let args = [args, &[("otherwise", otherwise.to_owned())]].concat();
    let mut question = words.say(&format!("init-ask-{id}"), &args);
    loop {
        let line = asker.line(&question)?;
        let answer = if line.is_empty() { otherwise.to_owned() } else { line };
        if fits(&answer) {
            return Ok(answer);
        }
        question = words.say(&format!("init-ask-{id}.wrong"), &args);
    }
}

/// Asks for a secret that begins in a certain way; nothing typed means later.
pub(super) fn secret(
    asker: &mut dyn Asker,
    words: &Words,
    id: &str,
    starts: &str,
) -> io::Result<Option<Text>> {
    let mut question = words.say(&format!("init-ask-{id}"), &[]);
    loop {
        let typed = asker.secret(&question)?;
        if typed.expose().is_empty() {
            return Ok(None);
        }
        if typed.expose().starts_with(starts) && !typed.expose().contains(char::is_whitespace) {
            return Ok(Some(typed));
        }
        question = words.say(&format!("init-ask-{id}.wrong"), &[]);
    }
}
