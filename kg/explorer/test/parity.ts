/** Not a test: decodes a payload as the page does and prints the result, for tests/explorer/test_payload.py. */
import { answerOf } from "../src/ledger/answers";
import { decode, index } from "../src/ledger/data";
import { stateOf, view } from "../src/ledger/model";
import { paths } from "../src/ledger/paths";
import type { Lang, Reading } from "../src/ledger/types";
import { questionTable } from "../src/ui/rows";
import { change, initial } from "../src/ui/state";
import { joined, sentence } from "../src/words/sentence";

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
  payload: string;
  asOf?: string;
  reading?: Reading;
  pairs?: [string, string][];
};
const ledger = await decode(asked.payload);
const day = change(initial("en"), { asOf: asked.asOf ?? "", reading: asked.reading ?? "certain" });
const now = view(ledger, day);
const claim = (place: number): string => ledger.claims[place]?.id ?? "";
const entity = (place: number): string => ledger.entities[place]?.id ?? "";
const tables = (lang: Lang) =>
  ledger.questions.map((_, place) => {
    const { columns, rows } = questionTable(ledger, place, { ...day, lang });
    return {
      headings: columns.map((column) => column.label),
      rows: rows.map((row) => row.cells.map((cell) => cell.text)),
    };
  });
const look = index(ledger).entity;
process.stdout.write(
  JSON.stringify({
    ...ledger,
    tables: { en: tables("en"), zh: tables("zh") },
    notes: ledger.questions.map((_, place) => answerOf(ledger, place, day.asOf, day.reading)?.note ?? null),
    own: Object.fromEntries(ledger.claims.map((one) => [one.id, stateOf(one)])),
    sentences: ledger.claims.map((_, place) =>
      (["en", "zh"] as const).map((lang) => joined(sentence(ledger, place, lang))),
    ),
    disputed: ledger.claims.flatMap((one, place) => (now.disputed[place] ? [one.id] : [])),
    edges: now.edges.map((edge) => ({
      id: edge.id,
      origins: edge.origins,
      disputed: edge.disputed,
      claims: edge.claims.map(claim),
    })),
    paths: (asked.pairs ?? []).map(([from, to]) =>
      paths(ledger, now, look.get(from) ?? -1, look.get(to) ?? -1).map((way) =>
        way.map((hop) => ({ from: entity(hop.from), to: entity(hop.to), edges: hop.edges.map((edge) => edge.id) })),
      ),
    ),
  }),
);
