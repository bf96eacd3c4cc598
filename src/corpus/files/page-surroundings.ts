/**
 * Takes out of a page what is known by its name to stand around an article: buttons to share it, offers, comments.
 */
import { readFileSync } from "node:fs";
import type { PageDocument, PageElement } from "./page-document.ts";

/** Names of classes and ids in lower case, a line or more of each kind; "share-*" stands for whatever begins so. */
const LIST = new URL("page-surroundings.txt", import.meta.url);

/** Never a part of an article, whatever they are called. */
const ELEMENTS = "script, style, template, iframe, form, button, nav, dialog, [role=dialog]";

/** What holds a larger share of the page's text is no surroundings, whatever its name. */
const LARGEST_SHARE = 0.4;

export function removeSurroundings(document: PageDocument): void {
  for (const element of document.querySelectorAll(ELEMENTS)) element.remove();
  const isSurrounding = readNames(readFileSync(LIST, "utf8"));
  const whole = document.body.textContent.length;
  for (const element of document.querySelectorAll("[class], [id]")) {
    if (isNamed(element, isSurrounding) && element.textContent.length < whole * LARGEST_SHARE)
      element.remove();
  }
}

function isNamed(element: PageElement, isSurrounding: (name: string) => boolean): boolean {
  if (/^(?:html|body|main|article)$/iu.test(element.tagName)) return false;
  const names = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
  return names.toLowerCase().split(/\s+/u).some(isSurrounding);
}

function readNames(list: string): (name: string) => boolean {
  const names = list.replace(/^#.*$/gmu, "").split(/\s+/u);
  const whole = new Set(names.filter((name) => name !== "" && !name.endsWith("*")));
  const beginnings = names.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  return (name) => whole.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}
