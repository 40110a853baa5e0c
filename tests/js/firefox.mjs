/**
 * A reader's way through the explorer in Firefox, over WebDriver BiDi, which needs no second program beside the browser.
 *
 * node firefox.mjs PROGRAM PROFILE PAGE LANG NAME RELATION → one line of JSON: what was seen, said and asked for.
 */
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [program, profile, file, lang, name, relation] = process.argv.slice(2);
const browser = await puppeteer.launch({
  browser: "firefox", executablePath: program, userDataDir: profile, headless: true,
  defaultViewport: { width: 1280, height: 800 },
}).catch((error) => {
  console.error(error.message);
  process.exit(77);
});
const seen = { said: [], asked: [] };
try {
  const page = await browser.newPage();
  page.on("console", (message) => seen.said.push(message.text()));
  page.on("pageerror", (error) => seen.said.push(error.message));
  page.on("request", (request) => /^(file|data|blob|about):/.test(request.url()) || seen.asked.push(request.url()));
  const text = (selector) => page.$eval(selector, (element) => element.innerText);
  const until = (words) => page.waitForFunction(
    (wanted) => document.querySelector("#app").innerText.includes(wanted), { timeout: 20_000 }, words);

  await page.goto(`${pathToFileURL(file)}#lang=${lang}`);
  await page.waitForSelector("#app canvas", { timeout: 20_000 });
  await page.type("[role=combobox]", name);
  await page.waitForSelector("[role=option]");
  seen.found = await text("[role=option]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("focus="));
  seen.focus = new URLSearchParams((await page.evaluate(() => location.hash)).slice(1)).get("focus");
  seen.entity = await text("aside h2, [role=complementary] h2");

  // A link brings a colleague to the same view: here, to the evidence of one edge.
  await page.goto(`${pathToFileURL(file)}#lang=${lang}&edge=${encodeURIComponent(relation)}`);
  await page.reload();
  await page.waitForSelector("aside h2, [role=complementary] h2");
  await until("d002");
  seen.evidence = await text("aside, [role=complementary]");
  seen.drawn = await page.$eval("#app canvas", (canvas) => {
    const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const colours = new Set();
    for (let at = 0; at < data.length; at += 4) colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
    return colours.size;
  });
  await page.goto(`${pathToFileURL(file)}#lang=${lang}&view=table`);
  await page.reload();
  await page.waitForSelector("table tbody tr");
  seen.rows = await page.$$eval("table tbody tr", (rows) => rows.length);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
