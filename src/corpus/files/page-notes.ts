/**
 * A page's footnotes: each note's words go where its mark stands, and its own element goes.
 */
import { footnoteMark } from "../markdown/footnotes.ts";
import type { PageDocument, PageElement } from "./page-document.ts";

/** Before anything takes the elements' ids away, by which a mark finds its note. */
export function showNotes(document: PageDocument): void {
  const items = new Map<string, PageElement>();
  for (const item of document.querySelectorAll("li[id]"))
    items.set(`#${item.getAttribute("id")}`, item);
  if (items.size === 0) return;
  const found: { readonly mark: PageElement; readonly words: string }[] = [];
  const notes = new Set<PageElement>();
  for (const mark of document.querySelectorAll("sup a[href^='#'], a[role='doc-noteref']")) {
    const note = items.get(mark.getAttribute("href") ?? "");
    if (note === undefined) continue;
    // The links back to the text.
    for (const link of note.querySelectorAll("a[href^='#']")) link.remove();
    found.push({ mark, words: note.textContent });
    notes.add(note);
  }
  for (const { mark, words } of found) mark.textContent = footnoteMark(words);
  for (const note of notes) note.remove();
}
