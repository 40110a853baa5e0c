/**
 * A small chart of one measure by period: a bar as wide as its period for each value, a dot for a day; plans are
 * dashed, disputes red.
 */

import { toNumber } from "../ledger/time";
import type { App } from "./app";
import { svg } from "./dom";
import type { Series } from "./entity";

const WIDTH = 320;
const HEIGHT = 96;
const [LEFT, RIGHT, TOP, BOTTOM] = [10, 10, 16, 20];

interface Spot {
  x: number;
  from: number;
  to: number;
  low: number;
  high: number;
  place: number;
}

/** The chart, or null if fewer than two values have a date and a size. */
export function chart(app: App, series: Series): SVGSVGElement | null {
  const spots = series.points.flatMap((point, place): Spot[] => {
    const claim = app.ledger.claims[point.claim];
    if (!claim?.to && !claim?.from) return [];
    const [low, high] = [point.low ?? point.high, point.high ?? point.low];
    const from = toNumber(claim.from || claim.to);
    const to = toNumber(claim.to || claim.from);
    if (low === null || high === null || !Number.isFinite(from + to)) return [];
    return [{ x: (from + to) / 2, from, to, low, high, place }];
  });
  if (spots.length < 2) return null;
  const first = Math.min(...spots.map((spot) => spot.from)) - 40;
  const last = Math.max(...spots.map((spot) => spot.to)) + 40;
  const least = Math.min(0, ...spots.map((spot) => spot.low));
  const most = Math.max(0, ...spots.map((spot) => spot.high));
  const across = (day: number): number => LEFT + ((day - first) / Math.max(1, last - first)) * (WIDTH - LEFT - RIGHT);
  const down = (value: number): number =>
    HEIGHT - BOTTOM - ((value - least) / (most - least || 1)) * (HEIGHT - TOP - BOTTOM);
  const round = (value: number): number => Math.round(value * 10) / 10;

  const years: SVGElement[] = [];
  const [startYear, endYear] = [first + 40, last - 40].map((day) => new Date(day * 864e5).getUTCFullYear()) as [
    number,
    number,
  ];
  const step = Math.max(1, Math.ceil((endYear - startYear + 1) / 6));
  for (let year = startYear; year <= endYear; year += step) {
    const middle = across(Math.max(first, Math.min(last, toNumber(`${year}-07-01`))));
    years.push(
      svg(
        "text",
        { x: round(Math.max(14, Math.min(WIDTH - 14, middle))), y: HEIGHT - 5, "text-anchor": "middle", class: "tick" },
        String(year),
      ),
    );
  }
  const peak = spots.reduce((best, spot) => (spot.high > best.high ? spot : best));
  const marks = spots.map((spot) => {
    const point = series.points[spot.place];
    const [x, y1, y2] = [round(across(spot.x)), round(down(spot.low)), round(down(spot.high))];
    const kind = `point ${point?.state ?? "stated"}${point?.disputed ? " disputed" : ""}`;
    const middle = round((y1 + y2) / 2);
    const wide = [round(across(spot.from)), round(across(spot.to))] as const;
    if (wide[1] - wide[0] <= 8)
      return svg(
        "g",
        { class: kind },
        Math.abs(y1 - y2) > 2
          ? svg("line", { x1: x, x2: x, y1, y2, class: "span" })
          : svg("circle", { cx: x, cy: middle, r: 3 }),
      );
    const [left, right, ground] = [wide[0] + 1, wide[1] - 1, round(down(0))];
    return svg(
      "g",
      { class: kind },
      svg("rect", {
        x: left,
        width: right - left,
        y: Math.min(middle, ground),
        height: Math.abs(ground - middle),
        class: "body",
      }),
      svg("line", { x1: left, x2: right, y1: middle, y2: middle, class: "top" }),
      Math.abs(y1 - y2) > 2 ? svg("line", { x1: x, x2: x, y1, y2, class: "span" }) : null,
    );
  });
  const shown = series.points[peak.place]?.shown ?? "";
  const peakX = across(peak.x);
  return svg(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": `${app.say("chart", { measure: series.label })}: ${series.points.map((point) => `${point.when || app.say("undated")} ${point.shown}`).join("; ")}`,
    },
    svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: round(down(0)), y2: round(down(0)), class: "axis" }),
    marks,
    years,
    svg(
      "text",
      {
        x: round(peakX),
        y: Math.max(10, round(down(peak.high)) - 7),
        class: "peak",
        "text-anchor": peakX > WIDTH * 0.7 ? "end" : peakX < WIDTH * 0.3 ? "start" : "middle",
      },
      shown,
    ),
  );
}
