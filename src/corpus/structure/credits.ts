/**
 * Who took a picture, at the end of the words that stand under it: "© AP/Jo Doe", "Foto: Jörg Muster/dpa".
 */
const CAPTION_LENGTH = 600;
const CREDIT_LENGTH = 120;

const CREDIT =
  /(?:^|[\s(–-])(?:[\p{L}-]*(?:Fotos?|Bild(?:er)?|Grafik|Foto(?:graf|grafin)|fotos?|bild|grafik)|Photos?|Images?|Pictures?|Credit|Symbolbild)(?:\s*(?:©|\(c\)))?:\s*(?<credit>\p{Lu}[^.!?]{1,60}(?:\.\p{L}[^.!?]{0,40})?)\)?$/u;

/** Null where a line of text is no caption, or names nobody. */
export function readCredit(caption: string): string | null {
  const at = caption.lastIndexOf("©");
  if (at >= 0) return caption.slice(at + 1).trim() || null;
  return CREDIT.exec(caption)?.groups?.["credit"]?.trim() ?? null;
}

export function isCaption(text: string): boolean {
  if (text.length > CAPTION_LENGTH) return false;
  const at = text.lastIndexOf("©");
  return (at >= 0 && text.length - at <= CREDIT_LENGTH) || CREDIT.test(text);
}
