// Every way in which a hand can leave a pad: the robot no longer moves within 600 ms, and where the tablet is gone, or looked
// away from, it holds and must be taken over anew. Against a running site, through a line that can be cut.
// Usage: node e2e/hold.mjs <url> <robot> [folder for screenshots]      (CHROMIUM=path if not /usr/bin/chromium)
// Prints "restart" when whoever started this is to kill the page's backend, which is then started again.
// Exit status: 0 when all of it went well, 1 otherwise.
import { chromium } from 'playwright-core';
import { Hand } from './hand.mjs';
import { Line } from './line.mjs';
import { BROWSER, by, check, picture, say, signedIn } from './tablet.mjs';

const [url, robot, shots] = process.argv.slice(2);
if (url === undefined || robot === undefined) {
  console.error('usage: node e2e/hold.mjs <url> <robot> [folder for screenshots]');
  process.exit(1);
}

const LIMIT_MILLIS = 30_000;
const HOLD_LIMIT_MILLIS = 600;
let line;
const browser = await chromium.launch(BROWSER);
const problems = [];

try {
  line = await Line.open(new URL(url));
  await run();
  check(problems.length === 0, problems.join('; '));
  console.log(`ok: ${robot} stood whatever way the hand left`);
  process.exitCode = 0;
} catch (error) {
  console.error(`failed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  line?.close();
}

async function run() {
  const watcher = await tablet(url, 'watcher');
  await watcher.evaluate((id) => {
    window.heard = [];
    setInterval(() => {
      const state = window.fleetrl.state.robots.get(id)?.state;
      if (state && window.heard.at(-1)?.sequence !== state.sequence) {
        window.heard.push({ sequence: state.sequence, at: state.atMillis, mode: state.authority.mode });
      }
    }, 5);
  }, robot);
  const page = await tablet(line.url, 'driver');
  await by(page, `tile-${robot}`).tap();
  await by(page, 'cockpit').waitFor();
  const hand = await Hand.of(page);

  await leaves(page, watcher, hand, 'the finger is lifted', () => hand.send('touchEnd', []));
  await leaves(page, watcher, hand, 'the touch is cancelled', () => hand.send('touchCancel', []));
  await leaves(page, watcher, hand, 'the first of two fingers is lifted', async () => {
    await hand.send('touchStart', [hand.at(0.5, 0.2, 0), hand.at(-0.4, 0, 1)]);
    await hand.send('touchEnd', [hand.at(0.5, 0.2, 0)]);
  });
  await hand.send('touchEnd', []);
  await leaves(page, watcher, hand, 'the pad loses the finger', async () => {
    await page.evaluate(() => {
      const pad = document.querySelector('[data-test="pad-xy"]');
      for (let pointer = 0; pointer < 64; pointer++) {
        if (pad.hasPointerCapture(pointer)) {
          pad.releasePointerCapture(pointer);
        }
      }
    });
    await hand.send('touchMove', [hand.at(0.5, 0.3, 0)]);
  });
  await hand.send('touchEnd', []);
  await leaves(page, watcher, hand, 'the window loses the focus', () => page.evaluate(() => window.dispatchEvent(new Event('blur'))));
  await hand.send('touchEnd', []);
  await picture(page, shots, 'hold-released');

  await loses(page, watcher, hand, 'the tablet is turned', () => turn(page, 800, 1280), () => turn(page, 1280, 800));
  await loses(page, watcher, hand, 'another tab is in front', () => hide(page, true), () => hide(page, false));
  await loses(page, watcher, hand, 'the line is cut', () => line.cut(), () => line.mend());
  await loses(page, watcher, hand, 'the line is silent', () => line.silence(), () => line.cut().then(() => line.mend()));
  await loses(page, watcher, hand, 'the backend is killed', () => console.log('restart'), () => undefined, true);
  await loses(page, watcher, hand, 'the page is left', () => page.goto('about:blank'), async () => {
    await page.goto(`${line.url}#/robot/${robot}`);
    await by(page, 'cockpit').waitFor();
  });
  await takeOver(page);
  await by(page, 'hand-back').tap();
  await by(page, 'resume').tap();
  await page.waitForFunction((id) => window.fleetrl.state.robots.get(id).state.authority.mode === 'AUTONOMOUS', robot);
}

/** The lease stays, and a new press goes on. */
async function leaves(page, watcher, hand, how, leave) {
  await drive(page, watcher, hand);
  const epoch = await epochOf(watcher);
  const at = await now(leave);
  await stands(watcher, how, at);
  await heard(watcher, 'ALIGN', at);
  check((await epochOf(watcher)) === epoch, `${how}: the lease did not stay`);
}

function epochOf(watcher) {
  return watcher.evaluate((id) => window.fleetrl.state.robots.get(id).state.authority.epoch, robot);
}

/** The robot holds, and no press moves it before it is taken over anew. */
async function loses(page, watcher, hand, how, leave, comeBack, isTold = false) {
  await drive(page, watcher, hand);
  const at = await now(leave);
  const stood = await stands(watcher, how, at, isTold);
  say(`${how}: HOLD after ${(await heard(watcher, 'HOLD', stood)) - at} ms`);
  await comeBack();
  await page.waitForFunction(() => window.fleetrl?.state.link === 'online' && window.fleetrl.state.operator !== undefined);
  await hand.send('touchEnd', []).catch(() => undefined);
  await page.waitForFunction((id) => window.fleetrl.state.robots.get(id)?.stale === false, robot);
  const since = Date.now();
  await hand.press();
  await page.waitForTimeout(700);
  await hand.send('touchEnd', []);
  const moved = await watcher.evaluate((from) => window.heard.some((state) => state.at > from && state.mode === 'HUMAN'), since);
  check(!moved, `${how}: the robot moved again without being taken over`);
}

async function drive(page, watcher, hand) {
  await takeOver(page);
  const since = Date.now();
  await hand.press();
  await heard(watcher, 'HUMAN', since);
}

async function takeOver(page) {
  const ready = (id) => {
    const { state, claims } = { state: window.fleetrl.state, claims: window.fleetrl.state.claims };
    const { mode, holder } = state.robots.get(id)?.state?.authority ?? {};
    const fresh = [...state.pictures].some(([key, at]) => key.startsWith(`${id}/`) && state.nowMillis + state.clockOffsetMillis - at < 800);
    return claims.has(id) && holder === state.operator && mode === 'ALIGN' && fresh;
  };
  if (!(await page.evaluate(ready, robot))) {
    await by(page, 'take-over').tap();
  }
  await page.waitForFunction(ready, robot).catch(() => {
    throw new Error('waited in vain for the lease');
  });
}

/** By the robot's own clock, which is this machine's. */
async function stands(watcher, how, at, isTold = false) {
  const state = await watcher
    .waitForFunction((from) => window.heard.find((told) => told.at > from && told.mode !== 'HUMAN'), at, { polling: 20 })
    .then((found) => found.jsonValue());
  const late = state.at - at;
  say(`${how}: ${state.mode} after ${late} ms`);
  check(isTold || late <= HOLD_LIMIT_MILLIS, `${how}: it moved on for ${late} ms`);
  return at;
}

/** When the robot first said so after that, by its clock. */
async function heard(watcher, mode, since) {
  const found = await watcher
    .waitForFunction(([from, wanted]) => window.heard.find((told) => told.at > from && told.mode === wanted), [since, mode], { polling: 20 })
    .catch(() => {
      throw new Error(`waited in vain for ${mode}`);
    });
  return (await found.jsonValue()).at;
}

async function now(leave) {
  const at = Date.now();
  await leave();
  return at;
}

async function turn(page, width, height) {
  const session = await page.context().newCDPSession(page);
  const screenOrientation = width > height ? { type: 'landscapePrimary', angle: 0 } : { type: 'portraitPrimary', angle: 90 };
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: true, screenOrientation });
}

/** As when the person goes to another tab: headless browsers keep every tab in front. */
async function hide(page, hidden) {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: isHidden ? 'hidden' : 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

function tablet(address, operator) {
  return signedIn(browser, { url: address, operator, robot, limitMillis: LIMIT_MILLIS, problems });
}
