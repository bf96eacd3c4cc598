/**
 * What serves a language (its word lists, names, segmenters) is made once, when it is first wanted: it takes up to 0.2 s, and never changes.
 */

/** `language` is ISO 639-1. */
export function byLanguage<Made>(make: (language: string) => Made): (language: string) => Made {
  const made = new Map<string, { readonly one: Made }>();
  return (language) => {
    const known = made.get(language) ?? { one: make(language) };
    made.set(language, known);
    return known.one;
  };
}
