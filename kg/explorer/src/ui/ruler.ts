/**
 * The time ruler along the bottom: when documents were published, how many claims they hold, and a handle for the day
 * up to which things are known. The whole page follows it.
 */

import { readDay } from "../ledger/days";
import { isKnown } from "../ledger/model";
import { addDays, addMonths, clampDay, stops, toDay, toNumber } from "../ledger/time";
import { showCount, showDay, showSpan } from "../words/figures";
import { type App, dressed } from "./app";
import { h, redraw, svg, wordButton } from "./dom";
import { bars, scaleOf, ticks } from "./scale";
import { dayOfHash } from "./state";

const HEIGHT = 58;
const BASE = 36;

export function makeRuler(app: App): HTMLElement {
  const scale = scaleOf(app.ledger);
  const drawing = svg("svg", { class: "bars", "aria-hidden": "true", focusable: "false" });
  const handle = h("div", { class: "handle-day", role: "slider", tabindex: 0, id: "as-of" });
  const flag = h("span", { class: "handle-flag", "aria-hidden": "true" });
  const track = h("div", { class: "track" }, drawing, flag, handle);
  const words = h("div", { class: "time-words" });
  const element = h("section", { class: "ruler" }, words, track);
  let width = 0;
  /** A text given for the day that names none; the page still shows what it showed before. */
  let wrong = "";

  const range = (): { from: string; to: string } => ({ from: scale.from, to: scale.to });
  const day = (): string => app.state().asOf || scale.to;
  const move = (to: string, how: "push" | "replace" = "replace"): void => {
    const next = clampDay(to, range());
    refuse("");
    app.go({ asOf: next >= scale.to ? "" : next }, how);
  };
  const dayText = (): string => (app.state().asOf ? showDay(app.state().asOf, app.lang()) : app.say("today"));

  function refuse(text: string): void {
    if (text === wrong) return;
    wrong = text;
    dress();
  }

  /** Why a text is no day, and what is still shown. */
  function reason(text: string): string {
    const read = readDay(text);
    if ("day" in read) return "";
    const [one = "", other = ""] = "readings" in read ? read.readings : [];
    return `${app.say(read.trouble, { text, one, other })} ${app.say("stillShown", { what: dayText() })}`;
  }

  function dress(): void {
    const { asOf, reading, lang } = app.state();
    element.setAttribute("aria-label", app.say("time"));
    const all = stops(app.ledger, reading);
    const earlier = all.filter((stop) => stop < day()).at(-1);
    const later = asOf ? all.find((stop) => stop > asOf) : undefined;
    const field = h("input", {
      type: "text",
      id: "day",
      "data-key": "day",
      inputmode: "numeric",
      autocomplete: "off",
      placeholder: app.say("everything"),
      title: scale.to,
      onchange: (event: Event) => {
        const input = event.currentTarget as HTMLInputElement;
        const read = input.value.trim() ? readDay(input.value) : { day: scale.to };
        if ("day" in read) move(read.day, "push");
        else refuse(input.value.trim());
      },
      ...(wrong ? { "aria-invalid": "true", "aria-describedby": "day-wrong" } : {}),
    });
    field.value = wrong || asOf;
    redraw(
      words,
      h("p", { class: "as-of" }, h("label", { for: "day", class: "soft" }, app.say("time")), field),
      wrong ? h("p", { class: "wrong", role: "alert", id: "day-wrong" }, reason(wrong)) : null,
      h(
        "p",
        { class: "words" },
        wordButton(app.say("earlier"), "earlier", () => earlier && move(earlier, "push"), {
          disabled: !earlier,
          title: app.say("previousStop"),
        }),
        wordButton(app.say("later"), "later", () => move(later ?? scale.to, "push"), {
          disabled: !asOf,
          title: app.say("nextStop"),
        }),
        asOf
          ? wordButton(app.say("everything"), "everything", () => move(scale.to, "push"), {
              title: app.say("backToAll"),
            })
          : null,
        wordButton(
          app.say(reading === "certain" ? "readingCertain" : "readingPossible"),
          "reading",
          () => app.go({ reading: reading === "certain" ? "possible" : "certain" }),
          { class: "word reading", title: app.say("reading") },
        ),
      ),
    );
    for (const [name, value] of [
      ["aria-label", app.say("ruler")],
      ["aria-valuemin", toNumber(scale.from)],
      ["aria-valuemax", toNumber(scale.to)],
      ["aria-valuenow", toNumber(day())],
      ["aria-valuetext", dayText()],
    ] as const)
      handle.setAttribute(name, String(value));
    flag.textContent = asOf ? app.say("asOf", { day: showDay(asOf, lang) }) : dayText();
    draw();
  }

  function draw(): void {
    if (width < 2) return;
    const { asOf, reading, lang } = app.state();
    const x = (n: number): number => scale.at(n) * width;
    const known = (doc: number): boolean => {
      const found = app.ledger.docs[doc];
      return found ? isKnown(found, asOf, reading) : false;
    };
    const columns = bars(app.ledger, scale, width, reading, known);
    const most = Math.max(1, ...columns.map((column) => column.claims));
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawing.setAttribute("width", String(width));
    drawing.setAttribute("height", String(HEIGHT));
    drawing.replaceChildren(
      svg("line", { x1: 0, x2: width, y1: BASE + 0.5, y2: BASE + 0.5, class: "axis" }),
      ...columns.flatMap((column) => {
        const tall = Math.max(2, (column.claims / most) * (BASE - 8));
        const about = svg(
          "title",
          {},
          app.say("publishedClaims", {
            day: showSpan(column.from, column.to, lang),
            claims: app.say("claims", { n: showCount(column.claims, lang) }),
          }),
        );
        return [
          svg(
            "rect",
            {
              x: column.x,
              y: BASE - tall,
              width: column.width,
              height: tall,
              class: column.known ? "bar" : "bar unknown",
            },
            about,
          ),
        ];
      }),
      ...app.ledger.docs.flatMap((doc, place) =>
        doc.from && doc.to && doc.from !== doc.to
          ? [
              svg("line", {
                x1: x(toNumber(doc.from)),
                x2: x(toNumber(doc.to)),
                y1: BASE + 3.5,
                y2: BASE + 3.5,
                class: known(place) ? "span" : "span unknown",
              }),
            ]
          : [],
      ),
      ...ticks(scale, width, lang).flatMap((tick) => [
        svg("line", { x1: tick.x, x2: tick.x, y1: BASE, y2: BASE + (tick.strong ? 8 : 5), class: "tick" }),
        tick.text
          ? svg("text", { x: tick.x + 4, y: HEIGHT - 4, class: tick.strong ? "strong" : "" }, tick.text)
          : svg("g"),
      ]),
    );
    const at = x(toNumber(day()));
    handle.style.setProperty("left", `${at}px`);
    flag.style.setProperty("left", `${at}px`);
    flag.classList.toggle("before", at > width * 0.6);
  }

  const dayAt = (event: PointerEvent): string => {
    const box = track.getBoundingClientRect();
    return toDay(Math.round(scale.day((event.clientX - box.left) / Math.max(1, box.width))));
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    track.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    move(dayAt(event), "push");
    const drag = (next: PointerEvent): void => move(dayAt(next));
    track.addEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"] as const)
      track.addEventListener(end, () => track.removeEventListener("pointermove", drag), { once: true });
    event.preventDefault();
  });
  handle.addEventListener("keydown", (event) => {
    const steps: Record<string, () => string> = {
      ArrowLeft: () => addDays(day(), -1),
      ArrowDown: () => addDays(day(), -1),
      ArrowRight: () => addDays(day(), 1),
      ArrowUp: () => addDays(day(), 1),
      PageDown: () => addMonths(day(), -1),
      PageUp: () => addMonths(day(), 1),
      Home: () => scale.from,
      End: () => scale.to,
    };
    const next = steps[event.key];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    move(next());
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(() => {
    width = Math.round(track.getBoundingClientRect().width);
    draw();
  }).observe(track);
  const arrived = (): void => refuse("day" in readDay(dayOfHash(location.hash)) ? "" : dayOfHash(location.hash));
  dressed(app, ["lang", "asOf", "reading"], dress);
  addEventListener("hashchange", arrived);
  arrived();
  return element;
}
