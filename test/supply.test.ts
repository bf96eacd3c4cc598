import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly license?: string;
}

const { packages } = JSON.parse(read("package-lock.json")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const { dependencies } = JSON.parse(read("package.json")) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const locked = Object.entries(packages).filter(([path]) => path !== "");

/** Where npm looks, and what stands for no address at all. */
const REGISTRY = "https://registry.npmjs.org/";

/** They ask for no more than to be named. */
const PERMISSIVE =
  /^(?:MIT|ISC|Apache-2\.0|BSD(?:-[23]-Clause)?|0BSD|Zlib|BlueOak-1\.0\.0|Unlicense|CC0-1\.0)$/u;

test("whatever production needs is licensed permissively", () => {
  const production = locked.filter(([, { dev }]) => dev !== true);
  const others = production
    .map(([path, { license }]) => [path, license ?? licenseOf(path)] as const)
    .filter(([, license]) => !isPermissive(license));
  expect(production.length).toBeGreaterThan(Object.keys(dependencies).length);
  expect(others).toEqual([]);
});

/** "(MIT OR GPL-2.0)", "(MIT AND Zlib)" */
function isPermissive(license: string): boolean {
  const choices = license.replaceAll(/[()]/gu, "").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every((one) => PERMISSIVE.test(one)));
}

function licenseOf(path: string): string {
  const { license } = JSON.parse(read(`${path}/package.json`)) as { readonly license?: unknown };
  return typeof license === "string" ? license : "none";
}

test("every package comes from the registry, and its contents are known", () => {
  const others = locked.filter(
    ([, { resolved, integrity }]) =>
      !(resolved ?? REGISTRY).startsWith(REGISTRY) || integrity === undefined,
  );
  expect(others.map(([path]) => path)).toEqual([]);
});

test("each direct dependency is pinned, and has its line in docs/architecture.md", () => {
  const words = read("docs/architecture.md");
  for (const [name, version] of Object.entries(dependencies)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(words).toMatch(new RegExp(`^\\|[^|]*(?<![\\w-])${name}(?![\\w-])[^|]*\\|`, "mu"));
  }
});
