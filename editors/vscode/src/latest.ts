// Asking again and again, without a queue: while one answer is awaited, only the last question waits behind it.

export function latest<Question>(ask: (question: Question) => Promise<void>): (question: Question) => void {
  let waiting: { question: Question } | undefined;
  let busy = false;
  return async (question) => {
    waiting = { question };
    if (busy) return;
    busy = true;
    while (waiting) {
      const next: Question = waiting.question;
      waiting = undefined;
      // What cannot be answered now will be asked again with the next change.
      await ask(next).catch(() => undefined);
    }
    busy = false;
  };
}
