/** Not a test: searches a payload as the page does and prints what it finds, for tests/explorer/test_search.py. */
import { decode } from "../src/ledger/data";
import { fold } from "../src/ledger/folding";
import { makeSearch } from "../src/ledger/search";

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const asked = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
  payload: string;
  finds?: string[];
  folds?: string[];
  limit?: number;
};
const ledger = await decode(asked.payload);
const search = makeSearch(ledger);
process.stdout.write(
  JSON.stringify({
    finds: (asked.finds ?? []).map((query) =>
      search.find(query, asked.limit).map((hit) => [ledger.entities[hit.entity]?.id, hit.name, hit.how]),
    ),
    folds: (asked.folds ?? []).map((text) => fold(text, ledger.sameCharacters)),
  }),
);
