// What `fleetrl bench teleop` needs of a browser: one tablet drives a robot, another shows the wall; both note their pictures.
// Usage: node e2e/teleop.mjs <url> <robot> <presses>      (CHROMIUM=path if not /usr/bin/chromium)
// Prints what it does, and as its last line one JSON object; times in ms since 1970 by this machine's clock.
import { chromium } from 'playwright-core';
import { BROWSER, say, SCREEN } from './tablet.mjs';

const [url, robot, count] = process.argv.slice(2);
if (count === undefined) {
  console.error('usage: node e2e/teleop.mjs <url> <robot> <presses>');
  process.exit(2);
}

/** A site's programs are compiled while they run; one that has run for hours is what people meet. */
const WARM_MILLIS = 120_000;
const LIMIT_MILLIS = 60_000;
const PUSH = 0.7;
const browser = await chromium.launch(BROWSER);

const wall = await tablet('wall-watcher');
const cockpit = await tablet('bench-operator');
const touch = await cockpit.context().newCDPSession(cockpit);

try {
  await by(cockpit, `tile-${robot}`).tap();
  await by(cockpit, 'cockpit').waitFor();
  await drivable();
  say('driving for two minutes before anything is noted');
  for (const until = Date.now() + WARM_MILLIS; Date.now() < until; ) {
    await press(PUSH);
    await press(-PUSH);
  }
  await note(wall);
  await note(cockpit);
  const since = Date.now();
  const presses = [];
  for (let i = 0; i < Number(count); i++) {
    if (i % 50 === 0) {
      say(`press ${i} of ${count}`);
    }
    presses.push(await press(i % 2 === 0 ? PUSH : -PUSH));
  }
  const millis = Date.now() - since;
  console.log(JSON.stringify({ millis, presses, cockpit: await noted(cockpit), wall: await noted(wall) }));
} finally {
  await browser.close();
}

async function tablet(operator) {
  const page = await (await browser.newContext(SCREEN)).newPage();
  page.setDefaultTimeout(LIMIT_MILLIS);
  await page.goto(url);
  await by(page, 'operator').fill(operator);
  await by(page, 'sign-in').tap();
  await by(page, `tile-${robot}`).waitFor();
  return page;
}

function by(page, name) {
  return page.locator(`[data-test="${name}"]`);
}

/** In an episode, and this tablet may move the robot. */
async function drivable() {
  for (;;) {
    const seen = await cockpit.evaluate(look, robot);
    if (seen.episode && seen.ready) {
      return;
    }
    if (!seen.episode && seen.mine) {
      await tap('hand-back');
    } else if (!seen.episode && seen.mode === 'HOLD') {
      await tap('resume');
    } else if (seen.episode && !seen.claimed) {
      await tap('take-over');
    }
    await cockpit.waitForTimeout(200);
  }
}

function look(id) {
  const state = window.fleetrl.state;
  const told = state.robots.get(id)?.state;
  const mode = told?.authority.mode;
  const mine = told?.authority.holder === state.operator;
  const claimed = mine && state.claims.has(id) && mode !== 'HOLD';
  return { episode: told?.episode != null, mode, mine, claimed, ready: claimed && mode === 'ALIGN' };
}

/** A button may just have been switched off. */
function tap(name) {
  return by(cockpit, name).tap({ timeout: 1_000 }).catch(() => undefined);
}

/** A finger on the pad for a moment; when the page was given the touch, or null where the robot was not this tablet's just then. */
async function press(right) {
  await drivable();
  const box = await by(cockpit, 'pad-xy').boundingBox();
  const at = { x: box.x + (box.width * (1 + right)) / 2, y: box.y + box.height / 2 };
  await cockpit.evaluate(() => (window.pressedAt = undefined));
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await cockpit.waitForTimeout(200 + 200 * Math.random());
  const pressedAt = await cockpit.evaluate(() => window.pressedAt ?? null);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  // Any time of the robot's tick and of its cameras.
  await cockpit.waitForTimeout(300 + 300 * Math.random());
  return pressedAt;
}

/** Notes each picture: taken, received, on its canvas, and after the frame that shows it was made; and each touch. */
async function note(page) {
  await page.evaluate(() => {
    const { live } = window.fleetrl;
    const received = new WeakMap();
    const pictures = (window.pictures = []);
    const waiting = [];
    const { port1, port2 } = new MessageChannel();
    // A task that was asked for in a frame's callback runs once the frame is laid out, painted and handed to the compositor.
    port1.onmessage = () => {
      const now = Date.now();
      waiting.splice(0).forEach((done) => done(now));
    };
    const draw = live.draw.bind(live);
    live.draw = (picture) => {
      received.set(picture, Date.now());
      draw(picture);
    };
    live.drawn = (picture) => {
      const { robot, camera, sequence, atMillis } = picture;
      const drawn = Date.now();
      requestAnimationFrame(() => {
        waiting.push((shown) => pictures.push({ robot, camera, sequence, taken: atMillis, received: received.get(picture), drawn, shown }));
        port2.postMessage(undefined);
      });
    };
    window.addEventListener('pointerdown', (event) => (window.pressedAt = Date.now() - (performance.now() - event.timeStamp)), { capture: true });
  });
}

function noted(page) {
  return page.evaluate(() => window.pictures);
}
