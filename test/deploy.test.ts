import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { VARIABLES } from "../src/config.ts";
import { createMetrics } from "../src/metrics.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** Whether a program of the operating system is there to check what it reads. */
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}

/** [instruction, rest], continued lines joined. */
function instructionsOf(dockerfile: string): [string, string][] {
  const lines = dockerfile.replaceAll(/\\\n\s*/gu, " ").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [/^[A-Z]+/u.exec(line)?.[0] ?? line, line.replace(/^[A-Z]+ /u, "")]);
}

const dockerfile = instructionsOf(read("deploy/Dockerfile"));
const all = (name: string) => dockerfile.filter(([own]) => own === name).map(([, rest]) => rest);

test("the image is slim, has production dependencies alone, and does not run as root", () => {
  expect(all("FROM").every((image) => image.includes("-slim"))).toBe(true);
  expect(all("RUN")[0]).toBe("npm ci --omit=dev --ignore-scripts");
  expect(all("USER")).toEqual(["node"]);
  expect(dockerfile.findIndex(([name]) => name === "USER")).toBeLessThan(
    dockerfile.findIndex(([name]) => name === "CMD"),
  );
});

test("what the image copies is there, and nothing else gets into it", () => {
  const copied = all("COPY")
    .filter((rest) => !rest.startsWith("--from"))
    .flatMap((rest) => rest.split(" ").slice(0, -1));
  for (const path of copied) expect(existsSync(new URL(`../${path}`, import.meta.url))).toBe(true);
  const letIn = read("deploy/Dockerfile.dockerignore")
    .split("\n")
    .filter((line) => line.startsWith("!"));
  expect(letIn.map((line) => line.slice(1)).toSorted()).toEqual([...new Set(copied)].toSorted());
});

test("the image sets only variables that are read, and its health check asks where the bot answers", () => {
  const set = all("ENV")
    .join(" ")
    .matchAll(/(\w+)=(\S+)/gu);
  const values = new Map([...set].map(([, name, value]) => [name, value]));
  for (const name of values.keys()) expect([...VARIABLES, "NODE_ENV"]).toContain(name);
  expect(all("HEALTHCHECK")[0]).toContain(`http://127.0.0.1:${values.get("METRICS_PORT")}/health`);
});

test("the image starts as npm start does", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  expect((JSON.parse(all("CMD")[0] ?? "") as string[]).join(" ")).toBe(scripts["start"]);
  expect(read("deploy/fundstelle.service")).toContain(`ExecStart=/usr/bin/${scripts["start"]}\n`);
});

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly secrets?: readonly string[];
        readonly volumes?: readonly string[];
        readonly read_only?: boolean;
        readonly depends_on?: Readonly<Record<string, object>>;
      }
    >
  >;
  readonly volumes: object;
  readonly secrets: object;
}

test("compose: every service, volume and secret that is named is there, and the bot's file system is read-only", () => {
  const { services, volumes, secrets } = parse(read("deploy/compose.yaml")) as Compose;
  expect(Object.keys(services)).toEqual(["bot", "postgres"]);
  expect(services["bot"]?.read_only).toBe(true);
  for (const one of Object.values(services)) {
    for (const other of Object.keys(one.depends_on ?? {})) expect(services).toHaveProperty(other);
    for (const secret of one.secrets ?? []) expect(secrets).toHaveProperty(secret);
    const named = (one.volumes ?? []).map((volume) => volume.split(":")[0] ?? "");
    for (const name of named.filter((path) => !path.includes("/")))
      expect(volumes).toHaveProperty(name);
  }
});

test.skipIf(!has("systemd-analyze"))("systemd takes the unit, and finds it little exposed", () => {
  const unit = new URL("../deploy/fundstelle.service", import.meta.url).pathname;
  const said = run("systemd-analyze", ["security", "--offline=true", "--threshold=20", unit]);
  expect(said).toMatch(/exposure level for fundstelle\.service: [01]\.\d /u);
});

test("the unit hardens the bot, and does not restart what starting again cannot mend", () => {
  const unit = read("deploy/fundstelle.service");
  for (const line of [
    "DynamicUser=yes",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "PrivateTmp=yes",
    "CapabilityBoundingSet=",
    "SystemCallFilter=@system-service",
    "RestartPreventExitStatus=2 78",
  ])
    expect(unit.split("\n")).toContain(line);
});

/** What `/metrics` has, and what Prometheus adds. */
async function metricNames(): Promise<Set<string>> {
  const metrics = createMetrics({
    waiting: async () => ({ open: 1, dead: 0, oldestSeconds: 1 }),
    pendingUpdates: async () => 0,
  });
  const { meter } = metrics;
  meter.question("written", 100);
  meter.send("sent");
  meter.judged("ok");
  meter.model({ outcome: "written", inputTokens: 1, outputTokens: 1, cost: 1, ms: 1 });
  const lines = (await metrics.read()).split("\n").filter((line) => !line.startsWith("#"));
  return new Set(["up", ...lines.map((line) => /^\w+/u.exec(line)?.[0] ?? "")]);
}

/** The names of metrics in a query. */
function namesIn(query: string): string[] {
  return query.match(/\b(?:fundstelle|nodejs|process)_\w+|\bup\b/gu) ?? [];
}

test("the dashboard asks only for metrics that there are, and shows every one of the bot's own", async () => {
  const { panels } = JSON.parse(read("deploy/grafana.json")) as {
    panels: readonly { targets: readonly { expr: string }[] }[];
  };
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const asked = new Set(queries.flatMap(namesIn));
  const there = await metricNames();
  expect([...asked].filter((name) => !there.has(name))).toEqual([]);
  const own = [...there].filter((name) => /^fundstelle_(?!.*_(?:sum|count)$)/u.test(name));
  // How long a call took is for whoever looks for it.
  expect(own.filter((name) => !asked.has(name))).toEqual(["fundstelle_model_seconds_bucket"]);
});

test("five alarms, each on metrics that there are, each with what to do", async () => {
  const { groups } = parse(read("deploy/alarms.yaml")) as {
    groups: readonly { rules: readonly { expr: string; annotations: { summary: string } }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules).toHaveLength(5);
  const there = await metricNames();
  for (const { expr, annotations } of rules) {
    expect(namesIn(expr).every((name) => there.has(name))).toBe(true);
    expect(annotations.summary).toContain("Look");
  }
});
