//! Socket Mode: tickets that open one connection, hello, envelopes with acknowledgements, warnings, and drops.

use super::deliver::{Answer, Kind};
use super::{APP, FakeSlack, PATIENCE};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};

/// How long an acknowledgement may take.
const ACKNOWLEDGED: Duration = Duration::from_secs(4);
/// Times that an event is sent once more.
const AGAIN: u32 = 3;

enum Order {
    Say(String),
    /// Without a word.
    Drop,
}

struct Connection {
    number: u64,
    orders: mpsc::UnboundedSender<Order>,
}

struct Waiting {
    connection: u64,
    answer: oneshot::Sender<Option<Value>>,
}

pub struct Sockets {
    address: String,
    listener: Mutex<Option<TcpListener>>,
    tickets: Mutex<BTreeSet<String>>,
    open: Mutex<Vec<Connection>>,
    waiting: Mutex<BTreeMap<String, Waiting>>,
    numbers: AtomicU64,
    connections: AtomicU64,
}

impl Sockets {
    pub async fn bind() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            address: format!("ws://{}", listener.local_addr().unwrap()),
            listener: Mutex::new(Some(listener)),
            tickets: Mutex::default(),
            open: Mutex::default(),
            waiting: Mutex::default(),
            numbers: AtomicU64::new(0),
            connections: AtomicU64::new(0),
        }
    }

    fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// An address that opens one connection.
    pub fn ticket(&self) -> String {
        let ticket = format!("/link/?ticket=secret-{}&app_id={APP}", self.number());
        self.tickets.lock().unwrap().insert(ticket.clone());
        format!("{}{ticket}", self.address)
    }
}

pub fn serve(fake: FakeSlack) {
    let listener = fake.0.sockets.listener.lock().unwrap().take().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(fake.clone(), stream));
        }
    });
}

async fn connection(fake: FakeSlack, stream: TcpStream) {
    let tickets = fake.clone();
    #[expect(clippy::result_large_err, reason = "the library gives the answer's type")]
    let check = move |request: &Request, response: Response| -> Result<Response, ErrorResponse> {
        let known = tickets.0.sockets.tickets.lock().unwrap().remove(&request.uri().to_string());
        if known { Ok(response) } else { Err(ErrorResponse::new(Some("no such ticket".to_owned()))) }
    };
    let Ok(mut socket) = tokio_tungstenite::accept_hdr_async(stream, check).await else { return };
    let sockets = &fake.0.sockets;
    let (orders, mut ordered) = mpsc::unbounded_channel();
    let hello = json!({
        "type": "hello", "num_connections": 1, "connection_info": { "app_id": APP },
        "debug_info": { "host": "applink-1", "started": "2026-03-10 10:00:00.000", "build_number": 10,
            "approximate_connection_time": 18060 },
    });
    if socket.send(Message::text(hello.to_string())).await.is_err() {
        return;
    }
    let number = {
        let mut open = sockets.open.lock().unwrap();
        let number = sockets.number();
        open.push(Connection { number, orders });
        number
    };
    sockets.connections.fetch_add(1, Ordering::Relaxed);
    fake.tell();
    loop {
        tokio::select! {
            order = ordered.recv() => match order {
                Some(Order::Say(text)) => if socket.send(Message::text(text)).await.is_err() { break },
                Some(Order::Drop) | None => break,
            },
            frame = socket.next() => match frame {
                Some(Ok(Message::Text(text))) => acknowledged(&fake, &text),
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => {}
            },
        }
    }
    sockets.open.lock().unwrap().retain(|open| open.number != number);
    sockets.waiting.lock().unwrap().retain(|_, waiting| waiting.connection != number);
    fake.tell();
}

fn acknowledged(fake: &FakeSlack, text: &str) {
    let ack: Value = serde_json::from_str(text).unwrap_or_default();
    let Some(envelope) = ack["envelope_id"].as_str() else {
        fake.state().findings.push(format!("an acknowledgement without an envelope: {text}"));
        return;
    };
    match fake.0.sockets.waiting.lock().unwrap().remove(envelope) {
        Some(waiting) => drop(waiting.answer.send(ack.get("payload").cloned())),
        None => fake.state().findings.push("an envelope was acknowledged twice".to_owned()),
    }
}

impl FakeSlack {
    pub fn sockets_open(&self) -> usize {
        self.0.sockets.open.lock().unwrap().len()
    }

    /// Connections that were opened so far.
    pub fn connections(&self) -> u64 {
        self.0.sockets.connections.load(Ordering::Relaxed)
    }

    /// The app has connected.
    pub async fn connected(&self) {
        self.until("the app connects", |fake| fake.sockets_open() > 0).await;
    }

    /// Every connection breaks, without a word.
    pub async fn drops_sockets(&self) {
        let before = {
            let open = self.0.sockets.open.lock().unwrap();
            for connection in open.iter() {
                drop(connection.orders.send(Order::Drop));
            }
            // Whoever comes in after this has a higher number.
            self.0.sockets.numbers.load(Ordering::Relaxed)
        };
        let old = move |fake: &Self| {
            fake.0.sockets.open.lock().unwrap().iter().all(|connection| connection.number >= before)
        };
        self.until("the connections break", old).await;
    }

    /// Slack is about to end the connections; each ends when the app has another, or has read the warning.
    pub fn warns_of_a_disconnect(&self, reason: &str) {
        let warning = json!({
            "type": "disconnect", "reason": reason, "debug_info": { "host": "applink-1" },
        });
        for connection in self.0.sockets.open.lock().unwrap().iter() {
            drop(connection.orders.send(Order::Say(warning.to_string())));
            drop(connection.orders.send(Order::Drop));
        }
    }

    pub(super) async fn send_envelope(&self, kind: Kind, payload: Value) -> Answer {
        let (word, answers) = match kind {
            Kind::Command => ("slash_commands", true),
            Kind::Interaction => ("interactive", true),
            Kind::Event => ("events_api", false),
        };
        let mut attempt = 0;
        loop {
            if kind == Kind::Event {
                self.connected().await;
            }
            let envelope = format!("57d6a792-{:012}", self.0.sockets.number());
            let frame = json!({
                "envelope_id": envelope, "type": word, "payload": payload, "accepts_response_payload": answers,
                "retry_attempt": attempt, "retry_reason": if attempt > 0 { "timeout" } else { "" },
            });
            let (answer, answered) = oneshot::channel();
            {
                let open = self.0.sockets.open.lock().unwrap();
                let Some(connection) = open.last() else { return Answer::Failed(0) };
                let waiting = Waiting { connection: connection.number, answer };
                self.0.sockets.waiting.lock().unwrap().insert(envelope.clone(), waiting);
                drop(connection.orders.send(Order::Say(frame.to_string())));
            }
            let patience = if kind == Kind::Event { PATIENCE / 5 } else { ACKNOWLEDGED };
            if let Ok(Ok(answer)) = tokio::time::timeout(patience, answered).await {
                return Answer::Acknowledged(answer);
            }
            self.0.sockets.waiting.lock().unwrap().remove(&envelope);
            attempt += 1;
            if kind != Kind::Event || attempt > AGAIN {
                return Answer::Failed(0);
            }
        }
    }
}
