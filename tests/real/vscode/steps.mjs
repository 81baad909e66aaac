// The steps of the story, in order.

import { colours, encoding, snippet } from "./steps/plain.mjs";

export const steps = { colours, snippet, encoding };
