import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const ROOMS = ["shared", "ledger", "words", "draw", "ui", "main"];
const source = `${import.meta.dirname}/../src`;
const roomOf = (path: string): number => ROOMS.indexOf(path.split("/")[0]!.replace(/\.ts$/, ""));

test("imports point down: shared, ledger, words, draw, ui, main", () => {
  const modules = readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"));
  expect(modules.length).toBeGreaterThan(60);
  for (const name of modules) {
    expect(roomOf(name), name).toBeGreaterThanOrEqual(0);
    for (const [, to] of readFileSync(`${source}/${name}`, "utf8").matchAll(/from "(\.[^"]*)"/g))
      expect(roomOf(posix.join(posix.dirname(name), to!)), `${name} imports ${to}`).toBeLessThanOrEqual(roomOf(name));
  }
});
