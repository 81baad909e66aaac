//! A language server as an editor drives it, as little as it takes.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    uri: String,
    version: i64,
    asked: i64,
}

impl Server {
    /// Starts a server that sends its findings by itself.
    pub fn start(mut command: Command, document: &Path) -> Self {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let uri = format!("file://{}", document.display());
        let folder = format!("file://{}", document.parent().unwrap().display());
        let mut server = Self { child, out, uri, version: 0, asked: 0 };
        let folders = json!([{ "uri": folder, "name": "bench" }]);
        server
            .ask("initialize", json!({ "processId": null, "capabilities": {}, "workspaceFolders": folders }));
        server.notify("initialized", json!({}));
        server
    }

    /// Opens a document and waits for its findings.
    pub fn open(&mut self, language: &str, text: &str) -> usize {
        self.version = 1;
        let document = json!({ "uri": self.uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
        self.found()
    }

    /// Replaces one character and waits for the findings; how many there are.
    pub fn replace(&mut self, line: usize, column: usize, text: &str) -> usize {
        self.version += 1;
        let range = json!({
            "start": { "line": line, "character": column },
            "end": { "line": line, "character": column + 1 }
        });
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "range": range, "text": text }]);
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        self.found()
    }

    /// The memory that it takes, in MiB.
    pub fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok())
            .map_or(f64::NAN, |kib| kib / 1024.0)
    }

    pub fn leave(mut self) {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.child.wait().unwrap();
    }

    fn found(&mut self) -> usize {
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == self.uri.as_str()
                && message["params"]["version"] == self.version
            {
                return message["params"]["diagnostics"].as_array().map_or(0, Vec::len);
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        let id = self.asked;
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        while self.read()["id"] != id {}
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn write(&mut self, message: &Value) {
        let body = message.to_string();
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// The next message; what the server asks of an editor is answered with nothing.
    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.out.read_line(&mut line).unwrap() > 0, "the server has gone");
            match line.trim() {
                "" => break,
                header => {
                    if let Some(value) = header.strip_prefix("Content-Length:") {
                        length = value.trim().parse().unwrap();
                    }
                }
            }
        }
        let mut body = vec![0; length];
        self.out.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
        }
        message
    }
}
