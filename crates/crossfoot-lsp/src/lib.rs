//! The language server: protocol glue, and nothing that knows about figures.
//!
//! A message comes in through the [`gate`] and the [`door`], in wire order. [`server`] converts what it says, asks the [`desk`] at which the
//! document lies, and converts the answer back. A desk is a thread that owns one document: its text, its model, its
//! findings. It applies changes one after another, answers questions about the text as it stands, and drops those about
//! a text that has been superseded. The [`office`] knows the desks, the settings and the templates.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the server has threads, and reads templates from the disk"
)]

mod amends;
mod answer;
mod convert;
mod custom;
mod desk;
mod diagnostic;
mod door;
mod folder;
mod format;
mod gate;
mod initialize;
mod moved;
mod office;
mod server;
mod token;
mod write;

use std::process::ExitCode;

use tower_lsp::Server as Transport;

/// So many requests may be under way at once; the transport reads on while they wait.
const UNDER_WAY: usize = 256;

/// Serves one editor on standard input and output, until it says `exit` or goes away. The exit code is the protocol's:
/// 0 if `shutdown` came first, else 1.
pub fn serve() -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let input = gate::messages(std::io::stdin(), runtime.handle().clone())?;
    let clean = runtime.block_on(async {
        let (service, socket) = server::service();
        let (door, left) = door::Door::new(service);
        let transport = Transport::new(input, tokio::io::stdout(), socket);
        transport.concurrency_level(UNDER_WAY).serve(door).await;
        left.is_clean()
    });
    // A thread may still wait for standard input, which the editor need not close.
    runtime.shutdown_background();
    Ok(ExitCode::from(u8::from(!clean)))
}
