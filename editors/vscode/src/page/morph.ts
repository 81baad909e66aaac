// Makes one tree of nodes like another, with as few changes as the eye would make: what is alike stays, so that the
// scroll position, a selection and a scrolled table stay too.

/** Makes an element's attributes and children those of another. */
export function morph(old: Element, wanted: Element): void {
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  children(old, wanted);
}

/** Nodes that are the same from the front and from the back stay; only what lies between is paired and changed. */
function children(old: Element, wanted: Element): void {
  const have = [...old.childNodes];
  const want = [...wanted.childNodes];
  let front = 0;
  while (front < have.length && front < want.length && alike(have[front]!, want[front]!)) front += 1;
  let back = 0;
  const most = Math.min(have.length, want.length) - front;
  while (back < most && alike(have[have.length - 1 - back]!, want[want.length - 1 - back]!)) back += 1;
  const between = have.slice(front, have.length - back);
  const after = have[have.length - back] ?? null;
  for (const node of want.slice(front, want.length - back)) {
    const partner = between[0] && pairs(between[0], node) ? between.shift()! : undefined;
    if (!partner) old.insertBefore(document.importNode(node, true), between[0] ?? after);
    else if (partner instanceof Element) morph(partner, node as Element);
    else if (partner.nodeValue !== node.nodeValue) partner.nodeValue = node.nodeValue;
  }
  between.forEach((node) => node.remove());
  // What was alike but for the lines it came from.
  for (let at = 0; at < front; at += 1) renumber(have[at]!, want[at]!);
  for (let at = 1; at <= back; at += 1) renumber(have[have.length - at]!, want[want.length - at]!);
}

function pairs(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName;
}

/** The same, whatever lines they came from. */
function alike(a: Node, b: Node): boolean {
  if (!pairs(a, b)) return false;
  return a instanceof Element && b instanceof Element ? plain(a) === plain(b) : a.nodeValue === b.nodeValue;
}

function plain(element: Element): string {
  return element.outerHTML.replace(/ data-line="\d*"/g, "");
}

function renumber(old: Node, wanted: Node): void {
  if (old instanceof Element && wanted instanceof Element && !old.isEqualNode(wanted)) morph(old, wanted);
}
