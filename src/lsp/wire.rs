//! Messages in and out. A reader and a writer have a thread each, so that what
//! is worked on can look whether something new has come, or whether it is
//! still wanted. What is no message is told and skipped.

use std::io::{self, BufRead, Read as _, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use lsp_server::{Message, RequestId};
use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::{Value, json};

/// The longest header line, and the longest message, in bytes.
const HEADER: u64 = 1 << 16;
const BODY: usize = 1 << 30;

/// Something that came in.
pub(super) enum Event {
    /// A message.
    Message(Message),
    /// Something else; the id of the request that it may have been.
    Malformed(Value, String),
    /// The client is gone.
    Closed,
}

/// What has come and was not looked at.
pub(super) struct Inbox {
    events: Receiver<Event>,
    waiting: Arc<AtomicUsize>,
    cancelled: Arc<Mutex<FxHashSet<RequestId>>>,
}

impl Inbox {
    /// The next event; `None` when none comes in time.
    pub(super) fn next(&self, wait: Option<Duration>) -> Option<Event> {
        let event = match wait {
            Some(wait) => match self.events.recv_timeout(wait) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => return Some(Event::Closed),
            },
            None => match self.events.recv() {
                Ok(event) => event,
                Err(_) => return Some(Event::Closed),
            },
        };
        self.waiting.fetch_sub(1, Ordering::AcqRel);
        Some(event)
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.load(Ordering::Acquire) == 0
    }

    /// Whether the client has taken a request back. It has, once only.
    pub(super) fn is_cancelled(&self, id: &RequestId) -> bool {
        self.cancelled.lock().unwrap_or_else(PoisonError::into_inner).contains(id)
    }

    /// Forgets that a request was taken back.
    pub(super) fn forget(&self, id: &RequestId) {
        self.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}

/// Where messages are sent.
#[derive(Clone)]
pub(super) struct Outbox {
    bodies: Sender<String>,
}

impl Outbox {
    /// Tells the client something.
    pub(super) fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&Note { jsonrpc: "2.0", method, params });
    }

    /// Asks the client for something.
    pub(super) fn request(&self, id: &str, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Answers a request.
    pub(super) fn answer(&self, id: &Value, result: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Says why a request has no answer.
    pub(super) fn refuse(&self, id: &Value, code: i32, why: &str) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": why}}));
    }

    fn send(&self, body: &impl Serialize) {
        // a client that is gone is noticed by the reader
        let _ = self.bodies.send(serde_json::to_string(body).unwrap_or_default());
    }
}

/// A notification, written without a tree of values in between.
#[derive(Serialize)]
struct Note<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: &'a P,
}

/// Begins to read the standard input and to write to the standard output. The
/// handle ends when all outboxes are gone and everything is written.
pub(super) fn open() -> (Inbox, Outbox, JoinHandle<()>) {
    let (sender, events) = mpsc::channel();
    let (bodies, written) = mpsc::channel::<String>();
    let waiting = Arc::new(AtomicUsize::new(0));
    let cancelled = Arc::new(Mutex::new(FxHashSet::default()));
    let inbox = Inbox { events, waiting: Arc::clone(&waiting), cancelled: Arc::clone(&cancelled) };
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let event = read(&mut input);
            let last = matches!(event, Event::Closed);
            if let Event::Message(Message::Notification(n)) = &event
                && n.method == "$/cancelRequest"
                && let Some(id) = n.params.get("id").and_then(|id| serde_json::from_value(id.clone()).ok())
            {
                cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
            }
            waiting.fetch_add(1, Ordering::AcqRel);
            if sender.send(event).is_err() || last {
                break;
            }
        }
    });
    let writer = std::thread::spawn(move || {
        let mut output = io::stdout().lock();
        for body in written {
            if write(&mut output, &body).is_err() {
                break;
            }
        }
    });
    (inbox, Outbox { bodies }, writer)
}

fn write(output: &mut impl Write, body: &str) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(body.as_bytes())?;
    output.flush()
}

/// The next event of an input.
fn read(input: &mut impl BufRead) -> Event {
    match frame(input) {
        Ok(Some(body)) => parse(&body),
        Ok(None) => Event::Malformed(Value::Null, "a message begins with the line `Content-Length: N`".to_owned()),
        Err(_) => Event::Closed,
    }
}

/// The body of the next message; `None`: something that is none was skipped.
fn frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<usize> = None;
    let mut lines = 0;
    loop {
        let mut line = Vec::new();
        if input.by_ref().take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match (length, lines) {
                (None, 0) => continue,
                (None, _) => return Ok(None),
                (Some(_), _) => break,
            }
        }
        lines += 1;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
    let length = length.unwrap_or(0);
    if length > BODY {
        io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
        return Ok(None);
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(Some(body))
}

fn parse(body: &[u8]) -> Event {
    match serde_json::from_slice::<Message>(body) {
        Ok(message) => Event::Message(message),
        Err(error) => {
            let id = serde_json::from_slice::<Value>(body).ok().and_then(|v| v.get("id").cloned()).unwrap_or_default();
            Event::Malformed(id, error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_skipped() {
        let good = r#"{"jsonrpc":"2.0","id":1,"method":"x"}"#;
        let text = format!(
            "\r\nrubbish\r\n\r\nContent-Length: 3\r\n\r\n{{{{{{content-length: 12\r\nOther: 1\r\n\r\n{{\"id\":[7.5]}}Content-Length: {}\r\n\r\n{good}",
            good.len()
        );
        let mut input = text.as_bytes();
        let mut seen = Vec::new();
        loop {
            match read(&mut input) {
                Event::Message(Message::Request(r)) => seen.push(r.method),
                Event::Message(_) => seen.push("?".to_owned()),
                Event::Malformed(id, _) => seen.push(format!("bad {id}")),
                Event::Closed => break,
            }
        }
        assert_eq!(seen, ["bad null", "bad null", "bad [7.5]", "x"]);
    }
}
