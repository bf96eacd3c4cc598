/**
 * Quotation marks around a title or somebody's words: „Stoltenberg: ‚Unsere Sicherheit ist global‘“.
 */
export function quotedInGerman(words: string): string {
  return `„${withInnerMarks(words, "‚", "‘")}“`;
}

export function quotedInEnglish(words: string): string {
  return `“${withInnerMarks(words, "‘", "’")}”`;
}

function withInnerMarks(words: string, open: string, close: string): string {
  let marks = 0;
  return words.replace(/[„“”"«»]/gu, () => {
    marks += 1;
    return marks % 2 === 1 ? open : close;
  });
}
