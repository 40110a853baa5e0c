/**
 * A `Pen` that writes SVG, limited to what our drawing uses. Text is escaped, and characters that XML forbids are
 * dropped.
 */
import type { Pen } from "./pen";

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Escapes text for XML and drops control characters and lone surrogates. */
export function xml(text: string): string {
  return text
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "",
    )
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

interface Inked {
  fillStyle: Pen["fillStyle"];
  strokeStyle: Pen["strokeStyle"];
  globalAlpha: number;
  lineWidth: number;
  font: string;
  transform: string;
}

export class SvgPen implements Pen {
  fillStyle: Pen["fillStyle"] = "#000";
  strokeStyle: Pen["strokeStyle"] = "#000";
  globalAlpha = 1;
  lineWidth = 1;
  lineCap: CanvasLineCap = "butt";
  lineJoin: CanvasLineJoin = "miter";
  font = "400 10px sans-serif";
  textAlign: CanvasTextAlign = "start";
  textBaseline: CanvasTextBaseline = "alphabetic";
  private readonly parts: string[] = [];
  private path: string[] = [];
  private dash: number[] = [];
  private transform = "";
  private readonly stack: Inked[] = [];
  private halo = "";

  /** The whole document. Title and description are for screen readers. */
  document(width: number, height: number, title: string, description: string): string {
    return (
      `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">\n` +
      `<title>${xml(title)}</title>\n<desc>${xml(description)}</desc>\n${this.parts.join("\n")}\n</svg>\n`
    );
  }

  beginPath(): void {
    this.path = [];
  }
  closePath(): void {
    this.path.push("Z");
  }
  moveTo(x: number, y: number): void {
    this.path.push(`M${round(x)} ${round(y)}`);
  }
  lineTo(x: number, y: number): void {
    this.path.push(`L${round(x)} ${round(y)}`);
  }
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.path.push(`Q${round(cx)} ${round(cy)} ${round(x)} ${round(y)}`);
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.path.push(`C${round(ax)} ${round(ay)} ${round(bx)} ${round(by)} ${round(x)} ${round(y)}`);
  }

  arc(x: number, y: number, radius: number, start: number, end: number): void {
    const at = (angle: number): string =>
      `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
    const r = round(radius);
    // A canvas joins the arc to the current point; a full circle takes two arcs.
    this.path.push(
      `${this.path.length && this.path[this.path.length - 1] !== "Z" && !this.path[this.path.length - 1]!.startsWith("M") ? "L" : "M"}${at(start)}`,
    );
    if (end - start >= 2 * Math.PI - 1e-6)
      this.path.push(`A${r} ${r} 0 1 1 ${at(start + Math.PI)}A${r} ${r} 0 1 1 ${at(start)}`);
    else this.path.push(`A${r} ${r} 0 ${end - start > Math.PI ? 1 : 0} 1 ${at(end)}`);
  }

  fill(): void {
    if (this.path.length)
      this.parts.push(`<path d="${this.path.join("")}" fill="${xml(String(this.fillStyle))}"${this.common()}/>`);
  }

  stroke(): void {
    if (!this.path.length) return;
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(round).join(" ")}"` : "";
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    this.parts.push(
      `<path d="${this.path.join("")}" fill="none" stroke="${xml(String(this.strokeStyle))}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="${this.lineJoin}"${cap}${dash}${this.common()}/>`,
    );
  }

  setLineDash(dash: number[]): void {
    this.dash = dash;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${xml(String(this.fillStyle))}"${this.common()}/>`,
    );
  }

  /** Remembered until the text is filled: the halo is its stroke, painted first. */
  strokeText(): void {
    this.halo = ` stroke="${xml(String(this.strokeStyle))}" stroke-width="${round(this.lineWidth)}" stroke-linejoin="round" paint-order="stroke"`;
  }

  fillText(text: string, x: number, y: number): void {
    const [, style = "", weight = "400", size = "12", family = "sans-serif"] =
      /^(italic )?(\d+) ([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const anchor =
      this.textAlign === "center"
        ? ' text-anchor="middle"'
        : this.textAlign === "right" || this.textAlign === "end"
          ? ' text-anchor="end"'
          : "";
    // Not every SVG viewer supports dominant-baseline, so shift the text explicitly.
    const down = this.textBaseline === "middle" ? Number(size) * 0.35 : 0;
    this.parts.push(
      `<text x="${round(x)}" y="${round(y + down)}" font-family="${xml(family.replace(/"/g, "'"))}" font-size="${size}" font-weight="${weight}"${style ? ' font-style="italic"' : ""}${anchor} fill="${xml(String(this.fillStyle))}"${this.halo}${this.common()}>${xml(text)}</text>`,
    );
    this.halo = "";
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, font, transform } = this;
    this.stack.push({ fillStyle, strokeStyle, globalAlpha, lineWidth, font, transform });
  }
  restore(): void {
    const before = this.stack.pop();
    if (before) Object.assign(this, before);
  }
  translate(x: number, y: number): void {
    this.transform += `translate(${round(x)} ${round(y)})`;
  }
  rotate(angle: number): void {
    this.transform += `rotate(${round((angle * 180) / Math.PI)})`;
  }

  private common(): string {
    return `${this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : ""}${this.transform ? ` transform="${this.transform}"` : ""}`;
  }
}
