//! What comes in on standard input, message by message: what is none is told from what is.
//!
//! The transport ends at the first message that it cannot read. An editor's fault should not cost it its server, so
//! here such a message is replaced by one that is answered with an error.

use std::{
    io::{self, BufRead, Read},
    thread,
};

use tokio::{
    io::{AsyncWriteExt, DuplexStream, duplex},
    runtime::Handle,
};
use tower_lsp::jsonrpc::{Request, Response};

/// The method of what stands for a message that could not be read.
pub const UNREADABLE: &str = "crossfoot/unreadable";

/// A message that no editor sends is larger than this.
const MOST: u64 = 1 << 30;

/// Reads messages on a thread of its own and passes them on as bytes.
pub fn messages(input: impl Read + Send + 'static, runtime: Handle) -> io::Result<DuplexStream> {
    let (mut inside, outside) = duplex(1 << 16);
    thread::Builder::new().name("gate".to_owned()).spawn(move || {
        let mut input = io::BufReader::new(input);
        while let Ok(Some(body)) = message(&mut input) {
            let header = format!("Content-Length: {}\r\n\r\n", body.len());
            let sent = runtime.block_on(async {
                inside.write_all(header.as_bytes()).await?;
                inside.write_all(&body).await
            });
            if sent.is_err() {
                break;
            }
        }
    })?;
    Ok(outside)
}

/// The body of the next message, or of what stands for it; `None` at the end of the input.
fn message(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        match (std::str::from_utf8(&line).map(str::trim), length) {
            (Ok(""), Some(_)) => break,
            // Whatever this is, a header may follow.
            (Ok(header), _) => length = length_in(header).or(length),
            (Err(_), _) => {}
        }
    }
    let mut body = Vec::new();
    input.take(length.unwrap_or(0)).read_to_end(&mut body)?;
    let is_message =
        serde_json::from_slice::<Request>(&body).is_ok() || serde_json::from_slice::<Response>(&body).is_ok();
    if !is_message {
        body = format!(r#"{{"jsonrpc":"2.0","id":0,"method":"{UNREADABLE}"}}"#).into_bytes();
    }
    Ok(Some(body))
}

fn length_in(header: &str) -> Option<u64> {
    let (name, value) = header.split_once(':')?;
    let length = value.trim().parse().ok().filter(|length| *length <= MOST)?;
    name.trim().eq_ignore_ascii_case("content-length").then_some(length)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    fn all(mut input: &[u8]) -> Vec<String> {
        let mut all = Vec::new();
        while let Some(body) = message(&mut input).unwrap() {
            all.push(String::from_utf8(body).unwrap());
        }
        all
    }

    #[test]
    fn what_is_no_message_is_replaced() {
        let good = r#"{"jsonrpc":"2.0","method":"x"}"#;
        let typed = format!(
            "Content-Length: 1\r\n\r\n{{content-length:{}\r\nContent-Type: x\r\n\r\n{good}\r\n\r\nrubbish\r\n\
             Content-Length: 2\r\n\r\n\u{fe}",
            good.len()
        );
        let all = all(typed.as_bytes());
        assert_eq!(all.len(), 3);
        assert!(all[0].contains(UNREADABLE) && all[2].contains(UNREADABLE));
        assert_eq!(all[1], good);
    }
}
