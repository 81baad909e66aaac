// What a terminal shows, as HTML: every character in a cell of its own width, so that columns are where a terminal
// has them, whatever the fonts are.

const palette = ["#24292e", "#cf222e", "#116329", "#9a6700", "#0550ae", "#8250df", "#1b7c83", "#57606a"];

// A colour of the 256: the first are the terminal's own, then a cube of six steps, then greys.
function colour(n) {
  if (n < 16) return palette[n % 8];
  if (n >= 232) return grey(8 + (n - 232) * 10);
  const step = (i) => (i === 0 ? 0 : 55 + i * 40);
  const [r, g, b] = [Math.floor((n - 16) / 36), Math.floor((n - 16) / 6) % 6, (n - 16) % 6].map(step);
  return `rgb(${r} ${g} ${b})`;
}

// The greys are meant for a dark terminal.
const grey = (light) => `rgb(${[0, 0, 0].fill(Math.round((255 - light) * 0.75)).join(" ")})`;

function style(codes, now) {
  const next = { ...now };
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at];
    if (code === 0) Object.keys(next).forEach((key) => delete next[key]);
    else if (code === 1) next["font-weight"] = "bold";
    else if (code === 2) next.opacity = "0.6";
    else if (code === 38 && codes[at + 1] === 5) next.color = colour(codes[(at += 2)]);
    else if (code >= 30 && code < 38) next.color = palette[code - 30];
    else throw new Error(`no such style: ${code}`);
  }
  return next;
}

const isWide = (c) => /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c);
const escaped = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export function html(ansi) {
  let now = {};
  let out = "";
  for (const piece of ansi.split(/(\x1b\[[\d;]*m)/)) {
    if (piece.startsWith("\x1b")) {
      now = style(piece.slice(2, -1).split(";").map(Number), now);
      continue;
    }
    const css = Object.entries(now).map(([key, value]) => `${key}:${value}`).join(";");
    const cells = [...piece].map((c) => (isWide(c) ? `<b class="wide">${c}</b>` : (escaped[c] ?? c))).join("");
    out += css ? `<span style="${css}">${cells}</span>` : cells;
  }
  return out;
}
