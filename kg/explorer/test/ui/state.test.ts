import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../../src/ledger/time";
import type { EdgeState, Lang, Reading, Role, ViewState } from "../../src/ledger/types";
import { change, current, fromHash, initial, same, toHash } from "../../src/ui/state";

const text = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "binary" }),
    fc.constantFrom("a|b|c|plan", "昆仑芯", "+", "a+b c", "%", "#&=,"),
  )
  .filter(
    (word) => word === word.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, ""),
  );
const day = fc.oneof(
  fc.constant(""),
  fc
    .integer({ min: -300000, max: 2000000 })
    .map(toDay)
    .filter((found) => /^\d{4}-/.test(found)),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const words = fc.uniqueArray(
  text.filter((word) => word !== ""),
  { maxLength: 4 },
);
const plain = { noNullPrototype: true } as const;
const state: fc.Arbitrary<ViewState> = fc.record(
  {
    lang: fc.constantFrom<Lang>("en", "zh"),
    view: fc.constantFrom<ViewState["view"]>("graph", "table", "questions", "path"),
    asOf: day,
    reading: fc.constantFrom<Reading>("certain", "possible"),
    focus: text,
    edge: text,
    claim: text,
    query: text,
    filters: fc.record(
      {
        roles: fc.uniqueArray(fc.constantFrom<Role>("maker", "policy", "topic", "other")),
        states: fc.uniqueArray(fc.constantFrom<EdgeState>("stated", "plan", "opinion", "rumour", "denied")),
        docs: words,
        properties: words,
        disputedOnly: fc.boolean(),
      },
      plain,
    ),
    path: fc.record({ from: text, to: text }, plain),
    question: text,
    theme: fc.constantFrom<ViewState["theme"]>("auto", "light", "dark"),
    camera: fc.option(
      fc.record({ x: number, y: number, zoom: number.map(Math.abs).filter((zoom) => zoom > 0) }, plain),
    ),
    sort: fc.record({ column: text, descending: fc.boolean() }, plain),
  },
  plain,
);

test("a link brings back exactly the view it was made of", () => {
  fc.assert(
    fc.property(state, fc.constantFrom<Lang>("en", "zh"), (made, lang) => {
      const hash = toHash(made);
      // The initial view in English has an empty hash, so it opens in the reader's own language.
      if (hash) expect(fromHash(hash, lang)).toStrictEqual(made);
      else expect(made).toStrictEqual(initial("en"));
      expect(fromHash(hash, made.lang)).toStrictEqual(made);
    }),
    { numRuns: 500 },
  );
});

test("the hash is fit for an address: no spaces, quotes or second #", () => {
  fc.assert(fc.property(state, (made) => void expect(toHash(made)).toMatch(/^(#[\w!*'()~.;/:+%,=&-]*)?$/)));
});

test("nothing that can stand in an address breaks the page", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.webUrl({ withFragments: true }),
        text.map((word) => `#focus=${word}`),
      ),
      (hash) => {
        const read = fromHash(hash, "zh");
        expect(fromHash(toHash(read), read.lang)).toStrictEqual(read);
      },
    ),
    { numRuns: 500 },
  );
});

test("what makes no sense is left at its default", () => {
  const read = fromHash(
    "#view=nonsense&asof=2025-02-30&reading=x&roles=maker,nobody&states=,plan&camera=1,2&theme=%E0%A4%A&focus=a&focus=b",
    "zh",
  );
  expect(read).toStrictEqual(
    change(initial("en"), { focus: "a", filters: { ...initial("en").filters, roles: ["maker"], states: ["plan"] } }),
  );
});

test("a bare address shows the language asked for", () => {
  expect(fromHash("", "zh")).toStrictEqual(initial("zh"));
  expect(toHash(initial("en"))).toBe("");
  expect(toHash(initial("zh"))).toBe("#lang=zh");
});

test("links are readable", () => {
  const made = change(initial("zh"), { focus: "kunlunxin", asOf: "2025-12-31", claim: "d002/27c" });
  expect(toHash(made)).toBe("#lang=zh&asof=2025-12-31&focus=kunlunxin&claim=d002/27c");
});

test("two states are the same when they show the same", () => {
  expect(same(initial("en"), initial("en"))).toBe(true);
  expect(same(initial("en"), initial("zh"))).toBe(false);
  expect(same(initial("en"), change(initial("en"), { query: "a" }))).toBe(false);
});

test("an address with the former id of a document leads to the document", () => {
  const old = fromHash("#claim=000/10a&docs=000,d001");
  const made = current(old, [{ id: "d000", former: ["000"] }]);
  expect([made.claim, made.filters.docs]).toEqual(["d000/10a", ["d000", "d001"]]);
});
