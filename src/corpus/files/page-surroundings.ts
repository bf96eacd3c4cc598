/**
 * Takes out of a page what is known by its name to stand around an article: buttons to share it, offers, comments.
 */
import type { PageDocument, PageElement } from "./page-document.ts";

/** Whole words of an element's classes and its id. */
const NAMES =
  /^(?:(?:social-?)?shar(?:e|ing|edaddy)(?:-\w+)?|social(?:-\w+)?|fb|ufi|related(?:-?\w+)?|jp-relatedposts|newsletter(?:-\w+)?|subscri(?:be|ption)(?:-\w+)*|paywall(?:-\w+)?|embed(?:-(?:consent|privacy))?|consent(?:-\w+)?|cookie(?:-\w+)*|cmp|ads?|advert(?:isement)?|anzeige|werbung|comments?(?:-\w+)?|respond|most(?:-?(?:read|viewed|popular))?|trending|tags|tags-links|cat-links|breadcrumbs?|(?:top|main|site|post|page)-?(?:nav(?:igation)?|menu)|sidebar|toc|navbox|mw-editsection|hatnote|siteNotice|contentSub|jump-to-nav|catlinks|printfooter|bottom|footer)$/iu;

/** Never a part of an article, whatever they are called. */
const ELEMENTS = "script, style, template, iframe, form, button, nav, dialog, [role=dialog]";

/** What holds a larger share of the page's text is no surroundings, whatever its name. */
const LARGEST_SHARE = 0.4;

export function removeSurroundings(document: PageDocument): void {
  for (const element of document.querySelectorAll(ELEMENTS)) element.remove();
  const whole = document.body.textContent.length;
  for (const element of document.querySelectorAll("[class], [id]")) {
    if (isNamed(element) && element.textContent.length < whole * LARGEST_SHARE) element.remove();
  }
}

function isNamed(element: PageElement): boolean {
  if (/^(?:html|body|main|article)$/iu.test(element.tagName)) return false;
  const names = `${element.getAttribute("class") ?? ""} ${element.getAttribute("id") ?? ""}`;
  return names.split(/\s+/u).some((name) => NAMES.test(name));
}
