//! The order of things: what arrives first is begun first.

use std::{
    future::{Future, ready},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use tower::Service;
use tower_lsp::{
    ExitedError,
    jsonrpc::{Error, Id, Request, Response},
};

use crate::gate::UNREADABLE;

/// Begins every message as it arrives. The transport runs what it is handed concurrently, in no order; but what a
/// handler does before it first waits is done here, in wire order. So a handler sends its change, or its question, to a
/// desk before it waits for anything, and the desk has them in the order in which the editor wrote them.
pub struct Door<S> {
    inner: S,
    shut_down: Arc<AtomicBool>,
}

/// How the editor took its leave.
pub struct Left(Arc<AtomicBool>);

impl Left {
    /// Did it say `shutdown`?
    pub fn is_clean(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S> Door<S> {
    pub fn new(inner: S) -> (Self, Left) {
        let shut_down = Arc::new(AtomicBool::new(false));
        (Self { inner, shut_down: shut_down.clone() }, Left(shut_down))
    }
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

impl<S> Service<Request> for Door<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError, Future = Answer>,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match request.method() {
            "shutdown" => self.shut_down.store(true, Ordering::Relaxed),
            UNREADABLE => {
                let answer = Response::from_error(Id::Null, Error::parse_error());
                return Box::pin(ready(Ok(Some(answer))));
            }
            _ => {}
        }
        let mut answer = self.inner.call(request);
        // Whoever waits for the answer polls it again, with a waker of its own.
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(done) => Box::pin(ready(done)),
            Poll::Pending => answer,
        }
    }
}
