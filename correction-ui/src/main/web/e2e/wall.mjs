// What `fleetrl bench wall` needs of a browser: one tablet looks at a wall of many robots and scrolls through it.
// Usage: node e2e/wall.mjs <url> <robots> <minutes>      (CHROMIUM=path if not /usr/bin/chromium)
// Prints what it does, and as its last line one JSON object.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { BROWSER, say, SCREEN } from './tablet.mjs';

const [url, robots, minutes] = process.argv.slice(2);
if (minutes === undefined) {
  console.error('usage: node e2e/wall.mjs <url> <robots> <minutes>');
  process.exit(2);
}

const LIMIT_MILLIS = 60_000;
const MINUTE_MILLIS = 60_000;
const WARM_UP_MILLIS = 20_000;
const WHEEL_PIXELS = 60;
const WHEEL_MILLIS = 100;
const browser = await chromium.launch(BROWSER);
const system = await browser.newBrowserCDPSession();

try {
  const page = await (await browser.newContext(SCREEN)).newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto(url);
  await page.locator('[data-test="operator"]').fill('bench-operator');
  await page.locator('[data-test="sign-in"]').tap();
  await page.waitForFunction((n) => document.querySelectorAll('.tile').length === n, Number(robots));
  say(`${robots} tiles are there`);
  const wheel = scrolling(page);
  await page.waitForTimeout(WARM_UP_MILLIS);
  await watchTheMainThread(page);
  const before = await metrics(cdp);
  const since = Date.now();
  const heap = [await heapMegabytes(cdp)];
  const resident = [await residentMegabytes()];
  for (let minute = 1; minute <= Number(minutes); minute++) {
    await page.waitForTimeout(Math.max(0, since + minute * MINUTE_MILLIS - Date.now()));
    heap.push(await heapMegabytes(cdp));
    resident.push(await residentMegabytes());
    say(`minute ${minute}: heap ${heap.at(-1).toFixed(1)} MB, resident ${resident.at(-1).toFixed(0)} MB`);
  }
  const millis = Date.now() - since;
  const after = await metrics(cdp);
  wheel.stop();
  const seen = await page.evaluate(() => ({ ...window.seen, states: window.states() - window.seen.states }));
  const share = (name) => (100 * 1000 * (after[name] - before[name])) / millis;
  console.log(
    JSON.stringify({
      millis,
      heap,
      resident,
      seen,
      busy: share('TaskDuration'),
      script: share('ScriptDuration'),
      layout: share('LayoutDuration') + share('RecalcStyleDuration'),
      nodes: after.Nodes,
    }),
  );
} finally {
  await browser.close();
}

/** A hand on the wheel, down to the last robot and back, until it is stopped. */
function scrolling(page) {
  let stopped = false;
  const turn = async () => {
    await page.mouse.move(640, 400);
    for (let down = true; !stopped; ) {
      await page.mouse.wheel(0, down ? WHEEL_PIXELS : -WHEEL_PIXELS);
      await page.waitForTimeout(WHEEL_MILLIS);
      const { top, end } = await page.evaluate(() => {
        const wall = document.querySelector('main');
        return { top: wall.scrollTop, end: wall.scrollHeight - wall.clientHeight };
      });
      down = top >= end - 1 ? false : top <= 0 ? true : down;
    }
  };
  turn().catch(() => undefined);
  return { stop: () => (stopped = true) };
}

/** Sums only, so that what is watched does not grow by being watched. */
async function watchTheMainThread(page) {
  await page.evaluate(() => {
    window.states = () => [...window.fleetrl.state.robots.values()].reduce((sum, robot) => sum + (robot.state?.sequence ?? 0), 0);
    const seen = (window.seen = { longTasks: 0, longMillis: 0, longestMillis: 0, frames: 0, lateFrames: 0, pictures: 0, states: window.states() });
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) {
        seen.longTasks++;
        seen.longMillis += task.duration;
        seen.longestMillis = Math.max(seen.longestMillis, task.duration);
      }
    }).observe({ type: 'longtask' });
    window.fleetrl.live.drawn = () => seen.pictures++;
    let last = performance.now();
    const frame = (now) => {
      seen.frames++;
      seen.lateFrames += now - last > 50 ? 1 : 0;
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

async function metrics(cdp) {
  const { metrics: all } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/** What is still needed after the garbage is collected: the least of three looks, for messages are always on their way. */
async function heapMegabytes(cdp) {
  const looks = [];
  for (let look = 0; look < 3; look++) {
    await cdp.send('HeapProfiler.collectGarbage');
    looks.push((await metrics(cdp)).JSHeapUsedSize / 1e6);
  }
  return Math.min(...looks);
}

/** All that the page's processes hold in memory: pictures and canvases are no part of the heap. */
async function residentMegabytes() {
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  const kilobytes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0));
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1000;
}
