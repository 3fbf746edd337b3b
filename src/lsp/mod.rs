//! The language server: the same findings as `hakusho check`, while people
//! write. All knowledge of the protocol is in this folder.
//!
//! One thread reads, one writes, and one works: it takes what comes in order,
//! and checks the books whenever nothing waits. Work on a book is cut into
//! small parts, and between two of them it is looked whether something came, so
//! a keystroke or a question waits for one file at most. What is found in a
//! file that was changed goes out before the others are looked at.

mod act;
mod complete;
mod look;
mod offer;
mod outline;
mod params;
mod place;
mod pull;
mod renumber;
mod report;
mod server;
mod settings;
mod sync;
mod tidy;
mod tokens;
mod view;
mod wire;
mod work;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use server::Server;
use wire::Event;

/// Serves one client on the standard input and output until it goes. Whether
/// it said good-bye.
#[must_use]
pub fn serve() -> bool {
    let (inbox, outbox, writer) = wire::open();
    let mut server = Server::new(outbox);
    let said = loop {
        let event = inbox.next(server.wait());
        if matches!(event, Some(Event::Closed)) {
            break server.is_shut();
        }
        // one failing request does not end the server
        let done = catch_unwind(AssertUnwindSafe(|| match event {
            Some(event) => server.take(event, &inbox),
            None => server.work(&inbox),
        }));
        if done.is_err() {
            server.apologize();
        }
        if server.is_over() {
            break server.is_shut();
        }
    };
    drop(server);
    // everything is written when the outboxes are gone
    let _ = writer.join();
    said
}
