// What the extension and the page of the preview say to each other. Lines count from 0.

export type ToPage = { type: "page"; html: string } | { type: "cursor"; line: number };

export type FromPage = { type: "ready" } | { type: "click"; line: number };
