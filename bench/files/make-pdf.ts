/**
 * Makes PDFs with words in given places, to read them again.
 */

/** A line of text; lengths are points from the bottom left of a page of 595 by 842. */
export interface Placed {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
}

const FONT = (name: string) =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/** A list of lines for each page; `info` as PDF writes it: "/Title (Der Steg)". */
export function makePdf(pages: readonly (readonly Placed[])[], info = ""): Buffer {
  const kids = pages.map((_, i) => `${6 + i * 2} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    FONT("Helvetica"),
    FONT("Helvetica-Bold"),
    `<< ${info} >>`,
    ...pages.flatMap((lines, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${7 + i * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
      streamOf(lines.map(show).join("\n")),
    ]),
  ];
  let body = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(`${body}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`, "latin1");
}

function streamOf(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function show({ text, x, y, size = 11, bold = false }: Placed): string {
  return `BT /F${bold ? 2 : 1} ${size} Tf ${x} ${y} Td (${inWinAnsi(text)}) Tj ET`;
}

/** What Windows' letters have where Latin-1 has nothing, as numbers in octal. */
const WINDOWS: Readonly<Record<string, string>> = {
  "€": "\\200",
  "„": "\\204",
  "“": "\\223",
  "”": "\\224",
  "•": "\\225",
  "–": "\\226",
};

function inWinAnsi(text: string): string {
  return text.replace(/[\\()]/gu, "\\$&").replace(/[€„“”•–]/gu, (sign) => WINDOWS[sign] ?? sign);
}

/** Words → lines of at most `width` points, one below the other. */
export function wrap(
  text: string,
  { width, ...place }: Omit<Placed, "text"> & { readonly width: number },
): Placed[] {
  const size = place.size ?? 11;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(`${last} ${word}`) * size > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, i) => ({ ...place, text: line, y: place.y - i * size * 1.3 }));
}

/** In sizes of the letters, near enough for Helvetica. */
function widthOf(text: string): number {
  return Array.from(text, (letter) => {
    if (/[ijl.,:;'|I !ft]/u.test(letter)) return 0.27;
    if (/[mwMW]/u.test(letter)) return 0.82;
    return /\p{Lu}/u.test(letter) ? 0.69 : 0.54;
  }).reduce((sum, width) => sum + width, 0);
}
