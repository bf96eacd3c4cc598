/**
 * Says in one line that this Node.js is too old, before it meets TypeScript it cannot read; then makes starts quick.
 *
 * Plain CommonJS so that any Node.js runs it; `npm` scripts load it first.
 */
"use strict";

const NEEDED = [24, 12];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Fundstelle needs Node.js ${NEEDED.join(".")} or newer and found ${process.versions.node}. ` +
      "`npm ci` brings its own; it could not where install scripts are switched off: run `npm rebuild node --ignore-scripts=false`.",
  );
  process.exit(1);
}

// Halves the time the sources take to load from the second start on.
require("node:module").enableCompileCache();
